//! Arrays and objects: how many items and members, and members that agree with each other.

use std::collections::{HashSet, VecDeque};

use serde_json::{Map, Value};

use super::check::refuses;
use super::layout::{Layout, Member};
use super::place::{Form, Place, flatten};
use super::sampler::{Sampler, Want};
use super::scalar::texts;
use crate::ir::Check;

type Object = Map<String, Value>;

/// How many objects are tried until the rules between members hold.
const TRIES: usize = 64;
/// How many items or entries a sample has at most.
const CROWD: u64 = 1000;

/// The place of the item at a position: what `prefixItems` says of it, and of the first ones what `contains` wants.
fn item_at<'a>(checks: &[&'a Check], item: &Place<'a>, position: usize) -> Place<'a> {
    let mut place = item.clone();
    for check in checks {
        match check {
            Check::PrefixItems(lists, behind) => {
                flatten(lists.get(position).unwrap_or(behind), &mut place.checks)
            }
            Check::Contains(list, least, _) if (position as u64) < *least => {
                flatten(list, &mut place.checks);
            }
            _ => {}
        }
    }
    place
}

/// How an object may change so that a rule between its members holds.
enum Step<'a> {
    Add(&'a [String]),
    AddOne(String),
    AddEntry,
    Remove(String),
    Change(&'a str, &'a [Check]),
}

impl<'a> Sampler<'a> {
    pub(super) fn array(
        &mut self,
        place: &Place<'a>,
        item: &Place<'a>,
        want: Want,
        depth: usize,
    ) -> Option<Value> {
        let (least, most) = item_limits(&place.checks);
        let count = match want {
            Want::Least => least,
            Want::Most => most.min(least.max(2)),
            Want::Any => least + self.random.below(4) as u64,
        };
        self.items(place, item, (count.min(most), want), depth)
            .or_else(|| self.items(place, item, (least, Want::Least), depth))
    }

    /// An array of so many items.
    pub(super) fn items(
        &mut self,
        place: &Place<'a>,
        item: &Place<'a>,
        (count, want): (u64, Want),
        depth: usize,
    ) -> Option<Value> {
        if count > CROWD {
            return None;
        }
        let unique = place
            .checks
            .iter()
            .any(|check| matches!(check, Check::UniqueItems));
        let mut items: Vec<Value> = Vec::new();
        let mut failures = 0;
        while (items.len() as u64) < count {
            // Equal items only differ by chance.
            let want = if unique && !items.is_empty() {
                Want::Any
            } else {
                want
            };
            let item = item_at(&place.checks, item, items.len());
            let value = self.value(&item, want, depth + 1)?;
            if unique && items.contains(&value) {
                failures += 1;
                if failures > TRIES {
                    return None;
                }
            } else {
                items.push(value);
            }
        }
        Some(Value::Array(items)).filter(|value| {
            self.judge
                .checker
                .holds(place.checks.iter().copied(), value)
        })
    }

    pub(super) fn object(
        &mut self,
        place: &Place<'a>,
        form: Form<'a>,
        want: Want,
        depth: usize,
    ) -> Option<Value> {
        let layout = Layout::of(place, form)?;
        let mut object = layout.constants.clone();
        for member in &layout.members {
            let included = match want {
                Want::Least => false,
                Want::Most => true,
                Want::Any => self.random.one_in(2),
            };
            if !included && !member.required {
                continue;
            }
            match self.member(member, want, depth) {
                Some(value) => object.insert(member.wire.clone(), value),
                None if member.required => return None,
                None => None,
            };
        }
        self.entries(&layout, &mut object, want, depth);
        self.repair(&layout, object, None, depth).map(Value::Object)
    }

    /// The value of a member.
    pub(super) fn member(
        &mut self,
        member: &Member<'a>,
        want: Want,
        depth: usize,
    ) -> Option<Value> {
        let null = match want {
            Want::Least => member.nullable,
            Want::Most => false,
            Want::Any => member.nullable && self.random.one_in(4),
        };
        if null
            && self
                .judge
                .checker
                .holds(member.place.checks.iter().copied(), &Value::Null)
        {
            return Some(Value::Null);
        }
        self.value(&member.place, want, depth + 1)
    }

    /// Adds properties that the type does not name.
    fn entries(&mut self, layout: &Layout<'a>, object: &mut Object, want: Want, depth: usize) {
        let count = match want {
            Want::Least => 0,
            Want::Most if layout.members.is_empty() => 2,
            Want::Most => 1,
            Want::Any => self.random.below(4),
        };
        for _ in 0..count {
            self.add_entry(layout, object, want, depth);
        }
    }

    /// Adds one more property that the type does not name, where it can have one.
    pub(super) fn add_entry(
        &mut self,
        layout: &Layout<'a>,
        object: &mut Object,
        want: Want,
        depth: usize,
    ) -> Option<()> {
        let place = layout.rest.as_ref()?;
        let wire = self.free_name(layout, object)?;
        let mut asked = Vec::new();
        for list in self.asked_by_name(layout, &wire) {
            flatten(list, &mut asked);
        }
        let place = place.clone().with(asked);
        let value = self.value(&place, want, depth + 1)?;
        object.insert(wire, value);
        Some(())
    }

    /// What the constraints ask of properties by their names.
    fn asked_by_name(&self, layout: &Layout<'a>, wire: &str) -> Vec<&'a [Check]> {
        let mut asked = Vec::new();
        for check in &layout.checks {
            match *check {
                Check::PatternProperties(entries) => {
                    let about = entries
                        .iter()
                        .filter(|(it, _)| self.judge.checker.is_match(it, wire));
                    asked.extend(about.map(|(_, list)| list.as_slice()));
                }
                Check::AdditionalProperties(names, patterns, list) => {
                    let known = names.iter().any(|name| name == wire)
                        || patterns
                            .iter()
                            .any(|it| self.judge.checker.is_match(it, wire));
                    asked.extend((!known).then_some(list.as_slice()));
                }
                _ => {}
            }
        }
        asked
    }

    /// Names that match the patterns of properties.
    fn pattern_names(&mut self, layout: &Layout<'a>) -> Vec<String> {
        let mut names = Vec::new();
        for check in &layout.checks {
            if let Check::PatternProperties(entries) = *check {
                for (pattern, _) in entries {
                    let pattern = Check::Pattern(pattern.clone());
                    names.extend(texts(&[&pattern], &mut self.random));
                }
            }
        }
        names
    }

    /// A name that the type does not name and the object does not have yet.
    fn free_name(&mut self, layout: &Layout<'a>, object: &Object) -> Option<String> {
        let lists = layout.checks.iter().filter_map(|check| match check {
            Check::PropertyNames(list) => Some(list.iter().collect::<Vec<_>>()),
            _ => None,
        });
        let checks: Vec<&Check> = lists.flatten().collect();
        let mut names = self.pattern_names(layout);
        names.extend(["key".to_owned(), "other key/~".to_owned()]);
        names.extend(texts(&checks, &mut self.random));
        names.extend((0..object.len() + 1).map(|number| format!("key_{number}")));
        names.into_iter().find(|name| {
            let refused = |list: &&[Check]| refuses(list);
            let free = !object.contains_key(name)
                && layout.member(name).is_none()
                && !self.asked_by_name(layout, name).iter().any(refused);
            free && self
                .judge
                .checker
                .holds(checks.iter().copied(), &Value::from(name.as_str()))
        })
    }

    /// Adds, removes and changes members until the rules between them hold; `kept` stays as it is.
    pub(super) fn repair(
        &mut self,
        layout: &Layout<'a>,
        object: Object,
        kept: Option<&str>,
        depth: usize,
    ) -> Option<Object> {
        let mut seen = HashSet::new();
        let mut queue = VecDeque::from([object]);
        for _ in 0..TRIES {
            let object = queue.pop_front()?;
            let value = Value::Object(object);
            let broken = layout
                .checks
                .iter()
                .copied()
                .filter(|check| !self.judge.checker.holds([*check], &value));
            let broken: Vec<&'a Check> = broken.collect();
            let Value::Object(object) = value else {
                return None;
            };
            if broken.is_empty() {
                return Some(object);
            }
            for step in broken
                .into_iter()
                .flat_map(|check| steps(check, layout, &object))
            {
                let next = self.changed(layout, &object, &step, (kept, depth));
                queue
                    .extend(next.filter(|next| seen.insert(Value::from(next.clone()).to_string())));
            }
        }
        None
    }

    fn changed(
        &mut self,
        layout: &Layout<'a>,
        object: &Object,
        step: &Step<'a>,
        (kept, depth): (Option<&str>, usize),
    ) -> Option<Object> {
        let mut next = object.clone();
        match step {
            Step::Add(names) => {
                for wire in names.iter().filter(|wire| !object.contains_key(*wire)) {
                    let value = self.filled(layout.member(wire), layout, &[], depth)?;
                    next.insert(wire.clone(), value);
                }
            }
            Step::AddOne(wire) => {
                next.insert(
                    wire.clone(),
                    self.filled(layout.member(wire), layout, &[], depth)?,
                );
            }
            Step::AddEntry => self.add_entry(layout, &mut next, Want::Least, depth)?,
            Step::Remove(wire) => {
                let fixed = layout.constants.contains_key(wire)
                    || layout.member(wire).is_some_and(|member| member.required);
                if fixed || kept == Some(wire.as_str()) {
                    return None;
                }
                // The others stay in their order.
                next.shift_remove(wire)?;
            }
            Step::Change(wire, _)
                if kept == Some(*wire) || layout.constants.contains_key(*wire) =>
            {
                return None;
            }
            Step::Change(wire, checks) => {
                next.insert(
                    (*wire).to_owned(),
                    self.filled(layout.member(wire), layout, checks, depth)?,
                );
            }
        }
        Some(next)
    }

    /// A value for a member, or for a property without one, that keeps these constraints too.
    pub(super) fn filled(
        &mut self,
        member: Option<&Member<'a>>,
        layout: &Layout<'a>,
        checks: &'a [Check],
        depth: usize,
    ) -> Option<Value> {
        let place = member
            .map(|member| &member.place)
            .or(layout.rest.as_ref())?;
        let mut flat = Vec::new();
        super::place::flatten(checks, &mut flat);
        let place = place.clone().with(flat);
        let value = self.value(&place, Want::Least, depth + 1)?;
        Some(value).filter(|value| self.judge.holds(&place, value))
    }
}

/// What may help against a broken rule.
fn steps<'a>(check: &'a Check, layout: &Layout<'a>, object: &Object) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    add_steps(check, object, &mut steps);
    match check {
        Check::MinProperties(_) => {
            let absent = layout
                .members
                .iter()
                .filter(|member| !object.contains_key(&member.wire));
            steps.extend(absent.map(|member| Step::AddOne(member.wire.clone())));
            steps.push(Step::AddEntry);
        }
        Check::MaxProperties(_)
        | Check::PropertyNames(_)
        | Check::Closed(_)
        | Check::PatternProperties(_)
        | Check::AdditionalProperties(..)
        | Check::UnevaluatedProperties(..) => {
            steps.extend(object.keys().rev().map(|wire| Step::Remove(wire.clone())));
        }
        _ => {}
    }
    steps
}

fn add_steps<'a>(check: &'a Check, object: &Object, steps: &mut Vec<Step<'a>>) {
    let remove = |wire: &String| {
        object
            .contains_key(wire)
            .then(|| Step::Remove(wire.clone()))
    };
    match check {
        Check::Required(names) | Check::RequiredIn(_, names) => {
            steps.push(Step::Add(names));
            steps.extend(names.iter().filter_map(remove));
        }
        Check::DependentRequired(trigger, names) => {
            steps.push(Step::Add(names));
            steps.extend(remove(trigger));
        }
        Check::Property(wire, checks) => {
            steps.push(Step::Change(wire, checks));
            steps.extend(remove(wire));
        }
        Check::AllOf(lists) | Check::AnyOf(lists) | Check::OneOf(lists) => {
            lists
                .iter()
                .flatten()
                .for_each(|check| add_steps(check, object, steps));
        }
        Check::Not(list) => list
            .iter()
            .for_each(|check| add_steps(check, object, steps)),
        Check::If(condition, then, otherwise) => {
            let lists = [then, otherwise, condition].into_iter().flatten();
            lists.for_each(|check| add_steps(check, object, steps));
        }
        _ => {}
    }
}

/// The least and the greatest number of items.
pub(super) fn item_limits(checks: &[&Check]) -> (u64, u64) {
    checks
        .iter()
        .fold((0, u64::MAX), |(least, most), check| match check {
            Check::MinItems(limit) | Check::Contains(_, limit, _) => (least.max(*limit), most),
            Check::MaxItems(limit) => (least, most.min(*limit)),
            _ => (least, most),
        })
}
