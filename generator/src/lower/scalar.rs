//! Schemas of one scalar type: which of Rust's types, and `format` as a constraint.

use super::Lowering;
use super::place::Place;
use super::view::View;
use crate::ir::{Bound, Check, Format, Kinds, Type};

impl Lowering<'_> {
    /// A string, number or boolean; none for other types.
    pub(super) fn scalar(&self, view: &View, kinds: Kinds) -> Option<Place> {
        let format = self.view_text(view, "format");
        Some(match kinds {
            Kinds::STRING => Place {
                checks: format.and_then(checked).into_iter().collect(),
                ..Place::of(match format {
                    Some("binary") => Type::Binary,
                    Some("byte") => Type::Base64,
                    _ => self.content_type(view),
                })
            },
            Kinds::INTEGER => Place::of(integer_type(format)),
            Kinds::NUMBER if format == Some("float") => Place::of(Type::F32),
            Kinds::NUMBER => Place {
                checks: format.map(width).unwrap_or_default(),
                ..Place::of(Type::F64)
            },
            Kinds::BOOLEAN => Place::of(Type::Boolean),
            _ => return None,
        })
    }
}

fn integer_type(format: Option<&str>) -> Type {
    match format {
        Some("int32") => Type::I32,
        Some("unix-time") => Type::Timestamp,
        _ => Type::I64,
    }
}

/// The range that the format of an integer gives to any number.
pub(super) fn width(format: &str) -> Vec<Check> {
    let (least, most) = match format {
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN, i64::MAX),
        _ => return Vec::new(),
    };
    let [least, most] = [least, most].map(|limit| Bound::Integer(limit.into()));
    vec![Check::Minimum(least), Check::Maximum(most)]
}

/// `format` of a string, where the runtime can judge it.
pub(super) fn checked(format: &str) -> Option<Check> {
    Some(Check::Format(match format {
        "date-time" => Format::DateTime,
        "date" => Format::Date,
        "time" => Format::Time,
        "duration" => Format::Duration,
        "email" => Format::Email,
        "hostname" => Format::Hostname,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "uri" => Format::Uri,
        "uri-reference" => Format::UriReference,
        "uuid" => Format::Uuid,
        "byte" => Format::Byte,
        "regex" => Format::Regex,
        "json-pointer" => Format::JsonPointer,
        "password" => Format::Password,
        _ => return None,
    }))
}
