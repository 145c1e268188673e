//! The matrix: every mistake that the types refuse, each a small function with the code of the compiler's error above it.
//!
//! Each value that cannot be left out is left out; each argument and field has another type; each setter and field is
//! misspelt. A function of its own each, because one error in a function can hide another.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::call::{Call, Change, misspell};
use super::expression::{Expression, emit_subject};
use crate::emit::docs::emit_text;
use crate::emit::file::{Scope, plain, rust_ident};
use crate::emit::layout::Layout;
use crate::ir::{Api, Ident, Kind, Rest, Struct, Type, TypeDef, TypeId};
use crate::print::print;

/// The matrix of an API: path below the crate's `tests`, and text; nothing where it has no operation.
pub fn emit(api: &Api) -> BTreeMap<String, String> {
    let layout = Layout::new(api);
    let scope = Scope::outside(&layout);
    let mut mistakes = Vec::new();
    for (number, resource) in api.resources.iter().enumerate() {
        for position in (0..resource.operations.len()).map(|operation| (number, operation)) {
            mistakes.extend(of_operation(&scope, position));
        }
    }
    for (id, def) in (0..).map(TypeId).zip(&api.types) {
        if let Kind::Struct(object) = &def.kind
            && layout.spread_by(id).is_none()
        {
            let subject = emit_subject(&scope, id, def);
            mistakes.extend(of_constructor(&scope, id, &subject));
            mistakes.extend(of_fields(def, object, &subject));
        }
    }
    if mistakes.is_empty() {
        return BTreeMap::new();
    }
    let path = format!("matrix/{}.rs", plain(&api.name));
    let docs = vec!["Mistakes, each under the code of the error that it must be.".to_owned()];
    let file = scope.finish(path.clone(), docs, mistakes).without_unused();
    BTreeMap::from([(path, print(file))])
}

fn of_operation(scope: &Scope<'_>, position: (usize, usize)) -> Vec<TokenStream> {
    let Some(call) = Call::of_operation(Expression::least(scope), position) else {
        return Vec::new();
    };
    let api = scope.layout.api;
    let resource = &api.resources[position.0];
    let operation = &resource.operations[position.1];
    let subject = scope.import(
        scope.layout.resource(position.0),
        operation.type_name.as_str(),
    );
    let client = scope.import(&format!("crate::{}", api.name), "Client");
    let about = format!("{}::{}", resource.type_name, plain(&operation.name));
    let mut mistakes = of_required(&call, &about, &quote!(fn(&#client)), &quote!(|client|));
    mistakes.extend(of_setters(&call, operation.type_name.as_str(), &subject));
    mistakes
}

/// The mistakes in making a value of a type, and in its setters.
fn of_constructor(scope: &Scope<'_>, id: TypeId, subject: &TokenStream) -> Vec<TokenStream> {
    let expression = Expression::outermost(scope);
    let Some(call) = Call::of_type(expression, id, Some(&Type::Boolean)) else {
        return Vec::new();
    };
    let name = scope.layout.api.ty(id).name.as_str();
    let mut mistakes = of_required(&call, &format!("{name}::new"), &quote!(fn()), &quote!(||));
    mistakes.extend(of_setters(&call, name, subject));
    mistakes
}

/// The mistakes in the required values of a call, in a function of this type that takes these arguments.
fn of_required(
    call: &Call,
    about: &str,
    ty: &TokenStream,
    taken: &TokenStream,
) -> Vec<TokenStream> {
    let emit = |code: &str, text: String, change: Change| {
        let call = call.emit(&change);
        emit_mistake(code, &text, ty, &quote!(#taken { let _ = #call; }))
    };
    let mut mistakes = Vec::new();
    for (at, value) in call.required.iter().enumerate() {
        let name = &value.name;
        let missing = if call.is_named() { "E0063" } else { "E0061" };
        let text = format!("`{about}` without `{name}`.");
        mistakes.push(emit(missing, text, Change::Without(at)));
        let text = format!("`{about}` with `{name}` of another type.");
        mistakes.push(emit(value.code, text, Change::Mistyped(at)));
        if call.is_named() {
            let text = format!("`{about}` with `{name}` misspelt.");
            mistakes.push(emit("E0560", text, Change::Misspelt(at)));
        }
    }
    mistakes
}

fn of_setters(call: &Call, about: &str, subject: &TokenStream) -> Vec<TokenStream> {
    let emit = |code: &str, text: String, setter: &TokenStream| {
        let body = quote!(|value| { let _ = value #setter; });
        emit_mistake(code, &text, &quote!(fn(#subject)), &body)
    };
    let mut mistakes = Vec::new();
    for setter in &call.setters {
        let name = &setter.name;
        if let Some((mistyped, code)) = setter.emit_mistyped() {
            let text = format!("The setter `{name}` of `{about}` with another type.");
            mistakes.push(emit(code, text, &mistyped));
        }
        let text = format!("The setter `{name}` of `{about}` misspelt.");
        mistakes.push(emit("E0599", text, &setter.emit_as(&call.misspell(name))));
    }
    mistakes
}

/// The mistakes in reading the fields of a type. No field is a `char`.
fn of_fields(def: &TypeDef, object: &Struct, subject: &TokenStream) -> Vec<TokenStream> {
    let kept = match &object.rest {
        Rest::Ignored | Rest::Refused => None,
        Rest::Kept(name, ..) => Some(name),
    };
    let names: Vec<_> = object
        .fields
        .iter()
        .map(|field| &field.name)
        .chain(kept)
        .collect();
    let known = |text: &str| names.iter().any(|name| plain(name) == text);
    let emit = |name: &Ident| {
        let about = &def.name;
        let field = rust_ident(name.as_str());
        let misspelt = misspell(plain(name), known);
        [
            emit_mistake(
                "E0308",
                &format!("The field `{name}` of `{about}` as another type."),
                &quote!(fn(#subject) -> char),
                &quote!(|value| value.#field),
            ),
            emit_mistake(
                "E0609",
                &format!("The field `{name}` of `{about}` misspelt."),
                &quote!(fn(#subject)),
                &quote!(|value| { let _ = value.#misspelt; }),
            ),
        ]
    };
    names.iter().copied().flat_map(emit).collect()
}

/// A function without a name, under the code of its error and what is wrong with it.
fn emit_mistake(code: &str, text: &str, ty: &TokenStream, function: &TokenStream) -> TokenStream {
    let docs = emit_text(&format!("{code}: {text}"));
    quote!(#docs const _: #ty = #function;)
}
