//! What came back.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::decode;

/// The headers by which servers name a request.
const REQUEST_ID: [&str; 3] = ["request-id", "x-request-id", "x-correlation-id"];

/// A response: status, headers and the whole body.
///
/// Headers and body may hold secrets: `Debug` shows their sizes only.
#[derive(Clone)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Reply {
    /// A response without headers.
    pub fn new(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: body.into(),
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    /// Where it is not JSON or does not fit the type.
    pub fn json<T: Fill>(&self) -> Result<T, DecodeError> {
        decode(&self.body)
    }

    /// The body as text.
    ///
    /// # Errors
    /// Where it is not UTF-8.
    pub fn text(&self) -> Result<String, DecodeError> {
        let text = std::str::from_utf8(&self.body);
        text.map(str::to_owned)
            .map_err(|error| DecodeError::new("type", "the text is not UTF-8", error.valid_up_to()))
    }

    /// The server's name for this request, where it gives one in a header that servers use for it.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("headers", &self.headers.len())
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_gives_its_body_as_what_it_is() {
        let reply = Reply::new(StatusCode::OK, "[true]");
        assert_eq!(reply.json::<Vec<bool>>(), Ok(vec![true]));
        assert_eq!(reply.text().as_deref(), Ok("[true]"));
        let bytes = Reply::new(StatusCode::OK, &b"a\xff"[..]);
        assert_eq!(bytes.text().map_err(|error| error.offset()), Err(1));
    }

    #[test]
    fn debug_shows_neither_headers_nor_body() {
        let reply = Reply::new(StatusCode::OK, "s3cr3t")
            .with_header(
                HeaderName::from_static("set-cookie"),
                HeaderValue::from_static("s3cr3t"),
            )
            .with_header(
                HeaderName::from_static("request-id"),
                HeaderValue::from_static("req_1"),
            );
        assert_eq!(
            format!("{reply:?}"),
            r#"Reply { status: 200, request_id: Some("req_1"), headers: 2, body: [6 bytes] }"#
        );
    }
}
