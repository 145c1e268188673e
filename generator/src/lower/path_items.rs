//! Path items: the operations of a document in its order, and what of a path item is none.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lowering;
use super::parameters::is_token;
use super::resources::Route;
use crate::document::kind;
use crate::document::pointer::Pointer;

/// The methods of a Path Item Object; `query` is OpenAPI 3.2's.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The methods that have no name of their own (OpenAPI 3.2), by their name on the wire.
const OTHERS: &str = "additionalOperations";

impl Lowering<'_> {
    /// All operations in document order.
    pub(super) fn routes(&self) -> Vec<Route> {
        let paths = self.entries(&Pointer::root(), "paths").into_iter();
        paths
            .filter_map(|(path, at)| Some((path, self.follow(&at).ok()?)))
            .flat_map(|(path, item)| self.operations_of(&path, &item))
            .collect()
    }

    /// The operations of one path item.
    pub(super) fn operations_of(&self, path: &str, item: &Pointer) -> Vec<Route> {
        let route = |method: String, at: Pointer| Route {
            path: path.to_owned(),
            method,
            item: item.clone(),
            at,
            media_type: None,
        };
        let mut routes = Vec::new();
        for (key, at) in self.members(item) {
            if METHODS.contains(&key.as_str()) {
                routes.push(route(key.to_ascii_uppercase(), at));
            } else if key == OTHERS {
                let others = self.members(&at).into_iter();
                let others = others.filter(|(method, _)| is_token(method));
                routes.extend(others.map(|(method, at)| route(method, at)));
            }
        }
        routes
    }

    /// The keys and children of the object at a place.
    pub(super) fn members(&self, at: &Pointer) -> Vec<(String, Pointer)> {
        match self.node(at) {
            Value::Object(members) => members
                .keys()
                .map(|key| (key.clone(), at.child(key)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Tells what of the paths is no operation, and which operations share an id.
    pub(super) fn tell_paths(&mut self) {
        for (path, at) in self.entries(&Pointer::root(), "paths") {
            if path.starts_with("x-") {
                continue;
            }
            self.tell_beside_reference(&at);
            let item = self.follow(&at);
            if let Some(item) = self.told(item) {
                self.tell_path_item(&item);
            }
        }
        self.tell_repeated_ids();
    }

    /// OpenAPI leaves open what counts beside a `$ref`: what it names does.
    fn tell_beside_reference(&mut self, at: &Pointer) {
        let beside: Vec<String> = self
            .members(at)
            .into_iter()
            .map(|(key, _)| key)
            .filter(|key| {
                METHODS.contains(&key.as_str()) || key == "parameters" || key == "servers"
            })
            .collect();
        if self.has(at, "$ref") && !beside.is_empty() {
            let message = format!(
                "beside `$ref` the path item has `{}`, which is left out",
                beside.join("`, `")
            );
            self.problems.warning(at, message);
        }
    }

    fn tell_path_item(&mut self, item: &Pointer) {
        if !self.node(item).is_object() {
            let found = kind(self.node(item));
            let message = format!("the path item is {found}; an object is accepted");
            self.problems.error(item, message);
        }
        self.tell_methods(&item.child(OTHERS));
    }

    /// Tells which methods without a name of their own can be on no request line.
    fn tell_methods(&mut self, others: &Pointer) {
        for (method, at) in self.members(others) {
            if !is_token(&method) {
                let message = format!(
                    "{method:?} is no method; letters, digits and a few signs (`LINK`) are accepted; it is left out"
                );
                self.problems.error(&at, message);
            }
        }
    }

    fn tell_repeated_ids(&mut self) {
        let mut first: BTreeMap<String, Pointer> = BTreeMap::new();
        for Route { at, .. } in self.routes() {
            let id = self.text(&at, "operationId");
            let Some(id) = id.filter(|id| !id.trim().is_empty()).map(str::to_owned) else {
                continue;
            };
            match first.get(&id) {
                None => {
                    first.insert(id, at);
                }
                Some(other) => {
                    let message = format!(
                        "`{id}` is the id of {other} too; within a resource both are named after method and path"
                    );
                    self.problems.warning(&at.child("operationId"), message);
                }
            }
        }
    }
}
