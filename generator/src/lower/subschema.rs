//! A schema that only judges (below `if`, `not`, `propertyNames` and the like) to [`Check`]s: no type comes of it.

use serde_json::Value;

use super::Lowering;
use super::enumeration::literal;
use super::evaluated::{About, Reach};
use super::pattern::translate;
use super::scalar::{checked, width};
use super::schema::kinds_of;
use crate::document::pointer::Pointer;
use crate::ir::{Check, Composition, Kinds, Pattern};

/// What the branches of a composition make.
pub(super) type Composed = fn(Vec<Vec<Check>>) -> Check;

const COMPOSITIONS: [(&str, Composed); 3] = [
    ("allOf", Check::AllOf),
    ("anyOf", Check::AnyOf),
    ("oneOf", Check::OneOf),
];

/// How many references may lead to each other within a rule: what they name is copied into it.
const DEEPEST: usize = 12;

/// How many schemas one rule may have.
const LARGEST: usize = 500;

/// How many schemas all rules of a document may have together.
pub(super) const ALL: usize = 5_000;

/// What the branches of a union make, as a rule.
pub(super) fn composed(composition: Composition) -> Composed {
    match composition {
        Composition::AnyOf | Composition::Type | Composition::Base => Check::AnyOf,
        Composition::OneOf => Check::OneOf,
    }
}

impl Lowering<'_> {
    /// All that the schema asks of a value.
    pub(super) fn subschema(&mut self, at: &Pointer) -> Vec<Check> {
        if self.rules == 0 {
            if let Some((known, loosened)) = self.ruled.get(at) {
                self.loosened += loosened;
                return known.clone();
            }
            let before = self.loosened;
            let checks = self.rule_of(at);
            let ruled = (checks.clone(), self.loosened - before);
            self.ruled.insert(at.clone(), ruled);
            return checks;
        }
        self.rules -= 1;
        if self.rules == 0 {
            let message = format!(
                "a rule has more than {LARGEST} schemas; what is beyond them is not enforced"
            );
            self.problems.warning(at, message);
            self.loosened += 1;
            self.rules = 1;
            return Vec::new();
        }
        self.stated_checks(at)
    }

    /// The same, as a rule of its own that nobody remembers.
    pub(super) fn rule_of(&mut self, at: &Pointer) -> Vec<Check> {
        let granted = LARGEST.min(self.rules_left);
        if granted < 2 {
            return self.tell_many_rules(at);
        }
        self.rules = granted;
        let checks = self.subschema(at);
        self.rules_left -= granted - self.rules;
        self.rules = 0;
        checks
    }

    fn tell_many_rules(&mut self, at: &Pointer) -> Vec<Check> {
        if std::mem::replace(&mut self.rules_left, 0) > 0 {
            let message = format!(
                "the rules of the document have more than {ALL} schemas; this one and what is beyond it are not enforced"
            );
            self.problems.warning(at, message);
        }
        self.loosened += 1;
        Vec::new()
    }

    fn stated_checks(&mut self, at: &Pointer) -> Vec<Check> {
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
        if let Some(format) = self.text(at, "format") {
            checks.extend(checked(format));
            checks.extend(width(format));
        }
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
        let target = self.follow(at);
        let Some(target) = self.told(target) else {
            return Vec::new();
        };
        if self.judging.contains(&target) || at.below(&target).is_some() {
            let message = "a rule that contains itself is enforced there by its `type` alone";
            self.problems.warning(at, message);
            self.loosened += 1;
            return self.type_check(&target).into_iter().collect();
        }
        if self.judging.len() >= DEEPEST {
            let message = format!(
                "more than {DEEPEST} references lead on from a rule; the rest is not enforced"
            );
            self.problems.warning(at, message);
            self.loosened += 1;
            return Vec::new();
        }
        self.judging.push(target.clone());
        let checks = self.subschema(&target);
        self.judging.pop();
        checks
    }

    /// The constraint that `type` is, where JSON Schema knows all its types.
    pub(super) fn type_check(&self, at: &Pointer) -> Option<Check> {
        let declared = self.declared(at);
        let kinds = declared.names.iter().map(|name| kinds_of(name));
        let kinds = kinds.collect::<Option<Vec<_>>>()?;
        // `nullable` alone states no type.
        let is_null = self.has(at, "type") && !self.flag(at, "nullable");
        let kinds = kinds.into_iter().reduce(Kinds::or);
        let kinds = kinds.or((is_null && declared.nullable).then_some(Kinds::NULL))?;
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
            _ => Some(Check::Enum(values.into_iter().map(literal).collect())),
        }
    }

    fn property_checks(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = Vec::new();
        let required = self.texts(at, "required");
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
        let patterns = self.pattern_properties(at);
        checks.extend(self.checks_by_name(at, patterns));
        checks.extend(self.unevaluated_by_name(at));
        if let Some((0, items)) = self.behind(at) {
            checks.push(Check::Items(self.subschema(&items)));
        }
        checks
    }

    /// The patterns of `patternProperties` with their schemas.
    pub(super) fn pattern_properties(&mut self, at: &Pointer) -> Vec<(Pattern, Pointer)> {
        let mut patterns = Vec::new();
        for (source, below) in self.entries(at, "patternProperties") {
            match translate(&source) {
                Ok(pattern) => patterns.push((pattern, below)),
                Err(reason) => {
                    let message = format!(
                        "the pattern `{source}` is passed over: {reason}; an ECMA-262 regular expression is accepted"
                    );
                    self.loosened += 1;
                    self.problems.warning(&below, message);
                }
            }
        }
        patterns
    }

    /// `patternProperties` with these patterns, and `additionalProperties` beside it.
    pub(super) fn checks_by_name(
        &mut self,
        at: &Pointer,
        patterns: Vec<(Pattern, Pointer)>,
    ) -> Vec<Check> {
        let names = self.entries(at, "properties").into_iter();
        let names = names.map(|(name, _)| name).collect();
        let sources = patterns.iter().map(|(pattern, _)| pattern.clone());
        let sources: Vec<Pattern> = sources.collect();
        let mut checks = Vec::new();
        if !patterns.is_empty() {
            let entries = patterns.into_iter();
            let entries = entries.map(|(pattern, below)| (pattern, self.subschema(&below)));
            checks.push(Check::PatternProperties(entries.collect()));
        }
        if !self.tell_lost(at, sources.len()) {
            checks.extend(self.others(&at.child("additionalProperties"), names, sources));
        }
        checks
    }

    /// Whether fewer patterns of `patternProperties` can be matched than there are: nobody knows which properties are others,
    /// and what `additionalProperties` says of them is told to be not enforced.
    pub(super) fn tell_lost(&mut self, at: &Pointer, matched: usize) -> bool {
        let is_lost = matched < self.entries(at, "patternProperties").len();
        if is_lost {
            self.tell_inexact(&at.child("additionalProperties"));
        }
        is_lost
    }

    /// `unevaluatedProperties` where it is known which they are.
    pub(super) fn unevaluated_by_name(&mut self, at: &Pointer) -> Option<Check> {
        let Reach::Known(known) = self.reach(at, About::Properties) else {
            return None;
        };
        let stated = at.child(About::Properties.keyword());
        let patterns = self.evaluating_patterns(&known.patterns);
        if patterns.is_none() {
            self.tell_inexact(&stated);
        }
        self.others(&stated, known.names, patterns?)
    }

    /// What the schema at `at` asks of the properties that none of these names and patterns is about.
    fn others(
        &mut self,
        at: &Pointer,
        names: Vec<String>,
        patterns: Vec<Pattern>,
    ) -> Option<Check> {
        match self.get(at) {
            Some(Value::Bool(false)) if patterns.is_empty() => Some(Check::Closed(names)),
            Some(Value::Bool(false) | Value::Object(_)) => {
                let asked = self.subschema(at);
                (!asked.is_empty()).then_some(Check::AdditionalProperties(names, patterns, asked))
            }
            _ => None,
        }
    }

    fn compositions(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = Vec::new();
        for (keyword, check) in COMPOSITIONS {
            if !self.items(at, keyword).is_empty() {
                checks.push(self.alternatives(&at.child(keyword), check));
            }
        }
        checks
    }

    /// A composition as a rule. Where a branch lets more in than it says, several may hold of which only one should: then one
    /// at the least has to.
    pub(super) fn alternatives(&mut self, list: &Pointer, check: Composed) -> Check {
        let before = self.loosened;
        let branches = self.children(list);
        let lists = branches.iter().map(|branch| self.subschema(branch));
        match check(lists.collect()) {
            Check::OneOf(lists) if !self.is_exact(before, list) => Check::AnyOf(lists),
            check => check,
        }
    }
}
