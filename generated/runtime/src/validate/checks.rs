//! Judging an instance by a list of checks: every keyword of JSON Schema that a [`Check`] states.
//!
//! As in JSON Schema a keyword about one type of value holds for every other. What a violation says is made only where
//! it is kept, so that a probe costs no text.

use std::cmp::Ordering;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::instance::Instance;
use super::number::Number;
use super::object::Object;
use super::pattern::{self, Outcome};
use super::place::Place;
use super::terms::Terms;
use super::violation::Sink;
use super::{array, format, properties, rules, unevaluated, words};
use crate::literal;
use crate::shape::{Bound, Check, Format, Kinds, Literal, Pattern};

/// Judges the instance by every check.
#[inline]
pub(crate) fn apply(
    checks: &'static [Check],
    instance: &Instance<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    if checks.is_empty() {
        return;
    }
    // Base64 is text on the wire, so its length and pattern are those of the text.
    if let Instance::Bytes(bytes) = instance
        && is_base64(checks)
    {
        let text = STANDARD.encode(bytes);
        return apply_each(checks, &Instance::Text(&text), place, sink);
    }
    apply_each(checks, instance, place, sink);
}

fn apply_each(
    checks: &'static [Check],
    instance: &Instance<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    for check in checks {
        if sink.is_full() {
            return;
        }
        apply_one(check, instance, place, sink);
    }
}

/// Whether every check holds on these terms.
pub(crate) fn holds(checks: &'static [Check], instance: &Instance<'_>, terms: Terms) -> bool {
    let mut probe = Sink::probe(terms);
    apply(checks, instance, &Place::Root(""), &mut probe);
    !probe.is_broken()
}

fn is_base64(checks: &[Check]) -> bool {
    checks
        .iter()
        .any(|check| matches!(check, Check::Format(Format::Byte)))
}

fn apply_one(check: &'static Check, instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    match check {
        Check::Type(kinds) => check_type(*kinds, instance, place, sink),
        Check::Enum(values) => check_enum(values, instance, place, sink),
        Check::Const(value) => check_const(value, instance, place, sink),
        Check::AllOf(lists) => lists
            .iter()
            .for_each(|list| apply(list, instance, place, sink)),
        Check::AnyOf(lists) => rules::any_of(lists, instance, place, sink),
        Check::OneOf(lists) => rules::one_of(lists, instance, place, sink),
        Check::Not(list) => rules::not(list, instance, place, sink),
        Check::If(condition, then, otherwise) => {
            rules::conditional((condition, then, otherwise), instance, place, sink)
        }
        Check::MinLength(_) | Check::MaxLength(_) | Check::Pattern(_) | Check::Format(_) => {
            check_text(check, instance, place, sink);
        }
        Check::Minimum(_)
        | Check::ExclusiveMinimum(_)
        | Check::Maximum(_)
        | Check::ExclusiveMaximum(_)
        | Check::MultipleOf(_) => {
            if let Instance::Number(number) = instance {
                check_number(check, *number, place, sink);
            }
        }
        Check::MinItems(_)
        | Check::MaxItems(_)
        | Check::UniqueItems
        | Check::Items(_)
        | Check::PrefixItems(..)
        | Check::Contains(..) => {
            if let Instance::Array(array) = instance {
                array::check_array(check, array, place, sink);
            }
        }
        Check::MinProperties(_)
        | Check::MaxProperties(_)
        | Check::PropertyNames(_)
        | Check::Values(_)
        | Check::Closed(_)
        | Check::Required(_)
        | Check::RequiredIn(..)
        | Check::DependentRequired(..)
        | Check::Property(..)
        | Check::PatternProperties(_)
        | Check::AdditionalProperties(..) => {
            if let Instance::Object(object) = instance {
                check_object(check, object, place, sink);
            }
        }
        Check::UnevaluatedProperties(evaluated, list) => {
            if let Instance::Object(object) = instance {
                unevaluated::properties((evaluated, list), (instance, object), place, sink);
            }
        }
        Check::UnevaluatedItems(evaluated, list) => {
            if let Instance::Array(array) = instance {
                unevaluated::items((evaluated, list), (instance, array), place, sink);
            }
        }
    }
}

fn check_type(kinds: Kinds, instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    if !kinds.meets(instance.kinds()) {
        sink.report(place, "type", || {
            let list = words::kinds(kinds);
            (Some(list.clone()), format!("must be {list}"))
        });
    }
}

fn check_enum(values: &[Literal], instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    if !values.iter().any(|value| instance.equals(value)) {
        sink.report(place, "enum", || {
            let list = words::literals(values);
            (Some(list.clone()), format!("must be one of {list}"))
        });
    }
}

fn check_const(value: &Literal, instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    if !instance.equals(value) {
        sink.report(place, "const", || {
            let text = literal::text(value);
            (Some(text.clone()), format!("must be {text}"))
        });
    }
}

fn check_text(check: &Check, instance: &Instance<'_>, place: &Place<'_>, sink: &mut Sink) {
    match (check, instance) {
        // No text has more characters than bytes.
        (Check::MaxLength(most), Instance::Text(text)) if text.len() as u64 <= *most => {}
        (Check::MinLength(_) | Check::MaxLength(_), Instance::Text(text)) => {
            check_length(check, &mut || text.chars().count(), place, sink);
        }
        (Check::MinLength(_) | Check::MaxLength(_), Instance::Bytes(bytes)) => {
            check_length(check, &mut || bytes.len(), place, sink);
        }
        (Check::Pattern(pattern), Instance::Text(text)) => {
            check_pattern(*pattern, text, place, sink)
        }
        (Check::Format(format), Instance::Text(text))
            if sink.terms().formats && !format::is_valid(*format, text) =>
        {
            sink.report(place, "format", || {
                (
                    Some(format::name(*format).to_owned()),
                    format!("must be {}", format::words(*format)),
                )
            });
        }
        _ => {}
    }
}

fn check_length(
    check: &Check,
    length: &mut dyn FnMut() -> usize,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    match check {
        Check::MinLength(least) if (length() as u64) < *least => {
            sink.report(place, "minLength", || {
                let message = match least {
                    1 => "must not be empty".to_owned(),
                    _ => format!(
                        "must be at least {} long",
                        words::count(*least, "character", "characters")
                    ),
                };
                (Some(least.to_string()), message)
            });
        }
        Check::MaxLength(most) if (length() as u64) > *most => {
            sink.report(place, "maxLength", || {
                let size = words::count(*most, "character", "characters");
                (
                    Some(most.to_string()),
                    format!("must be at most {size} long"),
                )
            });
        }
        _ => {}
    }
}

fn check_pattern(pattern: Pattern, text: &str, place: &Place<'_>, sink: &mut Sink) {
    let source = pattern.source;
    let complaint = match pattern::find(pattern, text) {
        Outcome::Match => return,
        Outcome::Mismatch => "must match the pattern",
        Outcome::TooCostly => "takes too long to match against the pattern",
        Outcome::Unusable => "cannot be matched against the unusable pattern",
    };
    sink.report(place, "pattern", || {
        (Some(source.to_owned()), format!("{complaint} `{source}`"))
    });
}

fn check_number(check: &Check, number: Number, place: &Place<'_>, sink: &mut Sink) {
    let (keyword, relation, limit, holds): (_, _, &Bound, fn(Ordering) -> bool) = match check {
        Check::Minimum(limit) => ("minimum", "at least", limit, Ordering::is_ge),
        Check::ExclusiveMinimum(limit) => ("exclusiveMinimum", "more than", limit, Ordering::is_gt),
        Check::Maximum(limit) => ("maximum", "at most", limit, Ordering::is_le),
        Check::ExclusiveMaximum(limit) => ("exclusiveMaximum", "less than", limit, Ordering::is_lt),
        Check::MultipleOf(limit) => return check_multiple(*limit, number, place, sink),
        _ => return,
    };
    if !holds(number.compare(*limit)) {
        sink.report(place, keyword, || {
            (
                Some(limit.to_string()),
                format!("must be {relation} {limit}"),
            )
        });
    }
}

fn check_multiple(limit: Bound, number: Number, place: &Place<'_>, sink: &mut Sink) {
    if !number.is_multiple_of(limit) {
        sink.report(place, "multipleOf", || {
            (
                Some(limit.to_string()),
                format!("must be a multiple of {limit}"),
            )
        });
    }
}

fn check_object(check: &'static Check, object: &Object<'_>, place: &Place<'_>, sink: &mut Sink) {
    match check {
        Check::MinProperties(least) if (object.count() as u64) < *least => {
            sink.report(place, "minProperties", || {
                let size = words::count(*least, "property", "properties");
                (
                    Some(least.to_string()),
                    format!("must have at least {size}"),
                )
            })
        }
        Check::MaxProperties(most) if (object.count() as u64) > *most => {
            sink.report(place, "maxProperties", || {
                let size = words::count(*most, "property", "properties");
                (Some(most.to_string()), format!("must have at most {size}"))
            })
        }
        Check::PropertyNames(list) => {
            object.each(&mut |name, _| check_name(list, name, place, sink))
        }
        Check::Values(list) => object.each_additional(&mut |name, value| {
            if !sink.is_full() {
                apply(list, value, &Place::Property(place, name), sink);
            }
        }),
        Check::Closed(known) => object.each(&mut |name, _| {
            if !known.contains(&name) {
                rules::report_unknown(name, place, sink);
            }
        }),
        Check::Required(names) => rules::required(names, object, place, sink),
        Check::RequiredIn(direction, names) if sink.terms().direction == *direction => {
            rules::required(names, object, place, sink);
        }
        Check::DependentRequired(trigger, names) => {
            rules::dependent_required((trigger, names), object, place, sink)
        }
        Check::Property(name, list) => {
            object.get(name, &mut |value| {
                apply(list, value, &Place::Property(place, name), sink)
            });
        }
        Check::PatternProperties(_) | Check::AdditionalProperties(..) => {
            properties::apply_by_name(check, object, place, sink);
        }
        _ => {}
    }
}

fn check_name(list: &'static [Check], name: &str, place: &Place<'_>, sink: &mut Sink) {
    let mut found = Sink::new(sink.terms());
    apply(list, &Instance::Text(name), place, &mut found);
    for broken in found.into_kept() {
        sink.report(place, "propertyNames", || {
            (
                Some(name.to_owned()),
                format!("the name of the property `{name}` {}", broken.message),
            )
        });
    }
}
