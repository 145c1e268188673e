//! Numbers as they are written, where the tree, whose numbers are `f64`s, says less: `9223372036854775807.5`, `1e400`.

use std::collections::HashSet;

use serde_json::Value;
use serde_json::value::RawValue;

use super::lines::{Place, places};
use super::pointer::Pointer;
use super::tree::Syntax;

/// With fewer digits an `f64` has the shortest text that reads back as it.
const DIGITS: usize = 16;

/// The numbers of a text that an `f64` may not hold: the bits of the nearest one.
#[derive(Debug)]
pub(super) struct Inexact(HashSet<u64>);

impl Inexact {
    pub(super) fn of(text: &str) -> Self {
        let is_part = |it: char| it.is_ascii_digit() || matches!(it, '+' | '-' | '.' | 'e' | 'E');
        let numbers = text.split(|it| !is_part(it)).filter(|it| is_long(it));
        let nearest = numbers.filter_map(|it| it.parse::<f64>().ok());
        Self(nearest.map(f64::to_bits).collect())
    }

    /// Whether a value of the tree may stand for another number. A number that is beyond any `f64` is text in the tree.
    fn may_be(&self, value: &Value) -> bool {
        let nearest = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.parse().ok().filter(|it: &f64| it.is_infinite()),
            _ => None,
        };
        nearest.is_some_and(|nearest| self.0.contains(&nearest.to_bits()))
    }
}

fn is_long(number: &str) -> bool {
    number.bytes().filter(u8::is_ascii_digit).count() >= DIGITS || number.contains(['e', 'E'])
}

/// The text of the number at a member of a text, where the value that the tree has of it may be another.
pub(super) fn written<'t>(
    (text, syntax): (&'t str, Syntax),
    inexact: &Inexact,
    (at, value): (&Pointer, &Value),
) -> Option<&'t str> {
    if !inexact.may_be(value) {
        return None;
    }
    let place = places(text, syntax, &[at]).into_iter().next()?;
    let rest = behind_key(from(text, place)?, at.last()?)?;
    let is_end = |it: char| it.is_whitespace() || matches!(it, ',' | '}' | ']');
    let number = rest.split(is_end).next()?;
    is_number(number).then_some(number)
}

/// The text from a line and column on.
fn from(text: &str, (line, column): Place) -> Option<&str> {
    let line = text.split_inclusive('\n').nth(line.checked_sub(1)?)?;
    let (offset, _) = line.char_indices().nth(column.checked_sub(1)?)?;
    line.get(offset..)
}

/// What stands behind a key and its colon.
fn behind_key(text: &str, key: impl AsRef<str>) -> Option<&str> {
    let unquoted = text.trim_start_matches(['"', '\'']);
    let behind = unquoted.strip_prefix(key.as_ref())?;
    let behind = behind.trim_start_matches(['"', '\'']).trim_start();
    Some(behind.strip_prefix(':')?.trim_start())
}

/// Whether a text is a number of JSON.
fn is_number(text: &str) -> bool {
    text.starts_with(|it: char| it == '-' || it.is_ascii_digit())
        && serde_json::from_str::<&RawValue>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::parse;

    fn check(text: &str, expected: Option<&str>) {
        let tree = parse(text).expect("the text is read");
        let at = Pointer::root().child("a").child("maximum");
        let value = at.find(&tree.value).expect("the member is there");
        let inexact = Inexact::of(text);
        let found = written((text, tree.syntax), &inexact, (&at, value));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_number_that_no_f64_holds_is_read_as_it_is_written() {
        for number in [
            "9223372036854775807.5",
            "-1234567890123456789012345678901234567890",
            "0.10000000000000000001",
            "1e400",
        ] {
            check(
                &format!("{{\"a\": {{\"maximum\" : {number}}}}}"),
                Some(number),
            );
            check(
                &format!("a: {{x: 1, maximum: {number}, y: 2}}\n"),
                Some(number),
            );
            check(
                &format!("a:\n  'maximum':  {number} # so many\n"),
                Some(number),
            );
        }
    }

    #[test]
    fn what_an_f64_holds_and_what_is_no_number_is_not() {
        check("a: {maximum: 0.1}\n", None);
        check("a: {maximum: '1e400'}\n", None);
        check("a: {maximum: 0.5, x: 0.10000000000000000001}\n", None);
        check("a: {x: &x 1e400, maximum: *x}\n", None);
    }
}
