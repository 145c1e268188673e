//! Patterns: compiled once per process, matched within a bound.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use crate::shape::{Engine, Pattern};

/// How far `fancy-regex` may step back before a match counts as too costly.
const BACKTRACKS: usize = 100_000;

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
    Backtracking(fancy_regex::Regex),
    Unusable,
}

type Cache = HashMap<(&'static str, bool), Arc<Compiled>>;

/// Patterns are static, so the cache is bounded by the program.
static CACHE: LazyLock<RwLock<Cache>> = LazyLock::new(RwLock::default);

/// Looks for the pattern anywhere in the text.
pub(crate) fn find(pattern: Pattern, text: &str) -> Outcome {
    match &*compiled(pattern) {
        Compiled::Linear(regex) if regex.is_match(text) => Outcome::Match,
        Compiled::Linear(_) => Outcome::Mismatch,
        Compiled::Backtracking(regex) => match regex.is_match(text) {
            Ok(true) => Outcome::Match,
            Ok(false) => Outcome::Mismatch,
            Err(_) => Outcome::TooCostly,
        },
        Compiled::Unusable => Outcome::Unusable,
    }
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
        Engine::Backtracking => fancy_regex::RegexBuilder::new(pattern.regex)
            .backtrack_limit(BACKTRACKS)
            .build()
            .map_or(Compiled::Unusable, Compiled::Backtracking),
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
    fn what_no_engine_takes_is_told() {
        check("(", Engine::Linear, "", Outcome::Unusable);
        check("(", Engine::Backtracking, "", Outcome::Unusable);
    }
}
