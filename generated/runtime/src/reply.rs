//! What came back.

/// Status, headers and body.
#[derive(Debug)]
pub struct Reply;
