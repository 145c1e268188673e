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

/// The body of a function that decodes, and the names of its arguments: those that it does not use begin with `_`.
pub struct Decoding {
    /// The case and the reply.
    pub arguments: [Name; 2],
    /// What it does.
    pub value: TokenStream,
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

/// The enum of an outcome that differs by status.
pub fn emit_outcome_type(
    scope: &Scope<'_>,
    operation: &Operation,
    side: Side,
) -> Option<TokenStream> {
    let Outcome::ByStatus(name, variants) = outcome(operation, side) else {
        return None;
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
    let variants = variants.iter().map(|(case, variant)| {
        let response = &operation.responses[*case];
        let docs = emit_docs(&response.docs, &format!("{}.", describe(response)));
        let body = response.body.as_ref().map(|body| {
            let ty = emit_boxed(scope, &body.ty, is_large(scope, &body.ty));
            quote!((#ty))
        });
        quote!(#docs #variant #body)
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    })
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
    scope
        .layout
        .definition(ty)
        .is_some_and(|(_, def)| matches!(def.kind, Kind::Struct(_)))
}

/// How an outcome is decoded.
pub fn emit_outcome_value(scope: &Scope<'_>, operation: &Operation, side: Side) -> Decoding {
    match outcome(operation, side) {
        Outcome::Nothing if is_open(operation, side) => decoding(false, true, quote!(reply.json())),
        Outcome::Nothing => decoding(false, false, quote!(Ok(()))),
        Outcome::One(ty, format) => decoding(false, true, emit_body(scope, ty, *format)),
        Outcome::ByStatus(name, variants) => emit_by_status(scope, operation, (name, variants)),
    }
}

fn emit_by_status(
    scope: &Scope<'_>,
    operation: &Operation,
    (name, variants): (&Ident, &[(usize, Ident)]),
) -> Decoding {
    let value = |(case, variant): &(usize, Ident)| match &operation.responses[*case].body {
        Some(ResponseBody { ty, format, .. }) => {
            let body = emit_body(scope, ty, *format);
            let boxed = is_large(scope, ty).then(|| quote!(.map(Box::new)));
            match format {
                ResponseFormat::Json => quote!(reply.json().map(#name::#variant)),
                ResponseFormat::Bytes if is_bytes(scope, ty) => {
                    quote!(Ok(#name::#variant(reply.body.clone().into())))
                }
                ResponseFormat::Text | ResponseFormat::Bytes => {
                    quote!(#body #boxed.map(#name::#variant))
                }
            }
        }
        None => quote!(Ok(#name::#variant)),
    };
    let reads = variants
        .iter()
        .any(|(case, _)| operation.responses[*case].body.is_some());
    let Some((last, others)) = variants.split_last() else {
        return decoding(false, true, quote!(reply.json()));
    };
    if others.is_empty() {
        return decoding(false, reads, value(last));
    }
    let cases = others
        .iter()
        .map(|(case, _)| Literal::usize_unsuffixed(*case));
    let (values, last) = (others.iter().map(value), value(last));
    decoding(
        true,
        reads,
        quote!(match case { #(#cases => #values,)* _ => #last }),
    )
}

fn emit_body(scope: &Scope<'_>, ty: &Type, format: ResponseFormat) -> TokenStream {
    match (format, scope.layout.resolve(ty)) {
        (ResponseFormat::Text, Type::String) => quote!(reply.text()),
        (ResponseFormat::Text, Type::Named(_)) => quote!(reply.text().map(Into::into)),
        (ResponseFormat::Bytes, Type::Binary | Type::Base64) => {
            quote!(Ok(reply.body.clone().into()))
        }
        (ResponseFormat::Json | ResponseFormat::Text | ResponseFormat::Bytes, _) => {
            quote!(reply.json())
        }
    }
}

/// Whether the body is taken as it came.
fn is_bytes(scope: &Scope<'_>, ty: &Type) -> bool {
    matches!(scope.layout.resolve(ty), Type::Binary | Type::Base64)
}

fn decoding(case: bool, reply: bool, value: TokenStream) -> Decoding {
    let name = |used: bool, name: &str| {
        if used {
            format_ident!("{name}")
        } else {
            format_ident!("_{name}")
        }
    };
    Decoding {
        arguments: [name(case, "case"), name(reply, "reply")],
        value,
    }
}
