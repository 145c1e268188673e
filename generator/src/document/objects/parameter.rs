//! What says how a value is written on the wire: parameters, headers and the encodings of forms.

use indexmap::IndexMap;
use openapiv3::{CookieStyle, HeaderStyle, ParameterData, PathStyle, QueryStyle};
use serde_json::{Value, json};

use super::own::Own;
use crate::document::pointer::Pointer;
use crate::document::{Broken, Document, kind};

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A template in the path.
    Path,
    /// The query.
    Query,
    /// A request header.
    Header,
    /// The `Cookie` header.
    Cookie,
}

/// How a value is written (OpenAPI 3.0.3, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `;id=5`
    Matrix,
    /// `.5`
    Label,
    /// `5,6`
    Simple,
    /// `id=5`
    Form,
    /// `id=5%206`
    SpaceDelimited,
    /// `id=5|6`
    PipeDelimited,
    /// `id[key]=5`
    DeepObject,
    /// `id=5; id=6`, nothing of it escaped (OpenAPI 3.2).
    Cookie,
}

/// A parameter's own fields, defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// How it is written; by default `simple` in a path or header, `form` elsewhere.
    pub style: Style,
    /// Whether items and members are written one by one; by default so for the styles `form` and `cookie`.
    pub explode: bool,
    /// Whether it has to be given. A path parameter always has, whatever the document says.
    pub required: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// Whether it may be sent without a value.
    pub allow_empty_value: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// What it is for.
    pub description: Option<String>,
    /// A style that the document states and its place does not take: the place's default counts.
    pub unknown_style: Option<String>,
}

/// A response header's own fields. Its style is always `simple`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Whether items and members are written one by one.
    pub explode: bool,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// What it is for.
    pub description: Option<String>,
}

/// How one property of a form or multipart body is written. `None` is the default of the property's schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Encoding {
    /// The media type of a multipart part, or a list of them with commas.
    pub content_type: Option<String>,
    /// As for a query parameter.
    pub style: Option<Style>,
    /// As for a query parameter.
    pub explode: Option<bool>,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: Option<bool>,
}

/// A parameter.
pub fn parameter(document: &Document, at: &Pointer) -> Result<Parameter, Broken> {
    let own = Own::of(document, at)?
        .texts(&["name", "in", "style", "description"])?
        .flags(&[
            "required",
            "explode",
            "allowReserved",
            "allowEmptyValue",
            "deprecated",
        ])?
        .needs(&["name", "in"])?
        // openapiv3 wants either; which it is, and what is in it, is the tree's to say.
        .or("schema", json!({}));
    let (own, unknown_style) = without_unknown_style(of_query(own, at)?);
    let (own, is_cookie) = without_cookie_style(own);
    let (location, style, allow_reserved, allow_empty_value, data) = parts(own.read()?);
    let style = if is_cookie { Style::Cookie } else { style };
    let explodes = matches!(style, Style::Form | Style::Cookie);
    Ok(Parameter {
        location,
        style,
        explode: data.explode.unwrap_or(explodes),
        required: data.required || location == Location::Path,
        allow_reserved,
        allow_empty_value,
        deprecated: data.deprecated.unwrap_or(false),
        description: data.description,
        name: data.name,
        unknown_style,
    })
}

/// A parameter that is the whole query (OpenAPI 3.2, 4.12.1): as a form, it is an object of the query in its default style.
fn of_query<'a>(mut own: Own<'a>, at: &Pointer) -> Result<Own<'a>, Broken> {
    if own.kept.get("in") != Some(&json!("querystring")) {
        return Ok(own);
    }
    let content = own.present("content").and_then(Value::as_object);
    let media_types: Vec<&String> = content.into_iter().flat_map(|it| it.keys()).collect();
    if media_types != ["application/x-www-form-urlencoded"] {
        let message = "`in: querystring` is accepted with `content` of `application/x-www-form-urlencoded` alone; the parameter is left out";
        return Err((at.child("in"), message.to_owned()));
    }
    own.kept.insert("in".to_owned(), json!("query"));
    Ok(own)
}

/// Takes away a style that the place does not take (OpenAPI 3.0.3, "Style Values").
fn without_unknown_style(mut own: Own<'_>) -> (Own<'_>, Option<String>) {
    let text = |name: &str| {
        own.kept
            .get(name)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let (location, Some(style)) = (text("in"), text("style")) else {
        return (own, None);
    };
    let taken: &[&str] = match location.as_deref() {
        Some("path") => &["matrix", "label", "simple"],
        Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        Some("header") => &["simple"],
        Some("cookie") => &["form", "cookie"],
        // What is wrong is the place.
        _ => return (own, None),
    };
    if taken.contains(&style.as_str()) {
        return (own, None);
    }
    own.kept.remove("style");
    (own, Some(style))
}

/// Takes away the style that openapiv3 does not know (OpenAPI 3.2, "Style Values"); whether it was there.
fn without_cookie_style(mut own: Own<'_>) -> (Own<'_>, bool) {
    let is_cookie = own.kept.get("style") == Some(&json!("cookie"));
    if is_cookie {
        own.kept.remove("style");
    }
    (own, is_cookie)
}

fn parts(parameter: openapiv3::Parameter) -> (Location, Style, bool, bool, ParameterData) {
    match parameter {
        openapiv3::Parameter::Query {
            parameter_data,
            allow_reserved,
            style,
            allow_empty_value,
        } => (
            Location::Query,
            query_style(&style),
            allow_reserved,
            allow_empty_value.unwrap_or(false),
            parameter_data,
        ),
        openapiv3::Parameter::Header {
            parameter_data,
            style: HeaderStyle::Simple,
        } => (
            Location::Header,
            Style::Simple,
            false,
            false,
            parameter_data,
        ),
        openapiv3::Parameter::Path {
            parameter_data,
            style,
        } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (Location::Path, style, false, false, parameter_data)
        }
        openapiv3::Parameter::Cookie {
            parameter_data,
            style: CookieStyle::Form,
        } => (Location::Cookie, Style::Form, false, false, parameter_data),
    }
}

fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// A response header.
pub fn header(document: &Document, at: &Pointer) -> Result<Header, Broken> {
    let header: openapiv3::Header = Own::of(document, at)?
        .texts(&["description", "style"])?
        .flags(&["required", "deprecated"])?
        .or("schema", json!({}))
        .read()?;
    let explode = Own::of(document, at)?
        .flags(&["explode"])?
        .kept
        .get("explode")
        .and_then(Value::as_bool);
    Ok(Header {
        explode: explode.unwrap_or(false),
        required: header.required,
        deprecated: header.deprecated.unwrap_or(false),
        description: header.description,
    })
}

/// The `encoding` of a media type object, by property; empty where it has none.
pub fn encodings(
    document: &Document,
    media_type: &Pointer,
) -> IndexMap<String, Result<Encoding, Broken>> {
    let at = media_type.child("encoding");
    match document.get(&at) {
        None | Some(Value::Null) => IndexMap::new(),
        Some(Value::Object(properties)) => properties
            .keys()
            .map(|name| (name.clone(), encoding(document, &at.child(name))))
            .collect(),
        Some(other) => {
            let message = format!("`encoding` is {}; an object is accepted", kind(other));
            IndexMap::from([(String::new(), Err((at, message)))])
        }
    }
}

/// How one property of a form or multipart body is written.
pub fn encoding(document: &Document, at: &Pointer) -> Result<Encoding, Broken> {
    let own = Own::of(document, at)?
        .texts(&["contentType", "style"])?
        .flags(&["explode", "allowReserved"])?;
    let flag = |name: &str| own.kept.get(name).and_then(Value::as_bool);
    let (explode, allow_reserved) = (flag("explode"), flag("allowReserved"));
    let encoding: openapiv3::Encoding = own.read()?;
    Ok(Encoding {
        content_type: encoding.content_type,
        style: encoding.style.as_ref().map(query_style),
        explode,
        allow_reserved,
    })
}
