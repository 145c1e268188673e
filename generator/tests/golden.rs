//! A small document per feature, and the exact tree that it gives.
//!
//! A folder of `tests/golden` holds `openapi.yaml`, perhaps `overlay.yaml` and files that it refers to below `files`, and
//! the expected sources beside them;
//! a folder whose name ends in `_rest` is generated under that naming rule. `BLESS=1` rewrites the expectations. That
//! they compile is shown by xtask's test `goldens`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::document::{Source, Sources};
use generator::{Generated, Naming, Options, Outcome, Severity, generate};

const INPUTS: [&str; 3] = ["openapi.yaml", "overlay.yaml", "only.txt"];

#[test]
fn every_golden_is_emitted_to_the_byte() {
    let bless = std::env::var_os("BLESS").is_some_and(|it| it == "1");
    let mut wrong = Vec::new();
    for folder in folders() {
        let emitted = emitted(&folder).api.src;
        if bless {
            rewrite(&folder, &emitted);
        } else {
            wrong.extend(differences(&folder, &emitted, &expected(&folder)));
        }
    }
    assert!(
        wrong.is_empty(),
        "`cargo xtask bless` rewrites these, if they are right:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn goldens_are_generated_without_an_error() {
    for folder in folders() {
        let problems = emitted(&folder).problems;
        let errors: Vec<String> = problems
            .iter()
            .filter(|it| it.severity <= Severity::Error)
            .map(ToString::to_string)
            .collect();
        assert!(
            errors.is_empty(),
            "{}:\n{}",
            folder.display(),
            errors.join("\n")
        );
    }
}

fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<_> = fs::read_dir(all)
        .expect("tests/golden is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    assert!(folders.len() > 10, "the goldens are gone");
    folders
}

fn emitted(folder: &Path) -> Generated {
    let name = folder
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a folder's name is text")
        .to_owned();
    let naming = if name.ends_with("_rest") {
        Naming::Rest
    } else {
        Naming::OperationId
    };
    let options = Options {
        name,
        naming,
        keep_unknown: false,
        open_enums: Vec::new(),
        only: only(folder),
        tests: false,
    };
    let mut sources = Sources {
        document: source(folder, INPUTS[0]),
        overlay: folder
            .join(INPUTS[1])
            .exists()
            .then(|| source(folder, INPUTS[1])),
        others: BTreeMap::new(),
    };
    loop {
        match generate(&sources, &options) {
            Outcome::Done(generated) => return *generated,
            Outcome::Missing(paths) => sources.others.extend(paths.into_iter().map(|path| {
                let bytes = source(folder, &path).bytes;
                (path, Ok(bytes))
            })),
            failed @ Outcome::Failed(_) => panic!("{}: {failed:?}", folder.display()),
        }
    }
}

/// What selects the operations, a line each; all where there is no such file.
fn only(folder: &Path) -> Vec<String> {
    let lines = fs::read_to_string(folder.join(INPUTS[2])).unwrap_or_default();
    lines.lines().map(str::to_owned).collect()
}

fn source(folder: &Path, path: &str) -> Source {
    Source {
        path: path.to_owned(),
        bytes: fs::read(folder.join(path)).expect("an input is readable"),
    }
}

fn differences(
    folder: &Path,
    emitted: &BTreeMap<String, String>,
    expected: &BTreeMap<String, String>,
) -> Vec<String> {
    let paths = emitted
        .keys()
        .chain(expected.keys().filter(|path| !emitted.contains_key(*path)));
    let differ = paths.filter(|path| emitted.get(*path) != expected.get(*path));
    differ
        .map(|path| format!("{}/{path}", folder.display()))
        .collect()
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    read_below(folder, "", &mut files);
    // Other files that the document refers to lie below `files`.
    files.retain(|path, _| !INPUTS.contains(&path.as_str()) && !path.starts_with("files/"));
    files
}

fn read_below(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name that is text")
            .to_owned();
        if path.is_dir() {
            read_below(&path, &format!("{prefix}{name}/"), files);
        } else {
            files.insert(
                format!("{prefix}{name}"),
                fs::read_to_string(&path).expect("a readable file"),
            );
        }
    }
}

fn rewrite(folder: &Path, emitted: &BTreeMap<String, String>) {
    for stale in expected(folder)
        .keys()
        .filter(|path| !emitted.contains_key(*path))
    {
        fs::remove_file(folder.join(stale)).expect("a stale golden can go");
    }
    for (path, text) in emitted {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a folder can be made");
        fs::write(path, text).expect("a golden can be written");
    }
}
