//! Replies as the server may send them tomorrow: with a property, an enum value or a union's member that the document does
//! not name yet.

use serde_json::{Value, json};

use super::server::{Node, items, property, types};

/// What is new tomorrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    /// A property of each object.
    Property,
    /// A value of each enum.
    EnumValue,
    /// A member of each union that has an object.
    Member,
}

/// All of them.
pub const NEWS: [New; 3] = [New::Property, New::EnumValue, New::Member];

const NAME: &str = "a_name_of_tomorrow";

/// The value with what is new; nothing where it has no place for that.
pub fn tomorrow(value: &Value, schema: &Node<'_>, new: New) -> Option<Value> {
    let changed = change(value, std::slice::from_ref(schema), new);
    (changed != *value).then_some(changed)
}

fn change(value: &Value, schemas: &[Node<'_>], new: New) -> Value {
    let speakers: Vec<Node<'_>> = schemas.iter().flat_map(Node::speakers).collect();
    match value {
        Value::String(_) if new == New::EnumValue && is_enum(&speakers) => NAME.into(),
        Value::Object(_) if new == New::Member && is_union(&speakers) => {
            json!({ "object": NAME, "type": NAME })
        }
        Value::Object(members) => {
            let changed = members
                .iter()
                .map(|(key, value)| (key.clone(), change(value, &property(&speakers, key), new)));
            let added = new == New::Property && takes_any(&speakers);
            let added = added.then(|| (NAME.to_owned(), json!({ "a": [1, null] })));
            Value::Object(changed.chain(added).collect())
        }
        Value::Array(values) => {
            let items = items(&speakers);
            values
                .iter()
                .map(|value| change(value, &items, new))
                .collect()
        }
        scalar => scalar.clone(),
    }
}

/// Whether the value is one of several texts, and of nothing else.
fn is_enum(speakers: &[Node<'_>]) -> bool {
    let values = |speaker: &Node<'_>| {
        let listed = speaker.value.get("enum").and_then(Value::as_array);
        listed.map_or(0, Vec::len)
    };
    speakers.iter().any(|speaker| values(speaker) > 1)
}

/// Whether objects of several kinds are here, or objects beside other values.
fn is_union(speakers: &[Node<'_>]) -> bool {
    speakers.iter().any(|speaker| {
        let branches = [speaker.below("anyOf"), speaker.below("oneOf")].concat();
        let is_object = |branch: &Node<'_>| types(&branch.speakers()).contains(&"object");
        let objects = branches.iter().filter(|(_, branch)| is_object(branch));
        objects.count() > 1
    })
}

/// Whether a property that is not named may have any value.
fn takes_any(speakers: &[Node<'_>]) -> bool {
    let is_typed = |speaker: &Node<'_>| {
        let value = |key: &str| speaker.value.get(key);
        value("additionalProperties").is_some_and(Value::is_object)
            || value("patternProperties").is_some()
            || value("unevaluatedProperties").is_some_and(Value::is_object)
    };
    !speakers.iter().any(is_typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(new: New, value: Value, expected: Option<Value>) {
        let schema = json!({
            "properties": {
                "e": { "enum": ["a", "b"] },
                "c": { "enum": ["a"] },
                "m": { "additionalProperties": { "type": "string" } },
                "u": { "oneOf": [{ "type": "object" }, { "properties": {} }] },
            },
        });
        assert_eq!(
            tomorrow(&value, &Node::root(&schema), new),
            expected,
            "{new:?} {value}"
        );
    }

    #[test]
    fn what_is_new_stands_where_the_document_may_grow() {
        let value = json!({ "e": "a", "c": "a" });
        check(
            New::EnumValue,
            value.clone(),
            Some(json!({ "e": NAME, "c": "a" })),
        );
        check(New::Member, value, None);
        let union = json!({ "object": NAME, "type": NAME });
        check(New::Member, json!({ "u": {} }), Some(json!({ "u": union })));
        let added = json!({ "a": [1, null] });
        check(
            New::Property,
            json!({ "m": {} }),
            Some(json!({ "m": {}, NAME: added })),
        );
    }
}
