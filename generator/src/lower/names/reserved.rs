//! Names that the document's words may not take: keywords, and what generated files import or define themselves.

use super::Reserved;

/// Types: the prelude's, and those that every API defines. Imports of generated files give way by themselves.
pub const TYPE_SCOPE: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Auth",
    "Box",
    "Client",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "New",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "T",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// A scope that reserves keywords alone.
pub const NOTHING: Reserved<'static> = Reserved {
    names: &[],
    beginnings: &[],
    endings: &[],
    suffix: "_",
};

/// Fields of a model: its own constructor is the only rival, and setters that are derived from fields.
pub const FIELDS: Reserved<'static> = Reserved {
    names: &["new"],
    beginnings: SETTERS,
    ..NOTHING
};

/// Setters and arguments of an operation: what every operation has.
pub const ARGUMENTS: Reserved<'static> = Reserved {
    names: OPERATION,
    beginnings: SETTERS,
    ..NOTHING
};

/// What the names of an operation's own types end in.
pub const PARTS: [&str; 3] = ["Required", "Output", "Failure"];

/// What further setters of a field begin with.
const SETTERS: &[&str] = &["null_", "unset_"];

/// Names that no file may have on Windows.
pub const DEVICES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

const OPERATION: &[&str] = &[
    "body",
    "call",
    "core",
    "new",
    "receive",
    "request",
    "required",
    "send",
    "send_blocking",
    "send_with_meta",
    "unchecked",
    "with_base_url",
    "with_header",
    "with_timeout",
];

/// Whether the text is a keyword of the 2024 edition, strict or reserved.
pub fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(&text)
}

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
