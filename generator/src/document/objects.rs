//! The objects of a document's structure, each read by itself with `openapiv3`'s types.
//!
//! Every function takes the node at `at`, keeps the object's own fields and nothing that hangs below them (schemas,
//! examples, content, nested operations), and says where it fails: one bad object does not cost the document. What
//! people mean is read: a null field is absent, `version: 1.0` is text, `required: "true"` is a boolean.
//! `x-…` fields stay in the tree, and so does everything below. A `$ref` is the caller's: see `Document::follow`.

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, Info, Operation, PathItem, RequestBody, SecurityRequirement, Server, Tag,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::pointer::Pointer;
use super::{Broken, Document, kind};

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
    /// Whether items and members are written one by one; by default so for the style `form`.
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
    pub allow_reserved: bool,
}

/// A response's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// What it means. OpenAPI requires it, documents leave it out.
    pub description: Option<String>,
}

/// A security scheme: what a client has to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Which kind, with what it needs.
    pub kind: SecurityKind,
    /// What it is for.
    pub description: Option<String>,
}

/// The kinds of security schemes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// A key in a parameter of this name. Never [`Location::Path`].
    ApiKey {
        /// Where the key travels.
        location: Location,
        /// The name on the wire.
        name: String,
    },
    /// An `Authorization` header of this scheme, in lower case: `basic`, `bearer`, ….
    Http {
        /// The scheme of RFC 9110, section 11.1.
        scheme: String,
    },
    /// OAuth 2: a bearer token that the user obtains.
    OAuth2,
    /// OpenID Connect: a bearer token that the user obtains.
    OpenIdConnect {
        /// Where the provider describes itself.
        url: String,
    },
    /// A client certificate (3.1): a matter of the transport.
    MutualTls,
}

/// The document's `info`, without contact and licence. What is missing is empty text; `read` tells it.
pub fn info(document: &Document, at: &Pointer) -> Result<Info, Broken> {
    if document.get(at).is_none() {
        return Ok(Info::default());
    }
    let own = Own::of(document, at)?;
    own.texts(&["title", "version", "description", "termsOfService"])?
        .or("title", json!(""))
        .or("version", json!(""))
        .read()
}

/// One item of a `servers` list, with its variables.
pub fn server(document: &Document, at: &Pointer) -> Result<Server, Broken> {
    let own = Own::of(document, at)?.texts(&["url", "description"])?;
    let Some(variables) = own.node.get("variables").filter(|it| !it.is_null()) else {
        return own.read();
    };
    let below = at.child("variables");
    let names = object(variables, &below, "variables")?.keys();
    let variables: Result<Map<_, _>, _> = names
        .map(|name| Ok((name.clone(), variable(document, &below.child(name))?)))
        .collect();
    own.or("variables", Value::Object(variables?)).read()
}

fn variable(document: &Document, at: &Pointer) -> Result<Value, Broken> {
    let own = Own::of(document, at)?.texts(&["default", "description"])?;
    let Some(Value::Array(values)) = own.node.get("enum") else {
        return Ok(Value::Object(own.kept));
    };
    let values: Result<Vec<_>, _> = values
        .iter()
        .enumerate()
        .map(|(i, it)| text(it, &at.child("enum").index(i), "enum"))
        .collect();
    Ok(Value::Object(own.or("enum", Value::Array(values?)).kept))
}

/// A path item's own fields: summary and description.
pub fn path_item(document: &Document, at: &Pointer) -> Result<PathItem, Broken> {
    Own::of(document, at)?
        .texts(&["summary", "description"])?
        .read()
}

/// An operation's own fields: id, tags, summary, description, deprecation, external documentation and security.
pub fn operation(document: &Document, at: &Pointer) -> Result<Operation, Broken> {
    let own = Own::of(document, at)?;
    let tags = own
        .node
        .get("tags")
        .filter(|it| !it.is_null())
        .map(|tags| texts(tags, &at.child("tags"), "tags"));
    let tags = tags.transpose()?.unwrap_or_default();
    let secured = own.node.get("security").is_some_and(|it| !it.is_null());
    let security = if secured {
        Some(security(document, &at.child("security"))?)
    } else {
        None
    };
    let docs = own
        .node
        .contains_key("externalDocs")
        .then(|| external_docs(document, &at.child("externalDocs")));
    let mut operation: Operation = own
        .texts(&["operationId", "summary", "description"])?
        .flags(&["deprecated"])?
        .or("tags", tags)
        .or("responses", json!({}))
        .read()?;
    operation.security = security;
    operation.external_docs = docs.transpose()?;
    Ok(operation)
}

/// A `security` list, of the document or of an operation: one of the requirements has to be met, each in all its parts.
pub fn security(document: &Document, at: &Pointer) -> Result<Vec<SecurityRequirement>, Broken> {
    let Some(list) = document.get(at) else {
        return Ok(Vec::new());
    };
    let Value::Array(list) = list else {
        return Err((
            at.clone(),
            format!(
                "`security` is {}; a list of objects is accepted",
                kind(list)
            ),
        ));
    };
    list.iter()
        .enumerate()
        .map(|(index, it)| requirement(it, &at.index(index)))
        .collect()
}

fn requirement(node: &Value, at: &Pointer) -> Result<SecurityRequirement, Broken> {
    let schemes = object(node, at, "a security requirement")?;
    let one = |(scheme, scopes): (&String, &Value)| {
        let below = at.child(scheme);
        let scopes = if scopes.is_null() {
            Value::Array(Vec::new())
        } else {
            texts(scopes, &below, scheme)?
        };
        Ok((scheme.clone(), deserialize(scopes, &below)?))
    };
    schemes.iter().map(one).collect()
}

fn external_docs(
    document: &Document,
    at: &Pointer,
) -> Result<openapiv3::ExternalDocumentation, Broken> {
    Own::of(document, at)?
        .texts(&["url", "description"])?
        .or("url", json!(""))
        .read()
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
    let (location, style, allow_reserved, allow_empty_value, data) = parts(own.read()?);
    Ok(Parameter {
        location,
        style,
        explode: data.explode.unwrap_or(style == Style::Form),
        required: data.required || location == Location::Path,
        allow_reserved,
        allow_empty_value,
        deprecated: data.deprecated.unwrap_or(false),
        description: data.description,
        name: data.name,
    })
}

fn parts(
    parameter: openapiv3::Parameter,
) -> (Location, Style, bool, bool, openapiv3::ParameterData) {
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
            style: openapiv3::HeaderStyle::Simple,
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
                openapiv3::PathStyle::Matrix => Style::Matrix,
                openapiv3::PathStyle::Label => Style::Label,
                openapiv3::PathStyle::Simple => Style::Simple,
            };
            (Location::Path, style, false, false, parameter_data)
        }
        openapiv3::Parameter::Cookie {
            parameter_data,
            style: openapiv3::CookieStyle::Form,
        } => (Location::Cookie, Style::Form, false, false, parameter_data),
    }
}

fn query_style(style: &openapiv3::QueryStyle) -> Style {
    match style {
        openapiv3::QueryStyle::Form => Style::Form,
        openapiv3::QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        openapiv3::QueryStyle::PipeDelimited => Style::PipeDelimited,
        openapiv3::QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// A request body's own fields: description and whether it is required.
pub fn request_body(document: &Document, at: &Pointer) -> Result<RequestBody, Broken> {
    Own::of(document, at)?
        .texts(&["description"])?
        .flags(&["required"])?
        .read()
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
    let explode = own.kept.get("explode").and_then(Value::as_bool);
    let encoding: openapiv3::Encoding = own.read()?;
    Ok(Encoding {
        content_type: encoding.content_type,
        style: encoding.style.as_ref().map(query_style),
        explode,
        allow_reserved: encoding.allow_reserved,
    })
}

/// A response's own fields.
pub fn response(document: &Document, at: &Pointer) -> Result<Response, Broken> {
    let own = Own::of(document, at)?
        .texts(&["description"])?
        .or("description", Value::Null);
    let description = own
        .kept
        .get("description")
        .and_then(Value::as_str)
        .map(str::to_owned);
    Ok(Response { description })
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

/// A security scheme. The flows of OAuth 2 stay in the tree.
pub fn security_scheme(document: &Document, at: &Pointer) -> Result<SecurityScheme, Broken> {
    let own = Own::of(document, at)?
        .texts(&[
            "type",
            "in",
            "name",
            "scheme",
            "bearerFormat",
            "openIdConnectUrl",
            "description",
        ])?
        .needs(&["type"])?
        .or("flows", json!({}));
    let description = own
        .kept
        .get("description")
        .and_then(Value::as_str)
        .map(str::to_owned);
    if own.kept.get("type") == Some(&json!("mutualTLS")) {
        return Ok(SecurityScheme {
            kind: SecurityKind::MutualTls,
            description,
        });
    }
    let kind = match own.read()? {
        openapiv3::SecurityScheme::APIKey { location, name, .. } => SecurityKind::ApiKey {
            location: api_key_location(&location),
            name,
        },
        openapiv3::SecurityScheme::HTTP { scheme, .. } => SecurityKind::Http {
            scheme: scheme.to_ascii_lowercase(),
        },
        openapiv3::SecurityScheme::OAuth2 { .. } => SecurityKind::OAuth2,
        openapiv3::SecurityScheme::OpenIDConnect {
            open_id_connect_url,
            ..
        } => SecurityKind::OpenIdConnect {
            url: open_id_connect_url,
        },
    };
    Ok(SecurityScheme { kind, description })
}

fn api_key_location(location: &APIKeyLocation) -> Location {
    match location {
        APIKeyLocation::Query => Location::Query,
        APIKeyLocation::Header => Location::Header,
        APIKeyLocation::Cookie => Location::Cookie,
    }
}

/// One item of the document's `tags`.
pub fn tag(document: &Document, at: &Pointer) -> Result<Tag, Broken> {
    let own = Own::of(document, at)?;
    let docs = own
        .node
        .contains_key("externalDocs")
        .then(|| external_docs(document, &at.child("externalDocs")));
    let mut tag: Tag = own
        .texts(&["name", "description"])?
        .needs(&["name"])?
        .read()?;
    tag.external_docs = docs.transpose()?;
    Ok(tag)
}

/// The fields of an object that are its own, gathered for deserialisation.
struct Own<'a> {
    at: &'a Pointer,
    node: &'a Map<String, Value>,
    kept: Map<String, Value>,
}

impl<'a> Own<'a> {
    fn of(document: &'a Document, at: &'a Pointer) -> Result<Self, Broken> {
        let missing = || (at.clone(), "the object is missing".to_owned());
        let node = object(document.get(at).ok_or_else(missing)?, at, "this")?;
        Ok(Own {
            at,
            node,
            kept: Map::new(),
        })
    }

    fn texts(self, names: &[&str]) -> Result<Self, Broken> {
        self.keep(names, text)
    }

    fn flags(self, names: &[&str]) -> Result<Self, Broken> {
        self.keep(names, flag)
    }

    fn keep(
        mut self,
        names: &[&str],
        read: impl Fn(&Value, &Pointer, &str) -> Result<Value, Broken>,
    ) -> Result<Self, Broken> {
        for &name in names {
            if let Some(value) = self.node.get(name).filter(|it| !it.is_null()) {
                self.kept
                    .insert(name.to_owned(), read(value, &self.at.child(name), name)?);
            }
        }
        Ok(self)
    }

    fn needs(self, names: &[&str]) -> Result<Self, Broken> {
        match names.iter().find(|&&name| !self.kept.contains_key(name)) {
            Some(name) => Err((
                self.at.clone(),
                format!("`{name}` is missing; it is required here"),
            )),
            None => Ok(self),
        }
    }

    /// Sets a field that is not there yet.
    fn or(mut self, name: &str, value: Value) -> Self {
        self.kept.entry(name).or_insert(value);
        self
    }

    fn read<T: DeserializeOwned>(self) -> Result<T, Broken> {
        deserialize(Value::Object(self.kept), self.at)
    }
}

fn deserialize<T: DeserializeOwned>(value: Value, at: &Pointer) -> Result<T, Broken> {
    serde_json::from_value(value).map_err(|error| (at.clone(), error.to_string()))
}

fn object<'a>(node: &'a Value, at: &Pointer, what: &str) -> Result<&'a Map<String, Value>, Broken> {
    node.as_object().ok_or_else(|| {
        (
            at.clone(),
            format!("{what} is {}; an object is accepted", kind(node)),
        )
    })
}

/// Text, also where YAML sees a number or a boolean in it.
fn text(value: &Value, at: &Pointer, name: &str) -> Result<Value, Broken> {
    match value {
        Value::String(_) => Ok(value.clone()),
        Value::Number(number) => Ok(Value::String(number.to_string())),
        Value::Bool(flag) => Ok(Value::String(flag.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => Err((
            at.clone(),
            format!("`{name}` is {}; text is accepted", kind(value)),
        )),
    }
}

fn texts(value: &Value, at: &Pointer, name: &str) -> Result<Value, Broken> {
    let Value::Array(items) = value else {
        return Err((
            at.clone(),
            format!("`{name}` is {}; a list of texts is accepted", kind(value)),
        ));
    };
    items
        .iter()
        .enumerate()
        .map(|(index, item)| text(item, &at.index(index), name))
        .collect()
}

/// A boolean, also where someone wrote it in quotes.
fn flag(value: &Value, at: &Pointer, name: &str) -> Result<Value, Broken> {
    match value {
        Value::Bool(_) => Ok(value.clone()),
        Value::String(text) if text == "true" || text == "false" => Ok(Value::Bool(text == "true")),
        other => Err((
            at.clone(),
            format!("`{name}` is {}; `true` or `false` is accepted", kind(other)),
        )),
    }
}
