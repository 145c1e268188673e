//! What is broken: one constraint, all of them, and the bounded collector that checkers report to.

use std::fmt;
use std::ops::Deref;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::place::Place;
use super::terms::Terms;

/// The most violations that are kept; looking stops there, so that hostile input costs no more.
pub const MOST: usize = 100;

/// One broken constraint. It never holds the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where: a JSON pointer (RFC 6901) in wire names.
    pub pointer: String,
    /// The keyword of JSON Schema 2020-12; `json` for text that is not JSON or nests too deep, `cost` for unions within
    /// unions that take too long to judge.
    pub keyword: &'static str,
    /// What the keyword asks for, where that can be said in a word: a bound, a name, a pattern.
    pub limit: Option<String>,
    /// What is wrong, for people; the place is not repeated in it.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", self.pointer, self.message)
    }
}

/// As an object of its fields; `limit` is left out where there is none.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = 3 + usize::from(self.limit.is_some());
        let mut fields = serializer.serialize_map(Some(count))?;
        fields.serialize_entry("pointer", &self.pointer)?;
        fields.serialize_entry("keyword", self.keyword)?;
        if let Some(limit) = &self.limit {
            fields.serialize_entry("limit", limit)?;
        }
        fields.serialize_entry("message", &self.message)?;
        fields.end()
    }
}

/// All broken constraints of a value, at most [`MOST`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(pub Vec<Violation>);

impl From<Vec<Violation>> for Violations {
    fn from(mut violations: Vec<Violation>) -> Self {
        violations.truncate(MOST);
        Self(violations)
    }
}

/// As a list.
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}

impl Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [only] => return write!(f, "{only}"),
            all if all.len() >= MOST => write!(f, "{} violations or more:", all.len())?,
            all => write!(f, "{} violations:", all.len())?,
        }
        self.0
            .iter()
            .try_for_each(|violation| write!(f, "\n  {violation}"))
    }
}

impl std::error::Error for Violations {}

/// Takes violations until it is full.
pub(crate) struct Sink {
    kept: Vec<Violation>,
    most: usize,
    broken: bool,
    terms: Terms,
}

impl Sink {
    /// Keeps up to [`MOST`] violations of a judgement on these terms.
    pub(crate) fn new(terms: Terms) -> Self {
        Self {
            kept: Vec::new(),
            most: MOST,
            broken: false,
            terms,
        }
    }

    /// Keeps none, and is full with the first: for "does this hold?".
    pub(crate) fn probe(terms: Terms) -> Self {
        Self {
            most: 0,
            ..Self::new(terms)
        }
    }

    /// What the judgement goes by.
    pub(crate) fn terms(&self) -> Terms {
        self.terms
    }

    /// Whether anything has been reported.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Whether looking further is in vain.
    pub(crate) fn is_full(&self) -> bool {
        self.broken && self.kept.len() >= self.most
    }

    /// Reports a violation; limit and message are made only where they are kept.
    pub(crate) fn report(
        &mut self,
        place: &Place<'_>,
        keyword: &'static str,
        say: impl FnOnce() -> (Option<String>, String),
    ) {
        self.broken = true;
        if self.kept.len() < self.most {
            let (limit, message) = say();
            self.kept.push(Violation {
                pointer: place.pointer(),
                keyword,
                limit,
                message,
            });
        }
    }

    /// Takes over violations found elsewhere.
    pub(crate) fn extend(&mut self, violations: Vec<Violation>) {
        self.broken |= !violations.is_empty();
        let room = self.most.saturating_sub(self.kept.len());
        self.kept.extend(violations.into_iter().take(room));
    }

    /// How many are kept: a mark for [`Sink::amend`].
    pub(crate) fn mark(&self) -> usize {
        self.kept.len()
    }

    /// Adds a clause to every message reported since the mark.
    pub(crate) fn amend(&mut self, mark: usize, clause: &str) {
        for violation in self.kept.iter_mut().skip(mark) {
            violation.message.push_str(clause);
        }
    }

    /// What was kept.
    pub(crate) fn into_kept(self) -> Vec<Violation> {
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_are_json_for_machines() {
        let violation = |limit: Option<&str>| Violation {
            pointer: "/a~1b".to_owned(),
            keyword: "maxLength",
            limit: limit.map(str::to_owned),
            message: "must be at most 3 characters long".to_owned(),
        };
        let all = Violations::from(vec![violation(Some("3")), violation(None)]);
        let text = serde_json::to_string(&all).expect("strings are JSON");
        assert_eq!(
            text,
            r#"[{"pointer":"/a~1b","keyword":"maxLength","limit":"3","message":"must be at most 3 characters long"},{"pointer":"/a~1b","keyword":"maxLength","message":"must be at most 3 characters long"}]"#
        );
    }
}
