//! Values into the text of a request: path, query, header, cookie, form and multipart.
//!
//! One adapter ([`take`]) turns the visitor's calls into the few that an encoder cares for; two encoders sit on it:
//! [`flat`] for values without depth, whose styles are RFC 6570's, and [`deep`] for brackets. Nothing is dropped: what
//! cannot be said is an [`EncodeError`] that names the place.

mod body;
mod content;
mod deep;
mod error;
mod flat;
mod form;
mod multipart;
mod parameter;
mod path;
mod percent;
mod style;
mod take;
#[cfg(test)]
mod tests;

pub(crate) use body::encode_body;
pub use error::{EncodeError, EncodeErrorKind};
pub(crate) use parameter::{Encoded, encode_parameters};
pub(crate) use percent::{encode_cookie, encode_query};
