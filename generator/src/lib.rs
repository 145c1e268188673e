//! The generator: OpenAPI documents in, Rust source files out; a pure library.

#![forbid(unsafe_code)]

pub mod document;
pub mod ir;
pub mod lower;
pub mod problem;
pub mod sample;

pub use problem::{Problem, Problems, Severity};
