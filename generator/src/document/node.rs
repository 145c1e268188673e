//! Nodes of a text as values: one visitor for JSON and for YAML, so that they mean the same.
//!
//! Keys keep their order and their text (`200:` is `"200"`), merge keys (`<<`) are merged, the last of two equal keys
//! counts and the repeat is told, and what aliases may expand to is bounded.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde::de::{self, DeserializeSeed, VariantAccess as _, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::pointer::Pointer;
use super::tree::{Syntax, Tree};
use crate::problem::Problems;

/// What a node takes in memory, about; its text comes on top.
const NODE: usize = 64;

/// How many times the bytes of a text its tree may take, about. Without aliases there is at most a node for two bytes.
const GROWTH: usize = NODE / 2 + 8;

/// What a tree may take however short its text is.
const FREE: usize = 1 << 20;

/// What the visitors of one text share.
pub(super) struct Reader {
    syntax: Syntax,
    /// What may still be read, in bytes of memory. Text alone never exhausts it; aliases of aliases do.
    left: Cell<usize>,
    /// What was found so far. A path is built from its end while the nodes above it return, and costs nothing before.
    found: RefCell<Vec<Found>>,
}

struct Found {
    reversed: Vec<String>,
    what: What,
}

enum What {
    /// The key was there before.
    Repeat,
    /// The merge key has a value of this kind.
    Merge(&'static str),
}

impl Reader {
    pub(super) fn new(syntax: Syntax, text: &str) -> Self {
        let left = match syntax {
            Syntax::Json => usize::MAX,
            Syntax::Yaml => GROWTH.saturating_mul(text.len()).saturating_add(FREE),
        };
        Reader {
            syntax,
            left: Cell::new(left),
            found: RefCell::default(),
        }
    }

    /// Whether aliases came to more than is accepted.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    fn spend<E: de::Error>(&self, length: usize) -> Result<(), E> {
        self.left.set(self.left.get().saturating_sub(NODE + length));
        if self.is_spent() {
            Err(E::custom("aliases repeat too much"))
        } else {
            Ok(())
        }
    }

    fn tell(&self, key: &str, what: What) {
        self.found.borrow_mut().push(Found {
            reversed: vec![key.to_owned()],
            what,
        });
    }

    /// Reads a value and puts `token` above what is found in it.
    fn below<T, E>(
        &self,
        token: impl fmt::Display,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let before = self.found.borrow().len();
        let value = read()?;
        for found in self.found.borrow_mut().iter_mut().skip(before) {
            found.reversed.push(token.to_string());
        }
        Ok(value)
    }

    pub(super) fn into_tree(self, value: Value) -> Tree {
        let (mut problems, mut repeats) = (Problems::new(), Vec::new());
        for Found { reversed, what } in self.found.into_inner() {
            let tokens = reversed.iter().rev();
            let at = tokens.fold(Pointer::root(), |at, token| at.child(token));
            match what {
                What::Repeat => repeats.push(at),
                What::Merge(kind) => problems.error(&at, merge_message(kind)),
            }
        }
        Tree {
            value,
            syntax: self.syntax,
            problems,
            repeats,
            no_json: None,
        }
    }
}

fn merge_message(kind: &str) -> String {
    format!("the merge key `<<` has {kind}; an object or a list of objects is accepted")
}

/// Reads one node of the tree.
#[derive(Clone, Copy)]
pub(super) struct Node<'r>(pub(super) &'r Reader);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::from(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    /// JSON has no infinity and no NaN: YAML's `.inf` and `.nan` stay text.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.0.spend(0)?;
        let number = Number::from_f64(value).map(Value::Number);
        Ok(number.unwrap_or_else(|| Value::from(not_finite(value))))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.0
            .spend(value.len())
            .map(|()| Value::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.0.spend(value.len()).map(|()| Value::String(value))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut items = Vec::new();
        while let Some(item) = self
            .0
            .below(items.len(), || sequence.next_element_seed(self))?
        {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut members = Members::default();
        while let Some(key) = access.next_key_seed(Key)? {
            self.0.spend(key.len())?;
            let value = self.0.below(&key, || access.next_value_seed(self))?;
            members.add(self.0, key, value);
        }
        Ok(Value::Object(members.map))
    }

    /// A YAML tag of someone's own (`!Ref x`): the value counts, the tag does not.
    fn visit_enum<A: de::EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_tag, content): (String, _) = access.variant()?;
        content.newtype_variant_seed(self)
    }
}

fn not_finite(value: f64) -> &'static str {
    if value.is_nan() {
        ".nan"
    } else if value > 0.0 {
        ".inf"
    } else {
        "-.inf"
    }
}

/// YAML's merge key.
const MERGE: &str = "<<";

/// The members of an object while it is read.
#[derive(Default)]
struct Members {
    map: Map<String, Value>,
    /// Those that a merge key brought: a key of the object's own replaces them.
    merged: HashSet<String>,
}

impl Members {
    fn add(&mut self, reader: &Reader, key: String, value: Value) {
        if key == MERGE && reader.syntax == Syntax::Yaml {
            return self.merge(reader, value);
        }
        match self.map.entry(key) {
            Entry::Vacant(place) => {
                place.insert(value);
            }
            Entry::Occupied(mut known) => {
                if !self.merged.remove(known.key()) {
                    reader.tell(known.key(), What::Repeat);
                }
                known.insert(value);
            }
        }
    }

    /// YAML's merge key: an object, or a list of objects of which the first to have a key gives it.
    fn merge(&mut self, reader: &Reader, value: Value) {
        match value {
            Value::Object(other) => {
                for (key, value) in other {
                    if !self.map.contains_key(&key) {
                        self.merged.insert(key.clone());
                        self.map.insert(key, value);
                    }
                }
            }
            Value::Array(items) if items.iter().all(Value::is_object) => {
                items.into_iter().for_each(|item| self.merge(reader, item));
            }
            other => reader.tell(MERGE, What::Merge(super::kind(&other))),
        }
    }
}

/// Reads a key as its text: a YAML key may look like a number, a boolean or nothing.
struct Key;

/// What a key that is none is told by the libraries.
pub(super) const KEY: &str = "text as a key";

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(KEY)
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }

    fn visit_string<E: de::Error>(self, key: String) -> Result<String, E> {
        Ok(key)
    }
}
