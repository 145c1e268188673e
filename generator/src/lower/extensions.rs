//! Our extensions to OpenAPI, all of them. A document may carry them; more often an overlay adds them.
//!
//! | extension | on | meaning |
//! |---|---|---|
//! | `x-codegen-name` | schema | the name of its type |
//! | `x-codegen-name` | parameter | the name of its argument or setter |
//! | `x-codegen-name` | operation | the name of its method |
//! | `x-codegen-resource` | operation | the resource that it belongs to; `.` nests |
//! | `x-codegen-open: true` | enum | values that it does not list are valid in requests |

use crate::document::pointer::Pointer;

use super::Lowering;

const NAME: &str = "x-codegen-name";
const RESOURCE: &str = "x-codegen-resource";
const OPEN: &str = "x-codegen-open";

impl Lowering<'_> {
    /// The name that the document gives the node.
    pub(super) fn given_name(&self, at: &Pointer) -> Option<String> {
        self.text(at, NAME).map(str::to_owned)
    }

    /// The resource that the document gives the operation.
    pub(super) fn given_resource(&self, at: &Pointer) -> Option<String> {
        self.text(at, RESOURCE).map(str::to_owned)
    }

    /// Whether the enum is open: marked by our extension, or by one that the options name.
    pub(super) fn is_open(&self, at: &Pointer) -> bool {
        self.flag(at, OPEN)
            || self
                .options
                .open_enums
                .iter()
                .any(|extension| self.flag(at, extension))
    }
}
