//! What became of one document of a corpus, for the table and as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::documents::Document;
use super::verdict::{Aspect, Verdict};
use crate::report::{Level, Report};
use crate::table::Cell;

/// The columns of the table.
pub const COLUMNS: [&str; 9] = [
    "document",
    "operations",
    "types",
    "lines",
    "ms",
    "MiB",
    "problems",
    "untyped",
    "outcome",
];

/// A document, and what became of it.
#[derive(Serialize)]
pub struct Entry {
    /// The path from the corpus.
    pub document: String,
    /// The crate.
    pub name: String,
    pub generation: Generation,
    /// From the start of its process to its end.
    pub milliseconds: u64,
    /// The most that its process had resident.
    pub kibibytes: u64,
    /// What the generator reports, where it came to that.
    pub report: Option<Report>,
    /// What cargo says of the crate, as far as it was asked.
    #[serde(flatten)]
    pub verdicts: BTreeMap<Aspect, Verdict>,
}

/// How a document's process ended.
#[derive(Clone, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Generation {
    Generated,
    /// Exit status 1: its problems are fatal, or it could not be read or written.
    Refused,
    /// The generator has a fault: a panic, or a signal.
    Crashed,
    KilledOverTime,
    KilledOverMemory,
    /// There was no time left to start it.
    LeftOut,
}

impl Entry {
    /// A document that nothing was done with.
    pub fn left_out(document: &Document) -> Self {
        Self {
            document: document.shown.clone(),
            name: document.name.clone(),
            generation: Generation::LeftOut,
            milliseconds: 0,
            kibibytes: 0,
            report: None,
            verdicts: BTreeMap::new(),
        }
    }

    /// Whether its crate is there.
    pub fn is_generated(&self) -> bool {
        self.generation == Generation::Generated
    }

    /// Whether it was tried and something is wrong.
    pub fn is_failed(&self) -> bool {
        match self.generation {
            Generation::LeftOut => false,
            Generation::Generated => !self.verdicts.values().all(Verdict::is_clean),
            _ => true,
        }
    }

    /// The first messages about its crate.
    pub fn messages(&self) -> impl Iterator<Item = &String> {
        self.verdicts.values().flat_map(|it| &it.messages)
    }

    /// The row of the table.
    pub fn row(&self) -> Vec<Cell> {
        let report = |figure: fn(&Report) -> usize| {
            let text = self.report.as_ref().map(|it| figure(it).to_string());
            Cell::Figure(text.unwrap_or_default())
        };
        vec![
            Cell::Text(self.document.clone()),
            report(|it| it.operations),
            report(|it| it.types),
            report(|it| it.lines),
            Cell::number(self.milliseconds),
            Cell::number(self.kibibytes.div_ceil(1024)),
            Cell::Text(self.report.as_ref().map(problems).unwrap_or_default()),
            Cell::Text(self.report.as_ref().map(untyped).unwrap_or_default()),
            Cell::Text(self.outcome()),
        ]
    }

    fn outcome(&self) -> String {
        let generation = match self.generation {
            Generation::Generated => "generated",
            Generation::Refused => "REFUSED",
            Generation::Crashed => "CRASHED",
            Generation::KilledOverTime => "KILLED: beyond the bound of time",
            Generation::KilledOverMemory => "KILLED: beyond the bound of memory",
            Generation::LeftOut => "left out: no time was left",
        };
        let told = self.verdicts.iter().find(|(_, it)| !it.is_clean());
        match (told, self.verdicts.last_key_value()) {
            (Some((aspect, verdict)), _) => fault(*aspect, verdict),
            (None, None) => generation.to_owned(),
            (None, Some((Aspect::Compilation, _))) => "compiled".to_owned(),
            (None, Some(_)) => "compiled, linted, documented".to_owned(),
        }
    }
}

/// What is wrong with one aspect of a crate.
fn fault(aspect: Aspect, verdict: &Verdict) -> String {
    let Verdict {
        finished,
        errors,
        warnings,
        ..
    } = verdict;
    let what = match aspect {
        Aspect::Compilation => "NOT COMPILED",
        Aspect::Clippy => "NOT CLEAN TO CLIPPY",
        Aspect::Docs if !finished => "NOT DOCUMENTED",
        Aspect::Docs => "NOT CLEAN TO RUSTDOC",
        Aspect::Doctests => "TESTS IN DOCS",
    };
    format!("{what}: {errors} errors, {warnings} warnings")
}

/// Errors, warnings and notes, those that there are: `2 E, 13 W`.
fn problems(report: &Report) -> String {
    let levels = [
        (Level::Fatal, "F"),
        (Level::Error, "E"),
        (Level::Warning, "W"),
        (Level::Note, "N"),
    ];
    let counts = levels.map(|(level, letter)| (report.count(level), letter));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = counts
        .map(|(count, letter)| format!("{count} {letter}"))
        .collect();
    words.join(" ")
}

/// How many places have no type, and how many of those should have one.
fn untyped(report: &Report) -> String {
    let all = report.untyped.len();
    match report.untyped.iter().filter(|it| !it.justified).count() {
        0 if all == 0 => String::new(),
        0 => all.to_string(),
        wrong => format!("{all}, {wrong} NOT justified"),
    }
}
