//! Which types stand in an operation's body alone: users set their properties on the operation and never make one.

use std::collections::BTreeSet;

use crate::ir::{Api, BodyArgument, Field, Kind, Operation, Outcome, Rest, Type, TypeId};

/// The types that operations spread and that nothing else mentions.
pub fn find_spread(api: &Api) -> BTreeSet<TypeId> {
    let (mut spread, mut mentioned) = (BTreeSet::new(), BTreeSet::new());
    for def in &api.types {
        match &def.kind {
            Kind::Struct(object) => {
                mention_fields(&mut mentioned, &object.fields);
                if let Rest::Kept(_, value, _) = &object.rest {
                    mention(&mut mentioned, value);
                }
            }
            Kind::Enumeration(_) => {}
            Kind::Union(union) => union
                .branches
                .iter()
                .for_each(|branch| mention(&mut mentioned, &branch.ty)),
            Kind::Alias(target) => mention(&mut mentioned, target),
        }
    }
    for operation in api.operations() {
        if let Some(BodyArgument::Spread(id, _)) =
            operation.body.as_ref().map(|body| &body.argument)
        {
            spread.insert(*id);
        }
        mention_operation(&mut mentioned, operation);
    }
    spread.difference(&mentioned).copied().collect()
}

fn mention_operation(mentioned: &mut BTreeSet<TypeId>, operation: &Operation) {
    operation
        .parameters
        .iter()
        .for_each(|parameter| mention(mentioned, &parameter.field.ty));
    if let Some(BodyArgument::Whole(field)) = operation.body.as_ref().map(|body| &body.argument) {
        mention(mentioned, &field.ty);
    }
    for body in operation
        .responses
        .iter()
        .filter_map(|response| response.body.as_ref())
    {
        mention(mentioned, &body.ty);
    }
    for outcome in [&operation.output, &operation.failure] {
        if let Outcome::One(ty, _) = outcome {
            mention(mentioned, ty);
        }
    }
}

fn mention_fields(mentioned: &mut BTreeSet<TypeId>, fields: &[Field]) {
    fields
        .iter()
        .for_each(|field| mention(mentioned, &field.ty));
}

fn mention(mentioned: &mut BTreeSet<TypeId>, ty: &Type) {
    match ty {
        Type::Named(id) => {
            mentioned.insert(*id);
        }
        Type::Generic(id, argument) => {
            mentioned.insert(*id);
            mention(mentioned, argument);
        }
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Option(inner)
        | Type::OrEmpty(inner)
        | Type::Expandable(inner) => {
            mention(mentioned, inner);
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
