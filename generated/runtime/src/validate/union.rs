//! Unions: whether the branches that hold are as many as `anyOf` or `oneOf` asks for.
//!
//! The branch that the value has is judged as it stands. The others are judged on the JSON that will be sent, and only
//! where a look at type, constants and required properties does not rule them out.

use super::instance::{Instance, Object, look, names};
use super::place::Place;
use super::violation::Sink;
use super::visitor::{Source, Validator};
use crate::shape::{Branch, Composition, Rest, Shape, Union};
use crate::visit::Visit;
use crate::{Unmatched, to_json};

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
    let mut own = Sink::new();
    value.visit(&mut Validator::new(
        (place, Source::Value),
        checks,
        &mut own,
    ));
    let holds = usize::from(!own.is_broken());
    let found = match (union.composition, holds) {
        (Composition::AnyOf, 1) => 1,
        _ => holds + count_others(union, Some(branch), value),
    };
    match found {
        0 => sink.extend(own.into_kept()),
        _ => report(union, found, place, sink),
    }
}

/// Judges a value that was decoded to no branch: JSON Schema may see it otherwise.
pub(crate) fn judge_unmatched(
    union: &'static Union,
    value: &Unmatched,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    report(union, count_others(union, None, value), place, sink);
}

fn report(union: &'static Union, found: usize, place: &Place<'_>, sink: &mut Sink) {
    let complaint = match (union.composition, found) {
        (_, 0) => "fits none of",
        (Composition::AnyOf, _) | (Composition::OneOf, 1) => return,
        (Composition::OneOf, _) => "fits more than one of",
    };
    sink.report(place, union.composition.keyword(), || {
        (
            None,
            format!(
                "{complaint} the {} alternatives of `{}`",
                union.branches.len(),
                union.name
            ),
        )
    });
}

/// How many other branches hold; counting stops at two.
fn count_others(union: &'static Union, own: Option<usize>, value: &dyn Visit) -> usize {
    let mut likely = Vec::new();
    look(value, &mut |instance| {
        let others = union
            .branches
            .iter()
            .enumerate()
            .filter(|(position, _)| Some(*position) != own);
        likely.extend(
            others
                .map(|(_, branch)| branch)
                .filter(|branch| !is_ruled_out(branch, instance)),
        );
    });
    if likely.is_empty() {
        return 0;
    }
    let text = to_json(value);
    let holding = likely
        .into_iter()
        .filter(|branch| (branch.judge)(text.as_bytes(), branch.checks).is_empty());
    holding.take(2).count()
}

fn is_ruled_out(branch: &Branch, instance: &Instance<'_>) -> bool {
    if !branch.kinds.meets(instance.kinds()) {
        return true;
    }
    match (instance, branch.shape) {
        (Instance::Object(object), Some(shape)) => {
            contradicts(shape, object) || lacks(shape, object)
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
