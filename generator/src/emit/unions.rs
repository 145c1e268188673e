//! `oneOf` and `anyOf` types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constraints::{emit_checks, emit_kind_names};
use super::docs::{code, emit_docs, emit_text};
use super::file::Scope;
use super::ty::{emit_boxed, emit_type as emit_place};
use crate::ir::{Branch, Composition, Kind, Type, TypeDef, Union};

/// All items of a union.
pub fn emit_union(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> Vec<TokenStream> {
    let mut items = vec![emit_type(scope, def, union)];
    items.extend(emit_from(scope, def, union));
    items
}

fn emit_type(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let (name, unmatched) = (&def.name, &union.unmatched);
    let docs = emit_docs(
        &def.docs,
        &format!("The alternatives of {}.", code(name.as_str())),
    );
    let composition = match union.composition {
        Composition::AnyOf => quote!(AnyOf),
        Composition::OneOf => quote!(OneOf),
        Composition::Type => quote!(Type),
        Composition::Base => quote!(Base),
    };
    let tag = union.tag.as_ref().map(|tag| quote!(by #tag));
    let positions = (0..).map(Literal::usize_unsuffixed);
    let branches = union
        .branches
        .iter()
        .zip(positions)
        .map(|(branch, position)| emit_branch(scope, branch, &position));
    let macro_name = scope.runtime("union");
    quote! {
        #macro_name! {
            #docs
            pub enum #name: #composition #tag {
                #(#branches;)*
                _ = #unmatched;
            }
        }
    }
}

fn emit_branch(scope: &Scope<'_>, branch: &Branch, position: &Literal) -> TokenStream {
    let docs = emit_text(&describe(scope, &branch.ty));
    let (name, held) = (&branch.name, emit_boxed(scope, &branch.ty, branch.boxed));
    let ty = emit_place(scope, &branch.ty);
    let form = match scope.layout.definition(&branch.ty) {
        Some((_, def)) if matches!(def.kind, Kind::Struct(_)) => quote!(object),
        _ => quote!(plain),
    };
    let kinds = emit_kind_names(branch.kinds);
    let kinds = if kinds.is_empty() {
        quote!(NONE)
    } else {
        quote!(#(#kinds)|*)
    };
    let tags = &branch.tags;
    let tags = (!tags.is_empty()).then(|| quote!(, tags(#(#tags),*)));
    let checks = (!branch.checks.is_empty()).then(|| {
        let checks = emit_checks(scope, &branch.checks);
        quote!(, checks(#checks))
    });
    quote!(#docs #position #name(#held) = #form #ty: #kinds #tags #checks)
}

fn describe(scope: &Scope<'_>, ty: &Type) -> String {
    match ty {
        Type::Named(id) | Type::Generic(id, _) => {
            format!("A {}.", code(scope.layout.api.ty(*id).name.as_str()))
        }
        Type::Null => "Null.".to_owned(),
        Type::String => "Text.".to_owned(),
        Type::Boolean => "True or false.".to_owned(),
        Type::I32 | Type::I64 => "An integer.".to_owned(),
        Type::F32 | Type::F64 => "A number.".to_owned(),
        Type::Timestamp => "A point in time.".to_owned(),
        Type::Base64 | Type::Binary => "Bytes.".to_owned(),
        Type::Array(_) => "A list.".to_owned(),
        Type::Map(_) | Type::JsonObject => "A map.".to_owned(),
        Type::Json | Type::Parameter => "A value.".to_owned(),
        Type::Option(_) => "A value, or null.".to_owned(),
        Type::OrEmpty(_) => "A value, or the empty string.".to_owned(),
        Type::Expandable(_) => "An id, or the object that it names.".to_owned(),
    }
}

/// `From` for each branch whose type no other has.
fn emit_from(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> Vec<TokenStream> {
    let resolved: Vec<_> = union
        .branches
        .iter()
        .map(|branch| scope.layout.resolve(&branch.ty))
        .collect();
    let name = &def.name;
    let mut items = Vec::new();
    for (branch, ty) in union.branches.iter().zip(&resolved) {
        if resolved.iter().filter(|other| *other == ty).count() > 1 {
            continue;
        }
        let (variant, place) = (&branch.name, emit_place(scope, &branch.ty));
        let value = if branch.boxed {
            quote!(Box::new(value))
        } else {
            quote!(value)
        };
        items.push(quote! {
            impl From<#place> for #name {
                fn from(value: #place) -> Self {
                    Self::#variant(#value)
                }
            }
        });
        if **ty == Type::String {
            items.push(quote! {
                impl From<&str> for #name {
                    fn from(value: &str) -> Self {
                        Self::#variant(value.to_owned())
                    }
                }
            });
        }
    }
    items
}
