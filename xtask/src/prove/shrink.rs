//! A disagreement made small: the least instance that still shows it, and the least of the schema that speaks of it.

use serde_json::{Map, Value, json};

use super::changes::remove;
use super::compare::{Disagreement, Kind, Way, compare};
use super::judge::Judge;
use super::nodes::{Schema, nodes, resolve};
use super::oracle::{Oracle, Oracles};
use crate::error::Error;

/// How often an instance is made smaller at the most.
const ROUNDS: usize = 200;
/// How many smaller instances are judged at once.
const BATCH: usize = 64;
/// How deep a schema is shown.
const DEEP: usize = 8;

/// A subject, and both of its judges.
pub struct Bench<'a> {
    pub subject: usize,
    pub oracles: &'a Oracles,
    pub judge: &'a mut dyn Judge,
}

/// A disagreement at its least.
pub struct Least {
    pub disagreement: Disagreement,
    pub instance: Value,
    pub schema: Value,
}

/// Makes a disagreement about an instance as small as it gets.
pub fn shrink(
    bench: &mut Bench<'_>,
    instance: &Value,
    found: Disagreement,
) -> Result<Least, Error> {
    let (mut instance, mut found) = (instance.clone(), found);
    for _ in 0..ROUNDS {
        match smaller(bench, &instance, &found)? {
            Some(next) => (instance, found) = next,
            None => break,
        }
    }
    let schema = least_schema(bench.oracles.of(found.way), &instance, &found);
    Ok(Least {
        disagreement: found,
        instance,
        schema,
    })
}

fn smaller(
    bench: &mut Bench<'_>,
    instance: &Value,
    found: &Disagreement,
) -> Result<Option<(Value, Disagreement)>, Error> {
    let oracle = bench.oracles.of(found.way);
    for batch in candidates(oracle, instance).chunks(BATCH) {
        let texts: Vec<&Value> = batch.iter().collect();
        let verdicts = bench.judge.judge(bench.subject, &texts)?;
        for (candidate, verdict) in batch.iter().zip(&verdicts) {
            let comes_back = found.kind == Kind::Changed;
            let again = compare(bench.oracles, candidate, verdict, comes_back);
            if let Some(again) = again.filter(|again| mark(again) == mark(found)) {
                return Ok(Some((candidate.clone(), again)));
            }
        }
    }
    Ok(None)
}

/// What stays while an instance shrinks.
fn mark(found: &Disagreement) -> (Kind, Way, Option<&str>, Option<&str>) {
    (
        found.kind,
        found.way,
        found.ours.first().map(|it| it.keyword.as_str()),
        found.oracle.first().map(|it| it.keyword.as_str()),
    )
}

/// The instance without each of its parts, and with each at its simplest; the largest cuts first.
fn candidates(oracle: &Oracle, instance: &Value) -> Vec<Value> {
    let mut candidates = Vec::new();
    let size = instance.to_string().len();
    for node in nodes(&oracle.schema, instance) {
        let mut without = instance.clone();
        if remove(&mut without, &node.pointer).is_some() {
            candidates.push(without);
        }
        for simple in simpler(node.value) {
            let mut simplified = instance.clone();
            if let Some(place) = simplified.pointer_mut(&node.pointer) {
                *place = simple;
                candidates.push(simplified);
            }
        }
    }
    candidates.retain(|candidate| candidate.to_string().len() < size);
    candidates.sort_by_key(|candidate| candidate.to_string().len());
    candidates
}

fn simpler(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => {
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            vec![json!(""), json!(half)]
        }
        Value::Number(_) => vec![json!(0), json!(1)],
        Value::Array(_) => vec![json!([])],
        Value::Object(_) => vec![json!({})],
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// What the schema at the place says of the value there.
fn least_schema(oracle: &Oracle, instance: &Value, found: &Disagreement) -> Value {
    let all = nodes(&oracle.schema, instance);
    let Some(node) = all.iter().find(|node| node.pointer == found.pointer) else {
        return Value::Null;
    };
    let shown: Vec<Value> = node
        .stated
        .iter()
        .map(|schema| show(&oracle.schema, schema, Some(node.value), DEEP))
        .collect();
    let whole = match shown.as_slice() {
        [only] => only.clone(),
        _ => json!({ "allOf": shown }),
    };
    match found.kind {
        Kind::Lenient => least_refusing(whole, node.value),
        Kind::Strict | Kind::Elsewhere | Kind::Changed => whole,
    }
}

/// The schema with its references in place, and of its properties only those that the value has.
fn show(root: &Value, schema: &Value, value: Option<&Value>, depth: usize) -> Value {
    let Value::Object(schema) = schema else {
        return schema.clone();
    };
    if depth == 0 {
        return json!({});
    }
    if let Some(target) = resolve(root, schema).filter(|_| schema.len() == 1 || is_root(schema)) {
        return show(root, target, value, depth - 1);
    }
    let mut shown = Map::new();
    for (keyword, stated) in schema {
        shown.insert(
            keyword.clone(),
            show_keyword((root, depth), (keyword, stated), value),
        );
    }
    Value::Object(shown)
}

fn is_root(schema: &Schema) -> bool {
    schema.contains_key("$defs")
}

fn show_keyword(
    (root, depth): (&Value, usize),
    (keyword, stated): (&str, &Value),
    value: Option<&Value>,
) -> Value {
    match (keyword, stated) {
        ("properties", Value::Object(members)) => {
            let known = members.iter().filter_map(|(name, schema)| {
                let value = value?.get(name)?;
                Some((name.clone(), show(root, schema, Some(value), depth - 1)))
            });
            Value::Object(known.collect())
        }
        ("allOf" | "anyOf" | "oneOf", Value::Array(branches)) => branches
            .iter()
            .map(|branch| show(root, branch, value, depth - 1))
            .collect(),
        ("if" | "then" | "else" | "not", schema) => show(root, schema, value, depth - 1),
        ("items" | "contains" | "additionalProperties", schema) => {
            let below = value.and_then(|value| match value {
                Value::Array(items) => items.first(),
                Value::Object(members) => members.values().next(),
                _ => None,
            });
            show(root, schema, below, depth - 1)
        }
        (_, stated) => stated.clone(),
    }
}

/// The schema without what it can do without and still refuse the value.
fn least_refusing(mut schema: Value, value: &Value) -> Value {
    let refuses = |schema: &Value| {
        let options = jsonschema::options().should_validate_formats(true);
        options
            .build(schema)
            .is_ok_and(|validator| !validator.is_valid(value))
    };
    loop {
        let mut places = Vec::new();
        pointers(&schema, String::new(), &mut places);
        let shorter = places.into_iter().find_map(|place| {
            let mut shorter = schema.clone();
            remove(&mut shorter, &place)?;
            refuses(&shorter).then_some(shorter)
        });
        match shorter {
            Some(shorter) => schema = shorter,
            None => return schema,
        }
    }
}

fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (super::nodes::escape(key), value))
            .collect(),
        Value::Array(items) => (0..)
            .zip(items)
            .map(|(number, it): (usize, _)| (number.to_string(), it))
            .collect(),
        _ => Vec::new(),
    };
    for (token, value) in below {
        let at = format!("{at}/{token}");
        found.push(at.clone());
        pointers(value, at, found);
    }
}
