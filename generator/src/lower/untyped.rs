//! The schemas that came to any JSON, and whether they say so themselves.

use serde_json::Value;

use super::Lowering;
use crate::document::pointer::Pointer;

/// The keywords of which one has to be there for a type to be expected.
const TELLING: [&str; 8] = [
    "type",
    "properties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "const",
];

/// A schema without a type of its own: its values are any JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untyped {
    /// Where it stands in the effective document.
    pub at: Pointer,
    /// Whether it, or the schema that it refers to, says nothing of a type.
    pub justified: bool,
}

impl Lowering<'_> {
    /// What was found, in the order of the pointers.
    pub(super) fn untyped_places(&self) -> Vec<Untyped> {
        let untyped = self.untyped.iter().map(|at| Untyped {
            at: at.clone(),
            justified: self.says_nothing(at),
        });
        untyped.collect()
    }

    /// A reference that dangles says something that nobody knows.
    fn says_nothing(&self, at: &Pointer) -> bool {
        let target = self.follow(at);
        target.is_ok_and(|target| match self.node(&target) {
            Value::Object(schema) => !TELLING.iter().any(|keyword| schema.contains_key(*keyword)),
            Value::Bool(_) => true,
            _ => false,
        })
    }
}
