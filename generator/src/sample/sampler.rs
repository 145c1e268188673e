//! One value of a place: the least there is, one with every member, or any.

use std::collections::HashMap;

use serde_json::Value;

use super::judge::Judge;
use super::place::{Form, Place};
use super::random::Random;
use super::scalar::{candidates, texts};
use crate::ir::{Api, Branch, Enumeration, Kinds, Type, Union};

/// How deep a value has optional members.
const DEEP: usize = 4;
/// How deep a value may be.
const DEEPEST: usize = 24;
/// How many places may be visited for one value.
const VISITS: usize = 20_000;
/// After how many of them only what must be there is.
const ROOMY: usize = 300;
/// Longer text is only sampled where nothing shorter holds.
const LONG: usize = 200;

/// Which value of a place is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Without what may be left out.
    Least,
    /// With every member.
    Most,
    /// Whatever comes.
    Any,
}

/// Samples values of one document's types.
#[derive(Debug)]
pub(super) struct Sampler<'a> {
    pub(super) judge: Judge<'a>,
    pub(super) random: Random,
    visits: usize,
    /// The least value of types at places without constraints.
    least: HashMap<Type, Value>,
}

impl<'a> Sampler<'a> {
    /// A sampler whose choices follow from this name and seed.
    pub(super) fn new(api: &'a Api, name: &str, seed: u64) -> Self {
        Self {
            judge: Judge::new(api),
            random: Random::named(name, seed),
            visits: 0,
            least: HashMap::new(),
        }
    }

    /// A value of this place; none where it has none within bounds.
    pub(super) fn sample(&mut self, place: &Place<'a>, want: Want) -> Option<Value> {
        self.sample_at(place, want, 0)
    }

    /// The same for a value that stands this deep in another.
    pub(super) fn sample_at(
        &mut self,
        place: &Place<'a>,
        want: Want,
        depth: usize,
    ) -> Option<Value> {
        self.refresh();
        self.value(place, want, depth)
    }

    /// Forgets what the values before this one have cost.
    pub(super) fn refresh(&mut self) {
        self.visits = 0;
    }

    pub(super) fn value(&mut self, place: &Place<'a>, want: Want, depth: usize) -> Option<Value> {
        self.visits += 1;
        if depth > DEEPEST || self.visits > VISITS {
            return None;
        }
        let roomy = depth <= DEEP && self.visits <= ROOMY;
        let want = if roomy { want } else { Want::Least };
        let plain = want == Want::Least && place.checks.is_empty();
        if plain && let Some(known) = self.least.get(&place.ty) {
            return Some(known.clone());
        }
        let place = place.clone().resolved(self.judge.api);
        let value = self.value_of_form(&place, want, depth)?;
        if plain {
            self.least.insert(place.ty, value.clone());
        }
        Some(value)
    }

    fn value_of_form(&mut self, place: &Place<'a>, want: Want, depth: usize) -> Option<Value> {
        match place.form(self.judge.api) {
            Form::Scalar => self.scalar(place, want),
            Form::Enumeration(enumeration) => self.enumeration(place, enumeration, want),
            Form::Array(item) => self.array(place, &item, want, depth),
            form @ Form::Object(..) => self.object(place, form, want, depth),
            Form::Union(union) => self.union(place, union, want, depth),
            Form::Option(inner) => self.or_else(place, &inner, (Value::Null, want), depth),
            Form::OrEmpty(inner) => self.or_else(place, &inner, (Value::from(""), want), depth),
            Form::Expandable(inner) => self.expandable(place, &inner, want, depth),
            Form::Json => self.json(place, want),
            Form::Unknown => None,
        }
    }

    /// A value, or what may stand for it: sometimes, and where there is no value.
    fn or_else(
        &mut self,
        place: &Place<'a>,
        inner: &Place<'a>,
        (other, want): (Value, Want),
        depth: usize,
    ) -> Option<Value> {
        let chosen = want == Want::Any && self.random.one_in(4);
        let value = if chosen {
            None
        } else {
            self.value(inner, want, depth)
        };
        value.or_else(|| Some(other).filter(|other| self.judge.holds(place, other)))
    }

    fn scalar(&mut self, place: &Place<'a>, want: Want) -> Option<Value> {
        let candidates = candidates(place, &mut self.random);
        self.choose(place, candidates, want)
    }

    fn enumeration(
        &mut self,
        place: &Place<'a>,
        enumeration: &Enumeration,
        want: Want,
    ) -> Option<Value> {
        let values = enumeration
            .values
            .iter()
            .map(|value| Value::from(value.wire.as_str()));
        self.choose(place, values.collect(), want)
    }

    fn json(&mut self, place: &Place<'a>, want: Want) -> Option<Value> {
        let mut values = anything();
        values.extend(candidates(
            &Place {
                ty: Type::String,
                checks: place.checks.clone(),
            },
            &mut self.random,
        ));
        values.extend(candidates(
            &Place {
                ty: Type::I64,
                checks: place.checks.clone(),
            },
            &mut self.random,
        ));
        self.choose(place, values, want)
    }

    /// One of the candidates that hold: the first, or any that is not long.
    fn choose(&mut self, place: &Place<'a>, candidates: Vec<Value>, want: Want) -> Option<Value> {
        let mut good = candidates
            .into_iter()
            .filter(|value| self.judge.holds(place, value));
        if want != Want::Any {
            return good.next();
        }
        let mut good: Vec<Value> = good.collect();
        if good.iter().any(|value| !is_long(value)) {
            good.retain(|value| !is_long(value));
        }
        let chosen = self.random.below(good.len());
        good.into_iter().nth(chosen)
    }

    fn expandable(
        &mut self,
        place: &Place<'a>,
        inner: &Place<'a>,
        want: Want,
        depth: usize,
    ) -> Option<Value> {
        let expands = match want {
            Want::Least => false,
            Want::Most => depth < 2,
            Want::Any => self.random.one_in(3),
        };
        let object = expands
            .then(|| self.value(inner, want, depth + 1))
            .flatten();
        object
            .filter(|object| self.judge.holds(place, object))
            .or_else(|| self.id(place))
    }

    /// The id that stands for an object.
    pub(super) fn id(&mut self, place: &Place<'a>) -> Option<Value> {
        let mut ids = vec!["id_1".to_owned()];
        ids.extend(texts(&place.checks, &mut self.random));
        ids.into_iter()
            .map(Value::from)
            .find(|value| self.judge.holds(place, value))
    }

    fn union(
        &mut self,
        place: &Place<'a>,
        union: &'a Union,
        want: Want,
        depth: usize,
    ) -> Option<Value> {
        let mut order: Vec<&'a Branch> = union.branches.iter().collect();
        match want {
            // A branch without members closes a cycle.
            Want::Least => order.sort_by_key(|branch| branch.kinds.0 & Kinds::OBJECT.0 != 0),
            Want::Most => {}
            Want::Any => {
                let first = self.random.below(order.len());
                order.rotate_left(first);
            }
        }
        order
            .into_iter()
            .find_map(|branch| self.branch(place, (union, branch), want, depth))
    }

    /// A value of the union that this branch takes.
    pub(super) fn branch(
        &mut self,
        place: &Place<'a>,
        (union, branch): (&'a Union, &'a Branch),
        want: Want,
        depth: usize,
    ) -> Option<Value> {
        let below =
            Place::new(branch.ty.clone(), &branch.checks).with(place.checks.iter().copied());
        let rest = [Want::Least, Want::Most]
            .into_iter()
            .filter(|other| *other != want);
        for want in std::iter::once(want).chain(rest) {
            let value = self
                .value(&below, want, depth + 1)
                .map(|value| tagged(value, union, branch));
            if let Some(value) = value.filter(|value| self.judge.holds(place, value)) {
                return Some(value);
            }
        }
        None
    }
}

/// The value with the tag that names the branch.
fn tagged(mut value: Value, union: &Union, branch: &Branch) -> Value {
    if let (Some(wire), Some(tag), Some(object)) =
        (&union.tag, branch.tags.first(), value.as_object_mut())
    {
        let named = |value: &Value| branch.tags.iter().any(|tag| value.as_str() == Some(tag));
        if !object.get(wire).is_some_and(named) {
            object.insert(wire.clone(), Value::from(tag.as_str()));
        }
    }
    value
}

/// Values of every JSON type.
pub(super) fn anything() -> Vec<Value> {
    vec![
        serde_json::json!({"key": "value"}),
        Value::from("text"),
        Value::from(true),
        Value::from(7),
        Value::from(2.5),
        serde_json::json!([1, "two", null]),
        serde_json::json!({}),
        serde_json::json!([]),
        Value::Null,
    ]
}

fn is_long(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() > LONG)
}
