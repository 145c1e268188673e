//! Hard names everywhere at once: whatever words a document uses, no namespace of the emitted code has a name twice, and no
//! folder a file, also where a disk ignores case.

use std::collections::{BTreeMap, BTreeSet};

use generator::document::{Source, Sources};
use generator::{Generated, Naming, Options, Outcome, generate};
use serde_json::{Map, Value, json};

/// Words that come to one name, to a reserved one, or to one that is derived from another.
const WORDS: &[&str] = &[
    "a",
    "A",
    "a_",
    "a b",
    "aB",
    "a-b",
    "AB",
    "1",
    "+1",
    "-1",
    "404",
    "type",
    "Type",
    "self",
    "Self",
    "crate",
    "Unknown",
    "unknown",
    "UnknownValue",
    "Unmatched",
    "String",
    "Option",
    "Vec",
    "Client",
    "Auth",
    "Output",
    "create",
    "createOutput",
    "create required",
    "CreateFailure",
    "a required",
    "ARequired",
    "null_a",
    "unset_a",
    "models",
    "resources",
    "types",
    "client",
    "mod",
    "new",
    "aux",
    "con",
    "é",
    "日本",
    "_",
    "-",
    " ",
    "",
];

fn generated(document: &Value, naming: Naming) -> Generated {
    let sources = Sources {
        document: Source {
            path: "openapi.json".to_owned(),
            bytes: document.to_string().into_bytes(),
        },
        overlay: None,
        others: BTreeMap::new(),
    };
    let options = Options {
        name: "shop".to_owned(),
        naming,
        keep_unknown: false,
        open_enums: Vec::new(),
        only: Vec::new(),
        tests: false,
    };
    match generate(&sources, &options) {
        Outcome::Done(generated) => *generated,
        other => panic!("the document is not read: {other:?}"),
    }
}

/// Every word as a component, a property, a value, a branch's title, a tag, an id and a segment of a path.
fn document() -> Value {
    let (mut schemas, mut paths) = (Map::new(), Map::new());
    for word in WORDS {
        schemas.insert((*word).to_owned(), schema());
        for (position, tag) in WORDS.iter().enumerate().step_by(20) {
            let path = format!("/{position}/{}/{{id}}", word.replace(['/', ' '], "."));
            let response = json!({ "content": { "application/json": { "schema": schema() } }, "description": "" });
            let operation = json!({
                "operationId": word,
                "tags": [tag],
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "requestBody": { "content": { "application/json": { "schema": schema() } } },
                "responses": { "200": response, "201": { "description": "" }, "400": response, "404": { "description": "" } },
            });
            paths.insert(path, json!({ "post": operation }));
        }
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shop", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn schema() -> Value {
    let branches: Vec<Value> = ["a", "A", "Unmatched", "a"]
        .iter()
        .map(|title| json!({ "title": title, "type": "object", "required": ["x"], "properties": { "x": { "type": "string" } } }))
        .collect();
    let mut properties = Map::new();
    for word in WORDS.iter().step_by(5) {
        properties.insert(
            (*word).to_owned(),
            json!({ "type": "string", "enum": ["a", "A"] }),
        );
    }
    properties.insert(
        "values".to_owned(),
        json!({ "type": "string", "enum": WORDS }),
    );
    properties.insert("a b".to_owned(), json!({ "oneOf": branches }));
    json!({ "type": "object", "properties": properties })
}

/// The names of a file, each with its namespace: types and modules, statics, and what stands in one block.
fn names(text: &str) -> Vec<String> {
    let types = [
        "pub struct ",
        "pub enum ",
        "pub type ",
        "pub mod ",
        "pub(crate) mod ",
        "mod ",
    ];
    let mut block = String::new();
    let mut names = Vec::new();
    for line in text.lines() {
        let word = |rest: &str| {
            let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_');
            rest[..end.unwrap_or(rest.len())].to_owned()
        };
        if !line.starts_with([' ', '}', '/', '#']) {
            line.clone_into(&mut block);
        }
        if let Some(rest) = types.iter().find_map(|it| line.strip_prefix(it)) {
            names.push(format!("type {}", word(rest)));
        } else if let Some(rest) = line.strip_prefix("pub(crate) static ") {
            names.push(format!("static {}", word(rest)));
        } else if let Some(rest) = line.strip_prefix("    pub fn ") {
            names.push(format!("{block}: fn {}", word(rest)));
        } else if block.starts_with("pub enum ") && line.starts_with("    ") {
            let line = line.trim_start();
            if line.starts_with(char::is_alphabetic) {
                names.push(format!("{block}: variant {}", word(line)));
            }
        } else if block.starts_with("pub struct ") {
            let field = line.strip_prefix("    pub ");
            names.extend(field.map(|it| format!("{block}: field {}", word(it))));
        }
    }
    names.extend(reexported(text).into_iter().map(|it| format!("type {it}")));
    names
}

fn reexported(text: &str) -> Vec<String> {
    let lists = text.split("pub use ").skip(1);
    let lists = lists.filter_map(|rest| rest.split_once(';').map(|(list, _)| list));
    let lists = lists.filter_map(|list| list.split_once('{').map(|(_, names)| names));
    let names = lists.flat_map(|names| names.trim_end_matches('}').split(','));
    let names = names.map(str::trim).filter(|it| !it.is_empty());
    names.map(str::to_owned).collect()
}

#[track_caller]
fn check(naming: Naming) {
    let generated = generated(&document(), naming);
    assert!(generated.types > 300, "{}", generated.types);
    let mut paths = BTreeSet::new();
    for (path, text) in &generated.api.src {
        assert!(paths.insert(path.to_lowercase()), "`{path}` is there twice");
        let mut known = BTreeSet::new();
        for name in names(text) {
            assert!(known.insert(name.clone()), "{path}: {name} is there twice");
        }
    }
}

#[test]
fn no_name_is_there_twice_by_operation_ids() {
    check(Naming::OperationId);
}

#[test]
fn no_name_is_there_twice_by_paths() {
    check(Naming::Rest);
}
