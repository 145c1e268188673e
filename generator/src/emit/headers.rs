//! The constants by which users read the documented headers of replies.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, emit_docs_with};
use super::file::{Scope, SourceFile, constant_name};
use super::layout::Layout;
use super::ty::emit_type;
use crate::ir::{Header, Type};

/// The file of the headers.
pub fn emit_headers(layout: &Layout<'_>) -> SourceFile {
    let scope = Scope::new(layout, None, &[]);
    let headers = layout.api.headers.iter();
    let items = headers.map(|header| emit_header(&scope, header)).collect();
    let docs = "The documented headers of replies: `.send_with_meta()` gives the reply, `reply.header(…)` reads one.";
    scope.finish("headers.rs".to_owned(), vec![docs.to_owned()], items)
}

fn emit_header(scope: &Scope<'_>, header: &Header) -> TokenStream {
    let Header { name, header } = header;
    let wire = &header.wire;
    let docs = emit_docs_with(
        &header.docs,
        "A header of replies.",
        &code(&format!("{wire}: …")),
    );
    let (name, ty) = (constant_name(name), emit_type(scope, &header.ty));
    let interface = scope.runtime("Header");
    let constructor = match &header.ty {
        Type::Array(_) => quote!(list),
        Type::Json => quote!(json),
        _ => quote!(new),
    };
    quote!(#docs pub const #name: #interface<#ty> = #interface::#constructor(#wire);)
}
