//! The IR to what exercises an API: each operation called with values that come as JSON, each union asked for its branch.
//!
//! It names methods and types, so it is Rust; a test or a program of another crate includes it beside the module `call`,
//! which it hands everything to. What is called with, and what is made of the answer, is decided when it runs.

use std::collections::BTreeMap;

use proc_macro2::{Ident as Name, Literal, TokenStream};
use quote::{format_ident, quote};

use super::call::emit_accessor;
use crate::assemble::EmittedApi;
use crate::emit::body::Kept;
use crate::emit::docs::{code, emit_text};
use crate::emit::file::{Scope, SourceFile, plain, rust_ident};
use crate::emit::layout::Layout;
use crate::emit::operation::kept;
use crate::emit::outcome::{Side, is_open, outcome};
use crate::emit::setters::{Names, is_required};
use crate::emit::ty::{emit_field_type, emit_type};
use crate::ir::{
    Api, Field, Holder, Ident, Kind, Location, Operation, Outcome, Presence, SchemeKind, Type,
    TypeDef, TypeId, Union,
};
use crate::print::print;

/// The folder of the tables, below the crate's `tests`.
const FOLDER: &str = "exercise";

pub(super) fn emit(api: &Api) -> BTreeMap<String, String> {
    let path = format!("{FOLDER}/{}.rs", plain(&api.name));
    BTreeMap::from([(path, emit_exercise(api))])
}

/// The tables of an API, as another crate includes them: a function for each of [`Api::operations`], and one for each
/// union of [`Api::types`] with its number.
pub fn emit_exercise(api: &Api) -> String {
    let layout = Layout::new(api);
    let scope = Scope::outside(&layout);
    let mut items = vec![quote!(
        use crate::call;
    )];
    // Without an operation an API has no client.
    if !api.operations().is_empty() {
        items.push(emit_client(&scope));
    }
    let mut calls = Vec::new();
    for (number, resource) in api.resources.iter().enumerate() {
        for position in (0..resource.operations.len()).map(|operation| (number, operation)) {
            let name = format_ident!("call_{}", calls.len());
            items.push(emit_call(&scope, position, &name));
            calls.push(name);
        }
    }
    let mut unions = Vec::new();
    for (id, def) in (0..).zip(&api.types) {
        if let Kind::Union(union) = &def.kind {
            let name = format_ident!("union_{id}");
            items.push(emit_union(&scope, (TypeId(id), def, union), &name));
            let id = Literal::u32_unsuffixed(id);
            unions.push(quote!((#id, #name)));
        }
    }
    items.push(quote! {
        /// Calls each operation.
        pub const CALLS: &[call::Call] = &[#(#calls),*];
    });
    items.push(quote! {
        /// Tells of each union, by the number of its type, which branch a value is.
        pub const UNIONS: &[(u32, call::Choose)] = &[#(#unions),*];
    });
    let docs = vec!["What exercises the API: its operations and its unions.".to_owned()];
    let mut file = scope.finish(String::new(), docs, items).without_unused();
    file.attributes.push(quote!(#![allow(
        deprecated,
        reason = "what the document advises against is exercised too"
    )]));
    print(file)
}

/// A client with every credential of the document.
fn emit_client(scope: &Scope<'_>) -> TokenStream {
    let api = scope.layout.api;
    let module = format!("crate::{}", api.name);
    let client = scope.import(&module, "Client");
    let url = api.base_url.is_none().then(|| quote!(call::BASE_URL,));
    let mut schemes = api.schemes.iter();
    let auth = schemes.next().map(|first| {
        let auth = scope.import(&module, "Auth");
        let (name, credential) = (&first.name, emit_credential(&first.kind));
        let others = schemes.map(|scheme| {
            let name = format_ident!("and_{}", plain(&scheme.name));
            let credential = emit_credential(&scheme.kind);
            quote!(.#name(#credential))
        });
        quote!(#auth::#name(#credential) #(#others)*)
    });
    // A client sends to https alone.
    let is_secure = |url: &String| url.starts_with("https://");
    let elsewhere = api.base_url.as_ref().filter(|url| !is_secure(url));
    let elsewhere = elsewhere.map(|_| quote!(.base_url(call::BASE_URL)));
    quote! {
        fn client(given: &call::Given) -> Result<#client, call::Fault> {
            let builder = #client::builder(#url #auth) #elsewhere;
            Ok(builder.transport(given.transport()).build()?)
        }
    }
}

fn emit_credential(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::Basic => quote!(call::USER, call::KEY),
        SchemeKind::Bearer
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => quote!(call::KEY),
    }
}

/// The function that calls an operation: its required values first, then whatever else is given.
fn emit_call(scope: &Scope<'_>, position: (usize, usize), name: &Name) -> TokenStream {
    let api = scope.layout.api;
    let operation = &api.resources[position.0].operations[position.1];
    let docs = emit_text(&code(&format!("{} {}", operation.method, operation.path)));
    let (accessor, method) = (emit_accessor(api, position.0), &operation.name);
    let values = values(scope, operation);
    let required = emit_required(scope, position, &values);
    let setters: Vec<_> = values
        .iter()
        .flat_map(|value| value.emit_setters(scope))
        .collect();
    let taken = (!values.is_empty()).then(|| quote!(mut));
    let output = emit_shown(scope, position, Side::Output);
    let failure = emit_shown(scope, position, Side::Failure);
    quote! {
        #docs
        fn #name(#taken given: call::Given) -> Result<call::Answer, call::Fault> {
            let client = client(&given)?;
            let operation = #accessor.#method(#required);
            #(#setters)*
            given.send(operation, #output, #failure)
        }
    }
}

/// A value that an operation takes.
struct Value<'a> {
    /// Its place among those that are given.
    place: String,
    field: &'a Field,
    names: Names<'a>,
    required: bool,
}

/// The values that an operation takes, in the order of its arguments.
fn values<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Vec<Value<'a>> {
    let parameters = operation.parameters.iter().map(|parameter| {
        let field = &parameter.field;
        Value {
            place: format!("{}/{}", location(parameter.location), field.wire),
            field,
            names: Names::of(field),
            required: is_required(field),
        }
    });
    let mut values: Vec<_> = parameters.collect();
    match kept(scope, operation) {
        None => {}
        Some(Kept::Spread { object, names, .. }) => {
            let properties = object.fields.iter().zip(names);
            values.extend(properties.map(|(field, names)| Value {
                place: format!("body/{}", field.wire),
                field,
                names: Names::spread(names),
                required: is_required(field),
            }));
        }
        Some(Kept::Whole { field, optional }) => values.push(Value {
            place: "body".to_owned(),
            field,
            names: Names {
                name: &field.name,
                unset: None,
                null: None,
            },
            required: !optional,
        }),
    }
    values
}

/// The field `in`, as the document writes it.
fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// The required values, by position or in the struct that names them.
fn emit_required(scope: &Scope<'_>, position: (usize, usize), values: &[Value<'_>]) -> TokenStream {
    let operation = &scope.layout.api.resources[position.0].operations[position.1];
    let required = values.iter().filter(|value| value.required);
    let Some(name) = &operation.required else {
        let values = required.map(|value| value.emit_positional(scope));
        return quote!(#(#values),*);
    };
    let named = scope.import(scope.layout.resource(position.0), name.as_str());
    let fields = required.map(|value| {
        let (name, place) = (value.names.name, &value.place);
        let ty = emit_field_type(scope, value.field);
        quote!(#name: given.must::<#ty>(#place)?)
    });
    quote!(#named { #(#fields),* })
}

impl Value<'_> {
    fn emit_positional(&self, scope: &Scope<'_>) -> TokenStream {
        let (place, field) = (&self.place, self.field);
        let ty = match field.holder {
            Holder::Nullable => emit_field_type(scope, field),
            Holder::Option if field.presence == Presence::Nullable => {
                let ty = emit_type(scope, &field.ty);
                quote!(Option<#ty>)
            }
            Holder::Bare | Holder::Option => self.emit_taken(scope),
        };
        match self.names.unset {
            // What unsets it is a setter's to say, behind any value.
            Some(_) => quote!(given.must_unless_empty::<#ty>(#place)?),
            None => quote!(given.must::<#ty>(#place)?),
        }
    }

    /// The type that a setter's argument is had as.
    fn emit_taken(&self, scope: &Scope<'_>) -> TokenStream {
        match scope.layout.resolve(&self.field.ty) {
            Type::OrEmpty(inner) => emit_type(scope, inner),
            _ => emit_type(scope, &self.field.ty),
        }
    }

    fn emit_setters(&self, scope: &Scope<'_>) -> Vec<TokenStream> {
        let (place, Names { name, unset, null }) = (&self.place, self.names);
        let constant = |name: Option<&Ident>, set: &str| {
            let set = format_ident!("{set}");
            name.map(|name| quote!(let operation = given.#set(#place, operation, |it| it.#name());))
        };
        let value = (!self.required).then(|| {
            let ty = self.emit_taken(scope);
            let setter = quote!(|it, value: #ty| it.#name(value));
            quote!(let operation = given.set(#place, operation, #setter)?;)
        });
        let constants = [constant(unset, "unset"), constant(null, "set_null")];
        constants.into_iter().flatten().chain(value).collect()
    }
}

/// What tells of one side of what an operation came to.
fn emit_shown(scope: &Scope<'_>, position: (usize, usize), side: Side) -> TokenStream {
    let operation = &scope.layout.api.resources[position.0].operations[position.1];
    let (name, variants) = match outcome(operation, side) {
        Outcome::Nothing if !is_open(operation, side) => return quote!(|()| call::nothing(None)),
        Outcome::Nothing | Outcome::One(..) => return quote!(|value| call::shown(None, value)),
        Outcome::ByStatus(name, variants) => (name, variants),
    };
    let name = scope.import(scope.layout.resource(position.0), name.as_str());
    let arms = variants.iter().map(|(case, variant)| {
        let number = Literal::usize_unsuffixed(*case);
        match &operation.responses[*case].body {
            Some(_) => quote!(#name::#variant(value) => call::shown(Some(#number), value)),
            None => quote!(#name::#variant => call::nothing(Some(#number))),
        }
    });
    quote!(|value| match value { #(#arms,)* _ => call::nothing(None) })
}

/// The function that tells which branch of a union a value is.
fn emit_union(
    scope: &Scope<'_>,
    (id, def, union): (TypeId, &TypeDef, &Union),
    name: &Name,
) -> TokenStream {
    let ty = scope.ty(id);
    let docs = emit_text(&format!("{}.", code(&def.at.to_string())));
    let arms = union.branches.iter().enumerate().map(|(number, branch)| {
        let (number, name) = (Literal::usize_unsuffixed(number), &branch.name);
        quote!(#ty::#name(_) => Some(#number))
    });
    quote! {
        #docs
        fn #name(json: &[u8]) -> Result<call::Answer, call::Fault> {
            call::choose::<#ty>(json, |value| match value { #(#arms,)* _ => None })
        }
    }
}

/// All tables of a crate: path below its `tests`, and text.
pub fn emit_exercises(apis: &[EmittedApi]) -> (String, String) {
    let names = apis.iter().map(|api| api.name.as_str());
    let modules = names.clone().map(|name| {
        let module = rust_ident(name);
        quote!(pub mod #module;)
    });
    let rows = names.map(|name| {
        let (module, name) = (rust_ident(name), name.trim_start_matches("r#"));
        quote!((#name, #module::CALLS, #module::UNIONS))
    });
    let mut items: Vec<TokenStream> = vec![quote!(
        use crate::call;
    )];
    items.extend(modules);
    items.push(quote! {
        /// What exercises each API.
        pub const TABLES: &[call::Table] = &[#(#rows),*];
    });
    let file = SourceFile {
        path: format!("{FOLDER}/mod.rs"),
        docs: vec!["What exercises each API.".to_owned()],
        attributes: Vec::new(),
        uses: BTreeMap::new(),
        items,
    };
    (file.path.clone(), print(file))
}
