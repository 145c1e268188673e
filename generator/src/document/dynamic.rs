//! `$dynamicRef` and `$recursiveRef` (JSON Schema 2020-12 core, 8.2.3.2; 2019-09 core, 8.2.4.2): they become `$ref`s.
//!
//! What such a reference names depends on the way to it: of the resources that a value is judged by, from the outside in, the
//! first that has the anchor gives the schema. So a schema that is reached through a resource with an anchor of its own says
//! something else than by itself: there a copy of it takes the place of the reference, in which the references name what
//! they name on that way. Everywhere else they name what they name in their own resource.

mod schemas;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use schemas::component_of;
use schemas::{Schemas, Scope};
use serde_json::{Map, Value};

use super::files::{KEY, Keys, keys_below};
use super::pointer::Pointer;
use super::reference::References;
use crate::problem::Problems;

/// The keywords that refer to a schema.
const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];
/// What identifies a schema, or is there for others alone: a copy has none of it.
const IDENTIFYING: [&str; 8] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$recursiveAnchor",
    "$schema",
    "definitions",
];
/// How many copies are made.
const MOST: usize = 500;
/// How deep a copy may lie.
const DEEPEST: usize = 100;

/// The keyword of a reference to a schema.
pub(super) fn reference_key(key: &str) -> Option<&'static str> {
    REFERENCES.into_iter().find(|it| *it == key)
}

/// Whether a schema has this dynamic name.
pub(super) fn has_name(schema: &Value, name: &str) -> bool {
    schema.get("$dynamicAnchor").and_then(Value::as_str) == Some(name)
}

/// Whether a schema is marked as one that others may stand for.
pub(super) fn is_recursive(schema: &Value) -> bool {
    schema.get("$recursiveAnchor") == Some(&Value::Bool(true))
}

/// Makes a schema refer to another one, beside what it refers to already.
pub(super) fn refer(schema: &mut Map<String, Value>, reference: String) {
    let reference = Value::String(reference);
    if !schema.contains_key("$ref") {
        schema.insert("$ref".to_owned(), reference);
        return;
    }
    let one = Map::from_iter([("$ref".to_owned(), reference)]);
    add_to_all(schema, Value::Object(one));
}

fn add_to_all(schema: &mut Map<String, Value>, one: Value) {
    let all = schema
        .entry("allOf")
        .or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(all) = all {
        all.push(one);
    }
}

/// Makes all dynamic references of a document plain ones.
pub(super) fn resolve(
    root: &mut Value,
    absent: &BTreeMap<String, String>,
    problems: &mut Problems,
) {
    if !has_any(root) {
        return;
    }
    let schemas = Schemas::of(root);
    let original = std::mem::take(root);
    let references = References {
        root: &original,
        absent,
    };
    let needs = schemas.needs(references);
    let mut rewriting = Rewriting {
        references,
        schemas,
        needs,
        copies: BTreeMap::new(),
        problems,
    };
    let at = Pointer::root();
    let way = Way {
        to: at.clone(),
        scope: None,
    };
    *root = rewriting.node(&original, &at, way, Keys::Keywords);
}

/// Whether a tree may have dynamic references.
fn has_any(node: &Value) -> bool {
    match node {
        Value::Array(items) => items.iter().any(has_any),
        Value::Object(members) => members
            .iter()
            .any(|(key, value)| REFERENCES[1..].contains(&key.as_str()) || has_any(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Where a schema goes.
struct Way {
    to: Pointer,
    /// What its dynamic references name, where it is a copy.
    scope: Option<Scope>,
}

impl Way {
    fn below(&self, token: &str) -> Self {
        Self {
            to: self.to.child(token),
            scope: self.scope.clone(),
        }
    }
}

struct Rewriting<'t> {
    references: References<'t>,
    schemas: Schemas,
    needs: BTreeMap<Pointer, BTreeSet<String>>,
    /// Where the copies are, by the schema and what it names that others may give.
    copies: BTreeMap<(Pointer, Scope), Pointer>,
    problems: &'t mut Problems,
}

impl Rewriting<'_> {
    /// The node of the original at `at`, as it is on this way.
    fn node(&mut self, node: &Value, at: &Pointer, way: Way, keys: Keys) -> Value {
        match node {
            Value::Array(items) => {
                let items = items.iter().enumerate().map(|(position, item)| {
                    let token = position.to_string();
                    self.node(item, &at.child(&token), way.below(&token), Keys::Keywords)
                });
                items.collect()
            }
            Value::Object(members) => match keys {
                Keys::Keywords => self.schema(members, at, way),
                Keys::Names => {
                    let members = members.iter().map(|(name, value)| {
                        let below =
                            self.node(value, &at.child(name), way.below(name), Keys::Keywords);
                        (name.clone(), below)
                    });
                    members.collect()
                }
            },
            other => other.clone(),
        }
    }

    fn schema(&mut self, members: &Map<String, Value>, at: &Pointer, mut way: Way) -> Value {
        if let Some(scope) = &mut way.scope
            && self.schemas.resources.contains_key(at)
        {
            *scope = self.schemas.entered(at, scope);
        }
        let mut rewritten = Map::new();
        for (key, value) in members {
            let is_reference = reference_key(key).is_some() && value.is_string();
            let is_left_out = way.scope.is_some() && IDENTIFYING.contains(&key.as_str());
            let keys = match key.as_str() {
                KEY if at.is_root() => Some(Keys::Names),
                key => keys_below(Keys::Keywords, key, value),
            };
            match keys {
                _ if is_reference || is_left_out => {}
                Some(keys) => {
                    let below = self.node(value, &at.child(key), way.below(key), keys);
                    rewritten.insert(key.clone(), below);
                }
                None => drop(rewritten.insert(key.clone(), value.clone())),
            }
        }
        for key in REFERENCES {
            if let Some(Value::String(text)) = members.get(key) {
                self.add_reference((key, text), at, &way, &mut rewritten);
            }
        }
        Value::Object(rewritten)
    }

    /// Adds what a reference of the schema at `at` comes to.
    fn add_reference(
        &mut self,
        (key, text): (&str, &str),
        at: &Pointer,
        way: &Way,
        schema: &mut Map<String, Value>,
    ) {
        let first = match self.references.resolve(text) {
            // It may only be told: `#` is no schema.
            Ok(first) if key != "$ref" && first.is_root() => {
                schema.insert(key.to_owned(), Value::from(text));
                return;
            }
            Ok(first) => first,
            Err(_) => return refer(schema, text.to_owned()),
        };
        let scope = match &way.scope {
            Some(scope) => scope.clone(),
            None => self.schemas.written(at),
        };
        let target = self.named(key, &first, &scope);
        let entered = self.schemas.entered(&target, &scope);
        if !self.differs(&target, &entered) {
            let is_as_written = target == first;
            return refer(
                schema,
                if is_as_written {
                    text.to_owned()
                } else {
                    local(&target)
                },
            );
        }
        if let Some(known) = self.copied(&target, entered, at, (way, schema)) {
            refer(schema, local(&known));
        }
    }

    /// What a reference names that leads to `first` by itself.
    fn named(&self, key: &str, first: &Pointer, scope: &Scope) -> Pointer {
        let schema = first.find(self.references.root);
        let name = schema.and_then(|it| Schemas::name(key, it));
        let target = name.and_then(|it| scope.get(&it));
        target.unwrap_or(first).clone()
    }

    /// Whether the references that a schema leads to name something else in this scope than where it is written.
    fn differs(&self, target: &Pointer, scope: &Scope) -> bool {
        let Some(needs) = self.needs.get(target) else {
            return false;
        };
        let written = self.schemas.written(target);
        needs.iter().any(|it| scope.get(it) != written.get(it))
    }

    /// Puts a copy of the schema at `target` in the place of a reference to it, or gives the place that refers to it.
    fn copied(
        &mut self,
        target: &Pointer,
        scope: Scope,
        at: &Pointer,
        (way, schema): (&Way, &mut Map<String, Value>),
    ) -> Option<Pointer> {
        let needs = self.needs.get(target).cloned().unwrap_or_default();
        let needed = scope.iter().filter(|(name, _)| needs.contains(*name));
        let needed = needed
            .map(|(name, it)| (name.clone(), it.clone()))
            .collect();
        let wanted = (target.clone(), needed);
        if let Some(known) = self.copies.get(&wanted) {
            return Some(known.clone());
        }
        let is_alone = schema.keys().all(|key| IDENTIFYING.contains(&key.as_str()));
        let all = schema
            .get("allOf")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        let to = if is_alone {
            way.to.clone()
        } else {
            way.to.child("allOf").index(all)
        };
        if self.copies.len() >= MOST || to.depth() > DEEPEST {
            let message = format!(
                "dynamic references lead to more than {MOST} copies of schemas, or to some deeper than {DEEPEST} levels; here they name what they name by themselves"
            );
            self.problems.warning(at, message);
            return Some(target.clone());
        }
        self.copies.insert(wanted, to.clone());
        let node = target.find(self.references.root).unwrap_or(&Value::Null);
        let scope = Some(scope);
        match self.node(node, target, Way { to, scope }, Keys::Keywords) {
            Value::Object(copy) if is_alone => schema.extend(copy),
            copy => add_to_all(schema, copy),
        }
        None
    }
}

/// A reference to a node. A `%` of the pointer is none of an escape.
fn local(at: &Pointer) -> String {
    at.to_string().replace('%', "%25")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(schemas: Value, expected: Value) {
        let mut root = json!({ "schemas": schemas });
        let mut problems = Problems::new();
        resolve(&mut root, &BTreeMap::new(), &mut problems);
        assert!(problems.is_empty());
        assert_eq!(root["schemas"], expected);
    }

    #[test]
    fn a_name_of_the_own_resource_is_one_like_others() {
        check(
            json!({ "Tree": { "$dynamicAnchor": "node", "items": { "$dynamicRef": "#/schemas/Tree" } } }),
            json!({ "Tree": { "$dynamicAnchor": "node", "items": { "$ref": "#/schemas/Tree" } } }),
        );
    }

    #[test]
    fn a_resource_around_gives_the_schema_instead() {
        check(
            json!({
                "Tree": { "$id": "tree", "$dynamicAnchor": "node", "items": { "$dynamicRef": "#/schemas/Tree" } },
                "Strict": { "$id": "strict", "$dynamicAnchor": "node", "$ref": "#/schemas/Tree", "maxItems": 2 },
                "Other": { "items": { "$ref": "#/schemas/Tree" } },
            }),
            json!({
                "Tree": { "$id": "tree", "$dynamicAnchor": "node", "items": { "$ref": "#/schemas/Tree" } },
                "Strict": { "$id": "strict", "$dynamicAnchor": "node", "maxItems": 2, "allOf": [{ "items": { "$ref": "#/schemas/Strict" } }] },
                "Other": { "items": { "$ref": "#/schemas/Tree" } },
            }),
        );
    }

    #[test]
    fn a_template_is_filled_in() {
        let page = json!({ "$id": "page", "items": { "$dynamicRef": "#/schemas/Page/$defs/item" }, "$defs": { "item": { "$dynamicAnchor": "item" } } });
        let mut filled = page.clone();
        filled["items"] = json!({ "$ref": "#/schemas/Page/$defs/item" });
        let defs = json!({ "item": { "$dynamicAnchor": "item", "type": "string" } });
        check(
            json!({ "Page": page, "Names": { "$id": "names", "$ref": "#/schemas/Page", "$defs": defs } }),
            json!({ "Page": filled, "Names": { "$id": "names", "$defs": defs, "items": { "$ref": "#/schemas/Names/$defs/item" } } }),
        );
    }

    #[test]
    fn a_copy_that_leads_to_itself_is_made_once() {
        check(
            json!({
                "Tree": { "$recursiveAnchor": true, "a": { "$ref": "#/schemas/Tree" }, "b": { "$recursiveRef": "#/schemas/Tree" } },
                "Wide": { "$recursiveAnchor": true, "c": { "$ref": "#/schemas/Tree" } },
            }),
            json!({
                "Tree": { "$recursiveAnchor": true, "a": { "$ref": "#/schemas/Tree" }, "b": { "$ref": "#/schemas/Tree" } },
                "Wide": { "$recursiveAnchor": true, "c": { "a": { "$ref": "#/schemas/Wide/c" }, "b": { "$ref": "#/schemas/Wide" } } },
            }),
        );
    }
}
