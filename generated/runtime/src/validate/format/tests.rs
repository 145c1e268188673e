//! Each format on texts that have it and texts that have not; the same texts go to the independent judge in `tests/`.

use super::is_valid;
use crate::shape::Format;

fn check(format: Format, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(is_valid(format, text), "{format:?} {text:?} is refused");
    }
    for text in bad {
        assert!(!is_valid(format, text), "{format:?} {text:?} is accepted");
    }
}

#[test]
fn base64() {
    check(
        Format::Byte,
        &["", "YQ==", "YWJj", "+/+/"],
        &["YQ", "YQ=", "Y", "-_-_", "YQ==\n"],
    );
}

#[test]
fn a_password_is_any_text() {
    check(Format::Password, &["", "\u{0}"], &[]);
}
