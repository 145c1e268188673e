//! The title of a document, for the default name of a crate.

use serde::Deserialize;

#[derive(Deserialize)]
struct Effective {
    info: Info,
}

#[derive(Deserialize)]
struct Info {
    title: String,
}

/// The title in an effective document, which the generator gives as JSON.
pub fn title(effective: &str) -> Option<String> {
    let document: Effective = serde_json::from_str(effective).ok()?;
    Some(document.info.title)
}
