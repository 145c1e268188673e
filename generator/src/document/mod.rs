//! Text to one tree: JSON or YAML read, the overlay applied, other files embedded, every node's origin known.
//!
//! The tree ([`Document::root`]) is the truth that lowering reads: schemas straight from it, the rest of the structure
//! through [`objects`]. Nothing here does IO: [`read`] says which files it misses, and the caller brings them.
//!
//! # YAML as people write it
//!
//! Scalars follow the core schema of YAML 1.2 (10.3.2), but for what it reads as a number and people mean as text.
//!
//! | written | read as |
//! |---|---|
//! | `yes`, `no`, `on`, `off`, `y`, `n` | text |
//! | `true`, `False`, `null`, `~`, nothing | a boolean, null |
//! | `007`, `1_000`, `1.2.3` | text: a code, a grouped number, a version |
//! | `0o17`, `0x1F`, `0b11` | a number |
//! | `+1`, `.5`, `5.`, `1e3` | a number |
//! | `2020-01-01`, `12:30` | text |
//! | `.inf`, `.nan`, a number beyond 1.8e308 | text: JSON has none of them; bounds of numbers are as written |
//! | an integer beyond 64 bits, a decimal of many digits | the nearest number of 64 bits, in JSON too; bounds of numbers are as written |
//! | `200:`, `1.0:`, `true:`, `on:`, `null:`, `~:` | the key as it is written |
//! | a key that is a list or an object | fatal |
//! | a key given twice | the last; an error that names both places |
//! | `<<: *a`, `<<: [*a, *b]` | its members, first come first; the object's own keys win |
//! | `<<` with another value | nothing; an error |
//! | `&a`, `*a`, also as a key | what the anchor stands at |
//! | an alias of what does not exist, or that contains itself | fatal |
//! | aliases that come to more than some ten times the text | fatal |
//! | `!!str 1`, `!!int '7'` | as the tag says |
//! | `!!binary`, `!!timestamp`, `!Own` | as if the tag were not there |
//! | more than 128 levels | fatal |
//! | a tab that indents | fatal |
//! | `{"a": 1,}`: JSON with a fault that YAML takes | as YAML; a warning at the fault |
//! | a second document (`---`) | fatal |
//! | comments alone, nothing at all | fatal, told apart; a file that is missing is told by who should bring it |
//! | a byte order mark, CRLF | as if it were not there, a line break |
//! | UTF-16, bytes that are not UTF-8 | fatal |

mod depth;
mod dynamic;
mod file;
mod files;
mod identifiers;
mod lines;
mod node;
mod number;
pub mod objects;
mod origin;
mod others;
mod overlay;
mod percent;
pub mod pointer;
mod reference;
mod root;
mod sources;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod trail;
mod tree;
mod tuples;
mod uri;
mod yaml;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::problem::{Problem, Problems, Severity};
use file::{File, Loaded, Located};
use files::Files;
pub(crate) use files::KEY as FILES;
use identifiers::Text;
use origin::{Origin, Origins};
use others::Others;
use pointer::Pointer;
use reference::References;
pub use sources::{Absence, Other, Source, Sources};

/// What [`read`] comes to.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one in a run, and it is taken apart at once"
)]
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
    /// The other files that cannot be had, and what a reference to one names.
    absent: BTreeMap<String, String>,
    origins: Origins,
}

/// Reads a document.
pub fn read(sources: &Sources) -> Reading {
    match read_whole(sources) {
        Ok(reading) => reading,
        Err(mut problems) => {
            problems.sort();
            Reading::Broken(problems)
        }
    }
}

fn read_whole(sources: &Sources) -> Result<Reading, Vec<Problem>> {
    let Loaded {
        file,
        value: mut root,
        problems: mut placed,
    } = File::load(&sources.document).map_err(|fatal| vec![fatal])?;
    let version = root::version(&root).map_err(|(at, message)| file.place(fatal(&at, message)))?;
    let mut problems = Problems::new();
    root::clear_reserved(&mut root, &mut problems);
    placed.extend(file.place(problems));
    let (overlay, origins) = lay_over(sources.overlay.as_ref(), &mut root, &mut placed)?;
    let mut problems = Problems::new();
    tuples::rewrite(&mut root, &mut problems);
    let own = files::name(&sources.document.path);
    let mut others = Others::load(sources, &mut placed);
    // OpenAPI 3.0 has pointers alone.
    let identified = match version {
        Version::V30 => Problems::new(),
        Version::V31 => resolve_identifiers(&mut root, own, &mut others, &mut placed),
    };
    if let Files::Missing(paths) = files::embed(&mut root, own, &mut others.trees) {
        return Ok(Reading::Missing(paths));
    }
    if version > Version::V30 {
        dynamic::resolve(&mut root, &others.absent, &mut problems);
    }
    let document = Document {
        version,
        root,
        file,
        overlay,
        others: others.files,
        absent: others.absent,
        origins,
    };
    root::check(&document.root, version, &mut problems);
    placed.extend(document.place(problems));
    placed.extend(document.place(identified));
    placed.sort();
    Ok(Reading::Whole(document, placed))
}

/// Makes references to identifiers of the document and of other files pointers; gives what is wrong with the document's own.
fn resolve_identifiers(
    root: &mut Value,
    own: &str,
    others: &mut Others,
    placed: &mut Vec<Problem>,
) -> Problems {
    let document = Text {
        path: own,
        tree: root,
    };
    let mut texts: Vec<Text<'_>> = std::iter::once(document).chain(others.texts()).collect();
    let mut problems = identifiers::resolve(&mut texts);
    let of_others = problems.split_off(1);
    let paths: Vec<String> = texts[1..].iter().map(|it| it.path.to_owned()).collect();
    for (path, problems) in paths.iter().zip(of_others) {
        placed.extend(
            others
                .files
                .get(path)
                .map_or(Vec::new(), |it| it.place(problems)),
        );
    }
    problems.pop().unwrap_or_default()
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
    let Some(source) = overlay else {
        return Ok((None, Origins::default()));
    };
    let Loaded {
        file,
        value,
        problems,
    } = File::load(source).map_err(|fatal| vec![fatal])?;
    placed.extend(problems);
    let (origins, problems) = overlay::apply(&value, root);
    placed.extend(file.place(problems));
    if placed.iter().any(|it| it.severity == Severity::Fatal) {
        return Err(std::mem::take(placed));
    }
    Ok((Some(file), origins))
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
        at.find(&self.root)
    }

    /// The bound (`maximum` and the like) at a node as JSON text: as it is written where the tree cannot hold it. None where
    /// it is no number.
    pub fn bound(&self, at: &Pointer) -> Option<String> {
        let value = self.get(at)?;
        let (file, own) = self.written(at);
        let written = file.bound(&own).map(str::to_owned);
        let known = || value.is_number().then(|| value.to_string());
        written.or_else(known)
    }

    /// The node that a reference names: `#/…`, percent-escapes decoded, `$ref`s on the way followed. The message says
    /// what is wrong with the reference and what is accepted.
    pub fn resolve(&self, reference: &str) -> Result<Pointer, String> {
        self.references().resolve(reference)
    }

    /// Follows `$ref` after `$ref` from the node at `at` to the first node without one. A cycle or a dangling reference
    /// is broken at that `$ref`.
    pub fn follow(&self, at: &Pointer) -> Result<Pointer, Broken> {
        self.references().follow(at)
    }

    fn references(&self) -> References<'_> {
        References {
            root: &self.root,
            absent: &self.absent,
        }
    }

    /// The effective tree alone.
    pub fn into_root(self) -> Value {
        self.root
    }

    /// Gives problems their file, line and column, and sorts them.
    pub fn place(&self, problems: Problems) -> Vec<Problem> {
        let mut by_file: BTreeMap<&str, (&File, Vec<Located>)> = BTreeMap::new();
        for mut entry in problems.into_entries() {
            let (file, at) = self.written(&entry.at);
            entry.at = self.shown(&entry.at).1;
            by_file
                .entry(file.path())
                .or_insert_with(|| (file, Vec::new()))
                .1
                .push((at, entry));
        }
        let mut placed: Vec<_> = by_file
            .into_values()
            .flat_map(|(file, entries)| file.place_at(entries))
            .collect();
        placed.sort();
        placed
    }

    /// The file in which a node was written, and the pointer that its writer knows.
    pub fn home(&self, at: &Pointer) -> (&str, Pointer) {
        let (file, at) = self.shown(at);
        (file.path(), at)
    }

    /// An overlay's pointers (`#/actions/3/update/…`) say less than the node that it made.
    fn shown(&self, at: &Pointer) -> (&File, Pointer) {
        let (file, written) = self.written(at);
        let overlay = self.overlay.as_ref();
        if overlay.is_some_and(|overlay| std::ptr::eq(overlay, file)) {
            (file, at.clone())
        } else {
            (file, written)
        }
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
