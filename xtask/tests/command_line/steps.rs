//! `ci` and `bless`: what they run, with a program in cargo's place that writes down how it was called.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::scratch::{PETS, Run, Scratch};

/// What cargo prints of a crate that compiles.
const COMPILED: &str =
    r#"echo '{"reason":"compiler-artifact","manifest_path":"'"$PWD"'/crates/pets/Cargo.toml"}'"#;

/// A generated workspace with a corpus of one document.
fn with_corpus(name: &str) -> Scratch {
    let scratch = Scratch::generated(name);
    scratch.write("xtask/tests/corpus/pets.yaml", PETS);
    scratch.write("Cargo.lock", "");
    scratch
}

/// Runs a command with a shell script in cargo's place, after it wrote its words into `log`.
fn run(scratch: &Scratch, word: &str, script: &str) -> Run {
    let cargo = scratch.path("cargo.sh");
    scratch.write(
        "cargo.sh",
        format!("#!/bin/sh\necho \"$@\" >> log\n{script}\n"),
    );
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755))
        .expect("it can be made a program");
    scratch.run_with(&[word], &[("CARGO", &cargo)])
}

#[track_caller]
fn check(scratch: &Scratch, expected: &[&str]) {
    let log = fs::read_to_string(scratch.path("log")).unwrap_or_default();
    assert_eq!(log.lines().collect::<Vec<_>>(), expected);
}

const FMT: &str = "fmt --all --check";
const CLIPPY: &str = "clippy --locked --workspace --all-targets -- -D warnings";
const DOC: &str = "doc --locked --workspace --no-deps";
const TEST: &str = "test --locked --workspace";

#[test]
fn ci_runs_all_steps() {
    let scratch = with_corpus("ci");
    let script = format!(
        "[ \"$3\" != --offline ] || {{ {COMPILED}; exit; }}; [ \"$1\" != doc ] || [ \"$RUSTDOCFLAGS\" = '-D warnings' ]"
    );
    let run = run(&scratch, "ci", &script).expect_success();
    check(&scratch, &[FMT, CLIPPY, DOC, TEST]);
    assert_eq!(
        run.stdout.matches(": passed in ").count(),
        6,
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("== ../shared/corpus: skipped, it is not there"),
        "{}",
        run.stdout
    );
}

#[test]
fn ci_fails_where_the_corpus_does() {
    let scratch = with_corpus("ci-corpus");
    let script = "[ \"$3\" != --offline ]";
    let run = run(&scratch, "ci", script).expect(1, &["1 of the documents failed"]);
    assert!(run.stdout.contains("--lint: FAILED in "), "{}", run.stdout);
}

#[test]
fn ci_stops_at_the_first_failure() {
    let scratch = Scratch::generated("ci-stops");
    let run =
        run(&scratch, "ci", "[ \"$1\" != clippy ]").expect(1, &["error: `cargo clippy` failed"]);
    check(&scratch, &[FMT, CLIPPY]);
    assert!(
        run.stdout.contains("== cargo clippy: FAILED in "),
        "{}",
        run.stdout
    );
}

#[test]
fn ci_checks_what_is_generated_first() {
    let scratch = Scratch::new("ci-stale");
    run(&scratch, "ci", "").expect(1, &["missing  generated/Cargo.toml", "cargo xtask gen"]);
    check(&scratch, &[]);
}

#[test]
fn bless_tells_what_changed() {
    let scratch = Scratch::new("bless");
    scratch.write("generator/tests/golden/gone/a.rs", "");
    scratch.write("generator/tests/golden/same/a.rs", "");
    scratch.write("generated/tests/ui/a.stderr", "old");
    let script = "case \"$BLESS$TRYBUILD\" in
        1) echo new > generator/tests/golden/new.rs; rm generator/tests/golden/gone/a.rs;;
        overwrite) echo new > generated/tests/ui/a.stderr;;
    esac";
    let run = run(&scratch, "bless", script).expect_success();
    check(
        &scratch,
        &[
            "test --locked --package generator",
            "test --locked --package generated",
        ],
    );
    let changes = run.stdout.lines().filter(|line| !line.starts_with("=="));
    let expected = [
        "changed  generated/tests/ui/a.stderr",
        "gone     generator/tests/golden/gone/a.rs",
        "new      generator/tests/golden/new.rs",
    ];
    assert_eq!(changes.collect::<Vec<_>>(), expected);
}

#[test]
fn bless_fails_where_a_test_fails() {
    let scratch = Scratch::new("bless-fails");
    let run = run(&scratch, "bless", "[ \"$4\" != generator ]")
        .expect(1, &["error: `goldens of the generator` failed"]);
    assert!(run.stdout.contains("nothing changed"), "{}", run.stdout);
    assert!(
        run.stdout.contains("== expectations of trybuild"),
        "{}",
        run.stdout
    );
}

#[test]
fn bench_hands_over_to_a_release_build() {
    let scratch = Scratch::new("bench-release");
    let words = ["bench", "specs/pets.yaml"];
    scratch.write("cargo.sh", "#!/bin/sh\necho \"$@\" > log\n");
    let cargo = scratch.path("cargo.sh");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755))
        .expect("it can be made a program");
    scratch
        .run_with(&words, &[("CARGO", &cargo)])
        .expect_success();
    let log = scratch.read("log");
    assert!(
        log.starts_with("run --release --quiet --package xtask --manifest-path "),
        "{log}"
    );
    assert!(log.ends_with(" bench specs/pets.yaml\n"), "{log}");
}

#[test]
fn what_a_command_costs_is_measured() {
    let scratch = Scratch::new("measure");
    let run = scratch.run(&["measure", "--", "sh", "-c", "exit 0"]);
    let cost: Value = serde_json::from_str(&run.expect_success().stdout).expect("it is JSON");
    assert!(cost["cpu_seconds"].is_f64() && cost["kibibytes"].as_u64() > Some(0));
    scratch
        .run(&["measure", "--", "sh", "-c", "exit 3"])
        .expect(1, &["error: `measure` failed"]);
}
