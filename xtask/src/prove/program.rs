//! The program that judges for a document: the emitted crate with a table of its subjects, spoken to line by line.

use std::io::{BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ChildStdin;
use std::thread;

use generator::Generated;
use generator::emit::tests::emit_subjects;
use serde_json::Value;

use super::judge::{Judge, Verdict};
use crate::error::Error;
use crate::site::{Running, Site};

/// What the program does.
const MAIN: &str = include_str!("program/main.rs");

/// Builds the program of this document; gives its path.
pub fn build(site: &Site, generated: &Generated) -> Result<PathBuf, Error> {
    let sources = [
        ("main.rs", MAIN.to_owned()),
        ("subjects.rs", emit_subjects(&generated.ir)),
    ];
    site.build(generated, sources)
}

/// A program that is running.
pub struct Program {
    path: PathBuf,
    running: Running,
}

impl Program {
    /// Starts the program at `path` with this environment.
    pub fn start(path: &Path, environment: &[(&str, &str)]) -> Result<Self, Error> {
        Ok(Self {
            path: path.to_owned(),
            running: Running::start(path, environment)?,
        })
    }
}

impl Judge for Program {
    fn judge(&mut self, subject: usize, instances: &[&Value]) -> Result<Vec<Verdict>, Error> {
        let Self { path, running } = self;
        let (questions, answers) = (&mut running.questions, &mut running.answers);
        let refused = |source| Error::io("asked", path, source);
        thread::scope(|scope| {
            let asking = scope.spawn(|| ask(questions, subject, instances));
            let mut verdicts = Vec::with_capacity(instances.len());
            for _ in instances {
                let mut line = String::new();
                answers.read_line(&mut line).map_err(refused)?;
                let verdict = serde_json::from_str(&line);
                verdicts.push(verdict.map_err(|fault| refused(fault.into()))?);
            }
            let asked = asking
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            asked.map_err(refused)?;
            Ok(verdicts)
        })
    }
}

/// Asks for a verdict on each, and for all answers at once.
fn ask(
    questions: &mut BufWriter<ChildStdin>,
    subject: usize,
    instances: &[&Value],
) -> std::io::Result<()> {
    for instance in instances {
        writeln!(questions, "{subject}\t{instance}")?;
    }
    writeln!(questions)?;
    questions.flush()
}
