//! Documents out of bytes, and what holds of every document: shared by the property test and by the targets of
//! cargo-fuzz in `generator/fuzz`, which include this folder by its path.
//!
//! [`grammar`] states OpenAPI as tables and [`words`] fills them; [`pen`] writes by them, and now and then beside them;
//! [`case`] puts a document, its overlay and its other files together; [`claim`] generates from them and says what must
//! hold, also of doc comments ([`markdown`]).

pub mod case;
pub mod claim;
pub mod grammar;
pub mod markdown;
pub mod pen;
pub mod words;
