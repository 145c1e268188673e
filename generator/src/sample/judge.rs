//! Values against types: everything that a value breaks of a place, as the runtime's `judge` reports it.

use serde_json::Value;

use super::Broken;
use super::check::{Checker, Judged, equal, json, kind};
use super::place::{Form, Place, substitute};
use crate::document::pointer::Pointer;
use crate::ir::{
    Api, Branch, Check, Composition, Enumeration, Field, Kinds, Presence, Rest, Struct, Type, Union,
};

/// Judges values of one document's types.
#[derive(Debug)]
pub(super) struct Judge<'a> {
    pub(super) api: &'a Api,
    pub(super) checker: Checker,
}

/// A value and where it stands.
type Found<'v> = (&'v Value, &'v Pointer);

impl<'a> Judge<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            api,
            checker: Checker::default(),
        }
    }

    /// Whether a value is one of this place.
    pub(super) fn holds(&self, place: &Place<'a>, value: &Value) -> bool {
        self.broken(place, value).is_empty()
    }

    /// Everything that the value breaks.
    pub(super) fn broken(&self, place: &Place<'a>, value: &Value) -> Vec<Broken> {
        let mut broken = Vec::new();
        self.place(place, (value, &Pointer::root()), &mut broken);
        broken
    }

    fn place(&self, place: &Place<'a>, found: Found<'_>, broken: &mut Vec<Broken>) {
        let place = place.clone().resolved(self.api);
        let form = place.form(self.api);
        let before = broken.len();
        self.form(&place, &form, found, broken);
        if broken[before..]
            .iter()
            .any(|one| one.keyword == "type" && one.pointer == found.1.as_str())
        {
            return;
        }
        let named = match &form {
            Form::Object(Some((shape, _)), _) => names(shape),
            _ => Vec::new(),
        };
        let judged = Judged {
            value: found.0,
            at: found.1,
            named: &named,
        };
        for check in &place.checks {
            if !is_of_below(check, &form) {
                self.checker.apply(check, judged, broken);
            }
        }
    }

    fn form(&self, place: &Place<'a>, form: &Form<'a>, found: Found<'_>, broken: &mut Vec<Broken>) {
        match (form, found.0) {
            (Form::Json, _) => {}
            (Form::Scalar, value) if scalar_fits(&place.ty, value) => {}
            (Form::Enumeration(enumeration), Value::String(text)) => {
                if !enumeration.open && !knows(enumeration, text) {
                    broken.push(Broken::new(found.1, "enum"));
                }
            }
            (Form::Array(item), Value::Array(items)) => {
                for (position, value) in items.iter().enumerate() {
                    self.place(item, (value, &found.1.index(position)), broken);
                }
            }
            (Form::Object(None, Some(value)), Value::Object(object)) => {
                for (wire, one) in object {
                    self.place(value, (one, &found.1.child(wire)), broken);
                }
            }
            (Form::Object(Some((shape, argument)), _), Value::Object(_)) => {
                self.object((shape, argument.as_ref()), found, broken);
            }
            (Form::Union(union), _) => self.union(union, found, broken),
            (Form::Option(_), Value::Null) => {}
            (Form::OrEmpty(_), Value::String(text)) if text.is_empty() => {}
            (Form::Option(inner) | Form::OrEmpty(inner), _) => {
                self.place(&bare(inner), found, broken)
            }
            (Form::Expandable(_), Value::String(_)) => {}
            (Form::Expandable(inner), Value::Object(_)) => self.place(&bare(inner), found, broken),
            _ => broken.push(Broken::new(found.1, "type")),
        }
    }

    fn object(
        &self,
        (shape, argument): (&'a Struct, Option<&Type>),
        (value, at): Found<'_>,
        broken: &mut Vec<Broken>,
    ) {
        let Value::Object(object) = value else { return };
        for field in &shape.fields {
            match object.get(&field.wire) {
                None if is_required(field.presence) => broken.push(Broken::new(at, "required")),
                None => {}
                Some(Value::Null) if is_nullable(field.presence) => {}
                Some(value) => {
                    let place = Place::new(substitute(&field.ty, argument), &field.checks);
                    self.place(&place, (value, &at.child(&field.wire)), broken);
                }
            }
        }
        let constants = shape.constants.iter();
        for constant in constants.filter(|constant| shape.is_judged(constant)) {
            if object
                .get(&constant.wire)
                .is_some_and(|value| !equal(value, &json(&constant.value)))
            {
                broken.push(Broken::new(&at.child(&constant.wire), "enum"));
            }
        }
        self.rest((shape, argument), (value, at), broken);
        let named = names(shape);
        let judged = Judged {
            value,
            at,
            named: &named,
        };
        shape
            .checks
            .iter()
            .for_each(|check| self.checker.apply(check, judged, broken));
    }

    fn rest(
        &self,
        (shape, argument): (&'a Struct, Option<&Type>),
        (value, at): Found<'_>,
        broken: &mut Vec<Broken>,
    ) {
        let named = names(shape);
        let others = value.as_object().into_iter().flatten();
        for (wire, value) in others.filter(|(wire, _)| !named.contains(&wire.as_str())) {
            match &shape.rest {
                Rest::Ignored => {}
                Rest::Refused => broken.push(Broken::new(at, "additionalProperties")),
                Rest::Kept(_, ty, checks) => {
                    let place = Place::new(substitute(ty, argument), checks);
                    self.place(&place, (value, &at.child(wire)), broken);
                }
            }
        }
    }

    fn union(&self, union: &'a Union, (value, at): Found<'_>, broken: &mut Vec<Broken>) {
        if let Some(decider) = decider(union, value) {
            let place = Place::new(decider.ty.clone(), &decider.checks);
            return self.place(&place, (value, at), broken);
        }
        let taken = union
            .branches
            .iter()
            .filter(|branch| self.holds(&Place::new(branch.ty.clone(), &branch.checks), value));
        let count = taken.take(2).count();
        if union.merged && count == 0 {
            // What stands beside the composition is in each branch, and may be what is broken.
            broken.extend(self.nearest(union, (value, at)));
        }
        match (union.composition, count) {
            (Composition::AnyOf, 1..) | (Composition::OneOf, 1) => {}
            (Composition::Type | Composition::Base, _) => broken.push(Broken::new(at, "type")),
            (Composition::AnyOf, _) => broken.push(Broken::new(at, "anyOf")),
            (Composition::OneOf, _) => broken.push(Broken::new(at, "oneOf")),
        }
    }

    /// What the branch finds that finds the least.
    fn nearest(&self, union: &'a Union, (value, at): Found<'_>) -> Vec<Broken> {
        let found = union.branches.iter().map(|branch| {
            let mut broken = Vec::new();
            let place = Place::new(branch.ty.clone(), &branch.checks);
            self.place(&place, (value, at), &mut broken);
            broken
        });
        found.min_by_key(Vec::len).unwrap_or_default()
    }
}

/// The branch that decides alone whether a union takes a value: the only one of its JSON type, or the base of its heirs.
fn decider<'a>(union: &'a Union, value: &Value) -> Option<&'a Branch> {
    let is_of = |branch: &&Branch| branch.kinds.and(kind(value)) != Kinds::default();
    let mut of_type = union.branches.iter().filter(is_of);
    match union.composition {
        Composition::AnyOf | Composition::OneOf => {
            of_type.next().filter(|_| of_type.next().is_none())
        }
        Composition::Type => of_type.next(),
        Composition::Base => union.branches.last(),
    }
}

/// The place of the type alone: the constraints beside it are judged once, where it stands.
fn bare<'a>(place: &Place<'a>) -> Place<'a> {
    Place {
        ty: place.ty.clone(),
        checks: Vec::new(),
    }
}

/// Whether a constraint is judged already, with the items or values of the form.
fn is_of_below(check: &Check, form: &Form<'_>) -> bool {
    match form {
        Form::Array(_) => matches!(check, Check::Items(_)),
        Form::Object(None, _) => matches!(check, Check::Values(_)),
        _ => false,
    }
}

/// The properties that a type names.
pub(super) fn names(shape: &Struct) -> Vec<&str> {
    let fields = shape.fields.iter().map(|field: &Field| field.wire.as_str());
    let constants = shape
        .constants
        .iter()
        .map(|constant| constant.wire.as_str());
    fields.chain(constants).collect()
}

/// Whether an enumeration has this value.
pub(super) fn knows(enumeration: &Enumeration, text: &str) -> bool {
    enumeration.values.iter().any(|value| value.wire == text)
}

/// Whether a member may not be left out.
pub(super) fn is_required(presence: Presence) -> bool {
    matches!(presence, Presence::Required | Presence::Nullable)
}

/// Whether a member may be null.
pub(super) fn is_nullable(presence: Presence) -> bool {
    matches!(presence, Presence::Nullable | Presence::OptionalNullable)
}

fn scalar_fits(ty: &Type, value: &Value) -> bool {
    let of = |kinds: Kinds| kinds.0 & kind(value).0 != 0;
    match ty {
        Type::String | Type::Base64 | Type::Binary => of(Kinds::STRING),
        Type::Null => of(Kinds::NULL),
        Type::Boolean => of(Kinds::BOOLEAN),
        Type::I32 | Type::I64 | Type::Timestamp => of(Kinds::INTEGER),
        Type::F32 | Type::F64 => of(Kinds::NUMBER),
        _ => false,
    }
}
