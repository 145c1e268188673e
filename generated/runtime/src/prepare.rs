//! An operation into a request: validated, encoded, with credentials.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};

use crate::absence::is_absent;
use crate::auth::Applied;
use crate::encode::{EncodeError, EncodeErrorKind, Encoded, encode_body, encode_parameters};
use crate::endpoint::{BodyFormat, Endpoint, Location, Parameter, ResponseCase};
use crate::error::push_segment;
use crate::operation::Parts;
use crate::outcome::Refusal;
use crate::validate::{Terms, Violation, Violations, validate, validate_at};
use crate::visit::Visit;

/// How requests name their sender.
const SENDER: HeaderValue =
    HeaderValue::from_static(concat!("openapi-runtime/", env!("CARGO_PKG_VERSION")));

/// The request of an operation.
///
/// # Errors
/// Where its values break constraints (unless the call is unchecked) or cannot be said, or the client is not set up for it.
pub(crate) fn prepare(
    endpoint: &'static Endpoint,
    parts: &Parts<'_>,
) -> Result<Request<Bytes>, Refusal> {
    let (call, values) = (parts.call, &parts.parameters);
    let body = parts.body().filter(|body| !endpoint.leaves_out(*body));
    if call.is_checked() {
        check((endpoint, values), body, call.core().request_terms())?;
    }
    let encoded = encode_parameters(endpoint, values)?;
    let applied = call.core().credentials().apply(endpoint)?;
    let mut headers = default_headers(endpoint, call.core().headers());
    let address = address(
        call.resolve_base_url(endpoint.server)?.as_str(),
        &encoded,
        &applied,
    );
    let uri: Uri = address
        .parse()
        .map_err(|_| EncodeError::new(endpoint.path, EncodeErrorKind::Address))?;
    insert_headers(&mut headers, encoded, applied)?;
    let bytes = insert_body(&mut headers, endpoint, body)?;
    call.insert_headers(&mut headers)?;
    let mut request = Request::new(bytes);
    let method = Method::from_bytes(endpoint.method.as_bytes());
    *request.method_mut() =
        method.map_err(|_| EncodeError::new(endpoint.method, EncodeErrorKind::Address))?;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// The bytes of the body, its media type among the headers. A form without a value is an empty form where the method gives a
/// body a meaning: its media type is sent, as HTML's forms have it.
fn insert_body(
    headers: &mut HeaderMap,
    endpoint: &'static Endpoint,
    value: Option<&dyn Visit>,
) -> Result<Bytes, EncodeError> {
    let Some(stated) = &endpoint.body else {
        return Ok(Bytes::new());
    };
    let is_form = matches!(stated.format, BodyFormat::Form(_));
    let (bytes, content_type) = match value {
        Some(value) => {
            let body = encode_body(stated, value)?;
            (body.bytes, body.content_type)
        }
        None if is_form && ["POST", "PUT", "PATCH"].contains(&endpoint.method) => {
            (Bytes::new(), stated.media_type.into())
        }
        None => return Ok(Bytes::new()),
    };
    headers.insert(CONTENT_TYPE, header_value("Content-Type", &content_type)?);
    Ok(bytes)
}

/// Validates parameters and body.
fn check(
    (endpoint, values): (&'static Endpoint, &[&dyn Visit]),
    body: Option<&dyn Visit>,
    terms: Terms,
) -> Result<(), Refusal> {
    let mut violations = Vec::new();
    for (parameter, value) in endpoint.parameters.iter().zip(values) {
        violations.extend(check_parameter(parameter, *value, terms));
    }
    match (&endpoint.body, body) {
        (Some(stated), Some(body)) => violations.extend(validate(body, stated.checks, terms)),
        (Some(stated), None) if stated.is_required() => {
            violations.push(missing(String::new(), "the request body"))
        }
        _ => {}
    }
    if violations.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(Violations::from(violations)))
    }
}

fn check_parameter(
    parameter: &'static Parameter,
    value: &dyn Visit,
    terms: Terms,
) -> Vec<Violation> {
    let mut pointer = String::new();
    push_segment(&mut pointer, location(parameter.location));
    push_segment(&mut pointer, parameter.wire);
    if !is_absent(value) {
        return validate_at(&pointer, value, parameter.checks, terms);
    }
    if !parameter.is_required() {
        return Vec::new();
    }
    vec![missing(
        pointer,
        &format!("the parameter `{}`", parameter.wire),
    )]
}

/// That something is not there which must be.
pub(crate) fn missing(pointer: String, what: &str) -> Violation {
    Violation {
        pointer,
        keyword: "required",
        limit: None,
        message: format!("{what} is required"),
    }
}

/// The field `in` as the document writes it.
fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn address(base_url: &str, encoded: &Encoded, applied: &Applied) -> String {
    let mut address = format!("{base_url}{}", encoded.path);
    let mut separator = if encoded.path.contains('?') { '&' } else { '?' };
    let query = Some(&encoded.query).filter(|query| !query.is_empty());
    for pairs in query.into_iter().chain(&applied.query) {
        address.push(separator);
        address.push_str(pairs);
        separator = '&';
    }
    address
}

/// What every request of the operation has, and then the client's own.
fn default_headers(endpoint: &Endpoint, client: &HeaderMap) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, SENDER);
    headers.insert(ACCEPT, accept(endpoint));
    for (name, value) in client {
        headers.insert(name, value.clone());
    }
    headers
}

/// The documented media types, those of successes first; of several for one status the first, which the client prefers.
fn accept(endpoint: &Endpoint) -> HeaderValue {
    let cases = || endpoint.responses.iter().enumerate();
    let of = |success: bool| {
        let preferred = move |position: usize, case: &ResponseCase| {
            let before = &endpoint.responses[..position];
            case.is_success() == success && !before.iter().any(|other| other.status == case.status)
        };
        cases()
            .filter(move |(position, case)| preferred(*position, case))
            .map(|(_, case)| case)
    };
    let mut media_types: Vec<&str> = Vec::new();
    for media_type in of(true).chain(of(false)).filter_map(|case| case.media_type) {
        if !media_types.contains(&media_type) {
            media_types.push(media_type);
        }
    }
    HeaderValue::from_str(&media_types.join(", "))
        .ok()
        .filter(|value| !value.is_empty())
        .unwrap_or(HeaderValue::from_static("*/*"))
}

/// Adds the headers of parameters and credentials.
fn insert_headers(
    headers: &mut HeaderMap,
    encoded: Encoded,
    applied: Applied,
) -> Result<(), EncodeError> {
    for (name, text) in &encoded.headers {
        let parsed = HeaderName::from_bytes(name.as_bytes());
        let parsed = parsed.map_err(|_| EncodeError::new(*name, EncodeErrorKind::Header))?;
        headers.insert(parsed, header_value(name, text)?);
    }
    // A request has one such header (RFC 6265, 5.4); users and documents may set it, too.
    let whole = headers.get(COOKIE).and_then(|value| value.to_str().ok());
    let whole = whole.filter(|text| !text.is_empty()).map(str::to_owned);
    let cookies = Some(encoded.cookies).filter(|cookies| !cookies.is_empty());
    let cookies = whole.into_iter().chain(cookies).chain(applied.cookies);
    let cookies: Vec<String> = cookies.collect();
    if !cookies.is_empty() {
        let mut value = header_value("Cookie", &cookies.join("; "))?;
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
    headers.extend(applied.headers);
    Ok(())
}

fn header_value(name: &str, text: &str) -> Result<HeaderValue, EncodeError> {
    HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| EncodeError::new(name, EncodeErrorKind::Header))
}
