//! Objects: structs, maps and free-form ones. `allOf` merges into one struct.

use indexmap::IndexMap;
use serde_json::Value;

use super::draft::Owner;
use super::names::{self, Case, Claim, FIELDS, decide_claims};
use super::place::Place;
use super::schema::Declared;
use super::{Lowering, docs};
use crate::document::pointer::Pointer;
use crate::ir::{Check, Constant, Field, Holder, Kind, Presence, Rest, Struct, Type};

/// What `allOf` branches and the schema around them say of one object.
#[derive(Default)]
struct Parts {
    properties: IndexMap<String, Pointer>,
    required: Vec<String>,
    additional: Option<Pointer>,
    closed: bool,
    checks: Vec<Check>,
    seen: Vec<Pointer>,
}

impl Lowering<'_> {
    /// Whether a schema is one of an object, by its type or by its keywords.
    pub(super) fn is_object(&self, at: &Pointer, declared: &Declared) -> bool {
        let object =
            declared.names.iter().any(|name| name == "object") && declared.names.len() == 1;
        let keywords = [
            "properties",
            "additionalProperties",
            "allOf",
            "patternProperties",
        ];
        object || declared.names.is_empty() && keywords.iter().any(|key| self.has(at, key))
    }

    pub(super) fn object(&mut self, at: &Pointer, owner: &Owner) -> Place {
        let mut parts = Parts::default();
        self.gather(at, &mut parts);
        if parts.properties.is_empty() && !parts.closed {
            return self.map(at, owner, parts);
        }
        if let Some(place) = self.envelope(at, owner, &parts.properties, &parts.required) {
            return place;
        }
        let id = self.declare(at, owner);
        let owner = self.drafts[id.0 as usize].owner.clone();
        let shape = self.structure(at, &owner, parts);
        Place::of(self.define(id, Kind::Struct(shape)))
    }

    /// Collects the parts of an object from the schema and its `allOf` branches; the schema's own come last and win.
    fn gather(&mut self, at: &Pointer, parts: &mut Parts) {
        if parts.seen.contains(at) {
            return;
        }
        parts.seen.push(at.clone());
        for branch in self.items(at, "allOf") {
            let target = self.document.follow(&branch);
            if let Some(target) = self.told(target) {
                self.gather(&target, parts);
            }
        }
        for (name, below) in self.entries(at, "properties") {
            let first = parts.properties.get(&name).cloned();
            if let Some(first) = first.filter(|first| self.conflict(first, &below)) {
                self.problems.warning(
                    &below,
                    format!("`{name}` has another type at {first}; this one counts"),
                );
            }
            parts.properties.insert(name, below);
        }
        for name in self.texts(&at.child("required")) {
            if !parts.required.contains(&name) {
                parts.required.push(name);
            }
        }
        match self.node(at).get("additionalProperties") {
            Some(Value::Bool(false)) => parts.closed = true,
            Some(Value::Object(_)) => parts.additional = Some(at.child("additionalProperties")),
            _ => {}
        }
        if self.has(at, "patternProperties") {
            self.problems.warning(
                &at.child("patternProperties"),
                "`patternProperties` is not enforced",
            );
        }
        parts.checks.extend(self.object_checks(at));
        parts.checks.extend(self.constraint_branches(at));
    }

    fn conflict(&self, one: &Pointer, other: &Pointer) -> bool {
        let (one, other) = (self.declared(one).names, self.declared(other).names);
        !one.is_empty() && !other.is_empty() && one != other
    }

    /// An object without named properties.
    fn map(&mut self, at: &Pointer, owner: &Owner, parts: Parts) -> Place {
        let mut checks = parts.checks;
        if !parts.required.is_empty() {
            checks.push(Check::Required(parts.required));
        }
        let Some(additional) = parts.additional.filter(|below| self.says_something(below)) else {
            return Place {
                checks,
                ..Place::of(Type::JsonObject)
            };
        };
        let owner = match self.given_name(at) {
            Some(name) => owner.named(&name),
            None => owner.clone(),
        };
        let value = self.schema(&additional, &owner.each("value"));
        if !value.checks.is_empty() {
            checks.push(Check::Values(value.checks.clone()));
        }
        Place {
            checks,
            ..Place::of(Type::Map(Box::new(value.item())))
        }
    }

    fn says_something(&self, at: &Pointer) -> bool {
        !matches!(self.node(at), Value::Object(node) if node.is_empty())
    }

    fn structure(&mut self, at: &Pointer, owner: &Owner, parts: Parts) -> Struct {
        let mut checks = parts.checks;
        let (mut constants, mut members) = (Vec::new(), Vec::new());
        for (wire, below) in &parts.properties {
            let required = parts.required.contains(wire);
            match self.constant(below).filter(|_| required) {
                Some(value) => constants.push(Constant {
                    wire: wire.clone(),
                    value,
                }),
                None => members.push((wire.clone(), below.clone(), required)),
            }
        }
        let unfielded = |name: &&String| !members.iter().any(|(wire, ..)| wire == *name);
        let asked: Vec<String> = parts.required.iter().filter(unfielded).cloned().collect();
        if !asked.is_empty() {
            checks.push(Check::Required(asked));
        }
        let fields = self.fields(owner, members);
        let rest = self.rest(at, owner, parts.closed, parts.additional.as_ref(), &fields);
        Struct {
            constants,
            fields,
            rest,
            checks,
            generic: false,
        }
    }

    fn fields(&mut self, owner: &Owner, members: Vec<(String, Pointer, bool)>) -> Vec<Field> {
        let places: Vec<_> = members
            .into_iter()
            .map(|(wire, below, required)| {
                let place = self.schema(&below, &owner.child(&wire));
                (wire, below, required, place)
            })
            .collect();
        let claims: Vec<Claim<'_>> = places.iter().map(|(wire, ..)| Claim::of(wire)).collect();
        let idents = decide_claims(Case::Snake, &claims, &FIELDS);
        places
            .into_iter()
            .zip(idents)
            .map(|((wire, below, required, place), name)| {
                field(wire, name, required, place, self.flag(&below, "deprecated"))
            })
            .collect()
    }

    /// What becomes of properties that are not named.
    fn rest(
        &mut self,
        at: &Pointer,
        owner: &Owner,
        closed: bool,
        additional: Option<&Pointer>,
        fields: &[Field],
    ) -> Rest {
        let taken: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let name = names::one(Case::Snake, "additional_properties", &taken, "_");
        match additional {
            Some(below) => {
                let value = self.schema(below, &owner.child("additional"));
                Rest::Kept(name, value.item(), value.checks)
            }
            None if closed => Rest::Refused,
            None if self.options.keep_unknown || self.flag(at, "additionalProperties") => {
                Rest::Kept(name, Type::Json, Vec::new())
            }
            None => Rest::Ignored,
        }
    }
}

/// The struct of an envelope: its array of the type parameter, its other properties scalars.
pub(crate) fn struct_of_scalars(
    lowering: &mut Lowering<'_>,
    owner: &Owner,
    properties: &IndexMap<String, Pointer>,
    required: &[String],
    array: &str,
) -> Struct {
    let parts = Parts {
        properties: properties.clone(),
        required: required.to_vec(),
        ..Parts::default()
    };
    let mut shape = lowering.structure(&Pointer::root(), owner, parts);
    for field in shape.fields.iter_mut().filter(|field| field.wire == array) {
        field.ty = Type::Array(Box::new(Type::Parameter));
    }
    shape
}

/// A member with its name.
pub(crate) fn field(
    wire: String,
    name: names::Ident,
    required: bool,
    place: Place,
    deprecated: bool,
) -> Field {
    let presence = match (required, place.nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    };
    let unset = matches!(place.ty, Type::OrEmpty(_)).then(|| names::with_prefix("unset", &name));
    Field {
        wire,
        name,
        docs: docs::first(place.docs, crate::ir::Docs::default()),
        presence,
        // Decided when all types are there: see `usage`.
        holder: Holder::Option,
        ty: place.ty,
        boxed: false,
        checks: place.checks,
        deprecated,
        unset,
        null: None,
    }
}
