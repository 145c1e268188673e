//! Object types: the struct, its table, `new` and setters where requests contain it, and how it comes and goes.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, emit_required};
use super::constraints::{emit_checks, emit_literal};
use super::docs::{code, emit_docs, emit_text};
use super::file::{Scope, required_name};
use super::setters::{Names, Setters, is_required};
use super::ty::{emit_field_type, emit_type as emit_place};
use crate::ir::{Field, Kind, MOST_POSITIONAL, Presence, Rest, Struct, TypeDef, TypeId};

/// All items of an object type.
pub fn emit_struct(scope: &Scope<'_>, id: TypeId, object: &Struct) -> Vec<TokenStream> {
    let def = scope.layout.api.ty(id);
    let mut items = vec![emit_type(scope, def, object)];
    if scope.layout.is_made(id) {
        items.extend(emit_constructor(scope, def, object));
    }
    items
}

/// Whether the required values of a type that users make are named by a struct of their own.
pub fn has_required(def: &TypeDef) -> bool {
    match &def.kind {
        Kind::Struct(object) => required(object).count() > MOST_POSITIONAL,
        Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => false,
    }
}

/// The fields that cannot be left out.
pub fn required(object: &Struct) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| is_required(field))
}

fn emit_type(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let (macro_name, name) = (scope.runtime("object"), &def.name);
    let docs = emit_docs(&def.docs, &format!("The type {}.", code(name.as_str())));
    let parameter = object.generic.then(|| quote!(<T>));
    let fields = object.fields.iter().map(|field| emit_field(scope, field));
    let kept = match &object.rest {
        Rest::Ignored | Rest::Refused => None,
        Rest::Kept(name, value, checks) => {
            let (map, value) = (scope.runtime("Map"), emit_place(scope, value));
            let checks = emit_checks(checks);
            Some(quote!(.. pub #name: #map<#value> = Kept(#checks),))
        }
    };
    let clauses = emit_clauses(object);
    quote! {
        #macro_name! {
            #docs
            pub struct #name #parameter { #(#fields,)* #kept }
            #clauses
        }
    }
}

/// A field: its docs, its type, and its line of the shape.
fn emit_field(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let docs = emit_docs(&field.docs, &format!("The {}.", code(&field.wire)));
    let (name, ty, wire) = (&field.name, emit_field_type(scope, field), &field.wire);
    let presence = match field.presence {
        Presence::Required => quote!(Required),
        Presence::Optional => quote!(Optional),
        Presence::Nullable => quote!(Nullable),
        Presence::OptionalNullable => quote!(OptionalNullable),
    };
    let checks = (!field.checks.is_empty()).then(|| {
        let checks = emit_checks(&field.checks);
        quote!(, #checks)
    });
    quote!(#docs pub #name: #ty = #presence(#wire #checks))
}

/// What the shape says beside its fields.
fn emit_clauses(object: &Struct) -> TokenStream {
    let constants = object.constants.iter().map(|constant| {
        let (wire, value) = (&constant.wire, emit_literal(&constant.value));
        quote!(#wire = #value)
    });
    let constants = (!object.constants.is_empty()).then(|| quote!(constants: #(#constants),*;));
    let checks = (!object.checks.is_empty()).then(|| {
        let checks = emit_checks(&object.checks);
        quote!(checks: #checks;)
    });
    let rest = matches!(object.rest, Rest::Refused).then(|| quote!(rest: Refused;));
    quote!(#constants #checks #rest)
}

/// `new`, what it takes, and the setters.
fn emit_constructor(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> Vec<TokenStream> {
    let name = &def.name;
    let arguments: Vec<_> = required(object).map(Argument::of).collect();
    let new = emit_new(scope, def, object, &arguments);
    let setters = emit_setters(scope, object);
    let (header, ty) = if object.generic {
        let fill = scope.runtime("fill::Fill");
        (quote!(impl<T: #fill>), quote!(#name<T>))
    } else {
        (quote!(impl), quote!(#name))
    };
    let mut items = vec![quote!(#header #ty { #new #setters })];
    if has_required(def) {
        let docs = emit_text(&format!("The required values of [`{name}`]."));
        items.insert(
            0,
            emit_required(scope, &required_name(name), &docs, &arguments),
        );
    }
    if arguments.is_empty() {
        items.push(quote! {
            #header Default for #ty {
                fn default() -> Self {
                    Self::new()
                }
            }
        });
    }
    items
}

fn emit_new(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    arguments: &[Argument<'_>],
) -> TokenStream {
    let name = code(def.name.as_str());
    if arguments.is_empty() {
        let fill = scope.runtime("fill::Fill");
        let docs = emit_text(&format!("A {name} without any value."));
        return quote! {
            #docs
            pub fn new() -> Self {
                #fill::blank()
            }
        };
    }
    let docs = emit_text(&format!("A {name} of its required values."));
    let all = arguments.len() == object.fields.len() && !matches!(object.rest, Rest::Kept(..));
    let others = (!all).then(|| {
        let fill = scope.runtime("fill::Fill");
        quote!(..#fill::blank())
    });
    let (taken, fields): (Vec<_>, Vec<_>) = if has_required(def) {
        let required = required_name(&def.name);
        let fields = arguments
            .iter()
            .map(|argument| argument.emit_init_named(&argument.field.name));
        (vec![quote!(required: #required)], fields.collect())
    } else {
        let fields = arguments
            .iter()
            .map(|argument| argument.emit_init(scope, &argument.field.name));
        (
            arguments
                .iter()
                .map(|argument| argument.emit_positional(scope))
                .collect(),
            fields.collect(),
        )
    };
    quote! {
        #docs
        pub fn new(#(#taken),*) -> Self {
            Self { #(#fields,)* #others }
        }
    }
}

fn emit_setters(scope: &Scope<'_>, object: &Struct) -> TokenStream {
    let setters = Setters {
        scope,
        attributes: quote!(#[must_use]),
    };
    let fields = object.fields.iter().map(|field| {
        let name = &field.name;
        setters.emit(field, Names::of(field), &quote!(self.#name))
    });
    let rest = match &object.rest {
        Rest::Ignored | Rest::Refused => None,
        Rest::Kept(name, value, _) => Some(setters.emit_rest(name, value)),
    };
    quote!(#(#fields)* #rest)
}
