//! Null as a value: the type of what can be nothing else.

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

/// `null`, where a schema lets nothing else in.
///
/// ```
/// use openapi_runtime::{Model, Null};
///
/// assert_eq!(Null::from_json("null"), Ok(Null));
/// assert!(Null::from_json("0").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Null;

impl Visit for Null {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.null();
    }
}

impl Fill for Null {
    fn blank() -> Self {
        Self
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.null() {
            return reader.skip();
        }
        Err(reader.refuse("type", "expected null, found another value"))
    }
}
