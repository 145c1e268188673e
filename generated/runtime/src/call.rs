//! The client and the options of one call.

use std::time::Duration;

use http::HeaderMap;

use crate::base_url::{BaseUrl, ConfigError};
use crate::client::{Core, parse_header};
use crate::secret::Secret;
use crate::transport::Limits;

/// The client and the options of one call.
#[derive(Clone, Debug)]
pub struct Call {
    core: Core,
    headers: Vec<(String, Secret)>,
    timeout: Option<Duration>,
    base_url: Option<String>,
    unchecked: bool,
}

impl Call {
    /// A call by this client, without options of its own.
    pub fn new(core: &Core) -> Self {
        Self {
            core: core.clone(),
            headers: Vec::new(),
            timeout: None,
            base_url: None,
            unchecked: false,
        }
    }

    /// Sends this header, in place of the client's or the document's of the same name.
    pub fn header(&mut self, name: impl Into<String>, value: impl Into<Secret>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Gives the call this time, from connecting to the end of the reply's body.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sends the request there: https, or http to a loopback host.
    pub fn base_url(&mut self, base_url: impl Into<String>) {
        self.base_url = Some(base_url.into());
    }

    /// Sends the request without validating it.
    pub fn unchecked(&mut self) {
        self.unchecked = true;
    }

    /// Whether the request is validated.
    pub(crate) fn is_checked(&self) -> bool {
        !self.unchecked
    }

    /// The client.
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    /// The call's limits, else the client's.
    pub(crate) fn limits(&self) -> Limits {
        let limits = self.core.limits();
        Limits {
            timeout: self.timeout.unwrap_or(limits.timeout),
            ..limits
        }
    }

    /// Where the request goes: the call's base URL, the client's where its user chose one, the operation's own, the
    /// document's.
    pub(crate) fn resolve_base_url(&self, server: Option<&str>) -> Result<BaseUrl, ConfigError> {
        match &self.base_url {
            Some(chosen) => BaseUrl::parse(chosen),
            None => self.core.base_url(server),
        }
    }

    /// Puts the call's headers in place of those that are there.
    pub(crate) fn insert_headers(&self, headers: &mut HeaderMap) -> Result<(), ConfigError> {
        for (name, value) in &self.headers {
            let (name, value) = parse_header(name, value)?;
            headers.insert(name, value);
        }
        Ok(())
    }
}
