//! Numbers as they are written, where the tree, whose numbers are `f64`s, says less: `9223372036854775807.5`, `1e400`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;
use serde_json::value::RawValue;

use super::lines::places;
use super::pointer::Pointer;
use super::text::Lines;
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
        let mut search = Search {
            nearest: nearest(text),
            way: Vec::new(),
            found: Vec::new(),
        };
        if !search.nearest.is_empty() {
            search.visit(tree);
        }
        let bounds = search.found;
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

/// Looks for the bounds that may stand for other numbers.
struct Search<'t> {
    nearest: HashSet<u64>,
    way: Vec<Cow<'t, str>>,
    found: Vec<Pointer>,
}

impl<'t> Search<'t> {
    fn visit(&mut self, node: &'t Value) {
        match node {
            Value::Object(members) => {
                for (key, member) in members {
                    self.step(Cow::Borrowed(key), member);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.step(Cow::Owned(index.to_string()), item);
                }
            }
            node => {
                if self.is_bound() && self.may_be(node) {
                    self.found.push(self.at());
                }
            }
        }
    }

    fn step(&mut self, token: Cow<'t, str>, node: &'t Value) {
        self.way.push(token);
        self.visit(node);
        self.way.pop();
    }

    fn is_bound(&self) -> bool {
        let key = self.way.last();
        key.is_some_and(|key| BOUNDS.contains(&&**key))
    }

    fn at(&self) -> Pointer {
        let tokens = self.way.iter();
        tokens.fold(Pointer::root(), |at, token| at.child(token))
    }

    /// Whether a value of the tree may stand for another number. A number that is beyond any `f64` is text in the tree.
    fn may_be(&self, value: &Value) -> bool {
        let nearest = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.parse().ok().filter(|it: &f64| it.is_infinite()),
            _ => None,
        };
        nearest.is_some_and(|nearest| self.nearest.contains(&nearest.to_bits()))
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
