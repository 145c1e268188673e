//! What each API enforces: every rule that a document states lets good requests through and refuses bad ones before they
//! are sent; what no document states is not enforced.

mod chatdash;
mod etherspay;
mod secrets;
mod stripe;

mod check;

/// What a test comes to.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
