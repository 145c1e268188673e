//! `ci`: every check that a change has to pass. What fails fastest comes first.

use std::path::Path;
use std::time::Instant;

use crate::arguments::{CorpusArguments, Mode};
use crate::console;
use crate::corpus;
use crate::error::Error;
use crate::steps::{Step, run_cargo};
use crate::workspace;

const STEPS: &[Step] = &[
    Step {
        name: "cargo fmt",
        arguments: &["fmt", "--all", "--check"],
        environment: &[],
    },
    Step {
        name: "cargo clippy",
        arguments: &[
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        environment: &[],
    },
    Step {
        name: "cargo doc",
        arguments: &["doc", "--locked", "--workspace", "--no-deps"],
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
    },
    Step {
        name: "cargo test",
        arguments: &["test", "--locked", "--workspace"],
        environment: &[],
    },
];

/// Documents of our own writing.
const CORPUS: &str = "xtask/tests/corpus";

/// Documents that people published: where they lie beside the checkout.
const SHARED: &str = "../shared/corpus";

/// For how long further documents of those are started, in seconds.
const WITHIN: u64 = 300;

/// Runs all steps, up to the first that fails, and tells the time of each.
pub fn run(root: &Path) -> Result<(), Error> {
    console::say("== cargo xtask gen --check");
    timed("cargo xtask gen --check", || {
        workspace::run(root, Mode::Check)
    })?;
    STEPS
        .iter()
        .try_for_each(|step| timed(step.name, || run_cargo(root, step)))?;
    check_corpus(root, &root.join(CORPUS), None)?;
    let shared = root.join(SHARED);
    if shared.is_dir() {
        return check_corpus(root, &shared, Some(WITHIN));
    }
    console::say(format_args!("== {SHARED}: skipped, it is not there"));
    Ok(())
}

fn check_corpus(root: &Path, folder: &Path, within: Option<u64>) -> Result<(), Error> {
    let name = format!("cargo xtask corpus {} --check", folder.display());
    console::say(format_args!("== {name}"));
    let arguments = CorpusArguments::checked(folder.to_owned(), within);
    timed(&name, || corpus::run(root, &arguments))
}

fn timed(name: &str, step: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
    let start = Instant::now();
    let result = step();
    let word = if result.is_ok() { "passed" } else { "FAILED" };
    console::say(format_args!(
        "== {name}: {word} in {:.1} s",
        start.elapsed().as_secs_f64()
    ));
    result
}
