//! Tuples as JSON Schema wrote them until 2019-09: `items` is a list of schemas, and `additionalItems` that of the items
//! behind them. They become `prefixItems` and `items` of 2020-12 (release notes, "Changes to items and additionalItems").
//!
//! OpenAPI never had that form, but generators of documents write it.

use serde_json::{Map, Value};

use super::files::{Keys, keys_below};
use super::pointer::Pointer;
use super::trail::Trail;
use crate::problem::Problems;

const MESSAGE: &str = "`items` is a list of schemas, as until JSON Schema 2019-09; one schema is accepted, and a list as \
    `prefixItems`: it is read as that";

/// Rewrites the tuples of a file, and tells of each.
pub(super) fn rewrite(tree: &mut Value, problems: &mut Problems) {
    let mut found = Vec::new();
    tuples(
        tree,
        Keys::Keywords,
        &Trail::Start(&Pointer::root()),
        &mut found,
    );
    // What lies deeper comes first: the way to it is still the one that was found.
    for at in found.iter().rev() {
        if let Some(Value::Object(schema)) = tree.pointer_mut(at.as_str()) {
            rewrite_schema(schema);
            problems.warning(&at.child("items"), MESSAGE);
        }
    }
}

fn rewrite_schema(schema: &mut Map<String, Value>) {
    let behind = schema.shift_remove("additionalItems");
    let tuple = match behind {
        Some(behind) => schema.insert("items".to_owned(), behind),
        None => schema.shift_remove("items"),
    };
    if let Some(tuple) = tuple {
        schema.insert("prefixItems".to_owned(), tuple);
    }
}

/// The schemas whose `items` are a list, those around others first.
fn tuples(node: &Value, keys: Keys, at: &Trail<'_>, found: &mut Vec<Pointer>) {
    match node {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                tuples(item, Keys::Keywords, &Trail::Index(at, index), found);
            }
        }
        Value::Object(members) => {
            if matches!(keys, Keys::Keywords) && is_tuple(members) {
                found.push(at.pointer());
            }
            for (key, value) in members {
                if let Some(keys) = keys_below(keys, key, value) {
                    tuples(value, keys, &Trail::Key(at, key), found);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether a schema is one: where it has both words, those of 2020-12 count.
fn is_tuple(schema: &Map<String, Value>) -> bool {
    let items = schema.get("items");
    items.is_some_and(Value::is_array) && !schema.contains_key("prefixItems")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(mut tree: Value, expected: &Value, places: &[&str]) {
        let mut problems = Problems::new();
        rewrite(&mut tree, &mut problems);
        assert_eq!(tree, *expected);
        let entries = problems.into_entries();
        let found: Vec<String> = entries.iter().map(|it| it.at.to_string()).collect();
        assert_eq!(found, places);
    }

    #[test]
    fn a_list_becomes_what_stands_at_positions() {
        check(
            json!({ "schemas": { "Point": { "items": [{ "type": "number" }], "additionalItems": false } } }),
            &json!({ "schemas": { "Point": { "items": false, "prefixItems": [{ "type": "number" }] } } }),
            &["#/schemas/Point/items"],
        );
    }

    #[test]
    fn so_do_tuples_in_tuples() {
        check(
            json!({ "schema": { "items": [{ "items": [true] }] } }),
            &json!({ "schema": { "prefixItems": [{ "prefixItems": [true] }] } }),
            &["#/schema/items/0/items", "#/schema/items"],
        );
    }

    #[test]
    fn data_and_names_are_left_alone() {
        let tree = json!({
            "schema": { "properties": { "items": { "type": "array" } }, "example": { "items": [1] } },
            "examples": { "a": { "value": { "items": [] } } },
            "both": { "items": [], "prefixItems": [] },
        });
        check(tree.clone(), &tree, &[]);
    }
}
