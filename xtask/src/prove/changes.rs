//! An instance with one change at one place: of another type, beyond a limit, without a member, with one too many.
//!
//! The changes follow from the schema as the oracle has it, not from what the generator made of it: what lowering forgot
//! is found here.

use generator::sample::Random;
use serde_json::{Value, json};

use super::nodes::{Node, escape, nodes};
use super::sketch::near;

/// A change of the value at a place: another one, or none.
struct Change {
    pointer: String,
    value: Option<Value>,
}

/// Some of the changes of an instance, at most so many, each applied to a copy of it.
pub fn changed(schema: &Value, instance: &Value, count: usize, random: &mut Random) -> Vec<Value> {
    let mut changes = Vec::new();
    for node in nodes(schema, instance) {
        changes.extend(of_node(schema, &node));
    }
    let mut chosen = Vec::new();
    while chosen.len() < count && !changes.is_empty() {
        let change = changes.swap_remove(random.below(changes.len()));
        chosen.extend(apply(instance, change).filter(|changed| changed != instance));
    }
    chosen
}

fn of_node(root: &Value, node: &Node<'_>) -> Vec<Change> {
    let mut values = others(node.value);
    for schema in &node.schemas {
        values.extend(near(root, schema, node.value));
    }
    let replaced = values.into_iter().map(|value| Change {
        pointer: node.pointer.clone(),
        value: Some(value),
    });
    let members = node.value.as_object().into_iter().flatten();
    let removed = members.map(|(key, _)| Change {
        pointer: format!("{}/{}", node.pointer, escape(key)),
        value: None,
    });
    replaced.chain(removed).collect()
}

/// Values of every type, and neighbours of this one.
fn others(value: &Value) -> Vec<Value> {
    let mut others = vec![
        Value::Null,
        json!(true),
        json!(7),
        json!(7.5),
        json!("text"),
        json!([]),
        json!({}),
    ];
    match value {
        Value::String(text) => others.extend([json!(""), json!(format!("{text}!"))]),
        Value::Number(number) => {
            others.extend(number.as_i64().map(|integer| json!(integer as f64)));
            others.extend(number.as_f64().map(|number| json!(-number)));
        }
        Value::Array(items) => {
            others.push(json!(items[..items.len().saturating_sub(1)]));
            others.push(items.iter().chain(items.first()).cloned().collect());
            others.push(items.iter().chain([&Value::Null]).cloned().collect());
        }
        Value::Object(object) => {
            let mut more = object.clone();
            more.insert("not a property".to_owned(), json!("value"));
            others.push(Value::Object(more));
        }
        Value::Null | Value::Bool(_) => {}
    }
    others
}

fn apply(instance: &Value, change: Change) -> Option<Value> {
    let mut changed = instance.clone();
    match change.value {
        Some(value) => *changed.pointer_mut(&change.pointer)? = value,
        None => remove(&mut changed, &change.pointer)?,
    }
    Some(changed)
}

/// Takes the member or item at a pointer away.
pub fn remove(value: &mut Value, pointer: &str) -> Option<()> {
    let (parent, token) = pointer.rsplit_once('/')?;
    match value.pointer_mut(parent)? {
        Value::Object(object) => {
            let key = token.replace("~1", "/").replace("~0", "~");
            object.shift_remove(&key).map(|_| ())
        }
        Value::Array(items) => {
            let position = token.parse::<usize>().ok()?;
            (position < items.len()).then(|| drop(items.remove(position)))
        }
        _ => None,
    }
}
