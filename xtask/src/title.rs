//! The title of a document, for the default name of a crate.

use serde_json::Value;

/// The title in an effective document.
pub fn title(effective: &Value) -> Option<String> {
    let title = effective.pointer("/info/title").and_then(Value::as_str);
    title.map(str::to_owned)
}
