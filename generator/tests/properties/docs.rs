//! Descriptions in the wild: the claims on every document, of which one is on its doc comments, over what people
//! published, and over prose of every kind in every place that takes some.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::fuzzing::words::{PROSE, WORDS};
use crate::fuzzing::{case, claim};

/// Documents that people published: where they lie beside the checkout.
const SHARED: &str = "../../shared/corpus";

#[test]
fn docs_of_goldens_are_sound() {
    for folder in entries("tests/golden").expect("tests/golden is there") {
        check(&folder.join("openapi.yaml"));
    }
}

#[test]
fn docs_of_published_documents_are_sound() {
    let Some(mut paths) = entries(SHARED) else {
        return println!("skipped: {SHARED} is not there");
    };
    paths.retain(|it| it.extension() == Some("json".as_ref()));
    paths.sort_by_key(|it| fs::metadata(it).map_or(0, |it| it.len()));
    // The largest first: the others fill the time that it takes.
    paths.reverse();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            check(path);
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
}

#[test]
fn docs_of_prose_of_every_kind_are_sound() {
    let prose = PROSE.iter().chain(WORDS);
    let prose: Vec<&str> = prose.copied().collect();
    for (number, first) in prose.iter().enumerate() {
        let texts = [*first, prose[(number * 7 + 3) % prose.len()]];
        for text in [
            texts.join("\n"),
            texts.join(" "),
            texts.concat(),
            format!("- {first}"),
        ] {
            println!("{text:?}");
            claim::check(&case::raw(document(&text).to_string().as_bytes()));
        }
    }
}

/// A document that says the same everywhere.
fn document(text: &str) -> Value {
    let schema =
        json!({ "description": text, "type": "string", "enum": [text, "b"], "default": text });
    let parameter = json!({ "name": "b", "in": "query", "description": text, "schema": schema });
    let silent = json!({
        "name": text, "in": "query",
        "schema": { "type": "array", "items": { "type": "string" }, "default": [text, "a"] },
    });
    let header = json!({ "description": text, "schema": { "type": "string" } });
    let response = json!({
        "description": text,
        "headers": { "X-A": header },
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } },
    });
    let operation = json!({
        "tags": ["a"], "summary": text, "description": text, "parameters": [parameter, silent],
        "externalDocs": { "url": text, "description": text },
        "responses": { "200": response },
    });
    json!({
        "openapi": "3.0.3",
        "info": { "title": text, "version": text, "description": text },
        "servers": [{ "url": "https://api.example", "description": text }],
        "tags": [{ "name": "a", "description": text }],
        "paths": { "/a": { "get": operation } },
        "components": { "schemas": {
            "A": { "title": text, "description": text, "properties": { text: schema } },
        } },
    })
}

/// Other files are not brought: what refers to them dangles.
fn check(path: &Path) {
    println!("{}", path.display());
    let bytes = fs::read(path).expect("a readable document");
    claim::check(&case::raw(&bytes));
}

/// What is in a folder of the package.
fn entries(folder: &str) -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).ok()?;
    Some(
        entries
            .map(|entry| entry.expect("an entry").path())
            .collect(),
    )
}
