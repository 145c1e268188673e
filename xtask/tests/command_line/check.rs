//! `gen --check`: each file that is not as generated is named with the command that mends it, and nothing is written.

use crate::scratch::Scratch;

/// Breaks what `gen` wrote, and asserts what `gen --check` says of it.
#[track_caller]
fn check(name: &str, spoil: impl Fn(&Scratch), told: &[&str]) {
    let scratch = Scratch::generated(name);
    scratch.run(&["gen", "--check"]).expect_success();
    spoil(&scratch);
    let before = scratch.files("");
    let run = scratch
        .run(&["gen", "--check"])
        .expect(1, told)
        .expect(1, &["mend with: cargo xtask gen\n"]);
    assert_eq!(run.stderr.lines().count(), told.len() + 1, "{}", run.stderr);
    assert_eq!(before, scratch.files(""));
    scratch.run(&["gen"]).expect_success();
    scratch.run(&["gen", "--check"]).expect_success();
}

#[test]
fn an_edited_file_is_stale() {
    let edit = |scratch: &Scratch| scratch.write("generated/src/lib.rs", "// edited\n");
    check("edited", edit, &["stale    generated/src/lib.rs\n"]);
}

#[test]
fn other_line_endings_are_stale() {
    let edit = |scratch: &Scratch| {
        let text = scratch.read("generated/src/lib.rs").replace('\n', "\r\n");
        scratch.write("generated/src/lib.rs", text);
    };
    check("line-endings", edit, &["stale    generated/src/lib.rs\n"]);
}

#[test]
fn bytes_that_are_no_text_are_stale() {
    let edit = |scratch: &Scratch| scratch.write("generated/Cargo.toml", b"\xFF\xFE");
    check("bytes", edit, &["stale    generated/Cargo.toml\n"]);
}

#[test]
fn a_deleted_file_is_missing() {
    let edit = |scratch: &Scratch| scratch.remove("generated/src/pets/mod.rs");
    check("deleted", edit, &["missing  generated/src/pets/mod.rs\n"]);
}

#[test]
fn an_added_file_is_foreign() {
    let edit = |scratch: &Scratch| {
        scratch.write("generated/src/ours.rs", "");
        scratch.write("generated/tests/ours.txt", "");
    };
    check(
        "added",
        edit,
        &[
            "foreign  generated/src/ours.rs\n",
            "foreign  generated/tests/ours.txt\n",
        ],
    );
}

#[test]
fn every_generated_file_is_watched() {
    let scratch = Scratch::generated("every");
    let generated = scratch.files("generated").into_keys();
    let theirs = |path: &String| !path.contains("/runtime/") && !path.contains("/examples/");
    for path in generated.filter(theirs) {
        let text = scratch.read(&path);
        scratch.remove(&path);
        scratch
            .run(&["gen", "--check"])
            .expect(1, &[&format!("missing  {path}\n"), "1 file is"]);
        scratch.write(&path, text + " ");
        scratch
            .run(&["gen", "--check"])
            .expect(1, &[&format!("stale    {path}\n"), "1 file is"]);
        scratch.run(&["gen"]).expect_success();
    }
}

#[test]
fn a_changed_document_makes_files_stale() {
    let scratch = Scratch::generated("document");
    scratch.write("specs/pets.yaml", crate::scratch::pets_and_owners());
    scratch
        .run(&["gen", "--check"])
        .expect(1, &["missing  generated/src/pets/", "cargo xtask gen"]);
}
