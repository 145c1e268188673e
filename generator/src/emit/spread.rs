//! Which types stand in an operation's body alone: users set their properties on the operation and never make one.

use std::collections::BTreeSet;

use crate::ir::{Api, BodyArgument, Operation, Type, TypeId};

/// The types that operations spread and that nothing else mentions.
pub fn find_spread(api: &Api) -> BTreeSet<TypeId> {
    let (mut spread, mut mentioned) = (BTreeSet::new(), BTreeSet::new());
    for def in &api.types {
        let types = def.kind.types().into_iter();
        mentioned.extend(types.flat_map(Type::named));
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
    let parameters = operation.parameters.iter().map(|it| &it.field.ty);
    let whole = match operation.body.as_ref().map(|body| &body.argument) {
        Some(BodyArgument::Whole(field)) => Some(&field.ty),
        Some(BodyArgument::Spread(..)) | None => None,
    };
    let types = parameters.chain(whole).chain(operation.responds());
    mentioned.extend(types.flat_map(Type::named));
}
