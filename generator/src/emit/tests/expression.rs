//! Expressions: values of a type as users of the emitted crate write them.
//!
//! A type that requires itself has no value; where one is asked for, the answer is `None`, and what may be left out is.

use proc_macro2::TokenStream;
use quote::quote;

use super::call::{Call, MISMATCH};
use crate::emit::file::Scope;
use crate::emit::ty::{is_text, is_wide};
use crate::ir::{Enumeration, Field, Holder, Kind, Presence, Type, TypeDef, TypeId, Union};

/// How deep values have their optional values set, where they have them at all.
const DEEPEST_SETTERS: usize = 2;

/// What an expression is made with.
#[derive(Clone, Copy)]
pub struct Expression<'s, 'a> {
    /// The names of the file.
    pub scope: &'s Scope<'a>,
    /// What stands for text.
    word: &'s str,
    /// The types whose required values this is among.
    around: &'s [TypeId],
    /// How many types are around the value.
    depth: usize,
}

impl<'s, 'a> Expression<'s, 'a> {
    /// Values with everything that they can have.
    pub fn full(scope: &'s Scope<'a>) -> Self {
        Self {
            scope,
            word: "text",
            around: &[],
            depth: 0,
        }
    }

    /// Values with nothing but what they require.
    pub fn least(scope: &'s Scope<'a>) -> Self {
        Self {
            depth: DEEPEST_SETTERS,
            ..Self::full(scope)
        }
    }

    /// The same, save that the outermost value has its optional values.
    pub fn outermost(scope: &'s Scope<'a>) -> Self {
        Self {
            depth: DEEPEST_SETTERS - 1,
            ..Self::full(scope)
        }
    }

    /// Whether optional values are set.
    pub fn is_full(self) -> bool {
        self.depth < DEEPEST_SETTERS
    }

    /// The types whose required values this is among, and one more.
    pub fn around(self, id: TypeId) -> Vec<TypeId> {
        self.around.iter().copied().chain([id]).collect()
    }

    /// A required value of a type, which is among these.
    pub fn required(self, around: &'s [TypeId]) -> Self {
        Self {
            around,
            depth: self.depth + 1,
            ..self
        }
    }

    /// An optional value of a type.
    pub fn optional(self) -> Self {
        Self {
            around: &[],
            depth: self.depth + 1,
            ..self
        }
    }

    /// A positional argument.
    pub fn positional(self, field: &'s Field) -> Option<TokenStream> {
        match field.holder {
            Holder::Option if field.presence == Presence::Nullable => {
                let value = self.exact_of(field)?;
                Some(quote!(Some(#value)))
            }
            Holder::Bare | Holder::Option => self.taken_of(field),
            Holder::Nullable => self.field(field),
        }
    }

    /// A field of a plain struct.
    pub fn field(self, field: &'s Field) -> Option<TokenStream> {
        let value = self.exact_of(field)?;
        let value = boxed(value, field.boxed);
        Some(match field.holder {
            Holder::Bare => value,
            Holder::Option => quote!(Some(#value)),
            Holder::Nullable => {
                let nullable = self.scope.runtime("Nullable");
                quote!(#nullable::Value(#value))
            }
        })
    }

    /// An argument of a setter.
    pub fn taken_of(self, field: &'s Field) -> Option<TokenStream> {
        Self {
            word: &field.wire,
            ..self
        }
        .taken(&field.ty)
    }

    fn exact_of(self, field: &'s Field) -> Option<TokenStream> {
        Self {
            word: &field.wire,
            ..self
        }
        .exact(&field.ty)
    }

    /// What an argument takes in place of the type: see `emit_taken_type`.
    pub fn taken(self, ty: &Type) -> Option<TokenStream> {
        match self.scope.layout.resolve(ty) {
            Type::Array(item) => Some(match self.part(item) {
                Some(item) => quote!([#item]),
                None => quote!([]),
            }),
            Type::Map(value) => Some(match self.part(value) {
                Some(value) => quote!([("key", #value)]),
                None => {
                    let map = self.scope.runtime("Map");
                    quote!(#map::new())
                }
            }),
            Type::OrEmpty(inner) => self.taken(inner),
            Type::Json => Some(quote!(true)),
            resolved => self.part(resolved),
        }
    }

    fn part(self, ty: &Type) -> Option<TokenStream> {
        match self.scope.layout.resolve(ty) {
            Type::String => {
                let word = self.word;
                Some(quote!(#word))
            }
            resolved => self.exact(resolved),
        }
    }

    /// A value of exactly this type.
    fn exact(self, ty: &Type) -> Option<TokenStream> {
        let runtime = |name| self.scope.runtime(name);
        let value = match self.scope.layout.resolve(ty) {
            Type::String => {
                let word = self.word;
                quote!(#word.to_owned())
            }
            Type::Null => runtime("Null"),
            Type::Boolean | Type::Parameter => quote!(true),
            Type::I32 | Type::I64 => quote!(10),
            Type::F32 | Type::F64 => quote!(12.5),
            Type::Timestamp => applied(runtime("Timestamp"), quote!(1_767_225_600)),
            Type::Base64 => from(runtime("Base64"), quote!(b"bytes".to_vec())),
            Type::Binary => from(runtime("Binary"), quote!(b"bytes".to_vec())),
            Type::Json => from(runtime("Json"), quote!(true)),
            Type::JsonObject => {
                let object = runtime("JsonObject");
                quote!(#object::new())
            }
            Type::Array(item) => match self.exact(item) {
                Some(item) => quote!(vec![#item]),
                None => quote!(Vec::new()),
            },
            Type::Map(value) => {
                let map = runtime("Map");
                match self.exact(value) {
                    Some(value) => quote!(#map::from([("key", #value)])),
                    None => quote!(#map::new()),
                }
            }
            Type::Option(value) => match self.exact(value) {
                Some(value) => quote!(Some(#value)),
                None => quote!(None),
            },
            Type::OrEmpty(value) => {
                let or_empty = runtime("OrEmpty");
                match self.exact(value) {
                    Some(value) => quote!(#or_empty::Value(#value)),
                    None => quote!(#or_empty::Empty),
                }
            }
            Type::Expandable(_) => {
                let (expandable, word) = (runtime("Expandable"), self.word);
                quote!(#expandable::Id(#word.to_owned()))
            }
            Type::Named(id) => self.named(*id)?,
            Type::Generic(id, argument) => Call::of_type(self, *id, Some(argument))?.emit_full(),
        };
        Some(value)
    }

    fn named(self, id: TypeId) -> Option<TokenStream> {
        let def = self.scope.layout.api.ty(id);
        match &def.kind {
            Kind::Struct(_) => Some(Call::of_type(self, id, None)?.emit_full()),
            Kind::Enumeration(enumeration) => Some(self.variant(id, enumeration)),
            Kind::Union(union) => self.branch(id, union),
            Kind::Alias(target) => self.exact(target),
        }
    }

    fn variant(self, id: TypeId, enumeration: &Enumeration) -> TokenStream {
        let ty = self.scope.ty(id);
        match enumeration.values.first() {
            Some(value) => {
                let name = &value.name;
                quote!(#ty::#name)
            }
            None => {
                let (unknown, word) = (&enumeration.unknown, self.word);
                quote!(#ty::#unknown(#word.to_owned()))
            }
        }
    }

    /// The first branch that has a value.
    fn branch(self, id: TypeId, union: &Union) -> Option<TokenStream> {
        if self.around.contains(&id) {
            return None;
        }
        let around = self.around(id);
        let inside = self.required(&around);
        let mut values = union.branches.iter().filter_map(|branch| {
            let value = boxed(inside.exact(&branch.ty)?, branch.boxed);
            Some((&branch.name, value))
        });
        let (name, value) = values.next()?;
        let ty = self.scope.ty(id);
        Some(quote!(#ty::#name(#value)))
    }

    /// Whether a value of this type is being made.
    pub fn is_around(self, id: TypeId) -> bool {
        self.around.contains(&id)
    }
}

/// A value of another type than an argument takes, and the code of the compiler's error.
pub fn emit_wrong(scope: &Scope<'_>, ty: &Type) -> (TokenStream, &'static str) {
    match scope.layout.resolve(ty) {
        Type::Array(_) | Type::Map(_) => (quote!(25), "E0277"),
        Type::OrEmpty(inner) => emit_wrong(scope, inner),
        Type::Timestamp => (quote!("text"), "E0277"),
        resolved if is_text(scope, resolved) => (quote!(25), "E0277"),
        resolved if is_wide(scope, resolved) => (quote!('x'), "E0277"),
        _ => (quote!("text"), MISMATCH),
    }
}

/// The name of a type, its parameter given.
pub fn emit_subject(scope: &Scope<'_>, id: TypeId, def: &TypeDef) -> TokenStream {
    let ty = scope.ty(id);
    match &def.kind {
        Kind::Struct(object) if object.generic => quote!(#ty<bool>),
        Kind::Struct(_) | Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => ty,
    }
}

fn applied(function: TokenStream, value: TokenStream) -> TokenStream {
    quote!(#function(#value))
}

fn from(ty: TokenStream, value: TokenStream) -> TokenStream {
    quote!(#ty::from(#value))
}

fn boxed(value: TokenStream, boxed: bool) -> TokenStream {
    if boxed {
        quote!(Box::new(#value))
    } else {
        value
    }
}
