//! Response headers: what the document says of each, and the constants by which users read them.
//!
//! A header is one constant for the whole API, not a field in each response: rate limits and request ids are on every one.

use std::collections::BTreeMap;

use super::media_types::is_json;
use super::names::{Case, decide};
use super::{Lowering, docs};
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{Api, Header, ResponseHeader, Type};

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
