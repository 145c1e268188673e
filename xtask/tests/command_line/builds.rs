//! A crate that `gen --document` emits builds by itself: outside the workspace, without network, without a warning.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::scratch::{Run, Scratch};

/// A document that asks for a bit of everything.
const DOCUMENT: &str = include_str!("builds.yaml");

/// A folder below `target`: what is built there stays, so that it is quick the next time.
fn below_target(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn checkout() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = package.parent().expect("the package has a workspace");
    root.to_owned()
}

/// Emits a crate into a folder, with more words, and asserts that it compiles without a warning.
#[track_caller]
fn check(name: &str, words: &[&str]) {
    let scratch = Scratch::new(name);
    scratch.write("kites.yaml", DOCUMENT);
    let out = below_target(name);
    emit(&scratch.path("kites.yaml"), &out, words).expect_success();
    fs::copy(checkout().join("Cargo.lock"), out.join("Cargo.lock")).expect("there is a lock");
    let build = Command::new(env!("CARGO"))
        .args(["rustc", "--offline", "--profile=check", "--", "-Dwarnings"])
        .current_dir(&out)
        .env("CARGO_TARGET_DIR", below_target("builds-target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo starts");
    Run::from(build).expect_success();
}

/// The program as it was built here, so that the runtime is the one of this checkout.
fn emit(document: &Path, out: &Path, words: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("gen").arg("--document").arg(document);
    command.arg("--out").arg(out).args(words);
    Run::from(command.output().expect("the program runs"))
}

#[test]
fn an_emitted_crate_builds_by_itself() {
    check("builds", &["--strict"]);
}

#[test]
fn an_emitted_crate_builds_with_the_runtime_that_is_named() {
    let runtime = checkout().join("generated/runtime");
    let runtime = runtime.to_str().expect("the path is text");
    check("builds-runtime", &["--strict", "--runtime", runtime]);
}
