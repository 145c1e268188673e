//! The last line: what a whole corpus came to.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use serde::Serialize;

use super::examination::Times;
use super::outcome::{Entry, Generation};
use super::verdict::{Aspect, Verdict};
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
    /// None where nobody asked for them; errors among them.
    pub clippy_warnings: Option<usize>,
    pub doc_warnings: Option<usize>,
    pub doctests: Option<usize>,
    pub generating_milliseconds: u128,
    pub compiling_milliseconds: u128,
    pub documenting_milliseconds: u128,
}

impl Totals {
    /// Adds up entries.
    pub fn new(entries: &[Entry], generating: Duration, times: &Times) -> Self {
        let count = |holds: fn(&Entry) -> bool| entries.iter().filter(|it| holds(it)).count();
        let verdicts = |aspect| {
            entries
                .iter()
                .filter_map(move |it| it.verdicts.get(&aspect))
        };
        let faults = |aspect| verdicts(aspect).map(Verdict::faults).sum();
        let compiled = verdicts(Aspect::Compilation).filter(|it| it.is_clean());
        let documented = |aspect| times.documenting.map(|_| faults(aspect));
        let milliseconds = |time: Option<Duration>| time.unwrap_or_default().as_millis();
        let mut totals = Self {
            documents: entries.len(),
            generated: count(Entry::is_generated),
            compiled: times.compiling.map(|_| compiled.count()),
            left_out: count(|entry| entry.generation == Generation::LeftOut),
            failed: count(Entry::is_failed),
            clippy_warnings: documented(Aspect::Clippy),
            doc_warnings: documented(Aspect::Docs),
            doctests: documented(Aspect::Doctests),
            generating_milliseconds: generating.as_millis(),
            compiling_milliseconds: milliseconds(times.compiling),
            documenting_milliseconds: milliseconds(times.documenting),
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
        self.fmt_documents(f)?;
        self.fmt_sizes(f)?;
        self.fmt_lints(f)?;
        self.fmt_times(f)
    }
}

impl Totals {
    fn fmt_documents(&self, f: &mut Formatter<'_>) -> fmt::Result {
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
        write!(f, "{failed} failed, {left_out} left out; ")
    }

    fn fmt_sizes(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            operations,
            types,
            lines,
            errors,
            warnings,
            notes,
            untyped,
            untyped_unjustified,
            ..
        } = self;
        write!(f, "{operations} operations, {types} types, {lines} lines; ")?;
        write!(f, "{errors} errors, {warnings} warnings, {notes} notes; ")?;
        write!(
            f,
            "{untyped} untyped, {untyped_unjustified} of them not justified; "
        )
    }

    fn fmt_lints(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let lints = [
            (self.clippy_warnings, "clippy warnings, "),
            (self.doc_warnings, "doc warnings, "),
            (self.doctests, "doctests; "),
        ];
        lints
            .into_iter()
            .filter_map(|(count, what)| Some((count?, what)))
            .try_for_each(|(count, what)| write!(f, "{count} {what}"))
    }

    fn fmt_times(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let seconds = |milliseconds: u128| milliseconds as f64 / 1000.0;
        let generating = seconds(self.generating_milliseconds);
        write!(f, "{generating:.1} s to generate")?;
        if self.compiled.is_some() {
            let compiling = seconds(self.compiling_milliseconds);
            write!(f, ", {compiling:.1} s to check")?;
        }
        if self.doctests.is_some() {
            let documenting = seconds(self.documenting_milliseconds);
            write!(f, ", {documenting:.1} s to document")?;
        }
        Ok(())
    }
}
