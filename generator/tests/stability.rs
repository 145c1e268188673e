//! Names stay: what was there before keeps its names when a document grows elsewhere or is written in another order.
//!
//! What is given up is in the last tests: a name moves when its like is added to its own scope.

use std::collections::{BTreeMap, BTreeSet};

use generator::document::{Source, Sources};
use generator::{Naming, Options, Outcome, generate};
use serde_json::{Map, Value, json};

/// The names that users of a document's code write: module and type, or accessor and method.
fn names(document: &Value, naming: Naming) -> BTreeSet<String> {
    let source = Source {
        path: "openapi.json".to_owned(),
        bytes: document.to_string().into_bytes(),
    };
    let sources = Sources {
        document: source,
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
    let Outcome::Done(generated) = generate(&sources, &options) else {
        panic!("the document is not read: {document}");
    };
    let files = generated.api.src.into_iter();
    files
        .flat_map(|(path, text)| names_of(&path, &text))
        .collect()
}

fn names_of(path: &str, text: &str) -> Vec<String> {
    let module = path.rsplit_once('/').map_or("", |(module, _)| module);
    let kinds = ["pub struct ", "pub enum ", "pub type "];
    // Types stand in macros, which indent them.
    let types = text.lines().map(str::trim_start);
    let types = types.filter_map(|line| kinds.iter().find_map(|kind| line.strip_prefix(kind)));
    let accessor = path.ends_with("mod.rs");
    let methods = text
        .lines()
        .filter_map(|line| line.strip_prefix("    pub fn ").filter(|_| accessor));
    let name = |rest: &str| {
        let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_');
        format!("{module} {}", &rest[..end.unwrap_or(rest.len())])
    };
    types.chain(methods).map(name).collect()
}

fn document() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shop", "version": "1" },
        "paths": {
            "/orders": {
                "get": operation("listOrders", &json!(null), &orders()),
                "post": operation("createOrder", &order(), &reference("Order")),
            },
            "/orders/{id}": {
                "parameters": [id()],
                "get": operation("getOrder", &json!(null), &reference("Order")),
                "post": operation("updateOrder", &order(), &reference("Order")),
            },
            "/orders/{id}/cancel": {
                "parameters": [id()],
                "post": operation("cancelOrder", &reason(), &reference("Order")),
            },
            "/shipping/labels": {
                "post": operation("shipping_labels", &reason(), &reference("Label")),
            },
        },
        "components": { "schemas": { "Order": component(), "Label": component() } },
    })
}

fn operation(id: &str, body: &Value, response: &Value) -> Value {
    let mut operation = json!({
        "operationId": id,
        "responses": { "200": { "description": "Done", "content": { "application/json": { "schema": response } } } },
    });
    if !body.is_null() {
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": body } } });
    }
    operation
}

fn id() -> Value {
    json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } })
}

fn reference(component: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{component}") })
}

fn orders() -> Value {
    json!({ "type": "array", "items": reference("Order") })
}

fn state() -> Value {
    json!({ "type": "string", "enum": ["open", "paid"] })
}

fn object(properties: &Value) -> Value {
    json!({ "type": "object", "properties": properties })
}

fn order() -> Value {
    object(&json!({ "state": state(), "address": address() }))
}

fn address() -> Value {
    object(
        &json!({ "street": { "type": "string" }, "kind": { "type": "string", "enum": ["home", "work"] } }),
    )
}

fn reason() -> Value {
    object(&json!({ "reason": object(&json!({ "text": { "type": "string" } })) }))
}

fn component() -> Value {
    object(&json!({ "id": { "type": "string" }, "state": state(), "address": address() }))
}

/// Whether the names of `before` are all there after a change.
#[track_caller]
fn check(change: fn(&mut Value)) {
    for naming in [Naming::OperationId, Naming::Rest] {
        let before = document();
        let mut after = before.clone();
        change(&mut after);
        assert_ne!(before.to_string(), after.to_string(), "nothing is changed");
        let (before, after) = (names(&before, naming), names(&after, naming));
        assert!(before.len() > 20, "{before:?}");
        let gone: Vec<&String> = before.difference(&after).collect();
        assert!(gone.is_empty(), "{naming:?}: {gone:?} went; now {after:?}");
    }
}

#[test]
fn an_operation_with_equal_words_and_shapes_elsewhere_moves_nothing() {
    check(|document| {
        document["paths"]["/returns"] =
            json!({ "post": operation("createReturn", &order(), &reference("Order")) });
        document["paths"]["/a"] = json!({ "post": operation("a", &order(), &orders()) });
    });
}

#[test]
fn an_operation_with_equal_words_and_other_shapes_elsewhere_moves_nothing() {
    check(|document| {
        let mut other = order();
        other["properties"]["state"]["enum"] = json!(["open"]);
        other["properties"]["address"]["properties"]["zip"] = json!({ "type": "string" });
        document["paths"]["/returns"] =
            json!({ "post": operation("createReturn", &other, &reference("Order")) });
    });
}

#[test]
fn a_schema_with_equal_words_moves_nothing() {
    check(|document| {
        document["components"]["schemas"]["A"] = component();
        document["components"]["schemas"]["Address"] = address();
        document["components"]["schemas"]["State"] = json!({ "type": "string", "enum": ["open"] });
    });
}

#[test]
fn a_property_of_another_schema_moves_nothing() {
    check(|document| {
        document["components"]["schemas"]["Label"]["properties"]["reason"] = reason();
        document["components"]["schemas"]["Label"]["properties"]["cancel"] = address();
    });
}

#[test]
fn a_resource_of_the_same_verbs_moves_nothing() {
    check(|document| {
        document["paths"]["/returns/{id}/cancel"] = json!({
            "parameters": [id()],
            "post": operation("cancelReturn", &order(), &reference("Label")),
        });
    });
}

#[test]
fn order_counts_for_nothing() {
    check(|document| {
        reverse(&mut document["paths"]);
        reverse(&mut document["components"]["schemas"]);
    });
}

fn reverse(object: &mut Value) {
    let entries = object.as_object().cloned().unwrap_or_default();
    *object = Value::Object(entries.into_iter().rev().collect::<Map<_, _>>());
}

#[test]
fn a_definition_moves_and_its_names_stay() {
    let mut after = document();
    after["components"]["schemas"]["O"] = component();
    let after = names(&after, Naming::Rest);
    for name in [
        "models OrderState",
        "models OState",
        "resources/orders State",
    ] {
        assert!(after.contains(name), "{name} is not in {after:?}");
    }
}

#[test]
fn given_up_a_name_moves_when_its_like_comes_into_its_resource() {
    let mut after = document();
    let other = object(&json!({ "address": object(&json!({ "zip": { "type": "string" } })) }));
    after["paths"]["/orders/{id}/move"] = json!({
        "parameters": [id()],
        "post": operation("moveOrder", &other, &reference("Order")),
    });
    let (before, after) = (
        names(&document(), Naming::Rest),
        names(&after, Naming::Rest),
    );
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!(gone, ["resources/orders Address"]);
    for name in ["CreateAddress", "UpdateAddress", "MoveAddress"] {
        assert!(
            after.contains(&format!("resources/orders {name}")),
            "{after:?}"
        );
    }
}
