//! The client: its constructors, one accessor per resource, and its credentials.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{code, emit_docs, emit_text};
use super::file::{Scope, SourceFile, plain};
use super::layout::Layout;
use super::resource::emit_child;
use crate::ir::{Api, Scheme, SchemeKind};

/// The file of the client.
pub fn emit_client(layout: &Layout<'_>) -> SourceFile {
    let api = layout.api;
    let scope = Scope::new(layout, None, &["Auth".to_owned(), "Client".to_owned()]);
    let mut items = Vec::new();
    if let Some(url) = &api.base_url {
        items.push(quote!(const BASE_URL: &str = #url;));
    }
    items.extend(emit_struct(&scope, api));
    if !api.schemes.is_empty() {
        items.extend(emit_auth(&scope, &api.schemes));
    }
    scope.finish(
        "client.rs".to_owned(),
        vec!["The client and its credentials.".to_owned()],
        items,
    )
}

fn emit_struct(scope: &Scope<'_>, api: &Api) -> Vec<TokenStream> {
    let docs = emit_text(&format!(
        "A client of {}. Clones are cheap and share what it holds.",
        title(api)
    ));
    let core = scope.runtime("Core");
    let mut items = vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct Client { core: #core }
        },
        quote! {
            impl From<#core> for Client {
                fn from(core: #core) -> Self {
                    Self { core }
                }
            }
        },
        emit_methods(scope, api),
    ];
    if api.base_url.is_some() && api.schemes.is_empty() {
        items.push(quote! {
            impl Default for Client {
                fn default() -> Self {
                    Self::new()
                }
            }
        });
    }
    items
}

/// The API's title in a sentence.
fn title(api: &Api) -> String {
    if api.title.trim().is_empty() {
        code(plain(&api.name))
    } else {
        code(api.title.trim())
    }
}

fn emit_methods(scope: &Scope<'_>, api: &Api) -> TokenStream {
    let (core, builder) = (scope.runtime("Core"), scope.runtime("ClientBuilder"));
    let (auth, credentials) = if api.schemes.is_empty() {
        let credentials = scope.runtime("Credentials");
        (None, quote!(#credentials::none()))
    } else {
        (Some(quote!(auth: Auth)), quote!(auth))
    };
    let (taken, url, made, set_up) = match api.base_url {
        Some(_) => (
            auth.into_iter().collect::<Vec<_>>(),
            quote!(BASE_URL),
            quote!(new),
            None,
        ),
        None => {
            let url = quote!(base_url: &str);
            (
                std::iter::once(url).chain(auth).collect(),
                quote!(base_url),
                quote!(at),
                Some(quote!(.base_url(base_url))),
            )
        }
    };
    let roots = scope.layout.children(None);
    let accessors = roots
        .iter()
        .map(|(position, resource)| emit_child(scope, *position, resource));
    quote! {
        impl Client {
            /// A client with the defaults. What is wrong with it is told when an operation is sent.
            pub fn new(#(#taken),*) -> Self {
                Self::from(#core::#made(#url, #credentials))
            }

            /// A client to be set up: base URL, transport, headers and limits.
            pub fn builder(#(#taken),*) -> #builder<Self> {
                #builder::new(#url, #credentials) #set_up
            }

            #(#accessors)*
        }
    }
}

fn emit_auth(scope: &Scope<'_>, schemes: &[Scheme]) -> [TokenStream; 3] {
    let credentials = scope.runtime("Credentials");
    let constructors = schemes.iter().map(|scheme| emit_scheme(scope, scheme));
    let chained = schemes
        .iter()
        .filter(|_| schemes.len() > 1)
        .map(|scheme| emit_chained(scope, scheme));
    let auth = quote! {
        /// The credentials of a client. `Debug` shows none of them.
        #[derive(Clone, Debug)]
        pub struct Auth(#credentials);
    };
    let methods = quote! {
        impl Auth {
            /// No credentials on purpose: every operation is sent without.
            pub fn none() -> Self {
                Self(#credentials::none())
            }

            #(#constructors)*
            #(#chained)*
        }
    };
    let from = quote! {
        impl From<Auth> for #credentials {
            fn from(auth: Auth) -> Self {
                auth.0
            }
        }
    };
    [auth, methods, from]
}

fn emit_scheme(scope: &Scope<'_>, scheme: &Scheme) -> TokenStream {
    let Scheme {
        name,
        wire,
        docs,
        kind,
    } = scheme;
    let docs = emit_docs(docs, describe(kind));
    let credentials = scope.runtime("Credentials");
    let (taken, credential) = emit_credential(scope, kind);
    quote! {
        #docs
        pub fn #name(#taken) -> Self {
            Self(#credentials::new().with(#wire, #credential))
        }
    }
}

fn emit_chained(scope: &Scope<'_>, scheme: &Scheme) -> TokenStream {
    let Scheme { wire, kind, .. } = scheme;
    let docs = emit_text(&format!("Adds the credential of {}.", code(wire)));
    let name = format_ident!("and_{}", plain(&scheme.name));
    let (taken, credential) = emit_credential(scope, kind);
    quote! {
        #docs
        #[must_use]
        pub fn #name(self, #taken) -> Self {
            Self(self.0.with(#wire, #credential))
        }
    }
}

fn describe(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Basic => {
            "User and password; an API key is mostly the user, with an empty password."
        }
        SchemeKind::Bearer => "A token.",
        SchemeKind::Header(_) => "A key, sent verbatim in a header.",
        SchemeKind::Query(_) => "A key, sent in the query.",
        SchemeKind::Cookie(_) => "A key, sent in a cookie.",
    }
}

/// The arguments of a credential and the expression that makes it.
fn emit_credential(scope: &Scope<'_>, kind: &SchemeKind) -> (TokenStream, TokenStream) {
    let (credential, secret) = (scope.runtime("Credential"), scope.runtime("Secret"));
    let secret = quote!(impl Into<#secret>);
    match kind {
        SchemeKind::Basic => (
            quote!(user: #secret, password: #secret),
            quote!(#credential::basic(user, password)),
        ),
        SchemeKind::Bearer => (quote!(token: #secret), quote!(#credential::bearer(token))),
        SchemeKind::Header(wire) => (
            quote!(value: #secret),
            quote!(#credential::header(#wire, value)),
        ),
        SchemeKind::Query(wire) => (
            quote!(value: #secret),
            quote!(#credential::query(#wire, value)),
        ),
        SchemeKind::Cookie(wire) => (
            quote!(value: #secret),
            quote!(#credential::cookie(#wire, value)),
        ),
    }
}
