//! `codec`: how fast the types of a document decode, encode and validate, beside the same types with serde's derives.
//!
//! The crate goes to target/codec/emitted, its peer to target/codec/benches; criterion measures both in one run. Choose
//! operations with `--only`: serde's derives take long to compile.

use std::collections::BTreeMap;
use std::path::Path;
use std::slice;

use generator::emit::peer::emit_peer;
use generator::{CrateKind, CrateOptions, Generated, RuntimeSource};

use crate::arguments::{CodecArguments, Errors, Mode};
use crate::error::Error;
use crate::generation::report;
use crate::tree::Tree;
use crate::{standalone, steps};

/// What does not depend on the document.
const FRAME: [(&str, &str); 3] = [
    ("Cargo.toml", include_str!("codec/frame/Cargo.toml")),
    ("lib.rs", "//! Only benches.\n"),
    (
        "benches/codec.rs",
        include_str!("codec/frame/benches/codec.rs"),
    ),
];

/// Emits the types and their peers, and measures them.
pub fn run(root: &Path, arguments: &CodecArguments) -> Result<(), Error> {
    let folder = root.join("target/codec");
    let finished = standalone::generate(&arguments.document(&folder))?;
    report(slice::from_ref(&finished), Errors::LeftOut)?;
    let Some(generated) = finished.into_generated() else {
        return Ok(());
    };
    let tree = Tree {
        files: files(root, &generated),
        shown: folder.clone(),
        folder: folder.clone(),
        owned: &["emitted/src", "benches"],
        goldens: None,
    };
    tree.settle(Mode::Write, "")?;
    measure(&folder, &arguments.criterion)
}

fn files(root: &Path, generated: &Generated) -> BTreeMap<String, String> {
    let runtime = root.join("generated/runtime");
    let options = CrateOptions {
        package: "measured".to_owned(),
        kind: CrateKind::Standalone,
        runtime: RuntimeSource::Path(runtime.to_string_lossy().into_owned()),
    };
    let emitted = generator::assemble(slice::from_ref(&generated.api), &options);
    let emitted = emitted
        .into_iter()
        .map(|(path, text)| (format!("emitted/{path}"), text));
    let peers = emit_peer(&generated.ir).into_iter();
    let peers = peers.map(|(path, text)| (format!("benches/{path}"), text));
    let frame = FRAME.map(|(path, text)| (path.to_owned(), text.to_owned()));
    frame.into_iter().chain(emitted).chain(peers).collect()
}

fn measure(folder: &Path, words: &[String]) -> Result<(), Error> {
    let mut command = steps::cargo();
    command
        .args(["bench", "--bench", "codec", "--"])
        .args(words)
        .current_dir(folder);
    steps::run(command, "cargo bench")
}
