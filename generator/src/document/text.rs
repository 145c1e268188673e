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
    if is_wide(bytes) {
        return Err(Fault::at((1, 1), "the text is UTF-16; UTF-8 is accepted"));
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))
}

/// Whether a text is UTF-16, by its byte order mark or because its first character, which is ASCII, takes two bytes.
fn is_wide(bytes: &[u8]) -> bool {
    match bytes {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
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
    Lines::of(text).place(offset)
}

/// Line and column from a line and a column in bytes, both counted from 1. Column 0 is the break before the line.
pub(super) fn from_byte_column(text: &str, line: usize, column: usize) -> (usize, usize) {
    let lines = Lines::of(text);
    let start = lines
        .starts
        .get(line.saturating_sub(1))
        .copied()
        .unwrap_or(text.len());
    lines.place((start + column).saturating_sub(1))
}

/// A place that a library gave, in the text: one past its end is its end.
pub(super) fn inside(text: &str, (line, column): (usize, usize)) -> (usize, usize) {
    (line, column).min(line_column(text, text.len()))
}

/// The lines of a text, for many questions about it: a text of one long line is as quick as any other.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many characters begin before each block of the text.
    before: Vec<usize>,
}

const BLOCK: usize = 1024;

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts = std::iter::once(0)
            .chain(breaks.map(|(offset, _)| offset + 1))
            .collect();
        let mut before = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(before.last().copied().unwrap_or_default() + characters(block));
        }
        Lines {
            text,
            starts,
            before,
        }
    }

    /// Line and column of a slice of the text.
    pub(super) fn place_of(&self, part: &str) -> (usize, usize) {
        self.place((part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize))
    }

    /// Line and column of a byte offset.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start <= offset);
        (
            line,
            self.characters_before(offset) - self.characters_before(self.starts[line - 1]) + 1,
        )
    }

    /// The text from a line and column on. None past the end.
    pub(super) fn from(&self, (line, column): (usize, usize)) -> Option<&'a str> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let wanted = self.characters_before(start) + column.checked_sub(1)?;
        let block = self
            .before
            .partition_point(|&it| it <= wanted)
            .checked_sub(1)?;
        let bytes = self.text.as_bytes().get(block * BLOCK..)?;
        let mut begins = bytes.iter().enumerate().filter(|it| begins(*it.1));
        let (offset, _) = begins.nth(wanted - self.before[block])?;
        self.text.get(block * BLOCK + offset..)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.before[block] + characters(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// Counts the bytes that begin a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|it| begins(**it)).count()
}

fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
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
    fn counts_across_blocks() {
        let text = format!("é\n{}x", "é".repeat(2 * BLOCK));
        assert_eq!(line_column(&text, text.len() - 1), (2, 2 * BLOCK + 1));
        assert_eq!(line_column(&text, text.len()), (2, 2 * BLOCK + 2));
    }

    #[test]
    fn finds_the_text_at_a_place() {
        let text = format!("é\n{}x\ny", "é".repeat(2 * BLOCK));
        let lines = Lines::of(&text);
        assert_eq!(lines.from((1, 1)), Some(text.as_str()));
        assert_eq!(lines.from((2, 2 * BLOCK + 1)), Some("x\ny"));
        assert_eq!(lines.from((3, 1)), Some("y"));
        assert_eq!(lines.from((3, 2)), None);
        assert_eq!(lines.from((4, 1)), None);
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        assert_eq!(inside("a\nbc", (3, 1)), (2, 3));
        assert_eq!(inside("a\nbc", (1, 2)), (1, 2));
    }

    #[test]
    fn column_zero_is_the_break_before_the_line() {
        assert_eq!(from_byte_column("a: tru\n}", 2, 0), (1, 7));
        assert_eq!(from_byte_column("a", 1, 0), (1, 1));
        assert_eq!(from_byte_column("a", 9, 9), (1, 2));
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
        for wide in [&b"\xFF\xFEa\0"[..], b"\xFE\xFF\0a", b"{\0}\0", b"\0{\0}"] {
            let fault = decode(wide).expect_err("UTF-16 is refused");
            assert_eq!(fault.message, "the text is UTF-16; UTF-8 is accepted");
        }
    }
}
