//! The constraint keywords of one schema to [`Check`]s: those on its value, not those that make its type.

use serde_json::Value;

use super::Lowering;
use super::evaluated::About;
use super::pattern::translate;
use crate::document::pointer::{Pointer, member};
use crate::ir::{Bound, Check};

/// What a count makes.
type Count = fn(u64) -> Check;

/// A side of a range: its keyword and the exclusive one, and the checks that they make.
type Side = (
    &'static str,
    &'static str,
    fn(Bound) -> Check,
    fn(Bound) -> Check,
);

const SIDES: [Side; 2] = [
    (
        "minimum",
        "exclusiveMinimum",
        Check::Minimum,
        Check::ExclusiveMinimum,
    ),
    (
        "maximum",
        "exclusiveMaximum",
        Check::Maximum,
        Check::ExclusiveMaximum,
    ),
];

impl Lowering<'_> {
    /// The constraints on a string, number or array, and what JSON Schema allows beside any type.
    pub(super) fn value_checks(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = self.counts(
            at,
            &[
                ("minLength", Check::MinLength),
                ("maxLength", Check::MaxLength),
            ],
        );
        checks.extend(self.pattern(at));
        checks.extend(self.bounds(at));
        checks.extend(self.counts(
            at,
            &[("minItems", Check::MinItems), ("maxItems", Check::MaxItems)],
        ));
        if self.flag(at, "uniqueItems") {
            checks.push(Check::UniqueItems);
        }
        checks.extend(self.item_checks(at));
        checks.extend(self.object_checks(at));
        checks
    }

    /// The constraints on some of an array's items.
    fn item_checks(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = Vec::new();
        checks.extend(self.positions_check(at));
        if self.has(at, "contains") {
            let limit = |keyword| member(self.node(at), keyword).and_then(whole);
            let (least, most) = (limit("minContains"), limit("maxContains"));
            let before = self.loosened;
            let item = self.subschema(&at.child("contains"));
            let most = most.filter(|_| self.is_exact(before, &at.child("maxContains")));
            checks.push(Check::Contains(
                item,
                least.unwrap_or(1),
                most.unwrap_or(u64::MAX),
            ));
        }
        checks.extend(self.unevaluated_check(at, About::Items));
        checks
    }

    /// What items are by their positions, and behind these.
    fn positions_check(&mut self, at: &Pointer) -> Option<Check> {
        let first = self.items(at, "prefixItems");
        let behind = self.behind(at);
        let count = behind.as_ref().map_or(first.len(), |(count, _)| *count);
        if count == 0 {
            return None;
        }
        let lists = first.iter().map(|below| self.subschema(below));
        let mut lists: Vec<Vec<Check>> = lists.collect();
        lists.resize(count, Vec::new());
        let behind = behind.map_or(Vec::new(), |(_, below)| self.subschema(&below));
        Some(Check::PrefixItems(lists, behind))
    }

    /// The constraints on an object as a whole, rules between its properties among them.
    pub(super) fn object_checks(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = self.counts(
            at,
            &[
                ("minProperties", Check::MinProperties),
                ("maxProperties", Check::MaxProperties),
            ],
        );
        if self.has(at, "propertyNames") {
            checks.push(Check::PropertyNames(
                self.subschema(&at.child("propertyNames")),
            ));
        }
        for (property, _) in self.entries(at, "dependentRequired") {
            let needed = self.texts(&at.child("dependentRequired"), &property);
            checks.push(Check::DependentRequired(property, needed));
        }
        for (property, below) in self.entries(at, "dependentSchemas") {
            let condition = vec![Check::Required(vec![property])];
            checks.push(Check::If(condition, self.subschema(&below), Vec::new()));
        }
        if self.has(at, "not") {
            let refused = self.exact_subschema(&at.child("not"));
            checks.extend(refused.map(Check::Not));
        }
        if self.has(at, "if")
            && let Some(condition) = self.exact_subschema(&at.child("if"))
        {
            let [then, otherwise] =
                ["then", "else"].map(|key| self.optional_subschema(&at.child(key)));
            checks.push(Check::If(condition, then, otherwise));
        }
        checks.extend(self.unevaluated_check(at, About::Properties));
        checks
    }

    /// A subschema that may not let more in than it says, since what is around it would then let less in; none where it
    /// does.
    fn exact_subschema(&mut self, at: &Pointer) -> Option<Vec<Check>> {
        let before = self.loosened;
        let checks = self.subschema(at);
        self.is_exact(before, at).then_some(checks)
    }

    /// Whether nothing was left out since then of what the keyword at `at` is about; else that is told.
    pub(super) fn is_exact(&mut self, before: usize, at: &Pointer) -> bool {
        let is_exact = self.loosened == before;
        if !is_exact {
            self.tell_inexact(at);
        }
        is_exact
    }

    /// Tells that the keyword at `at`, where it is there, is not enforced for the sake of what is left out of it.
    pub(super) fn tell_inexact(&mut self, at: &Pointer) {
        if self.get(at).is_some() {
            let message = "not enforced: a part of what it is about is not, so that it would refuse more than it says";
            self.problems.warning(at, message);
        }
    }

    fn optional_subschema(&mut self, at: &Pointer) -> Vec<Check> {
        if self.get(at).is_some() {
            self.subschema(at)
        } else {
            Vec::new()
        }
    }

    /// Keywords whose value is a count.
    fn counts(&mut self, at: &Pointer, keywords: &[(&str, Count)]) -> Vec<Check> {
        let mut checks = Vec::new();
        for (keyword, check) in keywords {
            let Some(value) = member(self.node(at), keyword) else {
                continue;
            };
            match whole(value) {
                Some(count) => checks.push(check(count)),
                None => {
                    let message = format!(
                        "`{keyword}` is {value}; a whole number from 0 is accepted; it is not enforced"
                    );
                    self.loosened += 1;
                    self.problems.warning(&at.child(keyword), message);
                }
            }
        }
        checks
    }

    fn pattern(&mut self, at: &Pointer) -> Option<Check> {
        let source = self.text(at, "pattern")?.to_owned();
        match translate(&source) {
            Ok(pattern) => Some(Check::Pattern(pattern)),
            Err(reason) => {
                let message = format!(
                    "`pattern` is not enforced: {reason}; an ECMA-262 regular expression is accepted"
                );
                self.loosened += 1;
                self.problems.warning(&at.child("pattern"), message);
                None
            }
        }
    }

    /// Bounds of numbers: 3.0's exclusive flags and 3.1's exclusive numbers.
    fn bounds(&mut self, at: &Pointer) -> Vec<Check> {
        let mut checks = Vec::new();
        for (keyword, exclusive, inside, beyond) in SIDES {
            let strict = self.flag(at, exclusive);
            let bound = self.bound(at, keyword);
            checks.extend(bound.map(if strict { beyond } else { inside }));
            if !member(self.node(at), exclusive).is_some_and(Value::is_boolean) {
                checks.extend(self.bound(at, exclusive).map(beyond));
            }
        }
        checks.extend(self.bound(at, "multipleOf").map(Check::MultipleOf));
        checks
    }

    fn bound(&mut self, at: &Pointer, keyword: &str) -> Option<Bound> {
        let value = member(self.node(at), keyword)?;
        let stated = at.child(keyword);
        let Some(number) = self.document.bound(&stated) else {
            let message =
                format!("`{keyword}` is {value}; a number is accepted; it is not enforced");
            self.loosened += 1;
            self.problems.warning(&stated, message);
            return None;
        };
        let whole = number.parse().map(Bound::Integer);
        Some(whole.unwrap_or(Bound::Decimal(number)))
    }
}

/// A whole number from 0, which may be written with a fraction of zero.
fn whole(value: &Value) -> Option<u64> {
    let of_float = |it: f64| (it >= 0.0 && it.fract() == 0.0).then_some(it as u64);
    value.as_u64().or_else(|| value.as_f64().and_then(of_float))
}
