//! The walk over a value: each node by the checks of its place, then by those of its type, then what is below it.

use super::checks::apply;
use super::instance::{Array, Instance, look};
use super::number::Number;
use super::object::Object;
use super::place::Place;
use super::violation::Sink;
use super::{rules, union, words};
use crate::literal;
use crate::shape::{Check, Enumeration, Literal, Member, Presence, Rest, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched};

/// What the constraints are judged on.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// The value, as its type hands it over: what will be sent.
    Value,
    /// The JSON that it was decoded from, where that is at hand; the reader has judged the unions.
    Decoded(Option<&'a Json>),
}

impl<'a> Source<'a> {
    fn property(self, name: &str) -> Self {
        self.below(|json| json.get(name))
    }

    fn item(self, position: usize) -> Self {
        self.below(|json| json.get(position))
    }

    fn below(self, find: impl FnOnce(&'a Json) -> Option<&'a Json>) -> Self {
        match self {
            Self::Value => Self::Value,
            Self::Decoded(json) => Self::Decoded(json.and_then(find)),
        }
    }
}

/// Judges one node.
pub(crate) struct Validator<'a> {
    place: &'a Place<'a>,
    source: Source<'a>,
    /// Of a member of an object; nothing elsewhere.
    presence: Option<Presence>,
    checks: &'static [Check],
    sink: &'a mut Sink,
}

impl<'a> Validator<'a> {
    /// Judges the value at a place by these checks and those of its type.
    pub(crate) fn new(
        (place, source): (&'a Place<'a>, Source<'a>),
        checks: &'static [Check],
        sink: &'a mut Sink,
    ) -> Self {
        Self {
            place,
            source,
            presence: None,
            checks,
            sink,
        }
    }

    /// Judges the value by the checks of its place.
    fn judge(&mut self, value: &Instance<'_>) {
        self.judge_by(&[], value);
    }

    /// Judges the value by the checks of its place and these of its type.
    fn judge_by(&mut self, own: &'static [Check], value: &Instance<'_>) {
        if self.checks.is_empty() && own.is_empty() {
            return;
        }
        let decoded = match (self.source, value) {
            (
                Source::Decoded(Some(Json::Object(properties))),
                Instance::Object(Object::Typed { shape, .. }),
            ) => Some(Instance::Object(Object::Json {
                properties,
                shape: Some(shape),
            })),
            (Source::Decoded(Some(json)), _) => Some(Instance::of_json(json)),
            _ => None,
        };
        let value = decoded.as_ref().unwrap_or(value);
        apply(self.checks, value, self.place, self.sink);
        apply(own, value, self.place, self.sink);
    }

    fn member(&mut self, member: &Member, checks: &'static [Check], value: &dyn Visit) {
        let place = Place::Property(self.place, member.0);
        let source = self.source.property(member.0);
        let presence = Some(member.1);
        value.visit(&mut Validator {
            place: &place,
            source,
            presence,
            checks,
            sink: self.sink,
        });
    }

    fn entries(&mut self, entries: &dyn Entries, checks: &'static [Check]) {
        for position in 0..entries.count() {
            if self.sink.is_full() {
                return;
            }
            if let Some((name, value)) = entries.entry(position) {
                let place = Place::Property(self.place, name);
                value.visit(&mut Validator::new(
                    (&place, self.source.property(name)),
                    checks,
                    self.sink,
                ));
            }
        }
    }

    fn is_nullable(&self) -> bool {
        self.presence.is_some_and(Presence::is_nullable)
    }
}

impl Visitor for Validator<'_> {
    fn absent(&mut self) {
        match (self.place, self.presence) {
            (Place::Property(object, name), Some(Presence::Required)) => {
                rules::report_missing(name, object, self.sink)
            }
            // In an array or a map nothing can be absent, so it is null.
            (Place::Property(..) | Place::Item(..), None) => self.judge(&Instance::Null),
            _ => {}
        }
    }

    fn null(&mut self) {
        if !self.is_nullable() {
            self.judge(&Instance::Null);
        }
    }

    fn boolean(&mut self, value: bool) {
        self.judge(&Instance::Boolean(value));
    }

    fn integer(&mut self, value: i64) {
        self.judge(&Instance::Number(Number::Integer(value.into())));
    }

    fn number(&mut self, value: f64) {
        if value.is_finite() {
            return self.judge(&Instance::Number(Number::Float(value)));
        }
        self.sink.report(self.place, "type", || {
            (
                Some("a number".to_owned()),
                "must be a finite number: JSON has no other".to_owned(),
            )
        });
    }

    fn string(&mut self, value: &str) {
        self.judge(&Instance::Text(value));
    }

    fn bytes(&mut self, value: &Binary) {
        self.judge(&Instance::Bytes(&value.bytes));
    }

    fn enumeration(&mut self, enumeration: &'static Enumeration, value: &str) {
        if !enumeration.open && !enumeration.values.contains(&value) {
            self.sink.report(self.place, "enum", || {
                let list = words::list(
                    enumeration
                        .values
                        .iter()
                        .map(|value| literal::text(&Literal::Text(value))),
                );
                (Some(list.clone()), format!("must be one of {list}"))
            });
        }
        self.judge(&Instance::Text(value));
    }

    fn json(&mut self, value: &Json) {
        if !(value.is_null() && self.is_nullable()) {
            self.judge(&Instance::of_json(value));
        }
    }

    fn array(&mut self, items: &dyn Items) {
        self.judge(&Instance::Array(Array::Typed(items)));
        for position in 0..items.count() {
            if self.sink.is_full() {
                return;
            }
            if let Some(item) = items.item(position) {
                let place = Place::Item(self.place, position);
                item.visit(&mut Validator::new(
                    (&place, self.source.item(position)),
                    &[],
                    self.sink,
                ));
            }
        }
    }

    fn map(&mut self, entries: &dyn Entries) {
        self.judge(&Instance::Object(Object::Map(entries)));
        self.entries(entries, &[]);
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        self.judge_by(
            shape.checks,
            &Instance::Object(Object::Typed {
                shape,
                members,
                rest,
            }),
        );
        for ((member, checks), value) in shape.limited().zip(members) {
            if self.sink.is_full() {
                return;
            }
            self.member(member, checks, *value);
        }
        if let (Rest::Kept(checks), Some(entries)) = (&shape.rest, rest) {
            self.entries(entries, checks);
        }
    }

    fn union(&mut self, union: &'static Union, branch: usize, value: &dyn Visit) {
        if !self.checks.is_empty() {
            look(value, &mut |instance| self.judge(instance));
        }
        if let Source::Value = self.source {
            union::judge(union, (branch, value), self.place, self.sink);
        }
    }

    fn unmatched(&mut self, union: &'static Union, value: &Unmatched) {
        self.judge(&Instance::of_json(&value.json));
        if let Source::Value = self.source {
            union::judge_unmatched(union, value, self.place, self.sink);
        }
    }
}
