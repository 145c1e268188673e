//! JSON text, token by token (RFC 8259).
//!
//! The text is known to be UTF-8 from the start, so that a token is a slice of it. Where it is not, it ends there, and
//! whoever comes to that end is told why. An error says what the place takes at which the cursor stands.

mod number;
mod string;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::too_deep;
use crate::error::DecodeError;

/// The byte order mark.
const MARK: char = '\u{feff}';

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'j> {
    text: &'j str,
    /// The byte that comes next.
    at: usize,
    /// Whether the text goes on with bytes that are not UTF-8.
    is_cut: bool,
}

impl<'j> Cursor<'j> {
    /// The beginning of a text, behind its byte order mark where it has one (RFC 8259, section 8.1, lets readers pass it).
    pub fn new(bytes: &'j [u8]) -> Self {
        let (text, is_cut) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                (std::str::from_utf8(valid).unwrap_or_default(), true)
            }
        };
        let at = if text.starts_with(MARK) {
            MARK.len_utf8()
        } else {
            0
        };
        Self { text, at, is_cut }
    }

    /// How many bytes the text has.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// How many bytes were passed.
    #[inline(always)]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text from this byte on, up to here.
    #[inline(always)]
    pub fn since(&self, start: usize) -> &'j str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The first byte of the next token, past white space; it stays the next.
    #[inline(always)]
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                next => return next,
            }
        }
    }

    /// Passes a token of one byte, where it comes next.
    #[inline(always)]
    pub fn take(&mut self, token: u8) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    /// Makes sure that only white space follows.
    ///
    /// # Errors
    /// Where anything else does.
    pub fn end(&mut self) -> Result<(), DecodeError> {
        if self.peek().is_none() && !self.is_cut {
            return Ok(());
        }
        Err(self.expected("the end"))
    }

    /// The first key behind the brace that opens an object, its colon passed; none where a brace closes it.
    ///
    /// # Errors
    /// Where there is neither.
    #[inline(always)]
    pub fn first_key(&mut self) -> Result<Option<Cow<'j, str>>, DecodeError> {
        if self.take(b'}') {
            return Ok(None);
        }
        self.key().map(Some)
    }

    /// The next key behind a property, its colon passed; none where the object ends.
    ///
    /// # Errors
    /// Where there is neither.
    #[inline(always)]
    pub fn next_key(&mut self) -> Result<Option<Cow<'j, str>>, DecodeError> {
        if self.take(b',') {
            return self.key().map(Some);
        }
        if self.take(b'}') {
            return Ok(None);
        }
        Err(self.expected("`,` or `}`"))
    }

    /// A key and its colon.
    #[inline(always)]
    fn key(&mut self) -> Result<Cow<'j, str>, DecodeError> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("a key in quotes"));
        }
        let key = self.string()?;
        if self.take(b':') {
            Ok(key)
        } else {
            Err(self.expected("`:`"))
        }
    }

    /// The key that stood behind this byte and perhaps a comma.
    pub fn key_behind(mut self, byte: usize) -> Cow<'j, str> {
        self.at = byte;
        self.take(b',');
        self.key().unwrap_or_default()
    }

    /// Whether an item follows the bracket that opens an array; else the array ends here.
    pub fn first_item(&mut self) -> bool {
        !self.take(b']')
    }

    /// Whether another item follows an item; else the array ends here.
    ///
    /// # Errors
    /// Where there is neither.
    pub fn next_item(&mut self) -> Result<bool, DecodeError> {
        if self.take(b',') {
            return match self.peek() {
                Some(b']') => Err(self.expected("a value")),
                _ => Ok(true),
            };
        }
        if self.take(b']') {
            return Ok(false);
        }
        Err(self.expected("`,` or `]`"))
    }

    /// Passes `null`, `true` or `false`.
    ///
    /// # Errors
    /// Where it is another word.
    pub fn word(&mut self, word: &'static str) -> Result<(), DecodeError> {
        if self.pass(word) {
            Ok(())
        } else {
            Err(self.expected("`null`, `true` or `false`"))
        }
    }

    /// Passes this text, where it comes next.
    pub fn pass(&mut self, text: &'static str) -> bool {
        let is_next = self.rest().starts_with(text.as_bytes());
        self.at += if is_next { text.len() } else { 0 };
        is_next
    }

    /// Passes over the next value, in which arrays and objects may nest so deep.
    ///
    /// # Errors
    /// Where the text is not JSON, or nests deeper.
    pub fn skip(&mut self, levels: usize) -> Result<(), DecodeError> {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b'{') => self.skip_object(levels),
            Some(b'[') => self.skip_array(levels),
            Some(b'n') => self.word("null"),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => Err(self.expected("a value")),
        }
    }

    fn skip_object(&mut self, levels: usize) -> Result<(), DecodeError> {
        let below = self.open(levels)?;
        let mut key = self.first_key()?;
        while key.is_some() {
            self.skip(below)?;
            key = self.next_key()?;
        }
        Ok(())
    }

    fn skip_array(&mut self, levels: usize) -> Result<(), DecodeError> {
        let below = self.open(levels)?;
        let mut more = self.first_item();
        while more {
            self.skip(below)?;
            more = self.next_item()?;
        }
        Ok(())
    }

    /// Passes the bracket or brace that opens one of so many levels, and says how many are left.
    ///
    /// # Errors
    /// Where none is left.
    pub fn open(&mut self, levels: usize) -> Result<usize, DecodeError> {
        let below = levels.checked_sub(1).ok_or_else(|| too_deep(self.at))?;
        self.at += 1;
        Ok(below)
    }

    /// The next byte, white space or not.
    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn rest(&self) -> &'j [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The text is not JSON: something else stands where this is expected.
    #[cold]
    pub fn expected(&self, what: &str) -> DecodeError {
        let message = match (self.byte(), self.is_cut) {
            (None, true) => "the text is not UTF-8".to_owned(),
            (None, false) => format!("the text is not JSON: it ends where it takes {what}"),
            (Some(_), _) => format!("the text is not JSON: expected {what}"),
        };
        DecodeError::not_json(message, self.at)
    }
}
