//! The IR to the tests of an emitted crate: what the proof judges, what exercises the client, and programs that
//! must or must not compile.

mod call;
mod exercise;
mod expression;
mod matrix;
mod programs;
mod proof;
mod runner;

use std::collections::BTreeMap;

pub use exercise::{emit_exercise, emit_exercises};
pub use proof::{emit_subjects, emit_tables};
pub use runner::emit_runner;

use crate::ir::Api;

/// The test files of an API: path below the crate's `tests`, and text.
pub fn emit(api: &Api) -> BTreeMap<String, String> {
    let mut files = proof::emit(api);
    files.extend(exercise::emit(api));
    files.extend(programs::emit(api));
    files.extend(matrix::emit(api));
    files
}
