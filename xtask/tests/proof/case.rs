//! A case, and what is wrong with it.

use openapi_runtime::Subject;
use serde::Deserialize;
use serde_json::{Number, Value};

use crate::oracle::Oracle;

/// An instance of a schema, and what is broken in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub at: String,
    pub from: String,
    pub instance: Value,
    pub broken: Option<Broken>,
}

/// A keyword that is broken at a place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Broken {
    pub pointer: String,
    pub keyword: String,
}

/// What is wrong with a case, one line for each.
pub fn faults(subject: &Subject, oracle: &Oracle, case: &Case) -> Vec<String> {
    let found = match &case.broken {
        None => valid(subject, oracle, &case.instance),
        Some(broken) => refused(subject, oracle, &case.instance, broken),
    };
    let Case {
        at, from, instance, ..
    } = case;
    found
        .into_iter()
        .map(|fault| format!("{at}: {from} {instance} {:?}: {fault}", case.broken))
        .collect()
}

/// A valid instance: accepted by both, and the same again after decoding and encoding.
fn valid(subject: &Subject, oracle: &Oracle, instance: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let text = instance.to_string();
    let violations = subject.judge(text.as_bytes());
    if !violations.is_empty() {
        faults.push(format!("we refuse it: {violations:?}"));
    }
    if !oracle.accepts(instance) {
        faults.push(format!(
            "the oracle refuses it: {:?}",
            oracle.found(instance)
        ));
    }
    match (subject.recode)(text.as_bytes()).map(|text| serde_json::from_str::<Value>(&text)) {
        Err(error) => faults.push(format!("does not decode: {error}")),
        Ok(Err(error)) => faults.push(format!("does not encode to JSON: {error}")),
        Ok(Ok(recoded)) => faults.extend(returned(oracle, instance, &recoded)),
    }
    faults
}

fn returned(oracle: &Oracle, instance: &Value, recoded: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    if !same(instance, recoded) {
        faults.push(format!("comes back as {recoded}"));
    }
    if !oracle.accepts(recoded) {
        let found = oracle.found(recoded);
        faults.push(format!("the oracle refuses what comes back: {found:?}"));
    }
    faults
}

/// A broken instance: refused by both, at that place by that keyword.
fn refused(subject: &Subject, oracle: &Oracle, instance: &Value, broken: &Broken) -> Vec<String> {
    let Broken { pointer, keyword } = broken;
    let mut faults = Vec::new();
    let violations = subject.judge(instance.to_string().as_bytes());
    let named = |violation: &openapi_runtime::validate::Violation| {
        violation.pointer == *pointer && violation.keyword == keyword
    };
    if !violations.iter().any(named) {
        faults.push(format!("we do not name it: {violations:?}"));
    }
    let found = oracle.found(instance);
    if oracle.accepts(instance) || !found.iter().any(|error| error.names(pointer, keyword)) {
        faults.push(format!("the oracle does not name it: {found:?}"));
    }
    faults
}

/// Whether a value came back as it went: numbers by value; a null may be gone, since an optional nullable field's null
/// equals absence. (Where it may not be gone, the oracle misses it.)
fn same(sent: &Value, back: &Value) -> bool {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            back.keys().all(|key| sent.contains_key(key))
                && sent.iter().all(|(key, value)| match back.get(key) {
                    Some(back) => same(value, back),
                    None => value.is_null(),
                })
        }
        (Value::Array(sent), Value::Array(back)) => {
            sent.len() == back.len() && sent.iter().zip(back).all(|(sent, back)| same(sent, back))
        }
        (Value::Number(sent), Value::Number(back)) => same_number(sent, back),
        (sent, back) => sent == back,
    }
}

fn same_number(sent: &Number, back: &Number) -> bool {
    match (sent.as_i128(), back.as_i128()) {
        (Some(sent), Some(back)) => sent == back,
        _ => sent.as_f64() == back.as_f64(),
    }
}
