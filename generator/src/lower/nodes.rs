//! The questions that lowering asks the tree: what stands at a pointer, and below it.
//!
//! The way from the root to a schema is long, and the questions to each are many: nodes are found once.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde_json::Value;

use super::Lowering;
use crate::document::Broken;
use crate::document::pointer::{Pointer, member, step};

/// The nodes of a tree, each remembered when it is found.
pub(super) struct Nodes<'d> {
    root: &'d Value,
    known: RefCell<HashMap<Pointer, Option<&'d Value>, RandomState>>,
    /// The node that was asked for last: questions to one node come in a row.
    last: RefCell<(Pointer, Option<&'d Value>)>,
    /// What references name.
    targets: RefCell<HashMap<&'d str, Option<Pointer>, RandomState>>,
    /// Where chains end that begin with a reference; those without an end are not here.
    ends: RefCell<HashMap<&'d str, Pointer, RandomState>>,
}

impl<'d> Nodes<'d> {
    pub fn of(root: &'d Value) -> Self {
        Self {
            root,
            known: RefCell::default(),
            last: RefCell::new((Pointer::root(), Some(root))),
            targets: RefCell::default(),
            ends: RefCell::default(),
        }
    }

    fn get(&self, at: &Pointer) -> Option<&'d Value> {
        let mut last = self.last.borrow_mut();
        if last.0 != *at {
            last.0.clone_from(at);
            last.1 = self.find(at);
        }
        last.1
    }

    fn find(&self, at: &Pointer) -> Option<&'d Value> {
        if let Some(known) = self.known.borrow().get(at) {
            return *known;
        }
        let node = self.below_parent(at);
        self.known.borrow_mut().insert(at.clone(), node);
        node
    }

    fn below_parent(&self, at: &Pointer) -> Option<&'d Value> {
        match (at.parent(), at.last()) {
            (Some(parent), Some(token)) => step(self.find(&parent)?, &token),
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
        let value = member(self.node(at), key).and_then(Value::as_bool);
        value.unwrap_or(false)
    }

    pub(super) fn text(&self, at: &Pointer, key: &str) -> Option<&'d str> {
        member(self.node(at), key).and_then(Value::as_str)
    }

    pub(super) fn has(&self, at: &Pointer, key: &str) -> bool {
        member(self.node(at), key).is_some()
    }

    /// The children of a list at `at/key`.
    pub(super) fn items(&self, at: &Pointer, key: &str) -> Vec<Pointer> {
        let Some(Value::Array(items)) = member(self.node(at), key) else {
            return Vec::new();
        };
        let below = at.child(key);
        (0..items.len()).map(|it| below.index(it)).collect()
    }

    /// The strings of a list at `at/key`.
    pub(super) fn texts(&self, at: &Pointer, key: &str) -> Vec<String> {
        let items = member(self.node(at), key).and_then(Value::as_array);
        let texts = items.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }

    /// The keys and children of an object at `at/key`.
    pub(super) fn entries(&self, at: &Pointer, key: &str) -> Vec<(String, Pointer)> {
        let Some(Value::Object(entries)) = member(self.node(at), key) else {
            return Vec::new();
        };
        let below = at.child(key);
        let keys = entries.keys();
        keys.map(|key| (key.clone(), below.child(key))).collect()
    }

    /// The first node without a `$ref` on the way from this one; see [`crate::document::Document::follow`].
    pub(super) fn follow(&self, at: &Pointer) -> Result<Pointer, Broken> {
        if !self.has(at, "$ref") {
            return Ok(at.clone());
        }
        let Some(reference) = self.text(at, "$ref") else {
            return self.document.follow(at);
        };
        let ends = &self.nodes.ends;
        if let Some(known) = ends.borrow().get(reference) {
            return Ok(known.clone());
        }
        let end = self.document.follow(at)?;
        ends.borrow_mut().insert(reference, end.clone());
        Ok(end)
    }

    /// The node that a reference names; none where it names nothing.
    pub(super) fn resolve(&self, reference: &'d str) -> Option<Pointer> {
        let mut targets = self.nodes.targets.borrow_mut();
        let target = targets
            .entry(reference)
            .or_insert_with(|| self.document.resolve(reference).ok());
        target.clone()
    }
}
