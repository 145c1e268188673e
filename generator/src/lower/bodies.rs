//! Request bodies: the media type that the client sends, its encodings, and how the operation takes the value.

use serde_json::Value;

use super::draft::Owner;
use super::names::Ident;
use super::object::field;
use super::parameters::style;
use super::place::Place;
use super::resources::Route;
use super::{Lowering, docs};
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{BodyFormat, Check, Docs, Encoding, Field, Kind, Style, Type, TypeId};

/// A request body before its properties are named as the operation's.
pub(super) struct UnnamedBody {
    pub media_type: String,
    pub format: BodyFormat,
    pub required: bool,
    /// Where the schema stands, where there is one.
    pub at: Option<Pointer>,
    pub place: Place,
    /// The inline struct that the operation takes property by property.
    pub spread: Option<TypeId>,
}

impl Lowering<'_> {
    pub(super) fn found_body(
        &mut self,
        route: &Route,
        owner: &Owner,
        word: &str,
    ) -> Option<UnnamedBody> {
        let at = route.at.child("requestBody");
        self.document.get(&at)?;
        let target = self.document.follow(&at);
        let target = self.told(target)?;
        let own = objects::request_body(self.document, &target);
        let own = self.told(own)?;
        let (media_type, below) = self.request_media(&target)?;
        if !own.required && self.is_always_empty(&below.child("schema")) {
            return None;
        }
        let format = self.body_format(&media_type, &below);
        let schema = below.child("schema");
        let stated = self.document.get(&schema).is_some();
        let place = self.body_place(&below, &format, &owner.part(word, "body", &[]));
        let spread = self.spread(&below.child("schema"), &place, &format);
        let text = docs::clean(own.description.as_deref());
        let place = Place {
            docs: docs::first(text, place.docs.clone()),
            ..place
        };
        Some(UnnamedBody {
            media_type,
            format,
            required: own.required,
            at: stated.then_some(schema),
            place,
            spread,
        })
    }

    /// The media type to send: JSON before forms, forms before text, text before bytes.
    fn request_media(&mut self, body: &Pointer) -> Option<(String, Pointer)> {
        let offered = self.entries(body, "content");
        let chosen = offered.iter().min_by_key(|(name, _)| rank(name))?.clone();
        if offered.len() > 1 {
            let others: Vec<String> = offered
                .iter()
                .filter(|(name, _)| *name != chosen.0)
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            self.problems.note(
                body,
                format!("the client sends `{}`, not {}", chosen.0, others.join(", ")),
            );
        }
        Some(chosen)
    }

    /// A closed object without properties: nothing to send.
    fn is_always_empty(&self, schema: &Pointer) -> bool {
        let node = self.node(schema);
        let empty = |key: &str| {
            node.get(key)
                .is_none_or(|value| value.as_object().is_some_and(serde_json::Map::is_empty))
        };
        node.get("additionalProperties") == Some(&Value::Bool(false)) && empty("properties")
    }

    fn body_format(&mut self, media_type: &str, below: &Pointer) -> BodyFormat {
        match rank(media_type) {
            Rank::Json => BodyFormat::Json,
            Rank::Form => BodyFormat::Form(self.encodings(below)),
            Rank::Multipart => BodyFormat::Multipart(self.encodings(below)),
            Rank::Text => BodyFormat::Text,
            Rank::Any | Rank::Bytes => BodyFormat::Bytes,
        }
    }

    fn encodings(&mut self, media_type: &Pointer) -> Vec<Encoding> {
        let mut encodings = Vec::new();
        for (wire, encoding) in objects::encodings(self.document, media_type) {
            let Some(encoding) = self.told(encoding) else {
                continue;
            };
            let style = encoding.style.map_or(Style::Form, style);
            let explode = encoding.explode.unwrap_or(style == Style::Form);
            encodings.push(Encoding {
                wire,
                style,
                explode,
                content_type: encoding.content_type,
            });
        }
        encodings
    }

    fn body_place(&mut self, media_type: &Pointer, format: &BodyFormat, owner: &Owner) -> Place {
        let schema = media_type.child("schema");
        match format {
            BodyFormat::Text => Place::of(Type::String),
            BodyFormat::Bytes => Place::of(Type::Binary),
            _ if self.document.get(&schema).is_none() => Place::json(),
            BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Multipart(_) => {
                self.schema(&schema, owner)
            }
        }
    }

    /// Whether the operation takes the body property by property: an object of its own, not a component.
    fn spread(&self, schema: &Pointer, place: &Place, format: &BodyFormat) -> Option<TypeId> {
        let spreads = matches!(
            format,
            BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Multipart(_)
        );
        let Type::Named(id) = place.ty else {
            return None;
        };
        let shape = matches!(self.drafts[id.0 as usize].kind, Kind::Struct(_));
        (spreads && shape && !self.has(schema, "$ref")).then_some(id)
    }

    /// The argument of a body that is one value.
    pub(super) fn whole_body(&self, body: &UnnamedBody, name: Ident) -> Field {
        let place = Place {
            checks: Vec::<Check>::new(),
            ..body.place.clone()
        };
        let place = Place {
            docs: docs::first(place.docs.clone(), Docs("The request body.".to_owned())),
            ..place
        };
        field(
            "body".to_owned(),
            name,
            body.required,
            Place {
                nullable: false,
                ..place
            },
            false,
        )
    }
}

/// The formats in the order in which the client prefers them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Json,
    Form,
    Multipart,
    Text,
    Any,
    Bytes,
}

/// The format of a media type, its parameters aside (RFC 6838, 4.2.8 for `+json`).
pub(super) fn rank(media_type: &str) -> Rank {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Rank::Form,
        "multipart/form-data" => Rank::Multipart,
        "*/*" | "application/*" => Rank::Any,
        json if json.ends_with("/json") || json.ends_with("+json") => Rank::Json,
        text if text.starts_with("text/") || text.ends_with("/xml") || text.ends_with("+xml") => {
            Rank::Text
        }
        _ => Rank::Bytes,
    }
}
