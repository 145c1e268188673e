//! Types at their places of use, and how arguments take them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::Scope;
use crate::ir::{Field, Holder, Ident, Kind, Type};

/// A type.
pub fn emit_type(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Null => scope.runtime("Null"),
        Type::String => quote!(String),
        Type::Boolean => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::Timestamp => scope.runtime("Timestamp"),
        Type::Base64 => scope.runtime("Base64"),
        Type::Binary => scope.runtime("Binary"),
        Type::Json => scope.runtime("Json"),
        Type::JsonObject => scope.runtime("JsonObject"),
        Type::Array(item) => applied(scope, quote!(Vec), item),
        Type::Map(value) => applied(scope, scope.runtime("Map"), value),
        Type::Named(id) => scope.ty(*id),
        Type::Generic(id, argument) => applied(scope, scope.ty(*id), argument),
        Type::Parameter => quote!(T),
        Type::Option(value) => applied(scope, quote!(Option), value),
        Type::OrEmpty(value) => applied(scope, scope.runtime("OrEmpty"), value),
        Type::Expandable(object) => applied(scope, scope.runtime("Expandable"), object),
    }
}

fn applied(scope: &Scope<'_>, generic: TokenStream, argument: &Type) -> TokenStream {
    let argument = emit_type(scope, argument);
    quote!(#generic<#argument>)
}

/// A type, in a box where it is to have one; what may be null has it inside.
pub fn emit_boxed(scope: &Scope<'_>, ty: &Type, boxed: bool) -> TokenStream {
    if let (true, Type::Option(inner)) = (boxed, ty) {
        let inner = emit_boxed(scope, inner, true);
        return quote!(Option<#inner>);
    }
    let ty = emit_type(scope, ty);
    if boxed { quote!(Box<#ty>) } else { ty }
}

/// The type of a field: its value's in its holder.
pub fn emit_field_type(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let ty = emit_boxed(scope, &field.ty, field.boxed);
    match field.holder {
        Holder::Bare => ty,
        Holder::Option => quote!(Option<#ty>),
        Holder::Nullable => {
            let nullable = scope.runtime("Nullable");
            quote!(#nullable<#ty>)
        }
    }
}

/// The type of an argument, which takes a value as users have it: text by `Into`, lists and maps by `IntoIterator`, the
/// rest as it is.
pub fn emit_taken_type(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.layout.resolve(ty) {
        Type::Array(item) => {
            let item = emit_part(scope, item);
            quote!(impl IntoIterator<Item = #item>)
        }
        Type::Map(value) => {
            let value = emit_part(scope, value);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        Type::OrEmpty(inner) => emit_taken_type(scope, inner),
        resolved if is_text(scope, resolved) || is_wide(scope, resolved) => {
            let ty = emit_type(scope, ty);
            quote!(impl Into<#ty>)
        }
        _ => emit_type(scope, ty),
    }
}

/// How a setter takes a value of this type, in the words of the runtime's macros: as [`emit_taken_type`] says.
pub fn emit_taken(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match scope.layout.resolve(ty) {
        Type::Array(item) => taken(scope, ["list", "list_into"], item),
        Type::Map(value) => taken(scope, ["map", "map_into"], value),
        Type::OrEmpty(inner) => emit_taken(scope, inner),
        resolved => {
            let form = format_ident!(
                "{}",
                if is_text(scope, resolved) || is_wide(scope, resolved) {
                    "into"
                } else {
                    "value"
                }
            );
            let ty = emit_type(scope, ty);
            quote!(#form(#ty))
        }
    }
}

fn taken(scope: &Scope<'_>, [plain, into]: [&str; 2], part: &Type) -> TokenStream {
    let form = format_ident!("{}", if is_text(scope, part) { into } else { plain });
    let part = emit_type(scope, part);
    quote!(#form(#part))
}

/// The type of an item of an argument.
fn emit_part(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    let emitted = emit_type(scope, ty);
    if is_text(scope, ty) {
        quote!(impl Into<#emitted>)
    } else {
        emitted
    }
}

/// The value that an argument of this name makes.
pub fn emit_taken_value(scope: &Scope<'_>, ty: &Type, name: &Ident) -> TokenStream {
    match scope.layout.resolve(ty) {
        Type::Array(item) if is_text(scope, item) => {
            quote!(#name.into_iter().map(Into::into).collect())
        }
        Type::Map(value) if is_text(scope, value) => {
            quote!(#name.into_iter().map(|(key, value)| (key, value.into())).collect())
        }
        Type::Array(_) | Type::Map(_) => quote!(#name.into_iter().collect()),
        Type::OrEmpty(inner) => {
            let (or_empty, value) = (
                scope.runtime("OrEmpty"),
                emit_taken_value(scope, inner, name),
            );
            quote!(#or_empty::Value(#value))
        }
        resolved if is_text(scope, resolved) || is_wide(scope, resolved) => quote!(#name.into()),
        _ => quote!(#name),
    }
}

/// Whether values of this type are mostly at hand as another: text, or seconds.
pub fn is_text(scope: &Scope<'_>, ty: &Type) -> bool {
    match scope.layout.resolve(ty) {
        Type::String | Type::Timestamp => true,
        Type::Named(id) => matches!(scope.layout.api.ty(*id).kind, Kind::Enumeration(_)),
        _ => false,
    }
}

/// Whether a value of this type is made of one of several others.
pub fn is_wide(scope: &Scope<'_>, ty: &Type) -> bool {
    match ty {
        Type::Base64 | Type::Binary | Type::Json => true,
        Type::Named(id) => matches!(scope.layout.api.ty(*id).kind, Kind::Union(_)),
        _ => false,
    }
}
