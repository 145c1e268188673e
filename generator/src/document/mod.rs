//! Text to one tree: JSON or YAML read, the overlay applied, other files embedded, every node's origin known.
//!
//! The tree ([`Document::root`]) is the truth that lowering reads: schemas straight from it, the rest of the structure
//! through [`objects`]. Nothing here does IO: [`read`] says which files it misses, and the caller brings them.

pub mod objects;
pub mod pointer;
mod reference;
mod text;
mod tree;

use serde_json::Value;

use crate::problem::{Problem, Problems, Severity};
use pointer::Pointer;
use text::Fault;

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
    path: String,
}

/// Reads a document.
pub fn read(sources: &Sources) -> Reading {
    let path = sources.document.path.clone();
    let tree = match text::decode(&sources.document.bytes).and_then(tree::parse) {
        Ok(tree) => tree,
        Err(Fault {
            line,
            column,
            message,
        }) => {
            let at = Pointer::root();
            return Reading::Broken(vec![Problem {
                severity: Severity::Fatal,
                file: path,
                line,
                column,
                at,
                message,
            }]);
        }
    };
    let version = match tree.value.get("openapi").and_then(Value::as_str) {
        Some(version) if version.starts_with("3.0") => Version::V30,
        _ => Version::V31,
    };
    let document = Document {
        version,
        root: tree.value,
        path,
    };
    let problems = document.place(tree.problems);
    Reading::Whole(document, problems)
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
        let place = |entry: crate::problem::Entry| Problem {
            severity: entry.severity,
            file: self.path.clone(),
            line: 1,
            column: 1,
            at: entry.at,
            message: entry.message,
        };
        let mut placed: Vec<_> = problems.into_entries().into_iter().map(place).collect();
        placed.sort();
        placed
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
