//! The record that a judging reader keeps.

use super::{Reader, Segment};
use crate::error::{DecodeError, push_segment};
use crate::judge::shared;
use crate::shape::{Branch, Composition, Kinds, Union};
use crate::validate::{Terms, Violation};

/// How many violations are recorded; hostile text could hold any number.
const MOST: usize = 100;

/// What a judging reader has recorded.
#[derive(Debug)]
pub struct Findings {
    /// What leniency let in and what did not fit.
    pub violations: Vec<Violation>,
    /// Whether every value was decoded, so that validating what was decoded means something.
    pub complete: bool,
}

/// The record, and the place that is being read.
pub(super) struct Judge {
    at: String,
    findings: Findings,
    pub(super) terms: Terms,
}

impl Default for Findings {
    fn default() -> Self {
        Self {
            violations: Vec::new(),
            complete: true,
        }
    }
}

impl Judge {
    pub(super) fn new(terms: Terms) -> Self {
        Self {
            at: String::new(),
            findings: Findings::default(),
            terms,
        }
    }

    fn record(&mut self, violation: Violation) {
        if self.findings.violations.len() < MOST {
            self.findings.violations.push(violation);
        }
    }
}

impl Reader<'_> {
    /// What [`Reader::judging`] has recorded; nothing where the reader does not judge.
    pub fn findings(self) -> Findings {
        self.judge
            .map_or_else(Findings::default, |judge| judge.findings)
    }

    /// Records a violation at the place that is being read.
    pub(super) fn record(&mut self, keyword: &'static str, message: impl FnOnce() -> String) {
        if let Some(judge) = &mut self.judge {
            let pointer = judge.at.clone();
            judge.record(Violation {
                pointer,
                keyword,
                limit: None,
                message: message(),
            });
        }
    }

    /// Records that a part of the value was not decoded.
    pub(super) fn record_incomplete(&mut self) {
        if let Some(judge) = &mut self.judge {
            judge.findings.complete = false;
        }
    }

    /// Reads one level below this segment; a value that does not fit is recorded and passed over.
    #[cold]
    pub(super) fn judge_below(
        &mut self,
        segment: Segment,
        read: impl FnOnce(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let segment = self.spell(segment);
        let before = self.judge.as_ref().map_or(0, |judge| judge.at.len());
        if let Some(judge) = &mut self.judge {
            push_segment(&mut judge.at, &segment);
        }
        let result = self.judge_value(read);
        if let Some(judge) = &mut self.judge {
            judge.at.truncate(before);
        }
        result.map_err(|error| error.below(&segment))
    }

    fn judge_value(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let mark = self.mark();
        let at = self.judge.as_ref().map_or(0, |judge| judge.at.len());
        match read(self) {
            Err(error) if !error.is_fatal() => {
                if let Some(judge) = &mut self.judge {
                    judge.at.truncate(at);
                    let violation = error.violation(&judge.at);
                    judge.record(violation);
                }
                self.record_incomplete();
                self.rewind(mark);
                self.skip()
            }
            result => result,
        }
    }

    /// Judges the text of a union's value: which branches take it, by their own judges.
    ///
    /// `best` is the branch that leniency would take, or that comes nearest; where it is decided, since a discriminator names
    /// it, no other has to refuse the value.
    pub(super) fn judge_union(
        &mut self,
        union: &'static Union,
        (best, decided): (Option<usize>, bool),
        kind: Kinds,
        raw: &[u8],
    ) {
        let Some(terms) = self.judge.as_ref().map(|judge| judge.terms) else {
            return;
        };
        let found = |branch: &Branch| (branch.judge)(raw, branch.checks, terms);
        if union.composition.is_decided() {
            let decider = union.decider(kind).map(|it| &union.branches[it]);
            return self.record_decided(decider.map(found), union);
        }
        let judge = |position: usize| {
            let branch = &union.branches[position];
            branch.kinds.meets(kind).then(|| found(branch))
        };
        let is_exclusive = union.composition == Composition::OneOf && !decided;
        let others = (0..union.branches.len()).filter(|position| Some(*position) != best);
        let mut refusals = Vec::new();
        let mut taken = 0;
        for violations in best.into_iter().chain(others).filter_map(judge) {
            if !violations.is_empty() {
                refusals.push(violations);
                continue;
            }
            taken += 1;
            if taken == 2 || !is_exclusive {
                break;
            }
        }
        match taken {
            0 => self.record_refusals(union, refusals),
            1 => {}
            _ => self.record("oneOf", || {
                format!("more than one branch of {} takes the value", union.name)
            }),
        }
    }

    /// Records why no branch takes the value, the best branch's refusal first.
    fn record_refusals(&mut self, union: &'static Union, refusals: Vec<Vec<Violation>>) {
        if let Some(shared) = shared(&refusals) {
            return self.record_below(shared.clone());
        }
        self.record(union.composition.keyword(), || {
            format!("no branch of {} takes the value", union.name)
        });
        self.record_below(refusals.into_iter().next().unwrap_or_default());
    }

    /// Records what the branch that decides alone found, or that there is none.
    fn record_decided(&mut self, found: Option<Vec<Violation>>, union: &'static Union) {
        match found {
            Some(violations) => self.record_below(violations),
            None => self.record("type", || {
                format!("{} has no value of this type", union.name)
            }),
        }
    }

    /// Records what was found about the value that is being read.
    fn record_below(&mut self, violations: Vec<Violation>) {
        if let Some(judge) = &mut self.judge {
            for mut violation in violations {
                violation.pointer.insert_str(0, &judge.at);
                judge.record(violation);
            }
        }
    }
}
