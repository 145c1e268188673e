//! A schema at its place of use: the type, whether null is let in, and the constraints.

use crate::ir::{Check, Docs, Literal, Type};

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

    /// Adds null to the values that are listed: an item or entry that is null is judged by them as any other.
    pub fn let_null_in(&mut self) {
        for check in &mut self.checks {
            if let Check::Enum(values) = check
                && !values.contains(&Literal::Null)
            {
                values.push(Literal::Null);
            }
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
