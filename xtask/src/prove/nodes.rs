//! The nodes of an instance, each with the schemas that speak of it.

use serde_json::{Map, Value};

/// An object schema.
pub type Schema = Map<String, Value>;

/// A value within an instance.
pub struct Node<'a> {
    /// Where it stands, as a JSON pointer.
    pub pointer: String,
    pub value: &'a Value,
    /// The schemas that stand at its place.
    pub stated: Vec<&'a Value>,
    /// These and all that they add to it: what they refer to, and branches.
    pub schemas: Vec<&'a Schema>,
}

/// The keywords whose schema or schemas judge the value itself.
const BESIDE: [&str; 7] = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];

/// Every node, outer ones first. `root` is a schema with all that it refers to under `$defs`.
pub fn nodes<'a>(root: &'a Value, instance: &'a Value) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    visit(root, String::new(), instance, &[root], &mut found);
    found
}

/// The schema that a reference within the root names.
pub fn resolve<'a>(root: &'a Value, schema: &Schema) -> Option<&'a Value> {
    let reference = schema.get("$ref")?.as_str()?;
    root.pointer(reference.strip_prefix('#')?)
}

/// A key as a token of a JSON pointer.
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn visit<'a>(
    root: &'a Value,
    pointer: String,
    value: &'a Value,
    stated: &[&'a Value],
    found: &mut Vec<Node<'a>>,
) {
    let schemas = expand(root, stated);
    let position = found.len();
    found.push(Node {
        pointer: pointer.clone(),
        value,
        stated: stated.to_vec(),
        schemas: Vec::new(),
    });
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let below = of_member(&schemas, key);
                let pointer = format!("{pointer}/{}", escape(key));
                visit(root, pointer, value, &below, found);
            }
        }
        Value::Array(items) => {
            for (number, value) in items.iter().enumerate() {
                let below = of_item(&schemas, number);
                visit(root, format!("{pointer}/{number}"), value, &below, found);
            }
        }
        _ => {}
    }
    found[position].schemas = schemas;
}

/// The schemas and all that they add to the same value.
fn expand<'a>(root: &'a Value, stated: &[&'a Value]) -> Vec<&'a Schema> {
    let mut open = stated.to_vec();
    let mut schemas: Vec<&Schema> = Vec::new();
    while let Some(Value::Object(schema)) = open.pop() {
        if schemas.iter().any(|known| std::ptr::eq(*known, schema)) {
            continue;
        }
        schemas.push(schema);
        open.extend(beside(root, schema));
    }
    schemas
}

/// The schemas that a schema adds to the same value: what it refers to, and branches.
fn beside<'a>(root: &'a Value, schema: &'a Schema) -> Vec<&'a Value> {
    let mut added: Vec<&Value> = resolve(root, schema).into_iter().collect();
    for keyword in BESIDE {
        match schema.get(keyword) {
            Some(Value::Array(branches)) => added.extend(objects(branches)),
            branch => added.extend(branch.filter(|branch| branch.is_object())),
        }
    }
    if let Some(Value::Object(dependent)) = schema.get("dependentSchemas") {
        added.extend(objects(dependent.values()));
    }
    added
}

/// Whether a schema leads back to itself at the same value.
pub fn is_circular(root: &Value, schema: &Schema) -> bool {
    let below = expand(root, &beside(root, schema));
    below.iter().any(|other| std::ptr::eq(*other, schema))
}

fn objects<'a>(all: impl IntoIterator<Item = &'a Value>) -> impl Iterator<Item = &'a Value> {
    all.into_iter().filter(|schema| schema.is_object())
}

fn of_member<'a>(schemas: &[&'a Schema], key: &str) -> Vec<&'a Value> {
    let mut below = Vec::new();
    for schema in schemas {
        let named = schema.get("properties").and_then(|all| all.get(key));
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let further = schema.get("additionalProperties");
        let left = schema.get("unevaluatedProperties");
        below.extend(patterns.into_iter().flat_map(Map::values));
        below.extend(named.or(further).or(left));
    }
    below.retain(|schema| schema.is_object());
    below
}

fn of_item<'a>(schemas: &[&'a Schema], number: usize) -> Vec<&'a Value> {
    let mut below = Vec::new();
    for schema in schemas {
        let positional = schema.get("prefixItems").and_then(|all| all.get(number));
        let further = schema.get("items");
        below.extend(positional.or(further).or(schema.get("unevaluatedItems")));
        below.extend(schema.get("contains"));
    }
    below.retain(|schema| schema.is_object());
    below
}
