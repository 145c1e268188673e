//! Two verdicts on one instance: whether they are equal, and whether they name the same places.

use serde_json::Value;

use super::judge::{Place, Verdict};
use super::oracle::{Oracle, Oracles};

/// How two judges disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// We refuse what the oracle accepts.
    Strict,
    /// We accept what the oracle refuses.
    Lenient,
    /// Both refuse, and one names a place that the other does not.
    Elsewhere,
    /// Both accept, and after decoding and encoding another value comes back.
    Changed,
}

/// Which of our verdicts it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// That on JSON text, as of a response.
    Judged,
    /// That on a value, as of a request.
    Validated,
}

/// A disagreement about an instance.
#[derive(Clone, Debug)]
pub struct Disagreement {
    pub kind: Kind,
    pub way: Way,
    /// The place that it is about.
    pub pointer: String,
    pub ours: Vec<Place>,
    pub oracle: Vec<Place>,
    /// What came back, where that is the matter.
    pub recoded: Option<String>,
}

/// The keywords below which the oracle does not look.
const COMPOSED: [&str; 6] = [
    "anyOf",
    "oneOf",
    "if",
    "contains",
    "unevaluatedProperties",
    "unevaluatedItems",
];

/// Compares the verdicts on an instance; of one that was sampled as valid also what comes back of it.
pub fn compare(
    oracles: &Oracles,
    instance: &Value,
    verdict: &Verdict,
    comes_back: bool,
) -> Option<Disagreement> {
    let oracle = oracles.of(Way::Judged);
    let found = oracle.found(instance);
    let judged = verdicts(Way::Judged, &verdict.judged, &found);
    let changed = || {
        let is_valid = comes_back && found.is_empty();
        is_valid.then(|| changed(oracle, instance, verdict))?
    };
    // What decoding is lenient about is not in the value any more; a value that says what the text says has it all.
    let validated = || {
        let ours = verdict.validated.as_ref()?;
        let same = back(verdict).is_some_and(|back| back == *instance);
        let found = || oracles.of(Way::Validated).found(instance);
        same.then(|| verdicts(Way::Validated, ours, &found()))?
    };
    judged.or_else(changed).or_else(validated)
}

fn verdicts(way: Way, ours: &[Place], found: &[Place]) -> Option<Disagreement> {
    let (kind, pointer) = match (ours.first(), found.first()) {
        (None, None) => return None,
        (Some(ours), None) => (Kind::Strict, ours.pointer.clone()),
        (None, Some(found)) => (Kind::Lenient, found.pointer.clone()),
        _ => (Kind::Elsewhere, elsewhere(ours, found)?),
    };
    Some(Disagreement {
        kind,
        way,
        pointer,
        ours: ours.to_vec(),
        oracle: found.to_vec(),
        recoded: None,
    })
}

/// A place that one names and the other does not. Of several faults we may miss some: what does not decode hides what
/// stands beside it.
fn elsewhere(ours: &[Place], found: &[Place]) -> Option<String> {
    let is_named = |place: &&Place| found.iter().any(|other| agrees(place, other));
    let ours_alone = ours.iter().find(|place| !is_named(place));
    let missed = match found {
        [only] => Some(only).filter(|only| !ours.iter().any(|place| agrees(place, only))),
        _ => None,
    };
    ours_alone.or(missed).map(|place| place.pointer.clone())
}

/// Whether our place is the oracle's, or lies below a composition of the oracle's.
fn agrees(ours: &Place, oracle: &Place) -> bool {
    let is_below = || {
        let below = ours.pointer.strip_prefix(&oracle.pointer);
        below.is_some_and(|rest| rest.starts_with('/'))
    };
    ours.pointer == oracle.pointer || (is_composed(oracle) && is_below())
}

/// Whether the oracle does not look below the place.
pub fn is_composed(place: &Place) -> bool {
    COMPOSED.contains(&place.keyword.as_str())
}

fn changed(oracle: &Oracle, instance: &Value, verdict: &Verdict) -> Option<Disagreement> {
    if back(verdict).is_some_and(|back| is_same(instance, &back) && oracle.accepts(&back)) {
        return None;
    }
    Some(Disagreement {
        kind: Kind::Changed,
        way: Way::Judged,
        pointer: String::new(),
        ours: Vec::new(),
        oracle: Vec::new(),
        recoded: verdict.recoded.clone(),
    })
}

/// What comes back after decoding and encoding.
fn back(verdict: &Verdict) -> Option<Value> {
    serde_json::from_str(verdict.recoded.as_deref()?).ok()
}

/// Whether a value came back as it went: numbers by value; a null may be gone, since an optional nullable field's null
/// equals absence. (Where it may not be gone, the oracle misses it.)
fn is_same(sent: &Value, back: &Value) -> bool {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            back.keys().all(|key| sent.contains_key(key))
                && sent.iter().all(|(key, value)| match back.get(key) {
                    Some(back) => is_same(value, back),
                    None => value.is_null(),
                })
        }
        (Value::Array(sent), Value::Array(back)) => {
            let mut pairs = sent.iter().zip(back);
            sent.len() == back.len() && pairs.all(|(sent, back)| is_same(sent, back))
        }
        (Value::Number(sent), Value::Number(back)) => match (sent.as_i128(), back.as_i128()) {
            (Some(sent), Some(back)) => sent == back,
            _ => sent.as_f64() == back.as_f64(),
        },
        (sent, back) => sent == back,
    }
}
