//! Credentials, each named by its security scheme, and which of them an operation takes.

use std::fmt;

use http::{HeaderName, HeaderValue, header};

use crate::base64;
use crate::encode::{encode_cookie, encode_query};
use crate::endpoint::Endpoint;
use crate::secret::Secret;

/// A credential (OpenAPI: Security Scheme Object). `Debug` shows none of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// `Authorization: Basic …` (RFC 7617).
    Basic {
        /// The user, without a colon.
        user: Secret,
        /// The password; empty where the user is a key.
        password: Secret,
    },
    /// `Authorization: Bearer …` (RFC 6750).
    Bearer(Secret),
    /// A header, verbatim.
    Header(&'static str, Secret),
    /// A parameter of the query.
    Query(&'static str, Secret),
    /// A cookie.
    Cookie(&'static str, Secret),
}

/// A client's credentials, each under the name of its security scheme.
#[derive(Clone, Debug, Default)]
pub struct Credentials {
    given: Vec<(&'static str, Credential)>,
    anonymous: bool,
}

/// What the credentials add to a request.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    /// Headers, marked as sensitive.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// Parameters of the query, percent-encoded.
    pub query: Vec<String>,
    /// Cookies, percent-encoded.
    pub cookies: Vec<String>,
}

impl Credentials {
    /// None yet: an operation that needs some refuses to be sent.
    pub fn new() -> Self {
        Self::default()
    }

    /// None on purpose: every operation is sent without.
    pub fn none() -> Self {
        Self {
            given: Vec::new(),
            anonymous: true,
        }
    }

    /// Adds a credential under its security scheme's name.
    #[must_use]
    pub fn with(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.given.retain(|(name, _)| *name != scheme);
        self.given.push((scheme, credential));
        self
    }

    fn get(&self, scheme: &str) -> Option<&Credential> {
        self.given
            .iter()
            .find(|(name, _)| *name == scheme)
            .map(|(_, credential)| credential)
    }

    /// What these credentials add to a request: the first alternative that they satisfy, one without schemes last.
    ///
    /// # Errors
    /// Where they satisfy none, or one of them cannot be sent.
    pub(crate) fn apply(&self, endpoint: &Endpoint) -> Result<Applied, CredentialsError> {
        let mut applied = Applied::default();
        if self.anonymous || endpoint.security.is_empty() {
            return Ok(applied);
        }
        let (named, open): (Vec<_>, Vec<_>) = endpoint
            .security
            .iter()
            .partition(|schemes| !schemes.is_empty());
        let satisfied =
            |schemes: &&&[&'static str]| schemes.iter().all(|scheme| self.get(scheme).is_some());
        let Some(schemes) = named.into_iter().find(satisfied).or(open.first().copied()) else {
            return Err(CredentialsError::Missing {
                operation: endpoint.name,
                accepted: endpoint.security,
                given: self.given.iter().map(|(scheme, _)| *scheme).collect(),
            });
        };
        for (scheme, credential) in schemes
            .iter()
            .filter_map(|scheme| Some((*scheme, self.get(scheme)?)))
        {
            credential
                .apply(&mut applied)
                .ok_or(CredentialsError::Unsendable { scheme })?;
        }
        Ok(applied)
    }
}

impl Credential {
    /// A user and a password.
    pub fn basic(user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        Self::Basic {
            user: user.into(),
            password: password.into(),
        }
    }

    /// A token.
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::Bearer(token.into())
    }

    /// A header's value, sent verbatim.
    pub fn header(name: &'static str, value: impl Into<Secret>) -> Self {
        Self::Header(name, value.into())
    }

    /// The value of a parameter of the query.
    pub fn query(name: &'static str, value: impl Into<Secret>) -> Self {
        Self::Query(name, value.into())
    }

    /// A cookie's value.
    pub fn cookie(name: &'static str, value: impl Into<Secret>) -> Self {
        Self::Cookie(name, value.into())
    }

    /// Adds this credential; none where it is empty or holds what its place cannot.
    fn apply(&self, applied: &mut Applied) -> Option<()> {
        match self {
            Self::Basic { user, password } => {
                let user = Some(user.expose()).filter(|user| !user.contains(':'))?;
                let pair = base64::encode(format!("{user}:{}", password.expose()).as_bytes());
                applied
                    .headers
                    .push((header::AUTHORIZATION, sensitive(&format!("Basic {pair}"))?));
            }
            Self::Bearer(token) => {
                let token = Some(token.expose()).filter(|token| !token.is_empty())?;
                applied.headers.push((
                    header::AUTHORIZATION,
                    sensitive(&format!("Bearer {token}"))?,
                ));
            }
            Self::Header(name, value) => {
                let value = Some(value.expose()).filter(|value| !value.is_empty())?;
                applied.headers.push((
                    HeaderName::from_bytes(name.as_bytes()).ok()?,
                    sensitive(value)?,
                ));
            }
            Self::Query(name, value) => applied.query.push(pair(name, value, encode_query)),
            Self::Cookie(name, value) => applied.cookies.push(pair(name, value, encode_cookie)),
        }
        Some(())
    }
}

fn pair(name: &str, value: &Secret, escape: fn(&mut String, &str)) -> String {
    let mut pair = String::new();
    escape(&mut pair, name);
    pair.push('=');
    escape(&mut pair, value.expose());
    pair
}

/// A header's value that `Debug` does not show.
fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(text.as_bytes()).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Credentials that do not do. It names security schemes, never a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialsError {
    /// The client has not what the operation needs.
    Missing {
        /// The operation.
        operation: &'static str,
        /// The alternatives, each with the schemes that it takes together.
        accepted: &'static [&'static [&'static str]],
        /// The schemes that the client has credentials for.
        given: Vec<&'static str>,
    },
    /// A credential is empty or holds a character that its place cannot.
    Unsendable {
        /// Its security scheme.
        scheme: &'static str,
    },
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing {
                operation,
                accepted,
                given,
            } => {
                let accepted: Vec<_> = accepted
                    .iter()
                    .map(|schemes| listed(schemes, " with "))
                    .collect();
                let given = if given.is_empty() {
                    "none".to_owned()
                } else {
                    listed(given, ", ")
                };
                write!(
                    f,
                    "`{operation}` takes credentials for {}; the client has {given}",
                    accepted.join(" or ")
                )
            }
            Self::Unsendable { scheme } => write!(
                f,
                "the credential for `{scheme}` is empty, or has a control character or (in a user of Basic) a colon"
            ),
        }
    }
}

impl std::error::Error for CredentialsError {}

fn listed(schemes: &[&str], separator: &str) -> String {
    let quoted: Vec<_> = schemes.iter().map(|scheme| format!("`{scheme}`")).collect();
    quoted.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "s3cr3t";

    fn endpoint(security: &'static [&'static [&'static str]]) -> Endpoint {
        Endpoint {
            name: "create",
            method: "GET",
            path: "/",
            server: None,
            parameters: &[],
            body: None,
            properties: None,
            security,
            responses: &[],
        }
    }

    fn check(
        security: &'static [&'static [&'static str]],
        credentials: &Credentials,
        expected: Result<&str, &str>,
    ) {
        let applied = credentials.apply(&endpoint(security)).map(|applied| {
            let headers = applied.headers.iter().map(|(name, value)| {
                assert!(value.is_sensitive());
                format!("{name}: {}", value.to_str().unwrap_or_default())
            });
            let query = applied.query.iter().map(|pair| format!("?{pair}"));
            let cookies = applied.cookies.iter().map(|pair| format!("cookie {pair}"));
            headers
                .chain(query)
                .chain(cookies)
                .collect::<Vec<_>>()
                .join(" | ")
        });
        assert_eq!(
            applied.as_deref().map_err(ToString::to_string),
            expected.map_err(str::to_owned)
        );
    }

    #[test]
    fn each_scheme_goes_to_its_place() {
        let one = |credential| Credentials::new().with("a", credential);
        check(
            &[&["a"]],
            &one(Credential::basic("key", "")),
            Ok("authorization: Basic a2V5Og=="),
        );
        check(
            &[&["a"]],
            &one(Credential::bearer("t")),
            Ok("authorization: Bearer t"),
        );
        check(
            &[&["a"]],
            &one(Credential::header("X-Key", "v v")),
            Ok("x-key: v v"),
        );
        check(
            &[&["a"]],
            &one(Credential::query("api key", "a&b")),
            Ok("?api%20key=a%26b"),
        );
        check(
            &[&["a"]],
            &one(Credential::cookie("sid", "a;b")),
            Ok("cookie sid=a%3Bb"),
        );
    }

    #[test]
    fn the_first_alternative_that_is_satisfied_counts_and_an_open_one_last() {
        let a = Credentials::new().with("a", Credential::bearer("a"));
        let both = a.clone().with("b", Credential::header("x-b", "b"));
        check(&[&["b"], &["a"]], &a, Ok("authorization: Bearer a"));
        check(&[&["a", "b"], &["a"]], &a, Ok("authorization: Bearer a"));
        check(
            &[&["a", "b"], &["a"]],
            &both,
            Ok("authorization: Bearer a | x-b: b"),
        );
        check(&[&[], &["a"]], &a, Ok("authorization: Bearer a"));
        check(&[&["b"], &[]], &a, Ok(""));
        check(&[], &both, Ok(""));
        check(&[&["b"]], &Credentials::none(), Ok(""));
    }

    #[test]
    fn what_is_missing_is_named() {
        let a = Credentials::new().with("a", Credential::bearer(SECRET));
        let accepted = "`create` takes credentials for `b` with `c` or `d`; the client has";
        check(&[&["b", "c"], &["d"]], &a, Err(&format!("{accepted} `a`")));
        check(
            &[&["b", "c"], &["d"]],
            &Credentials::new(),
            Err(&format!("{accepted} none")),
        );
    }

    #[test]
    fn what_cannot_be_sent_is_refused_and_not_shown() {
        let unsendable = "the credential for `a` is empty, or has a control character or (in a user of Basic) a colon";
        for credential in [
            Credential::bearer(""),
            Credential::header("x-a", ""),
            Credential::bearer("a\r\nX: y"),
            Credential::basic("a:b", "c"),
        ] {
            check(
                &[&["a"]],
                &Credentials::new().with("a", credential),
                Err(unsendable),
            );
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let all = Credentials::new()
            .with("a", Credential::basic(SECRET, SECRET))
            .with("b", Credential::bearer(SECRET))
            .with("c", Credential::header("x", SECRET))
            .with("d", Credential::query("x", SECRET))
            .with("e", Credential::cookie("x", SECRET));
        assert!(!format!("{all:?}").contains(SECRET), "{all:?}");
        let applied = all.apply(&endpoint(&[&["a", "b", "c"]]));
        assert!(!format!("{applied:?}").contains(SECRET), "{applied:?}");
    }
}
