//! The questions that lowering asks the tree: what stands at a pointer, and below it.
//!
//! The way from the root to a schema is long, and the questions to each are many: nodes are found once.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde_json::Value;

use super::Lowering;
use crate::document::Broken;
use crate::document::pointer::{Pointer, step};

/// The nodes of a tree, each remembered when it is found.
pub(super) struct Nodes<'d> {
    root: &'d Value,
    known: RefCell<HashMap<Pointer, Option<&'d Value>, RandomState>>,
}

impl<'d> Nodes<'d> {
    pub fn of(root: &'d Value) -> Self {
        let known = RefCell::default();
        Self { root, known }
    }

    fn get(&self, at: &Pointer) -> Option<&'d Value> {
        if let Some(known) = self.known.borrow().get(at) {
            return *known;
        }
        let node = self.below_parent(at);
        self.known.borrow_mut().insert(at.clone(), node);
        node
    }

    fn below_parent(&self, at: &Pointer) -> Option<&'d Value> {
        match (at.parent(), at.last()) {
            (Some(parent), Some(token)) => step(self.get(&parent)?, &token),
            _ => Some(self.root),
        }
    }
}

impl<'d> Lowering<'d> {
    /// The node at a pointer.
    pub(super) fn get(&self, at: &Pointer) -> Option<&'d Value> {
        self.nodes.get(at)
    }

    /// The node at a pointer; null where there is none.
    pub(super) fn node(&self, at: &Pointer) -> &'d Value {
        self.get(at).unwrap_or(&Value::Null)
    }

    pub(super) fn flag(&self, at: &Pointer, key: &str) -> bool {
        let value = self.node(at).get(key).and_then(Value::as_bool);
        value.unwrap_or(false)
    }

    pub(super) fn text(&self, at: &Pointer, key: &str) -> Option<&'d str> {
        self.node(at).get(key).and_then(Value::as_str)
    }

    pub(super) fn has(&self, at: &Pointer, key: &str) -> bool {
        self.node(at).get(key).is_some()
    }

    /// The children of a list at `at/key`.
    pub(super) fn items(&self, at: &Pointer, key: &str) -> Vec<Pointer> {
        let Some(Value::Array(items)) = self.node(at).get(key) else {
            return Vec::new();
        };
        let below = at.child(key);
        (0..items.len()).map(|it| below.index(it)).collect()
    }

    /// The strings of a list at `at/key`.
    pub(super) fn texts(&self, at: &Pointer, key: &str) -> Vec<String> {
        let items = self.node(at).get(key).and_then(Value::as_array);
        let texts = items.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }

    /// The keys and children of an object at `at/key`.
    pub(super) fn entries(&self, at: &Pointer, key: &str) -> Vec<(String, Pointer)> {
        let Some(Value::Object(entries)) = self.node(at).get(key) else {
            return Vec::new();
        };
        let below = at.child(key);
        let keys = entries.keys();
        keys.map(|key| (key.clone(), below.child(key))).collect()
    }

    /// The first node without a `$ref` on the way from this one; see [`crate::document::Document::follow`].
    pub(super) fn follow(&self, at: &Pointer) -> Result<Pointer, Broken> {
        if self.has(at, "$ref") {
            self.document.follow(at)
        } else {
            Ok(at.clone())
        }
    }
}
