//! The way of a walk over a tree.

use super::pointer::Pointer;

/// The way to a node, spelled out as a pointer only where that is asked for.
pub(crate) enum Trail<'t> {
    /// Where the walk begins.
    Start(&'t Pointer),
    /// A member of an object.
    Key(&'t Trail<'t>, &'t str),
    /// An item of an array.
    Index(&'t Trail<'t>, usize),
}

impl Trail<'_> {
    /// The pointer of the node.
    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Trail::Start(at) => (*at).clone(),
            Trail::Key(above, key) => above.pointer().child(key),
            Trail::Index(above, index) => above.pointer().index(*index),
        }
    }
}
