//! What generated OpenAPI clients call at run time.
//!
//! Generated code states facts (wire names, presence, constraints, parameters) in static tables and hands its values
//! over; everything that would repeat itself lives here: decoding, encoding, validation and transport.
//!
//! - Types: [`shape`] the tables, [`visit`] values going out, [`fill`] values coming in, [`validate`] constraints.
//! - Calls: [`endpoint`] the tables, [`Operation`] what each can do, [`Core`] base URL, credentials and limits, [`send`]
//!   sending and decoding, [`transport`] the adapters to the network.
//!
//! Requests are validated, responses are decoded leniently and judged where [`ClientBuilder::validate_responses`] asks for
//! it. Both are done on [`validate::Terms`]: which way a value goes, and whether `format` counts.

#![forbid(unsafe_code)]

pub mod endpoint;
#[doc(hidden)]
pub mod enumeration;
pub mod fill;
#[doc(hidden)]
pub mod hold;
#[doc(hidden)]
pub mod operation;
pub mod send;
pub mod shape;
#[doc(hidden)]
pub mod spread;
pub mod transport;
pub mod validate;
pub mod visit;

mod absence;
mod auth;
mod base64;
mod base_url;
#[doc(hidden)]
pub mod bridge;
mod call;
mod client;
mod debug;
mod encode;
mod error;
mod expandable;
mod header;
mod interface;
mod json;
mod judge;
mod literal;
mod map;
mod media_type;
mod model;
mod null;
mod nullable;
mod number;
mod object;
mod or_empty;
mod outcome;
mod prepare;
mod proof;
mod reader;
mod reading;
mod reply;
#[cfg(test)]
mod samples;
mod scalar;
mod secret;
mod setter;
#[cfg(test)]
mod tests;
mod timestamp;
mod union;
mod unmatched;
mod untyped;

pub use {bytes, http};

pub use auth::{Credential, Credentials, CredentialsError};
pub use base_url::ConfigError;
pub use base64::{Base64, Binary};
pub use call::Call;
pub use client::{ClientBuilder, Core};
pub use debug::debug;
pub use encode::{EncodeError, EncodeErrorKind};
pub use error::DecodeError;
pub use expandable::Expandable;
pub use header::Header;
pub use interface::{INTERFACE, expect_interface};
pub use json::{equal, to_json, to_value};
pub use map::Map;
pub use model::Model;
pub use null::Null;
pub use nullable::Nullable;
pub use operation::Operation;
pub use or_empty::OrEmpty;
pub use outcome::{BodyError, Error, InvalidResponse, Received, StatusError};
pub use proof::{Subject, encode_body};
pub use reader::{Findings, Reader, decode};
pub use reading::{FromReply, Reading};
pub use reply::Reply;
pub use secret::Secret;
pub use timestamp::{OutOfRange, Timestamp};
pub use unmatched::Unmatched;

/// A value without a type: any JSON.
pub type Json = serde_json::Value;
/// A free-form object: any JSON object, in order.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;
