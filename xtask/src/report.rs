//! `--report`: what generating one document came to, as JSON. `README.md` documents its fields.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::{Problem, Severity};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::generation::Finished;
use crate::title::title;

/// What generating one document came to.
#[derive(Serialize, Deserialize)]
pub struct Report {
    /// The document's path, as the command line gave it.
    pub document: String,
    /// The module.
    pub name: String,
    /// `info.title`; none where the document could not be read.
    pub title: Option<String>,
    /// Whether its problems let nothing be written.
    pub refused: bool,
    /// How many operations and types it has.
    pub operations: usize,
    pub types: usize,
    /// What was written.
    pub files: usize,
    pub lines: usize,
    pub bytes: usize,
    /// Reading and generating, without writing.
    pub milliseconds: u64,
    /// The schemas that came to any JSON.
    pub untyped: Vec<UntypedPlace>,
    pub problems: Vec<PlacedProblem>,
}

/// A schema that came to any JSON.
#[derive(Serialize, Deserialize)]
pub struct UntypedPlace {
    pub file: String,
    pub pointer: String,
    /// Whether the schema says nothing of a type.
    pub justified: bool,
}

/// What is wrong with the document, and where.
#[derive(Serialize, Deserialize)]
pub struct PlacedProblem {
    pub severity: Level,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub pointer: String,
    pub message: String,
}

/// [`Severity`], as the report spells it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Fatal,
    Error,
    Warning,
    Note,
}

impl Report {
    /// The report of a document of which these files are written.
    pub fn new(finished: &Finished, refused: bool, files: &BTreeMap<String, String>) -> Self {
        let generated = finished.generated();
        let untyped = generated.iter().flat_map(|generated| &generated.untyped);
        Self {
            document: finished.shown().to_owned(),
            name: finished.name().to_owned(),
            title: finished.effective().and_then(title),
            refused,
            operations: generated.map_or(0, |generated| generated.operations),
            types: generated.map_or(0, |generated| generated.types),
            files: files.len(),
            lines: files.values().map(|text| text.lines().count()).sum(),
            bytes: files.values().map(String::len).sum(),
            milliseconds: finished.milliseconds(),
            untyped: untyped.map(UntypedPlace::from).collect(),
            problems: finished.problems().iter().map(Into::into).collect(),
        }
    }

    /// How many problems are of this severity.
    pub fn count(&self, level: Level) -> usize {
        let of = |problem: &&PlacedProblem| problem.severity == level;
        self.problems.iter().filter(of).count()
    }

    /// Reads what [`write_json`] wrote; none where there is no report.
    pub fn read(path: &Path) -> Option<Self> {
        let bytes = fs::read(path).ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

/// Writes a value as JSON.
pub fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Error> {
    let unwritable = |source| Error::io("written", path, source);
    let mut text = serde_json::to_string_pretty(value).map_err(|fault| unwritable(fault.into()))?;
    text.push('\n');
    fs::write(path, text).map_err(unwritable)
}

impl From<&generator::Untyped> for UntypedPlace {
    fn from(untyped: &generator::Untyped) -> Self {
        Self {
            file: untyped.file.clone(),
            pointer: untyped.at.to_string(),
            justified: untyped.justified,
        }
    }
}

impl From<&Problem> for PlacedProblem {
    fn from(problem: &Problem) -> Self {
        Self {
            severity: problem.severity.into(),
            file: problem.file.clone(),
            line: problem.line,
            column: problem.column,
            pointer: problem.at.to_string(),
            message: problem.message.clone(),
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Fatal => Self::Fatal,
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Note => Self::Note,
        }
    }
}
