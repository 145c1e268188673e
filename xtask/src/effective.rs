//! The manifest's documents after their overlays, for tests that judge by the documents themselves.

use std::path::Path;

use serde_json::Value;

use crate::arguments::Errors;
use crate::error::Error;
use crate::generation::{Finished, generate_all, refuse};
use crate::manifest::read_manifest;

/// A document after its overlay.
#[derive(Clone, Debug)]
pub struct Effective {
    /// The API's name in the manifest.
    pub name: String,
    /// The document.
    pub document: Value,
    /// The extensions that mark an enum as open, beside ours.
    pub open_enums: Vec<String>,
}

/// Reads the documents of the manifest in the workspace at `root`. One with an error is refused.
pub fn read_effective(root: &Path) -> Result<Vec<Effective>, impl std::error::Error> {
    let jobs = read_manifest(root)?;
    let finished = generate_all(&jobs)?;
    refuse(&finished, Errors::Refused)?;
    let documents = jobs.into_iter().zip(&finished);
    let read = documents.map(|(job, finished)| Effective {
        name: job.options.name,
        document: document(finished),
        open_enums: job.options.open_enums,
    });
    Ok::<_, Error>(read.collect())
}

fn document(finished: &Finished) -> Value {
    let text = finished.effective().unwrap_or("null");
    serde_json::from_str(text)
        .expect("the effective document is JSON, because the generator wrote it")
}
