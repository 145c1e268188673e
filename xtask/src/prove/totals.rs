//! What a proof comes to, and how it is told in one line.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde_json::Value;

use super::classes::{CLASSES, class_of};
use super::compare::Disagreement;

/// What a proof comes to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Schemas that both judges have.
    pub schemas: usize,
    /// Places that only refer to one of them, with its type: its proof is theirs.
    pub by_reference: usize,
    /// Instances of them that both have judged.
    pub instances: usize,
    /// Those that they agree about.
    pub agreements: usize,
    /// Intended differences, by class.
    pub intended: BTreeMap<&'static str, usize>,
    /// Those that they disagree about, intended differences apart.
    pub disagreements: usize,
    /// Schemas that the oracle cannot read, and why.
    pub unread: Vec<(String, String)>,
    /// Schemas that both judges refuse every instance of.
    pub without_valid: Vec<String>,
}

impl Totals {
    /// Adds what the proof of further schemas comes to.
    pub fn add(&mut self, other: Self) {
        self.schemas += other.schemas;
        self.by_reference += other.by_reference;
        self.instances += other.instances;
        self.agreements += other.agreements;
        for (class, count) in other.intended {
            *self.intended.entry(class).or_default() += count;
        }
        self.disagreements += other.disagreements;
        self.unread.extend(other.unread);
        self.without_valid.extend(other.without_valid);
    }

    /// Counts a difference; whether it is intended.
    pub fn intends(&mut self, found: &Disagreement, instance: &Value, schema: &Value) -> bool {
        match class_of(found, instance, schema) {
            Some(class) => {
                *self.intended.entry(class.name).or_default() += 1;
                true
            }
            None => {
                self.disagreements += 1;
                false
            }
        }
    }
}

/// One line.
impl Display for Totals {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            schemas,
            by_reference,
            instances,
            agreements,
            disagreements,
            ..
        } = self;
        write!(
            f,
            "{schemas} schemas ({by_reference} more by reference), {instances} instances, {agreements} agreements, {disagreements} disagreements"
        )?;
        for class in CLASSES {
            let count = self.intended.get(class.name).copied().unwrap_or_default();
            write!(f, ", {count} intended ({})", class.name)?;
        }
        match self.unread.len() {
            0 => Ok(()),
            unread => write!(f, ", {unread} schemas that the oracle cannot read"),
        }
    }
}
