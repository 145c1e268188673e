//! Names that the document's words may not take: keywords, and what generated files import or define themselves.

/// Types: the prelude's, and those that generated files import from the runtime or define.
pub const TYPE_SCOPE: &[&str] = &[
    "AsRef", "Auth", "Base64", "Binary", "BodyFormat", "Bound", "Box", "Branch", "Call", "Check", "Client", "ClientBuilder",
    "Clone", "Composition", "Constant", "Copy", "Core", "Credential", "Credentials", "Debug", "DecodeError", "Default",
    "Display", "Drop", "Encoding", "Endpoint", "Engine", "Enumeration", "Eq", "Err", "Error", "Expandable", "Fill", "Fn",
    "FnMut", "FnOnce", "Format", "Formatter", "From", "FromIterator", "Hash", "Into", "IntoIterator", "Iterator", "Json",
    "JsonObject", "Kinds", "Literal", "Location", "Map", "Member", "Model", "None", "Nullable", "Ok", "Operation", "Option",
    "Ord", "OrEmpty", "Parameter", "PartialEq", "PartialOrd", "Pattern", "Presence", "Reader", "Reply", "RequestBody",
    "ResponseCase", "Rest", "Result", "Secret", "Self", "Send", "Shape", "Some", "StatusPattern", "String", "Style", "Subject",
    "Sync", "Timestamp", "ToOwned", "ToString", "TryFrom", "TryInto", "Union", "Unmatched", "Unpin", "Vec", "Visit", "Visitor",
];

/// Fields of a model: its own constructor is the only rival.
pub const FIELD_SCOPE: &[&str] = &["new"];

/// Setters and arguments of an operation: what every operation has.
pub const OPERATION_SCOPE: &[&str] = &[
    "body", "call", "core", "new", "receive", "request", "required", "send", "send_blocking", "send_with_meta", "unchecked",
    "with_base_url", "with_header", "with_timeout",
];

/// Whether the text is a keyword of the 2024 edition, strict or reserved.
pub fn is_keyword(text: &str) -> bool {
    KEYWORDS.contains(&text)
}

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
