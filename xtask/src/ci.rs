//! `ci`: every check that a change has to pass. What fails fastest comes first.

use std::path::Path;
use std::time::Instant;

use crate::arguments::{CorpusArguments, Mode};
use crate::console;
use crate::corpus::{self, Examination};
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
    let own = root.join(CORPUS);
    check_corpus(root, &CorpusArguments::of_ci(own, Examination::Lint, None))?;
    let shared = root.join(SHARED);
    if shared.is_dir() {
        let arguments = CorpusArguments::of_ci(shared, Examination::Check, Some(WITHIN));
        return check_corpus(root, &arguments);
    }
    console::say(format_args!("== {SHARED}: skipped, it is not there"));
    Ok(())
}

fn check_corpus(root: &Path, arguments: &CorpusArguments) -> Result<(), Error> {
    let word = match arguments.examination() {
        Examination::None => "",
        Examination::Check => " --check",
        Examination::Lint => " --lint",
    };
    let name = format!("cargo xtask corpus {}{word}", arguments.folder.display());
    console::say(format_args!("== {name}"));
    timed(&name, || corpus::run(root, arguments))
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
