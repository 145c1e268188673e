//! String types with known values.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, emit_docs};
use super::file::Scope;
use crate::ir::{EnumValue, Enumeration, TypeDef};

/// The item of an enumeration.
pub fn emit_enumeration(
    scope: &Scope<'_>,
    def: &TypeDef,
    enumeration: &Enumeration,
) -> TokenStream {
    let Enumeration {
        values, unknown, ..
    } = enumeration;
    let (macro_name, name) = (scope.runtime("enumeration"), &def.name);
    let docs = emit_docs(
        &def.docs,
        &format!("The values of {}.", code(name.as_str())),
    );
    let variants = values
        .iter()
        .map(|EnumValue { wire, name }| quote!(#name = #wire));
    let open = enumeration.open.then(|| quote!(open));
    quote! {
        #macro_name! {
            #docs
            pub enum #name {
                #(#variants,)*
                _ = #unknown,
            }
            #open
        }
    }
}
