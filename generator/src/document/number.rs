//! Numbers as they are written, where the tree, whose numbers are `f64`s, says less: `9223372036854775807.5`, `1e400`.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use serde_json::value::RawValue;

use super::lines::places;
use super::pointer::Pointer;
use super::text::Lines;
use super::trail::Trail;
use super::tree::Syntax;

/// With fewer digits an `f64` has the shortest text that reads back as it.
const DIGITS: usize = 16;

/// The keywords whose numbers bound others.
const BOUNDS: [&str; 5] = [
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "multipleOf",
];

/// The bounds of a file that its tree may not hold, as they are written.
#[derive(Debug)]
pub(super) struct Written(HashMap<Pointer, String>);

impl Written {
    /// Of a text and its tree.
    pub(super) fn of(text: &str, syntax: Syntax, tree: &Value) -> Self {
        let bounds = inexact(text, tree);
        if bounds.is_empty() {
            return Self(HashMap::new());
        }
        let lines = Lines::of(text);
        let places = places(text, syntax, &bounds.iter().collect::<Vec<_>>());
        let numbers = bounds.into_iter().zip(places).filter_map(|(at, place)| {
            let number = member(lines.from(place)?, &at.last()?)?.to_owned();
            Some((at, number))
        });
        Self(numbers.collect())
    }

    /// The number that is written at a node, where the tree may have another.
    pub(super) fn get(&self, at: &Pointer) -> Option<&str> {
        self.0.get(at).map(String::as_str)
    }
}

/// The bounds that may stand for other numbers. The tree is looked at first: few documents have such a bound, and a text is
/// long.
fn inexact(text: &str, tree: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    floats(tree, &Trail::Start(&Pointer::root()), &mut found);
    if found.is_empty() {
        return Vec::new();
    }
    let nearest = nearest(text);
    let inexact = found
        .into_iter()
        .filter(|(_, value)| nearest.contains(&value.to_bits()));
    inexact.map(|(at, _)| at).collect()
}

/// The numbers of a text that an `f64` may not hold: the bits of the nearest one.
fn nearest(text: &str) -> HashSet<u64> {
    let is_part = |it: &u8| it.is_ascii_digit() || matches!(it, b'+' | b'-' | b'.' | b'e' | b'E');
    let parts = text.as_bytes().split(|it| !is_part(it));
    let numbers = parts.filter(|it| is_long(it));
    let numbers = numbers.filter_map(|it| std::str::from_utf8(it).ok()?.parse::<f64>().ok());
    numbers.map(f64::to_bits).collect()
}

fn is_long(number: &[u8]) -> bool {
    let digits = number.iter().filter(|it| it.is_ascii_digit()).count();
    digits >= DIGITS || digits > 0 && number.iter().any(|it| matches!(it, b'e' | b'E'))
}

/// The bounds that a tree has as an `f64`.
fn floats(node: &Value, at: &Trail<'_>, found: &mut Vec<(Pointer, f64)>) {
    match (node, at) {
        (Value::Object(members), _) => {
            for (key, member) in members {
                floats(member, &Trail::Key(at, key), found);
            }
        }
        (Value::Array(items), _) => {
            for (index, item) in items.iter().enumerate() {
                floats(item, &Trail::Index(at, index), found);
            }
        }
        (node, Trail::Key(_, key)) if BOUNDS.contains(key) => {
            found.extend(float(node).map(|value| (at.pointer(), value)));
        }
        _ => {}
    }
}

/// The number of a value that may stand for another: integers of 64 bits are what they are, and one that is beyond any `f64`
/// is text in the tree.
fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64().filter(|_| number.is_f64()),
        Value::String(text) => text.parse().ok().filter(|it: &f64| it.is_infinite()),
        _ => None,
    }
}

/// The number at the begin of a text that starts with its key.
fn member<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let is_end = |it: char| it.is_whitespace() || matches!(it, ',' | '}' | ']');
    let number = behind_key(text, key)?.split(is_end).next()?;
    is_number(number).then_some(number)
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
        let written = Written::of(text, tree.syntax, &tree.value);
        assert_eq!(written.get(&at), expected, "{text}");
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

    #[test]
    fn many_numbers_on_one_line_are_found_in_one_pass() {
        let many: Vec<String> = (0..20_000)
            .map(|index| format!("{{\"é\": {index}, \"maximum\": {index}e400}}"))
            .collect();
        let text = format!("[{}]", many.join(","));
        let tree = parse(&text).expect("the text is read");
        let written = Written::of(&text, tree.syntax, &tree.value);
        for index in [0, 1, 9_999, 19_999] {
            let at = Pointer::root().child(&index.to_string()).child("maximum");
            let expected = format!("{index}e400");
            assert_eq!(written.get(&at), Some(expected.as_str()));
        }
    }
}
