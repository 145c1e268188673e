//! Names: the one place that decides them, and the one maker of [`Ident`].
//!
//! A name comes from the document's own word, cased for its place. Where that is no Rust identifier, or is reserved in
//! its scope, a fixed rule mends it; where two words of one scope come to the same identifier, the word that is spelt
//! like the identifier keeps it and the others carry a mark made from their own spelling. No rule here looks at
//! order or counts, so that a name stays when something is added elsewhere in the document. (Branches of one union that
//! share a word come here with their position in it.)

mod reserved;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use reserved::{FIELD_SCOPE, OPERATION_SCOPE, TYPE_SCOPE};
pub use spelling::mark;
use spelling::{pascal, snake};

/// A Rust identifier: valid, and unique in its scope.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// The identifier's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An identifier of exactly this text, where it is one and no keyword.
    pub fn checked(text: &str) -> Option<Self> {
        let mut characters = text.chars();
        let head = characters
            .next()
            .is_some_and(|first| first == '_' || first.is_ascii_alphabetic());
        let valid = head && characters.all(|other| other == '_' || other.is_ascii_alphanumeric());
        (valid && text != "_" && !reserved::is_keyword(text)).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How the identifiers of a scope are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `snake_case`: fields, methods, modules.
    Snake,
    /// `PascalCase`: types and variants.
    Pascal,
}

impl Case {
    /// The document's word in this case: a valid identifier, or nearly (a keyword still).
    pub fn apply(self, word: &str) -> String {
        match self {
            Self::Snake => snake(word),
            Self::Pascal => pascal(word),
        }
    }
}

/// Names all words of a scope at once, each by its own spelling: the result is in the order of the words.
///
/// Equal words get equal names. A reserved name gets `suffix`.
pub fn decide(case: Case, words: &[&str], reserved: &[&str], suffix: &str) -> Vec<Ident> {
    let mut claims: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for word in words {
        claims
            .entry(free(case, word, reserved, suffix))
            .or_default()
            .insert(word);
    }
    words
        .iter()
        .map(|word| {
            let name = free(case, word, reserved, suffix);
            let rivals = &claims[&name];
            let first = rivals
                .iter()
                .find(|rival| **rival == name)
                .or(rivals.iter().next());
            if rivals.len() == 1 || first == Some(word) && rivals.contains(name.as_str()) {
                Ident(name)
            } else {
                Ident(marked(case, &name, word))
            }
        })
        .collect()
}

/// One name in a scope of its own.
pub fn one(case: Case, word: &str, reserved: &[&str], suffix: &str) -> Ident {
    Ident(free(case, word, reserved, suffix))
}

/// A name made of a decided one: the parts of an operation or struct that generated code adds.
pub fn derived(case: Case, base: &Ident, word: &str) -> Ident {
    Ident(case.apply(&format!("{} {word}", base.0)))
}

fn free(case: Case, word: &str, reserved: &[&str], suffix: &str) -> String {
    let name = shortened(case, word);
    if reserved.contains(&name.as_str()) || reserved::is_keyword(&name) {
        format!("{name}{suffix}")
    } else {
        name
    }
}

/// The most characters of a name: file systems and readers have limits.
const LONGEST: usize = 100;

/// The word in its case; what is longer than a name can be ends in the word's mark.
fn shortened(case: Case, word: &str) -> String {
    let name = case.apply(word);
    if name.len() <= LONGEST {
        name
    } else {
        marked(case, &name[..LONGEST - 10], word)
    }
}

fn marked(case: Case, name: &str, word: &str) -> String {
    match case {
        Case::Snake => format!("{name}_{}", mark(word)),
        Case::Pascal => format!("{name}{}", mark(word).to_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(case: Case, words: &[&str], names: &[&str]) {
        let decided = decide(case, words, &["new"], "_");
        let decided: Vec<&str> = decided.iter().map(Ident::as_str).collect();
        assert_eq!(decided, names);
        for name in decided {
            assert!(Ident::checked(name).is_some(), "`{name}` is no identifier");
        }
    }

    #[test]
    fn words_become_identifiers() {
        check(
            Case::Snake,
            &[
                "projectId",
                "type",
                "self",
                "3d",
                "",
                "a b",
                "+1",
                "-1",
                "naïve",
                "new",
                "created[gte]",
                "$ref",
            ],
            &[
                "project_id",
                "type_",
                "self_",
                "_3d",
                "empty",
                "a_b",
                "plus_1",
                "minus_1",
                "naive",
                "new_",
                "created_gte",
                "dollar_ref",
            ],
        );
        check(
            Case::Pascal,
            &["promotion_code", "Self", "200", "issuing.card"],
            &["PromotionCode", "Self_", "_200", "IssuingCard"],
        );
    }

    #[test]
    fn a_collision_is_settled_by_spelling_not_by_order() {
        let names = |words: &[&str]| decide(Case::Snake, words, &[], "_");
        let one = names(&["fooBar", "foo_bar", "foo-bar"]);
        let other = names(&["foo-bar", "fooBar", "foo_bar"]);
        assert_eq!(one[1].as_str(), "foo_bar");
        assert_eq!((&one[0], &one[2]), (&other[1], &other[0]));
        assert_ne!(one[0], one[2]);
    }

    #[test]
    fn without_an_exact_spelling_every_rival_is_marked() {
        let names = decide(Case::Pascal, &["a", "A"], &[], "_");
        assert_eq!(names[1].as_str(), "A");
        assert_ne!(names[0], names[1]);
        let names = decide(Case::Pascal, &["etc+1", "etc plus 1"], &[], "_");
        assert_ne!(names[0], names[1]);
    }
}
