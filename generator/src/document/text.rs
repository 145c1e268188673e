//! Bytes to text, and offsets in a text to line and column as an editor counts them.

use std::fmt::Display;

/// Why a text cannot be read, and where. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
}

impl Fault {
    /// A fault at a line and column.
    pub(super) fn at((line, column): (usize, usize), message: impl Display) -> Self {
        Fault {
            line,
            column,
            message: message.to_string(),
        }
    }
}

/// The text of a file: UTF-8, with or without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]) {
        return Err(Fault::at((1, 1), "the text is UTF-16; UTF-8 is accepted"));
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))
}

fn not_utf8(bytes: &[u8], offset: usize) -> Fault {
    let (valid, rest) = bytes.split_at(offset);
    let place = line_column(&String::from_utf8_lossy(valid), offset);
    let byte = rest.first().copied().unwrap_or_default();
    Fault::at(
        place,
        format!("byte {offset} (0x{byte:02X}) is not UTF-8; UTF-8 is accepted"),
    )
}

/// Line and column of a byte offset. An offset inside a character counts as that character's.
pub(super) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..offset.min(text.len())];
    let start = before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    (line, characters(&before[start..]) + 1)
}

/// Line and column from a line and a column in bytes, both counted from 1.
pub(super) fn from_byte_column(text: &str, line: usize, column: usize) -> (usize, usize) {
    let bytes = text
        .lines()
        .nth(line.saturating_sub(1))
        .unwrap_or_default()
        .as_bytes();
    let before = &bytes[..column.saturating_sub(1).min(bytes.len())];
    (line.max(1), characters(before) + 1)
}

/// Counts the bytes that begin a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_columns_in_characters() {
        assert_eq!(line_column("a\néè: x", 2), (2, 1));
        assert_eq!(line_column("a\néè: x", 6), (2, 3));
        assert_eq!(line_column("", 5), (1, 1));
        assert_eq!(from_byte_column("a\néè: x", 2, 5), (2, 3));
    }

    #[test]
    fn names_the_byte_that_is_not_utf8() {
        let fault = decode(b"openapi: 3.0.3\nx: \xE9t\xE9").expect_err("latin-1 is not UTF-8");
        assert_eq!((fault.line, fault.column), (2, 4));
        assert_eq!(
            fault.message,
            "byte 18 (0xE9) is not UTF-8; UTF-8 is accepted"
        );
    }

    #[test]
    fn reads_past_a_byte_order_mark() {
        assert_eq!(decode(b"\xEF\xBB\xBFa"), Ok("a"));
        assert!(decode(b"\xFF\xFEa\0").is_err());
    }
}
