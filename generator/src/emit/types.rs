//! The types of one file.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, emit_docs};
use super::enums::emit_enumeration;
use super::file::{Scope, SourceFile, plain};
use super::layout::{Layout, model_path};
use super::structs::emit_struct;
use super::ty::emit_type;
use super::unions::emit_union;
use crate::ir::{Home, Kind, Type, TypeDef};

/// A file that holds types alone: models, or what several operations of a resource share.
pub fn emit_shared(layout: &Layout<'_>, home: &Home) -> SourceFile {
    let (path, docs) = match home {
        Home::Model(stem) => (
            model_path(stem),
            format!("The model {} and what belongs to it.", code(plain(stem))),
        ),
        Home::Resource(resource) | Home::Operation(resource, _) => {
            let docs = "Types that several operations of this resource share.".to_owned();
            (format!("{}/types.rs", layout.folder(*resource)), docs)
        }
    };
    let scope = Scope::new(layout, Some(home.clone()), &layout.names(home));
    let items = emit_types(&scope, home);
    scope.finish(path, vec![docs], items)
}

/// The types of this file.
pub fn emit_types(scope: &Scope<'_>, home: &Home) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let mut models = Vec::new();
    for (id, def) in scope.layout.types(home) {
        let name = &def.name;
        match &def.kind {
            Kind::Struct(object) => {
                items.extend(emit_struct(scope, *id, object));
                let generic = object.generic.then(|| quote!(generic));
                models.push(quote!(#generic #name));
            }
            Kind::Enumeration(enumeration) => {
                items.extend(emit_enumeration(scope, def, enumeration));
                models.push(quote!(#name));
            }
            Kind::Union(union) => {
                items.extend(emit_union(scope, def, union));
                models.push(quote!(#name));
            }
            Kind::Alias(target) => items.push(emit_alias(scope, def, target)),
        }
    }
    if !models.is_empty() {
        let name = scope.runtime("models");
        items.push(quote!(#name! { #(#models),* }));
    }
    items
}

fn emit_alias(scope: &Scope<'_>, def: &TypeDef, target: &Type) -> TokenStream {
    let name = &def.name;
    let docs = emit_docs(&def.docs, &format!("The type {}.", code(name.as_str())));
    let target = emit_type(scope, target);
    quote!(#docs pub type #name = #target;)
}
