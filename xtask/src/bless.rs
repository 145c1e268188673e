//! `bless`: accepts what the generator and the compiler say now as what they shall say, and tells what that changed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::console;
use crate::error::Error;
use crate::steps::{Step, run_cargo};

/// Where goldens are.
const FOLDERS: &[&str] = &["generator/tests", "generated/tests/ui"];

const STEPS: &[Step] = &[
    Step {
        name: "goldens of the generator",
        arguments: &["test", "--locked", "--package", "generator"],
        environment: &[("BLESS", "1")],
    },
    Step {
        name: "expectations of trybuild",
        arguments: &["test", "--locked", "--package", "generated"],
        environment: &[("TRYBUILD", "overwrite")],
    },
];

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Runs the tests that write goldens. What they changed is told also where a step fails.
pub fn run(root: &Path) -> Result<(), Error> {
    let before = read_all(root)?;
    let steps: Vec<_> = STEPS.iter().map(|step| run_cargo(root, step)).collect();
    tell_changes(&before, &read_all(root)?);
    Error::collect(steps).map(|_| ())
}

fn read_all(root: &Path) -> Result<Files, Error> {
    let mut files = Files::new();
    FOLDERS
        .iter()
        .try_for_each(|folder| read_below(root, Path::new(folder), &mut files))?;
    Ok(files)
}

fn read_below(root: &Path, path: &Path, files: &mut Files) -> Result<(), Error> {
    let unreadable = |source| Error::io("read", path, source);
    let entries = match fs::read_dir(root.join(path)) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(unreadable)?,
    };
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        let path = path.join(entry.file_name());
        if entry.file_type().map_err(unreadable)?.is_dir() {
            read_below(root, &path, files)?;
        } else {
            let bytes =
                fs::read(entry.path()).map_err(|source| Error::io("read", &path, source))?;
            files.insert(path, bytes);
        }
    }
    Ok(())
}

fn tell_changes(before: &Files, after: &Files) {
    let new = after
        .keys()
        .filter(|path| !before.contains_key(*path))
        .map(|path| ("new", path));
    let gone = before
        .keys()
        .filter(|path| !after.contains_key(*path))
        .map(|path| ("gone", path));
    let differs =
        |(path, bytes): &(&PathBuf, &Vec<u8>)| after.get(*path).is_some_and(|now| now != *bytes);
    let changed = before
        .iter()
        .filter(differs)
        .map(|(path, _)| ("changed", path));
    let mut changes: Vec<_> = new.chain(gone).chain(changed).collect();
    changes.sort_by_key(|(_, path)| *path);
    for (word, path) in &changes {
        console::say(format_args!("{word:<8} {}", path.display()));
    }
    if changes.is_empty() {
        console::say("nothing changed");
    }
}
