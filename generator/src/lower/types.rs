//! The table of types: which drafts are one type, where each lives, and what it is called.
//!
//! Component types are named by their key, what hangs below them by the path to it. Inline types of operations are named
//! within their resource by the path from the body (`Restrictions`); those of one resource with one name and one shape
//! are one type, and where shapes differ the operation's name goes in front (`CreateRestrictions`). This gives up that a
//! name stays when an operation is added to the same resource; operations elsewhere never move it.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Scope};
use super::names::{Case, Ident, TYPE_SCOPE, decide, derived, mark};
use super::responses::outcome;
use super::usage::parts;
use crate::ir::{
    BodyArgument, Field, Home, Kind, Operation, Resource, Rest, Subject, Type, TypeDef, TypeId,
};

/// Makes the table, and changes every reference to it.
/// A subject whose type is not in the table has none that could be judged: it is dropped.
pub(super) fn decide_types(
    drafts: Vec<Draft>,
    resources: &mut [Resource],
    subjects: &mut Vec<Subject>,
) -> Vec<TypeDef> {
    let shared = share(&drafts);
    let kept = kept(&drafts, resources, &shared);
    let homes = homes(&drafts, &shared, &kept);
    let names = type_names(&drafts, resources, &kept);
    let mut ids = BTreeMap::new();
    for (new, old) in kept.iter().enumerate() {
        ids.insert(
            *old,
            TypeId(u32::try_from(new).expect("no more types than drafts")),
        );
    }
    let renumber = |ty: &mut Type| renumber(ty, &|id| ids[&shared[id.0 as usize]]);
    subjects.retain(|subject| {
        let named = named(&subject.ty);
        named.iter().all(|id| ids.contains_key(&shared[*id]))
    });
    subjects
        .iter_mut()
        .for_each(|subject| renumber(&mut subject.ty));
    let mut types = Vec::new();
    for (position, draft) in drafts.into_iter().enumerate() {
        if !ids.contains_key(&position) {
            continue;
        }
        let Draft {
            at, docs, mut kind, ..
        } = draft;
        kind_types(&mut kind).into_iter().for_each(&renumber);
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
        operation_types(operation).into_iter().for_each(&renumber);
        if let Some(BodyArgument::Spread(id, _)) =
            operation.body.as_mut().map(|body| &mut body.argument)
        {
            *id = ids[&shared[id.0 as usize]];
        }
        operation.output = outcome(&operation.responses, true, &operation.type_name);
        operation.failure = outcome(&operation.responses, false, &operation.type_name);
    }
    types
}

/// For each draft the first that is the same type: inline types of one resource with equal words and equal shape.
fn share(drafts: &[Draft]) -> Vec<usize> {
    let mut first: BTreeMap<(usize, String, String), usize> = BTreeMap::new();
    let share = |(position, draft): (usize, &Draft)| match &draft.owner.scope {
        Scope::Models(_) => position,
        Scope::Resource { resource, .. } => {
            let key = (
                *resource,
                Case::Pascal.apply(&draft.owner.words.join(" ")),
                shape(drafts, &draft.kind),
            );
            *first.entry(key).or_insert(position)
        }
    };
    drafts.iter().enumerate().map(share).collect()
}

/// All that makes a type but its descriptions: equal text, equal type.
fn shape(drafts: &[Draft], kind: &Kind) -> String {
    let ty = |ty: &Type| shape_of(drafts, ty);
    match kind {
        Kind::Struct(it) => {
            let field = |field: &Field| {
                let Field {
                    wire,
                    presence,
                    checks,
                    deprecated,
                    ..
                } = field;
                format!(
                    "{wire:?} {presence:?} {} {checks:?} {deprecated}",
                    ty(&field.ty)
                )
            };
            let fields: Vec<String> = it.fields.iter().map(field).collect();
            let rest = match &it.rest {
                Rest::Kept(_, inner, checks) => format!("kept {} {checks:?}", ty(inner)),
                Rest::Ignored => "ignored".to_owned(),
                Rest::Refused => "refused".to_owned(),
            };
            format!(
                "struct {:?} {fields:?} {rest} {:?}",
                it.constants, it.checks
            )
        }
        Kind::Enumeration(it) => format!("enum {:?} {}", it.values, it.open),
        Kind::Union(it) => {
            let branches: Vec<String> = it
                .branches
                .iter()
                .map(|branch| format!("{} {:?} {:?}", ty(&branch.ty), branch.tags, branch.checks))
                .collect();
            format!("union {:?} {:?} {branches:?}", it.composition, it.tag)
        }
        Kind::Alias(inner) => format!("alias {}", ty(inner)),
    }
}

fn shape_of(drafts: &[Draft], ty: &Type) -> String {
    match ty {
        Type::Named(id) => match &drafts[id.0 as usize] {
            Draft { owner, .. } if matches!(owner.scope, Scope::Models(_)) => format!("#{}", id.0),
            draft => format!(
                "({} {})",
                draft.owner.words.join(" "),
                shape(drafts, &draft.kind)
            ),
        },
        Type::Generic(id, inner) => format!("#{}<{}>", id.0, shape_of(drafts, inner)),
        Type::Array(inner) => format!("[{}]", shape_of(drafts, inner)),
        Type::Map(inner) => format!("map {}", shape_of(drafts, inner)),
        Type::Option(inner) => format!("option {}", shape_of(drafts, inner)),
        Type::OrEmpty(inner) => format!("or empty {}", shape_of(drafts, inner)),
        Type::Expandable(inner) => format!("expandable {}", shape_of(drafts, inner)),
        scalar => format!("{scalar:?}"),
    }
}

/// The drafts that become types, in order: components, and what they or an operation reach.
fn kept(drafts: &[Draft], resources: &[Resource], shared: &[usize]) -> Vec<usize> {
    let component = |draft: &Draft| {
        draft.at.tokens().count() == 3 && matches!(draft.owner.scope, Scope::Models(_))
    };
    let mut open: Vec<usize> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| component(draft))
        .map(|(position, _)| position)
        .collect();
    let operations = resources.iter().flat_map(|resource| &resource.operations);
    for operation in operations {
        let parameters = operation.parameters.iter().map(|it| &it.field.ty);
        let bodies = operation.body.iter().map(|it| &it.ty);
        let responses = operation
            .responses
            .iter()
            .filter_map(|it| it.body.as_ref())
            .map(|it| &it.ty);
        open.extend(parameters.chain(bodies).chain(responses).flat_map(named));
    }
    let mut kept = BTreeSet::new();
    while let Some(position) = open.pop() {
        let position = shared[position];
        if kept.insert(position) {
            open.extend(parts(&drafts[position].kind).into_iter().flat_map(named));
        }
    }
    kept.into_iter().collect()
}

/// The drafts that a type names.
fn named(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Named(id) => vec![id.0 as usize],
        Type::Generic(id, inner) => [vec![id.0 as usize], named(inner)].concat(),
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Option(inner)
        | Type::OrEmpty(inner)
        | Type::Expandable(inner) => named(inner),
        _ => Vec::new(),
    }
}

/// The file of each type: a component's, an operation's, or the resource's where several operations share it.
fn homes(drafts: &[Draft], shared: &[usize], kept: &[usize]) -> BTreeMap<usize, Home> {
    let words: Vec<&str> = drafts
        .iter()
        .filter_map(|draft| match &draft.owner.scope {
            Scope::Models(component) => Some(component.as_str()),
            Scope::Resource { .. } => None,
        })
        .collect();
    let stems: BTreeMap<&str, Ident> = words
        .iter()
        .copied()
        .zip(decide(
            Case::Snake,
            &words,
            &["client", "models", "resources"],
            "_",
        ))
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
        let words = scope_words(drafts, &members);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let decided = decide(Case::Pascal, &words, &reserved, "Model");
        names.extend(members.into_iter().zip(decided));
    }
    names
}

/// The names that a resource's own items take: its accessor, those of its children, and the operations with their parts.
fn operation_names(resources: &[Resource], position: usize) -> Vec<Ident> {
    let accessors = resources
        .iter()
        .enumerate()
        .filter(|(it, resource)| *it == position || resource.parent == Some(position));
    let mut names: Vec<Ident> = accessors
        .map(|(_, resource)| resource.type_name.clone())
        .collect();
    for operation in &resources[position].operations {
        names.push(operation.type_name.clone());
        names.extend(
            ["required", "output", "failure"]
                .map(|part| derived(Case::Pascal, &operation.type_name, part)),
        );
    }
    names
}

/// The words of the types of one scope; where equal words stand for several shapes, the operation's word goes in front,
/// and what is still alike is marked by its place.
fn scope_words(drafts: &[Draft], members: &[usize]) -> Vec<String> {
    let words = members
        .iter()
        .map(|position| drafts[*position].owner.words.join(" "));
    let words: Vec<(String, String)> = words
        .map(|plain| (Case::Pascal.apply(&plain), plain))
        .collect();
    let mut rivals: BTreeMap<&str, usize> = BTreeMap::new();
    for (cased, _) in &words {
        *rivals.entry(cased).or_default() += 1;
    }
    let word = |(position, (cased, plain)): (&usize, &(String, String))| match &drafts[*position]
        .owner
        .scope
    {
        Scope::Resource { word, .. } if rivals[cased.as_str()] > 1 => format!("{word} {plain}"),
        _ => plain.clone(),
    };
    let words: Vec<String> = members.iter().zip(&words).map(word).collect();
    let repeated = |word: &String| words.iter().filter(|other| *other == word).count() > 1;
    let marked = |(position, word): (&usize, &String)| {
        let mark = mark(drafts[*position].at.as_str());
        if repeated(word) {
            format!("{word} {mark}")
        } else {
            word.clone()
        }
    };
    members.iter().zip(&words).map(marked).collect()
}

fn kind_types(kind: &mut Kind) -> Vec<&mut Type> {
    match kind {
        Kind::Struct(shape) => {
            let rest = match &mut shape.rest {
                Rest::Kept(_, ty, _) => Some(ty),
                Rest::Ignored | Rest::Refused => None,
            };
            shape
                .fields
                .iter_mut()
                .map(|field| &mut field.ty)
                .chain(rest)
                .collect()
        }
        Kind::Enumeration(_) => Vec::new(),
        Kind::Union(union) => union
            .branches
            .iter_mut()
            .map(|branch| &mut branch.ty)
            .collect(),
        Kind::Alias(ty) => vec![ty],
    }
}

fn operation_types(operation: &mut Operation) -> Vec<&mut Type> {
    let mut types: Vec<&mut Type> = operation
        .parameters
        .iter_mut()
        .map(|it| &mut it.field.ty)
        .collect();
    if let Some(body) = &mut operation.body {
        types.push(&mut body.ty);
        if let BodyArgument::Whole(field) = &mut body.argument {
            types.push(&mut field.ty);
        }
    }
    types.extend(
        operation
            .responses
            .iter_mut()
            .filter_map(|it| it.body.as_mut())
            .map(|it| &mut it.ty),
    );
    types
}

fn renumber(ty: &mut Type, new: &dyn Fn(TypeId) -> TypeId) {
    match ty {
        Type::Named(id) => *id = new(*id),
        Type::Generic(id, inner) => {
            *id = new(*id);
            renumber(inner, new);
        }
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Option(inner)
        | Type::OrEmpty(inner)
        | Type::Expandable(inner) => renumber(inner, new),
        _ => {}
    }
}
