//! Other files: which ones the `$ref`s of a document name, and how they become part of its tree.
//!
//! Each file is embedded whole under [`KEY`] of the root, by its path from the document's folder, and references to it
//! become local ones. A reference that leads out of that folder, or onto a network, stays as it is and is told where it
//! is resolved. What is data (examples, defaults, extensions) is not looked into.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::dynamic::reference_key;
use super::percent;
use super::pointer::Pointer;

/// The key of the root under which other files are embedded.
pub(crate) const KEY: &str = "x-codegen-files";

/// What a document's references to other files come to.
pub(super) enum Files {
    /// These paths from the document's folder are named and not there.
    Missing(Vec<String>),
    /// All are there.
    Embedded,
}

/// Embeds the files that `root` refers to, directly or through one another. `own` is the document's file name. A file
/// that cannot be had has no tree: it is not asked for again, and what refers into it dangles.
pub(super) fn embed(
    root: &mut Value,
    own: &str,
    others: &mut BTreeMap<String, Option<Value>>,
) -> Files {
    let (mut named, mut missing) = (BTreeSet::new(), Vec::new());
    let mut open = named_by(root, &Base { own, file: None });
    while let Some(path) = open.pop_first() {
        if named.contains(&path) {
            continue;
        }
        match others.get_mut(&path) {
            Some(None) => {}
            Some(Some(tree)) => open.append(&mut named_by(
                tree,
                &Base {
                    own,
                    file: Some(&path),
                },
            )),
            None => missing.push(path.clone()),
        }
        named.insert(path);
    }
    if !missing.is_empty() {
        missing.sort();
        return Files::Missing(missing);
    }
    if !named.is_empty() {
        let is_absent = |path: &&String| matches!(others.get(*path), Some(None));
        let absent = named.iter().filter(is_absent).cloned().collect();
        rewrite(root, &Base { own, file: None }, &absent);
        let mut files = Map::new();
        for path in &named {
            if let Some(mut tree) = others.remove(path).flatten() {
                rewrite(
                    &mut tree,
                    &Base {
                        own,
                        file: Some(path),
                    },
                    &absent,
                );
                files.insert(path.clone(), tree);
            }
        }
        if let Value::Object(members) = root {
            members.insert(KEY.to_owned(), Value::Object(files));
        }
    }
    Files::Embedded
}

/// The file that a node of the effective tree was embedded from, and the node's pointer there.
pub(super) fn embedded(at: &Pointer) -> Option<(String, Pointer)> {
    let below = at.below(&Pointer::root().child(KEY))?;
    let path = below.tokens().next()?.into_owned();
    let rest = below.below(&Pointer::root().child(&path))?;
    Some((path, rest))
}

/// A reference as its writer knows it: those that were made local are turned back.
pub(super) fn as_written(reference: &str) -> String {
    let at = Pointer::parse(&percent::decode(reference));
    match at.as_ref().and_then(embedded) {
        Some((path, rest)) if rest.is_root() => path,
        Some((path, rest)) => format!("{path}{rest}"),
        None => reference.to_owned(),
    }
}

/// The name of the file at a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What problems show for the file at `path` from the folder of the document at `document`.
pub(super) fn beside(document: &str, path: &str) -> String {
    let folder = &document[..document.rfind('/').map_or(0, |slash| slash + 1)];
    format!("{folder}{path}")
}

/// The path of a file as one from another file's folder, as a reference has it.
pub(super) fn relative(from: &str, to: &str) -> String {
    let mut reference = "../".repeat(from.matches('/').count());
    for letter in to.chars() {
        match letter {
            '%' => reference.push_str("%25"),
            '#' => reference.push_str("%23"),
            ':' => reference.push_str("%3A"),
            letter => reference.push(letter),
        }
    }
    reference
}

/// Where a reference stands: in the document named `own`, or in another file.
struct Base<'a> {
    own: &'a str,
    file: Option<&'a str>,
}

/// What a reference leads to.
struct Target {
    /// A path from the document's folder; `None` for the document itself.
    file: Option<String>,
    /// After the `#`: empty, a JSON pointer or, where `identifiers` did not find it, an anchor.
    fragment: String,
}

impl Base<'_> {
    /// `None` for a reference that leads out of the folder or is broken.
    fn target(&self, reference: &str) -> Option<Target> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if file.contains(':') || file.starts_with('/') {
            return None;
        }
        let file = match (file, self.file) {
            ("", None) if !reference.starts_with('#') => return None,
            ("", here) => here.map(str::to_owned),
            (file, here) => {
                let folder = here
                    .and_then(|here| here.rsplit_once('/'))
                    .map_or("", |(folder, _)| folder);
                let path = normal(folder, &percent::decode(file))?;
                (path != self.own).then_some(path)
            }
        };
        Some(Target {
            file,
            fragment: fragment.to_owned(),
        })
    }
}

/// Joins a path to a folder, `.` and `..` resolved. `None` if it leads out of the document's folder.
fn normal(folder: &str, path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn named_by(tree: &mut Value, base: &Base<'_>) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    visit(tree, Keys::Keywords, &mut |reference| {
        named.extend(base.target(reference).and_then(|target| target.file));
    });
    named.retain(|path| Some(path.as_str()) != base.file);
    named
}

fn rewrite(tree: &mut Value, base: &Base<'_>, absent: &BTreeSet<String>) {
    visit(tree, Keys::Keywords, &mut |reference| {
        let Some(Target { file, fragment }) = base.target(reference) else {
            return;
        };
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        match file {
            Some(path) if is_pointer || absent.contains(&path) => {
                let file = Pointer::root().child(KEY).child(&path.replace('%', "%25"));
                let fragment = if is_pointer { &fragment } else { "" };
                *reference = format!("{file}{fragment}");
            }
            None if is_pointer => *reference = format!("#{fragment}"),
            // An anchor that is none.
            _ => {}
        }
    });
}

/// What the keys of an object are.
#[derive(Clone, Copy)]
pub(super) enum Keys {
    /// Words of the specification.
    Keywords,
    /// Names that the document chose.
    Names,
}

/// Fields that hold names, each with an object of the specification below it.
const NAMES: [&str; 20] = [
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "webhooks",
];

/// Fields that hold data.
const DATA: [&str; 6] = ["const", "dataValue", "default", "enum", "example", "value"];

/// What the keys of a member are, by those of the object around it; none where the member is data.
pub(super) fn keys_below(around: Keys, key: &str, value: &Value) -> Option<Keys> {
    match (key, value, around) {
        (_, _, Keys::Names) => Some(Keys::Keywords),
        ("examples", Value::Array(_), Keys::Keywords) => None,
        (key, _, Keys::Keywords) if DATA.contains(&key) || key.starts_with("x-") => None,
        (key, _, Keys::Keywords) if NAMES.contains(&key) => Some(Keys::Names),
        (_, _, Keys::Keywords) => Some(Keys::Keywords),
    }
}

/// Visits every reference: the text of a `$ref` and the like, and what a discriminator's mapping refers to.
fn visit(node: &mut Value, keys: Keys, see: &mut dyn FnMut(&mut String)) {
    match node {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| visit(item, Keys::Keywords, see)),
        Value::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value, keys) {
                    (key, Value::String(reference), _) if reference_key(key).is_some() => {
                        see(reference);
                    }
                    ("discriminator", value, Keys::Keywords) => visit_mapping(value, see),
                    (key, value, keys) => {
                        if let Some(below) = keys_below(keys, key, value) {
                            visit(value, below, see);
                        }
                    }
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A mapping's values are names of schemas, or references: those have a `#` or the ending of a file.
fn visit_mapping(discriminator: &mut Value, see: &mut dyn FnMut(&mut String)) {
    let Some(Value::Object(mapping)) = discriminator.get_mut("mapping") else {
        return;
    };
    for value in mapping.values_mut() {
        if let Value::String(text) = value {
            let is_reference = text.contains('#')
                || [".yaml", ".yml", ".json"]
                    .iter()
                    .any(|end| text.ends_with(end));
            if is_reference {
                see(text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn embedded_tree(mut root: Value, others: Value) -> Result<Value, Vec<String>> {
        let Value::Object(others) = others else {
            panic!("others is an object")
        };
        let mut others = others
            .into_iter()
            .map(|(path, tree)| (path, Some(tree)))
            .collect();
        match embed(&mut root, "openapi.yaml", &mut others) {
            Files::Missing(paths) => Err(paths),
            Files::Embedded => Ok(root),
        }
    }

    #[test]
    fn names_the_files_that_are_missing() {
        let root = json!({ "a": { "$ref": "x.yaml#/A" }, "b": { "$ref": "./sub/y%20z.yaml" }, "c": { "$ref": "#/a" } });
        let found = embedded_tree(root, json!({ "x.yaml": { "A": { "$ref": "sub/w.yaml" } } }));
        assert_eq!(
            found,
            Err(vec!["sub/w.yaml".to_owned(), "sub/y z.yaml".to_owned()])
        );
    }

    #[test]
    fn makes_references_between_files_local() {
        let root = json!({ "a": { "$ref": "sub/x.yaml#/A" } });
        let others = json!({
            "sub/x.yaml": {
                "A": { "$ref": "#/B" },
                "B": { "$ref": "y.yaml" },
                "C": { "$ref": "../openapi.yaml#/a" },
            },
            "sub/y.yaml": { "type": "string" },
            "unused.yaml": {},
        });
        let expected = json!({
            "a": { "$ref": "#/x-codegen-files/sub~1x.yaml/A" },
            "x-codegen-files": {
                "sub/x.yaml": {
                    "A": { "$ref": "#/x-codegen-files/sub~1x.yaml/B" },
                    "B": { "$ref": "#/x-codegen-files/sub~1y.yaml" },
                    "C": { "$ref": "#/a" },
                },
                "sub/y.yaml": { "type": "string" },
            },
        });
        assert_eq!(embedded_tree(root, others), Ok(expected));
    }

    #[test]
    fn leaves_what_leads_out_of_the_folder() {
        let root = json!({ "a": [{ "$ref": "../x.yaml" }, { "$ref": "https://e.com/x.yaml" }, { "$ref": "/x.yaml" }, { "$ref": "" }] });
        assert_eq!(embedded_tree(root.clone(), json!({})), Ok(root));
    }

    #[test]
    fn looks_at_structure_and_not_at_data() {
        let root = json!({
            "example": { "$ref": "data.yaml" },
            "examples": [{ "$ref": "data.yaml" }],
            "x-notes": { "$ref": "data.yaml" },
            "properties": { "example": { "$ref": "x.yaml" }, "x-y": { "$ref": "y.yaml" } },
            "responses": { "default": { "$ref": "z.yaml" } },
        });
        let paths = ["x.yaml", "y.yaml", "z.yaml"].map(str::to_owned).to_vec();
        assert_eq!(embedded_tree(root, json!({})), Err(paths));
    }

    #[test]
    fn reads_the_mapping_of_a_discriminator() {
        let root = json!({ "discriminator": { "mapping": { "a": "Pet", "b": "cat.yaml", "c": "#/Dog" } } });
        let expected = json!({
            "discriminator": { "mapping": { "a": "Pet", "b": "#/x-codegen-files/cat.yaml", "c": "#/Dog" } },
            "x-codegen-files": { "cat.yaml": {} },
        });
        assert_eq!(embedded_tree(root, json!({ "cat.yaml": {} })), Ok(expected));
    }

    #[test]
    fn turns_embedded_places_back() {
        let at = Pointer::root().child(KEY).child("sub/x.yaml").child("A");
        assert_eq!(
            embedded(&at),
            Some(("sub/x.yaml".to_owned(), Pointer::root().child("A")))
        );
        assert_eq!(
            as_written("#/x-codegen-files/sub~1x.yaml/A"),
            "sub/x.yaml#/A"
        );
        assert_eq!(as_written("#/a"), "#/a");
        assert_eq!(
            beside("specs/pets/openapi.yaml", "sub/x.yaml"),
            "specs/pets/sub/x.yaml"
        );
        assert_eq!(beside("openapi.yaml", "sub/x.yaml"), "sub/x.yaml");
    }
}
