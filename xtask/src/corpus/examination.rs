//! All generated crates through cargo: each question is one run of it over the whole workspace.

use std::path::Path;
use std::time::{Duration, Instant};

use super::folders::Folders;
use super::outcome::Entry;
use super::verdict::{Aspect, Verdicts};
use super::workspace;
use crate::arguments::CorpusArguments;
use crate::error::Error;
use crate::steps::{Step, read_lines};

/// How far the crates are examined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Examination {
    /// Not at all.
    None,
    /// They are compiled.
    Check,
    /// They are compiled and linted, and their docs are built and searched for tests.
    Lint,
}

/// How long it took; none where it was not asked.
#[derive(Default)]
pub struct Times {
    pub compiling: Option<Duration>,
    pub documenting: Option<Duration>,
}

/// A run of cargo, and what its answers are about.
struct Question {
    step: Step,
    aspects: &'static [Aspect],
}

const CHECK: Question = Question {
    step: Step {
        name: "cargo check",
        arguments: &["check"],
        environment: &[],
    },
    aspects: &[Aspect::Compilation],
};

/// It compiles too.
const CLIPPY: Question = Question {
    step: Step {
        name: "cargo clippy",
        arguments: &["clippy", "--no-deps"],
        environment: &[],
    },
    aspects: &[Aspect::Compilation, Aspect::Clippy],
};

const DOCS: Question = Question {
    step: Step {
        name: "cargo doc",
        arguments: &["doc", "--no-deps"],
        environment: &[("RUSTDOCFLAGS", "")],
    },
    aspects: &[Aspect::Docs],
};

/// `cargo test --doc` would build the crates first; rustdoc needs no more than their text to list what it would run.
const DOCTESTS: Question = Question {
    step: Step {
        name: "cargo doc, listing tests",
        arguments: &["doc", "--no-deps"],
        environment: &[("RUSTDOCFLAGS", "--test --test-args=--list")],
    },
    aspects: &[Aspect::Doctests],
};

/// Asks cargo about what was generated, and tells each entry what it says.
pub fn examine(
    root: &Path,
    folders: &Folders,
    arguments: &CorpusArguments,
    entries: &mut [Entry],
) -> Result<Times, Error> {
    let (compiling, documenting): (_, &[Question]) = match arguments.examination() {
        Examination::None => return Ok(Times::default()),
        Examination::Check => (CHECK, &[]),
        Examination::Lint => (CLIPPY, &[DOCS, DOCTESTS]),
    };
    workspace::write(root, folders, entries)?;
    let mut ask = |questions: &[Question]| {
        let start = Instant::now();
        let mut questions = questions.iter();
        questions.try_for_each(|it| it.ask(folders, arguments.jobs, entries))?;
        Ok(start.elapsed())
    };
    Ok(Times {
        compiling: Some(ask(&[compiling])?),
        documenting: match documenting {
            [] => None,
            questions => Some(ask(questions)?),
        },
    })
}

impl Question {
    fn ask(
        &self,
        folders: &Folders,
        jobs: Option<usize>,
        entries: &mut [Entry],
    ) -> Result<(), Error> {
        let mut command = self.step.command();
        command
            .args(["--offline", "--quiet", "--workspace", "--keep-going"])
            .args(["--message-format=json", "--target-dir"])
            .arg(&folders.build)
            .args(jobs.map(|jobs| format!("--jobs={jobs}")))
            .env("CARGO_INCREMENTAL", "0")
            .current_dir(&folders.all);
        let mut verdicts = Verdicts::new(&folders.all);
        let succeeded = read_lines(command, |line| verdicts.read(line, self.aspects))?;
        let mut told = false;
        for entry in entries.iter_mut().filter(|entry| entry.is_generated()) {
            for aspect in self.aspects {
                let verdict = verdicts.remove(&folders.crates.join(&entry.name), *aspect);
                told |= !verdict.is_clean();
                entry.verdicts.insert(*aspect, verdict);
            }
        }
        if succeeded || told {
            return Ok(());
        }
        Err(Error::Step {
            name: self.step.name,
        })
    }
}
