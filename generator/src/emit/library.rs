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

/// The crate's attributes: what a document says, in its prose or as a number, is not ours to mend.
fn attributes() -> Vec<TokenStream> {
    let lints = [
        "approx_constant",
        "doc_lazy_continuation",
        "doc_overindented_list_items",
        "excessive_precision",
    ];
    let lints = lints.map(|lint| format_ident!("{lint}"));
    vec![
        quote!(#![forbid(unsafe_code)]),
        quote!(#![warn(missing_docs)]),
        quote!(#![allow(#(clippy::#lints),*, reason = "the documents' own words and numbers")]),
    ]
}
