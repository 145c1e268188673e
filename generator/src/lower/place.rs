//! A schema at its place of use: the type, whether null is let in, and the constraints.

use crate::ir::{Check, Docs, Type};

/// What a schema comes to where it is used.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub ty: Type,
    pub nullable: bool,
    pub checks: Vec<Check>,
    pub docs: Docs,
}

impl Place {
    /// A place of this type with nothing else to say.
    pub fn of(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            checks: Vec::new(),
            docs: Docs::default(),
        }
    }

    /// Any JSON: null is one of its values.
    pub fn json() -> Self {
        Self {
            nullable: true,
            ..Self::of(Type::Json)
        }
    }

    /// The type of an item or entry: there null shows as `Option`.
    pub fn item(&self) -> Type {
        if self.nullable && !matches!(self.ty, Type::Json | Type::Null) {
            Type::Option(Box::new(self.ty.clone()))
        } else {
            self.ty.clone()
        }
    }
}
