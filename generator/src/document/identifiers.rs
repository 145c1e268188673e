//! `$id`, `$anchor` and `$self`: references to them become JSON pointers (JSON Schema 2020-12 core, 8.2 and 9.3; OpenAPI 3.2,
//! 4.1.2.2).
//!
//! A schema with an `$id` is a resource of its own: `#/…` and `#name` in it go from there, and another `$id` or `$ref` in it is
//! resolved against its URI. A reference that names no resource of the text stays as it is: it may name a file. So does a
//! pointer that leads to nothing from its resource: people write it from the document's root.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::files::{Keys, keys_below};
use super::percent::decode;
use super::pointer::Pointer;
use super::uri::join;
use crate::problem::Problems;

/// A resource: the schema that has the `$id`, or the document.
#[derive(Clone)]
struct Resource {
    uri: String,
    root: Pointer,
}

/// What a text identifies, and what refers to it.
struct Identifiers<'t> {
    tree: &'t Value,
    resources: BTreeMap<String, Pointer>,
    /// By the URI of the resource and the name.
    anchors: BTreeMap<(String, String), Pointer>,
    /// Where references stand, and the resources that they stand in.
    references: Vec<(Pointer, Resource)>,
    problems: Problems,
}

/// Makes references to identifiers of the tree local pointers. `name` is the file's, which the document's own URI is where it
/// states none.
pub(super) fn resolve(tree: &mut Value, name: &str) -> Problems {
    let place = format!("document:///{name}");
    let stated = tree.get("$self").and_then(Value::as_str);
    let document = Resource {
        uri: stated.map_or(place.clone(), |stated| join(&place, stated)),
        root: Pointer::root(),
    };
    let mut identifiers = Identifiers {
        tree,
        resources: BTreeMap::from([(document.uri.clone(), Pointer::root())]),
        anchors: BTreeMap::new(),
        references: Vec::new(),
        problems: Problems::new(),
    };
    identifiers.gather(tree, &Pointer::root(), &document, Keys::Keywords);
    let targets = identifiers.targets();
    let problems = identifiers.problems;
    for (at, target) in targets {
        if let Some(reference) = tree.pointer_mut(at.as_str()) {
            // A `%` of the pointer is none of an escape.
            *reference = Value::String(target.to_string().replace('%', "%25"));
        }
    }
    problems
}

impl Identifiers<'_> {
    fn gather(&mut self, node: &Value, at: &Pointer, around: &Resource, keys: Keys) {
        match node {
            Value::Array(items) => {
                for (position, item) in items.iter().enumerate() {
                    self.gather(item, &at.index(position), around, Keys::Keywords);
                }
            }
            Value::Object(members) => {
                let own = match keys {
                    Keys::Keywords => self.identified(members, at, around),
                    Keys::Names => None,
                };
                let resource = own.as_ref().unwrap_or(around);
                for (key, value) in members {
                    let below = at.child(key);
                    if key == "$ref" && value.is_string() {
                        self.references.push((below, resource.clone()));
                    } else if let Some(keys) = keys_below(keys, key, value) {
                        self.gather(value, &below, resource, keys);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Notes the identifiers of a schema, and gives the resource that it is.
    fn identified(
        &mut self,
        members: &Map<String, Value>,
        at: &Pointer,
        around: &Resource,
    ) -> Option<Resource> {
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let own = text("$id").map(|id| Resource {
            uri: join(&around.uri, id),
            root: at.clone(),
        });
        if let Some(own) = &own {
            let known = self.resources.entry(own.uri.clone());
            let known = known.or_insert_with(|| at.clone()).clone();
            self.tell_second(&at.child("$id"), at, &known);
        }
        let uri = &own.as_ref().unwrap_or(around).uri;
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = text(key) {
                let anchor = (uri.clone(), name.to_owned());
                let known = self.anchors.entry(anchor).or_insert_with(|| at.clone());
                let known = known.clone();
                self.tell_second(&at.child(key), at, &known);
            }
        }
        own
    }

    fn tell_second(&mut self, identifier: &Pointer, at: &Pointer, known: &Pointer) {
        if known != at {
            let key = identifier.last().unwrap_or_default();
            let message = format!("{known} has this `{key}` too; that counts");
            self.problems.error(identifier, message);
        }
    }

    /// The references that name something by an identifier, and what they name.
    fn targets(&self) -> Vec<(Pointer, Pointer)> {
        let targets = self.references.iter().filter_map(|(at, resource)| {
            let reference = at.find(self.tree)?.as_str()?;
            Some((at.clone(), self.target(reference, resource)?))
        });
        targets.collect()
    }

    /// None where the reference is a pointer of the document already, or names something else.
    fn target(&self, reference: &str, from: &Resource) -> Option<Pointer> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if reference.is_empty() || file.is_empty() && from.root.is_root() && is_pointer(fragment) {
            return None;
        }
        let uri = join(&from.uri, file);
        let root = self.resources.get(&uri)?;
        let fragment = decode(fragment);
        if !is_pointer(&fragment) {
            let anchor = (uri, fragment.into_owned());
            return self.anchors.get(&anchor).cloned();
        }
        let target = root.join(&Pointer::parse(&fragment)?);
        let is_there = target.find(self.tree).is_some();
        (is_there || !file.is_empty()).then_some(target)
    }
}

fn is_pointer(fragment: &str) -> bool {
    fragment.is_empty() || fragment.starts_with('/')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What the reference at `/from` of a document with identifiers becomes.
    fn check(reference: &str, expected: &str) {
        let mut tree = json!({
            "$self": "https://e.com/api/openapi.yaml",
            "schemas": {
                "A": { "$id": "schemas/a", "$anchor": "whole", "$defs": { "b": { "$anchor": "part" }, "c%": { "$id": "c" } } },
                "D": { "$anchor": "part" },
            },
            "from": { "$ref": reference },
        });
        assert!(resolve(&mut tree, "x.yaml").is_empty());
        assert_eq!(tree["from"]["$ref"], expected, "{reference}");
    }

    #[test]
    fn references_to_identifiers_become_pointers() {
        check("schemas/a", "#/schemas/A");
        check("https://e.com/api/schemas/a#", "#/schemas/A");
        check("schemas/a#whole", "#/schemas/A");
        check("schemas/a#part", "#/schemas/A/$defs/b");
        check("#part", "#/schemas/D");
        check("./schemas/../schemas/a#/$defs/b", "#/schemas/A/$defs/b");
        check("/api/schemas/c", "#/schemas/A/$defs/c%25");
        check("https://e.com/api/openapi.yaml#/schemas/D", "#/schemas/D");
    }

    #[test]
    fn what_names_nothing_here_stays() {
        for reference in [
            "#/schemas/D",
            "#whole",
            "other.yaml#/a",
            "schemas/b",
            "https://e.com/x",
            "",
        ] {
            check(reference, reference);
        }
    }

    #[test]
    fn a_pointer_goes_from_its_resource_and_else_from_the_root() {
        let mut tree = json!({ "schemas": {
            "A": { "$id": "https://e.com/a", "$defs": { "b": {} }, "allOf": [{ "$ref": "#/$defs/b" }, { "$ref": "#/schemas/C" }, { "$ref": "#" }] },
            "C": {},
        } });
        assert!(resolve(&mut tree, "x.yaml").is_empty());
        let all = &tree["schemas"]["A"]["allOf"];
        assert_eq!(all[0]["$ref"], "#/schemas/A/$defs/b");
        assert_eq!(all[1]["$ref"], "#/schemas/C");
        assert_eq!(all[2]["$ref"], "#/schemas/A");
    }

    #[test]
    fn data_and_names_identify_nothing() {
        let mut tree = json!({
            "properties": { "$id": { "$anchor": "a" }, "$anchor": {} },
            "example": { "$anchor": "a" },
            "x-note": { "$id": "https://e.com/a" },
        });
        assert!(resolve(&mut tree, "x.yaml").is_empty());
    }
}
