//! What decoding accepts, refuses and lets in, and what judging says about it.

mod judging;
mod unions;

use crate::fill::Fill;
use crate::samples::{Coupon, Limits, Node, Page};
use crate::visit::Visit;
use crate::{Json, JsonObject, Map, OrEmpty, Reader, Unmatched, decode, to_json};

/// What the text decodes to, written again; or the error.
fn recode<T: Fill + Visit>(text: &str) -> String {
    decode::<T>(text.as_bytes()).map_or_else(|error| error.to_string(), |value| to_json(&value))
}

fn check<T: Fill + Visit>(text: &str, expected: &str) {
    assert_eq!(recode::<T>(text), expected, "{text}");
}

const COUPON: &str = r#"{"object":"coupon","id":"a","percent_off":25,"limits":{}}"#;

#[test]
fn an_object_in_any_order_comes_back_in_the_order_of_its_shape() {
    check::<Coupon>(COUPON, COUPON);
    check::<Coupon>(
        r#" { "limits":{"strict" : true}, "note":null, "id":"\u0061", "percent_off":2.5e1 ,"object":"coupon" } "#,
        r#"{"object":"coupon","id":"a","percent_off":25,"note":null,"limits":{"strict":true}}"#,
    );
}

#[test]
fn null_where_a_member_must_stand_is_written_again_and_elsewhere_reads_as_absent() {
    check::<Coupon>(
        r#"{"id":"a","percent_off":null,"name":null,"note":null,"limits":{}}"#,
        r#"{"object":"coupon","id":"a","percent_off":null,"note":null,"limits":{}}"#,
    );
}

#[test]
fn unknown_members_are_passed_over_or_kept() {
    check::<Coupon>(
        r#"{"new":{"deep":[1,{}]},"id":"a","percent_off":25,"limits":{"x":[1.50],"amounts":{},"y~/":{"z":null}}}"#,
        r#"{"object":"coupon","id":"a","percent_off":25,"limits":{"amounts":{},"x":[1.5],"y~/":{"z":null}}}"#,
    );
}

#[test]
fn of_two_members_with_one_name_the_last_counts_alone() {
    check::<Coupon>(
        r#"{"id":"a","id":"b","percent_off":1,"name":"n","name":null,
            "limits":{"amounts":{"k":[1]},"x":1},"limits":{"strict":true,"y":2}}"#,
        r#"{"object":"coupon","id":"b","percent_off":1,"limits":{"strict":true,"y":2}}"#,
    );
    check::<Node<Coupon>>(
        r#"{"x":{"id":"a","percent_off":1,"name":"n","note":"n","limits":{"x":1}},
            "x":{"id":"b","percent_off":1,"limits":{}},"child":{"x":1},"child":null}"#,
        r#"{"x":{"object":"coupon","id":"b","percent_off":1,"limits":{}}}"#,
    );
    check::<Map<Vec<i64>>>(r#"{"a":[1,2],"b":[],"a":[3]}"#, r#"{"a":[3],"b":[]}"#);
    check::<JsonObject>(r#"{"a":{"x":1},"a":{"y":2}}"#, r#"{"a":{"y":2}}"#);
}

#[test]
fn a_constant_of_another_value_is_let_in() {
    check::<Coupon>(&COUPON.replace("\"coupon\"", "{\"a\":1}"), COUPON);
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    check::<Coupon>(
        r#"{"id":7,"percent_off":25,"limits":{}}"#,
        "`/id`: expected a string, found a number (line 1, column 7)",
    );
    check::<Coupon>(
        "{\"id\":\"a\",\n \"limits\":{}}",
        "`percent_off` is required and missing (line 1, column 1)",
    );
    check::<Coupon>(
        r#"{"id":"a","percent_off":1,"limits":{"amounts":{"a~/\u0062":[1,null]}}}"#,
        "`/limits/amounts/a~0~1b/1`: expected an integer, found null (line 1, column 63)",
    );
    check::<Coupon>(
        r#"{"id":"a","percent_off":1,"limits":[]}"#,
        "`/limits`: expected an object, found an array (line 1, column 36)",
    );
    check::<Page<bool>>(
        r#"{"data":[true],"next":{"data":[true,"false"]}}"#,
        "`/next/data/1`: expected true or false, found a string (line 1, column 37)",
    );
    check::<Page<bool>>(
        r#"{"data":[],"next":{}}"#,
        "`/next`: `data` is required and missing (line 1, column 19)",
    );
}

#[test]
fn text_that_is_not_json_is_refused_with_its_place() {
    for (text, expected) in [
        (
            "",
            "the text is not JSON: it ends where it takes a value (line 1, column 1)",
        ),
        (
            "{} x",
            "the text is not JSON: expected the end (line 1, column 4)",
        ),
        (
            "nul",
            "the text is not JSON: expected `null`, `true` or `false` (line 1, column 1)",
        ),
        (
            "{\"a\" 1}",
            "the text is not JSON: expected `:` (line 1, column 6)",
        ),
        (
            "{\"a\":1,}",
            "the text is not JSON: expected a key in quotes (line 1, column 8)",
        ),
        (
            "NaN",
            "the text is not JSON: expected a value (line 1, column 1)",
        ),
        (
            "{\"a\":<html>",
            "`/a`: the text is not JSON: expected a value (line 1, column 6)",
        ),
        (
            "{\"a\":\"\\ud800\"}",
            "`/a`: the text is not JSON: expected an escape of a character, or of both halves of one (line 1, column 8)",
        ),
        (
            "{\"a\":[1,]}",
            "`/a`: the text is not JSON: expected a value (line 1, column 9)",
        ),
        (
            "[1",
            "expected an object, found an array (line 1, column 1)",
        ),
    ] {
        check::<JsonObject>(text, expected);
    }
    let cut = COUPON.len();
    for end in 0..cut {
        let error = decode::<Coupon>(&COUPON.as_bytes()[..end])
            .map(|_| ())
            .map_err(|error| error.keyword());
        assert_eq!(error, Err("json"), "cut at {end}");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_refused_wherever_they_stand() {
    for text in [
        &b"{\"x\":\"\xff\"}"[..],
        b"{\"\xff\":1}",
        b"{\"amounts\":{\"\xff\":[]}}",
    ] {
        assert_eq!(
            decode::<Limits>(text)
                .map(|_| ())
                .map_err(|error| error.keyword()),
            Err("json")
        );
        assert_eq!(
            decode::<Page<bool>>(text)
                .map(|_| ())
                .map_err(|error| error.keyword()),
            Err("json")
        );
    }
}

#[test]
fn escapes_are_read_and_written() {
    check::<String>(
        r#""\ud83d\ude00 \u00e9 \/ \b\f\n\r\t\"\\ \u0000""#,
        "\"😀 é / \\b\\f\\n\\r\\t\\\"\\\\ \\u0000\"",
    );
    assert_eq!(
        decode::<String>(br#""\ude00""#).map_err(|error| error.keyword()),
        Err("json")
    );
}

#[test]
fn integers_are_read_in_every_notation_and_bounded() {
    check::<Vec<i64>>(
        "[1.0,1e2,-0,9223372036854775807,-9223372036854775808]",
        "[1,100,0,9223372036854775807,-9223372036854775808]",
    );
    check::<Vec<i64>>(
        "[1.5]",
        "`/0`: expected an integer, found a number with a fraction (line 1, column 5)",
    );
    check::<i64>(
        "9223372036854775808",
        "expected an integer of 64 bits, found a larger one (line 1, column 20)",
    );
    check::<i32>("2147483647", "2147483647");
    check::<i32>(
        "2147483648",
        "expected an integer of 32 bits, found a larger one (line 1, column 11)",
    );
    check::<i64>(
        "01",
        "the text is not JSON: expected a number without zeros before it (line 1, column 2)",
    );
    check::<i64>(
        "-",
        "the text is not JSON: it ends where it takes a digit (line 1, column 2)",
    );
}

#[test]
fn numbers_keep_their_value() {
    check::<Vec<f64>>(
        "[25,25.5,1e300,-0.0,123456789012345678901234567890]",
        "[25,25.5,1e300,-0,1.2345678901234568e29]",
    );
    check::<Vec<f32>>("[0.1,16777216]", "[0.1,16777216]");
    check::<f64>(
        "1e400",
        "expected a number of 64 bits, found a larger one (line 1, column 6)",
    );
    check::<f32>(
        "1e39",
        "expected a number of 32 bits, found a larger one (line 1, column 5)",
    );
    check::<Json>(
        "[18446744073709551615,1.50,-3]",
        "[18446744073709551615,1.5,-3]",
    );
    assert_eq!(to_json(&f64::NAN), "null");
    assert_eq!(to_json(&f64::INFINITY), "null");
}

#[test]
fn the_empty_string_unsets() {
    check::<OrEmpty<Map<String>>>(r#""""#, r#""""#);
    check::<OrEmpty<Map<String>>>(r#"{"a":""}"#, r#"{"a":""}"#);
    check::<OrEmpty<i64>>(
        r#""x""#,
        "expected an integer, found a string (line 1, column 1)",
    );
    check::<OrEmpty<i64>>(
        r#"""#,
        "expected an integer, found a string (line 1, column 1)",
    );
}

#[test]
fn nesting_ends_at_128_levels() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    check::<Json>(&nested(128), &nested(128));
    let error = decode::<Json>(nested(129).as_bytes())
        .map(|_| ())
        .map_err(|error| error.message().to_owned());
    assert_eq!(
        error,
        Err("arrays and objects nest deeper than 128".to_owned())
    );
    let pages = |depth: usize| {
        format!(
            "{}null{}",
            r#"{"data":[],"next":"#.repeat(depth),
            "}".repeat(depth)
        )
    };
    assert!(decode::<Page<bool>>(pages(127).as_bytes()).is_ok());
    assert!(decode::<Page<bool>>(pages(128).as_bytes()).is_err());
    let passed_over = format!(r#"{{"data":[],"other":{}}}"#, nested(300));
    assert!(decode::<Page<bool>>(passed_over.as_bytes()).is_err());
}

#[test]
fn a_reader_by_hand() {
    let mut reader = Reader::new(br#" null {"a":[1]} "t" "#);
    assert!(reader.null());
    assert_eq!(reader.skip(), Ok(()));
    assert!(!reader.null());
    assert_eq!(reader.raw(), Ok(&br#"{"a":[1]}"#[..]));
    assert_eq!(reader.text().as_deref(), Ok("t"));
    assert_eq!(reader.end(), Ok(()));
    assert!(!reader.null());
    assert!(reader.value::<Unmatched>().is_err());
}
