//! Setters of optional values: of a type's fields, of an operation's parameters and of the properties of its body.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, emit_deprecated, emit_docs, emit_text};
use super::file::Scope;
use super::ty::{emit_taken_type, emit_taken_value};
use crate::ir::{Field, Holder, Ident, Presence, SpreadName, Type};

/// The names of a value's setters.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Sets the value.
    pub name: &'a Ident,
    /// Writes the empty string that unsets it.
    pub unset: Option<&'a Ident>,
    /// Writes null.
    pub null: Option<&'a Ident>,
}

impl<'a> Names<'a> {
    /// The names that a field has.
    pub fn of(field: &'a Field) -> Self {
        Self {
            name: &field.name,
            unset: field.unset.as_ref(),
            null: field.null.as_ref(),
        }
    }

    /// The names that an operation has for a property of its body.
    pub fn spread(names: &'a SpreadName) -> Self {
        Self {
            name: &names.name,
            unset: names.unset.as_ref(),
            null: names.null.as_ref(),
        }
    }
}

/// What setters are on.
pub struct Setters<'a> {
    /// The names of the file.
    pub scope: &'a Scope<'a>,
    /// Attributes of each setter.
    pub attributes: TokenStream,
}

impl Setters<'_> {
    /// The setters of one value that lies at this place.
    pub fn emit(&self, field: &Field, names: Names<'_>, place: &TokenStream) -> TokenStream {
        let value = (!is_required(field)).then(|| self.emit_value(field, names.name, place));
        let unset = names.unset.map(|name| {
            let or_empty = self.scope.runtime("OrEmpty");
            let empty = self.emit_held(field, quote!(#or_empty::Empty));
            let docs = format!("Unsets {} on the server.", code(&field.wire));
            self.emit_constant(name, &docs, &quote!(#place = #empty;))
        });
        let null = names.null.map(|name| {
            let null = self.emit_null(field);
            self.emit_constant(
                name,
                &format!("Sets {} to null.", code(&field.wire)),
                &quote!(#place = #null;),
            )
        });
        quote!(#value #unset #null)
    }

    /// The setter of a map for what the document does not name.
    pub fn emit_rest(&self, name: &Ident, value: &Type) -> TokenStream {
        let map = Type::Map(Box::new(value.clone()));
        let (ty, value) = (
            emit_taken_type(self.scope, &map),
            emit_taken_value(self.scope, &map, name),
        );
        let attributes = &self.attributes;
        quote! {
            /// Properties that the document does not name.
            #attributes
            pub fn #name(mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    /// The setter of a body that is one value.
    pub fn emit_whole(&self, field: &Field) -> TokenStream {
        let name = &field.name;
        let docs = emit_docs(&field.docs, "The request body.");
        let ty = emit_taken_type(self.scope, &field.ty);
        let value = emit_taken_value(self.scope, &field.ty, name);
        let value = if field.boxed {
            quote!(Box::new(#value))
        } else {
            value
        };
        let attributes = &self.attributes;
        quote! {
            #docs
            #attributes
            pub fn #name(mut self, #name: #ty) -> Self {
                self.body = Some(#value);
                self
            }
        }
    }

    fn emit_value(&self, field: &Field, name: &Ident, place: &TokenStream) -> TokenStream {
        let docs = emit_docs(&field.docs, &format!("Sets {}.", code(&field.wire)));
        let deprecated = emit_deprecated(field.deprecated);
        let ty = emit_taken_type(self.scope, &field.ty);
        let value = emit_taken_value(self.scope, &field.ty, name);
        let value = self.emit_held(field, value);
        let attributes = &self.attributes;
        quote! {
            #docs
            #attributes
            #deprecated
            pub fn #name(mut self, #name: #ty) -> Self {
                #place = #value;
                self
            }
        }
    }

    fn emit_constant(&self, name: &Ident, docs: &str, assignment: &TokenStream) -> TokenStream {
        let docs = emit_text(docs);
        let attributes = &self.attributes;
        quote! {
            #docs
            #attributes
            pub fn #name(mut self) -> Self {
                #assignment
                self
            }
        }
    }

    fn emit_held(&self, field: &Field, value: TokenStream) -> TokenStream {
        let value = if field.boxed {
            quote!(Box::new(#value))
        } else {
            value
        };
        match field.holder {
            Holder::Bare => value,
            Holder::Option => quote!(Some(#value)),
            Holder::Nullable => {
                let nullable = self.scope.runtime("Nullable");
                quote!(#nullable::Value(#value))
            }
        }
    }

    fn emit_null(&self, field: &Field) -> TokenStream {
        match field.holder {
            Holder::Bare | Holder::Option => quote!(None),
            Holder::Nullable => {
                let nullable = self.scope.runtime("Nullable");
                quote!(#nullable::Null)
            }
        }
    }
}

/// Whether a value cannot be left out.
pub fn is_required(field: &Field) -> bool {
    match field.presence {
        Presence::Required | Presence::Nullable => true,
        Presence::Optional | Presence::OptionalNullable => false,
    }
}
