//! The proof itself is proven: each way in which we can be wrong is found, told and made small.

use serde_json::Value;
use xtask::prove::{Extent, Judge, Place, SHRUNK, Verdict};
use xtask::{Effective, Error};

use crate::linked::Linked;
use crate::{apis, examined};

/// A judge with a fault.
struct Faulty {
    linked: Linked,
    spoil: fn(&Value, &mut Verdict),
}

impl Judge for Faulty {
    fn judge(&mut self, subject: usize, instances: &[&Value]) -> Result<Vec<Verdict>, Error> {
        let mut verdicts = self.linked.judge(subject, instances)?;
        let pairs = instances.iter().zip(&mut verdicts);
        pairs.for_each(|(instance, verdict)| (self.spoil)(instance, verdict));
        Ok(verdicts)
    }
}

const EXTENT: Extent = Extent {
    cases: 100,
    seed: 1,
    told: SHRUNK,
};

fn check(spoil: fn(&Value, &mut Verdict), expected: &[&str]) {
    let (effective, subjects) = etherspay();
    let linked = Linked(subjects);
    let (totals, reports) = examined(&effective, EXTENT, [Faulty { linked, spoil }]);
    assert!(totals.disagreements > 0, "{totals}");
    assert_ne!(totals.agreements, totals.instances);
    let first = reports.first().expect("a report");
    for expected in expected {
        assert!(first.contains(expected), "{first} has no `{expected}`");
    }
}

fn etherspay() -> (Effective, &'static [openapi_runtime::Subject]) {
    let mut apis = apis().into_iter();
    apis.find(|(effective, _)| effective.name() == "etherspay")
        .expect("the manifest names etherspay")
}

#[test]
fn a_keyword_that_is_not_judged() {
    let spoil = |_: &Value, verdict: &mut Verdict| {
        let forgotten = |place: &Place| place.keyword == "required";
        verdict.judged.retain(|place| !forgotten(place));
    };
    check(
        spoil,
        &[
            "we accept what the oracle refuses",
            r#"schema    {"required":"#,
            "we        valid",
        ],
    );
}

#[test]
fn a_valid_instance_that_is_refused() {
    let spoil = |instance: &Value, verdict: &mut Verdict| {
        if instance.get("code").is_some() {
            verdict.judged.push(Place {
                pointer: "/code".to_owned(),
                keyword: "type".to_owned(),
            });
        }
    };
    check(
        spoil,
        &["we refuse what the oracle accepts", "oracle    valid"],
    );
}

#[test]
fn another_place() {
    let spoil = |_: &Value, verdict: &mut Verdict| {
        let places = verdict.judged.iter_mut();
        places.for_each(|place| place.pointer.push_str("/elsewhere"));
    };
    check(spoil, &["both refuse it, but not at the same place"]);
}

#[test]
fn a_type_that_loses_a_value() {
    let spoil = |_: &Value, verdict: &mut Verdict| verdict.recoded = Some("{}".to_owned());
    check(spoil, &["another value comes back", "came back {}"]);
}

#[test]
fn a_request_that_is_not_validated() {
    let spoil = |_: &Value, verdict: &mut Verdict| {
        verdict.validated = verdict.validated.as_ref().map(|_| Vec::new());
    };
    let expected = ["as a request, we accept what the oracle refuses"];
    check(spoil, &expected);
}

#[test]
fn several_judges_tell_what_one_tells() {
    let (effective, subjects) = etherspay();
    let faulty = || Faulty {
        linked: Linked(subjects),
        spoil: |_, verdict| verdict.judged.clear(),
    };
    let (one, told) = examined(&effective, EXTENT, [faulty()]);
    let (three, told_by_three) = examined(&effective, EXTENT, [faulty(), faulty(), faulty()]);
    assert!(!told.is_empty());
    assert_eq!(told, told_by_three);
    assert_eq!(one.to_string(), three.to_string());
}
