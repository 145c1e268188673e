//! That the proof can fail: each checker of the runtime is weakened in turn, and the proof has to notice.
//!
//! All mutants are built at once into a copy of the runtime, each behind a question for its name; which one is alive, the
//! environment of the program says. A mutant is a change of text that must fit its file exactly once. What the runtime can
//! check is read from its `Check` and `Format`: a variant without a mutant is an error.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::examine::Extent;
use super::mutations::{MUTATIONS, Mutation};
use super::{examined, program};
use crate::arguments::{DocumentArguments, Errors, NamingRule};
use crate::console;
use crate::effective::Effective;
use crate::error::Error;
use crate::site::Site;
use crate::standalone;

/// The variable that names the living mutant.
const ALIVE: &str = "OPENAPI_MUTANT";
/// The document that states every keyword.
const DOCUMENT: &str = "generator/tests/golden/keywords/openapi.yaml";
/// What stands for "is this mutant alive?" in a mutation.
const QUESTION: &str = "MUTANT";
/// The module that answers.
const MODULE: &str = include_str!("program/mutant.rs");
/// The enumerations whose variants are checkers, and their file.
const CHECKERS: [&str; 3] = ["Check", "Evaluated", "Format"];
const SHAPE: &str = "src/shape.rs";
/// A variant that checks nothing.
const HARMLESS: [&str; 1] = ["Format::Password"];

/// Runs every mutant.
pub fn run(root: &Path, extent: Extent) -> Result<(), Error> {
    let (effective, site) = prepare(root)?;
    let program = program::build(&site, &effective.generated)?;
    let sound = examined(&effective, extent, &program, &[])?;
    if sound.disagreements > 0 {
        return Err(Error::Disproved {
            count: sound.disagreements,
        });
    }
    let mut survivors = Vec::new();
    let extent = Extent { told: 0, ..extent };
    for mutation in MUTATIONS {
        let totals = examined(&effective, extent, &program, &[(ALIVE, mutation.name)])?;
        if totals.disagreements == 0 {
            survivors.push(mutation.name);
        }
    }
    let (all, noticed) = (MUTATIONS.len(), MUTATIONS.len() - survivors.len());
    console::say(format_args!(
        "{noticed} of {all} mutants noticed; sound: {sound}"
    ));
    match survivors.is_empty() {
        true => Ok(()),
        false => Err(Error::Unnoticed { survivors }),
    }
}

/// The document, and a site with the runtime that has all mutants.
fn prepare(root: &Path) -> Result<(Effective, Site), Error> {
    let document = root.join(DOCUMENT);
    let finished = standalone::generate(&DocumentArguments {
        document: &document,
        out: root,
        name: Some("keywords"),
        overlay: None,
        errors: Errors::Refused,
        naming: NamingRule::default(),
        runtime: None,
        only: &[],
        report: None,
    })?;
    let effective = finished.into_generated();
    let effective = effective.map(|generated| Effective::of(generated, Vec::new()));
    let effective = effective.ok_or_else(|| Error::Rejected {
        documents: vec![DOCUMENT.to_owned()],
    })?;
    let runtime = root.join("target/prove/mutants/runtime");
    let files = mutated(read_runtime(&root.join("generated/runtime"))?)?;
    write_runtime(&runtime, &files)?;
    let site = Site {
        runtime,
        ..Site::new(root, "prove/mutants/program")
    };
    Ok((effective, site))
}

/// The files of the runtime, by their path below its folder.
type Files = BTreeMap<String, String>;

/// The runtime's manifest and sources.
fn read_runtime(runtime: &Path) -> Result<Files, Error> {
    let mut files = Files::new();
    let mut open = vec![PathBuf::from("src")];
    let read = |path: &Path| {
        let place = runtime.join(path);
        fs::read_to_string(&place).map_err(|source| Error::io("read", &place, source))
    };
    files.insert("Cargo.toml".to_owned(), read(Path::new("Cargo.toml"))?);
    while let Some(folder) = open.pop() {
        let place = runtime.join(&folder);
        let unreadable = |source| Error::io("read", &place, source);
        for entry in fs::read_dir(&place).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let path = folder.join(entry.file_name());
            if entry.file_type().map_err(unreadable)?.is_dir() {
                open.push(path);
            } else {
                files.insert(path.to_string_lossy().into_owned(), read(&path)?);
            }
        }
    }
    Ok(files)
}

/// The runtime with all mutants, in no workspace.
fn mutated(mut files: Files) -> Result<Files, Error> {
    let unfit = |what: String| Error::Mutation { what };
    if let Some(checker) = unmutated(&files).first() {
        return Err(unfit(format!("`{checker}` has no mutation")));
    }
    for mutation in MUTATIONS {
        let Mutation {
            name,
            file,
            from,
            to,
        } = mutation;
        let text = files.get_mut(&format!("src/{file}"));
        let text = text.ok_or_else(|| unfit(format!("`{name}`: there is no {file}")))?;
        if text.matches(from).count() != 1 {
            let count = text.matches(from).count();
            return Err(unfit(format!(
                "`{name}` fits {file} {count} times; once is expected"
            )));
        }
        let question = format!("crate::mutant::is({name:?})");
        *text = text.replace(from, &to.replace(QUESTION, &question));
    }
    files.insert("src/mutant.rs".to_owned(), MODULE.to_owned());
    if let Some(root) = files.get_mut("src/lib.rs") {
        root.push_str("\nmod mutant;\n");
    }
    if let Some(manifest) = files.get_mut("Cargo.toml") {
        *manifest = standalone_manifest(manifest);
    }
    Ok(files)
}

/// A manifest that takes nothing from a workspace.
fn standalone_manifest(manifest: &str) -> String {
    let kept = manifest.lines().filter(|line| {
        !line.ends_with(".workspace = true") && !["[lints]", "workspace = true"].contains(line)
    });
    let lines: Vec<&str> = kept.collect();
    let head = "[package]\nversion = \"0.1.0\"\nedition = \"2024\"";
    lines.join("\n").replacen("[package]", head, 1) + "\n"
}

/// The checkers of the runtime that no mutation names.
fn unmutated(files: &Files) -> Vec<String> {
    let shape = files.get(SHAPE).map_or("", String::as_str);
    let all = CHECKERS.iter().flat_map(|name| variants(shape, name));
    let is_mutated = |checker: &String| {
        let mut names = MUTATIONS.iter().map(|mutation| mutation.name);
        names.any(|name| name.split(' ').next() == Some(checker))
    };
    all.filter(|checker| !HARMLESS.contains(&checker.as_str()) && !is_mutated(checker))
        .collect()
}

/// The variants of an enumeration, each behind its name.
fn variants(text: &str, name: &str) -> Vec<String> {
    let start = format!("pub enum {name} {{");
    let body = text.split_once(&start).map_or("", |(_, rest)| rest);
    let body = body.split_once("\n}").map_or("", |(body, _)| body);
    let lines = body.lines().map(str::trim);
    let variants = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()));
    variants
        .filter_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric()).next())
        .map(|variant| format!("{name}::{variant}"))
        .collect()
}

fn write_runtime(folder: &Path, files: &Files) -> Result<(), Error> {
    for (path, text) in files {
        let place = folder.join(path);
        let refused = |source| Error::io("written", &place, source);
        if fs::read_to_string(&place).is_ok_and(|known| known == *text) {
            continue;
        }
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent).map_err(refused)?;
        }
        fs::write(&place, text).map_err(refused)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mutation_fits_and_every_checker_has_one() {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/runtime");
        let files = read_runtime(&runtime).unwrap_or_else(|error| panic!("{error}"));
        assert!(variants(&files[SHAPE], "Check").len() > 30);
        let files = mutated(files).unwrap_or_else(|error| panic!("{error}"));
        assert!(!files["Cargo.toml"].contains("workspace"));
    }

    #[test]
    fn a_checker_without_a_mutation_is_told() {
        let shape = "pub enum Check {\n    /// `a`\n    Novel(&'static str),\n}\n";
        let files = Files::from([(SHAPE.to_owned(), shape.to_owned())]);
        assert_eq!(unmutated(&files), ["Check::Novel"]);
    }
}
