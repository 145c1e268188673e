//! Values with one constraint broken: changes at each node of a good value, kept where they break exactly one keyword
//! at exactly one place.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::Sample;
use super::check::equal;
use super::layout::Layout;
use super::place::{Form, Place};
use super::rule::without;
use super::sampler::{Sampler, Want};
use super::scalar::{wrong_numbers, wrong_texts};
use crate::document::pointer::Pointer;
use crate::ir::Check;

/// How deep within a value constraints are broken.
const DEEP: usize = 4;
/// Longer arrays are not made.
const CROWD: u64 = 1000;

/// A change of the node at a place.
struct Change {
    at: Pointer,
    /// Tells changes of one keyword at one place apart: the member that is missing.
    detail: String,
    value: Value,
}

/// What was broken already: pointer, keyword and detail.
pub(super) type Done = HashSet<(String, &'static str, String)>;

impl<'a> Sampler<'a> {
    /// The broken neighbours of a good value that break what is not broken yet.
    pub(super) fn broken(
        &mut self,
        place: &Place<'a>,
        good: &Value,
        done: &mut Done,
    ) -> Vec<Sample> {
        let mut changes = Vec::new();
        self.changes(place, (good, &Pointer::root()), 0, &mut changes);
        let mut samples = Vec::new();
        for change in changes {
            let Some(sample) = self.sample_of(place, good, &change) else {
                continue;
            };
            let Some(broken) = &sample.broken else {
                continue;
            };
            if done.insert((broken.pointer.clone(), broken.keyword, change.detail)) {
                samples.push(sample);
            }
        }
        samples
    }

    /// The whole value with the change, where that breaks exactly one thing.
    fn sample_of(&self, place: &Place<'a>, good: &Value, change: &Change) -> Option<Sample> {
        let mut json = good.clone();
        *json.pointer_mut(change.at.as_str())? = change.value.clone();
        let mut broken = self.judge.broken(place, &json);
        let only = broken.pop().filter(|_| broken.is_empty())?;
        Some(Sample {
            json,
            broken: Some(only),
        })
    }

    fn changes(
        &mut self,
        place: &Place<'a>,
        node: (&Value, &Pointer),
        depth: usize,
        changes: &mut Vec<Change>,
    ) {
        if depth > DEEP {
            return;
        }
        let place = &place.clone().resolved(self.judge.api);
        let (value, at) = node;
        let mut wrong = wrong_types();
        match (place.form(self.judge.api), value) {
            (Form::Array(item), Value::Array(items)) => {
                wrong.extend(self.wrong_arrays(place, &item, items));
                if let Some(first) = items.first() {
                    self.changes(&item, (first, &at.index(0)), depth + 1, changes);
                }
            }
            (form @ Form::Object(..), Value::Object(object)) => {
                if let Some(layout) = Layout::of(place, form) {
                    wrong.extend(self.wrong_objects(&layout, object));
                    self.changes_below(&layout, (object, at), depth, changes);
                }
            }
            (Form::Union(union), _) => {
                let branches = union
                    .branches
                    .iter()
                    .map(|branch| Place::new(branch.ty.clone(), &branch.checks));
                if let Some(taken) = branches
                    .into_iter()
                    .find(|branch| self.judge.holds(branch, value))
                {
                    let taken = taken.with(place.checks.iter().copied());
                    self.changes(&taken, node, depth + 1, changes);
                }
            }
            (Form::OrEmpty(inner), _) => self.changes(&inner, node, depth + 1, changes),
            (Form::Expandable(inner), Value::Object(_)) => {
                self.changes(&inner, node, depth + 1, changes)
            }
            (_, Value::String(text)) => {
                let texts = wrong_texts(&place.checks, text, &mut self.random);
                wrong.extend(
                    texts
                        .into_iter()
                        .map(|text| (String::new(), Value::from(text))),
                );
            }
            (_, Value::Number(_)) => {
                wrong.extend(
                    wrong_numbers(place)
                        .into_iter()
                        .map(|number| (String::new(), number)),
                );
            }
            _ => {}
        }
        self.keep_single(place, (value, at), wrong, changes);
    }

    /// Keeps the first value for each keyword that it alone breaks.
    fn keep_single(
        &self,
        place: &Place<'a>,
        (good, at): (&Value, &Pointer),
        wrong: Vec<(String, Value)>,
        changes: &mut Vec<Change>,
    ) {
        let mut seen = HashSet::new();
        for (detail, value) in wrong {
            let broken = self.judge.broken(place, &value);
            let [only] = broken.as_slice() else { continue };
            if !equal(good, &value) && seen.insert((only.clone(), detail.clone())) {
                changes.push(Change {
                    at: at.clone(),
                    detail,
                    value,
                });
            }
        }
    }

    fn changes_below(
        &mut self,
        layout: &Layout<'a>,
        (object, at): (&Map<String, Value>, &Pointer),
        depth: usize,
        changes: &mut Vec<Change>,
    ) {
        for (wire, value) in object {
            let member = layout.member(wire);
            let at = at.child(wire);
            if layout.constants.contains_key(wire) {
                changes.push(Change {
                    at,
                    detail: String::new(),
                    value: json!("another constant"),
                });
            } else if let Some(place) = member.map(|member| &member.place).or(layout.rest.as_ref())
            {
                self.changes(place, (value, &at), depth + 1, changes);
            }
        }
    }

    fn wrong_arrays(
        &mut self,
        place: &Place<'a>,
        item: &Place<'a>,
        items: &[Value],
    ) -> Vec<(String, Value)> {
        let mut wrong = Vec::new();
        for check in &place.checks {
            match check {
                Check::MinItems(least) => {
                    let short = usize::try_from(least.saturating_sub(1)).unwrap_or(usize::MAX);
                    wrong.push(Value::from(&items[..short.min(items.len())]));
                }
                Check::MaxItems(most) if *most < CROWD => {
                    wrong.extend(self.crowded(place, item, *most + 1));
                }
                Check::UniqueItems => {
                    let twice = items.iter().take(1).chain(items).cloned();
                    wrong.push(twice.collect());
                    let again = items.iter().take(1).chain(
                        items
                            .iter()
                            .take(items.len() - usize::from(items.len() > 1)),
                    );
                    wrong.push(again.cloned().collect());
                }
                _ => {}
            }
        }
        wrong
            .into_iter()
            .map(|value| (String::new(), value))
            .collect()
    }

    /// An array of so many items, although so many may not be.
    fn crowded(&mut self, place: &Place<'a>, item: &Place<'a>, count: u64) -> Option<Value> {
        let checks = place
            .checks
            .iter()
            .filter(|check| !matches!(check, Check::MaxItems(_)));
        let place = Place {
            ty: place.ty.clone(),
            checks: checks.copied().collect(),
        };
        self.refresh();
        self.items(&place, item, (count, Want::Least), 0)
    }

    fn wrong_objects(
        &mut self,
        layout: &Layout<'a>,
        object: &Map<String, Value>,
    ) -> Vec<(String, Value)> {
        let mut wrong: Vec<(String, Map<String, Value>)> = Vec::new();
        for wire in object.keys() {
            wrong.push((wire.clone(), without(object, std::slice::from_ref(wire))));
        }
        let mut unknown = object.clone();
        unknown.insert("not a property".to_owned(), Value::from("value"));
        wrong.push((String::new(), unknown));
        for check in &layout.checks {
            let changed = self.against(check, layout, object);
            wrong.extend(changed.into_iter().map(|object| (String::new(), object)));
        }
        wrong
            .into_iter()
            .map(|(detail, object)| (detail, Value::Object(object)))
            .collect()
    }
}

/// Values of each type; the detail keeps null and a fraction apart from the rest.
fn wrong_types() -> Vec<(String, Value)> {
    let others = [
        json!(true),
        json!(7),
        json!("not this type"),
        json!([]),
        json!({}),
    ];
    let others = others.into_iter().map(|value| (String::new(), value));
    let apart = [("null", Value::Null), ("fraction", json!(7.5))]
        .map(|(detail, value)| (detail.to_owned(), value));
    others.chain(apart).collect()
}
