//! The invariants of the design that the sources themselves show, each one a test.
//!
//! They are told by Rust's tokens, so that prose and texts do not count. What the generator does with a document (names
//! that stay, problems in order, output that depends on bytes alone) is tested beside it, in `generator/tests`.

mod emission;
mod generated;
mod rooms;
mod sizes;
mod sources;
