//! Decoding in place: an empty value first, then each member filled where it lies.

use crate::error::DecodeError;
use crate::reader::Reader;

/// A value that can be decoded from JSON.
pub trait Fill {
    /// An empty value, to be filled; not a default that means something.
    #[doc(hidden)]
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads one JSON value into this one.
    ///
    /// # Errors
    /// Where the text is not JSON or does not fit the type; the error knows the place.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

/// A map that takes properties one at a time.
pub trait FillEntries {
    /// The place of the value under this key, made where it is not there.
    ///
    /// A key that stands there twice gets a new, empty place: its last value counts.
    fn slot(&mut self, key: &str) -> &mut dyn Fill;

    /// Takes all properties out again.
    fn clear(&mut self);
}
