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

/// A value without a type: any JSON.
pub type Json = serde_json::Value;
/// A free-form object: any JSON object, in order.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;
