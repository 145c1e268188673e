//! Walks over types: what a type, a kind and an operation hold.

use std::collections::BTreeSet;

use super::{BodyArgument, Kind, Operation, Rest, Type, TypeDef, TypeId};

impl Type {
    /// The type inside: an item, an entry, a value that may be null or an argument.
    pub fn inner(&self) -> Option<&Self> {
        match self {
            Self::Array(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Generic(_, inner)
            | Self::OrEmpty(inner)
            | Self::Expandable(inner) => Some(inner),
            Self::Null
            | Self::String
            | Self::Boolean
            | Self::I32
            | Self::I64
            | Self::F32
            | Self::F64
            | Self::Timestamp
            | Self::Base64
            | Self::Binary
            | Self::Json
            | Self::JsonObject
            | Self::Named(_)
            | Self::Parameter => None,
        }
    }

    /// See [`Type::inner`].
    pub fn inner_mut(&mut self) -> Option<&mut Self> {
        match self {
            Self::Array(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Generic(_, inner)
            | Self::OrEmpty(inner)
            | Self::Expandable(inner) => Some(inner),
            Self::Null
            | Self::String
            | Self::Boolean
            | Self::I32
            | Self::I64
            | Self::F32
            | Self::F64
            | Self::Timestamp
            | Self::Base64
            | Self::Binary
            | Self::Json
            | Self::JsonObject
            | Self::Named(_)
            | Self::Parameter => None,
        }
    }

    /// The types of the table that it names, from the outside in.
    pub fn named(&self) -> Vec<TypeId> {
        let own = match self {
            Self::Named(id) | Self::Generic(id, _) => Some(*id),
            _ => None,
        };
        let inner = self.inner().map(Self::named).unwrap_or_default();
        own.into_iter().chain(inner).collect()
    }

    /// Gives the types of the table that it names new numbers.
    pub fn renumber(&mut self, new: &dyn Fn(TypeId) -> TypeId) {
        if let Self::Named(id) | Self::Generic(id, _) = self {
            *id = new(*id);
        }
        if let Some(inner) = self.inner_mut() {
            inner.renumber(new);
        }
    }

    /// The type with this argument for the parameter of the generic type around it.
    #[must_use]
    pub fn given(&self, argument: &Self) -> Self {
        let mut given = match self {
            Self::Parameter => return argument.clone(),
            other => other.clone(),
        };
        if let Some(inner) = given.inner_mut() {
            *inner = inner.given(argument);
        }
        given
    }
}

/// The types of a table that others reach.
pub fn reached<'a>(
    types: &[TypeDef],
    roots: impl IntoIterator<Item = &'a Type>,
) -> BTreeSet<TypeId> {
    let mut open: Vec<TypeId> = roots.into_iter().flat_map(Type::named).collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            let parts = types[id.0 as usize].kind.types();
            open.extend(parts.into_iter().flat_map(Type::named));
        }
    }
    reached
}

impl Kind {
    /// The types that it holds.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(shape) => {
                let rest = match &shape.rest {
                    Rest::Kept(_, ty, _) => Some(ty),
                    Rest::Ignored | Rest::Refused => None,
                };
                let fields = shape.fields.iter().map(|field| &field.ty);
                fields.chain(rest).collect()
            }
            Self::Enumeration(_) => Vec::new(),
            Self::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
            Self::Alias(ty) => vec![ty],
        }
    }

    /// See [`Kind::types`].
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        match self {
            Self::Struct(shape) => {
                let rest = match &mut shape.rest {
                    Rest::Kept(_, ty, _) => Some(ty),
                    Rest::Ignored | Rest::Refused => None,
                };
                let fields = shape.fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(rest).collect()
            }
            Self::Enumeration(_) => Vec::new(),
            Self::Union(union) => {
                let branches = union.branches.iter_mut();
                branches.map(|branch| &mut branch.ty).collect()
            }
            Self::Alias(ty) => vec![ty],
        }
    }
}

impl Operation {
    /// The types that it takes: of its parameters and its body.
    pub fn requests(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.parameters.iter().map(|it| &it.field.ty);
        parameters.chain(self.body.iter().map(|it| &it.ty))
    }

    /// The types of its responses' bodies.
    pub fn responds(&self) -> impl Iterator<Item = &Type> {
        let bodies = self.responses.iter().filter_map(|it| it.body.as_ref());
        bodies.map(|it| &it.ty)
    }

    /// All types that it holds, but for those of its outcomes, which follow from its responses.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        let parameters = self.parameters.iter_mut().map(|it| &mut it.field.ty);
        let mut types: Vec<&mut Type> = parameters.collect();
        if let Some(body) = &mut self.body {
            types.push(&mut body.ty);
            if let BodyArgument::Whole(field) = &mut body.argument {
                types.push(&mut field.ty);
            }
        }
        let bodies = self.responses.iter_mut().filter_map(|it| it.body.as_mut());
        types.extend(bodies.map(|it| &mut it.ty));
        types
    }
}
