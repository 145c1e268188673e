//! The manifest's documents after their overlays, for tests that judge by the documents themselves.

use std::path::Path;

use generator::Generated;
use serde_json::Value;

use crate::arguments::Errors;
use crate::error::Error;
use crate::generation::{Finished, generate_all, refuse};
use crate::manifest::read_manifest;

/// A document after its overlay, and what was generated from it.
#[derive(Debug)]
pub struct Effective {
    /// The extensions that mark an enum as open, beside ours.
    pub open_enums: Vec<String>,
    /// What was generated.
    pub generated: Generated,
}

impl Effective {
    /// The document that this was generated from.
    pub fn of(generated: Generated, open_enums: Vec<String>) -> Self {
        Self {
            open_enums,
            generated,
        }
    }

    /// The document.
    pub fn document(&self) -> &Value {
        &self.generated.effective
    }

    /// The API's name in the manifest.
    pub fn name(&self) -> &str {
        &self.generated.api.name
    }
}

/// Reads the documents of the manifest in the workspace at `root`. One with an error is refused.
pub fn read_effective(root: &Path) -> Result<Vec<Effective>, impl std::error::Error> {
    let jobs = read_manifest(root)?;
    let finished = generate_all(&jobs)?;
    refuse(&finished, Errors::Refused)?;
    let documents = jobs.into_iter().zip(finished);
    let read = documents.filter_map(|(job, finished)| {
        let generated = Finished::into_generated(finished)?;
        Some(Effective::of(generated, job.options.open_enums))
    });
    Ok::<_, Error>(read.collect())
}
