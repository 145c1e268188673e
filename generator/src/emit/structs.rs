//! Object types: the struct, its table, `new` and setters where requests contain it, and how it comes and goes.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{Argument, emit_required};
use super::constraints::{emit_checks, emit_literal};
use super::docs::{code, emit_docs, emit_text};
use super::file::{Scope, required_name, table_name};
use super::setters::{Names, Setters, is_required};
use super::ty::{emit_field_type, emit_type as emit_place};
use crate::ir::{Field, Kind, MOST_POSITIONAL, Presence, Rest, Struct, TypeDef, TypeId};

/// All items of an object type but those of `models!`.
pub fn emit_struct(scope: &Scope<'_>, id: TypeId, object: &Struct) -> Vec<TokenStream> {
    let def = scope.layout.api.ty(id);
    let mut items = vec![
        emit_type(scope, def, object),
        emit_table(scope, def, object),
    ];
    if scope.layout.is_made(id) {
        items.extend(emit_constructor(scope, def, object));
    }
    items.push(emit_visit(scope, def, object));
    items.push(emit_fill(scope, def, object));
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
    let name = &def.name;
    let docs = emit_docs(&def.docs, &format!("The type {}.", code(name.as_str())));
    let parameter = object.generic.then(|| quote!(<T>));
    let fields = object.fields.iter().map(|field| {
        let docs = emit_docs(&field.docs, &format!("The {}.", code(&field.wire)));
        let (name, ty) = (&field.name, emit_field_type(scope, field));
        quote!(#docs pub #name: #ty)
    });
    let rest = match &object.rest {
        Rest::Ignored | Rest::Refused => None,
        Rest::Kept(name, value, _) => {
            let docs = emit_text("Properties that the document does not name.");
            let (map, value) = (scope.runtime("Map"), emit_place(scope, value));
            Some(quote!(#docs pub #name: #map<#value>))
        }
    };
    let fields = fields.chain(rest);
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct #name #parameter { #(#fields),* }
    }
}

fn emit_table(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let (table, name) = (table_name(&def.name), def.name.as_str());
    let constants = object.constants.iter().map(|constant| {
        let (wire, value) = (&constant.wire, emit_literal(scope, &constant.value));
        let constant = scope.runtime("shape::Constant");
        quote!(#constant(#wire, #value))
    });
    let members = object.fields.iter().map(|field| {
        let (member, wire) = (scope.runtime("shape::Member"), &field.wire);
        let (presence, checks) = (
            emit_presence(scope, field.presence),
            emit_checks(scope, &field.checks),
        );
        quote!(#member(#wire, #presence, #checks))
    });
    let rest = match &object.rest {
        Rest::Ignored => quote!(Ignored),
        Rest::Refused => quote!(Refused),
        Rest::Kept(_, _, checks) => {
            let checks = emit_checks(scope, checks);
            quote!(Kept(#checks))
        }
    };
    let checks = emit_checks(scope, &object.checks);
    let (shape, rest_name) = (scope.runtime("shape::Shape"), scope.runtime("shape::Rest"));
    quote! {
        pub(crate) static #table: #shape = #shape {
            name: #name,
            constants: &[#(#constants),*],
            members: &[#(#members),*],
            rest: #rest_name::#rest,
            checks: #checks,
        };
    }
}

fn emit_presence(scope: &Scope<'_>, presence: Presence) -> TokenStream {
    let name = scope.runtime("shape::Presence");
    match presence {
        Presence::Required => quote!(#name::Required),
        Presence::Optional => quote!(#name::Optional),
        Presence::Nullable => quote!(#name::Nullable),
        Presence::OptionalNullable => quote!(#name::OptionalNullable),
    }
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

fn emit_visit(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let (name, table) = (&def.name, table_name(&def.name));
    let (visit, visitor) = (
        scope.runtime("visit::Visit"),
        scope.runtime("visit::Visitor"),
    );
    let (parameter, argument) = generics(object, &visit);
    let fields = object.fields.iter().map(|field| &field.name);
    let rest = match &object.rest {
        Rest::Ignored | Rest::Refused => quote!(None),
        Rest::Kept(name, ..) => quote!(Some(&self.#name)),
    };
    quote! {
        impl #parameter #visit for #name #argument {
            fn visit(&self, visitor: &mut dyn #visitor) {
                visitor.object(&#table, &[#(&self.#fields),*], #rest);
            }
        }
    }
}

fn emit_fill(scope: &Scope<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let (name, table) = (&def.name, table_name(&def.name));
    let (fill, reader, error) = (
        scope.runtime("fill::Fill"),
        scope.runtime("Reader"),
        scope.runtime("DecodeError"),
    );
    let (parameter, argument) = generics(object, &fill);
    let fields: Vec<_> = object.fields.iter().map(|field| &field.name).collect();
    let kept = match &object.rest {
        Rest::Ignored | Rest::Refused => None,
        Rest::Kept(name, ..) => Some(name),
    };
    let blanks = fields.iter().copied().chain(kept);
    let rest = kept.map_or_else(|| quote!(None), |name| quote!(Some(&mut self.#name)));
    quote! {
        impl #parameter #fill for #name #argument {
            fn blank() -> Self {
                Self { #(#blanks: #fill::blank()),* }
            }

            fn fill(&mut self, reader: &mut #reader<'_>) -> Result<(), #error> {
                reader.object(&#table, &mut [#(&mut self.#fields),*], #rest)
            }
        }
    }
}

/// The parameter of a generic type, bound by a trait, and its argument; nothing for another type.
fn generics(object: &Struct, bound: &TokenStream) -> (TokenStream, TokenStream) {
    if object.generic {
        (quote!(<T: #bound>), quote!(<T>))
    } else {
        (TokenStream::new(), TokenStream::new())
    }
}
