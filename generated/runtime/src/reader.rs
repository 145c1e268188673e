//! Reading JSON text into values, one value at a time and in place.
//!
//! Underneath a cursor goes through the text; above it stands what is about types: pointers, depth, required members, the
//! choice of a union's branch. A pointer costs nothing while all goes well: on an error each level puts its segment in
//! front while unwinding. Behind an error the cursor stands anywhere, so whoever reads on rewinds first.

mod cursor;
mod judge;
mod object;
mod scalar;
#[cfg(test)]
mod tests;
mod union;

use std::fmt;

use cursor::Cursor;
pub use judge::Findings;
use judge::Judge;

use crate::error::DecodeError;
use crate::fill::{Fill, FillEntries};
use crate::validate::Terms;

/// How deep arrays and objects may nest.
const MAX_DEPTH: usize = 128;

/// Reads JSON text.
///
/// Decoding is lenient: members that the shape does not name are passed over or kept, a constant of another value is let
/// in, null reads as absent where a member is optional, and of members with the same name the last one counts.
pub struct Reader<'j> {
    json: Cursor<'j>,
    /// How many arrays and objects may still begin inside each other.
    levels: usize,
    /// Bytes read for branches of unions that did not take the value.
    reread: usize,
    /// How many values were let in that nobody names: of enumerations and unions, and properties that are refused.
    strays: usize,
    /// Whether the values to be filled may have been filled before (a member stood there twice).
    refilling: bool,
    /// Whether there is no value at all, only the news of its absence.
    absent: bool,
    /// Why no branch took the value that an `Unmatched` is about to keep.
    refusal: Option<DecodeError>,
    judge: Option<Box<Judge>>,
}

/// A place to go back to.
#[derive(Clone, Copy)]
struct Mark<'j> {
    json: Cursor<'j>,
    levels: usize,
}

/// One step of a JSON pointer.
#[derive(Clone, Copy)]
enum Segment {
    Member(&'static str),
    Item(usize),
    /// The key that stands behind this byte, past punctuation: read only where the pointer is needed.
    KeyBehind(usize),
}

/// Reads the whole text as one value.
///
/// # Errors
/// Where the text is not JSON or does not fit the type.
pub fn decode<T: Fill>(text: &[u8]) -> Result<T, DecodeError> {
    let mut reader = Reader::new(text);
    let value = reader.value();
    value
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| error.located(text))
}

/// Where it stands, never the text, which may hold secrets.
impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Reader(at byte {} of {})",
            self.json.at(),
            self.json.length()
        )
    }
}

impl<'j> Reader<'j> {
    /// Reads this text leniently.
    pub fn new(text: &'j [u8]) -> Self {
        Self {
            json: Cursor::new(text),
            levels: MAX_DEPTH,
            reread: 0,
            strays: 0,
            refilling: false,
            absent: false,
            refusal: None,
            judge: None,
        }
    }

    /// Reads this text and records as violations what leniency lets in and what does not fit, reading on behind it.
    ///
    /// Unions are judged to the end on these terms, each branch by its own judge; so whoever validates the value afterwards passes
    /// over unions. [`Reader::findings`] gives the record.
    pub fn judging(text: &'j [u8], terms: Terms) -> Self {
        Self {
            judge: Some(Box::new(Judge::new(terms))),
            ..Self::new(text)
        }
    }

    /// Stands for a member that is not there.
    fn absent() -> Reader<'static> {
        Reader {
            absent: true,
            ..Reader::new(b"null")
        }
    }

    /// Whether this tells a value that it is absent, rather than null; only what can be absent needs to ask.
    pub(crate) fn is_absent(&self) -> bool {
        self.absent
    }

    /// Reads a value into a new one.
    ///
    /// # Errors
    /// Where the text is not JSON or does not fit the type.
    pub fn value<T: Fill>(&mut self) -> Result<T, DecodeError> {
        let mut value = T::blank();
        value.fill(self)?;
        Ok(value)
    }

    /// Whether the next value is null; it stays the next value.
    pub fn null(&mut self) -> bool {
        self.json.peek() == Some(b'n')
    }

    /// Passes over the next value.
    ///
    /// # Errors
    /// Where the text is not JSON.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        self.json.skip(self.levels)
    }

    /// The text of the next value, passed over.
    pub(crate) fn raw(&mut self) -> Result<&'j [u8], DecodeError> {
        self.json.peek();
        let start = self.json.at();
        self.skip()?;
        Ok(self.json.since(start).as_bytes())
    }

    /// Makes sure that only white space follows.
    ///
    /// # Errors
    /// Where anything else does.
    pub fn end(&mut self) -> Result<(), DecodeError> {
        self.json.end()
    }

    /// An array, item by item.
    ///
    /// # Errors
    /// Where the next value is not an array, or an item does not fit.
    pub fn array(
        &mut self,
        item: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        self.enter("an array", b'[')?;
        let mut position = 0;
        let mut more = self.json.first_item();
        while more {
            self.below(Segment::Item(position), |reader| item(reader))?;
            position += 1;
            more = self.json.next_item()?;
        }
        self.leave();
        Ok(())
    }

    /// An object whose keys are data.
    ///
    /// # Errors
    /// Where the next value is not an object, or a value does not fit.
    pub fn map(&mut self, entries: &mut dyn FillEntries) -> Result<(), DecodeError> {
        self.enter("an object", b'{')?;
        let mut before = self.json.at();
        let mut key = self.json.first_key()?;
        while let Some(name) = key {
            let slot = entries.slot(&name);
            self.below(Segment::KeyBehind(before), |reader| slot.fill(reader))?;
            before = self.json.at();
            key = self.json.next_key()?;
        }
        self.leave();
        Ok(())
    }

    /// Notes that a value is let in which its enumeration, union or object does not name.
    #[doc(hidden)]
    pub fn stray(&mut self) {
        self.strays += 1;
    }

    /// Why no branch took the value that is next.
    pub(crate) fn take_refusal(&mut self) -> Option<DecodeError> {
        self.refusal.take()
    }

    /// An error about the value that ends here.
    #[cold]
    pub(crate) fn refuse(&self, keyword: &'static str, message: impl Into<String>) -> DecodeError {
        DecodeError::new(keyword, message, self.json.at())
    }

    /// Steps into an array or object, which begins with this byte, and says where it stands.
    #[inline]
    fn enter(&mut self, accepted: &'static str, first: u8) -> Result<usize, DecodeError> {
        self.expect(accepted, first)?;
        let start = self.json.at();
        self.levels = self.json.open(self.levels)?;
        Ok(start)
    }

    /// Steps out of it again.
    fn leave(&mut self) {
        self.levels += 1;
    }

    /// Makes sure that the next value begins with this byte.
    fn expect(&mut self, accepted: &'static str, first: u8) -> Result<(), DecodeError> {
        if self.json.peek() == Some(first) {
            Ok(())
        } else {
            Err(self.mismatch(accepted))
        }
    }

    /// Reads one level below this segment: an error takes the segment along, or goes into the record.
    fn below(
        &mut self,
        segment: Segment,
        read: impl FnOnce(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if self.judge.is_some() {
            return self.judge_below(segment, read);
        }
        read(self).map_err(|error| error.below(&self.spell(segment)))
    }

    /// The segment as it stands in a pointer, before escaping.
    #[cold]
    fn spell(&self, segment: Segment) -> String {
        match segment {
            Segment::Member(wire) => wire.to_owned(),
            Segment::Item(position) => position.to_string(),
            Segment::KeyBehind(before) => self.json.key_behind(before).into_owned(),
        }
    }

    fn mark(&self) -> Mark<'j> {
        Mark {
            json: self.json,
            levels: self.levels,
        }
    }

    fn rewind(&mut self, mark: Mark<'j>) {
        self.json = mark.json;
        self.levels = mark.levels;
    }

    /// The next value is of another type, or there is none.
    #[cold]
    fn mismatch(&mut self, accepted: &'static str) -> DecodeError {
        let found = match self.json.peek() {
            Some(b'"') => "a string",
            Some(b'[') => "an array",
            Some(b'{') => "an object",
            scalar => {
                let mut ahead = self.json;
                if let Err(error) = ahead.skip(self.levels) {
                    return error;
                }
                match scalar {
                    Some(b'n') => "null",
                    Some(b't' | b'f') => "a boolean",
                    _ => "a number",
                }
            }
        };
        let message = format!("expected {accepted}, found {found}");
        DecodeError::new("type", message, self.json.at())
    }
}

#[cold]
fn too_deep(offset: usize) -> DecodeError {
    DecodeError::not_json(
        format!("arrays and objects nest deeper than {MAX_DEPTH}"),
        offset,
    )
}
