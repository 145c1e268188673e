//! Our judge: what the emitted types and the runtime say of an instance.

use serde::Deserialize;
use serde_json::Value;

use crate::error::Error;

/// What judges instances by the subjects of one document, in the order of [`generator::ir::Api::subjects`].
pub trait Judge: Send {
    /// The verdict on each of these instances of a subject.
    fn judge(&mut self, subject: usize, instances: &[&Value]) -> Result<Vec<Verdict>, Error>;
}

/// What we say of an instance.
#[derive(Clone, Debug, Deserialize)]
pub struct Verdict {
    /// What the text breaks; nothing where it is valid.
    pub judged: Vec<Place>,
    /// What the value that it decodes to breaks, as a request would be validated; none where it does not decode.
    pub validated: Option<Vec<Place>>,
    /// The JSON that comes back after decoding and encoding, where it decodes.
    pub recoded: Option<String>,
}

/// A keyword that is broken at a place.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The JSON pointer.
    pub pointer: String,
    /// The keyword.
    pub keyword: String,
}
