//! Literals, limits, names and types of a schema in words.

use std::fmt;

use crate::literal;
use crate::shape::{Bound, Kinds, Literal};

/// The most values that a message lists.
const LISTED: usize = 12;

/// Some literals as a list.
pub(crate) fn literals(all: &[Literal]) -> String {
    list(all.iter().map(literal::text))
}

/// Words as a list that ends early where it is long.
pub(crate) fn list(words: impl ExactSizeIterator<Item = String>) -> String {
    let count = words.len();
    let mut text = words.take(LISTED).collect::<Vec<_>>().join(", ");
    if count > LISTED {
        text.push_str(&format!(" and {} more", count - LISTED));
    }
    text
}

/// Names of properties as a list.
pub(crate) fn names(all: &[&str], between: &str) -> String {
    all.iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(between)
}

/// A number of things.
pub(crate) fn count(number: u64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

/// The types of a set.
pub(crate) fn kinds(kinds: Kinds) -> String {
    const WORDS: [(Kinds, &str); 7] = [
        (Kinds::STRING, "a string"),
        (Kinds::NUMBER, "a number"),
        (Kinds::INTEGER, "an integer"),
        (Kinds::BOOLEAN, "a boolean"),
        (Kinds::ARRAY, "an array"),
        (Kinds::OBJECT, "an object"),
        (Kinds::NULL, "null"),
    ];
    let mut left = kinds;
    let mut words = Vec::new();
    for (kind, word) in WORDS {
        if left.contains(kind) {
            words.push(word);
            left = Kinds(left.0 & !kind.0);
        }
    }
    words.join(" or ")
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            Self::Decimal(text) => f.write_str(text),
        }
    }
}
