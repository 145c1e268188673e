//! Names: the one place that decides them, and the one maker of [`Ident`].
//!
//! A name comes from the document's own word, cased for its place. Where that is no Rust identifier, or is reserved in
//! its scope, a fixed rule mends it; where two words of one scope come to the same identifier, a name that the document gives
//! (a component's) goes before words that merely lead to a schema, and then the word that is spelt like the identifier keeps
//! it; the others carry a mark made from their own spelling. No rule here looks at
//! order or counts: a name moves only when a word that comes to the same identifier is added to its own scope.
//!
//! What comes out is unique: snake names hold no capital and Pascal names begin with one, so that a module and a type
//! never meet, nor two files on a disk that ignores case; marks that meet each other or another name grow until they do not.

mod reserved;
mod spelling;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use reserved::{ARGUMENTS, DEVICES, FIELDS, NOTHING, PARTS, TYPE_SCOPE};
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

/// What the names of a scope may not be.
#[derive(Clone, Copy, Debug)]
pub struct Reserved<'a> {
    /// Names that something else in the scope has.
    pub names: &'a [&'a str],
    /// What generated code puts before names of the scope to derive others.
    pub beginnings: &'a [&'a str],
    /// What it puts behind them; no name of the scope ends so.
    pub endings: &'a [&'a str],
    /// What a reserved name gets behind it.
    pub suffix: &'a str,
}

impl Reserved<'_> {
    fn holds(&self, name: &str) -> bool {
        let ending = |part: &&str| name.len() > part.len() && name.ends_with(*part);
        self.names.contains(&name) || reserved::is_keyword(name) || self.endings.iter().any(ending)
    }

    /// The names of a scope, apart from what is derived from others of them.
    fn apart(&self, mut names: Vec<String>) -> Vec<String> {
        if self.beginnings.is_empty() {
            return names;
        }
        let scope: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let derived = names.iter().map(|name| self.derives(name, &scope));
        let derived: Vec<bool> = derived.collect();
        for (name, _) in names.iter_mut().zip(derived).filter(|(_, it)| *it) {
            name.push_str(self.suffix);
        }
        names
    }

    /// Whether the name is one that is derived from another of the scope.
    fn derives(&self, name: &str, scope: &BTreeSet<&str>) -> bool {
        let mut bases = self
            .beginnings
            .iter()
            .filter_map(|it| name.strip_prefix(it));
        bases.any(|base| scope.contains(base))
    }

    /// The word in its case, apart from what is reserved.
    fn free(&self, case: Case, word: &str) -> String {
        let mut name = shortened(case, word);
        while self.holds(&name) {
            name.push_str(self.suffix);
        }
        name
    }
}

/// A word that asks for a name, and what tells it from its equals: where the thing that it names stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim<'a> {
    /// The document's word.
    pub word: &'a str,
    /// Empty where equal words are to have one name.
    pub place: &'a str,
    /// Whether the document gives the word as a name, and does not merely lead to it.
    pub given: bool,
}

/// Names all words of a scope at once, each by its own spelling: the result is in the order of the words.
///
/// Equal words get equal names. A reserved name gets `suffix`.
pub fn decide(case: Case, words: &[&str], reserved: &[&str], suffix: &str) -> Vec<Ident> {
    let claims: Vec<Claim<'_>> = words.iter().map(|word| Claim::of(word)).collect();
    let reserved = Reserved {
        names: reserved,
        suffix,
        ..NOTHING
    };
    decide_claims(case, &claims, &reserved)
}

/// Names all claims of a scope at once, in their order. Equal claims get equal names, all others different ones.
pub fn decide_claims(case: Case, claims: &[Claim<'_>], reserved: &Reserved<'_>) -> Vec<Ident> {
    let free = claims.iter().map(|it| reserved.free(case, it.word));
    let names = reserved.apart(free.collect());
    let contested = contested(case, (claims, &names), reserved);
    let named = |(claim, name)| contested.get(claim).cloned().unwrap_or(Ident(name));
    claims.iter().zip(names).map(named).collect()
}

/// The names of the claims that come to one name with others.
fn contested<'c>(
    case: Case,
    (claims, names): (&[Claim<'c>], &[String]),
    reserved: &Reserved<'_>,
) -> BTreeMap<Claim<'c>, Ident> {
    let mut rivals: BTreeMap<&str, BTreeSet<Claim<'c>>> = BTreeMap::new();
    for (claim, name) in claims.iter().zip(names) {
        rivals.entry(name).or_default().insert(*claim);
    }
    let taken = |name: &str| rivals.contains_key(name) || reserved.holds(name);
    let several = rivals.iter().filter(|(_, claims)| claims.len() > 1);
    several
        .flat_map(|(name, claims)| settled(case, name, claims, &taken))
        .collect()
}

/// The names of claims that come to one name: it goes to one that is given, then to one that is spelt like it.
fn settled<'c>(
    case: Case,
    name: &str,
    claims: &BTreeSet<Claim<'c>>,
    taken: &dyn Fn(&str) -> bool,
) -> BTreeMap<Claim<'c>, Ident> {
    let spelt = |claim: &&Claim<'c>| claim.word == name;
    let keeper = sole(claims.iter().filter(|claim| claim.given))
        .or_else(|| sole(claims.iter().filter(spelt).filter(|claim| claim.given)))
        .or_else(|| sole(claims.iter().filter(spelt)));
    let others: Vec<Claim<'c>> = claims
        .iter()
        .filter(|claim| Some(*claim) != keeper)
        .copied()
        .collect();
    let kept = keeper.map(|keeper| (*keeper, Ident(name.to_owned())));
    marked_apart(case, name, &others, taken)
        .into_iter()
        .chain(kept)
        .collect()
}

/// The one item, where there is one.
fn sole<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next();
    items.next().map_or(first, |_| None)
}

/// The name with the mark of each claim: as short as tells them apart, from each other and from what is taken.
///
/// The longest marks spell the whole claim in digits and so never meet; behind them, trailing letters pass over what is
/// taken, of which there is an end.
fn marked_apart<'c>(
    case: Case,
    name: &str,
    claims: &[Claim<'c>],
    taken: &dyn Fn(&str) -> bool,
) -> BTreeMap<Claim<'c>, Ident> {
    let mut length = 0;
    loop {
        let names: Vec<String> = claims
            .iter()
            .map(|claim| with_mark(case, name, &claim.mark(length)))
            .collect();
        let distinct = names.iter().collect::<BTreeSet<_>>().len() == names.len();
        if distinct && !names.iter().any(|name| taken(name)) {
            return claims
                .iter()
                .copied()
                .zip(names.into_iter().map(Ident))
                .collect();
        }
        length += 1;
    }
}

impl<'a> Claim<'a> {
    /// A claim that is its word alone.
    pub fn of(word: &'a str) -> Self {
        Self {
            word,
            place: "",
            given: false,
        }
    }

    /// What tells the claim from its rivals: ever longer marks of its place, or of its word where it names none.
    fn mark(&self, length: usize) -> String {
        let own = if self.place.is_empty() {
            self.word
        } else {
            self.place
        };
        match MARKS.get(length) {
            Some(digits) => spelling::mark(own, *digits),
            None => {
                let spelt = format!("{} {}", self.word, self.place);
                let past = "z".repeat(length - MARKS.len());
                format!("x{}{past}", spelling::digits(&spelt))
            }
        }
    }
}

/// How many digits marks have.
const MARKS: [usize; 3] = [4, 8, 16];

/// A short mark made from a text, for a word that is to be told from its equals.
pub fn mark(text: &str) -> String {
    spelling::mark(text, MARKS[0])
}

/// One name in a scope of its own.
pub fn one(case: Case, word: &str, reserved: &[&str], suffix: &str) -> Ident {
    let reserved = Reserved {
        names: reserved,
        suffix,
        ..NOTHING
    };
    alone(case, word, &reserved)
}

/// See [`one`].
pub fn alone(case: Case, word: &str, reserved: &Reserved<'_>) -> Ident {
    Ident(reserved.free(case, word))
}

/// A name made of a decided one: the parts of an operation that generated code adds.
pub fn with_ending(base: &Ident, ending: &str) -> Ident {
    Ident(format!("{base}{ending}"))
}

/// A further setter of a field.
pub fn with_prefix(prefix: &str, base: &Ident) -> Ident {
    Ident(format!("{prefix}_{}", base.0.trim_matches('_')))
}

/// The most characters of a name without its mark: file systems and readers have limits.
const LONGEST: usize = 100;

/// The word in its case; what is longer than a name can be ends in the word's mark.
fn shortened(case: Case, word: &str) -> String {
    let name = case.apply(word);
    if name.len() <= LONGEST {
        name
    } else {
        with_mark(case, &name[..LONGEST - 10], &mark(word))
    }
}

fn with_mark(case: Case, name: &str, mark: &str) -> String {
    match case {
        Case::Snake => format!("{}_{mark}", name.trim_end_matches('_')),
        Case::Pascal => format!("{name}X{}", mark.trim_start_matches('x')),
    }
}
