//! Which types requests contain and which responses do, and what follows: only what a request contains tells absence,
//! null and a value apart.

use std::collections::BTreeMap;

use super::names::{Case, derived, one};
use crate::document::pointer::Pointer;
use crate::ir::{Api, BodyArgument, Field, Holder, Kind, Presence, Rest, Type};

/// Which side alone sets a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// `readOnly`: no request has to have it.
    Server,
    /// `writeOnly`: no response has to have it.
    Client,
}

/// The properties that one side alone sets, by the place of the object and their names.
pub(super) type Sides = BTreeMap<(Pointer, String), Side>;

/// Marks all types, then decides the holders of all fields. A type that the other side has too does not require what
/// one side alone sets.
pub(super) fn mark(api: &mut Api, sides: &Sides) {
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
        let (at, in_response) = (&ty.at, ty.in_response);
        if let Kind::Struct(shape) = &mut ty.kind {
            for field in &mut shape.fields {
                let relaxed = match sides.get(&(at.clone(), field.wire.clone())) {
                    Some(Side::Server) => in_request,
                    Some(Side::Client) => in_response,
                    None => false,
                };
                if relaxed {
                    field.presence = field.presence.relaxed();
                }
                hold(field, in_request);
            }
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
    let null = derived(
        Case::Snake,
        &one(Case::Snake, "null", &[], ""),
        field.name.as_str(),
    );
    field.null = (field.holder == Holder::Nullable).then_some(null);
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
                    let null = derived(
                        Case::Snake,
                        &one(Case::Snake, "null", &[], ""),
                        name.name.as_str(),
                    );
                    name.null = (field.holder == Holder::Nullable).then_some(null);
                }
            }
            None => {}
        }
    }
}

impl Presence {
    /// The same for a value that may be left out.
    fn relaxed(self) -> Self {
        match self {
            Self::Required | Self::Optional => Self::Optional,
            Self::Nullable | Self::OptionalNullable => Self::OptionalNullable,
        }
    }

    /// Whether the value may not be left out.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}
