//! References that depend on the way, before a validator that follows them by itself: `prove` sees a document in which they are
//! plain ones already.

use generator::document::{Reading, Source, Sources, read};
use jsonschema::{Draft, Validator};
use openapi_runtime::Model;
use serde_json::{Value, json};

use crate::dynamic_references::models::{
    Chain, Folder, IconMenu, Menu, Names, Orchard, Page, Pet, Pets, StrictTree, Tree,
};

const DOCUMENT: &str =
    include_str!("../../../generator/tests/golden/dynamic_references/openapi.yaml");

/// The schemas as they are written: a document of 3.0 has no such references, so they stay.
fn written() -> Value {
    let sources = Sources {
        document: Source {
            path: "openapi.yaml".to_owned(),
            bytes: DOCUMENT.replace("3.1.0", "3.0.3").into_bytes(),
        },
        overlay: None,
        others: Default::default(),
    };
    match read(&sources) {
        Reading::Whole(document, _) => document.root()["components"]["schemas"].clone(),
        unread => panic!("{unread:?}"),
    }
}

/// The validator of a schema, in a document whose schemas have the identifiers that they state.
fn oracle(name: &str, draft: Draft) -> Validator {
    let mut schemas = written();
    if let Value::Object(schemas) = &mut schemas {
        // Each draft has other words.
        let of_2019 = |schema: &Value| schema.to_string().contains("$recursive");
        schemas.retain(|_, schema| of_2019(schema) == (draft == Draft::Draft201909));
    }
    let schema = json!({
        "$id": "https://api.example/document",
        "$ref": format!("#/$defs/{name}"),
        "$defs": schemas,
    });
    let validator = jsonschema::options().with_draft(draft).build(&schema);
    validator.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn check<T: Model>(name: &str, draft: Draft, instances: &[Value]) {
    let oracle = oracle(name, draft);
    let verdicts = instances.iter().map(|it| oracle.is_valid(it));
    let verdicts: Vec<bool> = verdicts.collect();
    assert!(
        verdicts.contains(&true) && verdicts.contains(&false),
        "{name}"
    );
    for (instance, valid) in instances.iter().zip(verdicts) {
        let ours = T::judge(instance.to_string());
        assert_eq!(ours.is_ok(), valid, "{name}: {instance}");
    }
}

#[test]
fn what_extends_a_schema_is_what_its_references_name() {
    let trees = [
        json!({ "value": "a" }),
        json!({ "value": "a", "more": 1 }),
        json!({ "value": 1 }),
        json!({ "children": [{ "value": "a", "children": [{}] }] }),
        json!({ "children": [{ "more": 1 }] }),
        json!({ "children": [{ "children": [{ "more": 1 }] }] }),
        json!({ "children": [{ "children": [{ "value": 1 }] }] }),
    ];
    check::<Tree>("Tree", Draft::Draft202012, &trees);
    check::<StrictTree>("StrictTree", Draft::Draft202012, &trees);
    let held = trees
        .iter()
        .flat_map(|it| [json!({ "tree": it }), json!({ "strict": it })]);
    let orchards: Vec<Value> = held.collect();
    check::<Orchard>("Orchard", Draft::Draft202012, &orchards);
}

#[test]
fn templates_are_filled_in() {
    let pages = [
        json!({ "items": [] }),
        json!({ "items": ["a"] }),
        json!({ "items": [""] }),
        json!({ "items": [{ "name": "a" }] }),
        json!({ "items": [{}] }),
        json!({ "items": 1 }),
        json!({ "items": [1] }),
    ];
    check::<Page>("Page", Draft::Draft202012, &pages);
    check::<Pets>("Pets", Draft::Draft202012, &pages);
    check::<Names>("Names", Draft::Draft202012, &pages);
    check::<Pet>(
        "Pet",
        Draft::Draft202012,
        &[json!({ "name": "a" }), json!({})],
    );
    let chains = [
        json!({ "next": { "next": { "weight": 1 } } }),
        json!({ "next": { "next": { "weight": "a" } } }),
    ];
    check::<Chain>("Chain", Draft::Draft202012, &chains);
}

#[test]
fn recursive_references_name_the_outermost_mark() {
    let menus = [
        json!({ "title": "a", "below": [{ "title": "b" }] }),
        json!({ "below": [{ "below": [{ "icon": "too long for it" }] }] }),
        json!({ "below": [{ "icon": "i" }] }),
        json!({ "below": [{ "more": 1 }] }),
        json!({ "below": [{ "title": 1 }] }),
    ];
    check::<Menu>("Menu", Draft::Draft201909, &menus);
    check::<IconMenu>("IconMenu", Draft::Draft201909, &menus);
    let folders = [
        json!({ "parent": { "parent": { "name": "a" } } }),
        json!({ "parent": { "parent": { "name": 1 } } }),
    ];
    check::<Folder>("Folder", Draft::Draft201909, &folders);
}
