//! What holds of every document that is generated: names stay where they are, problems are all told and in order, and
//! the output depends on the input's bytes alone.
//!
//! The invariants that the sources themselves show are tested by xtask's test `invariants`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use generator::document::{Source, Sources};
use generator::{Generated, Naming, Options, Outcome, Problem, Severity, generate};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};

/// The goldens that are one file, by name: without an overlay, without files that they refer to.
fn documents() -> BTreeMap<String, Vec<u8>> {
    let folders = folders("golden").into_iter();
    let has = |folder: &Path, name: &str| folder.join(name).exists();
    let alone = folders.filter(|it| !has(it, "overlay.yaml") && !has(it, "files"));
    alone
        .map(|folder| {
            let name = folder.file_name().expect("a folder has a name");
            let bytes = fs::read(folder.join("openapi.yaml")).expect("a golden has a document");
            (name.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

fn folders(kind: &str) -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(kind);
    let entries = fs::read_dir(all).expect("the folder is there");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    folders
}

fn run(bytes: &[u8]) -> Outcome {
    let document = Source {
        path: "openapi.yaml".to_owned(),
        bytes: bytes.to_vec(),
    };
    let sources = Sources {
        document,
        overlay: None,
        others: BTreeMap::new(),
    };
    let options = Options {
        name: "shop".to_owned(),
        naming: Naming::OperationId,
        keep_unknown: false,
        open_enums: Vec::new(),
        only: Vec::new(),
        tests: true,
    };
    generate(&sources, &options)
}

fn generated(bytes: &[u8]) -> Generated {
    match run(bytes) {
        Outcome::Done(generated) => *generated,
        other => panic!("{other:?}"),
    }
}

/// What each file declares: names behind `struct`, `enum`, `fn` and the like, and fields.
fn declared(generated: &Generated) -> BTreeSet<(String, String)> {
    let mut names = BTreeSet::new();
    for (path, text) in &generated.api.src {
        let tokens: TokenStream = text.parse().expect("emitted text is Rust");
        let mut words = Vec::new();
        declarations(tokens, &mut words);
        names.extend(words.into_iter().map(|word| (path.clone(), word)));
    }
    names
}

fn declarations(tokens: TokenStream, words: &mut Vec<String>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for pair in tokens.windows(2) {
        if let [TokenTree::Ident(head), TokenTree::Ident(name)] = pair
            && ["struct", "enum", "fn", "static", "mod", "pub"].contains(&&*head.to_string())
        {
            words.push(format!("{head} {name}"));
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            declarations(group.stream(), words);
        }
    }
}

/// The document as the generator reads it.
fn tree(bytes: &[u8]) -> Value {
    generated(bytes).effective
}

fn text(tree: &Value) -> Vec<u8> {
    serde_json::to_vec(tree).expect("a tree can be written")
}

/// A map of the document, if it has it.
fn map<'v>(document: &'v mut Value, pointer: &str) -> Option<&'v mut Map<String, Value>> {
    document.pointer_mut(pointer)?.as_object_mut()
}

#[test]
fn names_do_not_depend_on_order() {
    for (name, bytes) in documents() {
        let mut other = tree(&bytes);
        let before = declared(&generated(&text(&other)));
        for pointer in ["/paths", "/components/schemas", "/components/parameters"] {
            if let Some(map) = map(&mut other, pointer) {
                *map = std::mem::take(map).into_iter().rev().collect();
            }
        }
        let after = declared(&generated(&text(&other)));
        let moved: Vec<_> = before.symmetric_difference(&after).collect();
        assert!(moved.is_empty(), "{name}: {moved:#?}");
    }
}

#[test]
fn names_stay_when_something_is_added() {
    for (name, bytes) in documents() {
        let mut grown = tree(&bytes);
        let before = declared(&generated(&text(&grown)));
        grow(&mut grown);
        let after = declared(&generated(&text(&grown)));
        let gone: Vec<_> = before.difference(&after).collect();
        assert!(gone.is_empty(), "{name}: {gone:#?}");
        assert!(after.len() > before.len(), "{name} did not grow");
    }
}

/// A schema and an operation that no golden has, before everything else.
fn grow(document: &mut Value) {
    let schema = json!({"type": "object", "properties": {"wingspan": {"type": "object", "properties": {"cm": {"type": "number"}}}}});
    let operation = json!({"get": {
        "operationId": "listKites", "tags": ["kites"],
        "responses": {"200": {"description": "Kites.", "content": {"application/json": {
            "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Kite"}}}}}},
    }});
    for (pointer, key, value) in [
        ("/components/schemas", "Kite", schema),
        ("/paths", "/kites", operation),
    ] {
        insert(document, pointer, key, value);
    }
}

fn insert(document: &mut Value, pointer: &str, key: &str, value: Value) {
    let parents = pointer.split('/').skip(1);
    let place = parents.fold(document, |place, key| &mut place[key]);
    let others = place.as_object().cloned().unwrap_or_default();
    let first = std::iter::once((key.to_owned(), value));
    *place = first.chain(others).collect();
}

#[test]
fn threads_at_work_at_once_change_nothing() {
    for (name, bytes) in documents() {
        let alone = generated(&bytes);
        thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| generated(&bytes))).collect();
            for thread in threads {
                let other = thread.join().expect("the thread ends");
                assert_eq!(other.api.src, alone.api.src, "{name}");
                assert_eq!(other.api.tests, alone.api.tests, "{name}");
                assert_eq!(other.problems, alone.problems, "{name}");
            }
        });
    }
}

#[test]
fn problems_are_sorted_and_have_a_place() {
    let inputs = folders("rejects").into_iter().flat_map(|folder| {
        ["openapi.yaml", "openapi.json"].map(|name| fs::read(folder.join(name)).ok())
    });
    for bytes in inputs.flatten() {
        let problems = match run(&bytes) {
            Outcome::Done(generated) => generated.problems,
            Outcome::Failed(problems) => problems,
            Outcome::Missing(_) => continue,
        };
        assert!(problems.is_sorted(), "{problems:#?}");
        for problem in problems {
            assert!(problem.line > 0 && problem.column > 0, "{problem}");
            assert!(!problem.message.is_empty(), "{problem}");
            assert!(!problem.to_string().contains('\n'), "{problem}");
        }
    }
}

/// What is broken here and there, each by itself.
const BROKEN: &str = "openapi: 3.0.3
info: {title: Broken, version: '1'}
paths:
  /one:
    get:
      operationId: one
      parameters: [{in: query, schema: {type: string}}]
      responses: {'200': {description: ok}}
  /two:
    get:
      operationId: two
      responses: {'200': {$ref: '#/components/responses/Gone'}}
  /three:
    get:
      operationId: three
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}}
components:
  schemas:
    Four: {type: object, properties: {a: 1}}
    Five: {type: [string]}
";

#[test]
fn one_fault_does_not_hide_another() {
    let generated = generated(BROKEN.as_bytes());
    let errors = generated.problems.iter();
    let errors = errors.filter(|it| it.severity == Severity::Error);
    let lines: BTreeSet<_> = errors.map(|it: &Problem| it.line).collect();
    assert!(
        lines.is_superset(&BTreeSet::from([7, 12, 16, 19])),
        "{:#?}",
        generated.problems
    );
}
