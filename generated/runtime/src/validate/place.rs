//! Where a value stands: a chain of segments on the stack, written out as a pointer only where something is wrong.

use crate::error::push_segment;

/// A place in a value.
pub(crate) enum Place<'a> {
    /// The value itself, at this pointer.
    Root(&'a str),
    /// A property of the object at a place.
    Property(&'a Place<'a>, &'a str),
    /// An item of the array at a place.
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    /// The place as a JSON pointer (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        match self {
            Self::Root(pointer) => (*pointer).to_owned(),
            Self::Property(parent, name) => {
                let mut pointer = parent.pointer();
                push_segment(&mut pointer, name);
                pointer
            }
            Self::Item(parent, position) => format!("{}/{position}", parent.pointer()),
        }
    }
}
