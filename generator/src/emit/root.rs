//! The modules that only name others: the API's own, `models` and `resources`.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, escape, lines};
use super::file::{Scope, SourceFile, rust_ident};
use super::layout::Layout;
use crate::ir::{Api, Home};

/// The module of the API.
pub fn emit_root(layout: &Layout<'_>) -> SourceFile {
    let api = layout.api;
    let mut items = Vec::new();
    let has_models = !layout.stems().is_empty();
    if !api.resources.is_empty() {
        items.push(quote!(
            mod client;
        ));
    }
    if !api.headers.is_empty() {
        items.push(quote!(
            pub mod headers;
        ));
    }
    if has_models {
        items.push(quote!(
            pub mod models;
        ));
    }
    if !api.resources.is_empty() {
        let auth = (!api.schemes.is_empty()).then(|| quote!(Auth,));
        items.push(quote!(
            pub mod resources;
        ));
        items.push(quote!(pub use client::{#auth Client};));
    }
    if has_models {
        items.push(quote!(
            pub use models::*;
        ));
    }
    if !api.resources.is_empty() {
        items.push(quote!(
            pub use resources::*;
        ));
    }
    let scope = Scope::new(layout, None, &[]);
    let expect = scope.runtime("expect_interface");
    items.push(quote!(const _: () = #expect(6);));
    scope.finish("mod.rs".to_owned(), describe(api), items)
}

/// Title, version and description.
fn describe(api: &Api) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let title = if api.title.trim().is_empty() {
        api.name.as_str()
    } else {
        api.title.trim()
    };
    paragraphs.push(escape(title));
    if !api.version.trim().is_empty() {
        paragraphs.push(format!(
            "Version {} of the document.",
            code(api.version.trim())
        ));
    }
    if !api.docs.0.trim().is_empty() {
        paragraphs.push(api.docs.0.clone());
    }
    lines(&paragraphs.join("\n\n"))
}

/// The module of the models.
pub fn emit_models(layout: &Layout<'_>) -> SourceFile {
    let mut stems = layout.stems();
    stems.sort();
    let modules = stems.iter().map(|stem| quote!(mod #stem;));
    let uses = stems.iter().map(|stem| {
        let mut names = layout.names(&Home::Model((*stem).clone()));
        names.sort();
        let names = names.iter().map(|name| rust_ident(name));
        quote!(pub use #stem::{#(#names),*};)
    });
    emit_plain(
        layout,
        "models/mod.rs",
        "The models that the document names.",
        modules.chain(uses).collect(),
    )
}

/// The module of the resources.
pub fn emit_resources(layout: &Layout<'_>) -> SourceFile {
    let modules = layout.children(None).into_iter().map(|(_, resource)| {
        let name = &resource.name;
        quote!(pub mod #name;)
    });
    emit_plain(
        layout,
        "resources/mod.rs",
        "The resources, each with its operations.",
        modules.collect(),
    )
}

fn emit_plain(layout: &Layout<'_>, path: &str, docs: &str, items: Vec<TokenStream>) -> SourceFile {
    Scope::new(layout, None, &[]).finish(path.to_owned(), vec![docs.to_owned()], items)
}
