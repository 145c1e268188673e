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
    let types = scope.layout.types(home).iter();
    types
        .flat_map(|(id, def)| match &def.kind {
            Kind::Struct(object) => emit_struct(scope, *id, object),
            Kind::Enumeration(enumeration) => vec![emit_enumeration(scope, def, enumeration)],
            Kind::Union(union) => emit_union(scope, def, union),
            Kind::Alias(target) => vec![emit_alias(scope, def, target)],
        })
        .collect()
}

fn emit_alias(scope: &Scope<'_>, def: &TypeDef, target: &Type) -> TokenStream {
    let name = &def.name;
    let docs = emit_docs(&def.docs, &format!("The type {}.", code(name.as_str())));
    let target = emit_type(scope, target);
    quote!(#docs pub type #name = #target;)
}
