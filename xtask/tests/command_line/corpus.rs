//! `corpus`: every document below a folder, its table and its last line. What compiles is shown with a program in cargo's
//! place.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::scratch::{PETS, Run, Scratch, pets_with_error};

/// A workspace with these documents in `corpus`.
fn scratch(name: &str, documents: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.write("Cargo.lock", "");
    for (path, text) in documents {
        scratch.write(&format!("corpus/{path}"), text);
    }
    scratch
}

/// Runs `corpus` with more words and a shell script in cargo's place.
fn run(scratch: &Scratch, words: &[&str], script: &str) -> Run {
    scratch.write("cargo.sh", format!("#!/bin/sh\n{script}\n"));
    let cargo = scratch.path("cargo.sh");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let words = [&["corpus", "corpus", "--report", "report.json"], words].concat();
    scratch.run_with(&words, &[("CARGO", &cargo)])
}

fn report(scratch: &Scratch) -> Value {
    serde_json::from_str(&scratch.read("report.json")).expect("the report is JSON")
}

#[test]
fn every_document_is_generated() {
    let documents = [
        ("pets.yaml", PETS),
        ("below/pets.json", "{\"openapi\": \"3.0.0\", \"paths\": {}}"),
        ("below/part.yaml", "Pet: {type: object}\n"),
        ("INDEX.tsv", "openapi"),
        ("broken.yml", &pets_with_error()),
    ];
    let scratch = scratch("corpus", &documents);
    let run = run(&scratch, &[], "exit 1").expect_success();
    let last = run.stdout.lines().last().unwrap_or_default();
    assert!(
        last.starts_with("3 documents: 3 generated, 0 failed, 0 left out; 2 operations, "),
        "{last}"
    );
    assert!(
        run.stdout
            .contains("passed over, for it has no `openapi`: below/part.yaml"),
        "{}",
        run.stdout
    );
    let documents = &report(&scratch)["documents"];
    let names: Vec<_> = documents
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| &it["document"])
        .collect();
    assert_eq!(names, ["below/pets.json", "broken.yml", "pets.yaml"]);
    assert_eq!(
        documents[1]["report"]["problems"][0]["severity"],
        json!("error")
    );
    assert!(
        scratch
            .path("target/corpus/crates/pets/src/lib.rs")
            .is_file()
    );
    assert!(
        scratch
            .path("target/corpus/crates/below_pets/src/lib.rs")
            .is_file()
    );
}

#[test]
fn a_document_that_cannot_be_read_fails() {
    let scratch = scratch(
        "corpus-fatal",
        &[("a.yaml", "openapi: ["), ("pets.yaml", PETS)],
    );
    let run =
        run(&scratch, &[], "exit 1").expect(1, &["a.yaml", "fatal: ", "1 of the documents failed"]);
    assert!(run.stdout.contains("REFUSED"), "{}", run.stdout);
    assert_eq!(report(&scratch)["totals"]["failed"], json!(1));
}

#[test]
fn folders_that_another_run_uses_are_refused() {
    let scratch = scratch("corpus-in-use", &[("pets.yaml", PETS)]);
    scratch.write("target/corpus/lock", "");
    let lock = File::create(scratch.path("target/corpus/lock")).expect("it is there");
    lock.try_lock().expect("nobody else has it");
    let said = ["target/corpus: another `corpus` is at work there"];
    run(&scratch, &[], "exit 1").expect(1, &said);
    drop(lock);
    run(&scratch, &[], "exit 1").expect_success();
}

#[test]
fn what_takes_too_long_or_too_much_is_killed() {
    let scratch = scratch("corpus-bounds", &[("pets.yaml", PETS)]);
    let slow = run(&scratch, &["--time", "0"], "exit 1").expect(1, &[]);
    assert!(
        slow.stdout.contains("KILLED: beyond the bound of time"),
        "{}",
        slow.stdout
    );
    if cfg!(target_os = "linux") {
        let large = run(&scratch, &["--memory", "0"], "exit 1").expect(1, &[]);
        assert!(
            large.stdout.contains("KILLED: beyond the bound of memory"),
            "{}",
            large.stdout
        );
    }
}

#[test]
fn the_compiler_is_asked_for_all_at_once() {
    let documents = [
        ("good.yaml", PETS),
        ("warned.yaml", PETS),
        ("wrong.yaml", PETS),
    ];
    let scratch = scratch("corpus-check", &documents);
    let script = r#"line() { echo '{"reason":"'$1'","manifest_path":"'"$PWD"'/crates/'$2'/Cargo.toml","message":'"$3"'}'; }
        echo "$@" > words; cp Cargo.toml workspace.txt
        line compiler-artifact good null
        line compiler-message warned '{"level":"warning","rendered":"unused"}'
        line compiler-artifact warned null
        line compiler-message wrong '{"level":"error","rendered":"E0308"}'
        exit 101"#;
    let run = run(&scratch, &["--check"], script)
        .expect(1, &["unused", "E0308", "2 of the documents failed"]);
    assert!(
        run.stdout.contains("NOT COMPILED: 0 errors, 1 warnings"),
        "{}",
        run.stdout
    );
    assert_eq!(report(&scratch)["totals"]["compiled"], json!(1));
    assert!(
        scratch
            .read("target/corpus/words")
            .starts_with("check --offline")
    );
    let members = scratch.read("target/corpus/workspace.txt");
    assert!(
        members.contains("\"crates/good\",\n    \"crates/warned\","),
        "{members}"
    );
    assert!(
        !scratch
            .read("target/corpus/crates/good/Cargo.toml")
            .contains("[workspace]")
    );
}

/// What cargo prints of a crate, by its name.
const LINE: &str = r#"line() { echo '{"reason":"'$1'","manifest_path":"'"$PWD"'/crates/'$2'/Cargo.toml","message":'"$3"'}'; }
    for name in clean linted undocumented tested; do line compiler-artifact $name null; done
    "#;

#[test]
fn clippy_and_rustdoc_are_asked() {
    let names = ["clean", "linted", "undocumented", "tested"];
    let paths = names.map(|name| format!("{name}.yaml"));
    let documents: Vec<_> = paths.iter().map(|path| (path.as_str(), PETS)).collect();
    let scratch = scratch("corpus-lint", &documents);
    let script = format!(
        r#"{LINE} echo "$@" $RUSTDOCFLAGS >> words
        case "$1$RUSTDOCFLAGS" in
        clippy) line compiler-message linted '{{"level":"warning","code":{{"code":"clippy::l"}},"rendered":"a lint"}}';;
        doc) case "$*" in */undocumented/*)
            line compiler-message undocumented '{{"level":"warning","rendered":"a link to nothing"}}';;
            esac;;
        *) echo 'crates/tested/src/a.rs - a::B (line 7): test';;
        esac"#
    );
    let said = [
        "a lint",
        "a link to nothing",
        "a::B (line 7)",
        "3 of the documents failed",
    ];
    let run = run(&scratch, &["--lint", "--jobs", "2"], &script).expect(1, &said);
    for outcome in [
        "compiled, linted, documented",
        "NOT CLEAN TO CLIPPY: 0 errors, 1 warnings",
        "NOT CLEAN TO RUSTDOC: 0 errors, 1 warnings",
        "TESTS IN DOCS: 1 errors, 0 warnings",
        " 4 compiled, 3 failed, ",
        "; 1 clippy warnings, 1 doc warnings, 1 doctests; ",
    ] {
        assert!(run.stdout.contains(outcome), "{outcome}: {}", run.stdout);
    }
    let words = scratch.read("target/corpus/words");
    let words: Vec<_> = words.lines().collect();
    let runs = |word: &str| words.iter().filter(|it| it.starts_with(word)).count();
    assert_eq!((runs("clippy"), runs("doc")), (1, 4 + 1), "{words:?}");
    assert!(
        words
            .iter()
            .all(|it| it.contains(" --no-deps ") && it.contains(" --jobs=2"))
    );
    assert!(words[5].ends_with("--test --test-args=--list"), "{words:?}");
    let report = report(&scratch);
    assert_eq!(report["totals"]["doc_warnings"], json!(1));
    assert_eq!(report["documents"][1]["clippy"]["warnings"], json!(1));
    assert_eq!(
        report["documents"][3]["docs"]["messages"],
        json!(["a link to nothing"])
    );
}

#[test]
fn what_is_gone_from_the_corpus_goes() {
    let scratch = scratch("corpus-gone", &[("a.yaml", PETS), ("b.yaml", PETS)]);
    run(&scratch, &[], "exit 1").expect_success();
    scratch.remove("corpus/b.yaml");
    run(&scratch, &[], "exit 1").expect_success();
    assert!(!scratch.path("target/corpus/crates/b").exists());
    scratch.remove("corpus/a.yaml");
    run(&scratch, &[], "exit 1").expect(1, &["corpus: holds no document"]);
}
