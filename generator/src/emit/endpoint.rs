//! What is static about an operation: route, parameters, body, security and responses, in the words of `operation!`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::body::{Kept, emit_settable};
use super::constraints::{emit_checks, emit_kind_names};
use super::file::Scope;
use super::setters::{Names, is_required};
use super::ty::emit_field_type;
use crate::ir::{
    Body, BodyFormat, Encoding, HeaderForm, JudgedHeader, Location, Operation, Parameter, Response,
    Status, Style,
};

/// The operation up to how replies are read: its fields, each with what is static about it, and clauses.
pub fn emit_endpoint(
    scope: &Scope<'_>,
    operation: &Operation,
    kept: Option<&Kept<'_>>,
) -> TokenStream {
    let Operation {
        id, method, path, ..
    } = operation;
    let name = &operation.type_name;
    let server = operation
        .server
        .as_ref()
        .map(|server| quote!(server: #server;));
    let parameters = operation.parameters.iter();
    let parameters = parameters.map(|parameter| emit_parameter(scope, parameter));
    let body = operation.body.as_ref().zip(kept).map(|(body, kept)| {
        let (body, fields) = (emit_body(scope, body), kept.emit_fields(scope));
        quote!(#body #fields)
    });
    let security = operation.security.iter();
    let security = clause("security", security.map(|schemes| quote!(&[#(#schemes),*])));
    let responses = operation.responses.iter();
    let responses = responses.map(|response| emit_response(scope, response));
    let responses = clause("responses", responses);
    quote! {
        pub struct #name = #id: #method #path { #(#parameters,)* }
        #server #body #security #responses
    }
}

fn clause(name: &str, values: impl ExactSizeIterator<Item = TokenStream>) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    (values.len() > 0).then(|| quote!(#name: #(#values),*;))
}

fn emit_parameter(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let field = &parameter.field;
    let (name, wire, ty) = (&field.name, &field.wire, emit_field_type(scope, field));
    let location = match parameter.location {
        Location::Path => quote!(Path),
        Location::Query => quote!(Query),
        Location::Header => quote!(Header),
        Location::Cookie => quote!(Cookie),
    };
    let style = emit_style(parameter.style);
    let words = emit_words(parameter);
    let checks = (!field.checks.is_empty()).then(|| {
        let checks = emit_checks(scope, &field.checks);
        quote!(, #checks)
    });
    let row = quote!(#name: #ty = #location(#wire, #style #words #checks));
    emit_settable(scope, field, Names::of(field), row)
}

/// What more is said of a parameter than its style.
fn emit_words(parameter: &Parameter) -> TokenStream {
    let required = is_required(&parameter.field).then(|| quote!(+ Required));
    let explode = match (parameter.explode, explodes(parameter.style)) {
        (true, false) => Some(quote!(+ Exploded)),
        (false, true) => Some(quote!(+ Joined)),
        (true, true) | (false, false) => None,
    };
    let reserved = parameter.allow_reserved.then(|| quote!(+ Reserved));
    quote!(#required #explode #reserved)
}

/// Whether a style explodes unless a parameter says otherwise, as the runtime's `Parameter::explodes` has it.
fn explodes(style: Style) -> bool {
    match style {
        Style::Form | Style::DeepObject | Style::Cookie => true,
        Style::Simple | Style::Label | Style::Matrix => false,
        Style::SpaceDelimited | Style::PipeDelimited | Style::Json => false,
    }
}

fn emit_style(style: Style) -> TokenStream {
    match style {
        Style::Simple => quote!(Simple),
        Style::Label => quote!(Label),
        Style::Matrix => quote!(Matrix),
        Style::Form => quote!(Form),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
        Style::Cookie => quote!(Cookie),
        Style::Json => quote!(Json),
    }
}

fn emit_body(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    let format = match &body.format {
        BodyFormat::Json => quote!(Json),
        BodyFormat::Form(encodings) => {
            let encodings = encodings.iter().map(emit_encoding);
            quote!(Form(#(#encodings),*))
        }
        BodyFormat::Multipart(encodings) => {
            let encodings = encodings.iter().map(emit_encoding);
            quote!(Multipart(#(#encodings),*))
        }
        BodyFormat::Text => quote!(Text),
        BodyFormat::Bytes => quote!(Bytes),
    };
    let required = body.required.then(|| quote!(, Required));
    let checks = (!body.checks.is_empty()).then(|| {
        let checks = emit_checks(scope, &body.checks);
        quote!(, [#checks])
    });
    quote!(body: #media_type, #format #required #checks;)
}

fn emit_encoding(encoding: &Encoding) -> TokenStream {
    let (wire, style) = (&encoding.wire, emit_style(encoding.style));
    let joined = (!encoding.explode).then(|| quote!(+ Joined));
    let reserved = encoding.allow_reserved.then(|| quote!(+ Reserved));
    let content_type = encoding
        .content_type
        .as_ref()
        .map(|content_type| quote!(+ ContentType(#content_type)));
    quote!(#wire: #style #joined #reserved #content_type)
}

fn emit_response(scope: &Scope<'_>, response: &Response) -> TokenStream {
    let status = match response.status {
        Status::Exact(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(Exact(#code))
        }
        Status::Class(class) => {
            let class = Literal::u16_unsuffixed(class);
            quote!(Class(#class))
        }
        Status::Default => quote!(Default),
    };
    let side = if response.success {
        quote!(Success)
    } else {
        quote!(Failure)
    };
    let media_type = &response.media_type;
    let checks = response
        .body
        .as_ref()
        .filter(|body| !body.checks.is_empty());
    let checks = checks.map(|body| {
        let checks = emit_checks(scope, &body.checks);
        quote!([#checks])
    });
    let headers = response.headers.iter();
    let headers = headers.filter_map(|it| Some(emit_header(scope, &it.wire, it.judged.as_ref()?)));
    let headers: Vec<TokenStream> = headers.collect();
    let headers = (!headers.is_empty()).then(|| quote!((#(#headers),*)));
    quote!(#status => #side #media_type #checks #headers)
}

fn emit_header(scope: &Scope<'_>, wire: &str, judged: &JudgedHeader) -> TokenStream {
    let form = match judged.form {
        HeaderForm::One => quote!(One),
        HeaderForm::List => quote!(List),
        HeaderForm::Json => quote!(Json),
    };
    let kinds = emit_kind_names(judged.kinds);
    let required = judged.required.then(|| quote!(+ Required));
    let checks = (!judged.checks.is_empty()).then(|| {
        let checks = emit_checks(scope, &judged.checks);
        quote!(, #checks)
    });
    quote!(#form(#wire, #(#kinds)|* #required #checks))
}
