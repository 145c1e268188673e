//! What the responses of an operation decode to: its output and its failure.

use proc_macro2::{Ident as Name, Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::{code, emit_docs, emit_text};
use super::file::Scope;
use super::ty::emit_boxed;
use crate::ir::{
    Ident, Kind, Operation, Outcome, Response, ResponseBody, ResponseFormat, Status, Type,
};

/// One of the two things that an operation comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Success.
    Output,
    /// A documented error.
    Failure,
}

/// What an operation comes to on this side.
pub fn outcome(operation: &Operation, side: Side) -> &Outcome {
    match side {
        Side::Output => &operation.output,
        Side::Failure => &operation.failure,
    }
}

/// Whether no error is documented at all: then what comes is kept as JSON.
pub fn is_open(operation: &Operation, side: Side) -> bool {
    side == Side::Failure && operation.responses.iter().all(|response| response.success)
}

/// The type of an outcome.
pub fn outcome_type(scope: &Scope<'_>, operation: &Operation, side: Side) -> TokenStream {
    match outcome(operation, side) {
        Outcome::Nothing if is_open(operation, side) => scope.runtime("Json"),
        Outcome::Nothing => quote!(()),
        Outcome::One(ty, _) => emit_boxed(scope, ty, false),
        Outcome::ByStatus(name, _) => quote!(#name),
    }
}

/// The enum of an outcome that differs by status, and how it is read from a reply.
pub fn emit_outcome_type(scope: &Scope<'_>, operation: &Operation, side: Side) -> Vec<TokenStream> {
    let Outcome::ByStatus(name, variants) = outcome(operation, side) else {
        return Vec::new();
    };
    let by = if has_several_media_types(operation, variants) {
        "status and media type. A request asks for the first of each status; another is had by `.with_header(\"Accept\", …)`"
    } else {
        "status"
    };
    let docs = emit_text(&match side {
        Side::Output => format!("What [`{}`] comes to, by {by}.", operation.type_name),
        Side::Failure => format!(
            "The documented errors of [`{}`], by {by}.",
            operation.type_name
        ),
    });
    let reading = emit_reading(scope, operation, (name, variants));
    let variants = variants.iter().map(|(case, variant)| {
        let response = &operation.responses[*case];
        let docs = emit_docs(&response.docs, &format!("{}.", describe(response)));
        let body = response.body.as_ref().map(|body| {
            let ty = emit_boxed(scope, &body.ty, is_large(scope, &body.ty));
            quote!((#ty))
        });
        quote!(#docs #variant #body)
    });
    let outcome = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    };
    vec![outcome, reading]
}

/// Whether a status has several variants, one for each media type.
fn has_several_media_types(operation: &Operation, variants: &[(usize, Ident)]) -> bool {
    let status = |(case, _): &(usize, Ident)| operation.responses[*case].status;
    let mut statuses = variants.iter().map(status).collect::<Vec<_>>();
    statuses.dedup();
    statuses.len() < variants.len()
}

fn describe(response: &Response) -> String {
    match response.status {
        Status::Exact(status) => format!("Status {}", code(&status.to_string())),
        Status::Class(class) => format!("Status {}", code(&format!("{class}XX"))),
        Status::Default => "Any other status".to_owned(),
    }
}

/// Whether a body goes into a box, so that all variants of the enum are small.
fn is_large(scope: &Scope<'_>, ty: &Type) -> bool {
    if let Type::Option(inner) = ty {
        return is_large(scope, inner);
    }
    scope
        .layout
        .definition(ty)
        .is_some_and(|(_, def)| matches!(def.kind, Kind::Struct(_)))
}

/// How an outcome is read from a reply, where its type does not say that.
pub fn emit_own_reading(
    scope: &Scope<'_>,
    operation: &Operation,
    side: Side,
) -> Option<TokenStream> {
    match outcome(operation, side) {
        Outcome::Nothing | Outcome::ByStatus(..) => None,
        Outcome::One(ty, format) => emit_raw(scope, ty, *format),
    }
}

/// How an outcome that differs by status is read from a reply.
fn emit_reading(
    scope: &Scope<'_>,
    operation: &Operation,
    (name, variants): (&Ident, &[(usize, Ident)]),
) -> TokenStream {
    let body = |case: usize| operation.responses[case].body.as_ref();
    let value = |(case, variant): &(usize, Ident)| match body(*case) {
        Some(body) => emit_variant(scope, body, variant),
        None => quote!(Ok(Self::#variant)),
    };
    let reads = variants.iter().any(|(case, _)| body(*case).is_some());
    let others = &variants[..variants.len().saturating_sub(1)];
    let cases = others
        .iter()
        .map(|(case, _)| Literal::usize_unsuffixed(*case));
    let (values, last) = (others.iter().map(value), variants.last().map(value));
    let value = if others.is_empty() {
        quote!(#last)
    } else {
        quote!(match case { #(#cases => #values,)* _ => #last })
    };
    let [case, reply] = [
        unused_unless(!others.is_empty(), "case"),
        unused_unless(reads, "reply"),
    ];
    let [from_reply, reading, error] =
        ["FromReply", "Reading", "DecodeError"].map(|name| scope.runtime(name));
    quote! {
        impl #from_reply for #name {
            fn from_reply(#case: usize, #reply: &mut #reading<'_>) -> Result<Self, #error> {
                #value
            }
        }
    }
}

/// A variant with its body, read from a reply.
fn emit_variant(scope: &Scope<'_>, body: &ResponseBody, variant: &Ident) -> TokenStream {
    let ResponseBody { ty, format, .. } = body;
    let Some(raw) = emit_raw(scope, ty, *format) else {
        return quote!(reply.json().map(Self::#variant));
    };
    if *format == ResponseFormat::Bytes {
        return quote!(Ok(Self::#variant(reply.body.clone().into())));
    }
    let boxed = is_large(scope, ty).then(|| quote!(.map(Box::new)));
    quote!(#raw #boxed.map(Self::#variant))
}

/// How a body that is no JSON is read.
fn emit_raw(scope: &Scope<'_>, ty: &Type, format: ResponseFormat) -> Option<TokenStream> {
    match (format, scope.layout.resolve(ty)) {
        (ResponseFormat::Text, Type::String) => Some(quote!(reply.text())),
        (ResponseFormat::Text, Type::Named(_)) => Some(quote!(reply.text().map(Into::into))),
        (ResponseFormat::Bytes, Type::Binary | Type::Base64) => {
            Some(quote!(Ok(reply.body.clone().into())))
        }
        (ResponseFormat::Json | ResponseFormat::Text | ResponseFormat::Bytes, _) => None,
    }
}

/// The name of an argument, with the sign of one that is not used.
fn unused_unless(used: bool, name: &str) -> Name {
    if used {
        format_ident!("{name}")
    } else {
        format_ident!("_{name}")
    }
}
