//! `$id`, `$anchor` and `$self`: references to them become JSON pointers (JSON Schema 2020-12 core, 8.2 and 9.3; OpenAPI 3.2,
//! 4.1.2.2), of the same text or of another one that is read with it.
//!
//! A schema with an `$id` is a resource of its own: `#/…` and `#name` in it go from there, and another `$id` or `$ref` in it is
//! resolved against its URI. A text is a resource by its `$self` and by its path. A reference that names no resource stays
//! as it is: it may name a file that is not read yet. So does a pointer that leads to nothing from its resource: people
//! write it from the document's root. What `$dynamicRef` and `$recursiveRef` name first is found here; `dynamic` goes on.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::dynamic::{self, refer};
use super::files::{Keys, keys_below, relative};
use super::percent::decode;
use super::pointer::Pointer;
use super::uri::join;
use crate::problem::Problems;

/// A text that is read, by its path from the document's folder.
pub(super) struct Text<'t> {
    /// The path; of the document itself, its name.
    pub path: &'t str,
    /// What it says.
    pub tree: &'t mut Value,
}

/// A node of a text, by the text's number.
#[derive(Clone, PartialEq, Eq)]
struct Place {
    text: usize,
    at: Pointer,
}

/// A resource: the schema that has the `$id`, or a text.
struct Resource {
    uri: String,
    root: Place,
}

/// A reference, and where it stands.
struct Reference {
    /// The schema that has it.
    from: Place,
    /// The keyword.
    key: &'static str,
    /// The resource that it stands in, by its number.
    resource: usize,
    /// The schema around it that `$recursiveRef` names.
    around: Option<Pointer>,
}

/// Where a walk is.
#[derive(Clone)]
struct Around {
    text: usize,
    resource: usize,
    recursive: Option<Pointer>,
}

/// What texts identify, and what refers to it.
struct Identifiers<'t> {
    texts: Vec<(&'t str, &'t Value)>,
    resources: Vec<Resource>,
    by_uri: BTreeMap<String, usize>,
    /// By the resource and the name.
    anchors: BTreeMap<(usize, String), Place>,
    references: Vec<Reference>,
    problems: Vec<Problems>,
}

/// Makes references to identifiers of the texts pointers, and tells what is wrong with each text's.
pub(super) fn resolve(texts: &mut [Text<'_>]) -> Vec<Problems> {
    let mut identifiers = Identifiers {
        texts: texts.iter().map(|it| (it.path, &*it.tree)).collect(),
        resources: Vec::new(),
        by_uri: BTreeMap::new(),
        anchors: BTreeMap::new(),
        references: Vec::new(),
        problems: texts.iter().map(|_| Problems::new()).collect(),
    };
    for (number, text) in texts.iter().enumerate() {
        identifiers.gather_text(number, text.path, text.tree);
    }
    let targets = identifiers.targets();
    let problems = identifiers.problems;
    for (from, key, target) in targets {
        let schema = texts[from.text].tree.pointer_mut(from.at.as_str());
        if let Some(Value::Object(schema)) = schema {
            target.write(schema, key);
        }
    }
    problems
}

/// What a reference names.
struct Target {
    /// As a reference of the text that it stands in.
    reference: String,
    /// Whether another schema may come in its stead (`dynamic`).
    is_dynamic: bool,
}

impl Target {
    fn write(self, schema: &mut Map<String, Value>, key: &str) {
        if key == "$ref" || self.is_dynamic {
            schema.insert(key.to_owned(), Value::String(self.reference));
        } else {
            schema.shift_remove(key);
            refer(schema, self.reference);
        }
    }
}

impl<'t> Identifiers<'t> {
    fn gather_text(&mut self, text: usize, path: &str, tree: &Value) {
        let place = by_path(path);
        let stated = tree.get("$self").and_then(Value::as_str);
        let uri = stated.map_or_else(|| place.clone(), |stated| join(&place, stated));
        let at = Pointer::root();
        let resource = self.add_resource(
            uri,
            Place {
                text,
                at: at.clone(),
            },
        );
        self.by_uri.entry(place).or_insert(resource);
        // The root of a text may be an object that `#` cannot mean: then nothing is around.
        let recursive = tree.get("openapi").is_none().then(|| at.clone());
        let around = Around {
            text,
            resource,
            recursive,
        };
        self.gather(tree, &at, &around, Keys::Keywords);
    }

    fn add_resource(&mut self, uri: String, root: Place) -> usize {
        let number = self.resources.len();
        self.by_uri.entry(uri.clone()).or_insert(number);
        self.resources.push(Resource { uri, root });
        number
    }

    fn gather(&mut self, node: &Value, at: &Pointer, around: &Around, keys: Keys) {
        match node {
            Value::Array(items) => {
                for (position, item) in items.iter().enumerate() {
                    self.gather(item, &at.index(position), around, Keys::Keywords);
                }
            }
            Value::Object(members) => {
                let own = match keys {
                    Keys::Keywords => Some(self.identified(members, at, around)),
                    Keys::Names => None,
                };
                let around = own.as_ref().unwrap_or(around);
                for (key, value) in members {
                    match (dynamic::reference_key(key), value) {
                        (Some(key), Value::String(_)) => self.refers(key, at, around),
                        _ => {
                            if let Some(keys) = keys_below(keys, key, value) {
                                self.gather(value, &at.child(key), around, keys);
                            }
                        }
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn refers(&mut self, key: &'static str, at: &Pointer, around: &Around) {
        self.references.push(Reference {
            from: Place {
                text: around.text,
                at: at.clone(),
            },
            key,
            resource: around.resource,
            around: around.recursive.clone(),
        });
    }

    /// Notes the identifiers of a schema, and gives what is around that which it holds.
    fn identified(
        &mut self,
        members: &Map<String, Value>,
        at: &Pointer,
        around: &Around,
    ) -> Around {
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let mut own = around.clone();
        if let Some(id) = text("$id") {
            let uri = join(&self.resources[around.resource].uri, id);
            own.resource = self.identified_by(uri, at, around);
            own.recursive = Some(at.clone());
        }
        if members.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
            own.recursive = Some(at.clone());
        }
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = text(key) {
                let place = Place {
                    text: around.text,
                    at: at.clone(),
                };
                let known = self.anchors.entry((own.resource, name.to_owned()));
                let known = known.or_insert_with(|| place.clone()).clone();
                self.tell_second(&at.child(key), &place, &known);
            }
        }
        own
    }

    /// The resource that a schema is by its `$id`.
    fn identified_by(&mut self, uri: String, at: &Pointer, around: &Around) -> usize {
        let place = Place {
            text: around.text,
            at: at.clone(),
        };
        let known = self.by_uri.get(&uri).copied();
        let number = self.add_resource(uri, place.clone());
        if let Some(known) = known {
            let known = self.resources[known].root.clone();
            self.tell_second(&at.child("$id"), &place, &known);
        }
        if at.is_root() {
            // The text is this resource, by its path too.
            let path = by_path(self.texts[around.text].0);
            self.by_uri.insert(path, number);
        }
        number
    }

    fn tell_second(&mut self, identifier: &Pointer, place: &Place, known: &Place) {
        if known != place {
            let key = identifier.last().unwrap_or_default();
            let components = [place, known].map(|it| dynamic::component_of(&it.at));
            if key == "$dynamicAnchor" && components[0] != components[1] {
                let message = format!(
                    "{} has this `{key}` too, in the same resource: each counts for its own component",
                    known.at
                );
                return self.problems[place.text].warning(identifier, message);
            }
            let file = if known.text == place.text {
                ""
            } else {
                self.texts[known.text].0
            };
            let message = format!("{file}{} has this `{key}` too; that counts", known.at);
            self.problems[place.text].error(identifier, message);
        }
    }

    /// The references that name something by an identifier, with their keywords and what they name.
    fn targets(&self) -> Vec<(Place, &'static str, Target)> {
        let targets = self.references.iter().filter_map(|reference| {
            let schema = reference.from.at.find(self.texts[reference.from.text].1)?;
            let written = schema.get(reference.key)?.as_str()?;
            let target = match reference.key {
                "$recursiveRef" if written == "#" => self.recursive(reference)?,
                key => self.named(key, written, reference)?,
            };
            Some((reference.from.clone(), reference.key, target))
        });
        targets.collect()
    }

    fn recursive(&self, reference: &Reference) -> Option<Target> {
        let root = reference.around.as_ref()?;
        let schema = root.find(self.texts[reference.from.text].1)?;
        Some(Target {
            reference: local(root),
            is_dynamic: dynamic::is_recursive(schema),
        })
    }

    /// None where the reference is a pointer of its text already, or names nothing that is known.
    fn named(&self, key: &str, written: &str, reference: &Reference) -> Option<Target> {
        let fragment = written.split_once('#').map_or("", |(_, fragment)| fragment);
        let Some(place) = self.target(written, reference) else {
            let as_written = || Target {
                reference: written.to_owned(),
                is_dynamic: false,
            };
            return (key != "$ref").then(as_written);
        };
        let schema = place.at.find(self.texts[place.text].1);
        let to = self.texts[place.text].0;
        let from = self.texts[reference.from.text].0;
        let file = if place.text == reference.from.text {
            String::new()
        } else {
            relative(from, to)
        };
        Some(Target {
            reference: format!("{file}{}", local(&place.at)),
            is_dynamic: schema.is_some_and(|it| dynamic::has_name(it, &decode(fragment))),
        })
    }

    fn target(&self, written: &str, reference: &Reference) -> Option<Place> {
        let (file, fragment) = written.split_once('#').unwrap_or((written, ""));
        let from = &self.resources[reference.resource];
        let is_of_text = from.root.at.is_root();
        if written.is_empty() || file.is_empty() && is_of_text && is_pointer(fragment) {
            return None;
        }
        let path = is_of_text.then(|| join(&by_path(self.texts[from.root.text].0), file));
        let by_uri = self.by_uri.get(&join(&from.uri, file));
        let resource = *by_uri.or_else(|| self.by_uri.get(path.as_ref()?))?;
        let root = &self.resources[resource].root;
        let fragment = decode(fragment);
        if !is_pointer(&fragment) {
            let anchor = (resource, fragment.into_owned());
            return self.anchors.get(&anchor).cloned();
        }
        let is_elsewhere = root.text != from.root.text;
        if is_elsewhere && path == Some(by_path(self.texts[root.text].0)) {
            // A pointer into a file by its path: `files` makes it one of the whole.
            return None;
        }
        let target = Place {
            text: root.text,
            at: root.at.join(&Pointer::parse(&fragment)?),
        };
        let is_there = target.at.find(self.texts[target.text].1).is_some();
        (is_there || !file.is_empty()).then_some(target)
    }
}

/// The URI of a text that states none.
fn by_path(path: &str) -> String {
    format!("document:///{path}")
}

/// The reference to a node of the same text. A `%` of the pointer is none of an escape.
fn local(at: &Pointer) -> String {
    at.to_string().replace('%', "%25")
}

fn is_pointer(fragment: &str) -> bool {
    fragment.is_empty() || fragment.starts_with('/')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Resolves the identifiers of a text alone; whether nothing is wrong with them.
    fn alone(tree: &mut Value) -> bool {
        let path = "x.yaml";
        let problems = resolve(&mut [Text { path, tree }]);
        problems.iter().all(Problems::is_empty)
    }

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
        assert!(alone(&mut tree));
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
        assert!(alone(&mut tree));
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
        assert!(alone(&mut tree));
    }
}
