//! A JSON tree.

use super::{is_null_if_absent, names_property};
use crate::shape::{Enumeration, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, JsonObject, Unmatched, base64, literal, number};

/// The value as a JSON tree, the same as reading [`to_json`](super::to_json)'s text would give.
pub fn to_value(value: &dyn Visit) -> Json {
    build(value).unwrap_or(Json::Null)
}

/// The tree; none where the value is absent.
fn build(value: &dyn Visit) -> Option<Json> {
    let mut builder = Builder(None);
    value.visit(&mut builder);
    builder.0
}

/// A number as its text reads, so that 25.0 and 25 are one.
fn build_number(value: f64) -> Json {
    let mut text = String::new();
    number::write_number(&mut text, value);
    text.parse().map_or(Json::Null, Json::Number)
}

struct Builder(Option<Json>);

impl Builder {
    fn is(&mut self, value: impl Into<Json>) {
        self.0 = Some(value.into());
    }
}

impl Visitor for Builder {
    fn absent(&mut self) {
        self.0 = None;
    }

    fn null(&mut self) {
        self.is(Json::Null);
    }

    fn boolean(&mut self, value: bool) {
        self.is(value);
    }

    fn integer(&mut self, value: i64) {
        self.is(value);
    }

    fn number(&mut self, value: f64) {
        self.is(build_number(value));
    }

    fn string(&mut self, value: &str) {
        self.is(value);
    }

    fn bytes(&mut self, value: &Binary) {
        self.is(base64::encode(&value.bytes));
    }

    fn enumeration(&mut self, _enumeration: &'static Enumeration, value: &str) {
        self.is(value);
    }

    fn json(&mut self, value: &Json) {
        self.is(value.clone());
    }

    fn array(&mut self, items: &dyn Items) {
        let items = (0..items.count()).filter_map(|position| items.item(position));
        self.is(items.map(to_value).collect::<Vec<_>>());
    }

    fn map(&mut self, entries: &dyn Entries) {
        let entries = (0..entries.count()).filter_map(|position| entries.entry(position));
        self.is(entries
            .map(|(key, value)| (key.to_owned(), to_value(value)))
            .collect::<JsonObject>());
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        let mut object = JsonObject::new();
        for constant in shape.constants {
            object.insert(constant.0.to_owned(), literal::to_value(&constant.1));
        }
        for (member, value) in shape.members.iter().zip(members) {
            let null = is_null_if_absent(member.1).then_some(Json::Null);
            if let Some(value) = build(*value).or(null) {
                object.insert(member.0.to_owned(), value);
            }
        }
        let kept = rest
            .into_iter()
            .flat_map(|rest| (0..rest.count()).filter_map(|position| rest.entry(position)));
        for (key, value) in kept.filter(|(key, _)| !names_property(shape, key)) {
            object.insert(key.to_owned(), to_value(value));
        }
        self.is(object);
    }

    fn union(&mut self, _union: &'static Union, _branch: usize, value: &dyn Visit) {
        value.visit(self);
    }

    fn unmatched(&mut self, _union: &'static Union, value: &Unmatched) {
        self.json(&value.json);
    }
}
