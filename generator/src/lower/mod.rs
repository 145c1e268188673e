//! The tree of a document to [`ir::Api`](crate::ir::Api).

pub mod names;
