//! The generator: OpenAPI documents in, Rust source files out; a pure library.

#![forbid(unsafe_code)]


pub mod document;
pub mod emit;
pub mod ir;
pub mod lower;
pub mod print;
pub mod problem;

pub use problem::{Problem, Problems, Severity};
