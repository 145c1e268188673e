//! Judging JSON text: what leniency lets in, what does not decode, and what the constraints say.

use crate::Json;
use crate::fill::Fill;
use crate::reader::{Findings, Reader};
use crate::shape::Check;
use crate::validate::{MOST, Terms, Violation, budget, validate_decoded};
use crate::visit::Visit;

/// A value that can be read and looked at.
trait Judged: Fill + Visit {}

impl<T: Fill + Visit> Judged for T {}

/// Judges JSON text as a value of this type at a place with these constraints, on these terms. Its verdict is the schema's.
///
/// Constraints are judged where every part of the value was decoded: else what was not is violation enough.
pub fn judge_as<T: Fill + Visit>(
    text: &[u8],
    checks: &'static [Check],
    terms: Terms,
) -> Vec<Violation> {
    budget::matching(|| {
        budget::within(text.len(), || judge(&mut T::blank(), text, (checks, terms)))
    })
}

fn judge(
    value: &mut dyn Judged,
    text: &[u8],
    (checks, terms): (&'static [Check], Terms),
) -> Vec<Violation> {
    let mut reader = Reader::judging(text, terms);
    let decoded = value.fill(&mut reader).and_then(|()| reader.end());
    let Findings {
        mut violations,
        complete,
    } = reader.findings();
    match decoded {
        Err(error) => violations.push(error.violation("")),
        Ok(()) if complete => {
            let json = serde_json::from_slice::<Json>(text).ok();
            let broken = validate_decoded(value, (checks, json.as_ref()), terms);
            let news = broken
                .into_iter()
                .filter(|violation| !is_known(&violations, violation))
                .collect::<Vec<_>>();
            violations.extend(news);
        }
        Ok(()) => {}
    }
    violations.truncate(MOST);
    violations
}

/// The refusal that finds no more than every other. Where the branches of a value's JSON type have one, it is what is wrong:
/// it stands beside the composition and is merged into each of them, or one branch alone is of that type.
pub(crate) fn shared(refusals: &[Vec<Violation>]) -> Option<&Vec<Violation>> {
    let is_shared = |it: &Violation| {
        refusals
            .iter()
            .all(|all| all.iter().any(|other| is_alike(it, other)))
    };
    let mut all = refusals.iter();
    all.find(|refusal| refusal.iter().all(is_shared))
}

/// The keywords that one place can break several times, for several names.
const NAMING: [&str; 3] = ["additionalProperties", "dependentRequired", "required"];

/// Whether two branches have found the same, in whatever words.
fn is_alike(one: &Violation, other: &Violation) -> bool {
    (&one.pointer, one.keyword) == (&other.pointer, other.keyword)
        && (one.message == other.message || !NAMING.contains(&one.keyword))
}

/// Whether the same keyword at the same place is reported already.
fn is_known(violations: &[Violation], violation: &Violation) -> bool {
    violations
        .iter()
        .any(|known| known.pointer == violation.pointer && known.keyword == violation.keyword)
}
