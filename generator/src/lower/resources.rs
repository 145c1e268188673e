//! Routes to resources and methods: which accessor of the client an operation hangs on, and what it is called there.
//!
//! The resource is what `x-codegen-resource` says, else the first tag, else the path: its static segments before the first
//! parameter nest, static segments behind a parameter are sub-resources where they hold things of their own, and verbs of
//! their parent where they do not. The method is what `x-codegen-name` says, else the `operationId`; under the naming
//! rule `rest`, and for an operation without an id, the HTTP method and the path decide; under `rest` a tag counts only
//! where there is no id.

use std::collections::BTreeSet;

use super::Lowering;
use super::docs;
use super::names::{Case, Ident, TYPE_SCOPE, decide, one};
use crate::Naming;
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{Docs, Resource, Scheme};

/// An operation and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub path: String,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path item.
    pub item: Pointer,
    /// The operation.
    pub at: Pointer,
    /// The media type of its request body, where it is another than the preferred one: then it has a schema of its own.
    pub media_type: Option<String>,
}

/// Where an operation hangs, by position, and what it is called there.
pub(super) struct Seat {
    pub resource: usize,
    pub operation: usize,
    pub word: String,
    pub name: Ident,
    pub type_name: Ident,
}

/// A route with its words: where it hangs and what it is called.
#[derive(Clone)]
struct Placed {
    route: Route,
    resource: Vec<String>,
    word: String,
}

impl Lowering<'_> {
    pub(super) fn resources(&mut self, schemes: &[Scheme]) -> Vec<Resource> {
        self.tell_paths();
        let routes = self.routes();
        let tree = Tree::of(&routes);
        let placed: Vec<Placed> = routes
            .into_iter()
            .filter_map(|route| self.placed(route, &tree))
            .collect();
        let placed: Vec<Placed> = placed
            .into_iter()
            .flat_map(|placed| self.each_body(placed))
            .collect();
        let mut resources = self.skeleton(&placed);
        for position in 0..resources.0.len() {
            let own: Vec<&Placed> = placed
                .iter()
                .filter(|it| it.resource == resources.1[position])
                .collect();
            let words = method_words(&own);
            let names = self.method_names(&resources.0, position, &words);
            let type_names = operation_type_names(&resources.0, position, &words);
            for (((placed, word), name), type_name) in
                own.iter().zip(words).zip(names).zip(type_names)
            {
                let operation = resources.0[position].operations.len();
                let seat = Seat {
                    resource: position,
                    operation,
                    word,
                    name,
                    type_name,
                };
                let lowered = self.operation(&placed.route, seat, schemes);
                resources.0[position].operations.extend(lowered);
            }
        }
        resources.0
    }

    fn placed(&mut self, route: Route, tree: &Tree) -> Option<Placed> {
        let own = objects::operation(self.document, &route.at);
        let own = self.told(own)?;
        let (by_path, verb) = tree.place(&route);
        let rest = self.options.naming == Naming::Rest;
        let given = self
            .given_resource(&route.at)
            .map(|given| given.split('.').map(str::to_owned).collect());
        let tag = own
            .tags
            .first()
            .map(|tag| vec![tag.clone()])
            .filter(|_| !rest || own.operation_id.is_none());
        let resource: Vec<String> = given.or(tag).unwrap_or(by_path);
        let by_route = if rest {
            self.rest_word(&route, verb)
        } else {
            format!("{} {}", route.method.to_ascii_lowercase(), route.path)
        };
        let id = own.operation_id.filter(|_| !rest);
        let word = self.given_name(&route.at).or(id).unwrap_or(by_route);
        Some(Placed {
            route,
            resource,
            word,
        })
    }

    /// An operation, and beside it one for each other media type of its body that has a schema of its own.
    fn each_body(&self, placed: Placed) -> Vec<Placed> {
        let offers = self.request_offers(&placed.route.at);
        let others: Vec<Placed> = offers
            .into_iter()
            .skip(1)
            .map(|offer| Placed {
                resource: placed.resource.clone(),
                word: format!("{} {}", placed.word, offer.word()),
                route: Route {
                    media_type: Some(offer.media_type),
                    ..placed.route.clone()
                },
            })
            .collect();
        [vec![placed], others].concat()
    }

    /// The REST name of a route: what its method does to what its path ends in.
    fn rest_word(&self, route: &Route, verb: Option<String>) -> String {
        if let Some(verb) = verb {
            return verb;
        }
        let ends_in_parameter = route.path.trim_end_matches('/').ends_with('}');
        let word = match (route.method.as_str(), ends_in_parameter) {
            ("GET", false) if self.gives_a_list(&route.at) => "list",
            ("GET", _) => "retrieve",
            ("POST", false) => "create",
            ("PUT", _)
                if self.has(&route.item, "patch")
                    || self.has(&route.item, "post") && ends_in_parameter =>
            {
                "replace"
            }
            ("POST" | "PUT" | "PATCH", _) => "update",
            ("DELETE", _) => "delete",
            (other, _) => return other.to_ascii_lowercase(),
        };
        word.to_owned()
    }

    /// Whether a success holds an array: itself, or in exactly one property.
    fn gives_a_list(&self, operation: &Pointer) -> bool {
        let responses = self
            .entries(operation, "responses")
            .into_iter()
            .filter(|(status, _)| status.starts_with('2'));
        responses.into_iter().any(|(_, at)| {
            let Ok(at) = self.document.follow(&at) else {
                return false;
            };
            self.entries(&at, "content")
                .into_iter()
                .any(|(_, media)| self.is_list(&media.child("schema")))
        })
    }

    fn is_list(&self, schema: &Pointer) -> bool {
        let Ok(at) = self.document.follow(schema) else {
            return false;
        };
        let is_array = |at: &Pointer| self.text(at, "type") == Some("array");
        is_array(&at)
            || self
                .entries(&at, "properties")
                .iter()
                .filter(|(_, below)| is_array(below))
                .count()
                == 1
    }

    /// The resources without their operations, parents before children, and the words of each.
    fn skeleton(&mut self, placed: &[Placed]) -> (Vec<Resource>, Vec<Vec<String>>) {
        let mut keys: Vec<Vec<String>> = Vec::new();
        for Placed { resource, .. } in placed {
            for length in 1..=resource.len() {
                let key = resource[..length].to_vec();
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        let mut resources: Vec<Option<Resource>> = keys.iter().map(|_| None).collect();
        for (position, key) in keys.iter().enumerate() {
            let (last, above) = key.split_last().expect("a resource has at least one word");
            let siblings: Vec<&str> = keys
                .iter()
                .filter(|it| it.len() == key.len() && it.starts_with(above))
                .filter_map(|it| it.last())
                .map(String::as_str)
                .collect();
            let place = siblings
                .iter()
                .position(|it| it == last)
                .unwrap_or_default();
            let name = decide(Case::Snake, &siblings, ACCESSORS, "_").swap_remove(place);
            let type_name = one(Case::Pascal, last, TYPE_SCOPE, "Resource");
            let parent = keys.iter().position(|it| it.as_slice() == above);
            resources[position] = Some(Resource {
                name,
                type_name,
                docs: self.tag_docs(last),
                parent,
                operations: Vec::new(),
            });
        }
        (resources.into_iter().flatten().collect(), keys)
    }

    fn tag_docs(&self, tag: &str) -> Docs {
        let tags = self.items(&Pointer::root(), "tags");
        let named = tags.iter().find(|at| self.text(at, "name") == Some(tag));
        docs::clean(named.and_then(|at| self.text(at, "description")))
    }

    /// The methods of a resource, apart from the accessors of its children.
    fn method_names(
        &self,
        resources: &[Resource],
        position: usize,
        words: &[String],
    ) -> Vec<Ident> {
        let children = resources
            .iter()
            .filter(|it| it.parent == Some(position))
            .map(|it| it.name.as_str());
        let reserved: Vec<&str> = ACCESSORS.iter().copied().chain(children).collect();
        decide(
            Case::Snake,
            &words.iter().map(String::as_str).collect::<Vec<_>>(),
            &reserved,
            "_",
        )
    }
}

/// The types of a resource's operations, apart from the accessors' types.
fn operation_type_names(resources: &[Resource], position: usize, words: &[String]) -> Vec<Ident> {
    let accessors = resources
        .iter()
        .enumerate()
        .filter(|(it, resource)| *it == position || resource.parent == Some(position));
    let accessors = accessors.map(|(_, resource)| resource.type_name.as_str());
    let reserved: Vec<&str> = TYPE_SCOPE.iter().copied().chain(accessors).collect();
    decide(
        Case::Pascal,
        &words.iter().map(String::as_str).collect::<Vec<_>>(),
        &reserved,
        "Operation",
    )
}

/// Names that no accessor, method or module of a resource takes.
const ACCESSORS: &[&str] = &[
    "builder",
    "client",
    "headers",
    "models",
    "new",
    "resources",
    "types",
];

/// The words of a resource's methods; where two are equal, both are told apart by method and path.
fn method_words(own: &[&Placed]) -> Vec<String> {
    let case = |word: &str| Case::Snake.apply(word);
    let repeated = |word: &str| {
        own.iter()
            .filter(|other| case(&other.word) == case(word))
            .count()
            > 1
    };
    own.iter()
        .map(|placed| {
            if repeated(&placed.word) {
                let Route {
                    method,
                    path,
                    media_type,
                    ..
                } = &placed.route;
                let body = media_type.as_deref().unwrap_or_default();
                let word = format!("{} {path} {body}", method.to_ascii_lowercase());
                word.trim_end().to_owned()
            } else {
                placed.word.clone()
            }
        })
        .collect()
}

/// The paths of a document as a tree of segments.
struct Tree {
    /// The segments of every path, and its methods.
    paths: Vec<(Vec<String>, BTreeSet<String>)>,
}

impl Tree {
    fn of(routes: &[Route]) -> Self {
        let mut paths: Vec<(Vec<String>, BTreeSet<String>)> = Vec::new();
        for route in routes {
            let segments = segments(&route.path);
            match paths.iter_mut().find(|(known, _)| *known == segments) {
                Some((_, methods)) => {
                    methods.insert(route.method.clone());
                }
                None => paths.push((segments, BTreeSet::from([route.method.clone()]))),
            }
        }
        Self { paths }
    }

    /// The resource of a route by its path, and the verb where its last segment is one.
    fn place(&self, route: &Route) -> (Vec<String>, Option<String>) {
        let segments = segments(&route.path);
        let mut words: Vec<String> = segments
            .iter()
            .filter(|it| !is_parameter(it))
            .cloned()
            .collect();
        if words.is_empty() {
            return (vec!["root".to_owned()], None);
        }
        if self.is_verb(&segments) && words.len() > 1 {
            let verb = words.pop();
            return (words, verb);
        }
        (words, None)
    }

    /// Whether the last segment does something to what stands before it: nothing lies below it, it has one method, and
    /// what stands before it is there for itself; behind a parameter that method is no GET.
    fn is_verb(&self, segments: &[String]) -> bool {
        let Some((last, before)) = segments.split_last() else {
            return false;
        };
        let below = self
            .paths
            .iter()
            .any(|(path, _)| path.len() > segments.len() && path.starts_with(segments));
        let methods = self
            .paths
            .iter()
            .find(|(path, _)| path == segments)
            .map(|(_, methods)| methods);
        let known = self.paths.iter().any(|(path, _)| path == before);
        let reads = methods.is_some_and(|methods| methods.contains("GET"));
        let single = methods.is_some_and(|methods| methods.len() == 1);
        let behind_parameter = before.last().is_some_and(|it| is_parameter(it));
        !is_parameter(last) && !below && single && known && !(behind_parameter && reads)
    }
}

fn is_parameter(segment: &str) -> bool {
    segment.contains('{')
}

/// The segments of a path, without a version (`v1`) in front.
fn segments(path: &str) -> Vec<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let all: Vec<String> = path
        .split('/')
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect();
    let is_version = |it: &String| {
        it.strip_prefix('v')
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit()))
    };
    let skip = usize::from(all.first().is_some_and(is_version) && all.len() > 1);
    all.into_iter().skip(skip).collect()
}
