//! Boxes: where a struct would contain itself by value, and around the structs of a union's branches. A union that is its own
//! branch, with nothing between, is none that could be read: there the branch is any JSON.

use std::collections::BTreeSet;

use super::kinds::kinds;
use crate::document::pointer::Pointer;
use crate::ir::{Api, Branch, Composition, Kind, Kinds, Type, TypeId};

/// Boxes the fields that close a cycle, and the branches that hold structs. Gives the schemas of the branches that lead back
/// to their union with nothing between, which are any JSON now.
pub(super) fn close(api: &mut Api) -> Vec<Pointer> {
    let structs: Vec<bool> = api
        .types
        .iter()
        .map(|ty| matches!(ty.kind, Kind::Struct(_)))
        .collect();
    let definitions: Vec<Option<usize>> = api
        .types
        .iter()
        .map(|ty| match &ty.kind {
            Kind::Alias(target) => held(target).map(|id| id.0 as usize),
            Kind::Struct(_) | Kind::Enumeration(_) | Kind::Union(_) => None,
        })
        .collect();
    let opened = open_circles(api, &definitions);
    for_each_branch(api, |branch| {
        branch.boxed = matches!(branch.ty, Type::Named(id) | Type::Generic(id, _) if structs[defined(&definitions, id)]);
    });
    settle_kinds(api);
    let closing = closing_fields(api, &definitions);
    for (id, position) in closing {
        if let Kind::Struct(shape) = &mut api.types[id].kind {
            shape.fields[position].boxed = true;
        }
    }
    opened
}

/// Makes the branches any JSON that lead back to their union with nothing between. All on the way do, so that it does not
/// matter which of the unions comes first.
fn open_circles(api: &mut Api, definitions: &[Option<usize>]) -> Vec<Pointer> {
    let ways = api.types.iter();
    let ways: Vec<_> = ways.map(|def| ways_on(&def.kind, definitions)).collect();
    let mut opened = Vec::new();
    for (id, def) in api.types.iter_mut().enumerate() {
        let Kind::Union(union) = &mut def.kind else {
            continue;
        };
        for (branch, next) in union.branches.iter_mut().zip(&ways[id]) {
            if next.is_some_and(|next| leads_to(&ways, next, id)) {
                branch.ty = Type::Json;
                // It takes what others take as well.
                union.composition = Composition::AnyOf;
                opened.push(branch.at.clone().unwrap_or_else(|| def.at.clone()));
            }
        }
    }
    opened
}

/// For each branch of a union the type behind all names that the same value may be read as.
fn ways_on(kind: &Kind, definitions: &[Option<usize>]) -> Vec<Option<usize>> {
    let Kind::Union(union) = kind else {
        return Vec::new();
    };
    let branches = union.branches.iter();
    branches
        .map(|branch| read_as(&branch.ty).map(|id| defined(definitions, id)))
        .collect()
}

fn read_as(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Option(inner) | Type::OrEmpty(inner) | Type::Expandable(inner) => read_as(inner),
        _ => None,
    }
}

fn leads_to(ways: &[Vec<Option<usize>>], from: usize, to: usize) -> bool {
    let mut open = vec![from];
    let mut met = BTreeSet::new();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if met.insert(id) {
            open.extend(ways[id].iter().flatten());
        }
    }
    false
}

/// Finds the JSON types of all branches, now that all types are known: those that unions take from each other grow until
/// they are all there.
fn settle_kinds(api: &mut Api) {
    for_each_branch(api, |branch| branch.kinds = Kinds::default());
    loop {
        let found: Vec<Vec<Kinds>> = api
            .types
            .iter()
            .map(|def| branch_kinds(api, &def.kind))
            .collect();
        let mut changed = false;
        let mut found = found.into_iter().flatten();
        for_each_branch(api, |branch| {
            let kinds = found.next().unwrap_or(branch.kinds);
            changed |= std::mem::replace(&mut branch.kinds, kinds) != kinds;
        });
        if !changed {
            return;
        }
    }
}

fn branch_kinds(api: &Api, kind: &Kind) -> Vec<Kinds> {
    let Kind::Union(union) = kind else {
        return Vec::new();
    };
    let branches = union.branches.iter();
    branches
        .map(|branch| kinds(&branch.ty, &|id| Some(&api.ty(id).kind)))
        .collect()
}

fn for_each_branch(api: &mut Api, mut change: impl FnMut(&mut Branch)) {
    for def in &mut api.types {
        if let Kind::Union(union) = &mut def.kind {
            union.branches.iter_mut().for_each(&mut change);
        }
    }
}

/// The type behind other names for it; an alias that comes back to itself is left where it is.
fn defined(definitions: &[Option<usize>], id: TypeId) -> usize {
    let mut at = id.0 as usize;
    for _ in definitions {
        match definitions[at] {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// One step of the walk: a type, and which of its fields comes next.
type Step = (usize, usize);

/// The fields whose type is being walked already when they are met: those close a cycle.
fn closing_fields(api: &Api, definitions: &[Option<usize>]) -> Vec<Step> {
    let held: Vec<Vec<Option<usize>>> = api
        .types
        .iter()
        .map(|def| held_fields(&def.kind, definitions))
        .collect();
    let mut states = vec![State::New; api.types.len()];
    let mut closing = Vec::new();
    for start in 0..api.types.len() {
        if states[start] == State::New {
            walk(&held, start, &mut states, &mut closing);
        }
    }
    closing
}

fn walk(held: &[Vec<Option<usize>>], start: usize, states: &mut [State], closing: &mut Vec<Step>) {
    let mut stack: Vec<Step> = vec![(start, 0)];
    states[start] = State::Open;
    while let Some((id, position)) = stack.pop() {
        let Some(target) = held[id].get(position).copied() else {
            states[id] = State::Done;
            continue;
        };
        stack.push((id, position + 1));
        match target.map(|target| (target, states[target])) {
            Some((_, State::Open)) => closing.push((id, position)),
            Some((target, State::New)) => {
                states[target] = State::Open;
                stack.push((target, 0));
            }
            Some((_, State::Done)) | None => {}
        }
    }
}

/// For each field of a struct the type behind all names that it holds by value.
fn held_fields(kind: &Kind, definitions: &[Option<usize>]) -> Vec<Option<usize>> {
    match kind {
        Kind::Struct(shape) => shape
            .fields
            .iter()
            .map(|field| held(&field.ty).map(|id| defined(definitions, id)))
            .collect(),
        Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => Vec::new(),
    }
}

/// The named type that a type holds by value; collections, unions and expandable objects hold theirs on the heap.
fn held(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) | Type::Generic(id, _) => Some(*id),
        Type::Option(inner) | Type::OrEmpty(inner) => held(inner),
        _ => None,
    }
}
