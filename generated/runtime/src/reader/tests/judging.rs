//! What judging says about what decoding lets in or refuses.

use super::COUPON;
use crate::fill::Fill;
use crate::samples::{Coupon, Limits, Page, Source, Tree};
use crate::shape::Check;
use crate::validate::{self, Terms, Violation};
use crate::visit::Visit;
use crate::{Nullable, Reader};

/// Judges text as a response's.
fn judge_as<T: Fill + Visit>(text: &[u8], checks: &'static [Check]) -> Vec<Violation> {
    validate::judge_as::<T>(text, checks, Terms::RESPONSE)
}

/// Judging gives exactly these violations, each as pointer and keyword.
fn check<T: Fill + Visit>(text: &str, expected: &[&str]) {
    let violations = judge_as::<T>(text.as_bytes(), &[]);
    let found: Vec<_> = violations
        .iter()
        .map(|found| format!("{} {}", found.pointer, found.keyword))
        .collect();
    assert_eq!(found, expected, "{text}: {violations:?}");
}

#[test]
fn what_fits_has_no_violation() {
    check::<Coupon>(COUPON, &[]);
    check::<Page<Source>>(
        r#"{"data":[1,{"gt":1},{"object":"card","last4":"1"}],"more":1}"#,
        &[],
    );
    check::<Vec<Nullable<i64>>>("[1.0,null]", &[]);
}

#[test]
fn each_leniency_is_a_violation() {
    check::<Coupon>(&COUPON.replace("\"coupon\"", "\"card\""), &["/object enum"]);
    check::<Coupon>(
        &COUPON.replace("\"object\":\"coupon\",", ""),
        &[" required"],
    );
    check::<Coupon>(
        &COUPON.replace("\"id\"", "\"new\":1,\"id\""),
        &[" additionalProperties"],
    );
    check::<Coupon>(
        &COUPON.replace("\"id\"", "\"name\":null,\"id\""),
        &["/name type"],
    );
    check::<Coupon>(&COUPON.replace("\"id\"", "\"note\":null,\"id\""), &[]);
}

#[test]
fn what_does_not_fit_is_recorded_and_reading_goes_on() {
    check::<Coupon>(
        r#"{"object":"x","id":null,"limits":{"amounts":{"a":[1,[2],3.5,4],"b":5},"strict":0},"name":{"a":1}}"#,
        &[
            "/object enum",
            "/id type",
            "/limits/amounts/a/1 type",
            "/limits/amounts/a/2 type",
            "/limits/amounts/b type",
            "/limits/strict type",
            "/name type",
            " required",
        ],
    );
    check::<Limits>("[]", &[" type"]);
    check::<Page<i64>>(
        r#"{"data":[1],"next":{"next":{"data":["a~/"]}}}"#,
        &["/next/next/data/0 type", "/next required"],
    );
}

#[test]
fn text_that_is_not_json_is_one_violation() {
    check::<Limits>(r#"{"strict":tru"#, &["/strict json"]);
    check::<Limits>("{} {}", &[" json"]);
}

#[test]
fn a_union_is_judged_by_its_branches() {
    check::<Source>("7", &[]);
    check::<Source>("true", &[" anyOf"]);
    check::<Page<Source>>(r#"{"data":[1,7.5]}"#, &["/data/1 anyOf"]);
    check::<Page<Source>>(
        r#"{"data":[{"object":"card"}]}"#,
        &["/data/0 anyOf", "/data/0 required"],
    );
    check::<Page<Source>>(
        r#"{"data":[[1,[true]]]}"#,
        &["/data/0 anyOf", "/data/0/1 anyOf", "/data/0/1/0 anyOf"],
    );
    check::<Source>(r#"{"gt":"x","lt":1}"#, &[" anyOf", " additionalProperties"]);
    check::<Source>(r#"{"last4":"1"}"#, &[" anyOf", " required"]);
}

#[test]
fn one_of_takes_exactly_one_branch() {
    check::<Tree>(r#"{"x":1.5}"#, &[]);
    check::<Tree>(r#"{"x":"a","child":{"x":0.5}}"#, &[]);
    check::<Tree>(r#"{"x":1}"#, &[" oneOf"]);
    check::<Tree>(r#"{"x":"a","child":{"x":1}}"#, &["/child oneOf"]);
    check::<Tree>(r#"{"x":true}"#, &["/x type"]);
    check::<Tree>("7", &[" oneOf"]);
}

#[test]
fn what_is_recorded_tells_whether_all_was_decoded() {
    for (text, complete) in [
        (
            "{\"object\":\"x\",\"id\":\"a\",\"percent_off\":1,\"limits\":{}}",
            true,
        ),
        ("{}", false),
    ] {
        let mut reader = Reader::judging(text.as_bytes(), Terms::RESPONSE);
        assert!(reader.value::<Coupon>().is_ok());
        let findings = reader.findings();
        assert_eq!(findings.complete, complete, "{text}");
        assert!(!findings.violations.is_empty());
    }
}

#[test]
fn the_record_is_bounded() {
    let text = format!("[{}0]", "null,".repeat(10_000));
    assert_eq!(judge_as::<Vec<bool>>(text.as_bytes(), &[]).len(), 100);
}

#[test]
fn deep_unions_are_judged_in_time_and_within_the_stack() {
    let text = "[".repeat(120) + "true" + &"]".repeat(120);
    assert!(!judge_as::<Source>(text.as_bytes(), &[]).is_empty());
}
