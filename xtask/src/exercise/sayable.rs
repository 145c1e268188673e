//! What the place of a value has a way to say. A form has no null and no empty list or map, a path no empty text; and where
//! a style joins texts, one that holds the delimiter could be read as two. Addresses and headers have an end.

use generator::ir::{Location, Parameter, Style};
use serde_json::Value;

/// The longest text of an address or header that every client and server takes.
const LONGEST: usize = 1000;

/// Whether a form or a query can say a value.
pub fn is_sayable(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => {
            !items.is_empty() && is_uniform(items) && items.iter().all(is_sayable)
        }
        Value::Object(members) => {
            let is_member = |(key, value): (&String, &Value)| !key.is_empty() && is_sayable(value);
            !members.is_empty() && members.iter().all(is_member)
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// Whether all items are scalars, or none is: brackets name the one by nothing, the other by position.
fn is_uniform(items: &[Value]) -> bool {
    let scalars = items.iter().filter(|item| !is_container(item)).count();
    scalars == 0 || scalars == items.len()
}

/// Whether a parameter's place can say a value.
pub fn is_sayable_by(parameter: &Parameter, value: &Value) -> bool {
    if parameter.style == Style::Json {
        return parameter.location != Location::Header || is_header(&value.to_string());
    }
    let delimiters: &[char] = match (parameter.location, parameter.style) {
        (Location::Header, _) if is_container(value) => &[',', '='],
        (_, Style::SpaceDelimited) => &[' '],
        (_, Style::PipeDelimited) => &['|'],
        (_, Style::Label) if is_container(value) => &['.'],
        (Location::Cookie, _) if is_container(value) => &[',', '&'],
        _ => &[],
    };
    let is_flat = match (parameter.location, parameter.style) {
        (_, Style::DeepObject) | (Location::Query, Style::Form) => true,
        _ => !is_nested(value),
    };
    let is_text = |text: &str| match parameter.location {
        // Nothing is escaped, and the server reads `%`, `&` and `+` as escapes.
        Location::Cookie if parameter.style == Style::Cookie => {
            text.bytes().all(|it| it.is_ascii_alphanumeric())
        }
        Location::Path => !matches!(text, "" | "." | "..") && !text.contains(delimiters),
        Location::Header => is_header(text) && !text.contains(delimiters),
        Location::Query | Location::Cookie => !text.contains(delimiters),
    };
    let is_short = value.to_string().len() <= LONGEST;
    is_sayable(value) && is_short && is_flat && all_texts(value, &is_text)
}

fn is_header(text: &str) -> bool {
    !text.contains(char::is_control) && text.trim() == text
}

fn is_container(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

fn is_nested(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(is_container),
        Value::Object(members) => members.values().any(is_container),
        _ => false,
    }
}

/// Whether all texts and names in a value are such.
fn all_texts(value: &Value, is_such: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is_such(text),
        Value::Array(items) => items.iter().all(|item| all_texts(item, is_such)),
        Value::Object(members) => members
            .iter()
            .all(|(key, value)| is_such(key) && all_texts(value, is_such)),
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

/// The value without members and items that a form cannot say.
pub fn pruned(value: &Value) -> Value {
    let keeps = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    };
    match value {
        Value::Array(items) => items.iter().map(pruned).filter(keeps).collect(),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| (key.clone(), pruned(value)));
            Value::Object(members.filter(|(_, value)| keeps(value)).collect())
        }
        scalar => scalar.clone(),
    }
}
