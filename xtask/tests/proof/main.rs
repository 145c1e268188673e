//! The proof: every emitted case, an example of a document or a sample, goes through the type of its schema and before an
//! independent judge, the `jsonschema` crate over the effective document.
//!
//! A disagreement is a bug: of the runtime, of lowering, of the sampler, or of the oracle's converter.

mod case;
mod complete;
mod oracle;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use openapi_runtime::Subject;
use xtask::{Effective, read_effective};

use case::{Case, faults};
use oracle::Oracle;

#[rustfmt::skip]
#[path = "../../../generated/tests/proof/chatdash.rs"]
mod chatdash;
#[rustfmt::skip]
#[path = "../../../generated/tests/proof/etherspay.rs"]
mod etherspay;
#[rustfmt::skip]
#[path = "../../../generated/tests/proof/stripe.rs"]
mod stripe;

/// What is proven of one API.
struct Proof {
    effective: Effective,
    subjects: &'static [Subject],
    cases: Vec<Case>,
}

/// Every API of the manifest; one without a table here is a failure.
fn proofs() -> Vec<Proof> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let documents = read_effective(&root).unwrap_or_else(|error| panic!("{error}"));
    let proof = |effective: Effective| {
        let (subjects, cases) = match effective.name.as_str() {
            "chatdash" => (
                chatdash::SUBJECTS,
                include_str!("../../../generated/tests/proof/chatdash.json"),
            ),
            "etherspay" => (
                etherspay::SUBJECTS,
                include_str!("../../../generated/tests/proof/etherspay.json"),
            ),
            "stripe" => (
                stripe::SUBJECTS,
                include_str!("../../../generated/tests/proof/stripe.json"),
            ),
            other => panic!("the proof does not include the table of `{other}`: add it here"),
        };
        let cases = serde_json::from_str(cases).expect("cases are JSON");
        Proof {
            effective,
            subjects,
            cases,
        }
    };
    documents.into_iter().map(proof).collect()
}

impl Proof {
    fn subject(&self, at: &str) -> &'static Subject {
        let found = self.subjects.iter().find(|subject| subject.at == at);
        found.unwrap_or_else(|| panic!("a case of {at}, which is not in the table"))
    }

    fn oracle(&self, at: &str) -> Oracle {
        Oracle::new(&self.effective, at)
    }
}

#[test]
fn every_case_is_judged_as_it_says_and_comes_back_as_it_went() {
    let mut found = Vec::new();
    for proof in proofs() {
        let mut oracles = BTreeMap::new();
        for case in &proof.cases {
            let oracle = oracles
                .entry(case.at.clone())
                .or_insert_with(|| proof.oracle(&case.at));
            found.extend(faults(proof.subject(&case.at), oracle, case));
        }
    }
    let shown: Vec<&str> = found.iter().map(String::as_str).take(20).collect();
    assert!(
        found.is_empty(),
        "{} faults:\n{}",
        found.len(),
        shown.join("\n")
    );
}

#[test]
fn every_schema_with_a_type_has_cases_of_both_kinds() {
    for proof in proofs() {
        let of = |broken: bool| -> BTreeSet<&str> {
            let cases = proof.cases.iter();
            cases
                .filter(|case| case.broken.is_some() == broken)
                .map(|case| case.at.as_str())
                .collect()
        };
        let subjects: BTreeSet<&str> = proof.subjects.iter().map(|subject| subject.at).collect();
        assert_eq!(of(false), subjects, "{}: valid", proof.effective.name);
        assert_eq!(of(true), subjects, "{}: broken", proof.effective.name);
    }
}

#[test]
fn the_tables_have_every_body_and_component_of_their_documents() {
    for proof in proofs() {
        let subjects: BTreeSet<String> = proof
            .subjects
            .iter()
            .map(|subject| subject.at.to_owned())
            .collect();
        let expected = complete::schemas(&proof.effective.document);
        let missing: Vec<&String> = expected.difference(&subjects).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", proof.effective.name);
        assert!(!expected.is_empty(), "{}", proof.effective.name);
    }
}

#[test]
fn the_examples_of_the_documents_are_among_the_cases() {
    for proof in proofs() {
        let shown = complete::examples(&proof.effective.document);
        let cases: Vec<&serde_json::Value> = proof
            .cases
            .iter()
            .filter(|case| case.from == "example")
            .map(|case| &case.instance)
            .collect();
        assert!(!shown.is_empty(), "{}", proof.effective.name);
        for example in shown {
            assert!(
                cases.contains(&example),
                "{}: {example}",
                proof.effective.name
            );
        }
    }
}

/// The proof itself is proven: each way in which a case can be wrong is found.
mod wrong_cases {
    use super::*;
    use case::Broken;

    const AT: &str =
        "#/paths/~1coupons/post/requestBody/content/application~1x-www-form-urlencoded/schema";

    fn check(subject: &Subject, json: &str, broken: Option<(&str, &str)>, expected: &[&str]) {
        let proof = proofs()
            .into_iter()
            .find(|proof| proof.effective.name == "etherspay")
            .expect("the manifest names etherspay");
        let case = Case {
            at: AT.to_owned(),
            from: "test".to_owned(),
            instance: serde_json::from_str(json).expect("the test's text is JSON"),
            broken: broken.map(|(pointer, keyword)| Broken {
                pointer: pointer.to_owned(),
                keyword: keyword.to_owned(),
            }),
        };
        let found = faults(subject, &proof.oracle(AT), &case);
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (fault, expected) in found.iter().zip(expected) {
            assert!(fault.contains(expected), "{fault} has no `{expected}`");
        }
    }

    fn subject() -> Subject {
        let found = etherspay::SUBJECTS.iter().find(|subject| subject.at == AT);
        *found.expect("the body is in the table")
    }

    const GOOD: &str = r#"{"percent_off":1,"name":"a","code":"b"}"#;
    const NO_CODE: &str = r#"{"percent_off":1,"name":"a"}"#;

    #[test]
    fn right_cases_have_no_fault() {
        check(&subject(), GOOD, None, &[]);
        check(&subject(), NO_CODE, Some(("", "required")), &[]);
    }

    #[test]
    fn a_valid_case_that_is_said_to_be_broken() {
        let expected = ["we do not name it", "the oracle does not name it"];
        check(&subject(), GOOD, Some(("/name", "minLength")), &expected);
    }

    #[test]
    fn a_broken_case_that_is_said_to_be_valid() {
        let expected = ["we refuse it", "the oracle refuses it", "does not decode"];
        check(&subject(), NO_CODE, None, &expected);
    }

    #[test]
    fn a_broken_case_with_another_keyword_or_place() {
        let expected = ["we do not name it", "the oracle does not name it"];
        check(&subject(), NO_CODE, Some(("", "anyOf")), &expected);
        check(&subject(), NO_CODE, Some(("/code", "required")), &expected);
    }

    #[test]
    fn a_type_that_loses_a_value() {
        let mut forgetful = subject();
        forgetful.recode = |_| Ok(r#"{"percent_off":1,"name":"a"}"#.to_owned());
        let expected = ["comes back as", "the oracle refuses what comes back"];
        check(&forgetful, GOOD, None, &expected);
    }
}
