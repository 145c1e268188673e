//! What a document is read from: texts that the caller brings, and why it could not bring one.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What problems show: `specs/pets/openapi.yaml`. Nothing else depends on it.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// All that a document is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources {
    /// The document.
    pub document: Source,
    /// Corrections to it, in the form of the OpenAPI Overlay Specification 1.0.
    pub overlay: Option<Source>,
    /// The files that `$ref`s name, by their path from the document's folder.
    pub others: BTreeMap<String, Other>,
}

/// The bytes of a file that `$ref`s name, or why they cannot be had.
pub type Other = Result<Vec<u8>, Absence>;

/// Why a file that `$ref`s name cannot be had: an error at each of them, not the end of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// Nothing is there.
    NotFound,
    /// A folder or a device is there.
    NotAFile,
    /// A symbolic link leads out of the document's folder.
    Outside,
    /// It is there and is not let be read, for this reason.
    Unreadable(String),
}

/// What such a `$ref` names.
impl Display for Absence {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("a file that does not exist"),
            Self::NotAFile => f.write_str("a folder or a device"),
            Self::Outside => f.write_str("a link that leads out of the document's folder"),
            Self::Unreadable(reason) => write!(f, "a file that cannot be read ({reason})"),
        }
    }
}
