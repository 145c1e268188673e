//! `contentEncoding` and `contentMediaType`: what a text holds. To JSON Schema both are annotations: nothing is judged by
//! them.

use serde_json::Value;

use super::Lowering;
use super::media_types::is_never_text;
use super::view::View;
use crate::document::pointer::{Pointer, member};
use crate::ir::{Docs, Type};

impl Lowering<'_> {
    /// The type of a string without a format that says it.
    pub(super) fn content_type(&self, view: &View) -> Type {
        let encoding = self.view_text(view, "contentEncoding");
        let media_type = self.view_text(view, "contentMediaType");
        type_of(encoding, media_type)
    }

    /// Whether values of the schema are bytes as they are: a file.
    pub(super) fn is_bytes(&self, schema: &Pointer) -> bool {
        let Ok(at) = self.follow(schema) else {
            return false;
        };
        let node = self.node(&at);
        let [format, encoding, media_type] = ["format", "contentEncoding", "contentMediaType"]
            .map(|key| member(node, key).and_then(Value::as_str));
        format == Some("binary") || type_of(encoding, media_type) == Type::Binary
    }

    /// Adds what the text of a schema holds to its docs.
    pub(super) fn describe_content(&self, at: &Pointer, docs: &mut Docs) {
        let word = |keyword| {
            self.text(at, keyword)
                .filter(|it| !it.contains(|one: char| one == '`' || one.is_control()))
        };
        let said = match (word("contentMediaType"), word("contentEncoding")) {
            (Some(media_type), Some(encoding)) => {
                format!("It holds `{media_type}` in `{encoding}`.")
            }
            (Some(media_type), None) => format!("It holds `{media_type}`."),
            (None, Some(encoding)) => format!("It is in `{encoding}`."),
            (None, None) => return,
        };
        docs.0 = format!("{}\n\n{said}", docs.0).trim().to_owned();
    }
}

fn type_of(encoding: Option<&str>, media_type: Option<&str>) -> Type {
    match encoding.map(str::to_ascii_lowercase).as_deref() {
        Some("base64") => Type::Base64,
        None | Some("binary") if media_type.is_some_and(is_never_text) => Type::Binary,
        _ => Type::String,
    }
}
