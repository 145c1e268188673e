//! `$ref`: from the text of a reference to the node that it names.

use serde_json::Value;

use super::files::as_written;
use super::percent::decode;
use super::pointer::Pointer;
use super::{Broken, kind};

/// How many references a chain may have. No document written by people comes near it.
const CHAIN: usize = 64;

/// The node that `reference` names in `root`. A pointer that leads through a `$ref` follows it.
pub(super) fn resolve(root: &Value, reference: &str) -> Result<Pointer, String> {
    resolve_within(root, reference, &mut { CHAIN })
}

fn resolve_within(root: &Value, reference: &str, hops: &mut usize) -> Result<Pointer, String> {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Err(format!(
            "`{reference}` names an anchor; a JSON pointer (`#/components/…`) is accepted"
        ));
    }
    if !reference.starts_with('#') {
        return Err(elsewhere(reference, file));
    }
    let decoded = decode(fragment);
    let mut found = walk(root, &decoded, hops);
    if found.is_none() && decoded != fragment {
        // People also write keys that contain a `%` as they are.
        found = walk(root, fragment, hops);
    }
    found.ok_or_else(|| format!("`{}` names nothing in the document", as_written(reference)))
}

/// Why a reference to another file was left as it is when files were embedded.
fn elsewhere(reference: &str, file: &str) -> String {
    if reference.is_empty() {
        "the reference is empty; `#/components/…` or a file inside the document's folder is accepted".to_owned()
    } else if file.contains(':') {
        format!("`{reference}` lies on a network; a file inside the document's folder is accepted")
    } else {
        format!("`{reference}` lies outside the document's folder; a file inside it is accepted")
    }
}

fn walk(root: &Value, pointer: &str, hops: &mut usize) -> Option<Pointer> {
    let mut at = Pointer::root();
    let mut node = root;
    for token in Pointer::parse(pointer)?.tokens() {
        if step(node, &token).is_none() {
            let through = node.get("$ref")?.as_str()?;
            *hops = hops.checked_sub(1)?;
            at = resolve_within(root, through, hops).ok()?;
            node = root.pointer(at.as_str())?;
        }
        node = step(node, &token)?;
        at = at.child(&token);
    }
    Some(at)
}

fn step<'a>(node: &'a Value, token: &str) -> Option<&'a Value> {
    match node {
        Value::Object(members) => members.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Follows a chain of `$ref`s from the node at `at` to the first node that has none.
pub(super) fn follow(root: &Value, at: &Pointer) -> Result<Pointer, Broken> {
    let mut passed = vec![at.clone()];
    let mut here = at.clone();
    while let Some(reference) = root
        .pointer(here.as_str())
        .and_then(|node| node.get("$ref"))
    {
        let fail = |message| (here.child("$ref"), message);
        let Value::String(reference) = reference else {
            return Err(fail(format!(
                "`$ref` is {}; text is accepted",
                kind(reference)
            )));
        };
        let next = resolve(root, reference).map_err(fail)?;
        if passed.contains(&next) {
            return Err(fail(format!(
                "`{reference}` leads back to itself; a chain of references has to end"
            )));
        }
        passed.push(next.clone());
        here = next;
    }
    Ok(here)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(reference: &str, expected: Result<&str, &str>) {
        let root = json!({
            "paths": { "/pets/{id}": { "get": 1 } },
            "a": [{ "b": 1 }], "100%": 1, "é": 1, "x": { "$ref": "#/a/0" }, "y": { "$ref": "#/y" },
        });
        let found = resolve(&root, reference).map(|at| at.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn resolves_local_pointers() {
        check("#", Ok("#"));
        check("#/a/0/b", Ok("#/a/0/b"));
        check("#/paths/~1pets~1{id}/get", Ok("#/paths/~1pets~1{id}/get"));
    }

    #[test]
    fn decodes_percent_escapes() {
        check("#/paths/~1pets~1%7Bid%7D", Ok("#/paths/~1pets~1{id}"));
        check("#/%C3%A9", Ok("#/é"));
        check("#/100%25", Ok("#/100%"));
        check("#/100%", Ok("#/100%"));
    }

    #[test]
    fn goes_through_references_on_the_way() {
        check("#/x/b", Ok("#/a/0/b"));
        check("#/y/b", Err("`#/y/b` names nothing in the document"));
    }

    #[test]
    fn says_why_a_reference_names_nothing() {
        check("#/a/7", Err("`#/a/7` names nothing in the document"));
        check("#/a/0~2", Err("`#/a/0~2` names nothing in the document"));
        check(
            "#pet",
            Err("`#pet` names an anchor; a JSON pointer (`#/components/…`) is accepted"),
        );
        check(
            "../a.yaml",
            Err("`../a.yaml` lies outside the document's folder; a file inside it is accepted"),
        );
        check(
            "https://example.com/a.yaml#/b",
            Err(
                "`https://example.com/a.yaml#/b` lies on a network; a file inside the document's folder is accepted",
            ),
        );
    }

    #[test]
    fn follows_chains_and_stops_at_cycles() {
        let root = json!({
            "a": { "$ref": "#/b" }, "b": { "$ref": "#/c" }, "c": {},
            "x": { "$ref": "#/y" }, "y": { "$ref": "#/x" }, "n": { "$ref": 1 },
        });
        let from = |name: &str| {
            follow(&root, &Pointer::root().child(name)).map_err(|(at, _)| at.to_string())
        };
        assert_eq!(from("a"), Ok(Pointer::root().child("c")));
        assert_eq!(from("c"), Ok(Pointer::root().child("c")));
        assert_eq!(from("x"), Err("#/y/$ref".to_owned()));
        assert_eq!(from("n"), Err("#/n/$ref".to_owned()));
    }
}
