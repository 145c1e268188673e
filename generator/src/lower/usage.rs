//! Which types requests contain and which responses do, and what follows: only what a request contains tells absence,
//! null and a value apart.

use super::names::with_prefix;
use crate::ir::{Api, BodyArgument, Field, Holder, Kind, Presence, Rest, Type};

/// Marks all types, then decides the holders of all fields.
pub(super) fn mark(api: &mut Api) {
    let (mut requests, mut responses) = (Vec::new(), Vec::new());
    for operation in api.operations() {
        requests.extend(
            operation
                .parameters
                .iter()
                .map(|parameter| &parameter.field.ty),
        );
        requests.extend(operation.body.iter().map(|body| &body.ty));
        responses.extend(
            operation
                .responses
                .iter()
                .filter_map(|response| response.body.as_ref())
                .map(|body| &body.ty),
        );
    }
    let requested = reached(api, &requests);
    let responded = reached(api, &responses);
    for (ty, (in_request, in_response)) in api
        .types
        .iter_mut()
        .zip(requested.into_iter().zip(responded))
    {
        ty.in_request = in_request;
        // What no operation reaches is read, if anything: a receiver of events may want it.
        ty.in_response = in_response || !in_request;
        if let Kind::Struct(shape) = &mut ty.kind {
            shape
                .fields
                .iter_mut()
                .for_each(|field| hold(field, in_request));
        }
    }
    hold_arguments(api);
}

fn reached(api: &Api, roots: &[&Type]) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut open: Vec<&Type> = roots.to_vec();
    while let Some(ty) = open.pop() {
        match ty {
            Type::Named(id) | Type::Generic(id, _) => {
                if let Type::Generic(_, item) = ty {
                    open.push(item);
                }
                if !std::mem::replace(&mut reached[id.0 as usize], true) {
                    open.extend(parts(&api.ty(*id).kind));
                }
            }
            Type::Array(inner)
            | Type::Map(inner)
            | Type::Option(inner)
            | Type::OrEmpty(inner)
            | Type::Expandable(inner) => {
                open.push(inner);
            }
            Type::String
            | Type::Boolean
            | Type::I32
            | Type::I64
            | Type::F32
            | Type::F64
            | Type::Timestamp => {}
            Type::Base64 | Type::Binary | Type::Json | Type::JsonObject | Type::Parameter => {}
        }
    }
    reached
}

/// The types that a kind holds.
pub(super) fn parts(kind: &Kind) -> Vec<&Type> {
    match kind {
        Kind::Struct(shape) => {
            let rest = match &shape.rest {
                Rest::Kept(_, ty, _) => Some(ty),
                Rest::Ignored | Rest::Refused => None,
            };
            shape
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(rest)
                .collect()
        }
        Kind::Enumeration(_) => Vec::new(),
        Kind::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        Kind::Alias(ty) => vec![ty],
    }
}

fn hold(field: &mut Field, in_request: bool) {
    if field.ty == Type::Json {
        // Null is one of the values of any JSON: no holder has to say it.
        field.holder = if field.presence.is_required() {
            Holder::Bare
        } else {
            Holder::Option
        };
        return;
    }
    field.holder = match field.presence {
        Presence::Required => Holder::Bare,
        Presence::Optional | Presence::Nullable => Holder::Option,
        Presence::OptionalNullable if in_request => Holder::Nullable,
        Presence::OptionalNullable => Holder::Option,
    };
    field.null = (field.holder == Holder::Nullable).then(|| with_prefix("null", &field.name));
}

/// Parameters and bodies: null cannot be said there, and a spread body's setters follow its fields.
fn hold_arguments(api: &mut Api) {
    let types = &api.types;
    for operation in api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations)
    {
        operation
            .parameters
            .iter_mut()
            .for_each(|parameter| hold(&mut parameter.field, false));
        match operation.body.as_mut().map(|body| &mut body.argument) {
            Some(BodyArgument::Whole(field)) => hold(field, false),
            Some(BodyArgument::Spread(id, names)) => {
                let Kind::Struct(shape) = &types[id.0 as usize].kind else {
                    continue;
                };
                for (name, field) in names.iter_mut().zip(&shape.fields) {
                    name.null =
                        (field.holder == Holder::Nullable).then(|| with_prefix("null", &name.name));
                }
            }
            None => {}
        }
    }
}

impl Presence {
    /// Whether the value may not be left out.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}
