//! `patternProperties` and `additionalProperties`: which properties of an object they are about, by name.

use super::checks::apply;
use super::object::Object;
use super::pattern::{self, Outcome};
use super::place::Place;
use super::rules;
use super::violation::Sink;
use crate::shape::{Check, Pattern};

/// Judges each property that the check is about.
pub(crate) fn apply_by_name(
    check: &'static Check,
    object: &Object<'_>,
    place: &Place<'_>,
    sink: &mut Sink,
) {
    object.each(&mut |name, value| {
        let below = Place::Property(place, name);
        match check {
            Check::PatternProperties(entries) => {
                for (_, list) in entries
                    .iter()
                    .filter(|(pattern, _)| matches(*pattern, name))
                {
                    apply(list, value, &below, sink);
                }
            }
            Check::AdditionalProperties(names, patterns, list)
                if is_additional(names, patterns, name) =>
            {
                match list {
                    [Check::Not([])] => rules::report_unknown(name, place, sink),
                    list => apply(list, value, &below, sink),
                }
            }
            _ => {}
        }
    });
}

fn is_additional(names: &[&str], patterns: &[Pattern], name: &str) -> bool {
    !names.contains(&name) && !patterns.iter().any(|pattern| matches(*pattern, name))
}

/// Whether a name matches. A pattern that cannot be decided in time is about the property: what it asks is looked at.
pub(super) fn matches(pattern: Pattern, name: &str) -> bool {
    !matches!(pattern::find(pattern, name), Outcome::Mismatch)
}
