//! `gen`: what it writes, deletes, keeps and prints.

use std::fs;
use std::path::Path;

use crate::scratch::{MANIFEST, PET, PETS, Scratch, pets_and_owners, pets_elsewhere};

/// Asserts that the generated folder is as `gen` leaves it.
#[track_caller]
fn check(scratch: &Scratch) {
    scratch.run(&["gen", "--check"]).expect_success();
}

#[test]
fn a_crate_is_written() {
    let scratch = Scratch::new("crate");
    let run = scratch.run(&["gen"]).expect_success();
    assert!(
        scratch
            .read("generated/Cargo.toml")
            .starts_with("# @generated")
    );
    assert!(scratch.path("generated/src/lib.rs").is_file());
    assert!(scratch.path("generated/src/pets/mod.rs").is_file());
    check(&scratch);
    let words: Vec<_> = run
        .stdout
        .lines()
        .next()
        .expect("a line")
        .split_whitespace()
        .collect();
    assert_eq!(words[..3], ["pets", "1", "operations"], "{}", run.stdout);
    for word in ["types", "files", "warnings", "ms"] {
        assert!(words.contains(&word), "{}", run.stdout);
    }
}

#[test]
fn what_is_unchanged_is_not_written() {
    let scratch = Scratch::generated("unchanged");
    let before = scratch.files("generated");
    let run = scratch.run(&["gen"]).expect_success();
    assert_eq!(before, scratch.files("generated"));
    assert!(
        run.stdout.contains("generated: 0 written, 0 deleted"),
        "{}",
        run.stdout
    );
}

#[test]
fn only_what_changed_is_written() {
    let scratch = Scratch::generated("changed");
    let before = scratch.files("generated");
    let path = scratch.find("generated/src", ".rs");
    scratch.write(&path, "// edited\n");
    let run = scratch.run(&["gen"]).expect_success();
    assert!(
        run.stdout.contains("generated: 1 written, 0 deleted"),
        "{}",
        run.stdout
    );
    let after = scratch.files("generated");
    let times_differ = before
        .iter()
        .filter(|(path, (_, time))| after[*path].1 != *time);
    assert_eq!(
        times_differ.map(|(path, _)| path).collect::<Vec<_>>(),
        [&path]
    );
    check(&scratch);
}

#[test]
fn stale_files_and_empty_folders_are_deleted() {
    let scratch = Scratch::generated("stale");
    let before = scratch.files("generated/src");
    scratch.write("specs/pets.yaml", pets_and_owners());
    scratch.run(&["gen"]).expect_success();
    assert!(
        scratch.files("generated/src").len() > before.len(),
        "the document gives another file"
    );
    scratch.write("specs/pets.yaml", PETS);
    scratch.write("generated/src/gone/deep/mod.rs", "");
    fs::create_dir_all(scratch.path("generated/tests/empty/deep")).expect("folders can be made");
    scratch.run(&["gen"]).expect_success();
    assert!(scratch.files("generated/src").keys().eq(before.keys()));
    assert!(!scratch.path("generated/src/gone").exists());
    assert!(!scratch.path("generated/tests/empty").exists());
}

#[test]
fn an_api_that_is_dropped_is_deleted() {
    let scratch = Scratch::new("dropped");
    scratch.write(
        "specs/specs.toml",
        format!("{MANIFEST}[api.zoo]\ndocument = \"pets.yaml\"\n"),
    );
    let run = scratch.run(&["gen"]).expect_success();
    let names: Vec<_> = run
        .stdout
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(names, ["pets", "zoo", "generated:"]);
    scratch.write("specs/specs.toml", MANIFEST);
    scratch.run(&["gen"]).expect_success();
    assert!(!scratch.path("generated/src/zoo").exists());
    check(&scratch);
}

#[test]
fn hand_written_folders_are_never_touched() {
    let scratch = Scratch::new("hand-written");
    scratch.write("generated/examples/more/ours.rs", "");
    scratch.write("generated/README.md", "Ours.\n");
    let before = [
        scratch.files("generated/examples"),
        scratch.files("generated/runtime"),
    ];
    scratch.run(&["gen"]).expect_success();
    assert_eq!(
        before,
        [
            scratch.files("generated/examples"),
            scratch.files("generated/runtime")
        ]
    );
    assert_eq!(scratch.read("generated/README.md"), "Ours.\n");
    check(&scratch);
}

#[test]
fn expectations_are_kept_beside_their_programs() {
    let scratch = Scratch::generated("goldens");
    let program = scratch.find("generated/tests/ui", ".rs");
    let golden = program.replace(".rs", ".stderr");
    scratch.write(&golden, "error[E0061]\n");
    check(&scratch);
    scratch.write("generated/tests/ui/nobody.stderr", "error[E0061]\n");
    scratch
        .run(&["gen", "--check"])
        .expect(1, &["foreign  generated/tests/ui/nobody.stderr"]);
    scratch.run(&["gen"]).expect_success();
    assert_eq!(scratch.read(&golden), "error[E0061]\n");
    assert!(!scratch.path("generated/tests/ui/nobody.stderr").exists());
}

#[test]
fn a_folder_in_the_place_of_a_file_makes_way() {
    let scratch = Scratch::generated("blocked");
    scratch.remove("generated/src/lib.rs");
    scratch.write("generated/src/lib.rs/inner.rs", "");
    fs::remove_dir_all(scratch.path("generated/src/pets")).expect("the folder is there");
    scratch.write("generated/src/pets", "");
    scratch.run(&["gen"]).expect_success();
    check(&scratch);
}

#[test]
fn other_files_of_a_document_are_read() {
    let scratch = Scratch::new("others");
    scratch.write("specs/pets.yaml", pets_elsewhere("shared/pet.yaml"));
    scratch.write("specs/shared/pet.yaml", PET);
    scratch.run(&["gen"]).expect_success();
    check(&scratch);
}

#[test]
fn the_output_depends_on_the_input_alone() {
    let here = Scratch::new("here");
    here.run(&["gen"]).expect_success();
    let there = Scratch::new("in-a-folder-of-a-longer-name");
    let environment = ["HOME", "USER", "TZ", "LANG", "LC_ALL", "TMPDIR", "HOSTNAME"];
    let environment = environment.map(|name| (name, Path::new("/nowhere")));
    let run = there.run_with(&["gen"], &environment).expect_success();
    let texts = |scratch: &Scratch| {
        let files = scratch.files("generated").into_iter();
        files
            .map(|(path, (bytes, _))| (path, bytes))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&here), texts(&there), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_link_is_deleted_and_not_followed() {
    let scratch = Scratch::generated("followed");
    let before = scratch.files("generated/examples");
    std::os::unix::fs::symlink("../examples", scratch.path("generated/src/link"))
        .expect("a link can be made");
    scratch
        .run(&["gen", "--check"])
        .expect(1, &["foreign  generated/src/link\n"]);
    scratch.run(&["gen"]).expect_success();
    assert!(!scratch.path("generated/src/link").exists());
    assert_eq!(before, scratch.files("generated/examples"));
    check(&scratch);
}
