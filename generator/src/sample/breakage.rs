//! Values with one constraint broken: changes at each node of a good value, kept where they break exactly one keyword
//! at exactly one place.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::Sample;
use super::check::{equal, kind};
use super::layout::Layout;
use super::place::{Form, Place, flatten};
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
    keyword: &'static str,
    /// Tells changes of one keyword at one place apart: the member that is missing.
    detail: String,
    value: Value,
}

impl Change {
    fn key(&self) -> (String, &'static str, String) {
        (
            self.at.as_str().to_owned(),
            self.keyword,
            self.detail.clone(),
        )
    }
}

/// What has been broken and looked at, so that nothing is twice.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Pointer, keyword and detail of each change that was kept.
    done: HashSet<(String, &'static str, String)>,
    /// Places together with what makes their values differ.
    explored: HashSet<String>,
    /// The one place where something is broken; everywhere where there is none.
    focus: Option<String>,
}

impl Record {
    /// A record that only looks at this place.
    pub(super) fn focused(at: &Pointer) -> Self {
        Self {
            focus: Some(at.as_str().to_owned()),
            ..Self::default()
        }
    }

    /// Whether something may be broken at or below a place.
    fn leads_below(&self, at: &Pointer) -> bool {
        self.focus.as_ref().is_none_or(|focus| {
            let rest = focus.strip_prefix(at.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    fn is_focused(&self, at: &Pointer) -> bool {
        self.focus.as_ref().is_none_or(|focus| focus == at.as_str())
    }

    /// Whether a node has not been looked at: a value of its kind, with its members, of this type.
    fn is_new(&mut self, place: &Place<'_>, (value, at): Node<'_>) -> bool {
        let shape = match value {
            Value::Object(object) => object.keys().cloned().collect::<Vec<_>>().join("\n"),
            Value::Array(items) => items.len().to_string(),
            other => kind(other).0.to_string(),
        };
        self.explored
            .insert(format!("{}\n{:?}\n{shape}", at.as_str(), place.ty))
    }
}

/// A value and where it stands.
type Node<'v> = (&'v Value, &'v Pointer);

/// Values to try, each with its detail.
type Wrong = Vec<(String, Value)>;

/// A search through one value.
struct Search<'r> {
    record: &'r mut Record,
    changes: Vec<Change>,
}

impl<'a> Sampler<'a> {
    /// The broken neighbours of a good value that break what is not broken yet.
    pub(super) fn broken(
        &mut self,
        place: &Place<'a>,
        good: &Value,
        record: &mut Record,
    ) -> Vec<Sample> {
        let mut search = Search {
            record,
            changes: Vec::new(),
        };
        self.search(place, (good, &Pointer::root()), 0, &mut search);
        let mut samples = Vec::new();
        for change in std::mem::take(&mut search.changes) {
            if record.done.contains(&change.key()) {
                continue;
            }
            if let Some(sample) = self.sample_of(place, good, &change) {
                record.done.insert(change.key());
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

    fn search(&mut self, place: &Place<'a>, node: Node<'_>, depth: usize, search: &mut Search<'_>) {
        let place = &place.clone().resolved(self.judge.api);
        if depth > DEEP || !search.record.leads_below(node.1) {
            return;
        }
        self.search_below(place, node, depth, search);
        if search.record.is_focused(node.1) && search.record.is_new(place, node) {
            let wrong = self.wrong(place, node, search.record);
            self.keep_single(place, node, wrong, &mut search.changes);
        }
    }

    /// Values that may break something where this one stands.
    fn wrong(&mut self, place: &Place<'a>, (value, at): Node<'_>, record: &Record) -> Wrong {
        let mut wrong = wrong_types();
        match (place.form(self.judge.api), value) {
            (Form::Array(item), Value::Array(items)) => {
                wrong.extend(plain(self.wrong_arrays(place, &item, items)));
            }
            (form @ Form::Object(..), Value::Object(object)) => {
                if let Some(layout) = Layout::of(place, form) {
                    wrong.extend(self.wrong_objects(&layout, (object, at), record));
                }
            }
            (_, Value::String(text)) => {
                let texts = wrong_texts(&place.checks, text, &mut self.random);
                wrong.extend(plain(texts.into_iter().map(Value::from)));
            }
            (_, Value::Number(_)) => wrong.extend(plain(wrong_numbers(place))),
            _ => {}
        }
        wrong
    }

    /// Keeps the first value for each keyword that it alone breaks.
    fn keep_single(
        &self,
        place: &Place<'a>,
        (good, at): Node<'_>,
        wrong: Wrong,
        changes: &mut Vec<Change>,
    ) {
        let mut seen = HashSet::new();
        for (detail, value) in wrong {
            let broken = self.judge.broken(place, &value);
            let [only] = broken.as_slice() else { continue };
            if !equal(good, &value) && seen.insert((only.clone(), detail.clone())) {
                changes.push(Change {
                    at: at.clone(),
                    keyword: only.keyword,
                    detail,
                    value,
                });
            }
        }
    }

    fn search_below(
        &mut self,
        place: &Place<'a>,
        node: Node<'_>,
        depth: usize,
        search: &mut Search<'_>,
    ) {
        let (value, at) = node;
        match (place.form(self.judge.api), value) {
            (Form::Array(item), Value::Array(items)) => {
                if let Some(first) = items.first() {
                    self.search(&item, (first, &at.index(0)), depth + 1, search);
                }
            }
            (form @ Form::Object(..), Value::Object(object)) => {
                if let Some(layout) = Layout::of(place, form) {
                    self.search_members(&layout, (object, at), depth, search);
                }
            }
            (Form::Union(union), _) => {
                let branches = union.branches.iter();
                let mut places = branches.map(|one| Place::new(one.ty.clone(), &one.checks));
                if let Some(taken) = places.find(|branch| self.judge.holds(branch, value)) {
                    let taken = taken.with(place.checks.iter().copied());
                    self.search(&taken, node, depth + 1, search);
                }
            }
            (Form::Option(inner) | Form::OrEmpty(inner), _)
            | (Form::Expandable(inner), Value::Object(_)) => {
                self.search(&inner, node, depth + 1, search);
            }
            _ => {}
        }
    }

    /// Looks at each named member, and at the first property that is not named.
    fn search_members(
        &mut self,
        layout: &Layout<'a>,
        (object, at): (&Map<String, Value>, &Pointer),
        depth: usize,
        search: &mut Search<'_>,
    ) {
        let mut rest = layout.rest.as_ref();
        for (wire, value) in object {
            let at = at.child(wire);
            if layout.constants.contains_key(wire) {
                search.constant(at);
                continue;
            }
            let member = layout.member(wire).map(|member| &member.place);
            if let Some(place) = member.or_else(|| rest.take()) {
                self.search(place, (value, &at), depth + 1, search);
            }
        }
    }

    fn wrong_arrays(&mut self, place: &Place<'a>, item: &Place<'a>, items: &[Value]) -> Vec<Value> {
        let mut wrong = Vec::new();
        let short = |least: u64| {
            let count = usize::try_from(least.saturating_sub(1)).unwrap_or(usize::MAX);
            Value::from(&items[..count.min(items.len())])
        };
        for check in &place.checks {
            match check {
                Check::MinItems(least) => wrong.push(short(*least)),
                Check::MaxItems(most) => {
                    let loose = loosened(place, |it| matches!(it, Check::MaxItems(_)));
                    wrong.extend(self.crowded(&loose, item, *most));
                }
                Check::Contains(list, least, most) => {
                    wrong.push(short(*least));
                    let mut contained = item.clone();
                    flatten(list, &mut contained.checks);
                    let loose = loosened(place, |it| matches!(it, Check::Contains(..)));
                    wrong.extend(self.crowded(&loose, &contained, *most));
                }
                Check::UniqueItems => {
                    let kept = items.len().saturating_sub(1).max(1);
                    for rest in [items, &items[..kept.min(items.len())]] {
                        wrong.push(items.iter().take(1).chain(rest).cloned().collect());
                    }
                }
                _ => {}
            }
        }
        wrong
    }

    /// An array of one item more than this, at a place that allows so many.
    fn crowded(&mut self, place: &Place<'a>, item: &Place<'a>, most: u64) -> Option<Value> {
        let count = most.checked_add(1).filter(|count| *count <= CROWD)?;
        self.refresh();
        self.items(place, item, (count, Want::Least), 0)
    }

    fn wrong_objects(
        &mut self,
        layout: &Layout<'a>,
        (object, at): (&Map<String, Value>, &Pointer),
        record: &Record,
    ) -> Wrong {
        let mut wrong = Vec::new();
        for wire in object.keys() {
            let key = (at.as_str().to_owned(), "required", wire.clone());
            if !record.done.contains(&key) {
                let without = without(object, std::slice::from_ref(wire));
                wrong.push((wire.clone(), Value::Object(without)));
            }
        }
        let mut unknown = object.clone();
        unknown.insert("not a property".to_owned(), Value::from("value"));
        wrong.extend(plain([Value::Object(unknown)]));
        for check in &layout.checks {
            let changed = self.against(check, layout, object);
            wrong.extend(plain(changed.into_iter().map(Value::Object)));
        }
        wrong
    }
}

/// A place without some of its constraints.
fn loosened<'a>(place: &Place<'a>, is_gone: fn(&Check) -> bool) -> Place<'a> {
    let checks = place.checks.iter().filter(|check| !is_gone(check));
    Place {
        ty: place.ty.clone(),
        checks: checks.copied().collect(),
    }
}

impl Search<'_> {
    /// Another value where there is only one.
    fn constant(&mut self, at: Pointer) {
        if self.record.is_focused(&at) {
            self.changes.push(Change {
                at,
                keyword: "enum",
                detail: String::new(),
                value: json!("another constant"),
            });
        }
    }
}

fn plain(values: impl IntoIterator<Item = Value>) -> impl Iterator<Item = (String, Value)> {
    values.into_iter().map(|value| (String::new(), value))
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
    let apart = [("null", Value::Null), ("fraction", json!(7.5))]
        .map(|(detail, value)| (detail.to_owned(), value));
    plain(others).chain(apart).collect()
}
