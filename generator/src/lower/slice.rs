//! A slice: the operations that a user chooses, and the types that they need.
//!
//! The whole document is lowered and named first, then cut: a type is called the same in every slice, so that a slice can
//! grow. A type stays where a parameter, a request body or a success of the slice reaches it.
//!
//! Errors are another matter: in some documents every operation's error refers to half of the API. Of the types that only
//! errors reach, the error's own stay, with the components that it refers to; what these refer to in turn becomes raw JSON,
//! told in a note, unless the slice has the type anyhow or it is an enumeration.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Lowering;
use super::resources::Route;
use super::types::renumber_operation;
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{self, Api, Home, Kind, Operation, Resource, Response, Type, TypeDef, TypeId};
use crate::problem::Severity;

/// How many components, one referring to the next, an error keeps.
const COMPONENTS_OF_ERRORS: usize = 2;

/// What a document comes to before it is cut, and after.
pub(super) struct Whole {
    pub resources: Vec<Resource>,
    pub types: Vec<TypeDef>,
}

impl Lowering<'_> {
    /// The part of a document that `Options::only` asks for; all of it where that is empty.
    pub(super) fn slice(&mut self, mut whole: Whole) -> Whole {
        if self.options.only.is_empty() {
            return whole;
        }
        let chosen = self.chosen(&whole.resources);
        without_operations(&mut whole, &chosen);
        self.cut_errors(&mut whole);
        let bodies = responses(&whole.resources).filter_map(body);
        let reached = reached(&whole.types, requests(&whole.resources).chain(bodies));
        without_resources(without_types(whole, &reached))
    }

    /// The places of the operations that a selector names. One that names none is fatal: nothing is what nobody wants.
    fn chosen(&mut self, resources: &[Resource]) -> BTreeSet<Pointer> {
        let words = self.words(resources);
        for selector in &self.options.only {
            if !words.values().any(|words| words.contains(selector)) {
                let message = format!(
                    "`{selector}` selects no operation; an `operationId`, `METHOD /path`, a tag or a resource (`a.b`) is accepted"
                );
                self.problems
                    .push(Severity::Fatal, &Pointer::root(), message);
            }
        }
        let selected =
            |words: &Vec<String>| words.iter().any(|word| self.options.only.contains(word));
        words
            .into_iter()
            .filter(|(_, words)| selected(words))
            .map(|(at, _)| at)
            .collect()
    }

    /// For each operation all that selects it.
    fn words(&self, resources: &[Resource]) -> BTreeMap<Pointer, Vec<String>> {
        let mut words: BTreeMap<Pointer, Vec<String>> = BTreeMap::new();
        for Route {
            path, method, at, ..
        } in self.routes()
        {
            let own = objects::operation(self.document, &at).ok();
            let (id, tags) = own
                .map(|own| (own.operation_id, own.tags))
                .unwrap_or_default();
            let route = format!("{method} {path}");
            let own = tags.into_iter().chain(id).chain([route]);
            words.entry(at).or_default().extend(own);
        }
        for position in 0..resources.len() {
            let accessors = lineage(resources, position);
            for operation in &resources[position].operations {
                let prefixes = (1..=accessors.len()).map(|length| accessors[..length].join("."));
                words
                    .entry(operation.at.clone())
                    .or_default()
                    .extend(prefixes);
            }
        }
        words
    }

    /// Makes raw JSON of what only errors refer to, beyond the components that they keep.
    fn cut_errors(&mut self, whole: &mut Whole) {
        let successes = responses(&whole.resources)
            .filter(|it| it.success)
            .filter_map(body);
        let needed = reached(&whole.types, requests(&whole.resources).chain(successes));
        let errors = responses(&whole.resources)
            .filter(|it| !it.success)
            .filter_map(body);
        let kept = kept_by_errors(&whole.types, errors.flat_map(named).collect());
        let stays = |ty: usize| {
            let enumeration = matches!(whole.types[ty].kind, Kind::Enumeration(_));
            enumeration || needed.contains(&ty) || kept.contains(&ty)
        };
        let own = kept.difference(&needed);
        let going: Vec<(usize, Vec<usize>)> = own
            .map(|ty| {
                let parts = whole.types[*ty].kind.types().into_iter().flat_map(named);
                (*ty, parts.filter(|part| !stays(*part)).collect())
            })
            .collect();
        for (ty, going) in going {
            self.cut(&mut whole.types[ty], &going);
        }
    }

    /// Makes raw JSON of the properties of one type that hold one of the types which go.
    fn cut(&mut self, def: &mut TypeDef, going: &[usize]) {
        let Kind::Struct(shape) = &mut def.kind else {
            return;
        };
        let goes = |ty: &Type| named(ty).iter().any(|part| going.contains(part));
        for field in shape.fields.iter_mut().filter(|field| goes(&field.ty)) {
            let message = format!(
                "`{}` is raw JSON in this slice: only errors refer to its type",
                field.wire
            );
            self.problems.note(&def.at, message);
            self.cut.insert(def.at.clone());
            field.ty = Type::Json;
            field.checks.clear();
        }
    }

    /// Leaves out the subjects whose types a slice has cut: they take more than their schemas.
    pub(super) fn leave_out_cut_subjects(&self, api: &mut Api) {
        if self.cut.is_empty() {
            return;
        }
        let types = &api.types;
        let is_cut = |ty: usize| self.cut.contains(&types[ty].at);
        api.subjects.retain(|subject| {
            !reached(types, [&subject.ty].into_iter())
                .into_iter()
                .any(is_cut)
        });
    }
}

/// The accessors on the way to a resource, the client's own first.
fn lineage(resources: &[Resource], position: usize) -> Vec<&str> {
    let mut accessors = Vec::new();
    let mut next = Some(position);
    while let Some(resource) = next.map(|at| &resources[at]) {
        accessors.insert(0, resource.name.as_str());
        next = resource.parent;
    }
    accessors
}

fn operations(resources: &[Resource]) -> impl Iterator<Item = &Operation> {
    resources.iter().flat_map(|resource| &resource.operations)
}

/// The types that operations take.
fn requests(resources: &[Resource]) -> impl Iterator<Item = &Type> {
    operations(resources).flat_map(Operation::requests)
}

fn responses(resources: &[Resource]) -> impl Iterator<Item = &Response> {
    operations(resources).flat_map(|operation| &operation.responses)
}

fn body(response: &Response) -> Option<&Type> {
    response.body.as_ref().map(|it| &it.ty)
}

/// The positions of the types that a type names.
fn named(ty: &Type) -> Vec<usize> {
    ty.named().iter().map(|id| id.0 as usize).collect()
}

/// The positions of the types that others reach.
fn reached<'a>(types: &[TypeDef], roots: impl Iterator<Item = &'a Type>) -> BTreeSet<usize> {
    let reached = ir::reached(types, roots);
    reached.into_iter().map(|id| id.0 as usize).collect()
}

/// The types that errors keep, by the fewest components on the way to each.
fn kept_by_errors(types: &[TypeDef], errors: Vec<usize>) -> BTreeSet<usize> {
    let is_component = |ty: usize| usize::from(matches!(types[ty].home, Home::Model(_)));
    let mut open: VecDeque<(usize, usize)> = errors
        .into_iter()
        .map(|ty| (ty, is_component(ty)))
        .collect();
    let mut kept = BTreeSet::new();
    while let Some((ty, components)) = open.pop_front() {
        if components > COMPONENTS_OF_ERRORS || !kept.insert(ty) {
            continue;
        }
        for part in types[ty].kind.types().into_iter().flat_map(named) {
            if types[part].home == types[ty].home {
                open.push_front((part, components));
            } else {
                open.push_back((part, components + is_component(part)));
            }
        }
    }
    kept
}

/// Leaves out the operations that are not chosen; the types of a file of theirs stay with the file.
fn without_operations(whole: &mut Whole, chosen: &BTreeSet<Pointer>) {
    let mut seats: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (number, resource) in whole.resources.iter_mut().enumerate() {
        let places = resource.operations.iter().enumerate();
        let stay = places.filter(|(_, it)| chosen.contains(&it.at));
        seats.extend(stay.enumerate().map(|(new, (old, _))| ((number, old), new)));
        resource.operations.retain(|it| chosen.contains(&it.at));
    }
    for def in &mut whole.types {
        if let Home::Operation(resource, operation) = &mut def.home {
            // The types of an operation that goes are not reached, wherever they seem to live until they go too.
            *operation = seats
                .get(&(*resource, *operation))
                .copied()
                .unwrap_or_default();
        }
    }
}

/// Leaves out the types that nothing reaches, and numbers the others anew.
fn without_types(mut whole: Whole, reached: &BTreeSet<usize>) -> Whole {
    let numbers: BTreeMap<usize, TypeId> = reached.iter().copied().zip((0..).map(TypeId)).collect();
    let new = |id: TypeId| numbers[&(id.0 as usize)];
    let mut position = 0..;
    whole
        .types
        .retain(|_| position.next().is_some_and(|at| reached.contains(&at)));
    for def in &mut whole.types {
        let types = def.kind.types_mut();
        types.into_iter().for_each(|ty| ty.renumber(&new));
    }
    for operation in whole.resources.iter_mut().flat_map(|it| &mut it.operations) {
        renumber_operation(operation, &new);
    }
    whole
}

/// Leaves out the resources without an operation of their own or below them, and numbers the others anew.
fn without_resources(mut whole: Whole) -> Whole {
    let mut stays: Vec<bool> = whole
        .resources
        .iter()
        .map(|it| !it.operations.is_empty())
        .collect();
    for position in (0..stays.len()).rev() {
        if let (true, Some(parent)) = (stays[position], whole.resources[position].parent) {
            stays[parent] = true;
        }
    }
    let mut next = 0;
    let mut numbers = Vec::new();
    for stays in &stays {
        numbers.push(next);
        next += usize::from(*stays);
    }
    let mut position = 0..;
    whole
        .resources
        .retain(|_| position.next().is_some_and(|at| stays[at]));
    for resource in &mut whole.resources {
        resource.parent = resource.parent.map(|parent| numbers[parent]);
    }
    for def in &mut whole.types {
        if let Home::Resource(resource) | Home::Operation(resource, _) = &mut def.home {
            *resource = numbers[*resource];
        }
    }
    whole
}
