//! `unevaluatedProperties` and `unevaluatedItems`: what no keyword evaluates of the schemas that hold for a value.
//!
//! Conditions are judged once for a value; then each property or item is looked for among what counts.

use super::checks::{apply, holds};
use super::instance::{Array, Instance};
use super::object::Object;
use super::place::Place;
use super::properties::matches;
use super::terms::Terms;
use super::violation::Sink;
use crate::shape::{Check, Evaluated};

type List = &'static [Check];

/// `unevaluatedProperties`: on each property that nothing evaluates.
pub(super) fn properties(
    (evaluated, list): (&'static [Evaluated], List),
    (instance, object): (&Instance<'_>, &Object<'_>),
    place: &Place<'_>,
    sink: &mut Sink,
) {
    let counting = counting(evaluated, instance, sink.terms());
    object.each(&mut |name, value| {
        if sink.is_full() || counting.iter().any(|it| names(it, name)) {
            return;
        }
        match list {
            [Check::Not([])] => sink.report(place, "unevaluatedProperties", || {
                (
                    Some(name.to_owned()),
                    format!("`{name}` is not a known property here"),
                )
            }),
            list => apply(list, value, &Place::Property(place, name), sink),
        }
    });
}

/// `unevaluatedItems`: on each item that nothing evaluates.
pub(super) fn items(
    (evaluated, list): (&'static [Evaluated], List),
    (instance, array): (&Instance<'_>, &Array<'_>),
    place: &Place<'_>,
    sink: &mut Sink,
) {
    let counting = counting(evaluated, instance, sink.terms());
    array.each(&mut |position, item| {
        let terms = sink.terms();
        let is_evaluated = |it: &&Evaluated| is_of(it, (position, item), terms);
        if sink.is_full() || counting.iter().any(is_evaluated) {
            return;
        }
        match list {
            [Check::Not([])] => sink.report(place, "unevaluatedItems", || {
                let message =
                    format!("must not have item {position}: nothing here says what it is");
                (None, message)
            }),
            list => apply(list, item, &Place::Item(place, position), sink),
        }
    });
}

/// What evaluates, of that which depends on a condition only where it holds.
fn counting(
    evaluated: &'static [Evaluated],
    instance: &Instance<'_>,
    terms: Terms,
) -> Vec<&'static Evaluated> {
    let mut all = Vec::new();
    for one in evaluated {
        match one {
            Evaluated::Where(condition, below) => {
                if holds(condition, instance, terms) {
                    all.extend(counting(below, instance, terms));
                }
            }
            one => all.push(one),
        }
    }
    all
}

/// Whether the property of this name is evaluated.
fn names(evaluated: &Evaluated, name: &str) -> bool {
    match evaluated {
        Evaluated::All => true,
        Evaluated::Properties(names) => names.contains(&name),
        Evaluated::PatternProperties(patterns) => patterns.iter().any(|it| matches(*it, name)),
        Evaluated::PrefixItems(_) | Evaluated::Contains(_) | Evaluated::Where(..) => false,
    }
}

/// Whether the item at this position is evaluated.
fn is_of(evaluated: &Evaluated, (position, item): (usize, &Instance<'_>), terms: Terms) -> bool {
    match evaluated {
        Evaluated::All => true,
        Evaluated::PrefixItems(count) => (position as u64) < *count,
        Evaluated::Contains(list) => holds(list, item, terms),
        Evaluated::Properties(_) | Evaluated::PatternProperties(_) | Evaluated::Where(..) => false,
    }
}
