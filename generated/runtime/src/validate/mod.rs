//! Constraints: judging a value by those of its type and those of its place.
//!
//! `visitor` walks a value; every node is seen as an `instance` and judged by `checks`; `union` judges branches.
//! All places are in wire names, and no violation holds a value.

mod array;
pub(crate) mod budget;
mod checks;
mod format;
mod instance;
mod number;
mod object;
mod pattern;
mod place;
mod properties;
mod rules;
mod terms;
#[cfg(test)]
mod tests;
mod unevaluated;
mod union;
mod violation;
mod visitor;
mod words;

pub use crate::judge::judge_as;
pub use terms::Terms;
pub use violation::{MOST, Violation, Violations};

use crate::Json;
use crate::shape::Check;
use crate::visit::Visit;
use place::Place;
use violation::Sink;
use visitor::{Source, Validator};

/// Judges a value by the constraints of its type and by these of its place, on these terms.
pub fn validate(value: &dyn Visit, checks: &'static [Check], terms: Terms) -> Vec<Violation> {
    validate_at("", value, checks, terms)
}

/// The same for a value that stands at this JSON pointer, such as a parameter: its violations' pointers begin with it.
pub fn validate_at(
    pointer: &str,
    value: &dyn Visit,
    checks: &'static [Check],
    terms: Terms,
) -> Vec<Violation> {
    judge((pointer, Source::Value), value, checks, terms)
}

/// Judges a decoded value; what its type does not keep is seen in the JSON that it was decoded from.
pub(crate) fn validate_decoded(
    value: &dyn Visit,
    (checks, json): (&'static [Check], Option<&Json>),
    terms: Terms,
) -> Vec<Violation> {
    judge(("", Source::Decoded(json)), value, checks, terms)
}

fn judge(
    (pointer, source): (&str, Source<'_>),
    value: &dyn Visit,
    checks: &'static [Check],
    terms: Terms,
) -> Vec<Violation> {
    let mut sink = Sink::new(terms);
    let root = Place::Root(pointer);
    budget::matching(|| value.visit(&mut Validator::new((&root, source), checks, &mut sink)));
    sink.into_kept()
}
