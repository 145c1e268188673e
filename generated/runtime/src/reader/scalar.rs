//! Strings, numbers, booleans, and which of the types of JSON comes next.

use std::borrow::Cow;

use super::Reader;
use crate::enumeration::Table;
use crate::error::DecodeError;
use crate::number::{NotInteger, parse_integer};
use crate::shape::Kinds;

impl<'j> Reader<'j> {
    /// The type of the next value, every number being a number.
    pub(crate) fn kind(&mut self) -> Result<Kinds, DecodeError> {
        match self.json.peek() {
            Some(b'n') => Ok(Kinds::NULL),
            Some(b't' | b'f') => Ok(Kinds::BOOLEAN),
            Some(b'"') => Ok(Kinds::STRING),
            Some(b'[') => Ok(Kinds::ARRAY),
            Some(b'{') => Ok(Kinds::OBJECT),
            Some(b'-' | b'0'..=b'9') => Ok(Kinds::NUMBER),
            _ => Err(self.json.expected("a value")),
        }
    }

    /// The type of the next value, a number being an integer where it has no fraction and else a number that is none.
    pub(super) fn exact_kind(&mut self) -> Result<Kinds, DecodeError> {
        let kind = self.kind()?;
        if kind != Kinds::NUMBER {
            return Ok(kind);
        }
        let mut ahead = self.json;
        let parsed = parse_integer(ahead.number()?);
        let fraction = Kinds(Kinds::NUMBER.0 & !Kinds::INTEGER.0);
        Ok(if parsed == Err(NotInteger::Fraction) {
            fraction
        } else {
            Kinds::INTEGER
        })
    }

    /// A string.
    ///
    /// # Errors
    /// Where the next value is not a string.
    pub fn text(&mut self) -> Result<String, DecodeError> {
        self.text_as("a string").map(Cow::into_owned)
    }

    /// A string with known values: one of these, or one that the document does not name.
    ///
    /// # Errors
    /// Where the next value is not a string.
    #[doc(hidden)]
    pub fn enumeration<T: Clone>(
        &mut self,
        value: &mut T,
        table: &'static Table<T>,
    ) -> Result<(), DecodeError> {
        let text = self.text_as("a string")?;
        match table.get(&text) {
            Some(known) => *value = known,
            None => {
                *value = (table.unknown)(text.into_owned());
                self.stray();
            }
        }
        Ok(())
    }

    /// A string, called so in the error.
    pub(crate) fn text_as(&mut self, accepted: &'static str) -> Result<Cow<'j, str>, DecodeError> {
        self.expect(accepted, b'"')?;
        self.json.string()
    }

    /// Whether the next value is the empty string, which then is read.
    pub(crate) fn empty_text(&mut self) -> bool {
        self.json.peek();
        self.json.pass("\"\"")
    }

    /// `true` or `false`
    pub(crate) fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.json.peek() {
            Some(b't') => self.json.word("true").map(|()| true),
            Some(b'f') => self.json.word("false").map(|()| false),
            _ => Err(self.mismatch("true or false")),
        }
    }

    /// The text of a number.
    pub(crate) fn number(&mut self, accepted: &'static str) -> Result<&'j str, DecodeError> {
        match self.json.peek() {
            Some(b'-' | b'0'..=b'9') => self.json.number(),
            _ => Err(self.mismatch(accepted)),
        }
    }

    /// An integer, in whatever notation.
    pub(crate) fn integer(&mut self) -> Result<i64, DecodeError> {
        self.json.peek();
        if let Some(value) = self.json.short_integer() {
            return Ok(value);
        }
        let parsed = parse_integer(self.number("an integer")?);
        parsed.map_err(|error| match error {
            NotInteger::Fraction => self.refuse(
                "type",
                "expected an integer, found a number with a fraction",
            ),
            NotInteger::TooLarge => self.refuse(
                "format",
                "expected an integer of 64 bits, found a larger one",
            ),
        })
    }

    /// A number that is finite as an `f64`.
    pub(crate) fn float(&mut self) -> Result<f64, DecodeError> {
        self.json.peek();
        if let Some(value) = self.json.short_integer() {
            // Rounded as its text would be.
            return Ok(value as f64);
        }
        let parsed = self.number("a number")?.parse::<f64>();
        match parsed {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.refuse("format", "expected a number of 64 bits, found a larger one")),
        }
    }
}
