//! Reading JSON text into values, one value at a time and in place.
//!
//! A pull parser underneath; above it what it has not: pointers, depth, required members, the choice of a union's branch.
//! A pointer costs nothing while all goes well: on an error each level puts its segment in front while unwinding. Behind
//! an error the parser stands anywhere, so whoever reads on rewinds first.

mod judge;
mod object;
mod scalar;
#[cfg(test)]
mod tests;
mod union;

use std::fmt;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

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
    json: Jiter<'j>,
    text: &'j [u8],
    depth: usize,
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
#[derive(Clone)]
struct Mark<'j> {
    json: Jiter<'j>,
    depth: usize,
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
            self.json.current_index(),
            self.text.len()
        )
    }
}

impl<'j> Reader<'j> {
    /// Reads this text leniently.
    pub fn new(text: &'j [u8]) -> Self {
        Self {
            json: Jiter::new(text),
            text,
            depth: 0,
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
        matches!(self.json.peek(), Ok(Peek::Null))
    }

    /// Passes over the next value.
    ///
    /// # Errors
    /// Where the text is not JSON.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        self.raw().map(drop)
    }

    /// The text of the next value, passed over.
    pub(crate) fn raw(&mut self) -> Result<&'j [u8], DecodeError> {
        let peek = self.peek()?;
        let start = self.json.current_index();
        self.json.known_skip(peek).map_err(not_json)?;
        let raw = self.json.slice_to_current(start);
        match std::str::from_utf8(raw) {
            Ok(_) => Ok(raw),
            Err(error) => Err(DecodeError::not_json(
                "the text is not UTF-8",
                start + error.valid_up_to(),
            )),
        }
    }

    /// Makes sure that only white space follows.
    ///
    /// # Errors
    /// Where anything else does.
    pub fn end(&mut self) -> Result<(), DecodeError> {
        self.json.finish().map_err(not_json)
    }

    /// An array, item by item.
    ///
    /// # Errors
    /// Where the next value is not an array, or an item does not fit.
    pub fn array(
        &mut self,
        item: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        self.enter("an array", Peek::Array)?;
        let mut position = 0;
        let mut next = self.json.known_array().map_err(not_json)?;
        while next.is_some() {
            self.below(Segment::Item(position), |reader| item(reader))?;
            position += 1;
            next = self.json.array_step().map_err(not_json)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// An object whose keys are data.
    ///
    /// # Errors
    /// Where the next value is not an object, or a value does not fit.
    pub fn map(&mut self, entries: &mut dyn FillEntries) -> Result<(), DecodeError> {
        self.enter("an object", Peek::Object)?;
        let mut before = self.json.current_index();
        let mut key = self.json.known_object();
        while let Some(name) = key.map_err(not_json)? {
            let slot = entries.slot(name);
            self.below(Segment::KeyBehind(before), |reader| slot.fill(reader))?;
            before = self.json.current_index();
            key = self.json.next_key();
        }
        self.depth -= 1;
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
        DecodeError::new(keyword, message, self.json.current_index())
    }

    /// Steps into an array or object.
    fn enter(&mut self, accepted: &'static str, wanted: Peek) -> Result<(), DecodeError> {
        self.expect(accepted, wanted)?;
        if self.depth == MAX_DEPTH {
            return Err(too_deep(self.json.current_index()));
        }
        self.depth += 1;
        Ok(())
    }

    fn expect(&mut self, accepted: &'static str, wanted: Peek) -> Result<(), DecodeError> {
        let peek = self.peek()?;
        if peek == wanted {
            Ok(())
        } else {
            Err(self.mismatch(accepted, peek))
        }
    }

    fn peek(&mut self) -> Result<Peek, DecodeError> {
        self.json.peek().map_err(not_json)
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
            Segment::KeyBehind(before) => {
                let rest = self.text.get(before..).unwrap_or_default();
                let key = rest
                    .iter()
                    .position(|byte| *byte == b'"')
                    .and_then(|quote| rest.get(quote..));
                let mut json = Jiter::new(key.unwrap_or_default());
                json.next_str().map(str::to_owned).unwrap_or_default()
            }
        }
    }

    fn mark(&self) -> Mark<'j> {
        Mark {
            json: self.json.clone(),
            depth: self.depth,
        }
    }

    fn rewind(&mut self, mark: Mark<'j>) {
        self.json = mark.json;
        self.depth = mark.depth;
    }

    #[cold]
    fn mismatch(&self, accepted: &'static str, found: Peek) -> DecodeError {
        let offset = self.json.current_index();
        if let (Peek::Null | Peek::True | Peek::False, Err(error)) =
            (found, self.json.clone().known_skip(found))
        {
            return not_json(error);
        }
        let found = match found {
            Peek::Null => "null",
            Peek::True | Peek::False => "a boolean",
            Peek::String => "a string",
            Peek::Array => "an array",
            Peek::Object => "an object",
            Peek::NaN | Peek::Infinity => return DecodeError::not_json("expected value", offset),
            number if number.is_num() => "a number",
            _ => return DecodeError::not_json("expected value", offset),
        };
        DecodeError::new(
            "type",
            format!("expected {accepted}, found {found}"),
            offset,
        )
    }
}

/// The parser's error as ours. The reader asks for the right type always, so it is about the text.
#[cold]
fn not_json(error: JiterError) -> DecodeError {
    match error.error_type {
        JiterErrorType::JsonError(JsonErrorType::RecursionLimitExceeded) => too_deep(error.index),
        kind => DecodeError::not_json(format!("the text is not JSON: {kind}"), error.index),
    }
}

#[cold]
fn too_deep(offset: usize) -> DecodeError {
    DecodeError::not_json(
        format!("arrays and objects nest deeper than {MAX_DEPTH}"),
        offset,
    )
}
