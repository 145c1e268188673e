//! Documents that are wrong, and what is said about each.
//!
//! A folder of `tests/rejects` holds `openapi.yaml` or `openapi.json`, perhaps `overlay.yaml` and other files, and
//! `problems.txt`: what generating from them comes to, compared exactly. `BLESS=1` rewrites it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::document::{Absence, Other, Source, Sources};
use generator::{Naming, Options, Outcome, generate};

#[test]
fn every_reject_is_told_as_expected() {
    let bless = std::env::var_os("BLESS").is_some_and(|it| it == "1");
    let mut wrong = Vec::new();
    for folder in folders() {
        let (expected, found) = (folder.join("problems.txt"), problems(&folder));
        if bless {
            fs::write(&expected, &found).expect("problems.txt can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", expected.display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "BLESS=1 rewrites these, if what is found is right:\n{}",
        wrong.join("\n")
    );
}

fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rejects");
    let mut folders: Vec<_> = fs::read_dir(all)
        .expect("tests/rejects is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 20, "the rejects are gone");
    folders
}

/// What is wrong in a folder: a line for each problem, and whether the document can be used all the same.
fn problems(folder: &Path) -> String {
    let name = if folder.join("openapi.json").exists() {
        "openapi.json"
    } else {
        "openapi.yaml"
    };
    let overlay = folder
        .join("overlay.yaml")
        .exists()
        .then(|| source(folder, "overlay.yaml"));
    let mut sources = Sources {
        document: source(folder, name),
        overlay,
        others: BTreeMap::new(),
    };
    loop {
        match generate(&sources, &options()) {
            Outcome::Missing(paths) => sources
                .others
                .extend(paths.into_iter().map(|path| other(folder, path))),
            Outcome::Done(generated) => return lines("read", &generated.problems),
            Outcome::Failed(problems) => return lines("broken", &problems),
        }
    }
}

fn options() -> Options {
    Options {
        name: "reject".to_owned(),
        naming: Naming::OperationId,
        keep_unknown: false,
        open_enums: Vec::new(),
        only: Vec::new(),
        tests: false,
    }
}

fn lines(head: &str, problems: &[impl ToString]) -> String {
    let lines = problems.iter().map(|problem| problem.to_string() + "\n");
    format!("{head}\n{}", lines.collect::<String>())
}

/// A file of a folder.
fn source(folder: &Path, path: &str) -> Source {
    Source {
        path: path.to_owned(),
        bytes: fs::read(folder.join(path)).expect("the file is there"),
    }
}

/// A file that a `$ref` names, if it is there.
fn other(folder: &Path, path: String) -> (String, Other) {
    let bytes = fs::read(folder.join(&path)).map_err(|_| Absence::NotFound);
    (path, bytes)
}
