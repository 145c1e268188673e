//! Text to a value tree: JSON by `serde_json`, YAML by `serde_yaml` (in [`parse_yaml`] alone: it is frozen upstream).
//!
//! One visitor reads both, so that they mean the same: keys keep their order and their text (`200:` is `"200"`),
//! merge keys (`<<`) are merged, the last of two equal keys counts and the repeat is told, and what aliases may expand
//! to is bounded. Both libraries stop at 128 levels.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize as _;
use serde::de::{self, DeserializeSeed, VariantAccess as _, Visitor};
use serde_json::{Map, Number, Value};

use super::depth::{self, TOO_DEEP};
use super::pointer::Pointer;
use super::text::{Fault, from_byte_column};
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
    /// Why a text that looks like JSON is none, where it was read as YAML.
    pub(super) no_json: Option<Fault>,
}

/// Reads JSON or YAML. A text that begins like JSON and is not is tried as YAML, whose flow style looks alike.
pub(super) fn parse(text: &str) -> Result<Tree, Fault> {
    if !text.trim_start().starts_with(['{', '[']) {
        return parse_yaml(text);
    }
    match parse_json(text) {
        Ok(tree) => Ok(tree),
        Err(fault) if fault.message == TOO_DEEP => Err(fault),
        Err(fault) => match parse_yaml(text) {
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

fn parse_yaml(text: &str) -> Result<Tree, Fault> {
    depth::check(text)?;
    let reader = Reader::new(Syntax::Yaml, text);
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let first = documents.next().map_or(Ok(Value::Null), |document| {
        Node(&reader).deserialize(document)
    });
    let place = |error: &serde_yaml::Error| {
        error
            .location()
            .map_or((1, 1), |it| (it.line(), it.column()))
    };
    let value = first.map_err(|error| {
        let (line, column) = place(&error);
        let message = without_place(&error.to_string(), line, column);
        Fault::at((line, column), yaml_message(&reader, text, line, &message))
    })?;
    match documents.next().map(<()>::deserialize) {
        None | Some(Ok(())) => Ok(reader.into_tree(value)),
        Some(Err(error)) => Err(Fault::at(
            place(&error),
            "a second YAML document begins; one in a file is accepted",
        )),
    }
}

fn yaml_message(reader: &Reader, text: &str, line: usize, message: &str) -> String {
    let indent = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let indent = &indent[..indent.len() - indent.trim_start().len()];
    if reader.left.get() == 0 {
        "aliases (`*name`) repeat more than is accepted: the text would grow more than tenfold"
            .into()
    } else if is_depth(message) {
        TOO_DEEP.into()
    } else if message.contains("repetition limit") {
        "aliases (`*name`) repeat more than is accepted".into()
    } else if message.contains(Key::EXPECTED) {
        "a key is a list or an object; text is accepted".into()
    } else if indent.contains('\t') {
        "invalid YAML: a tab indents the line; spaces are accepted".into()
    } else {
        format!("invalid YAML: {message}")
    }
}

fn is_depth(message: &str) -> bool {
    message.contains("recursion limit exceeded")
}

/// The library's message without the place, which the problem shows itself.
fn without_place(message: &str, line: usize, column: usize) -> String {
    message.replacen(&format!(" at line {line} column {column}"), "", 1)
}

/// What the visitors of one text share.
struct Reader {
    syntax: Syntax,
    /// What may still be read, in bytes. Text alone never exhausts it; aliases of aliases do.
    left: Cell<usize>,
    /// Problems found so far. A path is built from its end while the nodes above it return, and costs nothing before.
    found: RefCell<Vec<Found>>,
}

struct Found {
    reversed: Vec<String>,
    message: String,
}

impl Reader {
    fn new(syntax: Syntax, text: &str) -> Self {
        let left = match syntax {
            Syntax::Json => usize::MAX,
            Syntax::Yaml => 16 * text.len() + (1 << 20),
        };
        Reader {
            syntax,
            left: Cell::new(left),
            found: RefCell::default(),
        }
    }

    fn spend<E: de::Error>(&self, length: usize) -> Result<(), E> {
        self.left.set(self.left.get().saturating_sub(8 + length));
        if self.left.get() == 0 {
            Err(E::custom("aliases repeat too much"))
        } else {
            Ok(())
        }
    }

    fn tell(&self, key: &str, message: String) {
        self.found.borrow_mut().push(Found {
            reversed: vec![key.to_owned()],
            message,
        });
    }

    /// Reads a value and puts `token` above what is found in it.
    fn below<T, E>(
        &self,
        token: impl fmt::Display,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let before = self.found.borrow().len();
        let value = read()?;
        for found in self.found.borrow_mut().iter_mut().skip(before) {
            found.reversed.push(token.to_string());
        }
        Ok(value)
    }

    fn into_tree(self, value: Value) -> Tree {
        let mut problems = Problems::new();
        for Found { reversed, message } in self.found.into_inner() {
            let at = reversed
                .iter()
                .rev()
                .fold(Pointer::root(), |at, token| at.child(token));
            problems.error(&at, message);
        }
        Tree {
            value,
            syntax: self.syntax,
            problems,
            no_json: None,
        }
    }
}

/// Reads one node of the tree.
#[derive(Clone, Copy)]
struct Node<'r>(&'r Reader);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.0.spend(0).map(|()| Value::from(value))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    /// JSON has no infinity and no NaN: YAML's `.inf` and `.nan` stay text.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.0
            .spend(value.len())
            .map(|()| Value::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.0.spend(value.len()).map(|()| Value::String(value))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut items = Vec::new();
        while let Some(item) = self
            .0
            .below(items.len(), || sequence.next_element_seed(self))?
        {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut members = Members::default();
        while let Some(key) = access.next_key_seed(Key)? {
            self.0.spend(key.len())?;
            let value = self.0.below(&key, || access.next_value_seed(self))?;
            members.add(self.0, key, value);
        }
        Ok(Value::Object(members.map))
    }

    /// A YAML tag of someone's own (`!Ref x`): the value counts, the tag does not.
    fn visit_enum<A: de::EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_tag, content): (String, _) = access.variant()?;
        content.newtype_variant_seed(self)
    }
}

/// The members of an object while it is read.
#[derive(Default)]
struct Members {
    map: Map<String, Value>,
    /// Those that a merge key brought: a key of the object's own replaces them.
    merged: HashSet<String>,
}

impl Members {
    fn add(&mut self, reader: &Reader, key: String, value: Value) {
        if key == "<<" && reader.syntax == Syntax::Yaml {
            return self.merge(reader, value);
        }
        let own = !self.merged.remove(&key);
        let repeats = own && self.map.contains_key(&key);
        if repeats {
            reader.tell(
                &key,
                format!("the key `{key}` is given twice; the last one is read"),
            );
        }
        self.map.insert(key, value);
    }

    /// YAML's merge key: an object, or a list of objects of which the first to have a key gives it.
    fn merge(&mut self, reader: &Reader, value: Value) {
        match value {
            Value::Object(other) => {
                for (key, value) in other {
                    if !self.map.contains_key(&key) {
                        self.merged.insert(key.clone());
                        self.map.insert(key, value);
                    }
                }
            }
            Value::Array(items) if items.iter().all(Value::is_object) => {
                items.into_iter().for_each(|item| self.merge(reader, item));
            }
            other => {
                let kind = super::kind(&other);
                reader.tell(
                    "<<",
                    format!(
                        "the merge key `<<` has {kind}; an object or a list of objects is accepted"
                    ),
                );
            }
        }
    }
}

/// Reads a key as its text: a YAML key may look like a number, a boolean or nothing.
struct Key;

impl Key {
    const EXPECTED: &str = "text as a key";
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::EXPECTED)
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }

    fn visit_string<E: de::Error>(self, key: String) -> Result<String, E> {
        Ok(key)
    }
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
    fn reads_scalars_as_people_mean_them() {
        check(
            "a: [yes, no, on, off, y, n]\nb: [true, False, NULL, ~, ]\nc: [007, 0o17, 0x1F, 1_000, 1e3, +1, -0.5]\n",
            json!({
                "a": ["yes", "no", "on", "off", "y", "n"],
                "b": [true, false, null, null],
                "c": ["007", 15, 31, "1_000", 1000.0, 1, -0.5],
            }),
        );
        check(
            "a: 2020-01-01\nb: 12:30\nc: .inf\nd:\n",
            json!({ "a": "2020-01-01", "b": "12:30", "c": "inf", "d": null }),
        );
        check(
            "a: 18446744073709551616\nb: -9223372036854775808\n",
            json!({ "a": 1.8446744073709552e19, "b": i64::MIN }),
        );
    }

    #[test]
    fn keeps_the_text_of_keys() {
        check(
            "200: a\n1.10: b\ntrue: c\nnull: d\n0x10: e\n~: f\n",
            json!({
                "200": "a", "1.10": "b", "true": "c", "null": "d", "0x10": "e", "~": "f",
            }),
        );
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
    fn expands_aliases_and_drops_tags() {
        check(
            "a: &x [1]\nb: *x\nc: !Ref y\nd: !!str 1\n",
            json!({ "a": [1], "b": [1], "c": "y", "d": "1" }),
        );
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
        let text = format!(
            "a: &a {}\nb: [{}]\n",
            "x".repeat(1 << 20),
            "*a, ".repeat(1000)
        );
        assert!(fault(&text).starts_with("aliases"));
    }
}
