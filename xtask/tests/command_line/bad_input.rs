//! Bad input to `gen`: a clear error, status 1, and the output folder as it was.

use crate::scratch::{MANIFEST, PET, PETS, Scratch, pets_elsewhere, pets_with_error};

/// Spoils a generated workspace, and asserts what `gen` says of it.
#[track_caller]
fn check(name: &str, spoil: impl Fn(&Scratch), told: &[&str]) {
    let scratch = Scratch::generated(name);
    spoil(&scratch);
    scratch.write(
        "generated/src/lib.rs",
        "// edited, so that there is something to write\n",
    );
    let before = scratch.files("generated");
    scratch.run(&["gen"]).expect(1, told);
    assert_eq!(before, scratch.files("generated"));
}

#[track_caller]
fn check_manifest(name: &str, manifest: &str, told: &[&str]) {
    check(
        name,
        |scratch| scratch.write("specs/specs.toml", manifest),
        told,
    );
}

#[track_caller]
fn check_document(name: &str, document: &[u8], told: &[&str]) {
    check(
        name,
        |scratch| scratch.write("specs/pets.yaml", document),
        told,
    );
}

#[test]
fn no_manifest() {
    check(
        "no-manifest",
        |scratch| scratch.remove("specs/specs.toml"),
        &["error: specs/specs.toml: cannot be read:"],
    );
}

#[test]
fn a_manifest_with_an_unknown_key() {
    let manifest = format!("{MANIFEST}overlays = \"pets.yaml\"\n");
    check_manifest(
        "unknown-key",
        &manifest,
        &["specs/specs.toml:3:1: unknown field `overlays`, expected one of `document`, `overlay`"],
    );
    check_manifest(
        "unknown-table",
        &format!("{MANIFEST}[apis.zoo]\n"),
        &["specs/specs.toml:3:2: unknown field `apis`"],
    );
}

#[test]
fn a_manifest_that_is_no_toml() {
    check_manifest(
        "no-toml",
        "[api.pets]\ndocument = pets.yaml\n",
        &["specs/specs.toml:2:12: "],
    );
    check(
        "not-utf8",
        |scratch| scratch.write("specs/specs.toml", b"# \xFF\n"),
        &["specs/specs.toml:1:3: a byte that is not UTF-8"],
    );
}

#[test]
fn a_manifest_that_names_nothing() {
    check_manifest("empty", "", &["specs/specs.toml:1:1: missing field `api`"]);
    check_manifest("no-api", "[api]\n", &["specs/specs.toml:1:1: names no API"]);
    check_manifest(
        "no-document",
        "[api.pets]\n",
        &["specs/specs.toml:1:", "missing field `document`"],
    );
}

#[test]
fn a_manifest_with_a_wrong_value() {
    let told = "specs/specs.toml:3:10: unknown variant `pretty`, expected `operation-id` or `rest`";
    check_manifest(
        "naming",
        &format!("{MANIFEST}naming = \"pretty\"\n"),
        &[told],
    );
    check_manifest(
        "keep-unknown",
        &format!("{MANIFEST}keep-unknown = 1\n"),
        &["specs/specs.toml:3:16: invalid type"],
    );
    check_manifest(
        "open-enums",
        &format!("{MANIFEST}open-enums = [\"open\"]\n"),
        &["specs/specs.toml:3:15: `open-enums` names `open`"],
    );
}

#[test]
fn two_apis_of_one_name() {
    check_manifest(
        "twice",
        &format!("{MANIFEST}\n{MANIFEST}"),
        &["specs/specs.toml:4:6: duplicate key"],
    );
}

#[test]
fn a_name_that_is_no_identifier() {
    for (case, name) in [
        ("dash", "pet-store"),
        ("capital", "Pets"),
        ("path", "\"../pets\""),
        ("keyword", "type"),
        ("taken", "std"),
    ] {
        let manifest = MANIFEST.replace("pets]", &format!("{name}]"));
        let told = format!(
            "specs/specs.toml:1:6: the API name `{}`",
            name.trim_matches('"')
        );
        check_manifest(case, &manifest, &[&told, "is accepted"]);
    }
}

#[test]
fn all_faults_of_a_manifest_are_told() {
    let manifest = format!("{MANIFEST}overlay = \"no.yaml\"\n[api.zoo]\ndocument = \"zoo.yaml\"\n");
    check_manifest(
        "all",
        &manifest,
        &[
            "specs/specs.toml:3:11: `overlay`",
            "specs/specs.toml:5:12: `document`",
        ],
    );
}

#[test]
fn a_missing_document() {
    let told = "specs/specs.toml:2:12: `document` names `specs/pets.yaml`, which cannot be read:";
    check(
        "missing",
        |scratch| scratch.remove("specs/pets.yaml"),
        &[told, "relative to specs/"],
    );
}

#[test]
fn a_folder_as_document() {
    check_manifest(
        "folder",
        "[api.pets]\ndocument = \".\"\n",
        &["specs/specs.toml:2:12: `document` names `specs/.`, which is not a file"],
    );
}

#[test]
fn a_document_that_is_none() {
    check_document(
        "empty-text",
        b"",
        &["specs/pets.yaml", "nothing was written"],
    );
    check_document(
        "list",
        b"[1, 2]",
        &["specs/pets.yaml", "nothing was written"],
    );
    check_document(
        "cut-off",
        b"{\"openapi\": \"3.0.1\", ",
        &["specs/pets.yaml:1:", "nothing was written"],
    );
    check_document(
        "no-text",
        b"openapi: \xFF\xFE",
        &["specs/pets.yaml", "nothing was written"],
    );
}

#[test]
fn a_document_with_an_error() {
    check_document(
        "error",
        pets_with_error().as_bytes(),
        &[
            "specs/pets.yaml:",
            "nothing was written, for the errors above in specs/pets.yaml",
        ],
    );
}

#[test]
fn a_document_that_needs_a_missing_file() {
    check_document(
        "no-other",
        pets_elsewhere("pet.yaml").as_bytes(),
        &[
            "specs/pets.yaml:11:76",
            "error: `pet.yaml#/Pet` names a file that does not exist; a file inside the document's folder",
        ],
    );
}

#[test]
fn a_document_that_reaches_out_of_its_folder() {
    let spoil = |scratch: &Scratch| {
        scratch.write("pet.yaml", PET);
        scratch.write("specs/pets.yaml", pets_elsewhere("../pet.yaml"));
    };
    check("outside", spoil, &["specs/pets.yaml", "../pet.yaml"]);
}

#[test]
fn a_document_that_needs_a_folder() {
    let spoil = |scratch: &Scratch| {
        scratch.write("specs/pet.yaml/none.yaml", PET);
        scratch.write("specs/pets.yaml", pets_elsewhere("pet.yaml"));
    };
    check(
        "folder-as-other",
        spoil,
        &["error: `pet.yaml#/Pet` names a folder or a device"],
    );
}

#[test]
fn a_document_that_needs_a_broken_file() {
    let spoil = |scratch: &Scratch| {
        scratch.write("specs/pet.yaml", "Pet: [");
        scratch.write("specs/pets.yaml", pets_elsewhere("pet.yaml"));
    };
    check(
        "broken-other",
        spoil,
        &[
            "error: `pet.yaml#/Pet` names a broken file (specs/pet.yaml:1:7)",
            "specs/pet.yaml:1:7: error: invalid YAML: ",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_document_that_reaches_out_by_a_link() {
    let spoil = |scratch: &Scratch| {
        scratch.write("pet.yaml", PET);
        std::os::unix::fs::symlink("../pet.yaml", scratch.path("specs/pet.yaml"))
            .expect("a link can be made");
        scratch.write("specs/pets.yaml", pets_elsewhere("pet.yaml"));
    };
    check(
        "link",
        spoil,
        &["error: `pet.yaml#/Pet` names a link that leads out of the document's folder"],
    );
}

#[test]
fn an_output_that_cannot_be_written() {
    // A folder's name may have 255 bytes: the first API can be written, the second cannot, and so neither is.
    let name = "z".repeat(300);
    let manifest =
        format!("[api.owners]\ndocument = \"pets.yaml\"\n[api.{name}]\ndocument = \"pets.yaml\"\n");
    check_manifest("unwritable", &manifest, &["cannot be"]);
}

#[test]
fn no_output_folder_where_nothing_was_generated() {
    let scratch = Scratch::new("nothing");
    scratch.write(
        "specs/pets.yaml",
        PETS.replace("openapi: 3.0.1", "swagger: '2.0'"),
    );
    scratch.run(&["gen"]).expect(1, &["specs/pets.yaml"]);
    assert!(!scratch.path("generated/src").exists());
    assert!(!scratch.path("generated/Cargo.toml").exists());
}
