//! How a value is set: the end of a field's line, from which the runtime's macros make its setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::emit_deprecated;
use super::file::Scope;
use super::ty::emit_taken;
use crate::ir::{Field, Ident, Presence, SpreadName};

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

/// The setters of a field: what its own takes where it may be left out, and further ones.
pub fn emit_setters(scope: &Scope<'_>, field: &Field, names: Names<'_>) -> TokenStream {
    let own = (!is_required(field)).then(|| {
        let deprecated = emit_deprecated(field.deprecated);
        let taken = emit_taken(scope, &field.ty);
        quote!(<- #deprecated #taken)
    });
    let unset = names.unset.map(|name| quote!(unset(#name)));
    let null = names.null.map(|name| quote!(null(#name)));
    quote!(#own #unset #null)
}

/// Whether a value cannot be left out.
pub fn is_required(field: &Field) -> bool {
    match field.presence {
        Presence::Required | Presence::Nullable => true,
        Presence::Optional | Presence::OptionalNullable => false,
    }
}
