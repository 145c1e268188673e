//! All generated crates through cargo, question by question.

use std::path::{Path, PathBuf};
use std::process::Command;
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

/// What cargo is run for, and what its answers are about.
struct Question {
    step: Step,
    aspects: &'static [Aspect],
    extent: Extent,
}

/// What one run of cargo is about.
#[derive(Clone, Copy)]
enum Extent {
    /// All crates.
    Workspace,
    /// One crate, whose docs have a folder to themselves: rustdoc merges the index of each crate into that of all before it,
    /// which costs more than the docs of most.
    Crate,
}

const CHECK: Question = Question {
    step: Step {
        name: "cargo check",
        arguments: &["check"],
        environment: &[],
    },
    aspects: &[Aspect::Compilation],
    extent: Extent::Workspace,
};

/// It compiles too.
const CLIPPY: Question = Question {
    step: Step {
        name: "cargo clippy",
        arguments: &["clippy", "--no-deps"],
        environment: &[],
    },
    aspects: &[Aspect::Compilation, Aspect::Clippy],
    extent: Extent::Workspace,
};

const DOCS: Question = Question {
    step: Step {
        name: "cargo doc",
        arguments: &["doc", "--no-deps"],
        environment: &[("RUSTDOCFLAGS", "")],
    },
    aspects: &[Aspect::Docs],
    extent: Extent::Crate,
};

/// `cargo test --doc` would build the crates first; rustdoc needs no more than their text to list what it would run.
const DOCTESTS: Question = Question {
    step: Step {
        name: "cargo doc, listing tests",
        arguments: &["doc", "--no-deps"],
        environment: &[("RUSTDOCFLAGS", "--test --test-args=--list")],
    },
    aspects: &[Aspect::Doctests],
    extent: Extent::Workspace,
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
        let generated = || entries.iter().filter(|entry| entry.is_generated());
        let manifests: Vec<PathBuf> = match self.extent {
            Extent::Workspace => vec![folders.all.join("Cargo.toml")],
            Extent::Crate => generated().map(|it| folders.manifest(&it.name)).collect(),
        };
        let mut verdicts = Verdicts::new(&folders.all);
        let mut succeeded = true;
        for manifest in manifests {
            folders.clear_docs()?;
            let command = self.command(folders, &manifest, jobs);
            succeeded &= read_lines(command, |line| verdicts.read(line, self.aspects))?;
        }
        let is_told = self.tell(folders, entries, verdicts);
        if succeeded || is_told {
            return Ok(());
        }
        Err(Error::Step {
            name: self.step.name,
        })
    }

    fn command(&self, folders: &Folders, manifest: &Path, jobs: Option<usize>) -> Command {
        let mut command = self.step.command();
        command
            .args(["--offline", "--quiet", "--keep-going"])
            .args(["--message-format=json", "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(&folders.build)
            .args(jobs.map(|jobs| format!("--jobs={jobs}")))
            .env("CARGO_INCREMENTAL", "0")
            .current_dir(&folders.all);
        command
    }

    /// Hands each entry its verdicts; whether any has a fault.
    fn tell(&self, folders: &Folders, entries: &mut [Entry], mut verdicts: Verdicts) -> bool {
        let mut is_told = false;
        for entry in entries.iter_mut().filter(|entry| entry.is_generated()) {
            for aspect in self.aspects {
                let folder = folders.crates.join(&entry.name);
                let verdict = verdicts.remove(&folder, *aspect);
                is_told |= !verdict.is_clean();
                entry.verdicts.insert(*aspect, verdict);
            }
        }
        is_told
    }
}
