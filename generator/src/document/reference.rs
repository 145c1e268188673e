//! `$ref`: from the text of a reference to the node that it names.

use std::collections::BTreeMap;

use serde_json::Value;

use super::files::{as_written, embedded};
use super::percent::decode;
use super::pointer::{Pointer, step};
use super::{Broken, kind};

/// How many references a chain may have. No document written by people comes near it.
const CHAIN: usize = 64;

/// A tree, for the references in it.
#[derive(Clone, Copy)]
pub(super) struct References<'d> {
    pub(super) root: &'d Value,
    /// What a reference to each of the files that cannot be had names.
    pub(super) absent: &'d BTreeMap<String, String>,
}

impl References<'_> {
    /// The node that `reference` names. A pointer that leads through a `$ref` follows it.
    pub(super) fn resolve(self, reference: &str) -> Result<Pointer, String> {
        self.resolve_within(reference, &mut { CHAIN })
    }

    fn resolve_within(self, reference: &str, hops: &mut usize) -> Result<Pointer, String> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(format!(
                "`{reference}` names no anchor of its document; a JSON pointer (`#/components/…`) is accepted, and since 3.1 an `$anchor` beside it"
            ));
        }
        if !reference.starts_with('#') {
            return Err(elsewhere(reference, file));
        }
        let decoded = decode(fragment);
        let mut found = self.walk(&decoded, hops);
        if found.is_none() && decoded != fragment {
            // People also write keys that contain a `%` as they are.
            found = self.walk(fragment, hops);
        }
        if found.is_none()
            && let Some(shorter) = decoded.strip_suffix('/')
        {
            // And `file.yaml#/` for the whole file, which is the pointer of a member without a name.
            found = self.walk(shorter, hops);
        }
        found.ok_or_else(|| self.dangling(reference, &decoded))
    }

    fn dangling(self, reference: &str, pointer: &str) -> String {
        let written = as_written(reference);
        let file = Pointer::parse(pointer).as_ref().and_then(embedded);
        match file.and_then(|(path, _)| self.absent.get(&path)) {
            Some(found) => format!(
                "`{written}` names {found}; a file inside the document's folder, in YAML or JSON, is accepted"
            ),
            None => format!("`{written}` names nothing in the document"),
        }
    }

    fn walk(self, pointer: &str, hops: &mut usize) -> Option<Pointer> {
        let pointer = Pointer::parse(pointer)?;
        if pointer.find(self.root).is_some() {
            return Some(pointer);
        }
        let mut at = Pointer::root();
        let mut node = self.root;
        for token in pointer.tokens() {
            if step(node, &token).is_none() {
                let through = node.get("$ref")?.as_str()?;
                *hops = hops.checked_sub(1)?;
                at = self.resolve_within(through, hops).ok()?;
                node = at.find(self.root)?;
            }
            node = step(node, &token)?;
            at = at.child(&token);
        }
        Some(at)
    }

    /// Follows a chain of `$ref`s from the node at `at` to the first node that has none.
    pub(super) fn follow(self, at: &Pointer) -> Result<Pointer, Broken> {
        let mut passed = Vec::new();
        let mut here = at.clone();
        while let Some(reference) = here.find(self.root).and_then(|node| node.get("$ref")) {
            let fail = |message| (here.child("$ref"), message);
            let Value::String(reference) = reference else {
                return Err(fail(format!(
                    "`$ref` is {}; text is accepted",
                    kind(reference)
                )));
            };
            let next = self.resolve(reference).map_err(fail)?;
            if next == here || passed.contains(&next) {
                return Err(fail(format!(
                    "`{reference}` leads back to itself; a chain of references has to end"
                )));
            }
            if passed.len() == CHAIN {
                return Err(fail(format!(
                    "`{reference}` is one of more than {CHAIN} references in a row; up to {CHAIN} are accepted"
                )));
            }
            passed.push(std::mem::replace(&mut here, next));
        }
        Ok(here)
    }
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(reference: &str, expected: Result<&str, &str>) {
        let root = json!({
            "paths": { "/pets/{id}": { "get": 1 } },
            "a": [{ "b": 1 }], "100%": 1, "é": 1, "x": { "$ref": "#/a/0" }, "y": { "$ref": "#/y" },
        });
        let references = References {
            root: &root,
            absent: &BTreeMap::new(),
        };
        let found = references.resolve(reference).map(|at| at.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn resolves_local_pointers() {
        check("#", Ok("#"));
        check("#/", Ok("#"));
        check("#/a/0/", Ok("#/a/0"));
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
            Err(
                "`#pet` names no anchor of its document; a JSON pointer (`#/components/…`) is accepted, and since 3.1 an `$anchor` beside it",
            ),
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
        let references = References {
            root: &root,
            absent: &BTreeMap::new(),
        };
        let from = |name: &str| {
            let followed = references.follow(&Pointer::root().child(name));
            followed.map_err(|(at, _)| at.to_string())
        };
        assert_eq!(from("a"), Ok(Pointer::root().child("c")));
        assert_eq!(from("c"), Ok(Pointer::root().child("c")));
        assert_eq!(from("x"), Err("#/y/$ref".to_owned()));
        assert_eq!(from("n"), Err("#/n/$ref".to_owned()));
    }
}
