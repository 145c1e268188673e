//! Unions: whether the branches that hold are as many as `anyOf` or `oneOf` asks for.
//!
//! The branch that the value has is judged as it stands. The others are judged on the JSON that will be sent, and only
//! where a look at type, constants and required properties does not rule them out.

use super::budget::COST;
use super::instance::{Instance, look};
use super::object::{Object, names};
use super::place::Place;
use super::terms::Terms;
use super::violation::{Sink, Violation};
use super::visitor::{Source, Validator};
use crate::judge::shared;
use crate::shape::{Branch, Composition, Kinds, Rest, Shape, Union};
use crate::visit::Visit;
use crate::{Unmatched, to_json};

/// How many branches hold, as far as it matters.
enum Holding {
    None,
    One,
    Several,
    /// Judging them was given up.
    Unknown,
}

/// Judges a value that has this branch.
pub(crate) fn judge(
    union: &'static Union,
    (branch, value): (usize, &dyn Visit),
    place: &Place<'_>,
    sink: &mut Sink,
) {
    let checks = union
        .branches
        .get(branch)
        .map_or(&[][..], |branch| branch.checks);
    let mut own = Sink::new(sink.terms());
    value.visit(&mut Validator::new(
        (place, Source::Value),
        checks,
        &mut own,
    ));
    if own.is_broken() {
        return judge_others(union, (branch, value), own.into_kept(), (place, sink));
    }
    let is_decided = || sink.terms().discriminated && is_named(union, branch, value);
    if union.composition == Composition::OneOf && !is_decided() {
        let holding = count(union, (Some(branch), Holding::One), value, sink.terms());
        report(union, &holding, place, sink);
    }
}

/// Whether the value's tag names this branch.
fn is_named(union: &'static Union, branch: usize, value: &dyn Visit) -> bool {
    let (Some(tag), Some(branch)) = (union.tag, union.branches.get(branch)) else {
        return false;
    };
    let is_tag =
        |value: &Instance<'_>| matches!(value, Instance::Text(text) if branch.is_tagged(text));
    let mut named = false;
    look(value, &mut |instance| {
        if let Instance::Object(object) = instance {
            object.get(tag, &mut |value| named = is_tag(value));
        }
    });
    named
}

/// Judges a value whose own branch does not hold.
fn judge_others(
    union: &'static Union,
    (branch, value): (usize, &dyn Visit),
    broken: Vec<Violation>,
    (place, sink): (&Place<'_>, &mut Sink),
) {
    // What took too long below takes no less up here.
    if broken.iter().any(|violation| violation.keyword == COST) {
        return sink.extend(broken);
    }
    if union.composition.is_decided() {
        let decider = union.decider(kinds_of(value));
        return match decider.filter(|decider| *decider != branch) {
            Some(decider) => judge_text(&union.branches[decider], value, place, sink),
            None => sink.extend(broken),
        };
    }
    match count(union, (Some(branch), Holding::None), value, sink.terms()) {
        Holding::None => match shared_refusal(union, value, &broken, sink.terms()) {
            Some(violations) => sink.extend(below(place, violations)),
            None => sink.extend(broken),
        },
        holding => report(union, &holding, place, sink),
    }
}

/// What every branch of the value's JSON type refuses alike, where its own refuses more than one thing.
fn shared_refusal(
    union: &'static Union,
    value: &dyn Visit,
    broken: &[Violation],
    terms: Terms,
) -> Option<Vec<Violation>> {
    if broken.len() < 2 {
        return None;
    }
    refusal(union, value, terms)
}

/// Judges a value that was decoded to no branch: JSON Schema may see it otherwise.
pub(crate) fn judge_unmatched(
    union: &'static Union,
    value: &Unmatched,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    if let Some(decider) = union.decider(kinds_of(value)) {
        return judge_text(&union.branches[decider], value, place, sink);
    }
    let holding = count(union, (None, Holding::None), value, sink.terms());
    let refused = matches!(holding, Holding::None);
    match refused
        .then(|| refusal(union, value, sink.terms()))
        .flatten()
    {
        Some(violations) => sink.extend(below(place, violations)),
        None => report(union, &holding, place, sink),
    }
}

/// Judges a value as a branch that it was not decoded to.
fn judge_text(branch: &Branch, value: &dyn Visit, place: &Place<'_>, sink: &mut Sink) {
    let found = (branch.judge)(to_json(value).as_bytes(), branch.checks, sink.terms());
    sink.extend(below(place, found));
}

/// What was found about the value of a place.
fn below(place: &Place<'_>, violations: Vec<Violation>) -> Vec<Violation> {
    let at = place.pointer();
    let below = violations.into_iter().map(|it| Violation {
        pointer: format!("{at}{}", it.pointer),
        ..it
    });
    below.collect()
}

fn kinds_of(value: &dyn Visit) -> Kinds {
    let mut kinds = Kinds::NONE;
    look(value, &mut |instance| kinds = instance.kinds());
    kinds
}

/// What every branch of the value's JSON type refuses alike, where one refuses no more.
fn refusal(union: &'static Union, value: &dyn Visit, terms: Terms) -> Option<Vec<Violation>> {
    let kinds = kinds_of(value);
    let text = to_json(value);
    let fitting = union.branches.iter().filter(|it| it.kinds.meets(kinds));
    let refusals = fitting.map(|it| (it.judge)(text.as_bytes(), it.checks, terms));
    shared(&refusals.collect::<Vec<_>>()).cloned()
}

fn report(union: &'static Union, holding: &Holding, place: &Place<'_>, sink: &mut Sink) {
    let keyword = union.composition.keyword();
    let (keyword, complaint) = match (union.composition, holding) {
        (_, Holding::None) => (keyword, "fits none of"),
        (_, Holding::Unknown) => (COST, "takes too long to judge by"),
        (Composition::AnyOf | Composition::Type | Composition::Base, _)
        | (Composition::OneOf, Holding::One) => return,
        (Composition::OneOf, Holding::Several) => (keyword, "fits more than one of"),
    };
    sink.report(place, keyword, || {
        let count = union.branches.len();
        (
            None,
            format!("{complaint} the {count} alternatives of `{}`", union.name),
        )
    });
}

/// Counts the branches that hold; of the value's own branch it is known.
fn count(
    union: &'static Union,
    (own, mut holding): (Option<usize>, Holding),
    value: &dyn Visit,
    terms: Terms,
) -> Holding {
    let likely = likely_others(union, own, value);
    if likely.is_empty() {
        return holding;
    }
    let text = to_json(value);
    for branch in likely {
        let violations = (branch.judge)(text.as_bytes(), branch.checks, terms);
        if violations.iter().any(|violation| violation.keyword == COST) {
            return Holding::Unknown;
        }
        holding = match (holding, violations.is_empty()) {
            (holding, false) => holding,
            (Holding::None, true) => Holding::One,
            (_, true) => return Holding::Several,
        };
    }
    holding
}

fn likely_others(
    union: &'static Union,
    own: Option<usize>,
    value: &dyn Visit,
) -> Vec<&'static Branch> {
    let others = union
        .branches
        .iter()
        .enumerate()
        .filter(|(position, _)| Some(*position) != own);
    let mut likely: Vec<_> = others.map(|(_, branch)| branch).collect();
    look(value, &mut |instance| {
        likely.retain(|branch| !is_ruled_out(branch, instance))
    });
    likely
}

fn is_ruled_out(branch: &Branch, instance: &Instance<'_>) -> bool {
    if !branch.kinds.meets(instance.kinds()) {
        return true;
    }
    match (instance, branch.shape) {
        (Instance::Object(object), Some(shape)) => {
            contradicts(shape(), object) || lacks(shape(), object)
        }
        _ => false,
    }
}

/// Whether a property has another value than the shape's constant, or is not one that the shape allows.
fn contradicts(shape: &Shape, object: &Object<'_>) -> bool {
    let mut contradicts = false;
    for constant in shape.constants {
        object.get(constant.0, &mut |value| {
            contradicts |= !value.equals(&constant.1)
        });
    }
    if let (false, Rest::Refused) = (contradicts, &shape.rest) {
        object.each(&mut |name, _| contradicts |= !names(shape, name));
    }
    contradicts
}

fn lacks(shape: &Shape, object: &Object<'_>) -> bool {
    shape
        .members
        .iter()
        .any(|member| member.1.is_required() && !object.has(member.0))
}
