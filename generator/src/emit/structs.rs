//! Object types: the struct with its table and, where requests contain it, its setters; `new` where values are required.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, emit_required};
use super::constraints::{emit_checks, emit_literal};
use super::docs::{code, emit_docs, emit_text};
use super::file::{Scope, required_name};
use super::setters::{Names, emit_setters, is_required};
use super::ty::{emit_field_type, emit_taken, emit_type as emit_place};
use crate::ir::{
    Field, Ident, Kind, MOST_POSITIONAL, Presence, Rest, Struct, Type, TypeDef, TypeId,
};

/// All items of an object type.
pub fn emit_struct(scope: &Scope<'_>, id: TypeId, object: &Struct) -> Vec<TokenStream> {
    let def = scope.layout.api.ty(id);
    let is_made = scope.layout.is_made(id);
    let mut items = vec![emit_type(scope, (def, object), is_made)];
    if is_made && required(object).next().is_some() {
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

fn emit_type(scope: &Scope<'_>, (def, object): (&TypeDef, &Struct), is_made: bool) -> TokenStream {
    let (macro_name, name) = (scope.runtime("object"), &def.name);
    let docs = emit_docs(&def.docs, &format!("The type {}.", code(name.as_str())));
    let parameter = object.generic.then(|| quote!(<T>));
    let fields = object.fields.iter().map(|field| {
        let docs = emit_docs(&field.docs, &format!("The {}.", code(&field.wire)));
        let row = emit_field(scope, field, &field.name);
        let setters = is_made.then(|| emit_setters(scope, field, Names::of(field)));
        quote!(#docs pub #row #setters)
    });
    let kept = emit_kept(scope, object).map(|(name, value, kept)| {
        let setter = is_made.then(|| {
            let taken = emit_taken(scope, &Type::Map(Box::new(value.clone())));
            quote!(<- #taken)
        });
        quote!(.. pub #name: #kept #setter,)
    });
    let clauses = emit_clauses(scope, object);
    let new = (is_made && required(object).next().is_none()).then(|| quote!(new: blank;));
    quote! {
        #macro_name! {
            #docs
            pub struct #name #parameter { #(#fields,)* #kept }
            #clauses
            #new
        }
    }
}

/// A field of this name: its type, and its line of the shape.
pub fn emit_field(scope: &Scope<'_>, field: &Field, name: &Ident) -> TokenStream {
    let (ty, wire) = (emit_field_type(scope, field), &field.wire);
    let presence = match field.presence {
        Presence::Required => quote!(Required),
        Presence::Optional => quote!(Optional),
        Presence::Nullable => quote!(Nullable),
        Presence::OptionalNullable => quote!(OptionalNullable),
    };
    let checks = (!field.checks.is_empty()).then(|| {
        let checks = emit_checks(scope, &field.checks);
        quote!(, #checks)
    });
    quote!(#name: #ty = #presence(#wire #checks))
}

/// What keeps properties that the document does not name, where something does: its name, the type of their values, and its
/// line behind the name.
pub fn emit_kept<'o>(
    scope: &Scope<'_>,
    object: &'o Struct,
) -> Option<(&'o Ident, &'o Type, TokenStream)> {
    match &object.rest {
        Rest::Ignored | Rest::Refused => None,
        Rest::Kept(name, value, checks) => {
            let (map, ty) = (scope.runtime("Map"), emit_place(scope, value));
            let checks = emit_checks(scope, checks);
            Some((name, value, quote!(#map<#ty> = Kept(#checks))))
        }
    }
}

/// What the shape says beside its fields.
pub fn emit_clauses(scope: &Scope<'_>, object: &Struct) -> TokenStream {
    let constants = object.constants.iter().map(|constant| {
        let (wire, value) = (&constant.wire, emit_literal(scope, &constant.value));
        quote!(#wire = #value)
    });
    let constants = (!object.constants.is_empty()).then(|| quote!(constants: #(#constants),*;));
    let checks = (!object.checks.is_empty()).then(|| {
        let checks = emit_checks(scope, &object.checks);
        quote!(checks: #checks;)
    });
    let rest = matches!(object.rest, Rest::Refused).then(|| quote!(rest: Refused;));
    quote!(#constants #checks #rest)
}

/// `new` and what it takes.
fn emit_constructor(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> Vec<TokenStream> {
    let name = &def.name;
    let arguments: Vec<_> = required(object).map(Argument::of).collect();
    let new = emit_new(scope, def, object, &arguments);
    let (header, ty) = if object.generic {
        let fill = scope.runtime("fill::Fill");
        (quote!(impl<T: #fill>), quote!(#name<T>))
    } else {
        (quote!(impl), quote!(#name))
    };
    let mut items = vec![quote!(#header #ty { #new })];
    if has_required(def) {
        let docs = emit_text(&format!("The required values of [`{name}`]."));
        items.insert(
            0,
            emit_required(scope, &required_name(name), &docs, &arguments),
        );
    }
    items
}

fn emit_new(
    scope: &Scope<'_>,
    def: &TypeDef,
    object: &Struct,
    arguments: &[Argument<'_>],
) -> TokenStream {
    let docs = emit_text(&format!(
        "A {} of its required values.",
        code(def.name.as_str())
    ));
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
        let positional = arguments
            .iter()
            .map(|argument| argument.emit_positional(scope));
        let fields = arguments
            .iter()
            .map(|argument| argument.emit_init(scope, &argument.field.name));
        (positional.collect(), fields.collect())
    };
    quote! {
        #docs
        pub fn new(#(#taken),*) -> Self {
            Self { #(#fields,)* #others }
        }
    }
}
