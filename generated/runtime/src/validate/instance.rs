//! The value at hand, seen as JSON Schema sees it, without a copy of it.
//!
//! An [`Instance`] is made from what a type hands over or from JSON. Looking into one never meets the checks that
//! types state themselves, so that the constraints of a place can be judged apart from those of its type.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::number::Number;
use super::object::Object;
use crate::json::write_string;
use crate::shape::{Enumeration, Kinds, Literal, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched};

/// A JSON value.
pub(crate) enum Instance<'a> {
    Null,
    Boolean(bool),
    Number(Number),
    Text(&'a str),
    /// On the wire Base64 text or, where the format has them, raw bytes.
    Bytes(&'a [u8]),
    Array(Array<'a>),
    Object(Object<'a>),
}

/// An array.
pub(crate) enum Array<'a> {
    Typed(&'a dyn Items),
    Json(&'a [Json]),
}

/// What takes an instance for as long as it lasts.
pub(crate) type Take<'t> = &'t mut dyn FnMut(&Instance<'_>);

/// Sees a typed value as an instance; an absent one is not handed on.
pub(crate) fn look(value: &dyn Visit, take: Take<'_>) {
    value.visit(&mut Look(take));
}

/// The same where a value cannot be left out: there an absent one is null.
pub(crate) fn look_or_null(value: &dyn Visit, take: Take<'_>) {
    let mut seen = false;
    look(value, &mut |value| {
        seen = true;
        take(value);
    });
    if !seen {
        take(&Instance::Null);
    }
}

impl<'a> Instance<'a> {
    /// Sees a JSON value as an instance.
    pub(crate) fn of_json(value: &'a Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Boolean(*value),
            Json::Number(value) => Self::Number(Number::of_json(value)),
            Json::String(value) => Self::Text(value),
            Json::Array(items) => Self::Array(Array::Json(items)),
            Json::Object(properties) => Self::Object(Object::Json {
                properties,
                shape: None,
            }),
        }
    }

    /// Its JSON type.
    pub(crate) fn kinds(&self) -> Kinds {
        match self {
            Self::Null => Kinds::NULL,
            Self::Boolean(_) => Kinds::BOOLEAN,
            Self::Number(number) if number.is_integer() => Kinds::INTEGER,
            // A number that is no integer: the one bit of `number` beside `integer`.
            Self::Number(_) => Kinds(Kinds::NUMBER.0 & !Kinds::INTEGER.0),
            Self::Text(_) | Self::Bytes(_) => Kinds::STRING,
            Self::Array(_) => Kinds::ARRAY,
            Self::Object(_) => Kinds::OBJECT,
        }
    }

    /// Whether it is this value, by JSON equality.
    pub(crate) fn equals(&self, literal: &Literal) -> bool {
        match (self, literal) {
            (Self::Null, Literal::Null) => true,
            (Self::Boolean(value), Literal::Boolean(other)) => value == other,
            (Self::Number(value), Literal::Integer(other)) => {
                value.equals(Number::Integer((*other).into()))
            }
            (Self::Number(value), Literal::Number(other)) => value.equals(Number::Float(*other)),
            (Self::Text(value), Literal::Text(other)) => value == other,
            (Self::Bytes(value), Literal::Text(other)) => STANDARD.encode(value) == *other,
            (Self::Array(_) | Self::Object(_), Literal::Json(text)) => {
                serde_json::from_str::<Json>(text)
                    .is_ok_and(|other| self.canonical() == Instance::of_json(&other).canonical())
            }
            _ => false,
        }
    }

    /// JSON text that is the same for equal values: names sorted, numbers written in one way.
    pub(crate) fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Boolean(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => write_number(*number, text),
            Self::Text(value) => write_string(text, value),
            Self::Bytes(value) => write_string(text, &STANDARD.encode(value)),
            Self::Array(array) => array.write(text),
            Self::Object(object) => object.write(text),
        }
    }
}

fn write_number(number: Number, text: &mut String) {
    match (number, number.to_integer()) {
        (_, Some(integer)) => text.push_str(&integer.to_string()),
        (Number::Float(value), None) if value.is_finite() => text.push_str(&format!("{value:e}")),
        _ => text.push_str("null"),
    }
}

impl Array<'_> {
    /// How many items it has.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Typed(items) => items.count(),
            Self::Json(items) => items.len(),
        }
    }

    /// Hands on each item with its position.
    pub(crate) fn each(&self, take: &mut dyn FnMut(usize, &Instance<'_>)) {
        match self {
            Self::Typed(items) => {
                for position in 0..items.count() {
                    if let Some(item) = items.item(position) {
                        look_or_null(item, &mut |item| take(position, item));
                    }
                }
            }
            Self::Json(items) => {
                for (position, item) in items.iter().enumerate() {
                    take(position, &Instance::of_json(item));
                }
            }
        }
    }

    fn write(&self, text: &mut String) {
        text.push('[');
        self.each(&mut |position, item| {
            if position > 0 {
                text.push(',');
            }
            item.write(text);
        });
        text.push(']');
    }
}

/// The visitor that makes an instance of what a type hands over.
struct Look<'t>(Take<'t>);

impl Visitor for Look<'_> {
    fn absent(&mut self) {}

    fn null(&mut self) {
        (self.0)(&Instance::Null);
    }

    fn boolean(&mut self, value: bool) {
        (self.0)(&Instance::Boolean(value));
    }

    fn integer(&mut self, value: i64) {
        (self.0)(&Instance::Number(Number::Integer(value.into())));
    }

    fn number(&mut self, value: f64) {
        (self.0)(&Instance::Number(Number::Float(value)));
    }

    fn string(&mut self, value: &str) {
        (self.0)(&Instance::Text(value));
    }

    fn bytes(&mut self, value: &Binary) {
        (self.0)(&Instance::Bytes(&value.bytes));
    }

    fn enumeration(&mut self, _enumeration: &'static Enumeration, value: &str) {
        (self.0)(&Instance::Text(value));
    }

    fn json(&mut self, value: &Json) {
        (self.0)(&Instance::of_json(value));
    }

    fn array(&mut self, items: &dyn Items) {
        (self.0)(&Instance::Array(Array::Typed(items)));
    }

    fn map(&mut self, entries: &dyn Entries) {
        (self.0)(&Instance::Object(Object::Map(entries)));
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        (self.0)(&Instance::Object(Object::Typed {
            shape,
            members,
            rest,
        }));
    }

    fn union(&mut self, _union: &'static Union, _branch: usize, value: &dyn Visit) {
        value.visit(self);
    }

    fn unmatched(&mut self, _union: &'static Union, value: &Unmatched) {
        (self.0)(&Instance::of_json(&value.json));
    }
}
