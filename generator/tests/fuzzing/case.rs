//! A document with its overlay, its other files and its options, out of bytes.

use std::collections::BTreeMap;

use generator::document::{Absence, Other, Source, Sources};
use generator::{Naming, Options};

use super::grammar::{DOCUMENT, Form, OTHER, OVERLAY};
use super::pen::Pen;

/// What the generator is given.
#[derive(Debug)]
pub struct Case {
    /// The document and perhaps its overlay.
    pub sources: Sources,
    /// What the generator gets when it asks for other files; nothing is there at other paths.
    pub others: BTreeMap<String, Other>,
    /// How it generates.
    pub options: Options,
}

/// The folder of the document, as problems show it.
pub const FOLDER: &str = "specs/fuzz/";

/// The line that parts the files in the bytes of a raw case.
const PART: &str = "\n#---#\n";

/// A document by the grammar, or nearly.
pub fn structured(bytes: &[u8]) -> Case {
    let mut pen = Pen::new(bytes);
    let options = Options {
        naming: *pen.pick(&[Naming::OperationId, Naming::Rest]),
        keep_unknown: pen.once_in(4),
        tests: pen.once_in(4),
        only: pen.once_in(8).then(|| "a".to_owned()).into_iter().collect(),
        ..plain()
    };
    let document = text(&mut pen, &DOCUMENT);
    let overlay = pen.once_in(4).then(|| text(&mut pen, &OVERLAY));
    let others = [
        ("other.json", Ok(text(&mut pen, &OTHER))),
        ("sub/other.yaml", Ok(text(&mut pen, &OTHER))),
        ("broken.json", Ok(b"{".to_vec())),
        ("gone.json", Err(Absence::Outside)),
    ];
    Case {
        sources: sources(document, overlay),
        others: others.map(|(path, it)| (path.to_owned(), it)).into(),
        options,
    }
}

/// Bytes as they are: a document, then perhaps an overlay and `other.json`, each behind a line `#---#`.
pub fn raw(bytes: &[u8]) -> Case {
    let mut parts = parts(bytes).into_iter();
    let document = parts.next().unwrap_or_default();
    let overlay = parts.next();
    let other = parts.next().map(|it| ("other.json".to_owned(), Ok(it)));
    Case {
        sources: sources(document, overlay),
        others: other.into_iter().collect(),
        options: plain(),
    }
}

fn parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    let next = |rest: &[u8]| {
        let mut windows = rest.windows(PART.len());
        windows.position(|it| it == PART.as_bytes())
    };
    while let Some(end) = next(rest).filter(|_| parts.len() < 2) {
        parts.push(rest[..end].to_vec());
        rest = &rest[end + PART.len()..];
    }
    parts.push(rest.to_vec());
    parts
}

/// JSON, or now and then YAML.
fn text(pen: &mut Pen<'_>, form: &Form) -> Vec<u8> {
    let tree = pen.write(form);
    let yaml = pen.once_in(4).then(|| serde_yaml::to_string(&tree).ok());
    yaml.flatten()
        .unwrap_or_else(|| format!("{tree:#}"))
        .into_bytes()
}

fn sources(document: Vec<u8>, overlay: Option<Vec<u8>>) -> Sources {
    let source = |name: &str, bytes| Source {
        path: format!("{FOLDER}{name}"),
        bytes,
    };
    Sources {
        document: source("openapi.json", document),
        overlay: overlay.map(|bytes| source("overlay.json", bytes)),
        others: BTreeMap::new(),
    }
}

fn plain() -> Options {
    Options {
        name: "fuzz".to_owned(),
        naming: Naming::OperationId,
        keep_unknown: false,
        open_enums: vec!["x-a".to_owned()],
        only: Vec::new(),
        tests: false,
    }
}
