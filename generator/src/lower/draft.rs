//! A type whose name is not decided yet, and what decides it.

use super::names::Case;
use crate::document::pointer::Pointer;
use crate::ir::{Docs, Kind};

/// A type before it is named.
#[derive(Debug)]
pub(crate) struct Draft {
    pub owner: Owner,
    pub at: Pointer,
    pub docs: Docs,
    pub kind: Kind,
}

/// The nearest owner of a schema: where its type lives and which words name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Owner {
    pub scope: Scope,
    /// The words on the way from the scope to the schema, joined in the type's name.
    pub words: Vec<String>,
    /// Whether the document, or the schema's part in an operation, gives the name itself; then what hangs below is not
    /// named after it, but after these words.
    pub given: Option<Vec<String>>,
}

/// Where the names of types are unique, and which file a type goes into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// `models`, in the file of this component.
    Models(String),
    /// A resource, in the file of the operation at this position; its word tells equal words of operations apart.
    Resource {
        resource: usize,
        operation: usize,
        word: String,
    },
}

impl Owner {
    /// The owner of a component's schema.
    pub fn component(name: &str) -> Self {
        Self {
            scope: Scope::Models(name.to_owned()),
            words: vec![name.to_owned()],
            given: None,
        }
    }

    /// The owner of what hangs below a schema under this word.
    pub fn child(&self, word: &str) -> Self {
        let mut words = self.given.clone().unwrap_or_else(|| self.words.clone());
        // A blank word would leave the name of what is above.
        let blank = !word.contains(char::is_alphanumeric);
        words.push(if blank {
            Case::Snake.apply(word)
        } else {
            word.to_owned()
        });
        Self {
            scope: self.scope.clone(),
            words,
            given: None,
        }
    }

    /// The owner of each item or entry of a collection: named in the singular, or by `word` where there is none.
    pub fn each(&self, word: &str) -> Self {
        let singular = self.words.last().and_then(|last| singular(last));
        match singular {
            Some(singular) if self.given.is_none() => {
                let mut words = self.words.clone();
                words.pop();
                words.push(singular);
                Self {
                    scope: self.scope.clone(),
                    words,
                    given: None,
                }
            }
            _ => self.child(word),
        }
    }

    /// The same place under a name that the document gives. In a resource, what hangs below keeps its own words.
    pub fn named(&self, name: &str) -> Self {
        let words = vec![name.to_owned()];
        let given = match &self.scope {
            Scope::Models(_) => words.clone(),
            Scope::Resource { .. } => self.given.clone().unwrap_or_else(|| self.words.clone()),
        };
        Self {
            scope: self.scope.clone(),
            words,
            given: Some(given),
        }
    }

    /// A part of an operation, named after both; what hangs below it is named after `below`.
    pub fn part(&self, operation: &str, part: &str, below: &[&str]) -> Self {
        let given = below.iter().map(|word| (*word).to_owned()).collect();
        Self {
            scope: self.scope.clone(),
            words: vec![operation.to_owned(), part.to_owned()],
            given: Some(given),
        }
    }
}

/// The singular of an English plural, by its ending; none where the word does not look like one.
pub(super) fn singular(word: &str) -> Option<String> {
    let replaced =
        |ending: &str, by: &str| word.strip_suffix(ending).map(|stem| format!("{stem}{by}"));
    if word.len() < 4
        || ["ss", "us", "is"]
            .iter()
            .any(|ending| word.ends_with(ending))
    {
        return None;
    }
    let long = replaced("ies", "y").or_else(|| {
        ["xes", "sses", "ches", "shes"]
            .iter()
            .find_map(|ending| replaced(ending, &ending[..ending.len() - 2]))
    });
    long.or_else(|| replaced("s", ""))
}
