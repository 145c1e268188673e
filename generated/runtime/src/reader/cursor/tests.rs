//! Which texts are JSON, beside serde_json's judgement.

use super::Cursor;

/// Whether the whole text is one JSON value.
fn is_json(text: &[u8]) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.skip(128).and_then(|()| cursor.end()).is_ok()
}

fn check(text: &[u8]) {
    let expected = serde_json::from_slice::<serde_json::Value>(text)
        .map(drop)
        .map_err(|error| error.to_string());
    // A number is one however large it is.
    let is_large = |error: &String| error.starts_with("number out of range");
    assert_eq!(
        is_json(text),
        expected.is_ok() || expected.as_ref().is_err_and(is_large),
        "{}: {expected:?}",
        text.escape_ascii()
    );
}

/// Every text of so many of these pieces.
fn check_all(pieces: &[&str], length: u32) {
    for number in 0..pieces.len().pow(length) {
        let mut rest = number;
        let mut text = String::new();
        for _ in 0..length {
            text.push_str(pieces[rest % pieces.len()]);
            rest /= pieces.len();
        }
        check(text.as_bytes());
    }
}

#[test]
fn structure() {
    for length in 0..=6 {
        check_all(&["{", "}", "[", "]", ",", ":", "\"a\"", " "], length);
    }
}

#[test]
fn numbers() {
    for length in 0..=6 {
        check_all(&["-", "+", "0", "1", ".", "e", "E"], length);
    }
}

#[test]
fn strings() {
    let pieces = [
        "\"", "\\", "n", "x", "\u{1f}", "é", "\\ud83d", "\\ude00", "\\u0", "009",
    ];
    for length in 0..=4 {
        check_all(&pieces, length);
    }
    for [one, two] in pieces.iter().flat_map(|one| pieces.map(|two| [*one, two])) {
        for three in pieces {
            check(format!("\"{one}{two}{three}\"").as_bytes());
        }
    }
}

#[test]
fn words_and_white_space() {
    for length in 0..=4 {
        check_all(
            &["null", "true", "false", "nul", "\u{a0}", "\t", "\r\n", ","],
            length,
        );
    }
}

#[test]
fn bytes_that_are_not_utf8() {
    for text in [
        &b"\"\xff\""[..],
        b"\xff",
        b"1\xff",
        b"1 \xff",
        b"[1,\xc3]",
        b"{\"\xed\xa0\x80\":1}",
        b"\"\xf0\x9f\x98\x80\"",
    ] {
        check(text);
    }
}

#[test]
fn short_integers_are_those_that_an_i64_surely_holds() {
    for (text, value) in [
        ("0", Some(0)),
        ("7,", Some(7)),
        ("-12 ", Some(-12)),
        ("999999999999999999", Some(999_999_999_999_999_999)),
        ("9999999999999999999", None),
        ("-0", None),
        ("00", None),
        ("1.0", None),
        ("1e2", None),
        ("-", None),
        ("x", None),
    ] {
        let mut cursor = Cursor::new(text.as_bytes());
        assert_eq!(cursor.short_integer(), value, "{text}");
        assert_eq!(cursor.at() > 0, value.is_some(), "{text}");
    }
}

#[test]
fn a_byte_order_mark_is_passed_once_and_only_at_the_beginning() {
    assert!(is_json(b"\xef\xbb\xbf{}"));
    assert!(!is_json(b"\xef\xbb\xbf\xef\xbb\xbf{}"));
    assert!(!is_json(b"{}\xef\xbb\xbf"));
    assert!(!is_json(b"\xef\xbb\xbf"));
}
