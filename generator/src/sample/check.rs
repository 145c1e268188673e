//! Constraints on JSON values: which of them a value breaks, and where.
//!
//! What cannot be decided here (a pattern that backtracks too long, numbers beyond 128 bits) counts as broken, so that
//! nothing is sampled that only might hold. Formats count as held: samples are made from known good texts.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;

use fancy_regex::Regex;
use serde_json::{Map, Value};

use super::Broken;
use super::decimal::Decimal;
use crate::document::pointer::Pointer;
use crate::ir::{Bound, Check, Kinds, Literal, Pattern};

type Object = Map<String, Value>;

/// Judges values by constraints; keeps the patterns it has compiled.
#[derive(Debug, Default)]
pub(super) struct Checker {
    patterns: RefCell<HashMap<String, Option<Regex>>>,
}

/// A value under judgement.
#[derive(Clone, Copy)]
pub(super) struct Judged<'v> {
    /// The value.
    pub value: &'v Value,
    /// Where it stands.
    pub at: &'v Pointer,
    /// The properties that its type names: `additionalProperties` is not about them.
    pub named: &'v [&'v str],
}

impl Checker {
    /// Whether a value keeps all of these constraints.
    pub(super) fn holds<'c>(
        &self,
        checks: impl IntoIterator<Item = &'c Check>,
        value: &Value,
    ) -> bool {
        let at = Pointer::root();
        let judged = Judged {
            value,
            at: &at,
            named: &[],
        };
        let mut found = Vec::new();
        checks.into_iter().all(|check| {
            self.apply(check, judged, &mut found);
            found.is_empty()
        })
    }

    /// Adds what a value breaks of a constraint.
    pub(super) fn apply(&self, check: &Check, judged: Judged<'_>, found: &mut Vec<Broken>) {
        if let Some(keyword) = self.broken_here(check, judged.value) {
            found.push(Broken::new(judged.at, keyword));
        }
        match (check, judged.value) {
            (Check::AllOf(lists), _) => {
                let all = lists.iter().flatten();
                all.for_each(|check| self.apply(check, judged, found));
            }
            (Check::If(condition, then, otherwise), value) => {
                let list = if self.holds(condition, value) {
                    then
                } else {
                    otherwise
                };
                list.iter()
                    .for_each(|check| self.apply(check, judged, found));
            }
            (Check::Items(list), Value::Array(items)) => {
                for (position, item) in items.iter().enumerate() {
                    self.apply_below(list, (item, &judged.at.index(position)), found);
                }
            }
            (Check::PrefixItems(lists, behind), Value::Array(items)) => {
                for (position, item) in items.iter().enumerate() {
                    let list = lists.get(position).unwrap_or(behind);
                    self.apply_below(list, (item, &judged.at.index(position)), found);
                }
            }
            (Check::UnevaluatedItems(evaluated, list), Value::Array(items)) => {
                let left = self.unevaluated_positions(evaluated, items);
                if refuses(list) {
                    return report_each(left.len(), judged.at, "unevaluatedItems", found);
                }
                left.into_iter().for_each(|it| {
                    self.apply_below(list, (&items[it], &judged.at.index(it)), found);
                });
            }
            (_, Value::Object(object)) => self.apply_to_object(check, (judged, object), found),
            _ => {}
        }
    }

    fn apply_to_object(
        &self,
        check: &Check,
        (judged, object): (Judged<'_>, &Object),
        found: &mut Vec<Broken>,
    ) {
        let at = judged.at;
        match check {
            Check::Values(list) => {
                let others = object
                    .iter()
                    .filter(|(wire, _)| !judged.named.contains(&wire.as_str()));
                others.for_each(|(wire, value)| {
                    self.apply_below(list, (value, &at.child(wire)), found)
                });
            }
            Check::Property(wire, list) => {
                if let Some(value) = object.get(wire) {
                    self.apply_below(list, (value, &at.child(wire)), found);
                }
            }
            Check::Required(names) | Check::RequiredIn(_, names) => {
                report_each(missing(object, names), at, "required", found);
            }
            Check::DependentRequired(trigger, names) if object.contains_key(trigger) => {
                report_each(missing(object, names), at, "dependentRequired", found);
            }
            Check::Closed(known) => {
                let unknown = object.keys().filter(|wire| !known.contains(wire)).count();
                report_each(unknown, at, "additionalProperties", found);
            }
            Check::PatternProperties(entries) => {
                for (pattern, list) in entries {
                    let about = object
                        .iter()
                        .filter(|(wire, _)| self.is_match(pattern, wire));
                    about.for_each(|(wire, value)| {
                        self.apply_below(list, (value, &at.child(wire)), found)
                    });
                }
            }
            Check::AdditionalProperties(names, patterns, list) => {
                let others = object.iter().filter(|(wire, _)| {
                    !names.contains(wire) && !patterns.iter().any(|it| self.is_match(it, wire))
                });
                if refuses(list) {
                    return report_each(others.count(), at, "additionalProperties", found);
                }
                others.for_each(|(wire, value)| {
                    self.apply_below(list, (value, &at.child(wire)), found)
                });
            }
            Check::UnevaluatedProperties(evaluated, list) => {
                let left = self.unevaluated_names(evaluated, object);
                if refuses(list) {
                    return report_each(left.len(), at, "unevaluatedProperties", found);
                }
                left.into_iter().for_each(|wire| {
                    self.apply_below(list, (&object[wire], &at.child(wire)), found);
                });
            }
            Check::PropertyNames(list) => {
                let wrong = |wire: &&String| !self.holds(list, &Value::String((*wire).clone()));
                let wrong = object.keys().filter(wrong).count();
                report_each(wrong, at, "propertyNames", found);
            }
            _ => {}
        }
    }

    fn apply_below(
        &self,
        list: &[Check],
        (value, at): (&Value, &Pointer),
        found: &mut Vec<Broken>,
    ) {
        let judged = Judged {
            value,
            at,
            named: &[],
        };
        list.iter()
            .for_each(|check| self.apply(check, judged, found));
    }

    /// The keyword that the value itself breaks.
    fn broken_here(&self, check: &Check, value: &Value) -> Option<&'static str> {
        let (holds, keyword) = match check {
            Check::Type(kinds) => (kinds.0 & kind(value).0 != 0, "type"),
            Check::Enum(values) => (
                values.iter().any(|literal| equal(value, &json(literal))),
                "enum",
            ),
            Check::Const(literal) => (equal(value, &json(literal)), "const"),
            Check::AnyOf(lists) => (self.count(lists, value) > 0, "anyOf"),
            Check::OneOf(lists) => (self.count(lists, value) == 1, "oneOf"),
            Check::Not(list) => (!self.holds(list, value), "not"),
            _ => return self.broken_limit(check, value),
        };
        (!holds).then_some(keyword)
    }

    fn broken_limit(&self, check: &Check, value: &Value) -> Option<&'static str> {
        let (holds, keyword) = match value {
            Value::String(text) => self.text_holds(check, text),
            Value::Number(number) => number_holds(check, Decimal::of_number(number)),
            Value::Array(items) => self.array_holds(check, items),
            Value::Object(object) => object_holds(check, object),
            Value::Null | Value::Bool(_) => None,
        }?;
        (!holds).then_some(keyword)
    }

    fn text_holds(&self, check: &Check, text: &str) -> Option<(bool, &'static str)> {
        let length = || text.chars().count() as u64;
        match check {
            Check::MinLength(least) => Some((length() >= *least, "minLength")),
            Check::MaxLength(most) => Some((length() <= *most, "maxLength")),
            Check::Pattern(pattern) => Some((self.is_match(pattern, text), "pattern")),
            _ => None,
        }
    }

    fn array_holds(&self, check: &Check, items: &[Value]) -> Option<(bool, &'static str)> {
        let count = items.len() as u64;
        match check {
            Check::MinItems(least) => Some((count >= *least, "minItems")),
            Check::MaxItems(most) => Some((count <= *most, "maxItems")),
            Check::UniqueItems => Some((are_unique(items), "uniqueItems")),
            Check::Contains(list, least, most) => {
                let kept = items.iter().filter(|item| self.holds(list, item)).count() as u64;
                Some(contains(kept, (*least, *most)))
            }
            _ => None,
        }
    }

    /// Whether a text matches a pattern.
    pub(super) fn is_match(&self, pattern: &Pattern, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let compiled = patterns
            .entry(pattern.regex.clone())
            .or_insert_with_key(|source| Regex::new(source).ok());
        compiled
            .as_ref()
            .is_some_and(|regex| regex.is_match(text).unwrap_or(false))
    }

    fn count(&self, lists: &[Vec<Check>], value: &Value) -> usize {
        lists.iter().filter(|list| self.holds(*list, value)).count()
    }
}

fn number_holds(check: &Check, number: Option<Decimal>) -> Option<(bool, &'static str)> {
    let order = |bound: &Bound| number.and_then(|number| number.order(Decimal::of_bound(bound)?));
    let is = |bound: &Bound, wanted: fn(Ordering) -> bool| order(bound).is_some_and(wanted);
    match check {
        Check::Minimum(bound) => Some((is(bound, Ordering::is_ge), "minimum")),
        Check::ExclusiveMinimum(bound) => Some((is(bound, Ordering::is_gt), "exclusiveMinimum")),
        Check::Maximum(bound) => Some((is(bound, Ordering::is_le), "maximum")),
        Check::ExclusiveMaximum(bound) => Some((is(bound, Ordering::is_lt), "exclusiveMaximum")),
        Check::MultipleOf(bound) => {
            let multiple =
                number.and_then(|number| number.is_multiple_of(Decimal::of_bound(bound)?));
            Some((multiple == Some(true), "multipleOf"))
        }
        _ => None,
    }
}

/// Whether so many items of the wanted kind are right, and the keyword if not.
fn contains(count: u64, (least, most): (u64, u64)) -> (bool, &'static str) {
    match (count < least, count > most) {
        (true, _) if least == 1 => (false, "contains"),
        (true, _) => (false, "minContains"),
        (_, is_much) => (!is_much, "maxContains"),
    }
}

fn object_holds(check: &Check, object: &Object) -> Option<(bool, &'static str)> {
    let count = object.len() as u64;
    match check {
        Check::MinProperties(least) => Some((count >= *least, "minProperties")),
        Check::MaxProperties(most) => Some((count <= *most, "maxProperties")),
        _ => None,
    }
}

fn are_unique(items: &[Value]) -> bool {
    let later = |position: usize| &items[position + 1..];
    let mut all = items.iter().enumerate();
    all.all(|(position, item)| !later(position).iter().any(|other| equal(item, other)))
}

/// Whether no value keeps these constraints: those of the schema `false`.
pub(super) fn refuses(list: &[Check]) -> bool {
    matches!(list, [Check::Not(none)] if none.is_empty())
}

fn missing(object: &Object, names: &[String]) -> usize {
    names
        .iter()
        .filter(|wire| !object.contains_key(*wire))
        .count()
}

fn report_each(times: usize, at: &Pointer, keyword: &'static str, found: &mut Vec<Broken>) {
    found.extend((0..times).map(|_| Broken::new(at, keyword)));
}

/// The JSON type of a value; a number with a fraction is `number` without `integer`.
pub(super) fn kind(value: &Value) -> Kinds {
    match value {
        Value::Null => Kinds::NULL,
        Value::Bool(_) => Kinds::BOOLEAN,
        Value::Number(number) if Decimal::of_number(number).is_some_and(Decimal::is_integer) => {
            Kinds::INTEGER
        }
        Value::Number(_) => Kinds(Kinds::NUMBER.0 & !Kinds::INTEGER.0),
        Value::String(_) => Kinds::STRING,
        Value::Array(_) => Kinds::ARRAY,
        Value::Object(_) => Kinds::OBJECT,
    }
}

/// The literal as a JSON value.
pub(super) fn json(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => Value::from(*value),
        Literal::Integer(value) => Value::from(*value),
        Literal::Number(value) => Value::from(*value),
        Literal::Text(value) => Value::from(value.as_str()),
        Literal::Json(text) => serde_json::from_str(text).unwrap_or(Value::Null),
    }
}

/// Equality of JSON: numbers by their value, objects without order.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right
                || Decimal::of_number(left)
                    .is_some_and(|one| Decimal::of_number(right) == Some(one))
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let has = |(wire, value)| right.get(wire).is_some_and(|other| equal(value, other));
            left.len() == right.len() && left.iter().all(has)
        }
        _ => left == right,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(checks: &[Check], value: Value, expected: &[(&str, &str)]) {
        let checker = Checker::default();
        let at = Pointer::root();
        let judged = Judged {
            value: &value,
            at: &at,
            named: &[],
        };
        let mut found = Vec::new();
        checks
            .iter()
            .for_each(|check| checker.apply(check, judged, &mut found));
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.pointer.as_str(), one.keyword))
            .collect();
        assert_eq!(found, expected, "{checks:?} on {value}");
        assert_eq!(checker.holds(checks, &value), expected.is_empty());
    }

    fn required(wire: &str) -> Check {
        Check::Required(vec![wire.to_owned()])
    }

    #[test]
    fn rules_between_properties() {
        let any = [Check::AnyOf(vec![
            vec![required("percent_off")],
            vec![required("amount_off")],
        ])];
        check(&any, json!({}), &[("", "anyOf")]);
        check(&any, json!({"amount_off": 1, "percent_off": 1}), &[]);
        let dependent = [Check::DependentRequired(
            "amount_off".to_owned(),
            vec!["currency".to_owned()],
        )];
        check(
            &dependent,
            json!({"amount_off": 1}),
            &[("", "dependentRequired")],
        );
        check(&dependent, json!({}), &[]);
        let repeating = Check::Const(Literal::Text("repeating".to_owned()));
        let condition = vec![
            required("duration"),
            Check::Property("duration".to_owned(), vec![repeating]),
        ];
        let conditional = [Check::If(
            condition,
            vec![required("duration_in_months")],
            vec![],
        )];
        check(
            &conditional,
            json!({"duration": "repeating"}),
            &[("", "required")],
        );
        check(&conditional, json!({"duration": "once"}), &[]);
        check(&conditional, json!({}), &[]);
    }

    #[test]
    fn limits() {
        let limit = |text: &str| Bound::Decimal(text.to_owned());
        check(&[Check::MultipleOf(limit("0.1"))], json!(0.3), &[]);
        check(
            &[Check::ExclusiveMinimum(Bound::Integer(0))],
            json!(0),
            &[("", "exclusiveMinimum")],
        );
        check(&[Check::MaxLength(1)], json!("é"), &[]);
        check(
            &[Check::UniqueItems],
            json!([{"a": 1, "b": 2}, {"b": 2.0, "a": 1}]),
            &[("", "uniqueItems")],
        );
        check(
            &[Check::Items(vec![Check::MinLength(1)])],
            json!(["a", ""]),
            &[("/1", "minLength")],
        );
        let texts = || vec![Check::Type(Kinds::STRING)];
        check(
            &[Check::PrefixItems(vec![texts()], vec![Check::MinLength(1)])],
            json!([1, "", "a"]),
            &[("/0", "type"), ("/1", "minLength")],
        );
        for (least, most, keyword) in [
            (1, 9, "contains"),
            (2, 9, "minContains"),
            (0, 0, "maxContains"),
        ] {
            let instance = if most == 0 { json!(["a"]) } else { json!([1]) };
            let contains = Check::Contains(texts(), least, most);
            check(&[contains], instance, &[("", keyword)]);
        }
        check(
            &[Check::AdditionalProperties(
                vec!["a".to_owned()],
                Vec::new(),
                texts(),
            )],
            json!({"a": 1, "b": 2}),
            &[("/b", "type")],
        );
        check(&[Check::Type(Kinds::INTEGER)], json!(1.0), &[]);
        check(&[Check::Type(Kinds::INTEGER)], json!(1.5), &[("", "type")]);
    }
}
