//! Paths to resources and verbs: the naming rule `rest`.
//!
//! The static segments of a path nest as resources; a last segment that does something is a verb of the resource before it. A
//! segment does something where nothing lies below it and its path has one method, which
//! - writes (`POST`, `PUT`, `PATCH`), unless what it answers with is called like the segment (`login_links` gives a
//!   `login_link`), or is no component and the segment is a plural: then it makes such things; or
//! - reads, where no parameter stands before it, what stands before it is a path of its own, and it is no plural
//!   (`charges/search`).
//!
//! Any other operation is called by its method: on a parameter `retrieve`, `update`, `delete`; on a path that lists, or is
//! not read at all, `list` and `create`; on a path that gives one thing `retrieve` and `update`. `PUT` beside another method
//! that updates is `replace`.
//!
//! A name moves when a path is added below it or a method beside it: a verb becomes a resource then. Nothing else moves
//! one.

use std::collections::{BTreeMap, BTreeSet};

use super::Lowering;
use super::draft::singular;
use super::names::Case;
use super::resources::Route;
use crate::document::pointer::Pointer;

/// The paths of a document as a tree of segments, with the operations of each by method.
pub(super) struct Tree {
    paths: BTreeMap<Vec<String>, BTreeMap<String, Pointer>>,
    /// The segments below which others lie.
    inner: BTreeSet<Vec<String>>,
}

impl Tree {
    pub(super) fn of(routes: &[Route]) -> Self {
        let mut tree = Self {
            paths: BTreeMap::new(),
            inner: BTreeSet::new(),
        };
        for route in routes {
            let segments = segments(&route.path);
            for length in 1..segments.len() {
                tree.inner.insert(segments[..length].to_vec());
            }
            let methods = tree.paths.entry(segments).or_default();
            methods.insert(route.method.clone(), route.at.clone());
        }
        tree
    }

    /// The one method of a path, where it has no other.
    fn sole_method(&self, segments: &[String]) -> Option<&str> {
        let methods = self.paths.get(segments)?;
        let (method, _) = methods.first_key_value()?;
        (methods.len() == 1).then_some(method)
    }

    /// The operation that reads a path.
    fn read(&self, segments: &[String]) -> Option<&Pointer> {
        self.paths.get(segments)?.get("GET")
    }
}

impl Lowering<'_> {
    /// The resource of a route by its path, and the verb where its last segment is one.
    pub(super) fn place(&self, route: &Route, tree: &Tree) -> (Vec<String>, Option<String>) {
        let segments = segments(&route.path);
        let is_static = |it: &&String| *it != PARAMETER;
        let mut words: Vec<String> = segments.iter().filter(is_static).cloned().collect();
        if words.is_empty() {
            return (vec!["root".to_owned()], None);
        }
        if words.len() > 1 && self.is_verb(route, &segments, tree) {
            let verb = words.pop();
            return (words, verb);
        }
        (words, None)
    }

    fn is_verb(&self, route: &Route, segments: &[String], tree: &Tree) -> bool {
        let Some((last, before)) = segments.split_last() else {
            return false;
        };
        if last == PARAMETER || tree.inner.contains(segments) {
            return false;
        }
        match tree.sole_method(segments) {
            Some("POST" | "PUT" | "PATCH") => !self.makes(&route.at, last),
            Some("GET") => {
                let behind_parameter = before.iter().any(|it| it == PARAMETER);
                !behind_parameter && tree.paths.contains_key(before) && !is_plural(last)
            }
            _ => false,
        }
    }

    /// Whether what an operation answers with is called like the last segment of its path.
    fn makes(&self, operation: &Pointer, segment: &str) -> bool {
        let schemas = self.success_schemas(operation);
        let mut components = schemas.iter().filter_map(|at| self.text(at, "$ref"));
        let own = Case::Snake.apply(segment);
        match components.next() {
            Some(component) => {
                let name = component.rsplit(['/', '.']).next().unwrap_or_default();
                let name = Case::Snake.apply(name);
                name == own || singular(&own).is_some_and(|one| name == one)
            }
            None => is_plural(segment),
        }
    }

    /// The name of a route: its verb, or what its method does to what its path ends in.
    pub(super) fn rest_word(&self, route: &Route, verb: Option<String>, tree: &Tree) -> String {
        if let Some(verb) = verb {
            return verb;
        }
        let segments = segments(&route.path);
        let one = segments.last().is_some_and(|it| it == PARAMETER)
            || tree
                .read(&segments)
                .is_some_and(|it| !self.gives_a_list(it, &segments));
        let updates = |method: &str| self.has(&route.item, method);
        let word = match route.method.as_str() {
            "GET" if one => "retrieve",
            "GET" => "list",
            "POST" if !one => "create",
            "PUT" if updates("patch") || updates("post") && one => "replace",
            "POST" | "PUT" | "PATCH" => "update",
            "DELETE" => "delete",
            other => return other.to_ascii_lowercase(),
        };
        word.to_owned()
    }

    /// Whether a success holds a list: it is an array, or has exactly one, where the path ends in a plural or the array is of
    /// objects among scalars.
    fn gives_a_list(&self, operation: &Pointer, segments: &[String]) -> bool {
        let plural = segments.last().is_some_and(|it| is_plural(it));
        let schemas = self.success_schemas(operation);
        schemas.iter().any(|schema| self.is_list(schema, plural))
    }

    fn success_schemas(&self, operation: &Pointer) -> Vec<Pointer> {
        let responses = self.entries(operation, "responses").into_iter();
        let successes = responses.filter(|(status, _)| status.starts_with('2'));
        let successes = successes.filter_map(|(_, at)| self.follow(&at).ok());
        let media_types = successes.flat_map(|at| self.entries(&at, "content"));
        media_types.map(|(_, at)| at.child("schema")).collect()
    }

    fn is_list(&self, schema: &Pointer, plural: bool) -> bool {
        let Ok(at) = self.follow(schema) else {
            return false;
        };
        let is_array = |at: &Pointer| self.declared(at).names == ["array"];
        if is_array(&at) {
            return true;
        }
        let properties = self.entries(&at, "properties");
        let (arrays, others): (Vec<_>, Vec<_>) =
            properties.iter().partition(|(_, below)| is_array(below));
        let scalar = |below: &Pointer| {
            let types = self.declared(below).names;
            !types.is_empty() && types.iter().all(|it| *it != "object")
        };
        match arrays.as_slice() {
            [(_, array)] if plural => self.has(array, "items"),
            [(_, array)] => {
                self.items_are_objects(array) && others.iter().all(|(_, below)| scalar(below))
            }
            _ => false,
        }
    }

    fn items_are_objects(&self, array: &Pointer) -> bool {
        let Ok(items) = self.follow(&array.child("items")) else {
            return false;
        };
        let names = self.declared(&items).names;
        let objects = ["properties", "additionalProperties", "allOf"];
        let has = |key: &&str| self.has(&items, key);
        ["anyOf", "oneOf"].iter().any(has)
            || names == ["object"]
            || names.is_empty() && objects.iter().any(has)
    }
}

fn is_plural(segment: &str) -> bool {
    singular(segment).is_some()
}

/// Stands for every parameter: what a template calls it makes no other path.
const PARAMETER: &str = "{}";

/// The segments of a path, without a version (`v1`) in front.
fn segments(path: &str) -> Vec<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let all: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    let is_version = |it: &&str| {
        it.strip_prefix('v')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit()))
    };
    let skip = usize::from(all.first().is_some_and(is_version) && all.len() > 1);
    let segment = |it: &str| if it.contains('{') { PARAMETER } else { it }.to_owned();
    all.into_iter().skip(skip).map(segment).collect()
}
