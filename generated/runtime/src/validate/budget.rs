//! How much text may be judged again as another branch of a union, so that unions within unions cost no more than that.
//!
//! Judging a branch decodes and validates, which judges the branches of the unions within: ambiguous ones multiply. The
//! budget belongs to the outermost judgement on this thread, because a branch is judged through a plain function pointer.

use std::cell::Cell;

/// The budget of one judgement in bytes: some seconds.
const BYTES: usize = 256 << 20;

thread_local! {
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Takes the budget away again, also where judging panics.
struct Outermost;

impl Drop for Outermost {
    fn drop(&mut self) {
        LEFT.set(None);
    }
}

/// Runs a judgement, and tells whether it has overdrawn a budget of its own.
pub(crate) fn within<R>(judge: impl FnOnce() -> R) -> (R, bool) {
    if LEFT.get().is_some() {
        return (judge(), false);
    }
    LEFT.set(Some(BYTES));
    let _outermost = Outermost;
    let result = judge();
    (result, LEFT.get() == Some(0))
}

/// Spends on judging this much text again; false where nothing is left.
pub(crate) fn spend(length: usize) -> bool {
    let left = LEFT
        .get()
        .map_or(0, |left| left.saturating_sub(length.saturating_add(1)));
    LEFT.set(LEFT.get().map(|_| left));
    left > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_judgement_has_the_budget() {
        let ((), overdrawn) = within(|| {
            assert!(spend(10));
            let (inner, overdrawn) = within(|| spend(BYTES));
            assert!(!inner && !overdrawn);
        });
        assert!(overdrawn);
        assert_eq!(within(|| spend(10)), (true, false));
    }
}
