//! Security schemes, and which of them are required.

use openapiv3::{APIKeyLocation, SecurityRequirement};
use serde_json::{Value, json};

use super::own::{Own, deserialize, object, texts};
use super::parameter::Location;
use crate::document::pointer::Pointer;
use crate::document::{Broken, Document, kind};

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
