//! Rules between properties and compositions of checks, each with a sentence that names the properties.

use super::checks::{apply, holds};
use super::instance::Instance;
use super::object::Object;
use super::place::Place;
use super::violation::Sink;
use super::words;
use crate::literal;
use crate::shape::Check;

type List = &'static [Check];

/// Reports a property that is required and not there.
pub(crate) fn report_missing(name: &str, place: &Place<'_>, sink: &mut Sink) {
    sink.report(place, "required", || {
        (Some(name.to_owned()), format!("`{name}` is required"))
    });
}

/// `required`
pub(crate) fn required(names: &[&str], object: &Object<'_>, place: &Place<'_>, sink: &mut Sink) {
    let missing = names.iter().filter(|name| !object.has(name));
    missing.for_each(|name| report_missing(name, place, sink));
}

/// Reports a property that is there and not known.
pub(crate) fn report_unknown(name: &str, place: &Place<'_>, sink: &mut Sink) {
    sink.report(place, "additionalProperties", || {
        (
            Some(name.to_owned()),
            format!("`{name}` is not a known property"),
        )
    });
}

/// `dependentRequired`, one entry of it.
pub(crate) fn dependent_required(
    (trigger, names): (&str, &[&str]),
    object: &Object<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    if !object.has(trigger) {
        return;
    }
    for name in names.iter().filter(|name| !object.has(name)) {
        sink.report(place, "dependentRequired", || {
            (
                Some((*name).to_owned()),
                format!("`{name}` is required when `{trigger}` is present"),
            )
        });
    }
}

/// `anyOf`: at least one list holds.
pub(crate) fn any_of(lists: &[List], instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    let terms = sink.terms();
    if lists.iter().any(|list| holds(list, instance, terms)) {
        return;
    }
    sink.report(place, "anyOf", || {
        let message = match alternatives(lists) {
            Some(list) => format!("at least one of {list} is required"),
            None => format!("must satisfy at least one of {} alternatives", lists.len()),
        };
        (None, message)
    });
}

/// `oneOf`: exactly one list holds.
pub(crate) fn one_of(lists: &[List], instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    let terms = sink.terms();
    let found = lists
        .iter()
        .filter(|list| holds(list, instance, terms))
        .take(2)
        .count();
    if found == 1 {
        return;
    }
    sink.report(place, "oneOf", || {
        let excess = if found == 0 { "none" } else { "more than one" };
        let message = match (alternatives(lists), found) {
            (Some(list), 0) => format!("exactly one of {list} is required"),
            (Some(list), _) => format!("exactly one of {list} is allowed"),
            (None, _) => format!(
                "must satisfy exactly one of {} alternatives, satisfies {excess}",
                lists.len()
            ),
        };
        (None, message)
    });
}

/// `not`: the list does not hold.
pub(crate) fn not(list: List, instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    if !holds(list, instance, sink.terms()) {
        return;
    }
    sink.report(place, "not", || {
        let message = match list {
            [Check::Required([name])] => format!("`{name}` is not allowed"),
            [Check::Required(names)] => {
                format!("{} are not allowed together", words::names(names, ", "))
            }
            [Check::Const(value)] => format!("must not be {}", literal::text(value)),
            [Check::Enum(values)] => format!("must be none of {}", words::literals(values)),
            _ => match conditions(list) {
                Some(condition) => format!("is not allowed where {condition}"),
                None => "must not satisfy what `not` excludes".to_owned(),
            },
        };
        (None, message)
    });
}

/// `if`, `then`, `else`: what is broken is a keyword of `then` or `else`, its sentence says on which condition.
pub(crate) fn conditional(
    (condition, then, otherwise): (List, List, List),
    instance: &Instance<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    let (list, word) = if holds(condition, instance, sink.terms()) {
        (then, "when")
    } else {
        (otherwise, "unless")
    };
    let mark = sink.mark();
    apply(list, instance, place, sink);
    if sink.mark() > mark
        && let Some(clause) = conditions(condition)
    {
        sink.amend(mark, &format!(" {word} {clause}"));
    }
}

/// Alternatives that only ask for properties, as a list.
fn alternatives(lists: &[List]) -> Option<String> {
    let all = lists
        .iter()
        .map(|list| alternative(list))
        .collect::<Option<Vec<_>>>()?;
    Some(words::list(all.into_iter()))
}

fn alternative(list: List) -> Option<String> {
    let mut present = Vec::new();
    let mut absent = Vec::new();
    for check in list {
        match check {
            Check::Required(names) => present.push(words::names(names, " with ")),
            Check::Not([Check::Required([name])]) => absent.push(format!(" without `{name}`")),
            _ => return None,
        }
    }
    (!present.is_empty()).then(|| present.join(" with ") + &absent.concat())
}

/// What a condition on properties says; none where it says more than a sentence can.
fn conditions(list: List) -> Option<String> {
    let judged: Vec<&str> = list.iter().filter_map(judged_property).collect();
    let required: Vec<&str> = list.iter().flat_map(required_properties).copied().collect();
    let mut clauses = Vec::new();
    for check in list {
        match check {
            Check::Property(name, checks) => {
                let or_absent = if required.contains(name) {
                    ""
                } else {
                    " or absent"
                };
                clauses.push(format!("`{name}` {}{or_absent}", condition(checks)?));
            }
            Check::Required(names) => {
                let rest = names.iter().filter(|name| !judged.contains(name));
                clauses.extend(rest.map(|name| format!("`{name}` is present")));
            }
            Check::Not([Check::Required([name])]) => clauses.push(format!("`{name}` is absent")),
            Check::Type(_) => {}
            _ => return None,
        }
    }
    (!clauses.is_empty()).then(|| clauses.join(" and "))
}

fn judged_property(check: &'static Check) -> Option<&'static str> {
    match check {
        Check::Property(name, _) => Some(name),
        _ => None,
    }
}

fn required_properties(check: &'static Check) -> &'static [&'static str] {
    match check {
        Check::Required(names) => names,
        _ => &[],
    }
}

fn condition(checks: List) -> Option<String> {
    let stated: Vec<&Check> = checks
        .iter()
        .filter(|check| !matches!(check, Check::Type(_)))
        .collect();
    match stated.as_slice() {
        [Check::Const(value)] => Some(format!("is {}", literal::text(value))),
        [Check::Enum([value])] => Some(format!("is {}", literal::text(value))),
        [Check::Enum(values)] => Some(format!("is one of {}", words::literals(values))),
        [Check::Not([Check::Const(value)])] => Some(format!("is not {}", literal::text(value))),
        [Check::Minimum(limit)] => Some(format!("is at least {limit}")),
        [Check::ExclusiveMinimum(limit)] => Some(format!("is more than {limit}")),
        [Check::Maximum(limit)] => Some(format!("is at most {limit}")),
        [Check::ExclusiveMaximum(limit)] => Some(format!("is less than {limit}")),
        _ => None,
    }
}
