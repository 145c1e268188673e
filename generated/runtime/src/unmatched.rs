//! What becomes of a value that no branch of its union takes.

use crate::Json;
use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

/// A value that no branch of its union takes, as raw JSON.
///
/// Decoding keeps it, encoding writes it back, and the validation of a request refuses it. Two are equal where their JSON
/// is.
#[derive(Clone, Debug)]
pub struct Unmatched {
    /// The value.
    pub json: Json,
    /// Why the branch that came nearest did not take it, with the place inside the value; none where none came near.
    pub error: Option<DecodeError>,
}

impl From<Json> for Unmatched {
    fn from(json: Json) -> Self {
        Self { json, error: None }
    }
}

impl PartialEq for Unmatched {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl Visit for Unmatched {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.json(&self.json);
    }
}

impl Fill for Unmatched {
    fn blank() -> Self {
        Self::from(Json::Null)
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.error = reader.take_refusal();
        self.json.fill(reader)
    }
}
