//! A schema that only judges (below `if`, `not`, `propertyNames` and the like) to [`Check`]s: no type comes of it.

use serde_json::Value;

use super::Lowering;
use super::enumeration::literal;
use super::schema::kinds_of;
use crate::document::pointer::Pointer;
use crate::ir::{Check, Kinds};

/// What the branches of a composition make.
type Composed = fn(Vec<Vec<Check>>) -> Check;

const COMPOSITIONS: [(&str, Composed); 3] = [
    ("allOf", Check::AllOf),
    ("anyOf", Check::AnyOf),
    ("oneOf", Check::OneOf),
];

impl Lowering<'_> {
    /// All that the schema asks of a value.
    pub(super) fn subschema(&mut self, at: &Pointer) -> Vec<Check> {
        match self.node(at) {
            Value::Bool(true) => return Vec::new(),
            Value::Bool(false) => return vec![Check::Not(Vec::new())],
            _ => {}
        }
        let mut checks = Vec::new();
        if self.has(at, "$ref") {
            checks.extend(self.referenced_subschema(at));
        }
        checks.extend(self.type_check(at));
        checks.extend(self.listed_check(at));
        checks.extend(self.property_checks(at));
        checks.extend(self.format(at));
        checks.extend(self.value_checks(at));
        checks.extend(self.compositions(at));
        self.or_null(at, checks)
    }

    /// `nullable` admits null, whatever stands beside it.
    fn or_null(&self, at: &Pointer, checks: Vec<Check>) -> Vec<Check> {
        let is_type = |check: &Check| matches!(check, Check::Type(_));
        if !self.flag(at, "nullable") || checks.iter().all(is_type) {
            return checks;
        }
        vec![Check::AnyOf(vec![checks, vec![Check::Type(Kinds::NULL)]])]
    }

    fn referenced_subschema(&mut self, at: &Pointer) -> Vec<Check> {
        let target = self.document.follow(at);
        let Some(target) = self.told(target) else {
            return Vec::new();
        };
        if self.rules.contains(&target) {
            self.problems
                .warning(at, "a rule that contains itself is not enforced");
            return Vec::new();
        }
        self.rules.push(target.clone());
        let checks = self.subschema(&target);
        self.rules.pop();
        checks
    }

    /// The constraint that `type` is, where JSON Schema knows all its types.
    pub(super) fn type_check(&self, at: &Pointer) -> Option<Check> {
        let declared = self.declared(at);
        let kinds = declared.names.iter().map(|name| kinds_of(name));
        let kinds = kinds
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .reduce(Kinds::or)?;
        Some(Check::Type(if declared.nullable {
            kinds.or(Kinds::NULL)
        } else {
            kinds
        }))
    }

    fn listed_check(&self, at: &Pointer) -> Option<Check> {
        let values = self.listed(at)?;
        match (self.has(at, "const"), values.first()) {
            (true, Some(value)) => Some(Check::Const(literal(value))),
            _ => Some(Check::Enum(values.iter().map(literal).collect())),
        }
    }

    fn property_checks(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = Vec::new();
        let required = self.texts(&at.child("required"));
        if !required.is_empty() {
            checks.push(Check::Required(required));
        }
        let properties = self.entries(at, "properties");
        for (name, below) in &properties {
            let inner = self.subschema(below);
            if !inner.is_empty() {
                checks.push(Check::Property(name.clone(), inner));
            }
        }
        let names = properties.into_iter().map(|(name, _)| name).collect();
        match self.node(at).get("additionalProperties") {
            Some(Value::Bool(false)) => checks.push(Check::Closed(names)),
            Some(Value::Object(_)) => {
                let others = self.subschema(&at.child("additionalProperties"));
                checks.push(Check::Others(names, others));
            }
            _ => {}
        }
        if self.has(at, "items") && !self.has(at, "prefixItems") {
            checks.push(Check::Items(self.subschema(&at.child("items"))));
        }
        checks
    }

    fn compositions(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = Vec::new();
        for (keyword, check) in COMPOSITIONS {
            let branches = self.items(at, keyword);
            if !branches.is_empty() {
                checks.push(check(
                    branches
                        .iter()
                        .map(|branch| self.subschema(branch))
                        .collect(),
                ));
            }
        }
        checks
    }
}
