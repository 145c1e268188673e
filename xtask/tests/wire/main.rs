//! The wire: every operation of the three APIs, by the transport that users have, against a real HTTP server in this
//! process.

mod chatdash;
mod etherspay;
mod faults;
mod replies;
mod stripe_coupons;
mod stripe_promotion_codes;
mod validation;

mod clients;
mod samples;
mod server;

/// What a test comes to.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;
