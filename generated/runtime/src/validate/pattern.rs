//! Patterns: compiled once per process, matched within a bound.
//!
//! Where an engine steps back, a text is first matched with few steps; those that need many are counted, so that the sum is
//! bounded too.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock};

use super::budget;
use crate::shape::{Engine, Pattern};

/// How far `fancy-regex` may step back before a match counts as hard.
const QUICK: usize = 1_000;
/// How far before it counts as too costly.
const PATIENT: usize = 100_000;

/// How a text stands to a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It matches.
    Match,
    /// It does not.
    Mismatch,
    /// The engine gave up.
    TooCostly,
    /// The engine does not take the pattern.
    Unusable,
}

enum Compiled {
    Linear(regex::Regex),
    Backtracking(Box<Backtracking>),
    Unusable,
}

/// A pattern with few steps and, where a text was hard, with many.
struct Backtracking {
    source: &'static str,
    quick: fancy_regex::Regex,
    patient: OnceLock<Option<fancy_regex::Regex>>,
}

type Cache = HashMap<(&'static str, bool), Arc<Compiled>>;

/// Patterns are static, so the cache is bounded by the program.
static CACHE: LazyLock<RwLock<Cache>> = LazyLock::new(RwLock::default);

/// Looks for the pattern anywhere in the text.
pub(crate) fn find(pattern: Pattern, text: &str) -> Outcome {
    match &*compiled(pattern) {
        Compiled::Linear(regex) if regex.is_match(text) => Outcome::Match,
        Compiled::Linear(_) => Outcome::Mismatch,
        Compiled::Backtracking(regex) => regex.find(text),
        Compiled::Unusable => Outcome::Unusable,
    }
}

impl Backtracking {
    fn compile(source: &'static str) -> Option<Self> {
        Some(Self {
            source,
            quick: bounded(source, QUICK)?,
            patient: OnceLock::new(),
        })
    }

    fn find(&self, text: &str) -> Outcome {
        let quick = self.quick.is_match(text);
        let found = quick.ok().or_else(|| self.find_hard(text));
        match found {
            Some(true) => Outcome::Match,
            Some(false) => Outcome::Mismatch,
            None => Outcome::TooCostly,
        }
    }

    fn find_hard(&self, text: &str) -> Option<bool> {
        if !budget::may_be_hard() {
            return None;
        }
        let patient = self.patient.get_or_init(|| bounded(self.source, PATIENT));
        patient.as_ref()?.is_match(text).ok()
    }
}

fn bounded(source: &str, steps: usize) -> Option<fancy_regex::Regex> {
    let mut builder = fancy_regex::RegexBuilder::new(source);
    builder.backtrack_limit(steps).build().ok()
}

fn compiled(pattern: Pattern) -> Arc<Compiled> {
    let key = (pattern.regex, pattern.engine == Engine::Linear);
    if let Some(known) = CACHE
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&key)
    {
        return Arc::clone(known);
    }
    let fresh = Arc::new(compile(pattern));
    let mut cache = CACHE.write().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(cache.entry(key).or_insert(fresh))
}

fn compile(pattern: Pattern) -> Compiled {
    match pattern.engine {
        Engine::Linear => {
            regex::Regex::new(pattern.regex).map_or(Compiled::Unusable, Compiled::Linear)
        }
        Engine::Backtracking => {
            let compiled = Backtracking::compile(pattern.regex).map(Box::new);
            compiled.map_or(Compiled::Unusable, Compiled::Backtracking)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(regex: &'static str, engine: Engine, text: &str, expected: Outcome) {
        assert_eq!(
            find(
                Pattern {
                    source: regex,
                    regex,
                    engine
                },
                text
            ),
            expected,
            "{regex}"
        );
    }

    #[test]
    fn patterns_are_not_anchored() {
        check("b+", Engine::Linear, "abc", Outcome::Match);
        check("^b+$", Engine::Linear, "abc", Outcome::Mismatch);
        check("^(?!abc)", Engine::Backtracking, "abc", Outcome::Mismatch);
        check("^(?!abc)", Engine::Backtracking, "abd", Outcome::Match);
    }

    #[test]
    fn cost_is_bounded() {
        let text = "a".repeat(60);
        check(
            r"^(?=(a+)+$)(a|aa)+\1b$",
            Engine::Backtracking,
            &text,
            Outcome::TooCostly,
        );
    }

    #[test]
    fn the_cost_of_many_texts_is_bounded() {
        let regex = r"^(?=(a+)+$)(a|aa)+\1b$";
        let pattern = Pattern {
            source: regex,
            regex,
            engine: Engine::Backtracking,
        };
        // The shortest text that is hard, which is not too costly by itself.
        let quick = bounded(regex, QUICK).expect("the engine takes the pattern");
        let mut texts = (1..60).map(|count| "a".repeat(count));
        let text = texts.find(|text| quick.is_match(text).is_err());
        let text = text.expect("matching takes ever more steps");
        assert_eq!(find(pattern, &text), Outcome::Mismatch);
        let outcomes = budget::matching(|| {
            let texts = 0..=budget::HARD;
            texts.map(|_| find(pattern, &text)).collect::<Vec<_>>()
        });
        let (last, first) = outcomes.split_last().expect("there are outcomes");
        assert!(first.iter().all(|it| *it == Outcome::Mismatch));
        assert_eq!(*last, Outcome::TooCostly);
        check("^b", Engine::Backtracking, "b", Outcome::Match);
    }

    #[test]
    fn what_no_engine_takes_is_told() {
        check("(", Engine::Linear, "", Outcome::Unusable);
        check("(", Engine::Backtracking, "", Outcome::Unusable);
    }
}
