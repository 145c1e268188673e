//! Documents that are sound to the letter and made to cost: what they cost stays within bounds, and the claims on every
//! document hold of them.

use std::time::{Duration, Instant};

use generator::{Generated, Outcome, generate};
use serde_json::{Map, Value, json};

use crate::fuzzing::case::{self, Case};
use crate::fuzzing::claim;

/// What one of them may take: far more than it does, far less than without a bound.
const LONGEST: Duration = Duration::from_secs(60);

const COMPOSITIONS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

fn check(text: String) {
    let start = Instant::now();
    claim::check(&case::raw(text.as_bytes()));
    assert!(start.elapsed() < LONGEST, "took {:?}", start.elapsed());
}

/// A document with these components, the first of which is what its one operation answers.
fn check_schemas(schemas: Map<String, Value>) {
    let answer = schemas.keys().next().map(|name| reference(name));
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Hostile", "version": "1" },
        "servers": [{ "url": "https://api.example/v1" }],
        "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": {
            "description": "All of it", "content": { "application/json": { "schema": answer } },
        } } } } },
        "components": { "schemas": schemas },
    });
    check(document.to_string());
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// `S0`, `S1` and so on, each made from the number of the next; the last is text.
fn chain(length: usize, link: impl Fn(Value) -> Value) -> Map<String, Value> {
    let name = |number: usize| format!("S{number}");
    let links = (0..length).map(|number| (name(number), link(reference(&name(number + 1)))));
    let last = (name(length), json!({ "type": "string" }));
    links.chain([last]).collect()
}

fn one(schema: Value) -> Map<String, Value> {
    Map::from_iter([("S".to_owned(), schema)])
}

#[test]
fn many_values_of_an_enum() {
    let words: Vec<_> = (0..5_000).map(|it| format!("v{it}")).collect();
    check_schemas(one(json!({ "type": "string", "enum": words })));
    let numbers: Vec<_> = (0..1_000_000).collect();
    let million = json!({ "type": "integer", "enum": numbers });
    check_schemas(one(json!({ "properties": { "a": million } })));
    let words: Vec<_> = (0..1_000_000).map(|it| format!("v{it}")).collect();
    check_schemas(one(json!({ "enum": words })));
}

/// What a document with these components comes to.
fn generated(schemas: Map<String, Value>) -> Generated {
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Hostile", "version": "1" },
        "components": { "schemas": schemas },
    });
    let case = case::raw(document.to_string().as_bytes());
    match generate(&case.sources, &case.options) {
        Outcome::Done(generated) => *generated,
        Outcome::Missing(_) | Outcome::Failed(_) => panic!("the document can be read"),
    }
}

#[test]
fn a_list_that_is_too_long_is_told() {
    let numbers: Vec<_> = (0..10_001).collect();
    let generated = generated(one(json!({ "enum": numbers })));
    let told = generated.problems.iter().map(ToString::to_string);
    let told: Vec<String> = told.collect();
    assert!(
        told[0].contains("lists 10001 values; up to 10000"),
        "{told:?}"
    );
    assert!(
        generated.untyped.is_empty(),
        "its type is that of the values"
    );
}

#[test]
fn many_branches_of_a_union() {
    let alike: Vec<_> = (0..2_000)
        .map(|it| json!({ "type": "string", "minLength": it }))
        .collect();
    check_schemas(one(json!({ "oneOf": alike })));
}

#[test]
fn a_thousand_properties() {
    let properties = (0..1_000).map(|it| (format!("p{it}"), json!({ "type": "string" })));
    let properties: Map<_, _> = properties.collect();
    check_schemas(one(json!({ "type": "object", "properties": properties })));
}

#[test]
fn references_in_a_row() {
    check_schemas(chain(100, |next| next));
    check_schemas(chain(100, |next| json!({ "properties": { "next": next } })));
    check_schemas(chain(100, |next| json!({ "type": "array", "items": next })));
}

#[test]
fn objects_are_whole_however_many_lead_to_each_other() {
    let object = |next| json!({ "type": "object", "properties": { "next": next } });
    let mut schemas = chain(1_000, object);
    schemas["S1000"] = object(reference("S0"));
    check_schemas(schemas.clone());
    let generated = generated(schemas);
    assert_eq!(generated.problems, []);
    assert_eq!(generated.untyped, []);
}

#[test]
fn compositions_that_double_at_each_step() {
    for keyword in COMPOSITIONS {
        check_schemas(chain(40, |next| json!({ keyword: [next, next] })));
        let beside = |next| json!({ keyword: [next, { "properties": { "a": next } }] });
        check_schemas(chain(40, beside));
    }
    check_schemas(chain(
        40,
        |next| json!({ "properties": { "a": next, "b": next } }),
    ));
    check_schemas(chain(
        40,
        |next| json!({ "not": { "anyOf": [next, next] } }),
    ));
    check_schemas(chain(
        40,
        |next| json!({ "if": next, "then": next, "else": next }),
    ));
}

#[test]
fn compositions_within_compositions() {
    let object = |title: &str, member: &Value| json!({ "title": title, "type": "object", "properties": { title: member } });
    check_schemas(chain(12, |next| {
        json!({ "allOf": [
            { "oneOf": [next, object("a", &json!({}))] },
            { "anyOf": [object("b", &next), object("c", &next)] },
        ] })
    }));
}

#[test]
fn compositions_in_a_row() {
    for keyword in COMPOSITIONS {
        check_schemas(chain(350, |next| json!({ keyword: [next] })));
    }
    check_schemas(chain(500, |next| json!({ "allOf": [next] })));
    let longer = |next| json!({ "allOf": [next, { "properties": { "a": { "minLength": 1 } } }] });
    check_schemas(chain(100, longer));
}

#[test]
fn schemas_that_are_all_made_of_each_other() {
    let name = |number: usize| format!("S{number}");
    let all: Vec<_> = (0..6).map(|it| reference(&name(it))).collect();
    for keyword in COMPOSITIONS {
        let schemas = (0..6).map(|it| (name(it), json!({ keyword: all })));
        check_schemas(schemas.collect());
    }
    let properties = (0..30).map(|it| (name(it), reference(&name(it))));
    let properties: Map<_, _> = properties.collect();
    let schemas = (0..30).map(|it| (name(it), json!({ "properties": properties })));
    check_schemas(schemas.collect());
}

#[test]
fn schemas_as_deep_as_the_text_may_be() {
    for (open, close) in [
        ("{\"items\":", "}"),
        ("{\"properties\":{\"a\":", "}}"),
        ("{\"allOf\":[", "]}"),
        ("{\"anyOf\":[", "]}"),
        ("{\"not\":", "}"),
    ] {
        let levels = 110 / open.matches(['{', '[']).count();
        let nested = format!("{}{{}}{}", open.repeat(levels), close.repeat(levels));
        check_schemas(one(serde_json::from_str(&nested).expect("it is JSON")));
    }
}

#[test]
fn text_that_nests_without_end() {
    for part in [
        "[", "{\"a\":", "{a: ", "- ", "? ", "[{", "!!seq [", "&a [", "a: {",
    ] {
        check(part.repeat(20_000));
    }
    check((0..20_000).fold(String::new(), |text, depth| {
        text + &" ".repeat(depth.min(400)) + "- a:\n"
    }));
}

#[test]
fn aliases_that_multiply() {
    let mut text = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\nx-0: &a0 {a: b}\n".to_owned();
    for level in 1..40 {
        let alias = format!("*a{}", level - 1);
        text += &format!("x-{level}: &a{level} {{a: {alias}, b: {alias}, <<: {alias}}}\n");
    }
    check(text);
}

#[test]
fn files_that_refer_to_each_other() {
    const FILES: usize = 100;
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Hostile", "version": "1" },
        "components": { "schemas": { "A": { "$ref": "0.json" } } },
    });
    let file = |number: usize| {
        let next =
            [number + 1, number * 7].map(|it| json!({ "$ref": format!("{}.json", it % FILES) }));
        (
            format!("{number}.json"),
            Ok(json!({ "allOf": next }).to_string().into_bytes()),
        )
    };
    claim::check(&Case {
        others: (0..FILES).map(file).collect(),
        ..case::raw(document.to_string().as_bytes())
    });
}

#[test]
fn a_long_path_and_a_long_description() {
    let path: String = (0..300).map(|it| format!("/{{p{it}}}")).collect();
    let description = "<b>`*[_".repeat(2_000);
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": description, "version": "1", "description": description },
        "paths": { path: { "get": { "description": description, "responses": { "200": { "description": description } } } } },
    });
    check(document.to_string());
}
