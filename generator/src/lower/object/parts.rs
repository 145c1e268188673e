//! What the schemas of one object say together: its properties, those that are not named, and what is asked of all.

use indexmap::IndexMap;
use serde_json::Value;

use super::super::Lowering;
use super::super::evaluated::{About, Reach};
use super::super::view::{View, add_new};
use crate::document::pointer::Pointer;
use crate::ir::Check;

/// What schemas say of one object.
#[derive(Default)]
pub(super) struct Parts {
    /// The schemas of each property that is named.
    pub properties: IndexMap<String, Vec<Pointer>>,
    pub required: Vec<String>,
    /// The schemas of properties that are not named.
    pub additional: Vec<Pointer>,
    /// Whether `additionalProperties` is `true` somewhere.
    pub free: bool,
    pub closed: bool,
    /// The schemas of properties by patterns of their names.
    pub patterns: Vec<Pointer>,
    pub checks: Vec<Check>,
}

impl Lowering<'_> {
    /// What all schemas of a view say together.
    pub(super) fn parts(&mut self, view: &View) -> Parts {
        let mut parts = Parts {
            properties: self.view_properties(view),
            required: self.view_required(view),
            checks: self.view_object_checks(view),
            ..Parts::default()
        };
        for part in &view.parts {
            self.add_additional(part, &mut parts);
            self.add_unevaluated(part, &mut parts);
        }
        self.declare_required(&mut parts);
        parts
    }

    /// What one schema says of the properties that it does not name.
    fn add_additional(&mut self, part: &Pointer, parts: &mut Parts) {
        let additional = part.child("additionalProperties");
        let patterns = self.pattern_properties(part);
        if !patterns.is_empty() {
            parts
                .patterns
                .extend(patterns.iter().map(|(_, below)| below.clone()));
            let is_exact = patterns.len() == self.entries(part, "patternProperties").len();
            parts.closed |= is_exact && self.node(&additional) == &Value::Bool(false);
            return add_new(&mut parts.checks, self.checks_by_name(part, patterns));
        }
        if self.tell_lost(part, 0) {
            parts.free = true;
            return;
        }
        let own = self.entries(part, "properties").into_iter();
        let own = own.map(|(name, _)| name).collect();
        self.add_others(additional, own, parts);
    }

    /// What `unevaluatedProperties` of a schema says of those that neither it names nor what holds with it.
    fn add_unevaluated(&mut self, part: &Pointer, parts: &mut Parts) {
        let unevaluated = part.child(About::Properties.keyword());
        let closed = self.node(&unevaluated) == &Value::Bool(false);
        match self.reach(part, About::Properties) {
            Reach::Known(known) if known.patterns.is_empty() => {
                self.add_others(unevaluated, known.names, parts);
            }
            Reach::Known(_) => {
                let check = self.unevaluated_by_name(part);
                parts.closed |= closed && check.is_some();
                parts.free |= check.is_none();
                add_new(&mut parts.checks, check.into_iter().collect());
            }
            Reach::ByValue(_) => {
                // No field is there for what a condition alone names.
                let conditional = ["if", "dependentSchemas"];
                parts.free |= !closed || conditional.iter().any(|it| self.has(part, it));
            }
            Reach::Nothing | Reach::TooMany => {}
        }
    }

    /// What the schema at `additional` says of properties but its `own`.
    fn add_others(&mut self, additional: Pointer, own: Vec<String>, parts: &mut Parts) {
        match self.get(&additional) {
            Some(Value::Bool(true)) => parts.free = true,
            Some(Value::Bool(false)) => {
                parts.closed = true;
                self.close(&additional, own, parts);
            }
            Some(Value::Object(_)) => {
                if self.says_something(&additional) {
                    let others = parts
                        .properties
                        .iter_mut()
                        .filter(|(name, _)| !own.contains(name));
                    // Behind the property's own, which names what is inline.
                    others.for_each(|(_, schemas)| schemas.insert(0, additional.clone()));
                }
                parts.additional.push(additional);
            }
            _ => {}
        }
    }

    /// Properties that other schemas name are refused all the same.
    fn close(&mut self, at: &Pointer, own: Vec<String>, parts: &mut Parts) {
        let refused = parts.properties.keys().filter(|name| !own.contains(name));
        let refused: Vec<&str> = refused.map(String::as_str).collect();
        if refused.is_empty() {
            return;
        }
        let message = format!(
            "`{}: false` refuses `{}`, which schemas that hold with it name; it does not see them",
            at.last().unwrap_or_default(),
            refused.join("`, `")
        );
        self.problems.warning(at, message);
        add_new(&mut parts.checks, vec![Check::Closed(own)]);
    }

    /// What is required and named nowhere is a property of any type, or of the type of those that are not named.
    fn declare_required(&mut self, parts: &mut Parts) {
        if parts.properties.is_empty() || parts.closed {
            return;
        }
        for name in &parts.required {
            let known = parts.properties.entry(name.clone());
            known.or_insert_with(|| parts.additional.clone());
        }
    }
}
