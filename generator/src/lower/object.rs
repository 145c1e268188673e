//! Objects: structs, maps and free-form ones, from all schemas that hold together.
//!
//! A property is lowered from every schema that speaks of it: those that name it, and the `additionalProperties` of
//! those that do not.

mod parts;

use indexmap::IndexMap;
use serde_json::Value;

use super::draft::Owner;
use super::names::{self, Case, Claim, FIELDS, decide_claims};
use super::place::Place;
use super::view::View;
use super::{Lowering, docs};
use crate::document::pointer::Pointer;
use crate::ir::{
    Check, Constant, Direction, Field, Holder, Kind, Literal, Presence, Rest, Struct, Type, TypeId,
};
use parts::Parts;

/// What properties that are not named are called together.
pub(super) const REST: &str = "additional_properties";

/// A property that becomes a field.
struct Slot {
    wire: String,
    schemas: Vec<Pointer>,
    required: bool,
    only_in: Option<Direction>,
}

/// A struct that was met deep within others: its fields are lowered when the way back to the first is gone.
pub(crate) struct Postponed {
    id: TypeId,
    at: Pointer,
    parts: Parts,
    /// How many types the branches around make of what is beside them.
    spread: usize,
}

/// How deep schemas lie in each other where structs are postponed.
const DEEP: usize = 200;

impl Lowering<'_> {
    pub(super) fn object(&mut self, at: &Pointer, view: &View, owner: &Owner) -> Place {
        let parts = self.parts(view);
        if parts.properties.is_empty() && (!parts.closed || !parts.patterns.is_empty()) {
            return self.map(at, owner, parts);
        }
        if let Some(place) = self.sole_envelope(at, view, owner, &parts) {
            return place;
        }
        let postponed = Postponed {
            id: self.declare(at, owner),
            at: at.clone(),
            parts,
            spread: self.spread,
        };
        let ty = self.define(postponed.id, Kind::Struct(Struct::default()));
        if self.depth >= DEEP {
            self.postponed.push(postponed);
        } else {
            self.fill(postponed);
        }
        Place::of(ty)
    }

    /// Lowers the fields of all structs that were postponed, and of those that are met meanwhile.
    pub(super) fn catch_up(&mut self) {
        while let Some(postponed) = self.postponed.pop() {
            self.fill(postponed);
        }
    }

    /// Lowers the fields of a struct that is declared.
    fn fill(&mut self, it: Postponed) {
        let owner = self.drafts[it.id.0 as usize].owner.clone();
        let around = std::mem::replace(&mut self.spread, it.spread);
        let shape = self.structure(&it.at, &owner, it.parts);
        self.spread = around;
        self.define(it.id, Kind::Struct(shape));
    }

    /// An envelope, where one schema alone says what the object is.
    fn sole_envelope(
        &mut self,
        at: &Pointer,
        view: &View,
        owner: &Owner,
        parts: &Parts,
    ) -> Option<Place> {
        if view.parts.len() > 1 {
            return None;
        }
        let one = |(name, schemas): (&String, &Vec<Pointer>)| match schemas.as_slice() {
            [only] => Some((name.clone(), only.clone())),
            _ => None,
        };
        let properties: Option<IndexMap<String, Pointer>> =
            parts.properties.iter().map(one).collect();
        self.envelope(at, owner, &properties?, &parts.required)
    }

    /// An object without named properties.
    fn map(&mut self, at: &Pointer, owner: &Owner, parts: Parts) -> Place {
        let mut checks = parts.checks;
        if !parts.required.is_empty() {
            checks.push(Check::Required(parts.required));
        }
        let additional = match parts.patterns.as_slice() {
            [only] if parts.closed => vec![only.clone()],
            _ => parts.additional,
        };
        let additional: Vec<Pointer> = additional
            .into_iter()
            .filter(|below| self.says_something(below))
            .collect();
        if additional.is_empty() {
            return Place {
                checks,
                ..Place::of(Type::JsonObject)
            };
        }
        let owner = match self.given_name(at) {
            Some(name) => owner.named(&name),
            None => owner.clone(),
        };
        let value = self.schemas(&additional, &owner.each("value"));
        if !value.checks.is_empty() && parts.patterns.is_empty() {
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
        let Parts {
            properties,
            required,
            additional,
            free,
            closed,
            patterns,
            mut checks,
        } = parts;
        let additional = match patterns.as_slice() {
            [] => additional,
            [only] if closed => vec![only.clone()],
            // Several schemas, each for some of the names.
            _ => Vec::new(),
        };
        let (closed, free) = (closed && patterns.is_empty(), free || !patterns.is_empty());
        let (mut constants, mut slots) = (Vec::new(), Vec::new());
        let mut properties = properties;
        if let Some((tag, check)) = self.implied_constant(at, &properties) {
            properties.shift_remove(&tag.wire);
            constants.push(tag);
            checks.push(check);
        }
        for (wire, schemas) in properties {
            let required = required.contains(&wire);
            let only_in = self.only_in(&schemas);
            match self.constant(&schemas).filter(|_| required) {
                Some(value) => constants.push(Constant {
                    wire,
                    value,
                    only_in,
                }),
                None => slots.push(Slot {
                    wire,
                    schemas,
                    required,
                    only_in,
                }),
            }
        }
        checks.extend(asked(required, &constants, &slots));
        let fields = self.fields(at, owner, slots);
        let mut rest = self.rest(owner, (closed, free), &additional, &fields);
        if let (false, Rest::Kept(_, _, checks)) = (patterns.is_empty(), &mut rest) {
            // What the pattern asks stands among the constraints of the object.
            checks.clear();
        }
        Struct {
            constants,
            fields,
            rest,
            checks,
            generic: false,
        }
    }

    /// The one direction in which a property counts: any schema of it may say, also one that is referred to.
    fn only_in(&mut self, schemas: &[Pointer]) -> Option<Direction> {
        let view = self.view(schemas);
        let any = |keyword: &str| view.parts.iter().any(|part| self.flag(part, keyword));
        if any("readOnly") {
            Some(Direction::Response)
        } else {
            any("writeOnly").then_some(Direction::Request)
        }
    }

    /// The constant that a discriminator gives an heir, and what its schema asks of the property: that alone is judged.
    fn implied_constant(
        &mut self,
        at: &Pointer,
        properties: &IndexMap<String, Vec<Pointer>>,
    ) -> Option<(Constant, Check)> {
        let (wire, value) = self.implied.get(at)?.clone();
        let schemas = properties.get(&wire).cloned().unwrap_or_default();
        if !schemas.is_empty() && self.constant(&schemas).is_some() {
            return None;
        }
        let asked = schemas.iter().flat_map(|schema| self.subschema(schema));
        let check = Check::Property(wire.clone(), asked.collect());
        let tag = Constant {
            wire,
            value: Literal::Text(value),
            only_in: None,
        };
        Some((tag, check))
    }

    fn fields(&mut self, at: &Pointer, owner: &Owner, slots: Vec<Slot>) -> Vec<Field> {
        let places: Vec<Place> = slots
            .iter()
            .map(|slot| self.member(at, &slot.schemas, &owner.child(&slot.wire)))
            .collect();
        let claims: Vec<Claim<'_>> = slots.iter().map(|slot| Claim::of(&slot.wire)).collect();
        let idents = decide_claims(Case::Snake, &claims, &FIELDS);
        slots
            .into_iter()
            .zip(places)
            .zip(idents)
            .map(|((slot, place), name)| {
                let deprecated = slot.schemas.iter().any(|it| self.flag(it, "deprecated"));
                let only_in = slot.only_in;
                Field {
                    only_in,
                    ..field(slot.wire, name, slot.required, place, deprecated)
                }
            })
            .collect()
    }

    /// A property of the object at `at`. One that a component states has one type, whichever objects take it over.
    fn member(&mut self, at: &Pointer, schemas: &[Pointer], owner: &Owner) -> Place {
        let [only] = schemas else {
            return self.schemas(schemas, owner);
        };
        if only.below(&super::schemas_at()).is_none() {
            return self.schema(only, owner);
        }
        if let Some(place) = self.beside.get(only) {
            return place.clone();
        }
        let taken_over = only.below(at).is_none() && !self.referenced.contains_key(only);
        if taken_over {
            self.referenced(only)
        } else {
            self.schema(only, owner)
        }
    }

    /// What becomes of properties that are not named.
    fn rest(
        &mut self,
        owner: &Owner,
        (closed, free): (bool, bool),
        additional: &[Pointer],
        fields: &[Field],
    ) -> Rest {
        let taken: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let name = names::one(Case::Snake, REST, &taken, "_");
        if closed {
            Rest::Refused
        } else if !additional.is_empty() {
            let value = self.schemas(additional, &owner.child("additional"));
            Rest::Kept(name, value.item(), value.checks)
        } else if free || self.options.keep_unknown {
            Rest::Kept(name, Type::Json, Vec::new())
        } else {
            Rest::Ignored
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
    let single = |(name, at): (&String, &Pointer)| (name.clone(), vec![at.clone()]);
    let parts = Parts {
        properties: properties.iter().map(single).collect(),
        required: required.to_vec(),
        ..Parts::default()
    };
    let mut shape = lowering.structure(&Pointer::root(), owner, parts);
    for field in shape.fields.iter_mut().filter(|field| field.wire == array) {
        field.ty = Type::Array(Box::new(Type::Parameter));
    }
    shape
}
/// What is required and has no field: constants, and what no schema names.
fn asked(required: Vec<String>, constants: &[Constant], slots: &[Slot]) -> Vec<Check> {
    let in_one = constants.iter().filter(|it| required.contains(&it.wire));
    let in_one = in_one.filter_map(|it| Some((it.only_in?, it.wire.clone())));
    let in_one: Vec<(Direction, String)> = in_one.collect();
    let mut asked = required;
    asked.retain(|name| {
        !slots.iter().any(|slot| slot.wire == *name) && !in_one.iter().any(|(_, it)| it == name)
    });
    let both = (!asked.is_empty()).then_some(Check::Required(asked));
    let in_one = in_one
        .into_iter()
        .map(|(direction, name)| Check::RequiredIn(direction, vec![name]));
    both.into_iter().chain(in_one).collect()
}

/// A member with its name.
pub(crate) fn field(
    wire: String,
    name: names::Ident,
    required: bool,
    place: Place,
    deprecated: bool,
) -> Field {
    let nullable = place.nullable || place.ty == Type::Null && !required;
    let presence = match (required, nullable) {
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
        only_in: None,
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
