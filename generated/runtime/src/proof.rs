//! What the emitted tests need of a type, without its name: they hold tables of these.

use bytes::Bytes;

use crate::encode::{self, EncodeError};
use crate::fill::Fill;
use crate::operation::Operation;
use crate::reader::decode;
use crate::shape::Check;
use crate::validate::{Terms, Violation, judge_as, validate};
use crate::visit::Visit;
use crate::{DecodeError, to_json};

/// What says of text what it, or the value in it, breaks.
type Verdict<T> = fn(&[u8], &'static [Check], Terms) -> T;

/// A type under test, and the schema that it came from.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// The JSON pointer of the schema in its document.
    pub at: &'static str,
    checks: &'static [Check],
    /// What text is judged by, and what the value that it decodes to.
    terms: (Terms, Terms),
    judge: Verdict<Vec<Violation>>,
    validate: Verdict<Option<Vec<Violation>>>,
    /// Reads JSON text and writes it again.
    pub recode: fn(&[u8]) -> Result<String, DecodeError>,
}

impl Subject {
    /// The type of the schema at this pointer, which requests and responses contain.
    pub const fn of<T: Visit + Fill>(at: &'static str) -> Self {
        Self {
            at,
            checks: &[],
            terms: (Terms::RESPONSE, Terms::REQUEST),
            judge: judge_as::<T>,
            validate: validate_as::<T>,
            recode: recode::<T>,
        }
    }

    /// The same with constraints beside the type's own.
    #[must_use]
    pub const fn with(self, checks: &'static [Check]) -> Self {
        Self { checks, ..self }
    }

    /// The same for a type that only requests contain.
    #[must_use]
    pub const fn in_requests(self) -> Self {
        let terms = (Terms::REQUEST, Terms::REQUEST);
        Self { terms, ..self }
    }

    /// The same for a type that only responses contain.
    #[must_use]
    pub const fn in_responses(self) -> Self {
        let terms = (Terms::RESPONSE, Terms::RESPONSE);
        Self { terms, ..self }
    }

    /// Judges JSON text: a response's, unless only requests contain the type.
    pub fn judge(&self, json: &[u8]) -> Vec<Violation> {
        (self.judge)(json, self.checks, self.terms.0)
    }

    /// Validates the value that JSON text decodes to: a request's, unless only responses contain the type; none where it
    /// does not decode.
    pub fn validate(&self, json: &[u8]) -> Option<Vec<Violation>> {
        (self.validate)(json, self.checks, self.terms.1)
    }
}

/// The bytes of an operation's body with this value; none where the operation has no body.
///
/// # Errors
/// Where the body's format cannot say the value.
pub fn encode_body<O: Operation>(body: &dyn Visit) -> Result<Bytes, EncodeError> {
    let stated = O::endpoint().body.as_ref();
    stated.map_or_else(
        || Ok(Bytes::new()),
        |stated| encode::encode_body(stated, body).map(|body| body.bytes),
    )
}

fn validate_as<T: Visit + Fill>(
    json: &[u8],
    checks: &'static [Check],
    terms: Terms,
) -> Option<Vec<Violation>> {
    let value = decode::<T>(json).ok()?;
    Some(validate(&value, checks, terms))
}

fn recode<T: Visit + Fill>(json: &[u8]) -> Result<String, DecodeError> {
    decode::<T>(json).map(|value| to_json(&value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Coupon, Source};

    const SUBJECTS: &[Subject] = &[
        Subject::of::<Coupon>("#/coupon"),
        Subject::of::<Source>("#/source"),
    ];

    #[test]
    fn a_table_of_subjects_judges_and_recodes() {
        for subject in SUBJECTS {
            let json = r#"{"object":"coupon","id":"a","percent_off":1,"limits":{}}"#;
            assert_eq!(
                (subject.recode)(json.as_bytes()),
                Ok(json.to_owned()),
                "{}",
                subject.at
            );
            assert_eq!(subject.judge(json.as_bytes()), [], "{}", subject.at);
            assert_ne!(subject.judge(b"true"), [], "{}", subject.at);
        }
    }

    #[test]
    fn a_subject_is_judged_by_the_constraints_of_its_place_too() {
        let subject = Subject::of::<Coupon>("#/coupon").with(&[Check::MinProperties(9)]);
        let json = r#"{"object":"coupon","id":"a","percent_off":1,"limits":{}}"#;
        let found = subject.judge(json.as_bytes());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].keyword, "minProperties");
        assert_eq!(subject.validate(json.as_bytes()), Some(found));
        assert_eq!(subject.validate(b"true"), None);
    }
}
