//! An instance with one change at one place: of another type, beyond a limit, without a member, with one too many.
//!
//! The changes follow from the schema as the oracle has it, not from what the generator made of it: what lowering forgot
//! is found here.

use generator::sample::Random;
use serde_json::{Value, json};

use super::nodes::{Node, escape, nodes};
use super::sketch::{Edit, near, sketch};

/// A change of the value at a place.
struct Change<'a> {
    pointer: String,
    edit: Edit<'a>,
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
        chosen.extend(apply(schema, instance, change).filter(|changed| changed != instance));
    }
    chosen
}

fn of_node<'a>(root: &'a Value, node: &Node<'a>) -> Vec<Change<'a>> {
    let mut edits = others(node.value);
    for schema in &node.schemas {
        edits.extend(near(root, schema, node.value));
    }
    let edited = edits.into_iter().map(|edit| Change {
        pointer: node.pointer.clone(),
        edit,
    });
    let members = node.value.as_object().into_iter().flatten();
    let removed = members.map(|(key, _)| Change {
        pointer: format!("{}/{}", node.pointer, escape(key)),
        edit: Edit::Remove,
    });
    edited.chain(removed).collect()
}

/// Values of every type, and neighbours of this one.
fn others<'a>(value: &Value) -> Vec<Edit<'a>> {
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
        Value::Null | Value::Bool(_) | Value::Object(_) => {}
    }
    let unknown = || Edit::Insert("not a property".to_owned(), json!("value"));
    let unknown = value.is_object().then(unknown);
    others
        .into_iter()
        .map(Edit::Replace)
        .chain(unknown)
        .collect()
}

fn apply(schema: &Value, instance: &Value, change: Change<'_>) -> Option<Value> {
    let Change { pointer, edit } = change;
    let mut changed = instance.clone();
    if let Edit::Remove = edit {
        return remove(&mut changed, &pointer).map(|()| changed);
    }
    let place = changed.pointer_mut(&pointer)?;
    match edit {
        Edit::Replace(value) => *place = value,
        Edit::Sketch(below) => *place = sketch(schema, below),
        Edit::Insert(name, value) => drop(place.as_object_mut()?.insert(name, value)),
        Edit::Add(name, below) => {
            let value = sketch(schema, below);
            place.as_object_mut()?.insert(name.to_owned(), value);
        }
        Edit::Repeat(text, count) => *place = json!(text.repeat(count)),
        Edit::Remove => {}
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
