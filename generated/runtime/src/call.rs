//! The options of one call.

/// The client and the options of one call.
#[derive(Debug)]
pub struct Call;
