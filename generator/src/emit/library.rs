//! The root module of an emitted crate: its attributes, the runtime, and a module for each API.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::{SourceFile, rust_ident};
use crate::assemble::{CrateKind, EmittedApi};

/// The file `lib.rs`.
pub fn emit_library(apis: &[EmittedApi], kind: CrateKind) -> SourceFile {
    let modules = apis.iter().map(|api| emit_module(api, kind));
    let mut items = vec![quote!(
        pub use openapi_runtime as runtime;
    )];
    items.extend(modules);
    SourceFile {
        path: "lib.rs".to_owned(),
        docs: describe(kind),
        attributes: attributes(),
        uses: BTreeMap::new(),
        items,
    }
}

fn emit_module(api: &EmittedApi, kind: CrateKind) -> TokenStream {
    let name = rust_ident(&api.name);
    let feature = api.name.trim_start_matches("r#");
    let gate = (kind == CrateKind::Workspace).then(|| quote!(#[cfg(feature = #feature)]));
    quote!(#gate #[rustfmt::skip] pub mod #name;)
}

fn describe(kind: CrateKind) -> Vec<String> {
    let text: &[&str] = match kind {
        CrateKind::Workspace => &[
            "Clients of HTTP APIs, generated from their OpenAPI documents.",
            "",
            "Each API is a module and a feature of the same name. What they share is [`runtime`].",
        ],
        CrateKind::Standalone => &[
            "A client of an HTTP API, generated from its OpenAPI document. What it stands on is [`runtime`].",
        ],
    };
    text.iter().map(|line| (*line).to_owned()).collect()
}

/// The crate's attributes.
fn attributes() -> Vec<TokenStream> {
    let mut attributes = vec![
        quote!(#![forbid(unsafe_code)]),
        quote!(#![warn(missing_docs)]),
    ];
    attributes.extend(allowed().map(|(reason, lints)| {
        let lints = lints.iter().map(|lint| format_ident!("{lint}"));
        quote!(#![allow(#(clippy::#lints),*, reason = #reason)])
    }));
    attributes
}

/// The lints that a document breaks and we cannot mend, by what it breaks them with.
fn allowed() -> [(&'static str, &'static [&'static str]); 3] {
    [
        ("the documents' own names", &["disallowed_names"]),
        (
            "the documents' own numbers",
            &["approx_constant", "excessive_precision"],
        ),
        (
            "the documents' own prose",
            &["doc_lazy_continuation", "doc_overindented_list_items"],
        ),
    ]
}
