//! Response headers: what the document says of each, and the constants by which users read them.
//!
//! A header is one constant for the whole API, not a field in each response: rate limits and request ids are on every one.

use std::collections::BTreeMap;

use super::media_types::is_json;
use super::names::{Case, decide};
use super::schema::kinds_of;
use super::{Lowering, docs};
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{Api, Check, Header, HeaderForm, JudgedHeader, Kinds, ResponseHeader, Type};

impl Lowering<'_> {
    /// The headers of a response; `Content-Type` is none, as OpenAPI says.
    pub(super) fn response_headers(&mut self, response: &Pointer) -> Vec<ResponseHeader> {
        let mut headers = Vec::new();
        for (wire, at) in self.entries(response, "headers") {
            let target = self.follow(&at);
            let Some(target) = self.told(target) else {
                continue;
            };
            let own = objects::header(self.document, &target);
            let Some(own) = self.told(own) else { continue };
            if !wire.eq_ignore_ascii_case("content-type") {
                headers.push(ResponseHeader {
                    wire,
                    ty: self.header_type(&target),
                    docs: docs::clean(own.description.as_deref()),
                    judged: self.judged_header(&target, own.required),
                });
            }
        }
        headers
    }

    /// The type of a scalar or a list of scalars; any JSON where the header is JSON text, and the text of anything else.
    fn header_type(&self, header: &Pointer) -> Type {
        if let Some((media_type, _)) = self.entries(header, "content").first() {
            return if is_json(media_type) {
                Type::Json
            } else {
                Type::String
            };
        }
        let Ok(schema) = self.follow(&header.child("schema")) else {
            return Type::String;
        };
        match self.declared(&schema).names[..] {
            ["array"] => {
                let items = self.follow(&schema.child("items"));
                let item = items.map_or(Type::String, |items| self.scalar_type(&items));
                Type::Array(Box::new(item))
            }
            _ => self.scalar_type(&schema),
        }
    }

    /// What is judged of a header: its schema, where that gives the text one meaning, and whether it is there.
    fn judged_header(&mut self, header: &Pointer, required: bool) -> Option<JudgedHeader> {
        let (at, form, kinds) = match self.header_form(header) {
            Some((at, form, kinds)) => (Some(at), form, kinds),
            None => (None, HeaderForm::One, Kinds::STRING),
        };
        let checks = at.as_ref().map_or_else(Vec::new, |at| self.subschema(at));
        // What comes is text in any case.
        let is_text = form == HeaderForm::One && kinds == Kinds::STRING;
        let mut said = checks.iter();
        let is_idle = is_text && said.all(|check| *check == Check::Type(Kinds::STRING));
        (required || !is_idle).then_some(JudgedHeader {
            at,
            form,
            kinds,
            required,
            checks,
        })
    }
    /// The schema of a header, and how it has the text read; none where it names no one type of scalars, or of a list of
    /// them.
    fn header_form(&self, header: &Pointer) -> Option<(Pointer, HeaderForm, Kinds)> {
        if let Some((media_type, content)) = self.entries(header, "content").first() {
            let schema = content.child("schema");
            let is_judged = is_json(media_type) && self.node(&schema).is_object();
            return is_judged.then_some((schema, HeaderForm::Json, Kinds::ANY));
        }
        let schema = header.child("schema");
        let target = self.follow(&schema).ok()?;
        if self.declared(&target).names == ["array"] {
            let items = self.follow(&target.child("items")).ok()?;
            return Some((schema, HeaderForm::List, self.scalar_kind(&items)?));
        }
        Some((schema, HeaderForm::One, self.scalar_kind(&target)?))
    }

    /// The one type of a scalar.
    fn scalar_kind(&self, schema: &Pointer) -> Option<Kinds> {
        match self.declared(schema).names[..] {
            [only] if !["array", "object"].contains(&only) => kinds_of(only),
            _ => None,
        }
    }

    /// The type of a scalar; the text of anything else.
    fn scalar_type(&self, schema: &Pointer) -> Type {
        match self.declared(schema).names[..] {
            ["integer"] => Type::I64,
            ["number"] => Type::F64,
            ["boolean"] => Type::Boolean,
            _ => Type::String,
        }
    }
}

/// The headers of all responses, by name: text where the document gives one several types.
pub(super) fn gather(api: &Api) -> Vec<Header> {
    let mut by_wire: BTreeMap<String, ResponseHeader> = BTreeMap::new();
    let operations = api.operations();
    let responses = operations.iter().flat_map(|operation| &operation.responses);
    for header in responses.flat_map(|response| &response.headers) {
        let known = by_wire.entry(header.wire.to_ascii_lowercase());
        let known = known.or_insert_with(|| header.clone());
        if known.ty != header.ty {
            known.ty = Type::String;
        }
        known.docs = docs::first(known.docs.clone(), header.docs.clone());
    }
    let words: Vec<&str> = by_wire.keys().map(String::as_str).collect();
    let names = decide(Case::Snake, &words, &[], "_");
    let headers = by_wire.into_values().zip(names);
    headers
        .map(|(header, name)| Header { name, header })
        .collect()
}
