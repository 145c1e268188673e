//! The proof of one document: every subject's instances before both judges, several subjects at a time.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use generator::ir::{Subject, Type};
use generator::sample::{Sample, samples};
use serde_json::Value;

use super::cases::{Case, cases};
use super::compare::{Way, compare};
use super::judge::Judge;
use super::oracle::Oracles;
use super::report::Report;
use super::shrink::{Bench, shrink};
use super::totals::Totals;
use crate::effective::Effective;
use crate::error::Error;

/// How many disagreements of one subject are made small.
pub const SHRUNK: usize = 8;
/// How many references lead to each other at the most.
const DEEP: usize = 16;

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

/// What is told while an examination goes on.
pub enum News<'a> {
    /// A disagreement, made small, that is unlike those before.
    Disagreement(&'a Report),
    /// One more subject is done: what they come to so far, how many they are, and of how many.
    Progress(&'a Totals, usize, usize),
}

/// What the examination of one subject comes to.
struct Finding {
    subject: usize,
    totals: Totals,
    reports: Vec<Report>,
}

/// Examines every subject, each judge at another one. What is told follows the order of the subjects.
pub fn examine<J: Judge>(
    effective: &Effective,
    extent: Extent,
    judges: &mut [J],
    tell: &mut dyn FnMut(News<'_>),
) -> Result<Totals, Error> {
    let groups = groups(&effective.generated.ir.subjects);
    let open = AtomicUsize::new(0);
    let (found, findings) = channel();
    thread::scope(|scope| {
        for judge in judges {
            let worker = Worker {
                effective,
                extent,
                groups: &groups,
                open: &open,
                found: found.clone(),
            };
            scope.spawn(move || worker.work(judge));
        }
        drop(found);
        let all = effective.generated.ir.subjects.len();
        let totals = collect(&findings, (all, extent), tell);
        // Where it ended early, nothing else is begun.
        open.store(groups.len(), Ordering::Relaxed);
        totals
    })
}

/// Puts the findings into the order of their subjects, and adds them up.
fn collect(
    findings: &Receiver<Result<Finding, Error>>,
    (all, extent): (usize, Extent),
    tell: &mut dyn FnMut(News<'_>),
) -> Result<Totals, Error> {
    let mut totals = Totals::default();
    let mut told = BTreeSet::new();
    let mut early = BTreeMap::new();
    let mut done = 0;
    for finding in findings {
        let finding = finding?;
        early.insert(finding.subject, finding);
        while let Some(finding) = early.remove(&done) {
            done += 1;
            totals.add(finding.totals);
            for report in finding.reports {
                if told.insert(report.mark()) {
                    tell(News::Disagreement(&report));
                }
            }
            tell(News::Progress(&totals, done, all));
            if extent.told == 0 && totals.disagreements > 0 {
                return Ok(totals);
            }
        }
    }
    Ok(totals)
}

/// Examines subjects as long as there are some.
struct Worker<'a> {
    effective: &'a Effective,
    extent: Extent,
    /// The subjects, those of one type together.
    groups: &'a [Vec<usize>],
    /// The first group that nobody has begun.
    open: &'a AtomicUsize,
    found: Sender<Result<Finding, Error>>,
}

impl Worker<'_> {
    fn work(&self, judge: &mut dyn Judge) {
        while let Some(group) = self.groups.get(self.open.fetch_add(1, Ordering::Relaxed)) {
            if self.examine(group, judge).is_none() {
                return;
            }
        }
    }

    /// Examines subjects that have the same samples; nothing where there is no more to do.
    fn examine(&self, group: &[usize], judge: &mut dyn Judge) -> Option<()> {
        let api = &self.effective.generated.ir;
        let subject = &api.subjects[*group.first()?];
        let Extent { cases, seed, .. } = self.extent;
        let sampled = samples(api, &subject.into(), cases.div_ceil(2), seed);
        let mut known = BTreeSet::new();
        for number in group {
            let finding = match known.insert(self.schema_of(*number)) {
                true => self.examine_one(*number, &sampled, judge),
                false => Ok(Finding::by_reference(*number)),
            };
            let failed = finding.is_err();
            self.found.send(finding).ok()?;
            if failed {
                return None;
            }
        }
        Some(())
    }

    /// Where the schema of a subject is written: behind references that stand alone.
    fn schema_of(&self, number: usize) -> String {
        let mut at = self.effective.generated.ir.subjects[number].at.to_string();
        for _ in 0..DEEP {
            let node = self
                .effective
                .document()
                .pointer(at.trim_start_matches('#'));
            let alone = node.and_then(Value::as_object).filter(|it| it.len() == 1);
            match alone.and_then(|it| it.get("$ref")?.as_str()) {
                Some(target) => target.clone_into(&mut at),
                None => break,
            }
        }
        at
    }

    fn examine_one(
        &self,
        number: usize,
        sampled: &[Sample],
        judge: &mut dyn Judge,
    ) -> Result<Finding, Error> {
        let subject = &self.effective.generated.ir.subjects[number];
        let mut finding = Finding {
            subject: number,
            totals: Totals::default(),
            reports: Vec::new(),
        };
        let at = subject.at.to_string();
        match Oracles::new(self.effective, subject) {
            Err(reason) => finding.totals.unread.push((at, reason)),
            Ok(oracles) => {
                let cases = cases(&at, sampled, oracles.of(Way::Judged), self.extent);
                let mut bench = Bench {
                    subject: number,
                    oracles: &oracles,
                    judge,
                };
                finding.judge(&mut bench, (&at, &cases), self.extent.told)?;
            }
        }
        Ok(finding)
    }
}

/// The subjects by their positions, those together that have one type and equal constraints: what is sampled for one is what
/// is sampled for all.
fn groups(subjects: &[Subject]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of_type: HashMap<&Type, Vec<usize>> = HashMap::new();
    for (number, subject) in subjects.iter().enumerate() {
        let known = of_type.entry(&subject.ty).or_default();
        let is_like = |group: &&usize| subjects[groups[**group][0]].checks == subject.checks;
        match known.iter().find(is_like) {
            Some(group) => groups[*group].push(number),
            None => {
                known.push(groups.len());
                groups.push(vec![number]);
            }
        }
    }
    groups
}

impl Finding {
    /// A subject that is another one by reference.
    fn by_reference(subject: usize) -> Self {
        Self {
            subject,
            totals: Totals {
                by_reference: 1,
                ..Totals::default()
            },
            reports: Vec::new(),
        }
    }

    fn judge(
        &mut self,
        bench: &mut Bench<'_>,
        (at, cases): (&str, &[Case]),
        most: usize,
    ) -> Result<(), Error> {
        let instances: Vec<&Value> = cases.iter().map(|case| &case.json).collect();
        let verdicts = bench.judge.judge(bench.subject, &instances)?;
        let totals = &mut self.totals;
        totals.schemas = 1;
        totals.instances = cases.len();
        if verdicts.iter().all(|verdict| !verdict.judged.is_empty()) {
            totals.without_valid.push(at.to_owned());
        }
        for (case, verdict) in cases.iter().zip(&verdicts) {
            let Some(found) = compare(bench.oracles, &case.json, verdict, case.comes_back) else {
                totals.agreements += 1;
                continue;
            };
            let schema = &bench.oracles.of(found.way).schema;
            if !totals.intends(&found, &case.json, schema) && self.reports.len() < most {
                let at = at.to_owned();
                let least = shrink(bench, &case.json, found)?;
                self.reports.push(Report { at, least });
            }
        }
        Ok(())
    }
}
