//! What decoding refuses, and where.

use std::fmt;

use crate::validate::Violation;

/// JSON text that does not fit a type, or is not JSON.
///
/// It knows the place (JSON pointer in wire names, byte, and line and column where the whole text was at hand), what was
/// found and what is accepted; never the value, which may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// The segments gathered so far, each with its slash.
    pointer: String,
    keyword: &'static str,
    message: String,
    offset: usize,
    position: Option<(usize, usize)>,
}

/// Stands where JSON Schema has no keyword: the text is not JSON, or nested too deep.
const NOT_JSON: &str = "json";

impl DecodeError {
    /// A value at this byte that breaks `keyword`; `message` says what was found and what is accepted, not the value.
    pub fn new(keyword: &'static str, message: impl Into<String>, offset: usize) -> Self {
        Self(Box::new(Inner {
            pointer: String::new(),
            keyword,
            message: message.into(),
            offset,
            position: None,
        }))
    }

    /// Text that is not JSON from this byte on.
    pub(crate) fn not_json(message: impl Into<String>, offset: usize) -> Self {
        Self::new(NOT_JSON, message, offset)
    }

    /// The place as a JSON pointer (RFC 6901) in wire names; empty for the whole value.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// The keyword of JSON Schema that the value breaks; `json` where the text is not JSON or is nested too deep.
    pub fn keyword(&self) -> &'static str {
        self.0.keyword
    }

    /// What was found and what is accepted, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The byte of the text at which the value begins or the text stops being JSON.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// Line and column, both from 1, the column in bytes; none for an error inside a union that was let in.
    pub fn position(&self) -> Option<(usize, usize)> {
        self.0.position
    }

    /// Whether the text cannot be read on behind this error.
    pub(crate) fn is_fatal(&self) -> bool {
        self.0.keyword == NOT_JSON
    }

    /// The same error, seen from one level above.
    pub(crate) fn below(mut self, segment: &str) -> Self {
        let mut pointer = String::with_capacity(segment.len() + 1 + self.0.pointer.len());
        push_segment(&mut pointer, segment);
        pointer.push_str(&self.0.pointer);
        self.0.pointer = pointer;
        self
    }

    /// The same error with line and column, from the whole text.
    pub(crate) fn located(mut self, text: &[u8]) -> Self {
        let before = text.get(..self.0.offset).unwrap_or(text);
        let line_start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        self.0.position = Some((line, before.len() - line_start + 1));
        self
    }

    /// The same as a violation, `at` being the pointer of the value that was decoded.
    pub fn violation(&self, at: &str) -> Violation {
        Violation {
            pointer: format!("{at}{}", self.0.pointer),
            keyword: self.0.keyword,
            limit: None,
            message: self.0.message.clone(),
        }
    }
}

/// Appends one segment to a JSON pointer, escaped.
pub(crate) fn push_segment(pointer: &mut String, segment: &str) {
    pointer.push('/');
    for character in segment.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.pointer.is_empty() {
            write!(f, "`{}`: ", self.0.pointer)?;
        }
        f.write_str(&self.0.message)?;
        match self.0.position {
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
            None => write!(f, " (byte {})", self.0.offset),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_grow_from_the_inside_and_are_escaped() {
        let error = DecodeError::new("type", "expected a string, found null", 12)
            .below("a/b~c")
            .below("0");
        assert_eq!(error.pointer(), "/0/a~1b~0c");
        assert_eq!(
            error.to_string(),
            "`/0/a~1b~0c`: expected a string, found null (byte 12)"
        );
        assert_eq!(error.violation("/data").pointer, "/data/0/a~1b~0c");
    }

    #[test]
    fn the_place_is_a_line_and_a_column() {
        let error = DecodeError::not_json("expected `:`", 7).located(b"{\n  \"a\" 1}");
        assert_eq!(error.position(), Some((2, 6)));
        assert_eq!(error.to_string(), "expected `:` (line 2, column 6)");
    }
}
