//! The file of an operation: its value, its table, what it decodes to, and its own types.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, emit_required};
use super::body::Kept;
use super::docs::{code, emit_text};
use super::endpoint::emit_endpoint;
use super::file::{Scope, SourceFile, plain};
use super::layout::{Layout, operation_names};
use super::outcome::{Side, emit_outcome_type, emit_own_reading, outcome_type};
use super::setters::is_required;
use super::types::emit_types;
use crate::ir::{Home, Operation, Resource};

/// The file of an operation: resource and operation, by position.
pub fn emit_operation(layout: &Layout<'_>, position: (usize, usize)) -> SourceFile {
    let resource = &layout.api.resources[position.0];
    let operation = &resource.operations[position.1];
    let home = Home::Operation(position.0, position.1);
    let mut own = operation_names(operation);
    own.extend(layout.names(&home));
    let scope = Scope::new(layout, Some(home.clone()), &own);
    let mut items = emit_items(&scope, resource, operation);
    items.extend(emit_types(&scope, &home));
    let path = format!(
        "{}/{}.rs",
        layout.folder(position.0),
        plain(&operation.module)
    );
    let docs = vec![code(&format!("{} {}", operation.method, operation.path))];
    scope.finish(path, docs, items)
}

/// What an operation cannot be without.
pub fn arguments<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Vec<Argument<'a>> {
    let fields = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.field);
    let mut arguments: Vec<_> = fields
        .filter(|field| is_required(field))
        .map(Argument::of)
        .collect();
    if let Some(kept) = kept(scope, operation) {
        arguments.extend(kept.arguments());
    }
    arguments
}

/// How the arguments stand in a function: by position, or as one struct.
pub fn emit_taken(
    scope: &Scope<'_>,
    operation: &Operation,
    arguments: &[Argument<'_>],
) -> Vec<TokenStream> {
    match &operation.required {
        Some(name) => vec![quote!(required: #name)],
        None => arguments
            .iter()
            .map(|argument| argument.emit_positional(scope))
            .collect(),
    }
}

/// How an operation keeps its body.
pub fn kept<'a>(scope: &Scope<'a>, operation: &'a Operation) -> Option<Kept<'a>> {
    operation
        .body
        .as_ref()
        .and_then(|body| Kept::of(scope, body))
}

fn emit_items(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> Vec<TokenStream> {
    let name = &operation.type_name;
    let mut items = vec![emit_value(scope, resource, operation)];
    if let Some(required) = &operation.required {
        let docs = emit_text(&format!("The required values of [`{name}`]."));
        items.push(emit_required(
            scope,
            required,
            &docs,
            &arguments(scope, operation),
        ));
    }
    items.extend(emit_outcome_type(scope, operation, Side::Output));
    items.extend(emit_outcome_type(scope, operation, Side::Failure));
    items
}

/// The value, what is static about it, and how its replies are read.
fn emit_value(scope: &Scope<'_>, resource: &Resource, operation: &Operation) -> TokenStream {
    let macro_name = scope.runtime("operation");
    let accessor = format!("{}::{}", resource.type_name, plain(&operation.name));
    let route = code(&format!("{} {}", operation.method, operation.path));
    let docs = emit_text(&format!(
        "What [`{accessor}`](super::{accessor}) sends: {route}."
    ));
    let endpoint = emit_endpoint(scope, operation, kept(scope, operation).as_ref());
    let output = emit_side(scope, operation, Side::Output);
    let failure = emit_side(scope, operation, Side::Failure);
    quote! {
        #macro_name! {
            #docs
            #endpoint
            output #output
            failure #failure
        }
    }
}

/// The operation with its required values, as its resource makes it.
pub fn emit_made(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (name, blank) = (&operation.type_name, scope.runtime("Operation"));
    let call = scope.runtime("Call");
    let named = operation.required.is_some();
    let required = operation.parameters.iter().map(|it| &it.field);
    let parameters = required.filter(|field| is_required(field)).map(|field| {
        if named {
            Argument::of(field).emit_init_named(&field.name)
        } else {
            Argument::of(field).emit_init(scope, &field.name)
        }
    });
    let body = kept(scope, operation).map(|kept| kept.emit_init(scope, named));
    let fields: Vec<_> = parameters.chain(body.into_iter().flatten()).collect();
    let made = quote!(#blank::blank(#call::new(&self.core)));
    if fields.is_empty() {
        made
    } else {
        quote!(#name { #(#fields,)* ..#made })
    }
}

/// What a side decodes to, and how, where the type does not say that.
fn emit_side(scope: &Scope<'_>, operation: &Operation, side: Side) -> TokenStream {
    let ty = outcome_type(scope, operation, side);
    match emit_own_reading(scope, operation, side) {
        Some(value) => quote!((_case, reply): #ty = #value;),
        None => quote!(: #ty;),
    }
}
