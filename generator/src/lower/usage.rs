//! Which types requests contain and which responses do, and what follows: only what a request contains tells absence,
//! null and a value apart.

use super::names::with_prefix;
use crate::ir::{
    Api, BodyArgument, Check, Direction, Field, Holder, Kind, Presence, Type, TypeId, reached,
};

/// Marks all types, then decides presence and holders of all fields.
pub(super) fn mark(api: &mut Api) {
    let operations = api.operations();
    let requested = reached(&api.types, operations.iter().flat_map(|it| it.requests()));
    let responded = reached(&api.types, operations.iter().flat_map(|it| it.responds()));
    for (id, ty) in (0..).map(TypeId).zip(&mut api.types) {
        let in_request = requested.contains(&id);
        ty.in_request = in_request;
        // What no operation reaches is read, if anything: a receiver of events may want it.
        ty.in_response = responded.contains(&id) || !in_request;
        if let Kind::Struct(shape) = &mut ty.kind {
            let asked = relax(&mut shape.fields, (ty.in_request, ty.in_response));
            shape.checks.extend(asked);
            shape
                .fields
                .iter_mut()
                .for_each(|field| hold(field, in_request));
        }
    }
    hold_arguments(api);
}

/// A type that goes the other way does not require what counts in one direction alone; where it goes both ways, it is a
/// constraint that does.
fn relax(fields: &mut [Field], (in_request, in_response): (bool, bool)) -> Vec<Check> {
    let mut asked = Vec::new();
    for field in fields.iter_mut().filter(|it| it.presence.is_required()) {
        let Some(direction) = field.only_in else {
            continue;
        };
        let (this, other) = match direction {
            Direction::Request => (in_request, in_response),
            Direction::Response => (in_response, in_request),
        };
        if other {
            field.presence = field.presence.relaxed();
        }
        if this && other {
            asked.push(Check::RequiredIn(direction, vec![field.wire.clone()]));
        }
    }
    asked
}

fn hold(field: &mut Field, in_request: bool) {
    if matches!(field.ty, Type::Json | Type::Null) {
        // Null is one of the values: no holder has to say it.
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
