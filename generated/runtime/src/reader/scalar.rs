//! Strings, numbers, booleans, and which of the types of JSON comes next.

use jiter::Peek;

use super::{Reader, not_json};
use crate::enumeration::position;
use crate::error::DecodeError;
use crate::number::{NotInteger, parse_integer};
use crate::shape::{Enumeration, Kinds};

impl Reader<'_> {
    /// The type of the next value, every number being a number.
    pub(crate) fn kind(&mut self) -> Result<Kinds, DecodeError> {
        match self.peek()? {
            Peek::Null => Ok(Kinds::NULL),
            Peek::True | Peek::False => Ok(Kinds::BOOLEAN),
            Peek::String => Ok(Kinds::STRING),
            Peek::Array => Ok(Kinds::ARRAY),
            Peek::Object => Ok(Kinds::OBJECT),
            _ => Ok(Kinds::NUMBER),
        }
    }

    /// The type of the next value, a number being an integer where it has no fraction and else a number that is none.
    pub(super) fn exact_kind(&mut self) -> Result<Kinds, DecodeError> {
        let kind = self.kind()?;
        if kind != Kinds::NUMBER {
            return Ok(kind);
        }
        let mut ahead = Reader {
            json: self.json.clone(),
            ..Reader::new(self.text)
        };
        let parsed = parse_integer(ahead.number("a number")?);
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
        self.text_as("a string").map(str::to_owned)
    }

    /// A string with known values: one of these, or one that the document does not name.
    ///
    /// # Errors
    /// Where the next value is not a string.
    #[doc(hidden)]
    pub fn enumeration<T: Clone>(
        &mut self,
        value: &mut T,
        (enumeration, known): (&'static Enumeration, &'static [T]),
        unknown: fn(String) -> T,
    ) -> Result<(), DecodeError> {
        let text = self.text_as("a string")?;
        match position(enumeration, text).and_then(|position| known.get(position)) {
            Some(known) => *value = known.clone(),
            None => {
                *value = unknown(text.to_owned());
                self.stray();
            }
        }
        Ok(())
    }

    /// A string, called so in the error.
    pub(crate) fn text_as(&mut self, accepted: &'static str) -> Result<&str, DecodeError> {
        self.expect(accepted, Peek::String)?;
        self.json.known_str().map_err(not_json)
    }

    /// Whether the next value is the empty string, which then is read.
    pub(crate) fn empty_text(&mut self) -> Result<bool, DecodeError> {
        let empty = self.peek()? == Peek::String
            && self.text.get(self.json.current_index() + 1) == Some(&b'"');
        if empty {
            self.skip()?;
        }
        Ok(empty)
    }

    /// `true` or `false`
    pub(crate) fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.peek()? {
            peek @ (Peek::True | Peek::False) => self.json.known_bool(peek).map_err(not_json),
            peek => Err(self.mismatch("true or false", peek)),
        }
    }

    /// The text of a number.
    pub(crate) fn number(&mut self, accepted: &'static str) -> Result<&str, DecodeError> {
        let peek = self.peek()?;
        if !peek.is_num() {
            return Err(self.mismatch(accepted, peek));
        }
        let digits = self.json.known_number_bytes(peek).map_err(not_json)?;
        // Digits, signs and dots only.
        Ok(std::str::from_utf8(digits).unwrap_or_default())
    }

    /// An integer, in whatever notation.
    pub(crate) fn integer(&mut self) -> Result<i64, DecodeError> {
        let accepted = "an integer";
        let parsed = parse_integer(self.number(accepted)?);
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
        let parsed = self.number("a number")?.parse::<f64>();
        match parsed {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.refuse("format", "expected a number of 64 bits, found a larger one")),
        }
    }
}
