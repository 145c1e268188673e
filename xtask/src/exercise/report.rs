//! What an exercise finds, and what it comes to.

use std::fmt::{self, Display, Formatter};

/// The most characters of a finding that are printed.
const LONGEST: usize = 1200;

/// Something that is wrong.
#[derive(Clone, Debug)]
pub struct Report {
    /// Method and path, or the pointer of a union.
    pub place: String,
    /// What the case shows.
    pub case: String,
    /// What is wrong.
    pub what: String,
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { place, case, what } = self;
        let shown: String = what.chars().take(LONGEST).collect();
        let more = if shown.len() < what.len() { " …" } else { "" };
        write!(f, "{place} ({case}): {shown}{more}")
    }
}

/// What an exercise comes to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Operations that the document states.
    pub stated: usize,
    /// Operations that were called.
    pub operations: usize,
    /// Requests that the server checked.
    pub requests: usize,
    /// Values that were given, parameters and properties of bodies.
    pub values: usize,
    /// Arguments and setters that nothing valid could be given to.
    pub uncalled: Vec<String>,
    /// Replies that were decoded.
    pub replies: usize,
    /// Unions that were asked for branches.
    pub unions: usize,
    /// Branches that they have.
    pub branches: usize,
    /// Those of them that a value of no branch before was found for.
    pub shown: usize,
    /// Things that are wrong.
    pub failures: usize,
}

impl Display for Totals {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            stated,
            operations,
            requests,
            values,
            uncalled,
            replies,
            unions,
            branches,
            shown,
            failures,
        } = self;
        let uncalled = uncalled.len();
        write!(
            f,
            "{operations} of {stated} operations called, {requests} requests, {values} values, {uncalled} places without a valid value, {replies} replies, {unions} unions, {shown} of {branches} branches, {failures} failures"
        )
    }
}
