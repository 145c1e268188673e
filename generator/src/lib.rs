//! The generator: OpenAPI documents in, Rust source files out; a pure library.

#![forbid(unsafe_code)]

pub mod assemble;
pub mod document;
pub mod emit;
pub mod ir;
pub mod lower;
pub mod print;
pub mod problem;
pub mod sample;

pub use assemble::{CrateKind, CrateOptions, EmittedApi, RuntimeSource, assemble};
pub use problem::{Problem, Problems, Severity};

/// What decides the names of methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// `operationId`; method and path where an operation has none.
    OperationId,
    /// Create, retrieve, update, list, delete and verbs, from method and path.
    Rest,
}

/// How a document is generated.
#[derive(Clone, Debug)]
pub struct Options {
    /// The module's name.
    pub name: String,
    /// What decides the names of methods.
    pub naming: Naming,
    /// Whether properties that the document does not name are kept.
    pub keep_unknown: bool,
    /// Extensions that mark an enum as open, beside ours.
    pub open_enums: Vec<String>,
}
