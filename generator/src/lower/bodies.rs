//! Request bodies: the media type that an operation sends, its encodings, and how the operation takes the value.

use super::draft::Owner;
use super::media_types::{
    Direction, Format, Offer, is_always_empty, is_form, is_json, is_media_type,
};
use super::names::Ident;
use super::object::field;
use super::parameters::style;
use super::place::Place;
use super::resources::Route;
use super::{Lowering, docs, schemas_at};
use crate::document::pointer::Pointer;
use crate::document::{Version, objects};
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
        self.get(&at)?;
        let target = self.follow(&at);
        let target = self.told(target)?;
        let own = objects::request_body(self.document, &target);
        let own = self.told(own)?;
        let offer = self.sent_offer(route, &target)?;
        let schema = offer.schema();
        if !own.required && is_always_empty(self.node(&schema)) {
            return None;
        }
        self.tell_whole_form(&offer);
        let format = self.body_format(&offer);
        let stated = self.has_schema(&schema) && self.is_carried(&schema, offer.format);
        let place = self.body_place(&schema, &format, &owner.part(word, "body", &[]));
        let spread = self.spread(&schema, &place, &format);
        let text = docs::clean(own.description.as_deref());
        let place = Place {
            docs: docs::first(text, place.docs.clone()),
            ..place
        };
        Some(UnnamedBody {
            media_type: offer.concrete(),
            format,
            required: own.required,
            at: stated.then_some(schema),
            place,
            spread,
        })
    }

    /// The media types of a request body that have schemas of their own, the preferred one first.
    pub(super) fn request_offers(&self, operation: &Pointer) -> Vec<Offer> {
        let at = self.follow(&operation.child("requestBody"));
        at.map(|at| self.offers(&at, Direction::Request))
            .unwrap_or_default()
    }

    /// The media type that this operation sends; what else the document offers is told.
    fn sent_offer(&mut self, route: &Route, body: &Pointer) -> Option<Offer> {
        let offers = self.request_offers(&route.at);
        let sent = match &route.media_type {
            Some(chosen) => offers.iter().find(|offer| offer.media_type == *chosen),
            None => offers.first(),
        };
        let sent = sent?.clone();
        if route.media_type.is_none() {
            self.tell_media_types(body);
            self.tell_others(body, &sent, &offers[1..]);
        }
        Some(sent)
    }

    fn tell_others(&mut self, body: &Pointer, sent: &Offer, apart: &[Offer]) {
        let named = |media_types: Vec<String>| {
            let quoted: Vec<_> = media_types.iter().map(|it| format!("`{it}`")).collect();
            quoted.join(", ")
        };
        let apart: Vec<String> = apart.iter().map(|it| it.media_type.clone()).collect();
        let notations: Vec<String> = self
            .entries(body, "content")
            .into_iter()
            .map(|(media_type, _)| media_type)
            .filter(|it| is_media_type(it) && *it != sent.media_type && !apart.contains(it))
            .collect();
        if !notations.is_empty() {
            let message = format!(
                "the client sends `{}`, not {}, which has the same schema",
                sent.concrete(),
                named(notations)
            );
            self.problems.note(body, message);
        }
        if !apart.is_empty() {
            let message = format!(
                "{} has a schema of its own, and an operation of its own beside the one that sends `{}`",
                named(apart),
                sent.concrete()
            );
            self.problems.note(body, message);
        }
    }

    /// Whether the body is a value of the schema: in text and bytes nobody here looks for more than text.
    fn is_carried(&self, schema: &Pointer, format: Format) -> bool {
        let is_text = |at: Pointer| matches!(self.declared(&at).names[..], [] | ["string"]);
        !matches!(format, Format::Text | Format::Bytes) || self.follow(schema).is_ok_and(is_text)
    }

    /// Tells of a form whose schema is no object: it has no fields.
    fn tell_whole_form(&mut self, offer: &Offer) {
        let is_whole = matches!(offer.format, Format::Text | Format::Bytes);
        if is_whole && is_form(&offer.media_type) {
            let message = format!(
                "a body of `{}` is an object, and the schema is none: the body is taken as it comes",
                offer.media_type
            );
            self.problems.warning(&offer.schema(), message);
        }
    }

    fn body_format(&mut self, offer: &Offer) -> BodyFormat {
        match offer.format {
            Format::Json => BodyFormat::Json,
            Format::Form => BodyFormat::Form(self.encodings(&offer.at, offer.format)),
            Format::Multipart => BodyFormat::Multipart(self.encodings(&offer.at, offer.format)),
            Format::Text => BodyFormat::Text,
            Format::Bytes => BodyFormat::Bytes,
        }
    }

    /// The encodings that are stated: styles, and what parts hold. The other properties are text and JSON by what they are.
    fn encodings(&mut self, media_type: &Pointer, format: Format) -> Vec<Encoding> {
        let mut encodings = Vec::new();
        for (wire, encoding) in objects::encodings(self.document, media_type) {
            let Some(encoding) = self.told(encoding) else {
                continue;
            };
            let at = media_type.child("encoding").child(&wire);
            self.tell_part_headers(&at);
            let style = style_of(&encoding, format);
            let style = style.filter(|it| format == Format::Form || self.is_meant(&encoding, *it));
            let content_type = match format {
                Format::Multipart => self.part_content_type(media_type, &at, &encoding),
                _ => encoding.content_type,
            };
            if style.is_none() && (format == Format::Form || content_type.is_none()) {
                continue;
            }
            let style = style.unwrap_or(Style::Form);
            encodings.push(Encoding {
                wire,
                style,
                explode: encoding.explode.unwrap_or(style == Style::Form),
                allow_reserved: encoding.allow_reserved.unwrap_or(false),
                content_type,
            });
        }
        encodings
    }

    /// Whether a style of a part counts: since 3.1 each does (4.8.15.1.2). Tools for 3.0 state the default for every part, which
    /// was to be ignored there; what else they state is meant.
    fn is_meant(&self, encoding: &objects::Encoding, style: Style) -> bool {
        let is_default = style == Style::Form && encoding.explode != Some(false);
        !is_default || self.document.version() > Version::V30
    }

    /// The content type of a part; none where its value is an object and has no way to be written so.
    fn part_content_type(
        &mut self,
        media_type: &Pointer,
        at: &Pointer,
        encoding: &objects::Encoding,
    ) -> Option<String> {
        let stated = encoding.content_type.clone()?;
        let wire = at.last()?;
        let schema = self.follow(&media_type.child("schema")).ok()?;
        let property = schema.child("properties").child(&wire);
        let property = self.follow(&property).unwrap_or(property);
        let is_object = self.declared(&property).names == ["object"];
        if !is_object || is_json(&stated) || stated.starts_with("text/") {
            return Some(stated);
        }
        let message = format!("`{wire}` is an object, which is written as JSON, not as `{stated}`");
        self.problems.warning(&at.child("contentType"), message);
        None
    }

    fn tell_part_headers(&mut self, encoding: &Pointer) {
        if !self.entries(encoding, "headers").is_empty() {
            let message = "`headers` of a part are not sent; `contentType` and the file's name are";
            self.problems.note(&encoding.child("headers"), message);
        }
    }

    fn body_place(&mut self, schema: &Pointer, format: &BodyFormat, owner: &Owner) -> Place {
        match format {
            BodyFormat::Text => Place::of(Type::String),
            BodyFormat::Bytes => Place::of(Type::Binary),
            _ if !self.has_schema(schema) => Place::json(),
            BodyFormat::Json | BodyFormat::Form(_) | BodyFormat::Multipart(_) => {
                self.schema(schema, owner)
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
        let draft = &self.drafts[id.0 as usize];
        let is_component = draft.at.below(&schemas_at()).is_some() || self.has(schema, "$ref");
        let shape = matches!(draft.kind, Kind::Struct(_));
        (spreads && shape && !is_component).then_some(id)
    }

    /// The argument of a body that is one value.
    pub(super) fn whole_body(&self, body: &UnnamedBody, name: Ident) -> Field {
        let place = &body.place;
        // Only JSON can say null, and one that may be left out says so by that.
        let says_null = body.required && body.format == BodyFormat::Json;
        let place = Place {
            ty: if says_null {
                place.item()
            } else {
                place.ty.clone()
            },
            nullable: false,
            checks: Vec::<Check>::new(),
            docs: docs::first(place.docs.clone(), Docs("The request body.".to_owned())),
        };
        field("body".to_owned(), name, body.required, place, false)
    }
}

/// The style of a property, where its encoding states one: any of three fields does (OpenAPI 3.1.1, 4.8.15.1.2).
fn style_of(encoding: &objects::Encoding, format: Format) -> Option<Style> {
    let is_json = encoding.content_type.as_deref().is_some_and(is_json);
    match encoding.style {
        Some(stated) => Some(style(stated)),
        // A form has one text a property; parts of JSON are the multipart writer's.
        None if is_json && format == Format::Form => Some(Style::Json),
        None if encoding.explode.is_some() || encoding.allow_reserved.is_some() => {
            Some(Style::Form)
        }
        None => None,
    }
}
