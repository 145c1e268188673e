//! `gen`: the documents of the manifest into `generated/`.

use std::path::Path;

use generator::{CrateKind, CrateOptions, RuntimeSource};

use crate::arguments::{Errors, Mode};
use crate::error::Error;
use crate::generation::{Finished, generate_all, report};
use crate::manifest::read_manifest;
use crate::tree::{Goldens, Tree};

/// The emitted crate's folder and its name.
const CRATE: &str = "generated";

/// Generates every document of the manifest; a document with an error stops all.
pub fn run(root: &Path, mode: Mode) -> Result<(), Error> {
    let finished = generate_all(&read_manifest(root)?)?;
    report(&finished, Errors::Refused)?;
    let generated = finished.into_iter().filter_map(Finished::into_generated);
    let apis: Vec<_> = generated.map(|generated| generated.api).collect();
    let options = CrateOptions {
        package: CRATE.to_owned(),
        kind: CrateKind::Workspace,
        runtime: RuntimeSource::Path("runtime".to_owned()),
    };
    let tree = Tree {
        folder: root.join(CRATE),
        shown: CRATE.into(),
        owned: &["src", "tests"],
        goldens: Some(Goldens {
            folder: "tests/ui",
            extension: "stderr",
            beside: "rs",
        }),
        files: generator::assemble(&apis, &options),
    };
    tree.settle(mode, "cargo xtask gen")
}
