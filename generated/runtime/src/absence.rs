//! Whether a value is there at all.

use crate::shape::{Enumeration, Member, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched};

/// Whether the value is left out.
pub(crate) fn is_absent(value: &dyn Visit) -> bool {
    let mut probe = Probe::default();
    value.visit(&mut probe);
    probe.is_absent
}

/// Whether the value is an object of which nothing is required and nothing is there.
pub(crate) fn is_untouched(value: &dyn Visit) -> bool {
    let mut probe = Probe {
        looks_inside: true,
        ..Probe::default()
    };
    value.visit(&mut probe);
    probe.is_untouched
}

/// Looks past unions to their value, and no deeper than the members of an object.
#[derive(Default)]
struct Probe {
    looks_inside: bool,
    is_absent: bool,
    is_untouched: bool,
}

impl Visitor for Probe {
    fn absent(&mut self) {
        self.is_absent = true;
    }

    fn null(&mut self) {}

    fn boolean(&mut self, _value: bool) {}

    fn integer(&mut self, _value: i64) {}

    fn number(&mut self, _value: f64) {}

    fn string(&mut self, _value: &str) {}

    fn bytes(&mut self, _value: &Binary) {}

    fn enumeration(&mut self, _enumeration: &'static Enumeration, _value: &str) {}

    fn json(&mut self, _value: &Json) {}

    fn array(&mut self, _items: &dyn Items) {}

    fn map(&mut self, _entries: &dyn Entries) {}

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        let is_required = |(_, presence): &Member| presence.is_required();
        self.is_untouched = self.looks_inside
            && !shape.members.iter().any(is_required)
            && members.iter().all(|member| is_absent(*member))
            && rest.is_none_or(|rest| rest.count() == 0);
    }

    fn union(&mut self, _union: &'static Union, _branch: usize, value: &dyn Visit) {
        value.visit(self);
    }

    fn unmatched(&mut self, _union: &'static Union, _value: &Unmatched) {}
}
