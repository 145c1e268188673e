//! The independent judges of a document's schemas, each made once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use crate::effective::Effective;
use crate::oracle::{READ_ONLY, Reading, WRITE_ONLY, json_schema};
use crate::prove::oracle::Oracle;

/// The judges of a document.
pub struct Oracles<'e> {
    effective: &'e Effective,
    /// The mark of properties that need not be there.
    spared: &'static str,
    known: RefCell<HashMap<String, Option<Rc<Oracle>>>>,
}

impl<'e> Oracles<'e> {
    /// Those of requests.
    pub fn of_requests(effective: &'e Effective) -> Self {
        Self::new(effective, READ_ONLY)
    }

    /// Those of responses.
    pub fn of_responses(effective: &'e Effective) -> Self {
        Self::new(effective, WRITE_ONLY)
    }

    fn new(effective: &'e Effective, spared: &'static str) -> Self {
        Self {
            effective,
            spared,
            known: RefCell::default(),
        }
    }

    /// Whether the schema at `at` accepts the value; one that no validator can read accepts any.
    pub fn accepts(&self, at: &str, value: &Value) -> bool {
        self.get(at).is_none_or(|oracle| oracle.accepts(value))
    }

    /// What the schema at `at` finds in the value, in words; nothing where it accepts it.
    pub fn refusal(&self, at: &str, value: &Value) -> Option<String> {
        let found = self.get(at)?.found(value);
        let first = found.first()?;
        Some(format!("`{}` at `{}`", first.keyword, first.pointer))
    }

    fn get(&self, at: &str) -> Option<Rc<Oracle>> {
        let mut known = self.known.borrow_mut();
        known
            .entry(at.to_owned())
            .or_insert_with(|| self.make(at))
            .clone()
    }

    fn make(&self, at: &str) -> Option<Rc<Oracle>> {
        let reading = Reading {
            open_enums: &self.effective.open_enums,
            spared: self.spared,
        };
        let schema = json_schema(self.effective.document(), at, reading);
        Oracle::new(schema).ok().map(Rc::new)
    }
}
