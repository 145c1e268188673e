//! A reply that did not come, or not whole.

use std::error::Error;
use std::fmt;

use crate::reply::Reply;

/// A request without a whole reply. What did come is there: status, headers and the bytes so far.
#[derive(Debug)]
pub struct TransportError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: TransportErrorKind,
    partial: Option<Reply>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// Why there is no whole reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: the request was not sent.
    Connect,
    /// The time was up.
    Timeout,
    /// The connection ended before the reply did.
    Cut,
    /// The body is larger than the client takes.
    TooLarge,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error without a reply or cause.
    pub fn new(kind: TransportErrorKind) -> Self {
        Self(Box::new(Inner {
            kind,
            partial: None,
            source: None,
        }))
    }

    /// The same with what did come of the reply.
    #[must_use]
    pub fn with_partial(mut self, reply: Reply) -> Self {
        self.0.partial = Some(reply);
        self
    }

    /// The same with its cause, whose text must hold no secret (a URL may).
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Why there is no whole reply.
    pub fn kind(&self) -> TransportErrorKind {
        self.0.kind
    }

    /// What did come of the reply, where at least its head did.
    pub fn partial(&self) -> Option<&Reply> {
        self.0.partial.as_ref()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.kind {
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::Timeout => "the time for the request was up",
            TransportErrorKind::Cut => "the connection ended before the reply did",
            TransportErrorKind::TooLarge => "the body of the reply is larger than the client takes",
            TransportErrorKind::Other => "the request got no reply",
        })?;
        match &self.0.partial {
            Some(reply) => write!(
                f,
                " (status {}, {} bytes of the body came)",
                reply.status,
                reply.body.len()
            ),
            None => Ok(()),
        }
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
