//! The proof of one document: every subject's instances before both judges.
//!
//! Half of the instances are sampled from the IR: what the generator believes. The others are valid ones with one change that
//! follows from the schema: what it may have forgotten. Whether an instance is broken, the oracle decides.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use generator::ir::{Api, Subject};
use generator::sample::{Random, samples};
use serde_json::Value;

use super::changes::changed;
use super::classes::{CLASSES, class_of};
use super::compare::{Disagreement, Way, compare};
use super::judge::Judge;
use super::oracle::{Oracle, Oracles};
use super::report::Report;
use super::shrink::{Bench, shrink};
use crate::effective::Effective;
use crate::error::Error;

/// How many disagreements of one subject are made small.
pub const SHRUNK: usize = 8;
/// How many valid instances are kept to be changed.
const KEPT: usize = 64;

/// How many changes of an instance are made at a time.
const EACH: usize = 4;

/// How much is examined.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Instances of each schema.
    pub cases: usize,
    /// Another seed gives other instances.
    pub seed: u64,
    /// How many disagreements about one schema are made small and told; where none is, the first ends the examination.
    pub told: usize,
}

/// What a proof comes to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Schemas that both judges have.
    pub schemas: usize,
    /// Instances of them that both have judged.
    pub instances: usize,
    /// Those that they agree about.
    pub agreements: usize,
    /// Intended differences, by class.
    pub intended: BTreeMap<&'static str, usize>,
    /// Those that they disagree about, intended differences apart.
    pub disagreements: usize,
    /// Schemas that the oracle cannot read, and why.
    pub unread: Vec<(String, String)>,
    /// Schemas that both judges refuse every instance of.
    pub without_valid: Vec<String>,
}

/// An instance under examination.
struct Case {
    json: Value,
    /// Whether it is to come back after decoding and encoding.
    comes_back: bool,
}

/// Examines every subject, and hands on each disagreement, shrunk, that is unlike those before.
pub fn examine(
    effective: &Effective,
    extent: Extent,
    judge: &mut dyn Judge,
    tell: &mut dyn FnMut(&Report),
) -> Result<Totals, Error> {
    let api = &effective.generated.ir;
    let mut totals = Totals::default();
    let mut told = BTreeSet::new();
    for (number, subject) in api.subjects.iter().enumerate() {
        let at = subject.at.to_string();
        let oracles = match Oracles::new(effective, subject) {
            Ok(oracles) => oracles,
            Err(reason) => {
                totals.unread.push((at, reason));
                continue;
            }
        };
        totals.schemas += 1;
        let cases = cases((api, subject), oracles.of(Way::Judged), extent);
        let bench = Bench {
            subject: number,
            oracles: &oracles,
            judge,
        };
        let mut report = |report: Report| {
            if told.insert(report.mark()) {
                tell(&report);
            }
        };
        let report = (extent.told, &mut report as &mut dyn FnMut(Report));
        examine_one(bench, (&at, &cases), &mut totals, report)?;
        if extent.told == 0 && totals.disagreements > 0 {
            break;
        }
    }
    Ok(totals)
}

fn examine_one(
    mut bench: Bench<'_>,
    (at, cases): (&str, &[Case]),
    totals: &mut Totals,
    (most, report): (usize, &mut dyn FnMut(Report)),
) -> Result<(), Error> {
    let instances: Vec<&Value> = cases.iter().map(|case| &case.json).collect();
    let verdicts = bench.judge.judge(bench.subject, &instances)?;
    let mut shrunk = 0;
    if verdicts.iter().all(|verdict| !verdict.judged.is_empty()) {
        totals.without_valid.push(at.to_owned());
    }
    totals.instances += cases.len();
    for (case, verdict) in cases.iter().zip(&verdicts) {
        let Some(found) = compare(bench.oracles, &case.json, verdict, case.comes_back) else {
            totals.agreements += 1;
            continue;
        };
        let schema = &bench.oracles.of(found.way).schema;
        if !totals.intends(&found, &case.json, schema) && shrunk < most {
            shrunk += 1;
            let least = shrink(&mut bench, &case.json, found)?;
            report(Report {
                at: at.to_owned(),
                least,
            });
        }
    }
    Ok(())
}

/// Sampled instances, and as many that are one change away from a valid one.
fn cases((api, subject): (&Api, &Subject), oracle: &Oracle, extent: Extent) -> Vec<Case> {
    let sampled = samples(api, &subject.into(), extent.cases.div_ceil(2), extent.seed);
    let missing = extent.cases.saturating_sub(sampled.len());
    let valid = sampled.iter().filter(|sample| sample.broken.is_none());
    let bases: Vec<Value> = valid
        .map(|sample| sample.json.clone())
        .filter(|json| oracle.accepts(json))
        .collect();
    let mut random = Random::named(subject.at.as_str(), extent.seed);
    let changes = changes(oracle, bases, missing, &mut random);
    let sampled = sampled.into_iter().map(|sample| Case {
        comes_back: sample.broken.is_none(),
        json: sample.json,
    });
    let changes = changes.into_iter().map(|json| Case {
        comes_back: false,
        json,
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

impl Totals {
    /// Counts a difference; whether it is intended.
    fn intends(&mut self, found: &Disagreement, instance: &Value, schema: &Value) -> bool {
        match class_of(found, instance, schema) {
            Some(class) => {
                *self.intended.entry(class.name).or_default() += 1;
                true
            }
            None => {
                self.disagreements += 1;
                false
            }
        }
    }
}

/// One line.
impl Display for Totals {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            schemas,
            instances,
            agreements,
            disagreements,
            ..
        } = self;
        write!(
            f,
            "{schemas} schemas, {instances} instances, {agreements} agreements, {disagreements} disagreements"
        )?;
        for class in CLASSES {
            let count = self.intended.get(class.name).copied().unwrap_or_default();
            write!(f, ", {count} intended ({})", class.name)?;
        }
        match self.unread.len() {
            0 => Ok(()),
            unread => write!(f, ", {unread} schemas that the oracle cannot read"),
        }
    }
}
