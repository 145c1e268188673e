//! The visitor's calls, reduced to those that an encoder cares for.

use crate::absence::is_absent;
use crate::json::names_property;
use crate::shape::{Enumeration, Presence, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched, base64, literal, number};

/// What an encoder takes: exactly one call a value.
pub(super) trait Take {
    /// A value that is left out.
    fn absent(&mut self);
    /// Null, or a number that is not finite.
    fn null(&mut self);
    /// The text of a scalar.
    fn scalar(&mut self, text: &str);
    /// Bytes; Base64 where the encoder has no way to write them as they are.
    fn bytes(&mut self, file: &Binary) {
        self.scalar(&base64::encode(&file.bytes));
    }
    /// An array.
    fn array(&mut self, items: &dyn Items);
    /// An object or a map.
    fn object(&mut self, properties: &dyn Properties);
}

/// The properties of an object or the entries of a map.
pub(super) trait Properties {
    /// Hands over each by its name, in order; a value among them may be absent.
    fn each(&self, take: &mut dyn FnMut(&str, &dyn Visit));
}

/// Hands a value to an encoder.
pub(super) fn give(value: &dyn Visit, take: &mut dyn Take) {
    value.visit(&mut Adapter(take));
}

/// What a value is, by the encoders' measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Absent,
    Null,
    Scalar,
    Bytes,
    Array,
    Object,
}

/// What this value is.
pub(super) fn kind(value: &dyn Visit) -> Kind {
    let mut kind = Kind::Absent;
    give(value, &mut kind);
    kind
}

impl Take for Kind {
    fn absent(&mut self) {
        *self = Self::Absent;
    }

    fn null(&mut self) {
        *self = Self::Null;
    }

    fn scalar(&mut self, _text: &str) {
        *self = Self::Scalar;
    }

    fn bytes(&mut self, _file: &Binary) {
        *self = Self::Bytes;
    }

    fn array(&mut self, _items: &dyn Items) {
        *self = Self::Array;
    }

    fn object(&mut self, _properties: &dyn Properties) {
        *self = Self::Object;
    }
}

struct Adapter<'t>(&'t mut dyn Take);

impl Visitor for Adapter<'_> {
    fn absent(&mut self) {
        self.0.absent();
    }

    fn null(&mut self) {
        self.0.null();
    }

    fn boolean(&mut self, value: bool) {
        self.0.scalar(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.0.scalar(itoa::Buffer::new().format(value));
    }

    fn number(&mut self, value: f64) {
        if !value.is_finite() {
            return self.0.null();
        }
        let mut text = String::new();
        number::write_number(&mut text, value);
        self.0.scalar(&text);
    }

    fn string(&mut self, value: &str) {
        self.0.scalar(value);
    }

    fn bytes(&mut self, value: &Binary) {
        self.0.bytes(value);
    }

    fn enumeration(&mut self, _enumeration: &'static Enumeration, value: &str) {
        self.0.scalar(value);
    }

    fn json(&mut self, value: &Json) {
        match value {
            Json::Null => self.0.null(),
            Json::Bool(value) => self.boolean(*value),
            Json::Number(value) => match (value.as_f64(), value.is_f64()) {
                (Some(value), true) => self.number(value),
                _ => self.0.scalar(&value.to_string()),
            },
            Json::String(value) => self.0.scalar(value),
            Json::Array(items) => self.0.array(items),
            Json::Object(object) => self.0.object(object),
        }
    }

    fn array(&mut self, items: &dyn Items) {
        self.0.array(items);
    }

    fn map(&mut self, entries: &dyn Entries) {
        self.0.object(&MapEntries(entries));
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        self.0.object(&ObjectMembers {
            shape,
            members,
            rest,
        });
    }

    fn union(&mut self, _union: &'static Union, _branch: usize, value: &dyn Visit) {
        value.visit(self);
    }

    fn unmatched(&mut self, _union: &'static Union, value: &Unmatched) {
        self.json(&value.json);
    }
}

impl Properties for crate::JsonObject {
    fn each(&self, take: &mut dyn FnMut(&str, &dyn Visit)) {
        self.iter().for_each(|(key, value)| take(key, value));
    }
}

struct MapEntries<'a>(&'a dyn Entries);

impl Properties for MapEntries<'_> {
    fn each(&self, take: &mut dyn FnMut(&str, &dyn Visit)) {
        let entries = (0..self.0.count()).filter_map(|position| self.0.entry(position));
        entries.for_each(|(key, value)| take(key, present(value)));
    }
}

/// The value, or null where it is left out of a place that must say something.
fn present(value: &dyn Visit) -> &dyn Visit {
    if is_absent(value) { &Json::Null } else { value }
}

struct ObjectMembers<'a> {
    shape: &'static Shape,
    members: &'a [&'a dyn Visit],
    rest: Option<&'a dyn Entries>,
}

impl Properties for ObjectMembers<'_> {
    fn each(&self, take: &mut dyn FnMut(&str, &dyn Visit)) {
        for constant in self.shape.constants {
            take(constant.0, &literal::to_value(&constant.1));
        }
        for (member, value) in self.shape.members.iter().zip(self.members) {
            match member.1 {
                Presence::Nullable => take(member.0, present(*value)),
                Presence::Required | Presence::Optional | Presence::OptionalNullable => {
                    take(member.0, *value)
                }
            }
        }
        let Some(rest) = self.rest else { return };
        MapEntries(rest).each(&mut |key, value| {
            if !names_property(self.shape, key) {
                take(key, value);
            }
        });
    }
}
