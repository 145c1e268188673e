//! Judging JSON text: what leniency lets in, what does not decode, and what the constraints say.

use crate::Json;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::shape::Check;
use crate::validate::{MOST, Violation, budget, validate_decoded};
use crate::visit::Visit;

/// Judges JSON text as a value of this type at a place with these constraints. Its verdict is the schema's.
///
/// Constraints are judged where every part of the value was decoded: else what was not is violation enough.
pub fn judge_as<T: Fill + Visit>(text: &[u8], checks: &'static [Check]) -> Vec<Violation> {
    budget::within(text.len(), || judge::<T>(text, checks))
}

fn judge<T: Fill + Visit>(text: &[u8], checks: &'static [Check]) -> Vec<Violation> {
    let mut reader = Reader::judging(text);
    let decoded = reader
        .value::<T>()
        .and_then(|value| reader.end().map(|()| value));
    let findings = reader.findings();
    let mut violations = findings.violations;
    match decoded {
        Err(error) => violations.push(error.violation("")),
        Ok(value) if findings.complete => {
            let json = serde_json::from_slice::<Json>(text).ok();
            let broken = validate_decoded(&value, checks, json.as_ref());
            let news = broken
                .into_iter()
                .filter(|violation| !is_known(&violations, violation))
                .collect::<Vec<_>>();
            violations.extend(news);
        }
        Ok(_) => {}
    }
    violations.truncate(MOST);
    violations
}

/// Whether the same keyword at the same place is reported already.
fn is_known(violations: &[Violation], violation: &Violation) -> bool {
    violations
        .iter()
        .any(|known| known.pointer == violation.pointer && known.keyword == violation.keyword)
}
