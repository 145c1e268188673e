//! The table of types: which drafts are one type, where each lives, and what it is called.
//!
//! Component types are named by their key, what hangs below them by the path to it, with the word of its kind behind where
//! that comes to a component's name. Inline types of operations are named within their resource by the path from the body
//! (`Restrictions`); where those of one resource that come to one name have one shape, they are one type, and where shapes
//! differ each operation has its own, with its word in front (`CreateRestrictions`). Types that are alike across resources
//! and components keep their names: see `sharing`.
//!
//! This gives up that a name stays when an operation with such a path is added to the same resource, or a component of the
//! same name; nothing elsewhere ever moves it.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Scope};
use super::names::{
    Case, Claim, DEVICES, Ident, NOTHING, PARTS, Reserved, TYPE_SCOPE, decide, decide_claims,
    with_ending,
};
use super::responses::outcome;
use super::shapes::shapes;
use crate::ir::{BodyArgument, Home, Kind, Operation, Resource, Subject, Type, TypeDef, TypeId};

/// Makes the table, and changes every reference to it.
///
/// `events` are the types of what webhooks and callbacks send: they are kept whether an operation needs them or not. A
/// subject whose type is not in the table has none that could be judged: it is dropped.
pub(super) fn decide_types(
    drafts: Vec<Draft>,
    resources: &mut [Resource],
    events: &[Type],
    subjects: &mut Vec<Subject>,
) -> Vec<TypeDef> {
    let shared = share(&drafts);
    let kept = kept(&drafts, (resources, events), &shared);
    let homes = homes(&drafts, &shared, &kept);
    let names = type_names(&drafts, resources, &kept);
    let mut ids = BTreeMap::new();
    for (new, old) in kept.iter().enumerate() {
        ids.insert(
            *old,
            TypeId(u32::try_from(new).expect("no more types than drafts")),
        );
    }
    let new = |id: TypeId| ids[&shared[id.0 as usize]];
    subjects.retain(|subject| {
        let named = subject.ty.named();
        named
            .iter()
            .all(|id| ids.contains_key(&shared[id.0 as usize]))
    });
    let types = subjects.iter_mut().map(|subject| &mut subject.ty);
    types.for_each(|ty| ty.renumber(&new));
    let mut types = Vec::new();
    for (position, draft) in drafts.into_iter().enumerate() {
        if !ids.contains_key(&position) {
            continue;
        }
        let Draft {
            at, docs, mut kind, ..
        } = draft;
        let held = kind.types_mut();
        held.into_iter().for_each(|ty| ty.renumber(&new));
        let (name, home) = (names[&position].clone(), homes[&position].clone());
        types.push(TypeDef {
            name,
            at,
            docs,
            home,
            kind,
            in_request: false,
            in_response: false,
        });
    }
    for operation in resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations)
    {
        renumber_operation(operation, &new);
    }
    types
}

/// For each draft the one that stands for its type: of the types of one resource with one name, all, where they have one
/// shape; of those at one place of a component, which `$ref`s may reach as well as the component itself, the nearest.
fn share(drafts: &[Draft]) -> Vec<usize> {
    let kinds: Vec<&Kind> = drafts.iter().map(|draft| &draft.kind).collect();
    let shapes = shapes(&kinds, &|position| is_component(&drafts[position]));
    let names: Vec<String> = drafts.iter().map(cased).collect();
    let rivals = rivals(drafts, &names, &shapes);
    let key = |position: usize| match &drafts[position].owner.scope {
        Scope::Models(_) => Key::Place(drafts[position].at.as_str(), shapes[position]),
        Scope::Resource { resource, .. } => {
            let name = (*resource, names[position].as_str());
            if rivals[&name].len() == 1 {
                Key::Name(name)
            } else {
                Key::Own(position)
            }
        }
    };
    let nearest = |position: &usize| {
        let draft = &drafts[*position];
        (draft.owner.words.len(), &draft.owner.words, &draft.at)
    };
    let mut first: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for position in 0..drafts.len() {
        let known = first.entry(key(position)).or_insert(position);
        *known = [*known, position]
            .into_iter()
            .min_by_key(nearest)
            .unwrap_or(position);
    }
    (0..drafts.len())
        .map(|position| first[&key(position)])
        .collect()
}

/// What drafts of one type have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'d> {
    /// A place in a component, and a shape.
    Place(&'d str, usize),
    /// A resource and a name.
    Name((usize, &'d str)),
    /// Nothing: a draft by itself.
    Own(usize),
}

/// The shapes that come to one name in one resource.
fn rivals<'d>(
    drafts: &[Draft],
    names: &'d [String],
    shapes: &[usize],
) -> BTreeMap<(usize, &'d str), BTreeSet<usize>> {
    let mut rivals: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
    for ((draft, name), shape) in drafts.iter().zip(names).zip(shapes) {
        if let Scope::Resource { resource, .. } = &draft.owner.scope {
            let key = (*resource, name.as_str());
            rivals.entry(key).or_default().insert(*shape);
        }
    }
    rivals
}

fn is_component(draft: &Draft) -> bool {
    matches!(draft.owner.scope, Scope::Models(_)) && draft.at.depth() == 3
}

/// The name that a draft's words come to.
fn cased(draft: &Draft) -> String {
    Case::Pascal.apply(&draft.owner.words.join(" "))
}

/// The drafts that become types, in order: components, and what they, an operation or an event reach.
fn kept(
    drafts: &[Draft],
    (resources, events): (&[Resource], &[Type]),
    shared: &[usize],
) -> Vec<usize> {
    let positions = 0..drafts.len();
    let components = positions.filter(|it| is_component(&drafts[*it]));
    let mut open: Vec<usize> = components
        .chain(events.iter().flat_map(positions_of))
        .collect();
    let operations = resources.iter().flat_map(|resource| &resource.operations);
    for operation in operations {
        let types = operation.requests().chain(operation.responds());
        open.extend(types.flat_map(positions_of));
    }
    let mut kept = BTreeSet::new();
    while let Some(position) = open.pop() {
        let position = shared[position];
        if kept.insert(position) {
            let types = drafts[position].kind.types();
            open.extend(types.into_iter().flat_map(positions_of));
        }
    }
    kept.into_iter().collect()
}

/// The drafts that a type names.
fn positions_of(ty: &Type) -> Vec<usize> {
    ty.named().iter().map(|id| id.0 as usize).collect()
}

/// The file of each type: a component's, an operation's, or the resource's where several operations share it.
fn homes(drafts: &[Draft], shared: &[usize], kept: &[usize]) -> BTreeMap<usize, Home> {
    let components = drafts.iter().filter_map(|draft| match &draft.owner.scope {
        Scope::Models(component) => Some(component.as_str()),
        Scope::Resource { .. } => None,
    });
    let words: BTreeSet<&str> = components.collect();
    let words: Vec<&str> = words.into_iter().collect();
    let stems_taken = [DEVICES, &["client", "models", "resources"]].concat();
    let stems: BTreeMap<&str, Ident> = words
        .iter()
        .copied()
        .zip(decide(Case::Snake, &words, &stems_taken, "_"))
        .collect();
    let mut alike: BTreeMap<usize, Vec<&Scope>> = BTreeMap::new();
    for (draft, first) in drafts.iter().zip(shared) {
        alike.entry(*first).or_default().push(&draft.owner.scope);
    }
    let mut homes = BTreeMap::new();
    for position in kept {
        let home = match &drafts[*position].owner.scope {
            Scope::Models(component) => Home::Model(stems[component.as_str()].clone()),
            Scope::Resource {
                resource,
                operation,
                ..
            } => {
                let same = |scope: &&Scope| matches!(scope, Scope::Resource { operation: other, .. } if other == operation);
                let alone = alike[position].iter().all(same);
                if alone {
                    Home::Operation(*resource, *operation)
                } else {
                    Home::Resource(*resource)
                }
            }
        };
        homes.insert(*position, home);
    }
    homes
}

fn type_names(drafts: &[Draft], resources: &[Resource], kept: &[usize]) -> BTreeMap<usize, Ident> {
    let mut scopes: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for position in kept {
        let scope = match &drafts[*position].owner.scope {
            Scope::Models(_) => None,
            Scope::Resource { resource, .. } => Some(*resource),
        };
        scopes.entry(scope).or_default().push(*position);
    }
    let mut names = BTreeMap::new();
    for (scope, members) in scopes {
        let reserved = scope.map_or_else(Vec::new, |resource| operation_names(resources, resource));
        let reserved: Vec<&str> = TYPE_SCOPE
            .iter()
            .copied()
            .chain(reserved.iter().map(Ident::as_str))
            .collect();
        let reserved = Reserved {
            names: &reserved,
            endings: &["Required"],
            suffix: "Model",
            ..NOTHING
        };
        let words = scope_words(drafts, &members);
        let places = places(drafts, &members);
        let claims: Vec<Claim<'_>> = words
            .iter()
            .zip(&places)
            .zip(&members)
            .map(|((word, place), position)| Claim {
                word,
                place,
                given: is_component(&drafts[*position]) || drafts[*position].owner.given.is_some(),
            })
            .collect();
        let decided = decide_claims(Case::Pascal, &claims, &reserved);
        names.extend(members.into_iter().zip(decided));
    }
    names
}

/// What tells types of one word apart: where each stands. One place lowered to several types has them in the order in
/// which the document's own reader meets them.
fn places(drafts: &[Draft], members: &[usize]) -> Vec<String> {
    let place = |position: &usize| drafts[*position].at.as_str().to_owned();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for position in members {
        *alike.entry(place(position)).or_default() += 1;
    }
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    let apart = |position: &usize| {
        let place = place(position);
        let before = before.entry(place.clone()).or_default();
        *before += 1;
        match (alike[&place], *before) {
            (1, _) | (_, 1) => place,
            (_, before) => format!("{place} {before}"),
        }
    };
    members.iter().map(apart).collect()
}

/// The names that a resource's own items take: its accessor, and the operations with their parts.
fn operation_names(resources: &[Resource], position: usize) -> Vec<Ident> {
    let mut names = vec![resources[position].type_name.clone()];
    for operation in &resources[position].operations {
        names.push(operation.type_name.clone());
        names.extend(PARTS.map(|part| with_ending(&operation.type_name, part)));
    }
    names
}

/// The words of the types of one scope; where those of several types come to one name, the operation's word goes in front,
/// and what is inline and comes to a component's name has the word of its kind behind.
fn scope_words(drafts: &[Draft], members: &[usize]) -> Vec<String> {
    let cased: Vec<String> = members.iter().map(|it| cased(&drafts[*it])).collect();
    let mut components: BTreeSet<&str> = BTreeSet::new();
    let mut rivals: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, cased) in members.iter().zip(&cased) {
        if is_component(&drafts[*position]) {
            components.insert(cased);
        }
        *rivals.entry(cased).or_default() += 1;
    }
    let word = |(position, cased): (&usize, &String)| {
        let draft = &drafts[*position];
        let plain = draft.owner.words.join(" ");
        match &draft.owner.scope {
            Scope::Resource { word, .. } if rivals[cased.as_str()] > 1 => format!("{word} {plain}"),
            Scope::Models(_) if !is_component(draft) && components.contains(cased.as_str()) => {
                format!("{plain} {}", kind_word(&draft.kind))
            }
            Scope::Models(_) | Scope::Resource { .. } => plain,
        }
    };
    members.iter().zip(&cased).map(word).collect()
}

fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Struct(_) => "object",
        Kind::Enumeration(_) => "enum",
        Kind::Union(_) => "union",
        Kind::Alias(_) => "type",
    }
}

/// Gives the types of an operation their new numbers.
pub(super) fn renumber_operation(operation: &mut Operation, new: &dyn Fn(TypeId) -> TypeId) {
    for ty in operation.types_mut() {
        ty.renumber(new);
    }
    if let Some(BodyArgument::Spread(id, _)) =
        operation.body.as_mut().map(|body| &mut body.argument)
    {
        *id = new(*id);
    }
    operation.output = outcome(&operation.responses, true, &operation.type_name);
    operation.failure = outcome(&operation.responses, false, &operation.type_name);
}
