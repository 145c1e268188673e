//! The table of an operation: route, parameters, body, security and responses.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constraints::emit_checks;
use super::file::{Scope, table_name};
use super::setters::is_required;
use crate::ir::{
    Body, BodyFormat, Encoding, Location, Operation, Parameter, Response, Status, Style,
};

/// The static of an operation.
pub fn emit_endpoint(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let Operation {
        id, method, path, ..
    } = operation;
    let table = table_name(&operation.type_name);
    let endpoint = scope.runtime("endpoint::Endpoint");
    let server = emit_option(operation.server.as_deref());
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| emit_parameter(scope, parameter));
    let body = match &operation.body {
        Some(body) => emit_body(scope, body),
        None => quote!(None),
    };
    let security = operation
        .security
        .iter()
        .map(|schemes| quote!(&[#(#schemes),*]));
    let responses = operation
        .responses
        .iter()
        .map(|response| emit_response(scope, response));
    quote! {
        static #table: #endpoint = #endpoint {
            name: #id,
            method: #method,
            path: #path,
            server: #server,
            parameters: &[#(#parameters),*],
            body: #body,
            security: &[#(#security),*],
            responses: &[#(#responses),*],
        };
    }
}

fn emit_parameter(scope: &Scope<'_>, parameter: &Parameter) -> TokenStream {
    let Parameter {
        field,
        explode,
        allow_reserved,
        ..
    } = parameter;
    let (wire, required) = (&field.wire, is_required(field));
    let location = scope.runtime("endpoint::Location");
    let location = match parameter.location {
        Location::Path => quote!(#location::Path),
        Location::Query => quote!(#location::Query),
        Location::Header => quote!(#location::Header),
        Location::Cookie => quote!(#location::Cookie),
    };
    let (style, checks) = (
        emit_style(scope, parameter.style),
        emit_checks(scope, &field.checks),
    );
    let name = scope.runtime("endpoint::Parameter");
    quote! {
        #name {
            wire: #wire,
            location: #location,
            style: #style,
            explode: #explode,
            allow_reserved: #allow_reserved,
            required: #required,
            checks: #checks,
        }
    }
}

fn emit_style(scope: &Scope<'_>, style: Style) -> TokenStream {
    let name = scope.runtime("endpoint::Style");
    match style {
        Style::Simple => quote!(#name::Simple),
        Style::Label => quote!(#name::Label),
        Style::Matrix => quote!(#name::Matrix),
        Style::Form => quote!(#name::Form),
        Style::SpaceDelimited => quote!(#name::SpaceDelimited),
        Style::PipeDelimited => quote!(#name::PipeDelimited),
        Style::DeepObject => quote!(#name::DeepObject),
        Style::Json => quote!(#name::Json),
    }
}

fn emit_body(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let Body {
        media_type,
        required,
        ..
    } = body;
    let format = scope.runtime("endpoint::BodyFormat");
    let format = match &body.format {
        BodyFormat::Json => quote!(#format::Json),
        BodyFormat::Form(encodings) => {
            let encodings = emit_encodings(scope, encodings);
            quote!(#format::Form(#encodings))
        }
        BodyFormat::Multipart(encodings) => {
            let encodings = emit_encodings(scope, encodings);
            quote!(#format::Multipart(#encodings))
        }
        BodyFormat::Text => quote!(#format::Text),
        BodyFormat::Bytes => quote!(#format::Bytes),
    };
    let (name, checks) = (
        scope.runtime("endpoint::RequestBody"),
        emit_checks(scope, &body.checks),
    );
    quote!(Some(#name { media_type: #media_type, format: #format, required: #required, checks: #checks }))
}

fn emit_encodings(scope: &Scope<'_>, encodings: &[Encoding]) -> TokenStream {
    let encodings = encodings.iter().map(|encoding| {
        let Encoding { wire, explode, .. } = encoding;
        let (name, style) = (
            scope.runtime("endpoint::Encoding"),
            emit_style(scope, encoding.style),
        );
        let content_type = emit_option(encoding.content_type.as_deref());
        quote!(#name { wire: #wire, style: #style, explode: #explode, content_type: #content_type })
    });
    quote!(&[#(#encodings),*])
}

fn emit_response(scope: &Scope<'_>, response: &Response) -> TokenStream {
    let status = scope.runtime("endpoint::StatusPattern");
    let status = match response.status {
        Status::Exact(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#status::Exact(#code))
        }
        Status::Class(class) => {
            let class = Literal::u16_unsuffixed(class);
            quote!(#status::Class(#class))
        }
        Status::Default => quote!(#status::Default),
    };
    let (success, media_type) = (
        response.success,
        emit_option(response.media_type.as_deref()),
    );
    let checks = response.body.as_ref().map(|body| body.checks.as_slice());
    let checks = emit_checks(scope, checks.unwrap_or_default());
    let name = scope.runtime("endpoint::ResponseCase");
    quote! {
        #name { status: #status, success: #success, media_type: #media_type, checks: #checks }
    }
}

fn emit_option(text: Option<&str>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}
