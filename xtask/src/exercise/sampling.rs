//! Valid values of an API's types: sampled from the IR; where the document has a schema for them, the oracles agree.

use std::cell::RefCell;
use std::collections::HashMap;

use generator::document::pointer::Pointer;
use generator::ir::{Api, Check, Type};
use generator::sample::{Subject, valid_samples};
use serde_json::Value;

use super::Extent;
use super::oracles::Oracles;
use super::server::Node;
use crate::effective::Effective;

/// What values are sampled from.
pub struct Sampling<'a> {
    /// The API.
    pub api: &'a Api,
    /// The document.
    pub document: &'a Value,
    /// The judges of one direction.
    pub oracles: Oracles<'a>,
    /// How much.
    pub extent: Extent,
    known: RefCell<HashMap<Type, Vec<Value>>>,
}

impl<'a> Sampling<'a> {
    /// The sampling of a document's values, which these judge.
    pub fn new(effective: &'a Effective, oracles: Oracles<'a>, extent: Extent) -> Self {
        Self {
            api: &effective.generated.ir,
            document: effective.document(),
            oracles,
            extent,
            known: RefCell::default(),
        }
    }

    /// Values of a type under these constraints: the least first, then the fullest.
    pub fn values(&self, ty: &Type, checks: &[Check]) -> Vec<Value> {
        let sample = || {
            let subject = Subject {
                ty: ty.clone(),
                checks,
            };
            let Extent { cases, seed } = self.extent;
            valid_samples(self.api, &subject, cases, seed)
        };
        if !checks.is_empty() {
            return sample();
        }
        let mut known = self.known.borrow_mut();
        known.entry(ty.clone()).or_insert_with(sample).clone()
    }

    /// The schema at this place, references followed.
    pub fn schema(&self, at: Option<&Pointer>) -> Option<Node<'a>> {
        Node::root(self.document).find(&at?.to_string())
    }

    /// Whether the schema at this place accepts a value; nothing is said against one where there is no schema.
    pub fn accepts(&self, at: Option<&Pointer>, value: &Value) -> bool {
        let schema = self.schema(at);
        schema.is_none_or(|schema| self.oracles.accepts(&schema.at, value))
    }
}
