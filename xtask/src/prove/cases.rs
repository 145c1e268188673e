//! The instances of a subject that both judges see.
//!
//! Half of them are sampled from the IR: what the generator believes. The others are valid ones with one change that follows
//! from the schema: what it may have forgotten. Whether an instance is broken, the oracle decides.

use generator::sample::{Random, Sample};
use serde_json::Value;

use super::changes::changed;
use super::examine::Extent;
use super::oracle::Oracle;

/// How many valid instances are kept to be changed.
const KEPT: usize = 64;
/// How many changes of an instance are made at a time.
const EACH: usize = 4;

/// An instance under examination.
pub struct Case {
    pub json: Value,
    /// Whether it is to come back after decoding and encoding.
    pub comes_back: bool,
}

/// The sampled instances of the subject at a place, and changes of valid ones.
pub fn cases(at: &str, sampled: &[Sample], oracle: &Oracle, extent: Extent) -> Vec<Case> {
    let missing = extent.cases.saturating_sub(sampled.len());
    let valid = sampled.iter().filter(|sample| sample.broken.is_none());
    let bases = valid.map(|sample| sample.json.clone());
    let bases = bases.filter(|json| oracle.accepts(json)).collect();
    let mut random = Random::named(at, extent.seed);
    let changes = changes(oracle, bases, missing, &mut random);
    let sampled = sampled.iter().map(|sample| Case {
        json: sample.json.clone(),
        comes_back: sample.broken.is_none(),
    });
    let changes = changes.into_iter().map(|json| Case {
        json,
        comes_back: false,
    });
    sampled.chain(changes).collect()
}

/// So many changes of valid instances; what is valid after a change is changed further.
fn changes(
    oracle: &Oracle,
    mut bases: Vec<Value>,
    missing: usize,
    random: &mut Random,
) -> Vec<Value> {
    let mut found = Vec::new();
    let mut turns = 0..missing;
    while found.len() < missing && !bases.is_empty() && turns.next().is_some() {
        // The first ones each show something; they come first, and the others by chance.
        let chosen = match bases.get(found.len() / EACH) {
            Some(_) if found.len() < KEPT * EACH => found.len() / EACH,
            _ => random.below(bases.len()),
        };
        for change in changed(&oracle.schema, &bases[chosen], EACH, random) {
            if oracle.accepts(&change) {
                if bases.len() < KEPT {
                    bases.push(change.clone());
                } else {
                    let replaced = random.below(KEPT);
                    bases[replaced] = change.clone();
                }
            }
            found.push(change);
        }
    }
    found.truncate(missing);
    found
}
