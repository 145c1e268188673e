//! `enum` and `const`: a Rust enum where all values are strings, a constraint on a plain type elsewhere.

use serde_json::Value;

use super::Lowering;
use super::draft::Owner;
use super::names::{Case, decide, one};
use super::place::Place;
use crate::document::pointer::Pointer;
use crate::ir::{Check, EnumValue, Enumeration, Kind, Literal, Type};
use crate::sample;

impl Lowering<'_> {
    /// The values that a schema lists, once each; none where it lists none.
    pub(super) fn listed(&self, at: &Pointer) -> Option<Vec<Value>> {
        let node = self.node(at);
        if let Some(value) = node.get("const") {
            return Some(vec![value.clone()]);
        }
        let Some(Value::Array(values)) = node.get("enum") else {
            return None;
        };
        let mut once: Vec<Value> = Vec::new();
        for value in values {
            if !once.contains(value) {
                once.push(value.clone());
            }
        }
        Some(once)
    }

    /// The one value of a schema that allows one, null aside and never null.
    pub(super) fn constant(&self, at: &Pointer) -> Option<Literal> {
        if self.has(at, "$ref") || self.declared(at).nullable || self.is_open(at) {
            return None;
        }
        match self.listed(at)?.as_slice() {
            [only @ (Value::String(_) | Value::Bool(_) | Value::Number(_))] => Some(literal(only)),
            _ => None,
        }
    }

    pub(super) fn enumerated(&mut self, at: &Pointer, owner: &Owner) -> Option<Place> {
        let listed = self.listed(at)?;
        let nullable = listed.contains(&Value::Null);
        let values: Vec<&Value> = listed.iter().filter(|value| !value.is_null()).collect();
        let place = if values.iter().all(|value| value.is_string()) && !values.is_empty() {
            let texts: Vec<String> = values
                .iter()
                .filter_map(|value| value.as_str())
                .map(str::to_owned)
                .collect();
            Place::of(self.enumeration(at, owner, &texts))
        } else {
            let checks = if self.is_open(at) {
                Vec::new()
            } else {
                vec![Check::Enum(listed.iter().map(literal).collect())]
            };
            Place {
                checks,
                ..self.plain(&values)
            }
        };
        let beside = self.beside_list(at, &listed);
        Some(Place {
            nullable: nullable || place.nullable,
            checks: [place.checks, beside].concat(),
            ..place
        })
    }

    /// What stands beside the list and refuses some of its values; where the list is open, all that stands there.
    fn beside_list(&mut self, at: &Pointer, listed: &[Value]) -> Vec<Check> {
        let is_open = self.is_open(at);
        let mut checks: Vec<Check> = self.type_check(at).into_iter().collect();
        checks.extend(self.format(at));
        checks.extend(self.value_checks(at));
        checks.retain(|check| {
            let refuses = |value: &Value| !sample::holds(check, value);
            (is_open && !matches!(check, Check::Type(_))) || listed.iter().any(refuses)
        });
        checks
    }

    fn enumeration(&mut self, at: &Pointer, owner: &Owner, texts: &[String]) -> Type {
        let id = self.declare(at, owner);
        let words: Vec<&str> = texts.iter().map(String::as_str).collect();
        let names = decide(Case::Pascal, &words, &[UNKNOWN], "Value");
        let unknown = one(Case::Pascal, UNKNOWN, &[], "_");
        let values = texts
            .iter()
            .zip(names)
            .map(|(wire, name)| EnumValue {
                wire: wire.clone(),
                name,
            })
            .collect();
        let open = self.is_open(at);
        self.define(
            id,
            Kind::Enumeration(Enumeration {
                values,
                unknown,
                open,
            }),
        )
    }

    /// The plain type of values that are not all strings.
    fn plain(&self, values: &[&Value]) -> Place {
        if values.iter().all(|value| value.is_i64()) && !values.is_empty() {
            Place::of(Type::I64)
        } else if values.iter().all(|value| value.is_boolean()) && !values.is_empty() {
            Place::of(Type::Boolean)
        } else {
            Place {
                nullable: false,
                ..Place::json()
            }
        }
    }
}

/// The variant for values that the document does not know; a value of this name gives way to it.
const UNKNOWN: &str = "Unknown";

/// A JSON value as the IR states it.
pub(crate) fn literal(value: &Value) -> Literal {
    match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Boolean(*value),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Literal::Integer(integer),
            (None, Some(float)) => Literal::Number(float),
            (None, None) => Literal::Json(number.to_string()),
        },
        Value::Array(_) | Value::Object(_) => Literal::Json(value.to_string()),
    }
}
