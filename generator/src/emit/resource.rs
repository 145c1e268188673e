//! A resource: the accessor with its operations, and the modules below it.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::docs::{code, emit_deprecated, emit_docs, emit_docs_with};
use super::file::{Scope, SourceFile, plain, rust_ident};
use super::layout::{Layout, operation_names};
use super::operation::{arguments, emit_made, emit_taken};
use crate::ir::{Home, Operation, Resource};

/// The module of a resource.
pub fn emit_resource(layout: &Layout<'_>, position: usize) -> SourceFile {
    let resource = &layout.api.resources[position];
    let mut own = vec![resource.type_name.to_string()];
    let (mut modules, mut uses) = (Vec::new(), Vec::new());
    for (number, operation) in resource.operations.iter().enumerate() {
        let mut names = operation_names(operation);
        names.extend(layout.names(&Home::Operation(position, number)));
        modules.push(emit_module(
            &operation.module,
            operation.module == resource.name,
        ));
        uses.push(emit_use(operation.module.as_str(), &names));
        own.extend(names);
    }
    let shared = layout.names(&Home::Resource(position));
    if !shared.is_empty() {
        modules.push(emit_module(
            &format_ident!("types"),
            resource.name.as_str() == "types",
        ));
        uses.push(emit_use("types", &shared));
        own.extend(shared);
    }
    let children = layout.children(Some(position));
    modules.extend(children.iter().map(|(_, child)| {
        let name = &child.name;
        let alike = emit_alike(child.name == resource.name);
        quote!(#alike pub mod #name;)
    }));
    modules.extend(uses);
    let scope = Scope::of_resource(layout, position, &own);
    modules.extend(emit_accessor(&scope, resource, &children));
    let docs = vec![format!("The resource {}.", code(plain(&resource.name)))];
    scope.finish(format!("{}/mod.rs", layout.folder(position)), docs, modules)
}

/// A module that users do not see.
fn emit_module(module: &dyn ToTokens, alike: bool) -> TokenStream {
    let alike = emit_alike(alike);
    quote!(#alike pub(crate) mod #module;)
}

/// What users see of a module.
fn emit_use(module: &str, names: &[String]) -> TokenStream {
    let module = rust_ident(module);
    let mut names: Vec<_> = names.iter().map(|name| rust_ident(name)).collect();
    names.sort();
    quote!(pub use #module::{#(#names),*};)
}

fn emit_alike(alike: bool) -> TokenStream {
    if alike {
        quote!(#[allow(clippy::module_inception, reason = "the document names both alike")])
    } else {
        TokenStream::new()
    }
}

fn emit_accessor(
    scope: &Scope<'_>,
    resource: &Resource,
    children: &[(usize, &Resource)],
) -> [TokenStream; 2] {
    let (name, core) = (&resource.type_name, scope.runtime("Core"));
    let docs = emit_docs(
        &resource.docs,
        &format!("The operations of {}.", code(plain(&resource.name))),
    );
    let operations = resource
        .operations
        .iter()
        .map(|operation| emit_method(scope, operation));
    let children = children
        .iter()
        .map(|(position, child)| emit_child(scope, *position, child));
    let accessor = quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name { core: #core }
    };
    let methods = quote! {
        impl #name {
            pub(crate) fn new(core: &#core) -> Self {
                Self { core: core.clone() }
            }

            #(#operations)*
            #(#children)*
        }
    };
    [accessor, methods]
}

/// The accessor of a resource on what it belongs to.
pub fn emit_child(scope: &Scope<'_>, position: usize, child: &Resource) -> TokenStream {
    let name = &child.name;
    let docs = emit_docs(
        &child.docs,
        &format!("The operations of {}.", code(plain(name))),
    );
    let ty = scope.import(scope.layout.resource(position), child.type_name.as_str());
    quote! {
        #docs
        pub fn #name(&self) -> #ty {
            #ty::new(&self.core)
        }
    }
}

fn emit_method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (name, ty) = (&operation.name, &operation.type_name);
    let route = code(&format!("{} {}", operation.method, operation.path));
    let docs = emit_docs_with(
        &operation.docs,
        &format!("The operation {}.", code(&operation.id)),
        &route,
    );
    let deprecated = emit_deprecated(operation.deprecated);
    let taken = emit_taken(scope, operation, &arguments(scope, operation));
    let made = emit_made(scope, operation);
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#taken),*) -> #ty {
            #made
        }
    }
}
