//! The adapters to the network: each turns one request into one reply.

mod error;
mod memory;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

pub use self::error::{TransportError, TransportErrorKind};
pub use self::memory::Memory;
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
use crate::reply::Reply;

/// The reply to come.
pub type Exchange<'t> = Pin<Box<dyn Future<Output = Result<Reply, TransportError>> + Send + 't>>;

/// What sends requests.
///
/// A transport follows no redirects, keeps no cookies and sends a request once: what is more is decided above it.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and reads the whole reply, of whatever status.
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> Exchange<'_>;
}

/// What a transport keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The time from the start of connecting to the end of the body.
    pub timeout: Duration,
    /// The most bytes of a body.
    pub max_bytes: usize,
}
