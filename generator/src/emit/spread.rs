//! Which types stand in an operation's body alone: users set their properties on the operation, and no struct is emitted.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, BodyArgument, Operation, Type, TypeId};

/// The types that operations spread and that nothing else mentions, each with the first of these operations.
pub fn find_spread(api: &Api) -> BTreeMap<TypeId, (usize, usize)> {
    let (mut spread, mut mentioned) = (BTreeMap::new(), BTreeSet::new());
    for def in &api.types {
        let types = def.kind.types().into_iter();
        mentioned.extend(types.flat_map(Type::named));
    }
    for (number, resource) in api.resources.iter().enumerate() {
        for (position, operation) in resource.operations.iter().enumerate() {
            let body = operation.body.as_ref().map(|body| &body.argument);
            if let Some(BodyArgument::Spread(id, _)) = body {
                spread.entry(*id).or_insert((number, position));
            }
            mention_operation(&mut mentioned, operation);
        }
    }
    spread.retain(|id, _| !mentioned.contains(id));
    spread
}

fn mention_operation(mentioned: &mut BTreeSet<TypeId>, operation: &Operation) {
    let parameters = operation.parameters.iter().map(|it| &it.field.ty);
    let whole = match operation.body.as_ref().map(|body| &body.argument) {
        Some(BodyArgument::Whole(field)) => Some(&field.ty),
        Some(BodyArgument::Spread(..)) | None => None,
    };
    let types = parameters.chain(whole).chain(operation.responds());
    mentioned.extend(types.flat_map(Type::named));
}
