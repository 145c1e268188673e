//! `gen --document`: a crate from any document.

use crate::scratch::{PETS, Run, Scratch, pets_and_owners, pets_elsewhere, pets_with_error};

/// Runs `gen --document FILE --out crate` with more words.
fn emit(scratch: &Scratch, file: &str, words: &[&str]) -> Run {
    scratch.run(&[&["gen", "--document", file, "--out", "crate"], words].concat())
}

/// Asserts that a run is refused, and that the output folder is as it was.
#[track_caller]
fn check(scratch: &Scratch, file: &str, words: &[&str], told: &[&str]) {
    let before = scratch.files("");
    emit(scratch, file, words).expect(1, told);
    assert_eq!(before, scratch.files(""));
}

#[test]
fn a_crate_is_written() {
    let scratch = Scratch::new("standalone");
    emit(&scratch, "specs/pets.yaml", &[]).expect_success();
    let manifest = scratch.read("crate/Cargo.toml");
    assert!(
        manifest.starts_with("# @generated") && manifest.contains("\"pet-store\""),
        "{manifest}"
    );
    assert!(
        manifest.contains(&scratch.path("generated/runtime").display().to_string()),
        "{manifest}"
    );
    assert!(scratch.path("crate/src/lib.rs").is_file());
    emit(&scratch, "specs/pets.yaml", &["--check"]).expect_success();
}

#[test]
fn a_name_is_given_or_derived() {
    let scratch = Scratch::new("names");
    scratch.write("Zoo-v2.yaml", PETS.replace("Pet Store", "ペット"));
    emit(&scratch, "Zoo-v2.yaml", &[]).expect_success();
    assert!(scratch.read("crate/Cargo.toml").contains("\"zoo-v2\""));
    emit(&scratch, "Zoo-v2.yaml", &["--name", "my_pets"]).expect_success();
    assert!(scratch.read("crate/Cargo.toml").contains("\"my-pets\""));
    assert!(!scratch.path("crate/src/zoo_v2").exists());
    check(
        &scratch,
        "Zoo-v2.yaml",
        &["--name", "my-pets"],
        &["--name: the API name `my-pets` is not an identifier"],
    );
}

#[test]
fn a_slice_has_what_it_needs() {
    let scratch = Scratch::new("slice");
    let two = format!("{PETS}    Owner: {{type: object}}\n").replace(
        "components:",
        "  /owners:\n    get: {operationId: getOwners, tags: [owners], responses: {\"204\": {description: None.}}}\ncomponents:",
    );
    scratch.write("specs/pets.yaml", two);
    for word in ["owners", "getOwners", "GET /owners"] {
        emit(&scratch, "specs/pets.yaml", &["--only", word]).expect_success();
        assert!(
            scratch
                .path("crate/src/pet_store/resources/owners/mod.rs")
                .is_file()
        );
        assert!(!scratch.path("crate/src/pet_store/resources/pets").exists());
        assert!(!scratch.path("crate/src/pet_store/models").exists());
    }
    let told = [
        "fatal: `cats` selects no operation; an `operationId`, `METHOD /path`, a tag or a resource",
    ];
    check(
        &scratch,
        "specs/pets.yaml",
        &["--only", "owners", "--only", "cats"],
        &told,
    );
}

#[test]
fn the_runtime_is_a_path_or_a_version() {
    let scratch = Scratch::new("runtime");
    emit(&scratch, "specs/pets.yaml", &["--runtime", "0.1"]).expect_success();
    assert!(scratch.read("crate/Cargo.toml").contains("\"0.1\""));
    scratch.write("elsewhere/Cargo.toml", "[package]\n");
    emit(&scratch, "specs/pets.yaml", &["--runtime", "elsewhere"]).expect_success();
    assert!(
        scratch
            .read("crate/Cargo.toml")
            .contains(&scratch.path("elsewhere").display().to_string())
    );
    check(
        &scratch,
        "specs/pets.yaml",
        &["--runtime", "specs"],
        &["--runtime: `specs` is neither"],
    );
}

#[test]
fn errors_leave_out_what_is_broken() {
    let scratch = Scratch::new("lenient");
    scratch.write("broken.yaml", pets_with_error());
    check(
        &scratch,
        "broken.yaml",
        &["--strict"],
        &["broken.yaml:", "nothing was written"],
    );
    emit(&scratch, "broken.yaml", &[]).expect(0, &["broken.yaml:"]);
    assert!(scratch.path("crate/src/lib.rs").is_file());
}

#[test]
fn a_missing_file_leaves_out_what_needs_it() {
    let scratch = Scratch::new("missing-other");
    scratch.write("dangling.yaml", pets_elsewhere("pet.yaml"));
    let told = "dangling.yaml:11:76: error: `pet.yaml#/Pet` names a file that does not exist";
    check(
        &scratch,
        "dangling.yaml",
        &["--strict"],
        &[told, "nothing was written"],
    );
    emit(&scratch, "dangling.yaml", &[]).expect(0, &[told]);
    assert!(scratch.path("crate/src/lib.rs").is_file());
}

#[test]
fn what_cannot_be_read_is_fatal() {
    let scratch = Scratch::new("fatal");
    scratch.write("list.yaml", "[]");
    check(
        &scratch,
        "list.yaml",
        &[],
        &["list.yaml", "nothing was written"],
    );
    check(
        &scratch,
        "none.yaml",
        &[],
        &["error: none.yaml: cannot be read:"],
    );
    check(
        &scratch,
        "specs",
        &[],
        &["error: specs: is not a file; a document in YAML or JSON is expected"],
    );
    check(
        &scratch,
        "specs/pets.yaml",
        &["--overlay", "none.yaml"],
        &["error: none.yaml: cannot be read:"],
    );
}

#[test]
fn an_overlay_that_matches_nothing_is_refused() {
    let scratch = Scratch::new("overlay");
    scratch.write(
        "overlay.yaml",
        "overlay: 1.0.0\ninfo: {title: Mends, version: '1'}\nactions:\n- {target: $.paths.gone, remove: true}\n",
    );
    check(
        &scratch,
        "specs/pets.yaml",
        &["--overlay", "overlay.yaml"],
        &["overlay.yaml:4:", "error: ", "nothing was written"],
    );
}

#[test]
fn only_its_own_crate_is_written_over() {
    let scratch = Scratch::new("ours");
    emit(&scratch, "specs/pets.yaml", &[]).expect_success();
    let first = scratch.files("crate/src");
    scratch.write("crate/notes.md", "Ours.\n");
    scratch.write("more.yaml", pets_and_owners());
    emit(&scratch, "more.yaml", &[]).expect_success();
    assert!(scratch.files("crate/src").len() > first.len());
    emit(&scratch, "specs/pets.yaml", &[]).expect_success();
    assert!(
        scratch.files("crate/src").keys().eq(first.keys()),
        "stale files are deleted"
    );
    assert_eq!(scratch.read("crate/notes.md"), "Ours.\n");
}

#[test]
fn what_others_wrote_is_not_written_over() {
    let scratch = Scratch::new("theirs");
    scratch.write("crate/src/lib.rs", "");
    check(
        &scratch,
        "specs/pets.yaml",
        &[],
        &["--out: crate has files that this command did not write"],
    );
    scratch.write("crate/Cargo.toml", "[package]\n");
    check(
        &scratch,
        "specs/pets.yaml",
        &[],
        &["--out: crate has files that this command did not write"],
    );
    scratch.write("crate/Cargo.toml", "# @generated\n");
    scratch.write("crate/src/pets.yaml", PETS);
    check(
        &scratch,
        "crate/src/pets.yaml",
        &[],
        &["has the document in its src"],
    );
}

#[test]
fn the_workspace_is_not_written_over() {
    let scratch = Scratch::generated("workspace-out");
    let before = scratch.files("");
    let words = ["gen", "--document", "specs/pets.yaml", "--out", "generated"];
    scratch
        .run(&words)
        .expect(1, &["--out: generated is what `cargo xtask gen` writes"]);
    assert_eq!(before, scratch.files(""));
}

#[test]
fn an_output_that_cannot_be_written() {
    let scratch = Scratch::new("file-out");
    scratch.write("crate", "a file");
    check(
        &scratch,
        "specs/pets.yaml",
        &[],
        &["--out: crate is not a folder"],
    );
    let before = scratch.files("");
    scratch
        .run(&[
            "gen",
            "--document",
            "specs/pets.yaml",
            "--out",
            "crate/below",
        ])
        .expect(1, &["crate/below"]);
    assert_eq!(before, scratch.files(""));
}

#[test]
fn check_names_the_command_that_mends() {
    let scratch = Scratch::new("mend");
    emit(&scratch, "specs/pets.yaml", &[]).expect_success();
    scratch.write("crate/src/lib.rs", "");
    let before = scratch.files("");
    let mend = "gen --document specs/pets.yaml --out crate\n";
    emit(&scratch, "specs/pets.yaml", &["--check"])
        .expect(1, &["stale    crate/src/lib.rs\n", mend]);
    assert_eq!(before, scratch.files(""));
}
