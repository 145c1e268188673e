//! Text to a value tree: JSON by `serde_json`, else YAML.

use serde::de::DeserializeSeed as _;
use serde_json::Value;

use super::depth::TOO_DEEP;
use super::node::{Node, Reader};
use super::pointer::Pointer;
use super::text::{Fault, from_byte_column};
use super::yaml;
use crate::problem::Problems;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

/// A file as a tree, and what is wrong with it that did not keep it from being read.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) value: Value,
    pub(super) syntax: Syntax,
    pub(super) problems: Problems,
    /// Members whose key is given more than once.
    pub(super) repeats: Vec<Pointer>,
    /// Why a text that looks like JSON is none, where it was read as YAML.
    pub(super) no_json: Option<Fault>,
}

/// Reads JSON or YAML. A text that begins like JSON and is not is tried as YAML, whose flow style looks alike.
pub(super) fn parse(text: &str) -> Result<Tree, Fault> {
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::parse(text);
    }
    match parse_json(text) {
        Ok(tree) => Ok(tree),
        Err(fault) if fault.message == TOO_DEEP => Err(fault),
        Err(fault) => match yaml::parse(text) {
            Ok(tree) => Ok(Tree {
                no_json: Some(fault),
                ..tree
            }),
            Err(_) => Err(fault),
        },
    }
}

fn parse_json(text: &str) -> Result<Tree, Fault> {
    let reader = Reader::new(Syntax::Json, text);
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Node(&reader)
        .deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value));
    match value {
        Ok(value) => Ok(reader.into_tree(value)),
        Err(error) => {
            let place = from_byte_column(text, error.line(), error.column());
            let message = without_place(&error.to_string(), error.line(), error.column());
            Err(Fault::at(place, json_message(&message, error.is_eof())))
        }
    }
}

fn json_message(message: &str, is_cut_off: bool) -> String {
    if is_depth(message) {
        TOO_DEEP.into()
    } else if is_cut_off {
        format!("invalid JSON: the text is cut off ({message})")
    } else {
        format!("invalid JSON: {message}")
    }
}

/// Whether a library says that its own limit of 128 levels is passed.
pub(super) fn is_depth(message: &str) -> bool {
    message.contains("recursion limit exceeded")
}

/// The library's message without the place, which the problem shows itself.
pub(super) fn without_place(message: &str, line: usize, column: usize) -> String {
    message.replacen(&format!(" at line {line} column {column}"), "", 1)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use serde_json::json;

    use super::*;

    fn check(text: &str, expected: Value) {
        let tree = parse(text).expect("the text is read");
        assert_eq!(tree.value, expected);
        assert_eq!(tree.problems.len(), 0, "{:?}", tree.problems);
    }

    fn fault(text: &str) -> String {
        parse(text)
            .map(|tree| tree.value)
            .expect_err("the text is refused")
            .message
    }

    #[test]
    fn reads_words_as_text() {
        check(
            "a: [yes, no, on, off, y, n, Yes, 'true']\nb: [true, False, TRUE, null, NULL, ~, ]\nc:\n",
            json!({
                "a": ["yes", "no", "on", "off", "y", "n", "Yes", "true"],
                "b": [true, false, true, null, null, null],
                "c": null,
            }),
        );
    }

    #[test]
    fn reads_what_looks_like_an_octal_as_text() {
        check(
            "a: [007, -007, 0o17, 0o08, 0x1F, -0x1F, 0b11]\n",
            json!({ "a": ["007", "-007", 15, "0o08", 31, -31, 3] }),
        );
    }

    #[test]
    fn reads_what_looks_like_a_date_or_a_time_as_text() {
        check(
            "a: [2020-01-01, 2020-01-01T00:00:00Z, 12:30, 190:20:30]\n",
            json!({ "a": ["2020-01-01", "2020-01-01T00:00:00Z", "12:30", "190:20:30"] }),
        );
    }

    #[test]
    fn reads_numbers() {
        check(
            "a: [+1, .5, 5., -0.5, 1e3, 12e03, 1_000, 1.2.3, 0x, .]\n",
            json!({ "a": [1, 0.5, 5.0, -0.5, 1000.0, 12000.0, "1_000", "1.2.3", "0x", "."] }),
        );
        check(
            "a: [.inf, -.INF, +.inf, .nan, 1e400, -1e400]\n",
            json!({ "a": [".inf", "-.inf", ".inf", ".nan", "1e400", "-1e400"] }),
        );
    }

    #[test]
    fn numbers_are_the_same_in_json_and_yaml() {
        for number in [
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "-170141183460469231731687303715884105728",
            "123456789012345678901234567890123456789012",
            "0.30000000000000004",
            "1.7976931348623157e308",
            "5e-324",
            "1.0",
            "1e2",
        ] {
            let (json, yaml) = (format!("{{\"a\": {number}}}"), format!("a: {number}\n"));
            let read = |text: &str| parse(text).expect("the text is read");
            let (json, yaml) = (read(&json), read(&yaml));
            assert_eq!((json.syntax, yaml.syntax), (Syntax::Json, Syntax::Yaml));
            assert_eq!(json.value.to_string(), yaml.value.to_string());
        }
        let beyond = parse("{\"a\": 1e400}").expect("the text is read");
        assert_eq!(beyond.value, json!({ "a": "1e400" }));
        assert!(beyond.no_json.is_some());
    }

    #[test]
    fn keeps_the_text_of_keys() {
        check(
            "200: a\n1.0: b\ntrue: c\nnull: d\n0x10: e\n~: f\non: g\n007: h\n'': i\n? j\n: k\n",
            json!({
                "200": "a", "1.0": "b", "true": "c", "null": "d", "0x10": "e", "~": "f", "on": "g",
                "007": "h", "": "i", "j": "k",
            }),
        );
    }

    #[test]
    fn a_key_may_be_an_alias() {
        check("a: &x y\n*x : z\n", json!({ "a": "y", "y": "z" }));
    }

    #[test]
    fn keeps_the_order_of_keys() {
        let tree = parse("b: 1\na: 2\n200: 3\n").expect("the text is read");
        assert_eq!(tree.value.to_string(), r#"{"b":1,"a":2,"200":3}"#);
    }

    #[test]
    fn merges_merge_keys() {
        check(
            "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {x: 9, <<: [*a, *b], z: 9}\nd: {<<: *a, <<: *b}\n",
            json!({
                "a": { "x": 1, "y": 1 }, "b": { "y": 2, "z": 2 },
                "c": { "x": 9, "y": 1, "z": 9 }, "d": { "x": 1, "y": 1, "z": 2 },
            }),
        );
        check(r#"{"<<": {"a": 1}}"#, json!({ "<<": { "a": 1 } }));
    }

    #[test]
    fn expands_aliases() {
        check(
            "a: &x [1]\nb: *x\nc: [*x, *x]\n",
            json!({ "a": [1], "b": [1], "c": [[1], [1]] }),
        );
    }

    #[test]
    fn reads_the_tags_of_yaml_and_drops_others() {
        check(
            "a: !!str 1\nb: !!int '7'\nc: !!binary aGk=\nd: !!timestamp 2020-01-01\ne: !!set {f, g}\nh: !!str null\n",
            json!({
                "a": "1", "b": 7, "c": "aGk=", "d": "2020-01-01", "e": { "f": null, "g": null }, "h": "null",
            }),
        );
        check(
            "a: !Ref y\nb: !Own [1]\nc: !Own {d: 1}\ne: !Own\n",
            json!({ "a": "y", "b": [1], "c": { "d": 1 }, "e": null }),
        );
    }

    #[test]
    fn reads_either_break_of_lines_and_tabs_between_words() {
        check("a: b\r\nc:\r\n  - d\r\n", json!({ "a": "b", "c": ["d"] }));
        check("a:\tb\nc: [\t1]\n", json!({ "a": "b", "c": [1] }));
        check("{\r\n\t\"a\": 1\r\n}", json!({ "a": 1 }));
    }

    #[test]
    fn tells_which_keys_repeat() {
        let repeats = |text: &str| parse(text).expect("the text is read").repeats;
        let at = |tokens: &[&str]| {
            let tokens = tokens.iter();
            tokens.fold(Pointer::root(), |at, token| at.child(token))
        };
        assert_eq!(repeats("a: {b: 1, c: 2, b: 3}\n"), [at(&["a", "b"])]);
        assert_eq!(
            repeats("{\"a\": [{\"b\": 1, \"b\": 2}]}"),
            [at(&["a", "0", "b"])]
        );
        assert_eq!(repeats("200: 1\n'200': 2\n"), [at(&["200"])]);
        assert_eq!(
            repeats("a: &a {b: 1}\nc: {b: 2, <<: *a}\nd: {<<: *a, b: 2}\n"),
            []
        );
    }

    #[test]
    fn says_what_is_no_yaml() {
        for (text, place, message) in [
            (
                "a:\n\tb: 1\n",
                (2, 1),
                "a tab indents the line; spaces are accepted",
            ),
            ("-\ta\n", (1, 2), "a tab stands where a space has to"),
            (
                "a: `x`\n",
                (1, 4),
                "'`' cannot begin a text that is not in quotes",
            ),
            (
                "a: @x\n",
                (1, 4),
                "'@' cannot begin a text that is not in quotes",
            ),
            (
                "a: é\nb: \u{7}\n",
                (2, 4),
                "the character U+0007 is not accepted; its escape in double quotes is",
            ),
            (
                "a: b: c\n",
                (1, 5),
                "mapping values are not allowed in this context",
            ),
        ] {
            let fault = parse(text).expect_err("the text is refused");
            assert_eq!((fault.line, fault.column), place, "{text:?}");
            assert_eq!(fault.message, format!("invalid YAML: {message}"));
        }
    }

    #[test]
    fn reads_one_document_between_its_marks() {
        check("%YAML 1.2\n---\na: 1\n...\n", json!({ "a": 1 }));
        check("a: 1\n---\n", json!({ "a": 1 }));
        check("# nothing\n", Value::Null);
    }

    #[test]
    fn reads_flow_style_that_is_not_json() {
        let tree = parse("{a: 1,}").expect("the text is read");
        assert_eq!(tree.value, json!({ "a": 1 }));
        assert_eq!(tree.no_json.map(|it| (it.line, it.column)), Some((1, 2)));
    }

    #[test]
    fn stops_at_128_levels() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        for text in [
            nested(128),
            format!("a: {}", nested(129)),
            nested(1_000_000),
            format!("a: {}", nested(9_000)),
            format!("a: {}", nested(1_000_000)),
            format!("a: {}", "{a: ".repeat(1_000_000)),
        ] {
            assert_eq!(fault(&text), TOO_DEEP);
        }
        assert!(parse(&nested(127)).is_ok());
        assert!(parse(&format!("a: {}", nested(126))).is_ok());
    }

    #[test]
    fn stops_when_aliases_repeat_too_much() {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..10 {
            let items = vec![format!("*a{}", level - 1); 10].join(", ");
            writeln!(text, "a{level}: &a{level} [{items}]").expect("a string takes all");
        }
        assert!(fault(&text).starts_with("aliases"));
    }

    #[test]
    fn stops_when_aliases_repeat_long_text() {
        let (long, many) = ("x".repeat(1 << 20), "*a, ".repeat(1000));
        let text = format!("a: &a {long}\nb: [{many}]\n");
        assert!(fault(&text).starts_with("aliases"));
    }

    #[test]
    fn stops_when_aliases_nest_without_end() {
        for text in ["a: &a {<<: *a}\n", "a: &a [*a]\n", "a: &a {b: *a}\n"] {
            assert!(fault(text).starts_with("aliases (`*name`) nest deeper"));
        }
    }
}
