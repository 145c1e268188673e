//! Routes to resources and methods: which accessor of the client an operation hangs on, and what it is called there.
//!
//! The resource is what `x-codegen-resource` says, else the first tag, else the path's; under the naming rule `rest` the
//! path's always (see `rest`). The method is what `x-codegen-name` says, else the `operationId` without the resource's own
//! words (`pets().list()`, not `pets().list_pets()`); under `rest`, the verb that method and path give; without an id,
//! method and path. Two operations of one resource that come to one word both take their whole id, and where these are
//! equal, method and path: a name moves when its like is added to the resource, and never for what is added elsewhere.

use std::collections::HashMap;

use indexmap::IndexSet;

use super::Lowering;
use super::docs;
use super::draft::singular;
use super::media_types::with_words;
use super::names::{
    Case, Claim, DEVICES, Ident, NOTHING, PARTS, Reserved, TYPE_SCOPE, alone, decide, decide_claims,
};
use super::rest::Tree;
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
    /// The word to take where another operation of the resource has the same.
    whole: String,
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
        let (mut resources, keys) = self.skeleton(&placed);
        let mut owned: HashMap<&[String], Vec<&Placed>> = HashMap::new();
        for it in &placed {
            owned.entry(&it.resource).or_default().push(it);
        }
        for (position, key) in keys.iter().enumerate() {
            let own = owned.remove(key).unwrap_or_default();
            let words = method_words(&own);
            let names = self.method_names(&resources, position, &own, &words);
            let type_names = operation_type_names(&resources, position, &own, &words);
            for (((placed, word), name), type_name) in
                own.iter().zip(words).zip(names).zip(type_names)
            {
                let operation = resources[position].operations.len();
                let seat = Seat {
                    resource: position,
                    operation,
                    word,
                    name,
                    type_name,
                };
                let lowered = self.operation(&placed.route, seat, schemes);
                resources[position].operations.extend(lowered);
            }
        }
        resources
    }

    fn placed(&mut self, route: Route, tree: &Tree) -> Option<Placed> {
        let own = objects::operation(self.document, &route.at);
        let own = self.told(own)?;
        let (by_path, verb) = self.place(&route, tree);
        let rest = self.options.naming == Naming::Rest;
        let given = self
            .given_resource(&route.at)
            .map(|given| given.split('.').map(str::to_owned).collect());
        let tag = own.tags.first().filter(|_| !rest);
        let resource: Vec<String> = given
            .or(tag.map(|tag| vec![tag.clone()]))
            .unwrap_or(by_path);
        let by_route = format!("{} {}", route.method.to_ascii_lowercase(), route.path);
        let (word, whole) = match (self.given_name(&route.at), own.operation_id) {
            (Some(given), _) => (given.clone(), given),
            (None, _) if rest => (self.rest_word(&route, verb, tree), by_route),
            (None, Some(id)) => (own_words(&id, &resource), id),
            (None, None) => (by_route.clone(), by_route),
        };
        Some(Placed {
            route,
            resource,
            word,
            whole,
        })
    }

    /// An operation, and beside it one for each other media type of its body that has a schema of its own.
    fn each_body(&self, placed: Placed) -> Vec<Placed> {
        let (_, others) = with_words(self.request_offers(&placed.route.at));
        let others: Vec<Placed> = others
            .into_iter()
            .map(|(offer, word)| Placed {
                resource: placed.resource.clone(),
                word: format!("{} {word}", placed.word),
                whole: format!("{} {word}", placed.whole),
                route: Route {
                    media_type: Some(offer.media_type),
                    ..placed.route.clone()
                },
            })
            .collect();
        [vec![placed], others].concat()
    }

    /// The resources without their operations, parents before children, and the words of each.
    fn skeleton<'p>(&mut self, placed: &'p [Placed]) -> (Vec<Resource>, IndexSet<&'p [String]>) {
        let ways = placed.iter().map(|it| it.resource.as_slice());
        let keys = ways.flat_map(|way| (1..=way.len()).map(|length| &way[..length]));
        let keys: IndexSet<&[String]> = keys.collect();
        let mut siblings: HashMap<&[String], Vec<&str>> = HashMap::new();
        for (last, above) in keys.iter().filter_map(|key| key.split_last()) {
            siblings.entry(above).or_default().push(last);
        }
        let taken = [ACCESSORS, DEVICES].concat();
        let named = siblings.into_iter().map(|(above, words)| {
            let names = decide(Case::Snake, &words, &taken, "_");
            (above, names.into_iter())
        });
        let mut names: HashMap<&[String], std::vec::IntoIter<Ident>> = named.collect();
        let mut resources = Vec::new();
        for key in &keys {
            let (last, above) = key.split_last().expect("a resource has at least one word");
            let siblings = names.get_mut(above).expect("they are named");
            resources.push(Resource {
                name: siblings.next().expect("each of them has a name"),
                type_name: alone(Case::Pascal, last, &ACCESSOR_TYPES),
                docs: self.tag_docs(last),
                parent: keys.get_index_of(above),
                operations: Vec::new(),
            });
        }
        (resources, keys)
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
        own: &[&Placed],
        words: &[String],
    ) -> Vec<Ident> {
        let children = resources
            .iter()
            .filter(|it| it.parent == Some(position))
            .map(|it| it.name.as_str());
        let reserved = ACCESSORS.iter().chain(DEVICES).copied();
        let reserved: Vec<&str> = reserved.chain(children).collect();
        let reserved = Reserved {
            names: &reserved,
            ..NOTHING
        };
        decide_claims(Case::Snake, &claims(own, words), &reserved)
    }
}

/// The types of a resource's operations, apart from its accessor.
fn operation_type_names(
    resources: &[Resource],
    position: usize,
    own: &[&Placed],
    words: &[String],
) -> Vec<Ident> {
    let accessor = resources[position].type_name.as_str();
    let reserved = [TYPE_SCOPE, &[accessor]].concat();
    let reserved = Reserved {
        names: &reserved,
        endings: &PARTS,
        suffix: "Operation",
        ..NOTHING
    };
    decide_claims(Case::Pascal, &claims(own, words), &reserved)
}

/// Operations of one word are told apart by where they stand.
fn claims<'p>(own: &[&'p Placed], words: &'p [String]) -> Vec<Claim<'p>> {
    let claim = |(placed, word): (&&'p Placed, &'p String)| Claim {
        place: placed.route.at.as_str(),
        ..Claim::of(word)
    };
    own.iter().zip(words).map(claim).collect()
}

/// What the type of an accessor may not be called: nor like a part of one of its operations.
const ACCESSOR_TYPES: Reserved<'static> = Reserved {
    names: TYPE_SCOPE,
    endings: &PARTS,
    suffix: "Resource",
    ..NOTHING
};

/// Names that no accessor, method or module of a resource takes.
const ACCESSORS: &[&str] = &[
    "builder",
    "client",
    "clone",
    "cmp",
    "from",
    "headers",
    "models",
    "new",
    "resources",
    "types",
];

/// The words of a resource's methods; those of one spelling give way to whole ids, and these to method and path.
fn method_words(own: &[&Placed]) -> Vec<String> {
    let words: Vec<&str> = own.iter().map(|it| it.word.as_str()).collect();
    let whole: Vec<&str> = own.iter().map(|it| it.whole.as_str()).collect();
    let route = |it: &Placed| {
        let method = it.route.method.to_ascii_lowercase();
        let body = it.route.media_type.as_deref().unwrap_or_default();
        let word = format!("{method} {} {body}", it.route.path);
        word.trim_end().to_owned()
    };
    let (alone, whole_alone) = (are_alone(&words), are_alone(&whole));
    let word = |position: usize| {
        if alone[position] {
            words[position].to_owned()
        } else if whole_alone[position] {
            whole[position].to_owned()
        } else {
            route(own[position])
        }
    };
    (0..own.len()).map(word).collect()
}

/// Which of the words have a spelling that no other has.
fn are_alone(words: &[&str]) -> Vec<bool> {
    let spelt: Vec<String> = words.iter().map(|it| Case::Snake.apply(it)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in &spelt {
        *counts.entry(word).or_default() += 1;
    }
    spelt.iter().map(|it| counts[it.as_str()] == 1).collect()
}

/// An id without the words of its resource, in the singular or in the plural: without its parts (`drive.files.list`) up to
/// the resource, else without the resource's words in front (`pets_list`), else without them behind one word (`list_pets`).
fn own_words(id: &str, resource: &[String]) -> String {
    let last = resource.last().map(|it| Case::Snake.apply(it));
    let last = last.unwrap_or_default();
    let resource: Vec<&str> = last.split('_').collect();
    if let Some(below) = below_part(id, &resource) {
        return below;
    }
    let snake = Case::Snake.apply(id);
    let words: Vec<&str> = snake.split('_').collect();
    let own = if let Some(rest) = without_front(&words, &resource) {
        rest
    } else if words.len() == resource.len() + 1 && is_same(&words[1..], &resource) {
        &words[..1]
    } else {
        &words
    };
    own.join("_")
}

/// The parts of an id behind the one that is the resource.
fn below_part(id: &str, resource: &[&str]) -> Option<String> {
    let parts: Vec<&str> = id.split(['.', '/']).collect();
    let is_resource = |part: &&str| {
        let part = Case::Snake.apply(part);
        is_same(&part.split('_').collect::<Vec<_>>(), resource)
    };
    let at = parts.iter().position(is_resource)?;
    let below = parts[at + 1..].join(" ");
    (!below.is_empty()).then_some(below)
}

fn without_front<'w>(words: &'w [&'w str], resource: &[&str]) -> Option<&'w [&'w str]> {
    let (front, rest) = words.split_at_checked(resource.len())?;
    (!rest.is_empty() && is_same(front, resource)).then_some(rest)
}

/// Whether words are those of a resource, whichever of the last ones is a plural.
fn is_same(words: &[&str], resource: &[&str]) -> bool {
    let one = |word: &str| singular(word).unwrap_or_else(|| word.to_owned());
    let (Some((last, before)), Some((end, above))) = (words.split_last(), resource.split_last())
    else {
        return false;
    };
    before == above && one(last) == one(end)
}
