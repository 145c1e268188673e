//! What generated OpenAPI clients call at run time.
//!
//! Generated code states facts (wire names, presence, constraints, parameters) in static tables and hands its values
//! over; everything that would repeat itself lives here: decoding, encoding, validation and transport.
//!
//! - Types: [`shape`] the tables, [`visit`] values going out, [`fill`] values coming in, [`validate`] constraints.
//! - Calls: [`endpoint`] the tables and the trait of operations, [`client`] base URL, credentials and limits,
//!   [`transport`] the adapters to the network.

#![forbid(unsafe_code)]

pub mod call;
pub mod endpoint;
pub mod fill;
pub mod reply;
pub mod shape;
pub mod validate;
pub mod visit;

mod absence;
mod base64;
#[doc(hidden)]
pub mod bridge;
mod debug;
mod error;
mod expandable;
mod json;
mod judge;
mod literal;
mod map;
mod model;
mod nullable;
mod number;
mod or_empty;
mod proof;
mod reader;
#[cfg(test)]
mod samples;
mod scalar;
#[cfg(test)]
mod tests;
mod timestamp;
mod unmatched;
mod untyped;

pub use base64::{Base64, Binary};
pub use debug::debug;
pub use error::DecodeError;
pub use expandable::Expandable;
pub use json::{equal, to_json, to_value};
pub use map::Map;
pub use model::Model;
pub use nullable::Nullable;
pub use or_empty::OrEmpty;
pub use proof::Subject;
pub use reader::{Findings, Reader, decode};
pub use timestamp::{OutOfRange, Timestamp};
pub use unmatched::Unmatched;

/// A value without a type: any JSON.
pub type Json = serde_json::Value;
/// A free-form object: any JSON object, in order.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;
