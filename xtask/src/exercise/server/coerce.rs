//! Text of forms and queries to JSON, as the schema of its place has it; and whether text says a given value.

use serde_json::{Map, Number, Value};

use super::node::Node;

/// How text is read that could be more than one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// A number, true or false where the schema admits that.
    Typed,
    /// Text where the schema admits text.
    Text,
}

/// The tree with its texts as what these schemas have there.
pub fn coerce(tree: &Value, schemas: &[Node<'_>], preference: Preference) -> Value {
    let speakers: Vec<Node<'_>> = schemas.iter().flat_map(Node::speakers).collect();
    let types = types(&speakers);
    let admits = |ty: &str| types.contains(&ty);
    match tree {
        Value::String(text) => {
            let typed = typed(text, &types, preference);
            match typed {
                Some(value) => value,
                None if admits("array") && !admits("string") => {
                    Value::Array(vec![coerce(tree, &items(&speakers), preference)])
                }
                None => tree.clone(),
            }
        }
        Value::Array(values) if admits("array") || !admits("object") => {
            let items = items(&speakers);
            let values = values.iter().map(|value| coerce(value, &items, preference));
            values.collect()
        }
        // A key that is a number looks like the position of an item.
        Value::Array(values) => {
            let members = values.iter().enumerate().map(|(position, value)| {
                let key = position.to_string();
                let value = coerce(value, &property(&speakers, &key), preference);
                (key, value)
            });
            Value::Object(members.collect())
        }
        Value::Object(_) if admits("array") && !admits("object") => {
            Value::Array(vec![coerce(tree, &items(&speakers), preference)])
        }
        Value::Object(members) => {
            let coerced = members.iter().map(|(key, value)| {
                let value = coerce(value, &property(&speakers, key), preference);
                (key.clone(), value)
            });
            Value::Object(coerced.collect())
        }
        other => other.clone(),
    }
}

fn typed(text: &str, types: &[&str], preference: Preference) -> Option<Value> {
    let admits = |ty: &str| types.contains(&ty);
    if preference == Preference::Text && admits("string") {
        return None;
    }
    if admits("integer") || admits("number") {
        let number = serde_json::from_str::<Number>(text).ok();
        if let Some(number) = number {
            return Some(Value::Number(number));
        }
    }
    match text {
        "true" if admits("boolean") => Some(Value::Bool(true)),
        "false" if admits("boolean") => Some(Value::Bool(false)),
        _ => None,
    }
}

/// The JSON types that these schemas name or imply.
pub fn types<'d>(speakers: &[Node<'d>]) -> Vec<&'d str> {
    let mut types = Vec::new();
    for speaker in speakers {
        match speaker.value.get("type") {
            Some(Value::String(one)) => types.push(one.as_str()),
            Some(Value::Array(several)) => types.extend(several.iter().filter_map(Value::as_str)),
            _ => types.extend(implied(speaker)),
        }
    }
    types
}

fn implied<'d>(speaker: &Node<'d>) -> Vec<&'d str> {
    let states = |key: &str| speaker.value.get(key).is_some();
    let listed = speaker.value.get("enum").and_then(Value::as_array);
    let constant = speaker.value.get("const");
    let values = listed.into_iter().flatten().chain(constant);
    let mut types: Vec<&str> = values.map(type_of).collect();
    if states("properties") || states("additionalProperties") {
        types.push("object");
    }
    if states("items") {
        types.push("array");
    }
    types
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The schemas of items.
pub fn items<'d>(speakers: &[Node<'d>]) -> Vec<Node<'d>> {
    let items = speakers.iter().filter_map(|speaker| speaker.child("items"));
    items.collect()
}

/// The schemas of the property of this name: those that name it, else those for what is not named.
pub fn property<'d>(speakers: &[Node<'d>], key: &str) -> Vec<Node<'d>> {
    let named = |speaker: &Node<'d>| speaker.child("properties")?.child(key);
    let schemas: Vec<_> = speakers.iter().filter_map(named).collect();
    if !schemas.is_empty() {
        return schemas;
    }
    let other = |speaker: &Node<'d>| speaker.child("additionalProperties");
    speakers.iter().filter_map(other).collect()
}

/// Whether what was read from text is this value: scalars by their text, numbers by value.
pub fn says(read: &Value, given: &Value) -> bool {
    match (read, given) {
        (Value::Object(read), Value::Object(given)) => {
            let said = |(key, value): (&String, &Value)| {
                read.get(key).is_some_and(|read| says(read, value))
            };
            read.len() == given.len() && given.iter().all(said)
        }
        (Value::Array(read), Value::Array(given)) => {
            read.len() == given.len() && read.iter().zip(given).all(|(read, it)| says(read, it))
        }
        // One item looks like no list, and positions like keys.
        (_, Value::Array(items)) if items.len() == 1 => says(read, &items[0]),
        (Value::Array(items), Value::Object(_)) => says(&by_position(items), given),
        (Value::Array(_) | Value::Object(_), _) | (_, Value::Array(_) | Value::Object(_)) => false,
        (read, Value::Number(given)) => is_number(&text(read), &given.to_string()),
        (read, given) => text(read) == text(given),
    }
}

fn by_position(items: &[Value]) -> Value {
    let members = items.iter().enumerate();
    let members = members.map(|(position, item)| (position.to_string(), item.clone()));
    Value::Object(members.collect::<Map<_, _>>())
}

fn text(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is_number(read: &str, given: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    read == given || (number(read).is_some() && number(read) == number(given))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(tree: Value, schema: Value, expected: Value) {
        let found = coerce(&tree, &[Node::root(&schema)], Preference::Typed);
        assert_eq!(found, expected, "{tree} by {schema}");
        assert!(says(&found, &expected));
    }

    #[test]
    fn text_is_what_the_schema_says() {
        check(json!("1"), json!({ "type": "integer" }), json!(1));
        check(json!("1"), json!({ "type": "string" }), json!("1"));
        check(json!("true"), json!({ "type": "boolean" }), json!(true));
        check(json!("x"), json!({ "type": "integer" }), json!("x"));
        check(
            json!("1"),
            json!({ "type": "array", "items": { "type": "integer" } }),
            json!([1]),
        );
        check(
            json!({ "a": "1", "b": "1" }),
            json!({ "allOf": [{ "properties": { "a": { "type": "number" } } }] }),
            json!({ "a": 1, "b": "1" }),
        );
        check(
            json!(["a"]),
            json!({ "additionalProperties": { "type": "string" } }),
            json!({ "0": "a" }),
        );
    }

    #[test]
    fn another_value_is_not_said() {
        assert!(!says(&json!({ "a": "1" }), &json!({ "a": 2 })));
        assert!(!says(&json!({ "a": "1", "b": "" }), &json!({ "a": 1 })));
        assert!(!says(&json!(["a", "b"]), &json!(["a"])));
    }
}
