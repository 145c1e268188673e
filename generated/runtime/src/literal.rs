//! Values known at generation, against JSON text.

use crate::shape::Literal;
use crate::{Json, json};

/// Whether JSON text states this value.
pub(crate) fn is_stated(literal: &Literal, raw: &[u8]) -> bool {
    if let Literal::Text(text) = literal
        && let [b'"', inner @ .., b'"'] = raw
        && !inner.contains(&b'\\')
    {
        return inner == text.as_bytes();
    }
    serde_json::from_slice::<Json>(raw).is_ok_and(|value| is_value(literal, &value))
}

/// Whether a JSON value is this one; numbers by their value.
fn is_value(literal: &Literal, value: &Json) -> bool {
    match literal {
        Literal::Null => value.is_null(),
        Literal::Boolean(expected) => value.as_bool() == Some(*expected),
        Literal::Integer(expected) => {
            // Equal as floats counts only where the text has a fraction or an exponent.
            value.as_i64() == Some(*expected)
                || (value.is_f64() && value.as_f64() == Some(*expected as f64))
        }
        Literal::Number(expected) => value.as_f64() == Some(*expected),
        Literal::Text(expected) => value.as_str() == Some(*expected),
        Literal::Json(expected) => {
            serde_json::from_str::<Json>(expected).is_ok_and(|expected| expected == *value)
        }
    }
}

/// The value as a JSON tree.
pub(crate) fn to_value(literal: &Literal) -> Json {
    serde_json::from_str(&text(literal)).unwrap_or(Json::Null)
}

/// The value as JSON text.
pub(crate) fn text(literal: &Literal) -> String {
    let mut text = String::new();
    write(&mut text, literal);
    text
}

/// Appends the value as JSON text.
pub(crate) fn write(text: &mut String, literal: &Literal) {
    match literal {
        Literal::Null => text.push_str("null"),
        Literal::Boolean(value) => text.push_str(if *value { "true" } else { "false" }),
        Literal::Integer(value) => text.push_str(&value.to_string()),
        Literal::Number(value) => json::write_float(text, *value),
        Literal::Text(value) => json::write_string(text, value),
        Literal::Json(value) => text.push_str(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_stated_by_its_value_not_its_text() {
        for (literal, raw) in [
            (Literal::Null, "null"),
            (Literal::Boolean(true), "true"),
            (Literal::Integer(1), "1.0"),
            (Literal::Number(2.5), "25e-1"),
            (Literal::Text("coupon"), r#""coupon""#),
            (Literal::Text("coupon"), r#""\u0063oupon""#),
            (Literal::Json(r#"{"a":1,"b":2}"#), r#"{"b": 2, "a": 1}"#),
        ] {
            assert!(is_stated(&literal, raw.as_bytes()), "{literal:?} {raw}");
            assert!(!is_stated(&literal, b"\"other\""), "{literal:?}");
            assert!(
                is_stated(&literal, text(&literal).as_bytes()),
                "{literal:?}"
            );
        }
    }
}
