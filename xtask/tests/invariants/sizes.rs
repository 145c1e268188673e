//! Files that can be read: none too long, each with a first line that says what it is for, and no folder of two hands.

use std::collections::BTreeMap;

use crate::sources::{Source, below, files};

/// A file is one noun; this is the hard end.
const LINES: usize = 600;

/// How a generated file begins.
const GENERATED: &str = "// @generated";

fn hand_written() -> Vec<Source> {
    let mut sources = below(&["generator", "generated", "xtask"]);
    sources.retain(|source| !is_generated(source));
    sources
}

fn is_generated(source: &Source) -> bool {
    source.text.starts_with(GENERATED)
}

#[test]
fn no_hand_written_file_is_over_600_lines() {
    let documents = files(&["specs"], "yaml");
    for Source { path, text } in hand_written().into_iter().chain(documents) {
        let lines = text.lines().count();
        assert!(lines <= LINES, "{path} has {lines} lines");
    }
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    for Source { path, text } in hand_written() {
        assert!(
            text.starts_with("//! "),
            "{path} does not begin with `//! `"
        );
    }
}

#[test]
fn a_folder_is_generated_or_written_by_hand() {
    let mut folders = BTreeMap::<String, Vec<Source>>::new();
    for source in below(&["generated"]) {
        let folder = source
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        folders.entry(folder.to_owned()).or_default().push(source);
    }
    for (folder, sources) in folders {
        let by_hand =
            folder.starts_with("generated/runtime") || folder.starts_with("generated/examples");
        for source in sources {
            assert_eq!(is_generated(&source), !by_hand, "{}", source.path);
        }
    }
}
