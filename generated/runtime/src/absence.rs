//! Whether a value is there at all.

use crate::shape::{Enumeration, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched};

/// Whether the value is left out.
pub(crate) fn is_absent(value: &dyn Visit) -> bool {
    let mut probe = Probe(false);
    value.visit(&mut probe);
    probe.0
}

/// Looks no deeper than the first call, and past unions to their value.
struct Probe(bool);

impl Visitor for Probe {
    fn absent(&mut self) {
        self.0 = true;
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
        _shape: &'static Shape,
        _members: &[&dyn Visit],
        _rest: Option<&dyn Entries>,
    ) {
    }

    fn union(&mut self, _union: &'static Union, _branch: usize, value: &dyn Visit) {
        value.visit(self);
    }

    fn unmatched(&mut self, _union: &'static Union, _value: &Unmatched) {}
}
