//! The credentials of a request against the document's security requirements.

use super::fields::decode;
use super::multipart::base64;
use super::node::Node;
use super::operations::Stated;
use super::request::Request;
use super::{KEY, USER};

/// Where a credential goes.
enum Place {
    /// In `Authorization`, as this text.
    Authorization(String),
    Header(String),
    Query(String),
    Cookie(String),
    /// In a way that is not checked.
    Elsewhere,
}

/// The security schemes of a document.
pub struct Security(Vec<(String, Place)>);

impl Security {
    /// Reads the schemes.
    pub fn read(root: &Node<'_>) -> Self {
        let components = root.child("components");
        let schemes = components.map(|components| components.below("securitySchemes"));
        let schemes = schemes.unwrap_or_default().into_iter();
        Self(
            schemes
                .map(|(name, scheme)| (name, read_place(&scheme)))
                .collect(),
        )
    }

    /// Whether a credential goes into the query under this name.
    pub fn is_query(&self, name: &str) -> bool {
        self.any(|place| matches!(place, Place::Query(known) if known == name))
    }

    /// Whether a credential goes into a cookie of this name.
    pub fn is_cookie(&self, name: &str) -> bool {
        self.any(|place| matches!(place, Place::Cookie(known) if known == name))
    }

    /// Whether a credential goes into a header of this name.
    pub fn is_header(&self, name: &str) -> bool {
        self.any(|place| matches!(place, Place::Header(known) if known.eq_ignore_ascii_case(name)))
    }

    fn any(&self, holds: impl Fn(&Place) -> bool) -> bool {
        self.0.iter().any(|(_, place)| holds(place))
    }

    /// Whether one of the operation's alternatives is met.
    pub fn check(&self, operation: &Stated<'_>, request: &Request) -> Option<String> {
        let is_met = |alternative: &Vec<String>| {
            let mut names = alternative.iter();
            names.all(|name| {
                let mut schemes = self.0.iter();
                let scheme = schemes.find(|(known, _)| known == name);
                scheme.is_none_or(|(_, place)| is_in(place, request))
            })
        };
        let met = operation.security.is_empty() || operation.security.iter().any(is_met);
        (!met).then(|| {
            format!(
                "none of the security requirements {:?} is met",
                operation.security
            )
        })
    }
}

fn read_place(scheme: &Node<'_>) -> Place {
    let name = || scheme.text("name").unwrap_or_default().to_owned();
    let http = scheme.text("scheme").unwrap_or_default().to_lowercase();
    match (scheme.text("type"), scheme.text("in"), http.as_str()) {
        (Some("apiKey"), Some("query"), _) => Place::Query(name()),
        (Some("apiKey"), Some("cookie"), _) => Place::Cookie(name()),
        (Some("apiKey"), ..) => Place::Header(name()),
        (Some("http"), _, "basic") => {
            let pair = base64(format!("{USER}:{KEY}").as_bytes());
            Place::Authorization(format!("Basic {pair}"))
        }
        (Some("http"), _, "bearer") | (Some("oauth2" | "openIdConnect"), ..) => {
            Place::Authorization(format!("Bearer {KEY}"))
        }
        _ => Place::Elsewhere,
    }
}

fn is_in(place: &Place, request: &Request) -> bool {
    match place {
        Place::Authorization(text) => request.header("authorization") == Some(text),
        Place::Header(name) => request.header(name) == Some(KEY),
        Place::Query(name) => is_pair(request.query.split('&'), name),
        Place::Cookie(name) => is_pair(
            request.header("cookie").unwrap_or_default().split("; "),
            name,
        ),
        Place::Elsewhere => true,
    }
}

fn is_pair<'t>(mut pairs: impl Iterator<Item = &'t str>, name: &str) -> bool {
    pairs.any(|pair| {
        let pair = pair.split_once('=');
        pair.is_some_and(|(key, value)| decode(key) == name && decode(value) == KEY)
    })
}
