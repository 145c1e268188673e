//! `gen --document`: any document into a crate that builds by itself, outside the workspace.
//!
//! The folder of that crate is the user's: nothing is written over that this command did not write.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::{mem, slice};

use generator::{CrateKind, CrateOptions, Options, RuntimeSource};

use crate::arguments::{DocumentArguments, Mode};
use crate::error::Error;
use crate::generation::{Finished, Input, Job, generate_one, report};
use crate::name::{check_name, derive_name};
use crate::report::{Report, write_json};
use crate::runtime::runtime;
use crate::title::title;
use crate::tree::Tree;

/// How the Cargo.toml of an emitted crate begins.
const HEADER: &[u8] = b"# @generated";

/// Generates a crate from one document.
pub fn run(root: &Path, arguments: DocumentArguments<'_>, mode: Mode) -> Result<(), Error> {
    check_out(root, &arguments)?;
    let runtime = runtime(root, arguments.runtime)?;
    let finished = generate(&arguments)?;
    let refusal = report(slice::from_ref(&finished), arguments.errors);
    let files = match &refusal {
        Ok(()) => files(&finished, runtime),
        Err(_) => BTreeMap::new(),
    };
    if let Some(path) = arguments.report {
        write_json(path, &Report::new(&finished, refusal.is_err(), &files))?;
    }
    refusal?;
    let tree = Tree {
        folder: arguments.out.to_owned(),
        shown: arguments.out.to_owned(),
        owned: &["src"],
        goldens: None,
        files,
    };
    let settled = tree.settle(mode, &mending_command());
    // The program ends here: what a large document came to is not taken apart piece by piece before.
    mem::forget((finished, tree));
    settled
}

/// The files of the crate.
fn files(finished: &Finished, runtime: RuntimeSource) -> BTreeMap<String, String> {
    let apis = finished.generated().map(|generated| &generated.api);
    let options = CrateOptions {
        package: finished.name().replace('_', "-"),
        kind: CrateKind::Standalone,
        runtime,
    };
    generator::assemble(apis.map_or(&[], slice::from_ref), &options)
}

/// Generates one document under the name that is asked for, or that its title gives.
pub fn generate(arguments: &DocumentArguments<'_>) -> Result<Finished, Error> {
    arguments
        .name
        .map_or(Ok(()), check_name)
        .map_err(Error::Name)?;
    if let Some(name) = arguments.name {
        return generate_one(&job(arguments, name.to_owned()));
    }
    let stem = arguments
        .document
        .file_stem()
        .map(|stem| stem.to_string_lossy());
    let name = stem
        .and_then(|stem| derive_name(&stem))
        .unwrap_or_else(|| "api".to_owned());
    let finished = generate_one(&job(arguments, name.clone()))?;
    // The title is known only now that the document is read, as the generator reads it.
    let title = finished.effective().and_then(title);
    match title.and_then(|title| derive_name(&title)) {
        Some(titled) if titled != name => generate_one(&job(arguments, titled)),
        _ => Ok(finished),
    }
}

fn job(arguments: &DocumentArguments<'_>, name: String) -> Job {
    Job {
        document: Input::given(arguments.document),
        overlay: arguments.overlay.map(Input::given),
        options: Options {
            name,
            naming: arguments.naming.into(),
            keep_unknown: false,
            open_enums: Vec::new(),
            only: arguments.only.to_vec(),
            tests: false,
        },
    }
}

/// Accepts a folder in which nothing can be lost.
fn check_out(root: &Path, arguments: &DocumentArguments<'_>) -> Result<(), Error> {
    let out = arguments.out;
    let refuse = |found| {
        Err(Error::Out {
            path: out.to_owned(),
            found,
        })
    };
    let unreadable = |source| Error::io("read", out, source);
    match fs::metadata(out) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(fault) => return Err(unreadable(fault)),
        Ok(metadata) if !metadata.is_dir() => return refuse("is not a folder"),
        Ok(_) if fs::read_dir(out).map_err(unreadable)?.next().is_none() => return Ok(()),
        Ok(_) => {}
    }
    let folder = out.canonicalize().map_err(unreadable)?;
    if folder == root.join("generated") {
        return refuse("is what `cargo xtask gen` writes");
    }
    if !is_ours(&folder) {
        return refuse("has files that this command did not write");
    }
    let inputs = [Some(arguments.document), arguments.overlay];
    if inputs
        .into_iter()
        .flatten()
        .any(|input| lies_in(input, &folder.join("src")))
    {
        return refuse("has the document in its src, where stale files are deleted");
    }
    Ok(())
}

fn is_ours(folder: &Path) -> bool {
    let mut start = [0; HEADER.len()];
    let read =
        fs::File::open(folder.join("Cargo.toml")).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == HEADER
}

fn lies_in(input: &Path, folder: &Path) -> bool {
    input
        .canonicalize()
        .is_ok_and(|path| path.starts_with(folder))
}

/// This very command, but for `--check`.
fn mending_command() -> String {
    let words = std::env::args().skip(1).filter(|word| word != "--check");
    let quoted = words.map(|word| {
        if word.contains(char::is_whitespace) {
            format!("{word:?}")
        } else {
            word
        }
    });
    format!("cargo xtask {}", quoted.collect::<Vec<_>>().join(" "))
}
