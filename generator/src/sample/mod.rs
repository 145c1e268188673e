//! Instances of types, from the IR alone: valid ones, and such with exactly one constraint broken at one place.
//!
//! Values are made by form, repaired until the rules between members hold, and verified by a judge of their own; so a
//! sample states what the emitted code and an independent validator must both find. Equal input gives equal samples.

mod breakage;
mod check;
mod collection;
mod decimal;
mod evaluated;
mod judge;
mod layout;
mod pattern;
mod place;
mod random;
mod rule;
mod sampler;
mod scalar;
#[cfg(test)]
mod tests;
mod variant;

use std::collections::HashSet;

use serde_json::Value;

use crate::document::pointer::Pointer;
use crate::ir::{self, Api, Check, Type};
use breakage::Record;
use check::{Checker, Judged};
use judge::Judge;
use place::{Place, definition};
pub use random::Random;
use sampler::{Sampler, Want};

/// What is sampled: a type, and the constraints of the place where it stands.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The type; a generic one with its argument.
    pub ty: Type,
    /// The constraints beside the type's own.
    pub checks: &'a [Check],
}

impl<'a> From<&'a ir::Subject> for Subject<'a> {
    fn from(subject: &'a ir::Subject) -> Self {
        Self {
            ty: subject.ty.clone(),
            checks: &subject.checks,
        }
    }
}

/// An instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The JSON.
    pub json: Value,
    /// What is broken; nothing where the instance is valid.
    pub broken: Option<Broken>,
}

/// A constraint that an instance does not keep.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Broken {
    /// Where, as a JSON pointer in wire names.
    pub pointer: String,
    /// Which keyword; `enum` also for a property with one value.
    pub keyword: &'static str,
}

impl Broken {
    fn new(at: &Pointer, keyword: &'static str) -> Self {
        Self {
            pointer: at.as_str().to_owned(),
            keyword,
        }
    }
}

/// At most so many samples of a subject: the least and the fullest value first, then those that each show one thing,
/// valid and broken ones in turn, then random ones. None where the subject has no value within bounds. Another seed gives
/// other random ones.
pub fn samples(api: &Api, subject: &Subject<'_>, count: usize, seed: u64) -> Vec<Sample> {
    let place = Place::new(subject.ty.clone(), subject.checks);
    let mut sampler = Sampler::new(api, &spell(api, &subject.ty), seed);
    let mut record = Record::default();
    let mut valid = Vec::new();
    let mut broken = Vec::new();
    for json in sampler.variants(&place) {
        if valid.len() + broken.len() >= count.saturating_mul(2) {
            break;
        }
        broken.extend(sampler.broken(&place, &json, &mut record));
        valid.push(Sample { json, broken: None });
    }
    let mut samples = Samples::new(count);
    samples.add_in_turns(valid, broken);
    samples.add_random(&mut sampler, &place, |sampler, json| {
        let at = any_place(json, &mut sampler.random);
        sampler.broken(&place, json, &mut Record::focused(&at))
    });
    samples.all
}

/// At most so many valid values of a subject: the least and the fullest first, then those that each show one thing, then
/// random ones.
pub fn valid_samples(api: &Api, subject: &Subject<'_>, count: usize, seed: u64) -> Vec<Value> {
    let place = Place::new(subject.ty.clone(), subject.checks);
    let mut sampler = Sampler::new(api, &spell(api, &subject.ty), seed);
    let mut samples = Samples::new(count);
    for json in sampler.variants(&place) {
        samples.add(Sample { json, broken: None });
    }
    samples.add_random(&mut sampler, &place, |_, _| Vec::new());
    samples.all.into_iter().map(|sample| sample.json).collect()
}

/// Everything that a value breaks of a subject; nothing where it is valid.
pub fn broken(api: &Api, subject: &Subject<'_>, json: &Value) -> Vec<Broken> {
    Judge::new(api).broken(&Place::new(subject.ty.clone(), subject.checks), json)
}

/// The first thing that a value breaks of constraints alone.
pub(crate) fn broken_of_checks(checks: &[Check], value: &Value) -> Option<Broken> {
    let (checker, root) = (Checker::default(), Pointer::root());
    let judged = Judged {
        value,
        at: &root,
        named: &[],
    };
    let mut broken = Vec::new();
    checks
        .iter()
        .for_each(|check| checker.apply(check, judged, &mut broken));
    broken.into_iter().next()
}

/// Samples without repetition, up to a number.
struct Samples {
    all: Vec<Sample>,
    seen: HashSet<String>,
    count: usize,
}

impl Samples {
    fn new(count: usize) -> Self {
        Self {
            all: Vec::new(),
            seen: HashSet::new(),
            count,
        }
    }

    fn is_full(&self) -> bool {
        self.all.len() >= self.count
    }

    fn add(&mut self, sample: Sample) {
        if !self.is_full() && self.seen.insert(sample.json.to_string()) {
            self.all.push(sample);
        }
    }

    fn add_in_turns(&mut self, valid: Vec<Sample>, broken: Vec<Sample>) {
        let mut valid = valid.into_iter();
        valid.by_ref().take(2).for_each(|sample| self.add(sample));
        let mut broken = broken.into_iter();
        loop {
            let pair = [broken.next(), valid.next()];
            if pair == [None, None] {
                return;
            }
            pair.into_iter()
                .flatten()
                .for_each(|sample| self.add(sample));
        }
    }

    /// Random values, and each with something `broken`, until there are enough or nothing new comes.
    fn add_random<'a>(
        &mut self,
        sampler: &mut Sampler<'a>,
        place: &Place<'a>,
        broken: impl Fn(&mut Sampler<'a>, &Value) -> Vec<Sample>,
    ) {
        let mut idle = 0;
        while !self.is_full() && idle < 16 {
            let before = self.all.len();
            let json = sampler.sample(place, Want::Any);
            if let Some(json) = json.filter(|json| sampler.judge.holds(place, json)) {
                let broken = broken(sampler, &json);
                self.add(Sample { json, broken: None });
                broken.into_iter().for_each(|sample| self.add(sample));
            }
            idle = if self.all.len() == before {
                idle + 1
            } else {
                0
            };
        }
    }
}

/// A place within a value.
fn any_place(value: &Value, random: &mut Random) -> Pointer {
    let mut at = Pointer::root();
    let mut value = value;
    while !random.one_in(4) {
        let below = match value {
            Value::Object(object) => {
                let chosen = object.iter().nth(random.below(object.len()));
                chosen.map(|(wire, value)| (at.child(wire), value))
            }
            Value::Array(items) => items.first().map(|item| (at.index(0), item)),
            _ => None,
        };
        let Some(below) = below else { break };
        (at, value) = below;
    }
    at
}

/// The name of a type, which its samples follow from.
fn spell(api: &Api, ty: &Type) -> String {
    match (ty, definition(api, ty)) {
        (Type::Generic(_, argument), Some(found)) => {
            format!("{}<{}>", found.name, spell(api, argument))
        }
        (_, Some(found)) => found.name.to_string(),
        (Type::Array(inner), None) => format!("Vec<{}>", spell(api, inner)),
        (Type::Map(inner), None) => format!("Map<{}>", spell(api, inner)),
        (Type::Option(inner), None) => format!("Option<{}>", spell(api, inner)),
        (Type::OrEmpty(inner), None) => format!("OrEmpty<{}>", spell(api, inner)),
        (Type::Expandable(inner), None) => format!("Expandable<{}>", spell(api, inner)),
        (other, None) => format!("{other:?}"),
    }
}
