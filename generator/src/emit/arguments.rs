//! Required values: positional arguments, or the fields of one plain struct where they are many.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::docs::{code, emit_docs};
use super::file::Scope;
use super::ty::{emit_field_type, emit_taken_type, emit_taken_value, emit_type};
use crate::ir::{Field, Holder, Ident, Presence};

/// A value that cannot be left out, under the name by which it is taken.
#[derive(Clone, Copy)]
pub struct Argument<'a> {
    /// The argument.
    pub name: &'a Ident,
    /// What it is for.
    pub field: &'a Field,
}

impl<'a> Argument<'a> {
    /// The value of this field, under the field's own name.
    pub fn of(field: &'a Field) -> Self {
        Self {
            name: &field.name,
            field,
        }
    }

    /// The argument with its type, as a function takes it.
    pub fn emit_positional(self, scope: &Scope<'_>) -> TokenStream {
        let Self { name, field } = self;
        let ty = match field.holder {
            Holder::Bare => emit_taken_type(scope, &field.ty),
            Holder::Option if field.presence != Presence::Nullable => {
                emit_taken_type(scope, &field.ty)
            }
            Holder::Option => {
                let ty = emit_type(scope, &field.ty);
                quote!(Option<#ty>)
            }
            Holder::Nullable => emit_field_type(scope, field),
        };
        quote!(#name: #ty)
    }

    /// The expression that makes the field of the positional argument.
    fn emit_stored(self, scope: &Scope<'_>) -> TokenStream {
        let Self { name, field } = self;
        match field.holder {
            Holder::Bare => {
                let value = emit_taken_value(scope, &field.ty, name);
                if field.boxed {
                    quote!(Box::new(#value))
                } else {
                    value
                }
            }
            Holder::Option if field.presence != Presence::Nullable => {
                let value = emit_taken_value(scope, &field.ty, name);
                if field.boxed {
                    quote!(Some(Box::new(#value)))
                } else {
                    quote!(Some(#value))
                }
            }
            Holder::Option if field.boxed => quote!(#name.map(Box::new)),
            Holder::Option | Holder::Nullable => name.to_token_stream(),
        }
    }

    /// `field: value` of a struct, from the positional argument.
    pub fn emit_init(self, scope: &Scope<'_>, field: &Ident) -> TokenStream {
        let value = self.emit_stored(scope);
        if value.to_string() == field.as_str() {
            value
        } else {
            quote!(#field: #value)
        }
    }

    /// `field: value` of a struct, from the struct `required`.
    pub fn emit_init_named(self, field: &Ident) -> TokenStream {
        let name = self.name;
        quote!(#field: required.#name)
    }

    /// The field of the plain struct.
    fn emit_named(self, scope: &Scope<'_>) -> TokenStream {
        let Self { name, field } = self;
        let docs = emit_docs(&field.docs, &format!("The {}.", code(&field.wire)));
        let ty = emit_field_type(scope, field);
        quote!(#docs pub #name: #ty)
    }
}

/// The plain struct of these values.
pub fn emit_required(
    scope: &Scope<'_>,
    name: &dyn ToTokens,
    docs: &TokenStream,
    arguments: &[Argument<'_>],
) -> TokenStream {
    let fields = arguments.iter().map(|argument| argument.emit_named(scope));
    quote! {
        #docs
        #[derive(Clone)]
        pub struct #name { #(#fields),* }
    }
}
