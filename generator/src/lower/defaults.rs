//! Defaults: whether each is one of the values of its schema. One that is not is told, and no docs repeat it.

use serde_json::Value;

use super::Lowering;
use crate::document::pointer::Pointer;
use crate::sample;

impl Lowering<'_> {
    /// Judges the default of the schema at a place.
    pub(super) fn judge_default(&mut self, schema: &Pointer) {
        let at = schema.child("default");
        let Some(value) = self.get(&at) else {
            return;
        };
        // What cannot be enforced is told where it is lowered.
        let told = std::mem::take(&mut self.problems);
        let checks = self.rule_of(schema);
        self.problems = told;
        let Some(broken) = sample::broken_of_checks(&checks, value) else {
            return;
        };
        let what = if broken.pointer.is_empty() {
            "it".to_owned()
        } else {
            format!("`{}`", broken.pointer)
        };
        let message = format!(
            "the default is not one of its schema: {what} breaks `{}`; it is left out",
            broken.keyword
        );
        self.problems.warning(&at, message);
        self.misfits.insert(schema.clone());
    }

    /// The default that the schema at a place states, where it is one of its values.
    pub(super) fn default_of(&self, schema: &Pointer) -> Option<&Value> {
        let stated = self.node(schema).get("default");
        stated.filter(|_| !self.misfits.contains(schema))
    }
}
