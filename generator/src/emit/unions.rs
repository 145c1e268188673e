//! `oneOf` and `anyOf` types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constraints::{emit_checks, emit_kinds};
use super::docs::{code, emit_docs, emit_text};
use super::file::{Scope, table_name};
use super::ty::{emit_boxed, emit_type as emit_place};
use crate::ir::{Branch, Composition, Kind, Type, TypeDef, Union};

/// All items of a union but those of `models!`.
pub fn emit_union(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> Vec<TokenStream> {
    let mut items = vec![emit_type(scope, def, union), emit_table(scope, def, union)];
    items.extend(emit_from(scope, def, union));
    items.push(emit_visit(scope, def, union));
    items.push(emit_fill(scope, def, union));
    items
}

fn emit_type(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let (name, unmatched) = (&def.name, &union.unmatched);
    let docs = emit_docs(
        &def.docs,
        &format!("The alternatives of {}.", code(name.as_str())),
    );
    let variants = union.branches.iter().map(|branch| {
        let (name, ty) = (&branch.name, emit_boxed(scope, &branch.ty, branch.boxed));
        let docs = emit_text(&describe(scope, &branch.ty));
        quote!(#docs #name(#ty))
    });
    let raw = scope.runtime("Unmatched");
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that is none of the others.
            #unmatched(#raw),
        }
    }
}

fn describe(scope: &Scope<'_>, ty: &Type) -> String {
    match ty {
        Type::Named(id) | Type::Generic(id, _) => {
            format!("A {}.", code(scope.layout.api.ty(*id).name.as_str()))
        }
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

fn emit_table(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let (table, name) = (table_name(&def.name), def.name.as_str());
    let ty = scope.runtime("shape::Union");
    let composition = scope.runtime("shape::Composition");
    let composition = match union.composition {
        Composition::AnyOf => quote!(#composition::AnyOf),
        Composition::OneOf => quote!(#composition::OneOf),
        Composition::Type => quote!(#composition::Type),
    };
    let tag = union
        .tag
        .as_ref()
        .map_or_else(|| quote!(None), |tag| quote!(Some(#tag)));
    let branches = union
        .branches
        .iter()
        .map(|branch| emit_branch(scope, branch));
    quote! {
        pub(crate) static #table: #ty = #ty {
            name: #name,
            composition: #composition,
            tag: #tag,
            branches: &[#(#branches),*],
        };
    }
}

fn emit_branch(scope: &Scope<'_>, branch: &Branch) -> TokenStream {
    let shape = match scope.layout.definition(&branch.ty) {
        Some((id, def)) if matches!(def.kind, Kind::Struct(_)) => {
            let table = scope.table(id);
            quote!(Some(&#table))
        }
        _ => quote!(None),
    };
    let (kinds, checks) = (
        emit_kinds(scope, branch.kinds),
        emit_checks(scope, &branch.checks),
    );
    let (ty, tags) = (emit_place(scope, &branch.ty), &branch.tags);
    let (name, judge) = (
        scope.runtime("shape::Branch"),
        scope.runtime("validate::judge_as"),
    );
    quote! {
        #name { kinds: #kinds, shape: #shape, tags: &[#(#tags),*], checks: #checks, judge: #judge::<#ty> }
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

fn emit_visit(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let (name, table, unmatched) = (&def.name, table_name(&def.name), &union.unmatched);
    let (visit, visitor) = (
        scope.runtime("visit::Visit"),
        scope.runtime("visit::Visitor"),
    );
    let variants = union.branches.iter().map(|branch| &branch.name);
    let positions = (0..).map(Literal::usize_unsuffixed);
    let arms = variants.zip(positions).map(|(variant, position)| {
        quote!(Self::#variant(value) => visitor.union(&#table, #position, value))
    });
    quote! {
        impl #visit for #name {
            fn visit(&self, visitor: &mut dyn #visitor) {
                match self {
                    #(#arms,)*
                    Self::#unmatched(value) => visitor.unmatched(&#table, value),
                }
            }
        }
    }
}

fn emit_fill(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let (name, table, unmatched) = (&def.name, table_name(&def.name), &union.unmatched);
    let (fill, reader, error) = (
        scope.runtime("fill::Fill"),
        scope.runtime("Reader"),
        scope.runtime("DecodeError"),
    );
    let variants = union.branches.iter().map(|branch| &branch.name);
    let positions = (0..).map(Literal::usize_unsuffixed);
    let arms = variants
        .zip(positions)
        .map(|(variant, position)| quote!(#position => Self::#variant(reader.value()?)));
    quote! {
        impl #fill for #name {
            fn blank() -> Self {
                Self::#unmatched(#fill::blank())
            }

            fn fill(&mut self, reader: &mut #reader<'_>) -> Result<(), #error> {
                reader.union(&#table, &mut |branch, reader| {
                    *self = match branch {
                        #(#arms,)*
                        _ => Self::#unmatched(reader.value()?),
                    };
                    Ok(())
                })
            }
        }
    }
}
