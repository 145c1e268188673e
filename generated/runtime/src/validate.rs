//! Constraints.

use std::fmt;

use crate::fill::Fill;
use crate::reader::Reader;
use crate::shape::Check;
use crate::visit::Visit;

/// One broken constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where, as a JSON pointer.
    pub pointer: String,
    /// The keyword.
    pub keyword: &'static str,
    /// Its limit.
    pub limit: Option<String>,
    /// The sentence.
    pub message: String,
}

/// All broken constraints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(pub Vec<Violation>);

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} violations", self.0.len())
    }
}

impl std::error::Error for Violations {}

impl From<Vec<Violation>> for Violations {
    fn from(violations: Vec<Violation>) -> Self {
        Self(violations)
    }
}

/// Checks a value.
pub fn validate(_value: &dyn Visit, _checks: &'static [Check]) -> Vec<Violation> {
    Vec::new()
}

/// Checks a value that lies at a pointer.
pub fn validate_at(
    _pointer: &str,
    _value: &dyn Visit,
    _checks: &'static [Check],
) -> Vec<Violation> {
    Vec::new()
}

/// Judges JSON text as a type.
pub fn judge_as<T: Fill + Visit>(bytes: &[u8], _checks: &'static [Check]) -> Vec<Violation> {
    let mut reader = Reader::judging(bytes);
    let decoded = reader.value::<T>().and_then(|_| reader.end());
    let mut violations = reader.findings().violations;
    violations.extend(decoded.err().map(|error| error.violation("")));
    violations
}
