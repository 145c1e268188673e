//! The generator, stage by stage, over a share of a document's operations.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use generator::document::{Document, Reading};
use generator::lower::Lowered;
use generator::{CrateKind, CrateOptions, EmittedApi, Severity, emit, lower};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Share;
use super::measure::own;
use crate::arguments::Mode;
use crate::console;
use crate::error::Error;
use crate::generation::{Job, read_document};
use crate::runtime::runtime;
use crate::tree::Tree;

/// The methods of a path item.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What each stage took, in milliseconds, and what came of it.
#[derive(Default, Serialize, Deserialize)]
pub struct Stages {
    pub operations: usize,
    pub types: usize,
    pub lines: usize,
    pub bytes: usize,
    /// From the disk to a tree, other files embedded.
    pub read: f64,
    /// By how much reading takes longer with the overlay; none where there is none.
    pub overlay: Option<f64>,
    /// Problems get their lines in it.
    pub lower: f64,
    pub emit_and_print: f64,
    /// Into an empty folder.
    pub write: f64,
    pub cpu_seconds: f64,
    pub kibibytes: u64,
}

/// Generates a share of a document into `out`.
pub fn run(root: &Path, job: &mut Job, share: Share, out: &Path) -> Result<Stages, Error> {
    clear(out)?;
    let mut stages = Stages::default();
    let document = stages.read(job)?;
    if let Share::Part(part) = share {
        job.options.only = first(document.root(), part);
    }
    let Lowered { api, .. } = timed(&mut stages.lower, || {
        let mut lowered = lower::lower(&document, &job.options);
        document.place(std::mem::take(&mut lowered.problems));
        lowered
    });
    stages.operations = api.operations().len();
    stages.types = api.types.len();
    let options = CrateOptions {
        package: "bench".to_owned(),
        kind: CrateKind::Standalone,
        runtime: runtime(root, None)?,
    };
    let files = timed(&mut stages.emit_and_print, || {
        let emitted = EmittedApi {
            name: api.name.to_string(),
            src: emit::emit(&api),
            tests: BTreeMap::new(),
        };
        generator::assemble(&[emitted], &options)
    });
    stages.lines = files.values().map(|text| text.lines().count()).sum();
    stages.bytes = files.values().map(String::len).sum();
    stages.write(out, files)?;
    let used = own().map_err(|source| Error::io("measured", &job.document.path, source))?;
    stages.cpu_seconds = used.cpu_seconds;
    stages.kibibytes = used.kibibytes;
    Ok(stages)
}

impl Stages {
    /// Reads the document, where there is an overlay once more with it.
    fn read(&mut self, job: &mut Job) -> Result<Document, Error> {
        let overlay = job.overlay.take();
        let bare = timed(&mut self.read, || read(job))?;
        if overlay.is_none() {
            return Ok(bare);
        }
        drop(bare);
        job.overlay = overlay;
        let mut both = 0.0;
        let document = timed(&mut both, || read(job));
        self.overlay = Some((both - self.read).max(0.0));
        document
    }

    fn write(&mut self, out: &Path, files: BTreeMap<String, String>) -> Result<(), Error> {
        let tree = Tree {
            folder: out.to_owned(),
            shown: out.to_owned(),
            owned: &["src"],
            goldens: None,
            files,
        };
        timed(&mut self.write, || tree.settle(Mode::Write, ""))
    }
}

fn read(job: &Job) -> Result<Document, Error> {
    let problems = match read_document(job)? {
        Reading::Whole(document, _) => return Ok(document),
        Reading::Broken(problems) => problems,
        Reading::Missing(_) => Vec::new(),
    };
    let fatal = problems.iter().filter(|it| it.severity == Severity::Fatal);
    fatal.for_each(console::tell);
    Err(Error::Rejected {
        documents: vec![job.document.shown.clone()],
    })
}

/// Runs a step and keeps the milliseconds that it took.
fn timed<T>(milliseconds: &mut f64, step: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = step();
    *milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    result
}

/// What selects the first operations of a document, one of so many; one at the least.
fn first(root: &Value, part: usize) -> Vec<String> {
    let paths = root.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flatten();
    let mut selectors: Vec<String> = items
        .flat_map(|(path, item)| {
            let fields = item.as_object().into_iter().flatten();
            let methods = fields.filter(|(key, _)| METHODS.contains(&key.as_str()));
            methods.map(move |(method, _)| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    selectors.truncate(selectors.len().div_ceil(part));
    selectors
}

fn clear(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("emptied", folder, fault))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_operations_are_chosen() {
        let item = json!({ "parameters": [], "get": {}, "post": {} });
        let root = json!({ "paths": { "/a": item, "/b": { "x-get": {}, "delete": {} } } });
        assert_eq!(first(&root, 1), ["GET /a", "POST /a", "DELETE /b"]);
        assert_eq!(first(&root, 2), ["GET /a", "POST /a"]);
        assert_eq!(first(&root, 10), ["GET /a"]);
        assert!(first(&json!({}), 2).is_empty());
    }
}
