//! The values of a place that each show one thing: every enum value and branch, null, empty and full, each limit.

use serde_json::{Map, Value};

use super::collection::item_limits;
use super::layout::{Layout, Member};
use super::place::{Form, Place};
use super::sampler::{Sampler, Want, anything};
use super::scalar::candidates;
use crate::ir::{Check, Enumeration, Union};

/// How deep variants of variants are made.
const DEEP: usize = 3;
/// How many items or entries a limit may ask for.
const CROWD: u64 = 100;

impl<'a> Sampler<'a> {
    /// The variants of a place, the least and the fullest value first; all of them hold.
    pub(super) fn variants(&mut self, place: &Place<'a>) -> Vec<Value> {
        let mut values = Vec::new();
        values.extend(self.sample(place, Want::Least));
        values.extend(self.sample(place, Want::Most));
        values.extend(self.variants_at(place, 0));
        values.retain(|value| self.judge.holds(place, value));
        values
    }

    fn variants_at(&mut self, place: &Place<'a>, depth: usize) -> Vec<Value> {
        let place = &place.clone().resolved(self.judge.api);
        match place.form(self.judge.api) {
            Form::Scalar => candidates(place, &mut self.random),
            Form::Enumeration(enumeration) => enumerated(enumeration),
            Form::Array(item) => self.array_variants(place, &item, depth),
            form @ Form::Object(..) => self.object_variants(place, form, depth),
            Form::Union(union) => self.union_variants(place, union, depth),
            Form::Option(inner) => self.variants_or(&inner, Value::Null, depth),
            Form::OrEmpty(inner) => self.variants_or(&inner, Value::from(""), depth),
            Form::Expandable(inner) => {
                let mut values: Vec<Value> = self.id(place).into_iter().collect();
                values.extend(self.sample_at(&inner, Want::Least, depth + 1));
                values
            }
            Form::Json => anything(),
            Form::Unknown => Vec::new(),
        }
    }

    fn variants_or(&mut self, inner: &Place<'a>, other: Value, depth: usize) -> Vec<Value> {
        let mut values = self.variants_at(inner, depth);
        values.push(other);
        values
    }

    /// The variants below another value: only those that hold.
    fn variants_below(&mut self, place: &Place<'a>, depth: usize) -> Vec<Value> {
        if depth > DEEP {
            return Vec::new();
        }
        let mut values = self.variants_at(place, depth);
        values.retain(|value| self.judge.holds(place, value));
        values
    }

    fn array_variants(&mut self, place: &Place<'a>, item: &Place<'a>, depth: usize) -> Vec<Value> {
        let (least, most) = item_limits(&place.checks);
        let mut values = Vec::new();
        for count in [least, least + 1, most] {
            if count <= most.min(CROWD) {
                values.extend(self.items_of(place, item, count, depth));
            }
        }
        for first in self.variants_below(item, depth + 1) {
            let rest = self.items_of(place, item, least.saturating_sub(1), depth);
            let rest = rest
                .and_then(|rest| rest.as_array().cloned())
                .unwrap_or_default();
            values.push(std::iter::once(first).chain(rest).collect());
        }
        values
    }

    fn items_of(
        &mut self,
        place: &Place<'a>,
        item: &Place<'a>,
        count: u64,
        depth: usize,
    ) -> Option<Value> {
        // `minItems` is judged with the rest of the value, not while it is short.
        let checks = place
            .checks
            .iter()
            .filter(|check| !matches!(check, Check::MinItems(_)));
        let place = Place {
            ty: place.ty.clone(),
            checks: checks.copied().collect(),
        };
        self.refresh();
        self.items(&place, item, (count, Want::Least), depth)
    }

    fn object_variants(&mut self, place: &Place<'a>, form: Form<'a>, depth: usize) -> Vec<Value> {
        let least = self.sample_at(place, Want::Least, depth);
        let Some((layout, Value::Object(least))) = Layout::of(place, form).zip(least) else {
            return Vec::new();
        };
        let mut values = vec![Value::Object(least.clone())];
        if depth > 0 && !layout.members.is_empty() {
            values.extend(self.sample_at(place, Want::Most, depth));
            return values;
        }
        for member in &layout.members {
            values.extend(self.member_variants((&layout, member), &least, depth));
        }
        for wire in layout.constants.keys() {
            let mut without = least.clone();
            without.shift_remove(wire);
            values.push(Value::Object(without));
        }
        values.extend(self.entry_variants(&layout, &least, depth));
        values
    }

    /// The least object with each variant of a member.
    fn member_variants(
        &mut self,
        (layout, member): (&Layout<'a>, &Member<'a>),
        least: &Map<String, Value>,
        depth: usize,
    ) -> Vec<Value> {
        let mut variants = self.variants_below(&member.place, depth + 1);
        if member.nullable {
            variants.push(Value::Null);
        }
        let mut values = Vec::new();
        for variant in variants {
            let mut object = least.clone();
            object.insert(member.wire.clone(), variant);
            self.refresh();
            let repaired = self.repair(layout, object, Some(&member.wire), depth);
            values.extend(repaired.map(Value::Object));
        }
        values
    }

    /// The least object with each variant of a further property, and with as many as there may be.
    fn entry_variants(
        &mut self,
        layout: &Layout<'a>,
        least: &Map<String, Value>,
        depth: usize,
    ) -> Vec<Value> {
        let Some(place) = &layout.rest else {
            return Vec::new();
        };
        let mut values = Vec::new();
        self.refresh();
        let mut object = least.clone();
        if self
            .add_entry(layout, &mut object, Want::Least, depth)
            .is_some()
        {
            let added = object
                .keys()
                .find(|wire| !least.contains_key(*wire))
                .cloned();
            let variants = self.variants_below(place, depth + 1);
            for (wire, variant) in added
                .iter()
                .flat_map(|wire| variants.iter().map(move |variant| (wire, variant)))
            {
                let mut object = object.clone();
                object.insert(wire.clone(), variant.clone());
                values.push(Value::Object(object));
            }
        }
        for count in property_limits(&layout.checks) {
            let mut object = least.clone();
            while (object.len() as u64) < count
                && self
                    .add_entry(layout, &mut object, Want::Least, depth)
                    .is_some()
            {}
            values.push(Value::Object(object));
        }
        values
    }

    fn union_variants(&mut self, place: &Place<'a>, union: &'a Union, depth: usize) -> Vec<Value> {
        let mut values = Vec::new();
        for branch in &union.branches {
            self.refresh();
            values.extend(self.branch(place, (union, branch), Want::Least, depth));
            let below =
                Place::new(branch.ty.clone(), &branch.checks).with(place.checks.iter().copied());
            values.extend(self.variants_below(&below, depth + 1));
        }
        values
    }
}

/// Every value, and one more where others are valid.
fn enumerated(enumeration: &Enumeration) -> Vec<Value> {
    let known = enumeration.values.iter().map(|value| value.wire.as_str());
    known
        .chain(enumeration.open.then_some("a value of tomorrow"))
        .map(Value::from)
        .collect()
}

/// The numbers of properties that a limit names.
fn property_limits(checks: &[&Check]) -> Vec<u64> {
    let limits = checks.iter().filter_map(|check| match check {
        Check::MinProperties(count) | Check::MaxProperties(count) => Some(*count),
        _ => None,
    });
    limits.filter(|count| *count <= CROWD).collect()
}
