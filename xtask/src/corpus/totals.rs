//! The last line: what a whole corpus came to.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use serde::Serialize;

use super::outcome::{Entry, Generation};
use crate::report::{Level, Report};

/// What a corpus came to.
#[derive(Default, Serialize)]
pub struct Totals {
    pub documents: usize,
    pub generated: usize,
    /// None where the compiler was not asked.
    pub compiled: Option<usize>,
    pub left_out: usize,
    pub failed: usize,
    pub operations: usize,
    pub types: usize,
    pub lines: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub untyped: usize,
    pub untyped_unjustified: usize,
    pub generating_milliseconds: u128,
    pub compiling_milliseconds: u128,
}

impl Totals {
    /// Adds up entries; the compiler was asked if there is a time of its own.
    pub fn new(entries: &[Entry], generating: Duration, compiling: Option<Duration>) -> Self {
        let count = |holds: fn(&Entry) -> bool| entries.iter().filter(|it| holds(it)).count();
        let is_clean = |entry: &Entry| entry.compilation.as_ref().is_some_and(|it| it.is_clean());
        let mut totals = Self {
            documents: entries.len(),
            generated: count(Entry::is_generated),
            compiled: compiling.map(|_| count(is_clean)),
            left_out: count(|entry| entry.generation == Generation::LeftOut),
            failed: count(Entry::is_failed),
            generating_milliseconds: generating.as_millis(),
            compiling_milliseconds: compiling.unwrap_or_default().as_millis(),
            ..Self::default()
        };
        let reports = entries.iter().filter_map(|entry| entry.report.as_ref());
        reports.for_each(|report| totals.add(report));
        totals
    }

    fn add(&mut self, report: &Report) {
        self.operations += report.operations;
        self.types += report.types;
        self.lines += report.lines;
        self.errors += report.count(Level::Error) + report.count(Level::Fatal);
        self.warnings += report.count(Level::Warning);
        self.notes += report.count(Level::Note);
        self.untyped += report.untyped.len();
        self.untyped_unjustified += report.untyped.iter().filter(|it| !it.justified).count();
    }
}

impl Display for Totals {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            documents,
            generated,
            left_out,
            failed,
            ..
        } = self;
        write!(f, "{documents} documents: {generated} generated, ")?;
        if let Some(compiled) = self.compiled {
            write!(f, "{compiled} compiled, ")?;
        }
        write!(f, "{failed} failed, {left_out} left out; ")?;
        let Self {
            operations,
            types,
            lines,
            ..
        } = self;
        write!(f, "{operations} operations, {types} types, {lines} lines; ")?;
        let Self {
            errors,
            warnings,
            notes,
            ..
        } = self;
        write!(f, "{errors} errors, {warnings} warnings, {notes} notes; ")?;
        let unjustified = self.untyped_unjustified;
        let untyped = self.untyped;
        write!(
            f,
            "{untyped} untyped, {unjustified} of them not justified; "
        )?;
        let seconds = |milliseconds: u128| milliseconds as f64 / 1000.0;
        let generating = seconds(self.generating_milliseconds);
        write!(f, "{generating:.1} s to generate")?;
        match self.compiled {
            Some(_) => write!(
                f,
                ", {:.1} s to check",
                seconds(self.compiling_milliseconds)
            ),
            None => Ok(()),
        }
    }
}
