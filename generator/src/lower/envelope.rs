//! List envelopes: an object with a constant tag, one array of some named type, and otherwise scalars. All envelopes with
//! one tag and one shape are a single generic type, named by the tag: `List<T>`.
//!
//! What differs by use (the `pattern` of a `url`) becomes a constraint at the place of use.

use indexmap::IndexMap;

use super::Lowering;
use super::draft::Owner;
use super::names::Case;
use super::place::Place;
use crate::document::pointer::Pointer;
use crate::ir::{Check, Field, Kind, Literal, Rest, Struct, Type, TypeId};
use crate::markdown::code;

impl Lowering<'_> {
    /// The generic type of an envelope, with its item; none where the object is no envelope.
    pub(super) fn envelope(
        &mut self,
        at: &Pointer,
        owner: &Owner,
        properties: &IndexMap<String, Pointer>,
        required: &[String],
    ) -> Option<Place> {
        let tag = self.envelope_tag(properties, required)?;
        let (array, items) = self.sole_array(properties)?;
        let others = ["additionalProperties", "unevaluatedProperties"];
        if others.iter().any(|it| self.has(at, it)) || self.given_name(at).is_some() {
            return None;
        }
        let item = self.schema(&items, &owner.each("item"));
        let Type::Named(_) = item.ty else { return None };
        let (shape, checks) = self.envelope_shape(owner, properties, required, &array);
        let key = format!("{tag} {shape:?}");
        let id = match self.shared.get(&key) {
            Some(id) => *id,
            None => self.declare_envelope(at, &tag, key, shape),
        };
        Some(Place {
            checks: [checks, self.object_checks(at)].concat(),
            ..Place::of(Type::Generic(id, Box::new(item.item())))
        })
    }

    /// The value of the one required constant text among the properties, where all others are scalars or the array.
    fn envelope_tag(
        &mut self,
        properties: &IndexMap<String, Pointer>,
        required: &[String],
    ) -> Option<String> {
        let required = properties
            .iter()
            .filter(|(name, _)| required.contains(name));
        let mut tags = required.filter_map(|(_, below)| self.constant(std::slice::from_ref(below)));
        match (tags.next(), tags.next()) {
            (Some(Literal::Text(tag)), None) => Some(tag),
            _ => None,
        }
    }

    /// The one array among the properties, with its items; every other property is a scalar.
    fn sole_array(&mut self, properties: &IndexMap<String, Pointer>) -> Option<(String, Pointer)> {
        let mut found = None;
        for (name, below) in properties {
            if self.has(below, "$ref")
                || self.has(below, "anyOf")
                || self.has(below, "oneOf")
                || self.has(below, "allOf")
            {
                return None;
            }
            match self.declared(below).names.as_slice() {
                ["array"] if found.is_none() && self.has(below, "items") => {
                    found = Some((name.clone(), below.child("items")));
                }
                ["string" | "integer" | "number" | "boolean"] => {
                    if self.listed(below).is_some()
                        && self.constant(std::slice::from_ref(below)).is_none()
                    {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        found
    }

    /// The struct with its item for a parameter, and the constraints that belong to this use.
    fn envelope_shape(
        &mut self,
        owner: &Owner,
        properties: &IndexMap<String, Pointer>,
        required: &[String],
        array: &str,
    ) -> (Struct, Vec<Check>) {
        let mut parts = super::object::struct_of_scalars(self, owner, properties, required, array);
        let mut here = Vec::new();
        for field in &mut parts.fields {
            let checks = std::mem::take(&mut field.checks);
            if !checks.is_empty() {
                here.push(Check::Property(field.wire.clone(), checks));
            }
            field.docs = envelope_docs(field, array);
        }
        (parts, here)
    }

    fn declare_envelope(&mut self, at: &Pointer, tag: &str, key: String, shape: Struct) -> TypeId {
        let component = Case::Snake.apply(tag);
        let id = self.declare_part(at, &Owner::component(&component));
        self.drafts[id.0 as usize].docs =
            crate::ir::Docs(format!("An object of the kind `{tag}`: a page of items."));
        self.define(
            id,
            Kind::Struct(Struct {
                rest: Rest::Ignored,
                generic: true,
                ..shape
            }),
        );
        self.shared.insert(key, id);
        id
    }
}

/// Docs that hold for every use.
fn envelope_docs(field: &Field, array: &str) -> crate::ir::Docs {
    crate::ir::Docs(if field.wire == array {
        "The items.".to_owned()
    } else {
        format!("{} of this page.", code(&field.wire))
    })
}
