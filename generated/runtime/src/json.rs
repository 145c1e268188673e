//! Writing values as JSON: as text, and as a tree.
//!
//! Of an object come its constants first, then its members, then what it keeps beside them. `None` is left out of an
//! object, save where a member may not be left out but may be null: there, and in arrays and maps, it is null.

mod plain;
mod text;
mod tree;

pub(crate) use plain::{is_plain, plain_length};
pub use text::to_json;
pub(crate) use text::{write_float, write_string};
pub use tree::to_value;

use crate::shape::{Presence, Shape};
use crate::visit::Visit;

/// Whether two values are the same on the wire; the order of properties means nothing.
pub fn equal<T: Visit>(one: &T, other: &T) -> bool {
    to_value(one) == to_value(other)
}

/// Whether the shape itself names this property; then it is not written a second time from what an object keeps.
pub(crate) fn names_property(shape: &Shape, key: &str) -> bool {
    shape.members.iter().any(|member| member.0 == key)
        || shape.constants.iter().any(|constant| constant.0 == key)
}

/// Whether null says for this member what other members say by being left out.
fn is_null_if_absent(presence: Presence) -> bool {
    presence == Presence::Nullable
}
