//! The body of an operation: how its value is kept, and where its properties come from.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::Argument;
use super::docs::{code, emit_docs};
use super::file::Scope;
use super::setters::{Names, emit_setters, is_required};
use super::structs::{emit_clauses, emit_field, emit_kept};
use super::ty::{emit_boxed, emit_taken};
use crate::ir::{Body, BodyArgument, Field, Kind, SpreadName, Struct, Type, TypeId};

/// The body of an operation, its type at hand.
pub enum Kept<'a> {
    /// Property by property.
    Spread {
        /// Its type.
        id: TypeId,
        /// The same.
        object: &'a Struct,
        /// The names that the operation has for its properties.
        names: &'a [SpreadName],
    },
    /// As one value.
    Whole {
        /// Whether it may be left out.
        optional: bool,
        /// The value.
        field: &'a Field,
    },
}

impl<'a> Kept<'a> {
    /// How an operation keeps this body.
    pub fn of(scope: &Scope<'a>, body: &'a Body) -> Option<Self> {
        match &body.argument {
            BodyArgument::Whole(field) => Some(Self::Whole {
                optional: !body.required,
                field,
            }),
            BodyArgument::Spread(id, names) => match &scope.layout.api.ty(*id).kind {
                Kind::Struct(object) => Some(Self::Spread {
                    id: *id,
                    object,
                    names,
                }),
                Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => None,
            },
        }
    }

    /// What of it cannot be left out.
    pub fn arguments(&self) -> Vec<Argument<'a>> {
        match self {
            Self::Spread { object, names, .. } => required(object, names).collect(),
            Self::Whole {
                optional: false,
                field,
            } => vec![Argument::of(field)],
            Self::Whole { optional: true, .. } => Vec::new(),
        }
    }

    /// The required values among the fields of the operation, given by position or in a struct.
    pub fn emit_init(&self, scope: &Scope<'_>, named: bool) -> Vec<TokenStream> {
        let init = |argument: Argument<'_>| {
            if named {
                argument.emit_init_named(argument.name)
            } else {
                argument.emit_init(scope, argument.name)
            }
        };
        self.arguments().into_iter().map(init).collect()
    }

    /// What the operation holds of it: one value, or the properties of an object.
    pub fn emit_fields(&self, scope: &Scope<'_>) -> TokenStream {
        match self {
            Self::Whole { optional, field } => emit_value(scope, field, *optional),
            Self::Spread {
                id, object, names, ..
            } => {
                let name = &scope.layout.api.ty(*id).name;
                let fields = object.fields.iter().zip(*names);
                let fields = fields.map(|(field, names)| {
                    emit_settable(
                        scope,
                        field,
                        Names::spread(names),
                        emit_field(scope, field, &names.name),
                    )
                });
                let kept = emit_kept(scope, object).map(|(name, value, kept)| {
                    let taken = emit_taken(scope, &Type::Map(Box::new(value.clone())));
                    quote!(.. #name: #kept <- #taken,)
                });
                let clauses = emit_clauses(scope, object);
                quote!(object #name { #(#fields,)* #kept } #clauses)
            }
        }
    }
}

/// A field of an operation with its setters; its docs are those of its setter.
pub fn emit_settable(
    scope: &Scope<'_>,
    field: &Field,
    names: Names<'_>,
    row: TokenStream,
) -> TokenStream {
    let docs = (!is_required(field))
        .then(|| emit_docs(&field.docs, &format!("Sets {}.", code(&field.wire))));
    let setters = emit_setters(scope, field, names);
    quote!(#docs #row #setters)
}

/// The field of a body that is one value.
fn emit_value(scope: &Scope<'_>, field: &Field, optional: bool) -> TokenStream {
    let name = &field.name;
    let ty = emit_boxed(scope, &field.ty, field.boxed);
    if !optional {
        return quote!(value { #name: #ty = Body, });
    }
    let docs = emit_docs(&field.docs, "The request body.");
    let taken = emit_taken(scope, &field.ty);
    quote!(value { #docs #name: Option<#ty> = Body <- #taken, })
}

fn required<'a>(object: &'a Struct, names: &'a [SpreadName]) -> impl Iterator<Item = Argument<'a>> {
    let fields = object.fields.iter().zip(names);
    let required = fields.filter(|(field, _)| is_required(field));
    required.map(|(field, names)| Argument {
        name: &names.name,
        field,
    })
}
