//! How much a judgement may cost: text that is judged again for the unions within it, and texts that are hard to match.
//!
//! Judging text judges the branches of its unions, and each of these the unions within: ambiguous ones multiply with
//! every level. Matching one text is bounded by itself, but a value may have any number of texts near that bound. The budgets
//! belong to the outermost judgement on this thread, because a branch is judged through a plain function pointer.

use std::cell::Cell;

use super::Violation;

/// Stands where JSON Schema has no keyword: judging was given up.
pub(crate) const COST: &str = "cost";

/// What short text may cost, in bytes judged.
const LEAST: usize = 64 << 10;
/// How often every byte may be judged where the text is not long.
const TIMES: usize = 1024;
/// What long text may cost beside [`TIMES_LONG`].
const MOST: usize = 256 << 20;
/// How often every byte may be judged however long the text is.
const TIMES_LONG: usize = 64;

/// What a judgement costs beside the length of its text.
const FIXED: usize = 32;

/// How many texts may be hard to match in one judgement.
pub(crate) const HARD: usize = 64;

thread_local! {
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    static HARD_LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Takes the budget away again, also where judging panics.
struct Outermost;

impl Drop for Outermost {
    fn drop(&mut self) {
        LEFT.set(None);
    }
}

/// Judges text of this length, unless nothing is left for it. Where the budget does not last, that is a violation.
pub(crate) fn within(length: usize, judge: impl FnOnce() -> Vec<Violation>) -> Vec<Violation> {
    let Some(left) = LEFT.get() else {
        return outermost(length, judge);
    };
    let left = left.saturating_sub(length.saturating_add(FIXED));
    LEFT.set(Some(left));
    if left == 0 {
        vec![overdrawn()]
    } else {
        judge()
    }
}

fn outermost(length: usize, judge: impl FnOnce() -> Vec<Violation>) -> Vec<Violation> {
    let short = length.saturating_mul(TIMES).min(MOST);
    LEFT.set(Some(
        LEAST
            .saturating_add(short)
            .saturating_add(length.saturating_mul(TIMES_LONG)),
    ));
    let _outermost = Outermost;
    let mut violations = judge();
    if LEFT.get() == Some(0) {
        violations.push(overdrawn());
    }
    violations
}

/// Gives the budget of hard matches back when the outermost judgement ends, also where it panics.
struct Matching {
    outer: Option<usize>,
}

impl Drop for Matching {
    fn drop(&mut self) {
        if self.outer.is_none() {
            HARD_LEFT.set(None);
        }
    }
}

/// Judges with one budget of hard matches: that of the judgement around, where there is one.
pub(crate) fn matching<T>(judge: impl FnOnce() -> T) -> T {
    let outer = HARD_LEFT.get();
    HARD_LEFT.set(outer.or(Some(HARD)));
    let _matching = Matching { outer };
    judge()
}

/// Whether one more text may be hard to match.
pub(crate) fn may_be_hard() -> bool {
    let left = HARD_LEFT.get();
    HARD_LEFT.set(left.map(|left| left.saturating_sub(1)));
    left != Some(0)
}

fn overdrawn() -> Violation {
    Violation {
        pointer: String::new(),
        keyword: COST,
        limit: None,
        message: "has unions within unions that take too long to judge".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_matches_are_counted_by_the_outermost_judgement() {
        let spent = || (0..=HARD).filter(|_| may_be_hard()).count();
        assert_eq!(matching(|| matching(spent) + spent()), HARD);
        assert_eq!(matching(spent), HARD);
        assert_eq!(spent(), HARD + 1);
    }

    #[test]
    fn the_outermost_judgement_has_the_budget() {
        let found = within(0, || {
            assert!(within(10, Vec::new).is_empty());
            assert_eq!(within(LEAST, Vec::new), [overdrawn()]);
            Vec::new()
        });
        assert_eq!(found, [overdrawn()]);
        assert!(within(0, || within(10, Vec::new)).is_empty());
    }
}
