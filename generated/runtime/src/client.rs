//! What a client holds: base URL, credentials, transport, headers and limits.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::auth::Credentials;
use crate::base_url::{BaseUrl, ConfigError};
use crate::secret::Secret;
use crate::transport::{Limits, Transport};
use crate::validate::Terms;

/// The limits of a client that sets none: a minute, 32 MiB.
const LIMITS: Limits = Limits {
    timeout: Duration::from_secs(60),
    max_bytes: 32 << 20,
};

/// What a client validates beside the requests.
#[derive(Clone, Copy, Debug, Default)]
struct Validation {
    responses: bool,
    /// Whether `format` is judged; where nobody has said, in requests and not in responses.
    formats: Option<bool>,
}

/// The inside of a generated client. Clones are cheap and share it.
#[derive(Clone)]
pub struct Core(Arc<Inner>);

struct Inner {
    base_url: Result<BaseUrl, ConfigError>,
    /// Whether the user chose the base URL: then it counts for operations with a server of their own, too.
    is_chosen: bool,
    credentials: Credentials,
    transport: Option<Arc<dyn Transport>>,
    headers: HeaderMap,
    limits: Limits,
    validation: Validation,
}

impl Core {
    /// A client as the document describes it; what is wrong with it is told when a call is made.
    pub fn new(base_url: &str, credentials: impl Into<Credentials>) -> Self {
        Self::with_defaults(base_url, false, credentials.into())
    }

    /// A client of an API whose document names no server: the user's base URL counts for all operations.
    pub fn at(base_url: &str, credentials: impl Into<Credentials>) -> Self {
        Self::with_defaults(base_url, true, credentials.into())
    }

    /// A client that sends nothing, since it knows of no server.
    pub(crate) fn idle() -> Self {
        Self(Arc::new(Inner {
            base_url: BaseUrl::parse(""),
            is_chosen: false,
            credentials: Credentials::none(),
            transport: None,
            headers: HeaderMap::new(),
            limits: LIMITS,
            validation: Validation::default(),
        }))
    }

    fn with_defaults(base_url: &str, is_chosen: bool, credentials: Credentials) -> Self {
        Self(Arc::new(Inner {
            base_url: BaseUrl::parse(base_url),
            is_chosen,
            credentials,
            transport: default_transport(),
            headers: HeaderMap::new(),
            limits: LIMITS,
            validation: Validation::default(),
        }))
    }

    /// The base URL for an operation with or without a server of its own.
    pub(crate) fn base_url(&self, server: Option<&str>) -> Result<BaseUrl, ConfigError> {
        match server {
            Some(server) if !self.0.is_chosen => BaseUrl::parse(server),
            _ => self.0.base_url.clone(),
        }
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.0.credentials
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    pub(crate) fn limits(&self) -> Limits {
        self.0.limits
    }

    /// What requests are validated by, unless a call is unchecked.
    pub(crate) fn request_terms(&self) -> Terms {
        Terms::REQUEST
            .formats(self.0.validation.formats.unwrap_or(true))
            .discriminated()
    }

    /// What responses are judged by, where they are.
    pub(crate) fn response_terms(&self) -> Option<Terms> {
        let Validation { responses, formats } = self.0.validation;
        let terms = Terms::RESPONSE.formats(formats.unwrap_or(false));
        responses.then_some(terms.discriminated())
    }

    pub(crate) fn transport(&self) -> Result<Arc<dyn Transport>, ConfigError> {
        self.0.transport.clone().ok_or(ConfigError::NoTransport)
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Option<Arc<dyn Transport>> {
    Some(Arc::new(crate::transport::Reqwest::new()))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Option<Arc<dyn Transport>> {
    None
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base_url", &self.0.base_url)
            .field("credentials", &self.0.credentials)
            .field("headers", &self.0.headers.keys())
            .field("limits", &self.0.limits)
            .field("validation", &self.0.validation)
            .finish_non_exhaustive()
    }
}

/// Sets up a generated client.
#[must_use]
pub struct ClientBuilder<C> {
    base_url: String,
    is_chosen: bool,
    credentials: Credentials,
    transport: Option<Arc<dyn Transport>>,
    headers: Vec<(String, Secret)>,
    limits: Limits,
    validation: Validation,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Core>> ClientBuilder<C> {
    /// A client as the document describes it.
    pub fn new(base_url: &str, credentials: impl Into<Credentials>) -> Self {
        Self {
            base_url: base_url.to_owned(),
            is_chosen: false,
            credentials: credentials.into(),
            transport: None,
            headers: Vec::new(),
            limits: LIMITS,
            validation: Validation::default(),
            client: PhantomData,
        }
    }

    /// Sends all requests there, those of operations with a server of their own, too: https, or http to a loopback host.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self.is_chosen = true;
        self
    }

    /// How long a request may take, from connecting to the end of the reply's body; a minute where this is not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// The most bytes that a reply's body may have; 32 MiB where this is not set.
    pub fn max_response_bytes(mut self, max_bytes: usize) -> Self {
        self.limits.max_bytes = max_bytes;
        self
    }

    /// Whether the bodies and headers of responses are judged by the document, for contract tests; not, where this is not set.
    ///
    /// Decoding is lenient: it lets in values that an enum does not list, values that no branch of a union takes, and whatever
    /// constraints forbid. Judging refuses them: the call comes to [`Error::InvalidResponse`](crate::Error::InvalidResponse),
    /// also where the status is a documented error. The pointer of what a header breaks begins with `/header`.
    pub fn validate_responses(mut self, validate: bool) -> Self {
        self.validation.responses = validate;
        self
    }

    /// Whether `format` (`date-time`, `email`, `uri` and the like) is judged. Where this is not set, it is in requests, and it
    /// is not in responses that are judged.
    pub fn validate_formats(mut self, validate: bool) -> Self {
        self.validation.formats = Some(validate);
        self
    }

    /// Sends requests by this transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sends this header with each request; a second one of the same name replaces the first.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// Where the base URL is not absolute, not secure or holds more than it may, a header is not valid, or there is no
    /// transport.
    pub fn build(self) -> Result<C, ConfigError> {
        let base_url = BaseUrl::parse(&self.base_url)?;
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = parse_header(name, value)?;
            headers.insert(name, value);
        }
        let transport = self
            .transport
            .or_else(default_transport)
            .ok_or(ConfigError::NoTransport)?;
        Ok(C::from(Core(Arc::new(Inner {
            base_url: Ok(base_url),
            is_chosen: self.is_chosen,
            credentials: self.credentials,
            transport: Some(transport),
            headers,
            limits: self.limits,
            validation: self.validation,
        }))))
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &BaseUrl::parse(&self.base_url))
            .field("credentials", &self.credentials)
            .field("headers", &self.headers)
            .field("limits", &self.limits)
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}

/// A header that a user gave, marked as sensitive: it may hold a secret.
///
/// # Errors
/// Where the name or the value is not valid.
pub(crate) fn parse_header(
    name: &str,
    value: &Secret,
) -> Result<(HeaderName, HeaderValue), ConfigError> {
    let invalid = || ConfigError::Header {
        name: name.to_owned(),
    };
    let parsed = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
    let mut value = HeaderValue::from_bytes(value.expose().as_bytes()).map_err(|_| invalid())?;
    value.set_sensitive(true);
    Ok((parsed, value))
}
