//! Objects against a rule between their members: what must be left out, added or renamed to break it.

use serde_json::{Map, Value};

use super::layout::Layout;
use super::sampler::{Sampler, Want};
use super::scalar::wrong_texts;
use crate::ir::Check;

type Object = Map<String, Value>;

/// How deep the values are that are added: they have no optional members.
const DEEP: usize = 4;
/// Larger objects are not made.
const CROWD: u64 = 1000;

impl<'a> Sampler<'a> {
    /// Objects that may break this rule.
    pub(super) fn against(
        &mut self,
        check: &'a Check,
        layout: &Layout<'a>,
        object: &Object,
    ) -> Vec<Object> {
        self.refresh();
        match check {
            Check::AnyOf(lists) => vec![without(object, &required(lists.iter().flatten()))],
            Check::OneOf(lists) => {
                let names = required(lists.iter().flatten());
                let all = self.adding(layout, object, &names);
                std::iter::once(without(object, &names))
                    .chain(all)
                    .collect()
            }
            Check::Not(list) => self
                .adding(layout, object, &required(list))
                .into_iter()
                .collect(),
            Check::DependentRequired(trigger, names) => {
                let with = self.adding(layout, object, std::slice::from_ref(trigger));
                let with = with.unwrap_or_else(|| object.clone());
                names
                    .iter()
                    .map(|name| without(&with, std::slice::from_ref(name)))
                    .collect()
            }
            Check::If(condition, then, otherwise) => {
                let names = required(then.iter().chain(otherwise));
                let met = self.meeting(condition, layout, object);
                let bases = std::iter::once(object.clone()).chain(met);
                bases
                    .flat_map(|base| {
                        names
                            .iter()
                            .map(move |name| without(&base, std::slice::from_ref(name)))
                    })
                    .collect()
            }
            Check::MinProperties(least) => {
                vec![self.shrunk(layout, object, least.saturating_sub(1))]
            }
            Check::MaxProperties(most) if *most < CROWD => {
                self.grown(layout, object, *most + 1).into_iter().collect()
            }
            Check::PropertyNames(list) => self.misnamed(list, layout, object),
            _ => Vec::new(),
        }
    }

    fn adding(&mut self, layout: &Layout<'a>, object: &Object, names: &[String]) -> Option<Object> {
        let mut object = object.clone();
        for wire in names {
            if !object.contains_key(wire) {
                let value = self.filled(layout.member(wire), layout, &[], DEEP)?;
                object.insert(wire.clone(), value);
            }
        }
        Some(object)
    }

    /// The object with the properties that the condition asks for.
    fn meeting(
        &mut self,
        condition: &'a [Check],
        layout: &Layout<'a>,
        object: &Object,
    ) -> Option<Object> {
        let mut object = self.adding(layout, object, &required(condition))?;
        for check in condition {
            if let Check::Property(wire, checks) = check {
                let value = self.filled(layout.member(wire), layout, checks, DEEP)?;
                object.insert(wire.clone(), value);
            }
        }
        Some(object)
    }

    fn shrunk(&self, layout: &Layout<'a>, object: &Object, count: u64) -> Object {
        let fixed = |wire: &String| {
            layout.constants.contains_key(wire)
                || layout.member(wire).is_some_and(|member| member.required)
        };
        let optional: Vec<String> = object.keys().filter(|wire| !fixed(wire)).cloned().collect();
        let excess =
            usize::try_from((object.len() as u64).saturating_sub(count)).unwrap_or(usize::MAX);
        without(object, &optional[..excess.min(optional.len())])
    }

    fn grown(&mut self, layout: &Layout<'a>, object: &Object, count: u64) -> Option<Object> {
        let absent = layout
            .members
            .iter()
            .filter(|member| !object.contains_key(&member.wire));
        let missing = usize::try_from(count.saturating_sub(object.len() as u64)).ok()?;
        let names: Vec<String> = absent
            .map(|member| member.wire.clone())
            .take(missing)
            .collect();
        let mut object = self.adding(layout, object, &names)?;
        while (object.len() as u64) < count {
            self.add_entry(layout, &mut object, Want::Least, DEEP)?;
        }
        Some(object)
    }

    /// The object with one more property under each of some odd names.
    fn misnamed(&mut self, list: &[Check], layout: &Layout<'a>, object: &Object) -> Vec<Object> {
        let value = layout
            .rest
            .as_ref()
            .and_then(|place| self.value(place, Want::Least, DEEP));
        let checks: Vec<&Check> = list.iter().collect();
        let names = wrong_texts(&checks, "key", &mut self.random);
        let with = |value: &Value, name| {
            let mut object = object.clone();
            object.insert(name, value.clone());
            object
        };
        value.map_or(Vec::new(), |value| {
            names.into_iter().map(|name| with(&value, name)).collect()
        })
    }
}

/// All names that `required` lists hold, at any depth of composition.
fn required<'c>(checks: impl IntoIterator<Item = &'c Check>) -> Vec<String> {
    let mut names = Vec::new();
    for check in checks {
        match check {
            Check::Required(wires) | Check::RequiredIn(_, wires) => {
                names.extend(wires.iter().cloned())
            }
            Check::AllOf(lists) | Check::AnyOf(lists) | Check::OneOf(lists) => {
                names.extend(required(lists.iter().flatten()));
            }
            _ => {}
        }
    }
    names
}

pub(super) fn without(object: &Object, names: &[String]) -> Object {
    let kept = object.iter().filter(|(wire, _)| !names.contains(wire));
    kept.map(|(wire, value)| (wire.clone(), value.clone()))
        .collect()
}
