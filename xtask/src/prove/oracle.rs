//! The independent judge of one schema: the `jsonschema` crate over the effective document.

use generator::ir::{Direction, Subject};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::compare::Way;
use super::judge::Place;
use crate::effective::Effective;
use crate::oracle::{READ_ONLY, Reading, WRITE_ONLY, json_schema};

/// The judges of one schema: of text, and of the value that it decodes to.
pub struct Oracles {
    judged: Oracle,
    /// None where it would be the same: the schema marks nothing as `readOnly` or `writeOnly`.
    validated: Option<Oracle>,
}

impl Oracles {
    /// The judges of a subject, or why there are none.
    pub fn new(effective: &Effective, subject: &Subject) -> Result<Self, String> {
        let read = |direction| schema(effective, subject, direction);
        let (judged, validated) = subject.directions();
        let (judged, validated) = (read(judged), read(validated));
        let other = (validated != judged).then(|| Oracle::new(validated));
        Ok(Self {
            judged: Oracle::new(judged)?,
            validated: other.transpose()?,
        })
    }

    /// The judge of one of our verdicts.
    pub fn of(&self, way: Way) -> &Oracle {
        match (way, &self.validated) {
            (Way::Validated, Some(oracle)) => oracle,
            (Way::Judged | Way::Validated, _) => &self.judged,
        }
    }
}

fn schema(effective: &Effective, subject: &Subject, direction: Direction) -> Value {
    let reading = Reading {
        open_enums: &effective.open_enums,
        spared: match direction {
            Direction::Request => READ_ONLY,
            Direction::Response => WRITE_ONLY,
        },
    };
    json_schema(effective.document(), &subject.at.to_string(), reading)
}

/// A validator that shares nothing with ours.
pub struct Oracle {
    /// The schema in 2020-12, all that it refers to under `$defs`.
    pub schema: Value,
    validator: Validator,
}

impl Oracle {
    /// The judge of a schema in 2020-12, or why there is none.
    pub fn new(schema: Value) -> Result<Self, String> {
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .with_format("byte", is_base64)
            .build(&schema)
            .map_err(|error| error.to_string())?;
        Ok(Self { schema, validator })
    }

    /// Its verdict.
    pub fn accepts(&self, instance: &Value) -> bool {
        self.validator.is_valid(instance)
    }

    /// What it finds; what a branch says stands behind the branch's composition.
    pub fn found(&self, instance: &Value) -> Vec<Place> {
        self.validator.iter_errors(instance).map(place).collect()
    }
}

fn place(error: ValidationError<'_>) -> Place {
    Place {
        pointer: error.instance_path().to_string(),
        keyword: error.kind().keyword().to_owned(),
    }
}

/// Base64 of RFC 4648, section 4: OpenAPI's `byte`, which JSON Schema does not know.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    let last = digits.bytes().last().and_then(sextet).unwrap_or_default();
    // The bits that no byte takes are zero.
    let is_whole = match digits.len() % 4 {
        0 => padding == 0,
        2 => padding == 2 && last & 0b1111 == 0,
        3 => padding == 1 && last & 0b11 == 0,
        _ => false,
    };
    digits.bytes().all(is_digit) && is_whole
}

fn sextet(byte: u8) -> Option<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let position = DIGITS.iter().position(|digit| *digit == byte)?;
    u8::try_from(position).ok()
}
