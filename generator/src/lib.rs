//! OpenAPI documents in, Rust source files out: a pure library.

pub mod document;
pub mod problem;
