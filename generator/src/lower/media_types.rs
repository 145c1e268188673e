//! Media types: how each is written and read, and which of several the client prefers.
//!
//! Media types of one schema are notations of one value: the client speaks the one that it speaks best. Media types with
//! schemas of their own are different things: a request has an operation for each, a response a variant for each.

use serde_json::Value;

use super::Lowering;
use crate::document::pointer::Pointer;

/// How a body is written and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// Which way a body goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// A media type of a body.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// As the document writes it.
    pub media_type: String,
    /// The Media Type Object.
    pub at: Pointer,
    pub format: Format,
    rank: u8,
}

impl Offer {
    /// Where the schema stands.
    pub fn schema(&self) -> Pointer {
        self.at.child("schema")
    }

    /// What goes into `Content-Type`: of a range one media type that it covers.
    pub fn concrete(&self) -> String {
        if !self.media_type.contains('*') {
            return self.media_type.clone();
        }
        match self.format {
            Format::Json => "application/json",
            Format::Text => "text/plain",
            Format::Form => FORM,
            Format::Multipart => MULTIPART,
            Format::Bytes => "application/octet-stream",
        }
        .to_owned()
    }

    fn word(&self) -> String {
        let essence = essence(&self.media_type);
        let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
        match subtype {
            "x-www-form-urlencoded" => "form".to_owned(),
            "form-data" => "multipart".to_owned(),
            "octet-stream" | "*" | "" => "bytes".to_owned(),
            "plain" => "text".to_owned(),
            other => other
                .trim_start_matches("x-")
                .trim_start_matches("vnd.")
                .to_owned(),
        }
    }
}

/// The preferred media type, and the others, each with a word by which names tell it from the rest. Where two have one word
/// (`text/xml` beside `application/xml`), all of the media type is.
pub(super) fn with_words(offers: Vec<Offer>) -> (Option<Offer>, Vec<(Offer, String)>) {
    let mut offers = offers.into_iter();
    let preferred = offers.next();
    let words: Vec<String> = offers.as_slice().iter().map(Offer::word).collect();
    let word = |offer: &Offer| {
        let word = offer.word();
        match words.iter().filter(|known| **known == word).count() {
            1 => word,
            _ => offer.media_type.replace('*', "any"),
        }
    };
    let others = offers.map(|offer| {
        let word = word(&offer);
        (offer, word)
    });
    (preferred, others.collect())
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl Lowering<'_> {
    /// The media types of `at/content`, one for each schema, the preferred one first.
    pub(super) fn offers(&self, at: &Pointer, direction: Direction) -> Vec<Offer> {
        let content = self.entries(at, "content").into_iter();
        let mut offers: Vec<Offer> = content
            .filter(|(media_type, _)| is_media_type(media_type))
            .filter_map(|(media_type, below)| Some((media_type, self.follow(&below).ok()?)))
            .map(|(media_type, at)| self.offer(media_type, at, direction))
            .collect();
        offers.sort_by_key(|offer| offer.rank);
        let mut chosen: Vec<Offer> = Vec::new();
        for offer in offers {
            if !chosen.iter().any(|other| self.is_notation(other, &offer)) {
                chosen.push(offer);
            }
        }
        chosen
    }

    /// Tells which keys of `at/content` are no media types.
    pub(super) fn tell_media_types(&mut self, at: &Pointer) {
        for (media_type, below) in self.entries(at, "content") {
            if !is_media_type(&media_type) {
                let message = format!(
                    "`{media_type}` is no media type; `type/subtype` is accepted; it is left out"
                );
                self.problems.warning(&below, message);
            }
            // OpenAPI 3.2 lets a media type be a reference.
            let target = self.follow(&below);
            self.told(target);
        }
    }

    /// Whether two media types have one schema.
    fn is_notation(&self, one: &Offer, other: &Offer) -> bool {
        self.node(&one.schema()) == self.node(&other.schema())
    }

    fn offer(&self, media_type: String, at: Pointer, direction: Direction) -> Offer {
        let schema = at.child("schema");
        let essence = essence(&media_type);
        let format = self.body_format_of(&essence, &schema, direction);
        let rank = match format {
            Format::Json if self.holds_files(&schema) => 25,
            Format::Json if essence == "application/json" => 10,
            Format::Json if essence.contains("json-patch") && !self.is_array(&schema) => 12,
            Format::Json => 11,
            Format::Form if self.holds_files(&schema) => 26,
            Format::Form => 20,
            Format::Multipart => 22,
            Format::Text => 30,
            // What says JSON and means bytes is a slip: another media type says which bytes.
            Format::Bytes if named_format(&essence) == Some(Format::Json) => 41,
            Format::Bytes => 40,
        };
        Offer {
            media_type,
            at,
            format,
            rank,
        }
    }

    fn body_format_of(&self, essence: &str, schema: &Pointer, direction: Direction) -> Format {
        let format = named_format(essence);
        let names = self
            .follow(schema)
            .map(|at| self.declared(&at).names)
            .unwrap_or_default();
        match format {
            // JSON has no bytes: where the whole body is some, the document means it as it comes.
            Some(Format::Json) if self.is_bytes(schema) => Format::Bytes,
            // Fields and parts have names: what has none is written by the user, a boundary with it.
            Some(Format::Form) if !names.is_empty() && !names.contains(&"object") => Format::Text,
            Some(Format::Multipart) if !names.is_empty() && !names.contains(&"object") => {
                Format::Bytes
            }
            Some(format) => format,
            None if !self.has_schema(schema) || self.is_bytes(schema) => Format::Bytes,
            None if names != ["string"] => Format::Json,
            // Text is bytes to a sender, who may have others; a reader takes it as what it is said to be.
            None if direction == Direction::Request => Format::Bytes,
            None => Format::Text,
        }
    }

    pub(super) fn has_schema(&self, schema: &Pointer) -> bool {
        self.get(schema).is_some()
    }

    fn is_array(&self, schema: &Pointer) -> bool {
        let at = self.follow(schema);
        at.is_ok_and(|at| self.declared(&at).names == ["array"])
    }

    /// Whether a property of the object holds bytes, or a list of them.
    fn holds_files(&self, schema: &Pointer) -> bool {
        let Ok(at) = self.follow(schema) else {
            return false;
        };
        let lists = |at: &Pointer| self.has(at, "items") && self.is_bytes(&at.child("items"));
        self.entries(&at, "properties")
            .iter()
            .any(|(_, below)| self.is_bytes(below) || lists(below))
    }
}

/// Whether a key of a Content Object is `type/subtype`.
pub(super) fn is_media_type(text: &str) -> bool {
    let essence = essence(text);
    let parts = essence.split_once('/');
    parts.is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())
}

/// Whether this is a JSON media type.
pub(super) fn is_json(media_type: &str) -> bool {
    named_format(&essence(media_type)) == Some(Format::Json)
}

/// Whether this is a media type of fields or parts with names.
pub(super) fn is_form(media_type: &str) -> bool {
    let format = named_format(&essence(media_type));
    matches!(format, Some(Format::Form | Format::Multipart))
}

/// Whether values of the media type are bytes, whatever is in them. Others that are no text by their names may be.
pub(super) fn is_never_text(media_type: &str) -> bool {
    let essence = essence(media_type);
    let kind = essence.split('/').next().unwrap_or_default();
    let is_media = ["audio", "font", "image", "video"].contains(&kind);
    (is_media || essence == "application/octet-stream")
        && named_format(&essence) == Some(Format::Bytes)
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The format that a media type names (RFC 6838, 4.2.8 for suffixes); none for a range over formats.
fn named_format(essence: &str) -> Option<Format> {
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    let (name, suffix) = subtype.rsplit_once('+').unwrap_or(("", subtype));
    let lines = ["ndjson", "x-ndjson", "jsonl", "x-jsonlines", "json-seq"];
    Some(match (essence, suffix) {
        ("*/*" | "application/*", _) => return None,
        (FORM, _) => Format::Form,
        (MULTIPART, _) => Format::Multipart,
        // One JSON text a line: the whole is none.
        _ if lines.contains(&subtype) || name == "stream" => Format::Text,
        (_, "json") => Format::Json,
        (_, "xml" | "yaml" | "x-yaml") => Format::Text,
        _ if essence.starts_with("text/") => Format::Text,
        _ => Format::Bytes,
    })
}

/// Whether a node is a schema that holds nothing: a closed object without properties.
pub(super) fn is_always_empty(schema: &Value) -> bool {
    let empty = |key: &str| {
        schema
            .get(key)
            .is_none_or(|value| value.as_object().is_some_and(serde_json::Map::is_empty))
    };
    schema.get("additionalProperties") == Some(&Value::Bool(false)) && empty("properties")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(media_type: &str, format: Option<Format>) {
        assert_eq!(named_format(&essence(media_type)), format, "{media_type}");
    }

    #[test]
    fn a_media_type_names_its_format() {
        check("application/json; charset=utf-8", Some(Format::Json));
        check("Application/Problem+JSON", Some(Format::Json));
        check("application/*+json", Some(Format::Json));
        check("text/json", Some(Format::Json));
        check("application/x-www-form-urlencoded", Some(Format::Form));
        check("multipart/form-data", Some(Format::Multipart));
        check("application/xml; charset=utf-8", Some(Format::Text));
        check("image/svg+xml", Some(Format::Text));
        check("application/apply-patch+yaml", Some(Format::Text));
        check("text/event-stream", Some(Format::Text));
        check("application/x-ndjson", Some(Format::Text));
        check("application/stream+json", Some(Format::Text));
        check("application/pdf", Some(Format::Bytes));
        check("application/vnd.kubernetes.protobuf", Some(Format::Bytes));
        check("image/*", Some(Format::Bytes));
        check("*/*", None);
        check("application/*", None);
    }
}
