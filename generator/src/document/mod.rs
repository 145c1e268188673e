//! Text to one tree: JSON or YAML read, the overlay applied, other files embedded, every node's origin known.
//!
//! The tree ([`Document::root`]) is the truth that lowering reads: schemas straight from it, the rest of the structure
//! through [`objects`]. Nothing here does IO: [`read`] says which files it misses, and the caller brings them.

mod file;
mod files;
mod lines;
pub mod objects;
mod origin;
mod overlay;
mod percent;
pub mod pointer;
mod reference;
mod root;
mod text;
mod tree;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::problem::{Entry, Problem, Problems, Severity};
use file::{File, Loaded};
use files::Files;
use origin::{Origin, Origins};
use pointer::Pointer;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What problems show: `specs/pets/openapi.yaml`. Nothing else depends on it.
    pub path: String,
    /// Its bytes. A file that could not be had is given without bytes: that is a problem of its own, not the end.
    pub bytes: Vec<u8>,
}

/// All that a document is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources {
    /// The document.
    pub document: Source,
    /// Corrections to it, in the form of the OpenAPI Overlay Specification 1.0.
    pub overlay: Option<Source>,
    /// The files that `$ref`s name. Each `path` is relative to the document's folder, or that folder's path before it.
    pub others: Vec<Source>,
}

/// What [`read`] comes to.
#[derive(Debug)]
pub enum Reading {
    /// The document, and what is wrong with it so far, sorted.
    Whole(Document, Vec<Problem>),
    /// `$ref`s name these files (paths relative to the document's folder): bring them and read again.
    Missing(Vec<String>),
    /// It cannot be read. At least one problem is fatal.
    Broken(Vec<Problem>),
}

/// The version of the OpenAPI Specification that a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 3.0.x
    V30,
    /// 3.1.x, and 3.2.x, which is read as 3.1.
    V31,
}

/// A node that is broken, and why.
pub type Broken = (Pointer, String);

/// A document as lowering sees it: after the overlay, with the files it refers to embedded.
#[derive(Debug)]
pub struct Document {
    version: Version,
    root: Value,
    file: File,
    overlay: Option<File>,
    /// The other files, by their path from the document's folder.
    others: BTreeMap<String, File>,
    origins: Origins,
}

/// Reads a document.
pub fn read(sources: &Sources) -> Reading {
    match read_whole(sources) {
        Ok(reading) => reading,
        Err(problems) => Reading::Broken(problems),
    }
}

fn read_whole(sources: &Sources) -> Result<Reading, Vec<Problem>> {
    let Loaded { file, value: mut root, problems } = File::load(&sources.document).map_err(|fatal| vec![fatal])?;
    let version = root::version(&root).map_err(|(at, message)| file.place(fatal(&at, message)))?;
    let mut placed = file.place(problems);
    let mut problems = Problems::new();
    root::clear_reserved(&mut root, &mut problems);
    placed.extend(file.place(problems));
    let (overlay, origins) = lay_over(sources.overlay.as_ref(), &mut root, &mut placed)?;
    let (others, mut trees) = load_others(sources, &mut placed);
    if let Files::Missing(paths) = files::embed(&mut root, files::name(&sources.document.path), &mut trees) {
        return Ok(Reading::Missing(paths));
    }
    let document = Document { version, root, file, overlay, others, origins };
    let mut problems = Problems::new();
    root::check(&document.root, version, &mut problems);
    placed.extend(document.place(problems));
    placed.sort();
    Ok(Reading::Whole(document, placed))
}

fn fatal(at: &Pointer, message: String) -> Problems {
    let mut problems = Problems::new();
    problems.push(Severity::Fatal, at, message);
    problems
}

/// Applies the overlay, if there is one, and adds its problems. One that cannot be read ends the reading.
fn lay_over(
    overlay: Option<&Source>,
    root: &mut Value,
    placed: &mut Vec<Problem>,
) -> Result<(Option<File>, Origins), Vec<Problem>> {
    let Some(source) = overlay else { return Ok((None, Origins::default())) };
    let Loaded { file, value, problems } = File::load(source).map_err(|fatal| vec![fatal])?;
    placed.extend(file.place(problems));
    let (origins, problems) = overlay::apply(&value, root);
    let problems = file.place(problems);
    if problems.iter().any(|it| it.severity == Severity::Fatal) {
        return Err(problems);
    }
    placed.extend(problems);
    Ok((Some(file), origins))
}

/// Reads the other files. One that cannot be read is null: that is an error, and what refers into it dangles.
fn load_others(sources: &Sources, placed: &mut Vec<Problem>) -> (BTreeMap<String, File>, BTreeMap<String, Value>) {
    let (mut files, mut trees) = (BTreeMap::new(), BTreeMap::new());
    for source in &sources.others {
        let path = files::relative(&source.path, &sources.document.path).to_owned();
        match File::load(source) {
            Ok(Loaded { file, value, problems }) => {
                placed.extend(file.place(problems));
                files.insert(path.clone(), file);
                trees.insert(path, value);
            }
            Err(problem) => {
                placed.push(Problem { severity: Severity::Error, ..problem });
                trees.insert(path, Value::Null);
            }
        }
    }
    (files, trees)
}

impl Document {
    /// The version of OpenAPI that it follows.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The effective tree.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The node at a pointer.
    pub fn get(&self, at: &Pointer) -> Option<&Value> {
        self.root.pointer(at.as_str())
    }

    /// The node that a reference names: `#/…`, percent-escapes decoded, `$ref`s on the way followed. The message says
    /// what is wrong with the reference and what is accepted.
    pub fn resolve(&self, reference: &str) -> Result<Pointer, String> {
        reference::resolve(&self.root, reference)
    }

    /// Follows `$ref` after `$ref` from the node at `at` to the first node without one. A cycle or a dangling reference
    /// is broken at that `$ref`.
    pub fn follow(&self, at: &Pointer) -> Result<Pointer, Broken> {
        reference::follow(&self.root, at)
    }

    /// The effective document as JSON text, for validators that are not ours.
    pub fn effective_json(&self) -> String {
        format!("{:#}", self.root)
    }

    /// Gives problems their file, line and column, and sorts them.
    pub fn place(&self, problems: Problems) -> Vec<Problem> {
        let mut by_file: BTreeMap<&str, (&File, Vec<(Pointer, Entry)>)> = BTreeMap::new();
        for mut entry in problems.into_entries() {
            let (file, at) = self.written(&entry.at);
            // An overlay's pointers (`#/actions/3/update/…`) say less than the node that it made.
            let made = self.overlay.as_ref().is_some_and(|overlay| std::ptr::eq(overlay, file));
            if !made {
                entry.at = at.clone();
            }
            by_file.entry(file.path()).or_insert_with(|| (file, Vec::new())).1.push((at, entry));
        }
        let mut placed: Vec<_> = by_file.into_values().flat_map(|(file, entries)| file.place_at(entries)).collect();
        placed.sort();
        placed
    }

    /// The file in which a node was written, and its pointer there.
    fn written(&self, at: &Pointer) -> (&File, Pointer) {
        if let Some((path, rest)) = files::embedded(at)
            && let Some(file) = self.others.get(&path)
        {
            return (file, rest);
        }
        match (self.origins.of(at), &self.overlay) {
            (Origin::Overlay(at), Some(overlay)) => (overlay, at),
            (Origin::Overlay(at) | Origin::Document(at), _) => (&self.file, at),
        }
    }
}

/// What a value is, with its article, for messages.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
