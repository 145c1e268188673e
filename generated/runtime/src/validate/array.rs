//! Arrays: how many items there are, whether they differ, and what each of them or some of them are.

use std::collections::HashMap;

use super::checks::{apply, holds};
use super::instance::Array;
use super::place::Place;
use super::violation::Sink;
use super::words;
use crate::shape::Check;

type List = &'static [Check];

/// Judges an array by a check on arrays.
pub(super) fn check_array(
    check: &'static Check,
    array: &Array<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    match check {
        Check::MinItems(least) if (array.count() as u64) < *least => {
            sink.report(place, "minItems", || {
                let size = words::count(*least, "item", "items");
                (
                    Some(least.to_string()),
                    format!("must have at least {size}"),
                )
            })
        }
        Check::MaxItems(most) if (array.count() as u64) > *most => {
            sink.report(place, "maxItems", || {
                let size = words::count(*most, "item", "items");
                (Some(most.to_string()), format!("must have at most {size}"))
            })
        }
        Check::UniqueItems => {
            if let Some((first, second)) = first_pair(array) {
                sink.report(place, "uniqueItems", || {
                    (
                        None,
                        format!("must not have equal items, but items {first} and {second} are"),
                    )
                });
            }
        }
        Check::Items(list) => check_items((&[], list), array, place, sink),
        Check::PrefixItems(lists, list) => check_items((lists, list), array, place, sink),
        Check::Contains(list, least, most) => {
            check_contained((list, *least, *most), array, place, sink)
        }
        _ => {}
    }
}

/// The positions of the first two items that are equal.
fn first_pair(array: &Array<'_>) -> Option<(usize, usize)> {
    let mut seen = HashMap::with_capacity(array.count());
    let mut pair = None;
    array.each(&mut |position, item| {
        if pair.is_none() {
            pair = seen
                .insert(item.canonical(), position)
                .map(|first| (first, position));
        }
    });
    pair
}

/// Judges each item: the first ones by a list of their own, those behind by the last.
fn check_items(
    (lists, behind): (&[List], List),
    array: &Array<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    array.each(&mut |position, item| {
        if !sink.is_full() {
            let list = lists.get(position).copied().unwrap_or(behind);
            apply(list, item, &Place::Item(place, position), sink);
        }
    });
}

/// Judges how many items keep the list.
fn check_contained(
    (list, least, most): (List, u64, u64),
    array: &Array<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    let mut found: u64 = 0;
    array.each(&mut |_, item| found += u64::from(holds(list, item, sink.terms())));
    let (keyword, relation, limit) = match (found < least, found > most) {
        (true, _) if least == 1 => ("contains", "at least", least),
        (true, _) => ("minContains", "at least", least),
        (_, true) => ("maxContains", "at most", most),
        _ => return,
    };
    sink.report(place, keyword, || {
        let size = words::count(limit, "item", "items");
        (
            Some(limit.to_string()),
            format!("must have {relation} {size} of the kind that `contains` asks for"),
        )
    });
}
