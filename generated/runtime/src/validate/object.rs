//! An object, whichever form it has: members by a shape, entries of a map, or JSON.

use super::instance::{Instance, Take, look, look_or_null};
use super::number::Number;
use crate::json::write_string;
use crate::shape::{Literal, Presence, Shape};
use crate::visit::{Entries, Visit};
use crate::{Json, JsonObject};

/// An object.
pub(crate) enum Object<'a> {
    Typed {
        shape: &'static Shape,
        members: &'a [&'a dyn Visit],
        rest: Option<&'a dyn Entries>,
    },
    Map(&'a dyn Entries),
    Json {
        properties: &'a JsonObject,
        shape: Option<&'static Shape>,
    },
}

impl<'a> Object<'a> {
    /// How many properties it has.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Typed { .. } => {
                let mut count = 0;
                self.each(&mut |_, _| count += 1);
                count
            }
            Self::Map(entries) => entries.count(),
            Self::Json { properties, .. } => properties.len(),
        }
    }

    /// Whether it has the property.
    pub(crate) fn has(&self, name: &str) -> bool {
        let mut found = false;
        self.get(name, &mut |_| found = true);
        found
    }

    /// Hands on the value of the property, where it has it.
    pub(crate) fn get(&self, name: &str, take: Take<'_>) {
        match self {
            Self::Typed {
                shape,
                members,
                rest,
            } => get_typed(shape, members, *rest, (name, take)),
            Self::Map(entries) => get_entry(*entries, name, take),
            Self::Json { properties, .. } => {
                if let Some(value) = properties.get(name) {
                    take(&Instance::of_json(value));
                }
            }
        }
    }

    /// Hands on each property.
    pub(crate) fn each(&self, take: &mut dyn FnMut(&str, &Instance<'_>)) {
        match self {
            Self::Typed {
                shape,
                members,
                rest,
            } => {
                for constant in shape.constants {
                    look_literal(&constant.1, &mut |value| take(constant.0, value));
                }
                for (member, value) in shape.members.iter().zip(*members) {
                    look_member(*value, member.1, &mut |value| take(member.0, value));
                }
                if let Some(entries) = rest {
                    // What the shape names is written from its member alone.
                    each_entry(*entries, &mut |name, value| {
                        if !names(shape, name) {
                            take(name, value);
                        }
                    });
                }
            }
            Self::Map(entries) => each_entry(*entries, take),
            Self::Json { properties, .. } => {
                for (name, value) in *properties {
                    take(name, &Instance::of_json(value));
                }
            }
        }
    }

    /// Hands on each property that the object's shape, where it has one, does not name.
    pub(crate) fn each_additional(&self, take: &mut dyn FnMut(&str, &Instance<'_>)) {
        let shape = match self {
            Self::Typed { shape, .. } => Some(*shape),
            Self::Map(_) => None,
            Self::Json { shape, .. } => *shape,
        };
        self.each(&mut |name, value| {
            if !shape.is_some_and(|shape| names(shape, name)) {
                take(name, value);
            }
        });
    }

    /// Writes it as JSON, names sorted.
    pub(super) fn write(&self, text: &mut String) {
        let mut properties = Vec::with_capacity(self.count());
        self.each(&mut |name, value| properties.push((name.to_owned(), value.canonical())));
        properties.sort();
        text.push('{');
        for (position, (name, value)) in properties.iter().enumerate() {
            if position > 0 {
                text.push(',');
            }
            write_string(text, name);
            text.push(':');
            text.push_str(value);
        }
        text.push('}');
    }
}

/// Whether the shape names the property.
pub(crate) fn names(shape: &Shape, name: &str) -> bool {
    shape.members.iter().any(|member| member.0 == name)
        || shape.constants.iter().any(|constant| constant.0 == name)
}

fn get_typed(
    shape: &Shape,
    members: &[&dyn Visit],
    rest: Option<&dyn Entries>,
    (name, take): (&str, Take<'_>),
) {
    if let Some(position) = shape.members.iter().position(|member| member.0 == name) {
        if let (Some(member), Some(value)) = (shape.members.get(position), members.get(position)) {
            look_member(*value, member.1, take);
        }
    } else if let Some(constant) = shape.constants.iter().find(|constant| constant.0 == name) {
        look_literal(&constant.1, take);
    } else if let Some(entries) = rest {
        get_entry(entries, name, take);
    }
}

fn get_entry(entries: &dyn Entries, name: &str, take: Take<'_>) {
    if let Some(value) = entries.get(name) {
        look_or_null(value, take);
    }
}

fn each_entry(entries: &dyn Entries, take: &mut dyn FnMut(&str, &Instance<'_>)) {
    for position in 0..entries.count() {
        if let Some((name, value)) = entries.entry(position) {
            look_or_null(value, &mut |value| take(name, value));
        }
    }
}

/// A member that must be there and may be null has null where its field is empty.
fn look_member(value: &dyn Visit, presence: Presence, take: Take<'_>) {
    if presence == Presence::Nullable {
        look_or_null(value, take);
    } else {
        look(value, take);
    }
}

fn look_literal(literal: &Literal, take: Take<'_>) {
    match literal {
        Literal::Null => take(&Instance::Null),
        Literal::Boolean(value) => take(&Instance::Boolean(*value)),
        Literal::Integer(value) => take(&Instance::Number(Number::Integer((*value).into()))),
        Literal::Number(value) => take(&Instance::Number(Number::Float(*value))),
        Literal::Text(value) => take(&Instance::Text(value)),
        Literal::Json(text) => {
            if let Ok(value) = serde_json::from_str::<Json>(text) {
                take(&Instance::of_json(&value));
            }
        }
    }
}
