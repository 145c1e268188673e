//! The schemas that one value must meet together, seen as one: a schema, what it refers to and the branches of its
//! `allOf`, each by its own keywords alone.
//!
//! Every rule of lowering looks at a [`View`], so that it sees the intersection: the types that all parts allow, the
//! values that all list, the schemas of a property from every part that states one.

use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::Lowering;
use super::enumeration::literal;
use super::schema::kinds_of;
use super::subschema::composed;
use crate::document::pointer::Pointer;
use crate::ir::{Check, Composition, Kinds};

/// How many schemas may lead to each other by `$ref` and `allOf`.
pub(super) const CHAIN: usize = 500;

/// Schemas that hold together.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    /// The schemas, in order: the branches of an `allOf` before what stands beside it.
    pub parts: Vec<Pointer>,
    /// All that were passed on the way, and whether the way still leads through them.
    passed: BTreeMap<Pointer, bool>,
    /// The lists of compositions (`…/oneOf`) that are lowered by somebody else.
    told: Vec<Pointer>,
    /// Lists of branches that are rules alone: their properties are declared, each of which may be absent.
    pub loose: Vec<(Composition, Pointer)>,
    /// The JSON types that are looked at, where they are fewer than the schemas allow.
    pub only: Option<Kinds>,
}

impl View {
    /// Whether gathering led through this schema.
    pub fn passes(&self, at: &Pointer) -> bool {
        self.passed.contains_key(at)
    }

    /// Whether somebody else lowers this list of branches.
    pub fn is_told(&self, list: &Pointer) -> bool {
        self.told.contains(list)
    }

    /// The same, without the list of branches.
    pub fn without(&self, list: &Pointer) -> Self {
        let mut view = self.clone();
        view.told.push(list.clone());
        view
    }

    /// Those of the schemas of which this holds.
    pub fn retaining(&self, holds: impl Fn(&Pointer) -> bool) -> Self {
        let mut view = self.clone();
        view.parts.retain(|part| holds(part));
        view
    }

    /// The schemas of both, those of the other behind.
    pub fn joined(&self, other: &Self) -> Self {
        let mut view = self.clone();
        let new = other.parts.iter().filter(|part| !self.parts.contains(part));
        view.parts.extend(new.cloned());
        let passed = other.passed.iter().map(|(at, open)| (at.clone(), *open));
        view.passed.extend(passed);
        view.told.extend(other.told.iter().cloned());
        view.loose.extend(other.loose.iter().cloned());
        view
    }

    /// The same, for values of these JSON types alone.
    pub fn of_kinds(&self, kinds: Kinds) -> Self {
        Self {
            only: Some(kinds),
            ..self.clone()
        }
    }
}

impl<'d> Lowering<'d> {
    /// All schemas that a value must meet to meet these.
    pub(super) fn view(&mut self, roots: &[Pointer]) -> View {
        let mut view = View::default();
        for root in roots {
            self.gather(root, &mut view, 0);
        }
        view
    }

    /// The same without what holds by this reference: that is not looked at again, however long its way is.
    pub(super) fn view_beside(&mut self, roots: &[Pointer], target: &Pointer) -> View {
        let mut view = View::default();
        view.passed.insert(target.clone(), false);
        for root in roots {
            self.gather(root, &mut view, 0);
        }
        view
    }

    fn gather(&mut self, at: &Pointer, view: &mut View, depth: usize) {
        match view.passed.get(at) {
            Some(true) => {
                let message = "the schema contains itself by `allOf`; there it says nothing";
                return self.problems.warning(at, message);
            }
            Some(false) => return,
            None if depth > CHAIN => {
                let message = format!(
                    "more than {CHAIN} schemas lead to each other; the rest is passed over"
                );
                return self.problems.warning(at, message);
            }
            None => {}
        }
        view.passed.insert(at.clone(), true);
        if let Some(target) = self.next(at) {
            self.gather(&target, view, depth + 1);
        }
        for branch in self.items(at, "allOf") {
            self.gather(&branch, view, depth + 1);
        }
        if let Some(open) = view.passed.get_mut(at) {
            *open = false;
        }
        view.parts.push(at.clone());
    }

    /// What a `$ref` names; a chain of references without an end is a problem.
    pub(super) fn next(&mut self, at: &Pointer) -> Option<Pointer> {
        let reference = self.text(at, "$ref")?;
        let whole = self.follow(at);
        self.told(whole)?;
        self.resolve(reference)
    }

    /// The JSON types that all parts allow, null apart; none where no part says.
    pub(super) fn view_kinds(&mut self, view: &View) -> Option<Kinds> {
        let mut known: Option<(Kinds, Pointer)> = None;
        for part in &view.parts {
            let Some(stated) = self.stated_kinds(part) else {
                continue;
            };
            let both = known.map_or(stated, |(before, at)| {
                let both = before.and(stated);
                if both == Kinds::default() {
                    self.tell_conflict(part, &at);
                    return stated;
                }
                both
            });
            known = Some((both, part.clone()));
        }
        let stated = known.map(|(kinds, _)| kinds);
        let kinds = stated.or_else(|| self.implied_kinds(view));
        match (kinds, view.only) {
            (Some(kinds), Some(only)) => Some(kinds.and(only)),
            (kinds, only) => kinds.or(only),
        }
    }

    /// The types that the parts state, where no value is of all of them, and the values that they list, where none is in
    /// all lists: decoding takes what one of them says, judging refuses it.
    pub(super) fn contradiction(&self, view: &View) -> Vec<Check> {
        if view.parts.len() < 2 {
            return Vec::new();
        }
        let mut checks = Vec::new();
        let kinds = view.parts.iter().filter_map(|part| self.stated_kinds(part));
        if kinds.reduce(Kinds::and) == Some(Kinds::default()) {
            checks.extend(view.parts.iter().filter_map(|part| self.type_check(part)));
        }
        let lists = view.parts.iter().filter_map(|part| self.closed_list(part));
        let lists: Vec<Vec<&Value>> = lists.collect();
        if lists.len() > 1 && !have_common(&lists) {
            let literals = lists
                .iter()
                .map(|list| list.iter().copied().map(literal).collect());
            checks.extend(literals.map(Check::Enum));
        }
        checks
    }

    /// The values that a schema lists, where it takes no others.
    pub(super) fn closed_list(&self, at: &Pointer) -> Option<Vec<&'d Value>> {
        self.listed(at).filter(|_| !self.is_open(at))
    }

    fn tell_conflict(&mut self, at: &Pointer, other: &Pointer) {
        let words = |at: &Pointer| self.declared(at).names.join("` or `");
        let message = format!(
            "a value cannot be `{}` and also `{}` as {other} asks; this one counts",
            words(at),
            words(other)
        );
        self.problems.warning(at, message);
    }

    /// The types that a schema states, null apart.
    pub(super) fn stated_kinds(&self, at: &Pointer) -> Option<Kinds> {
        let declared = self.declared(at);
        let kinds = declared.names.iter().filter_map(|name| kinds_of(name));
        kinds.reduce(Kinds::or)
    }

    /// The type that the keywords are about, where none is stated.
    fn implied_kinds(&self, view: &View) -> Option<Kinds> {
        let any = |keys: &[&str]| {
            let has = |part: &Pointer| keys.iter().any(|key| self.has(part, key));
            view.parts.iter().any(has)
        };
        if !view.loose.is_empty()
            || any(&[
                "properties",
                "additionalProperties",
                "patternProperties",
                "unevaluatedProperties",
            ])
        {
            Some(Kinds::OBJECT)
        } else if any(&["items", "prefixItems", "unevaluatedItems"]) {
            Some(Kinds::ARRAY)
        } else {
            None
        }
    }

    /// The schemas of each property that a part names, in order.
    pub(super) fn view_properties(&mut self, view: &View) -> IndexMap<String, Vec<Pointer>> {
        let mut properties: IndexMap<String, Vec<Pointer>> = IndexMap::new();
        for part in &view.parts {
            for (name, below) in self.entries(part, "properties") {
                properties.entry(name).or_default().push(below);
            }
        }
        for (name, schemas) in self.loose_properties(view) {
            properties.entry(name).or_insert(schemas);
        }
        properties
    }

    /// The properties of branches that are rules: of any type where they do not agree.
    fn loose_properties(&mut self, view: &View) -> IndexMap<String, Vec<Pointer>> {
        let mut properties: IndexMap<String, Vec<Pointer>> = IndexMap::new();
        for (_, list) in &view.loose {
            for branch in self.children(list) {
                let below = self.view(&[branch]);
                for (name, schemas) in self.view_properties(&below) {
                    let known = properties.entry(name).or_insert_with(|| schemas.clone());
                    if *known != schemas {
                        known.clear();
                    }
                }
            }
        }
        properties
    }

    /// The names that any part requires, once each.
    pub(super) fn view_required(&self, view: &View) -> Vec<String> {
        let mut required: Vec<String> = Vec::new();
        for part in &view.parts {
            for name in self.texts(part, "required") {
                if !required.contains(&name) {
                    required.push(name);
                }
            }
        }
        required
    }

    /// The values that all parts with a list have, once each; none where no part has one. Lists without a value in common
    /// are told, and the last counts.
    pub(super) fn view_listed(&mut self, view: &View) -> Option<Vec<&'d Value>> {
        let mut known: Option<(Vec<&'d Value>, &Pointer)> = None;
        for part in &view.parts {
            let Some(list) = self.listed(part) else {
                continue;
            };
            let both = match known {
                None => list,
                Some((before, at)) => {
                    let both = before.into_iter().filter(|it| list.contains(it));
                    let both: Vec<&Value> = both.collect();
                    if both.is_empty() && !list.is_empty() {
                        self.tell_no_value(part, at);
                        list
                    } else {
                        both
                    }
                }
            };
            known = Some((both, part));
        }
        known.map(|(values, _)| values)
    }

    fn tell_no_value(&mut self, at: &Pointer, other: &Pointer) {
        let list = self.list_of(at);
        let message = format!("none of these values is also one of {other}; these count");
        self.problems.warning(&list, message);
    }

    /// The constraints of all parts, once each.
    pub(super) fn view_checks(&mut self, view: &View) -> Vec<Check> {
        let mut checks = Vec::new();
        for part in &view.parts {
            let own = [self.value_checks(part), self.rules(part)].concat();
            add_new(&mut checks, own);
            add_new(&mut checks, self.refusal(part));
            let required = self.texts(part, "required");
            if !required.is_empty() {
                add_new(&mut checks, vec![Check::Required(required)]);
            }
        }
        add_new(&mut checks, self.loose_rules(view));
        checks
    }

    /// What the schema `false` asks, which is met as a branch of an `allOf`: no value keeps it.
    fn refusal(&self, part: &Pointer) -> Vec<Check> {
        let refuses = self.node(part) == &Value::Bool(false);
        refuses
            .then(|| Check::Not(Vec::new()))
            .into_iter()
            .collect()
    }

    fn loose_rules(&mut self, view: &View) -> Vec<Check> {
        let lists = view.loose.iter();
        lists
            .map(|(composition, list)| self.alternatives(list, composed(*composition)))
            .collect()
    }

    /// The constraints of all parts that are about objects, once each.
    pub(super) fn view_object_checks(&mut self, view: &View) -> Vec<Check> {
        let mut checks = Vec::new();
        for part in &view.parts {
            let own = [self.object_checks(part), self.rules(part)].concat();
            add_new(&mut checks, own);
            add_new(&mut checks, self.refusal(part));
        }
        add_new(&mut checks, self.loose_rules(view));
        checks
    }

    /// The children under a keyword, of the parts that have it.
    pub(super) fn view_children(&self, view: &View, keyword: &str) -> Vec<Pointer> {
        let has = |part: &&Pointer| self.has(part, keyword);
        let children = view.parts.iter().filter(has);
        children.map(|part| part.child(keyword)).collect()
    }

    /// The last text under a keyword, which the outermost schema states.
    pub(super) fn view_text(&self, view: &View, keyword: &str) -> Option<&'d str> {
        let texts = view.parts.iter().rev();
        texts.into_iter().find_map(|part| self.text(part, keyword))
    }
}

/// Adds the constraints that are not there yet.
pub(crate) fn add_new(checks: &mut Vec<Check>, more: Vec<Check>) {
    for check in more {
        if !checks.contains(&check) {
            checks.push(check);
        }
    }
}

/// Whether a value is in all of these lists.
fn have_common(lists: &[Vec<&Value>]) -> bool {
    let sets = lists.iter().map(|list| list.iter().copied().collect());
    let common = sets.reduce(|all: IndexSet<&Value>, list| &all & &list);
    common.is_none_or(|common| !common.is_empty())
}
