//! What can be wrong with a document: problems with a severity, a place that the reader can edit, and one line of text.
//!
//! [`Problems`] collects them by JSON pointer while a document is lowered; `Document::place` turns them into
//! [`Problem`]s, which know file, line and column. Lines cost a pass over the text, so they are looked up only then.

use std::collections::HashSet;
use std::fmt;

use crate::document::pointer::Pointer;

/// How bad a [`Problem`] is, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The text cannot be read as an OpenAPI document: nothing is generated.
    Fatal,
    /// A construct is broken: it, or the smallest operation or type around it, is left out.
    Error,
    /// An honest way on was taken, and the message says which.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Fatal => "fatal",
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// One thing that is wrong with a document or its overlay, and where to mend it.
///
/// Problems order by file, line and column, so that a sorted list reads along the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The file to edit, as its `Source::path` names it.
    pub file: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the line, in characters, from 1.
    pub column: usize,
    /// The node: in its own file; in the effective document where an overlay made the node.
    pub at: Pointer,
    /// What was found and what is accepted. The document's words in it are as they are; [`Display`](fmt::Display) keeps
    /// all on one line.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem {
            severity,
            file,
            line,
            column,
            at,
            message,
        } = self;
        let (message, at) = (visible(message), visible(&at.to_string()));
        write!(f, "{file}:{line}:{column}: {severity}: {message}  ({at})")
    }
}

/// A text whose words may be anything, as it can be shown: what breaks or turns a line is escaped.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || is_invisible(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Whether a character changes how the text around it shows: line breaks of Unicode and what sets the direction.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

impl PartialOrd for Problem {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Problem {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |it: &Self| (it.line, it.column, it.severity);
        self.file
            .cmp(&other.file)
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.at.cmp(&other.at))
            .then_with(|| self.message.cmp(&other.message))
    }
}

/// A problem that knows its node, not yet its line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Entry {
    pub(crate) severity: Severity,
    pub(crate) at: Pointer,
    pub(crate) message: String,
}

/// Collects problems by pointer. An exact repeat is kept once.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    entries: Vec<Entry>,
    seen: HashSet<Entry>,
}

impl Problems {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem about the node at `at`.
    pub fn push(&mut self, severity: Severity, at: &Pointer, message: impl Into<String>) {
        let entry = Entry {
            severity,
            at: at.clone(),
            message: message.into(),
        };
        if self.seen.insert(entry.clone()) {
            self.entries.push(entry);
        }
    }

    /// Adds a [`Severity::Error`].
    pub fn error(&mut self, at: &Pointer, message: impl Into<String>) {
        self.push(Severity::Error, at, message);
    }

    /// Adds a [`Severity::Warning`].
    pub fn warning(&mut self, at: &Pointer, message: impl Into<String>) {
        self.push(Severity::Warning, at, message);
    }

    /// Adds a [`Severity::Note`].
    pub fn note(&mut self, at: &Pointer, message: impl Into<String>) {
        self.push(Severity::Note, at, message);
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many problems there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The problems in the order in which they were found.
    pub(crate) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(file: &str, line: usize, column: usize) -> Problem {
        Problem {
            severity: Severity::Error,
            file: file.to_owned(),
            line,
            column,
            at: Pointer::root().child("paths").child("/pets"),
            message: "`get` is a list".to_owned(),
        }
    }

    #[test]
    fn shows_place_severity_message_and_pointer() {
        assert_eq!(
            problem("specs/pets/openapi.yaml", 41, 13).to_string(),
            "specs/pets/openapi.yaml:41:13: error: `get` is a list  (#/paths/~1pets)"
        );
    }

    #[test]
    fn a_problem_is_one_line_whatever_the_document_says() {
        let mut problem = problem("a", 1, 1);
        problem.at = Pointer::root().child("a\nb");
        problem.message = "`\u{202e}é\r` is a list".to_owned();
        assert_eq!(
            problem.to_string(),
            "a:1:1: error: `\\u{202e}é\\r` is a list  (#/a\\nb)"
        );
    }

    #[test]
    fn orders_by_file_then_line_then_column() {
        let mut problems = [
            problem("b", 1, 1),
            problem("a", 10, 1),
            problem("a", 9, 2),
            problem("a", 9, 1),
        ];
        problems.sort();
        let places: Vec<_> = problems
            .iter()
            .map(|it| (it.file.as_str(), it.line, it.column))
            .collect();
        assert_eq!(
            places,
            [("a", 9, 1), ("a", 9, 2), ("a", 10, 1), ("b", 1, 1)]
        );
    }

    #[test]
    fn keeps_an_exact_repeat_once() {
        let mut problems = Problems::new();
        problems.error(&Pointer::root(), "twice");
        problems.error(&Pointer::root(), "twice");
        problems.warning(&Pointer::root(), "twice");
        assert_eq!(problems.len(), 2);
    }
}
