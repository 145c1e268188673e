//! What OpenAPI says, in JSON Schema's words.

use super::*;

const REQUEST: Reading<'_> = Reading {
    open_enums: &[],
    spared: READ_ONLY,
};

/// The schema of a document of this version, without what is around it.
fn check(version: &str, schema: Value, expected: Value) {
    let document = json!({ "openapi": version, "components": { "schemas": { "it": schema } } });
    let reading = Reading {
        open_enums: &["x-open".to_owned()],
        ..REQUEST
    };
    let found = json_schema(&document, "#/components/schemas/it", reading);
    assert_eq!(found["$ref"], "#/$defs/0");
    assert_eq!(found["$defs"]["0"], expected);
}

#[test]
fn nullable_admits_null_beside_anything() {
    check(
        "3.0.1",
        json!({ "type": "string", "enum": ["a"], "nullable": true, "example": "a" }),
        json!({ "anyOf": [{ "type": "string", "enum": ["a"] }, { "type": "null" }] }),
    );
    check("3.0.1", json!({ "nullable": false }), json!({}));
}

#[test]
fn flags_beside_bounds_become_bounds() {
    check(
        "3.0.3",
        json!({ "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": false }),
        json!({ "exclusiveMinimum": 0, "maximum": 9 }),
    );
    check("3.0.3", json!({ "exclusiveMinimum": true }), json!({}));
}

#[test]
fn an_open_enum_lists_nothing() {
    for mark in ["x-codegen-open", "x-open"] {
        check(
            "3.0.1",
            json!({ "type": "string", "enum": ["a"], mark: true }),
            json!({ "type": "string" }),
        );
    }
    check(
        "3.0.1",
        json!({ "enum": ["a"], "x-open": false }),
        json!({ "enum": ["a"] }),
    );
}

#[test]
fn formats_of_integers_become_ranges() {
    check(
        "3.1.0",
        json!({ "type": "integer", "format": "int32", "allOf": [{ "minimum": 0 }] }),
        json!({
            "type": "integer",
            "format": "int32",
            "allOf": [{ "minimum": 0 }, { "minimum": i32::MIN, "maximum": i32::MAX }],
        }),
    );
}

#[test]
fn words_of_openapi_are_gone_where_they_are_words() {
    check(
        "3.0.1",
        json!({ "discriminator": { "propertyName": "nullable" }, "properties": { "nullable": {}, "example": {} } }),
        json!({ "properties": { "nullable": {}, "example": {} } }),
    );
}

#[test]
fn version_3_1_speaks_json_schema() {
    let schema = json!({ "type": ["string", "null"], "exclusiveMinimum": 3 });
    check("3.1.0", schema.clone(), schema);
}

#[test]
fn what_the_server_alone_sets_is_not_required_of_a_request() {
    let properties = json!({ "id": { "allOf": [{ "readOnly": true }] }, "key": { "writeOnly": true }, "name": {} });
    let read = json!({ "id": { "allOf": [{}] }, "key": {}, "name": {} });
    check(
        "3.0.1",
        json!({ "properties": properties, "required": ["id", "key", "name"] }),
        json!({ "properties": read, "required": ["key", "name"] }),
    );
    check(
        "3.1.0",
        json!({
            "allOf": [{ "properties": properties }, { "required": ["id"] }],
            "not": { "required": ["id"] },
            "items": { "required": ["id"] },
        }),
        json!({
            "allOf": [{ "properties": read }, { "required": [] }],
            "not": { "required": ["id"] },
            "items": { "required": ["id"] },
        }),
    );
}

#[test]
fn a_reference_is_read_by_what_is_marked_around_it() {
    let document = json!({
        "openapi": "3.0.1",
        "a": { "allOf": [{ "$ref": "#/b" }, { "properties": { "id": { "readOnly": true } } }] },
        "b": { "required": ["id"], "items": { "$ref": "#/b" } },
    });
    let found = json_schema(&document, "#/a", REQUEST);
    let around = json!({ "required": [], "items": { "$ref": "#/$defs/2" } });
    assert_eq!(found["$defs"]["1"], around);
    let alone = json!({ "required": ["id"], "items": { "$ref": "#/$defs/2" } });
    assert_eq!(found["$defs"]["2"], alone);
    let response = Reading {
        spared: WRITE_ONLY,
        ..REQUEST
    };
    let found = json_schema(&document, "#/a", response);
    assert_eq!(found["$defs"]["1"]["required"], json!(["id"]));
}

#[test]
fn references_become_definitions_and_may_close_a_circle() {
    let document = json!({
        "openapi": "3.0.1",
        "paths": { "/{id}": { "properties": { "next": { "$ref": "#/paths/~1%7Bid%7D" } } } },
    });
    let found = json_schema(&document, "#/paths/~1{id}", REQUEST);
    assert_eq!(
        found["$defs"]["0"],
        json!({ "properties": { "next": { "$ref": "#/$defs/1" } } })
    );
    assert_eq!(found["$defs"]["1"], found["$defs"]["0"]);
    assert_eq!(found["$defs"].as_object().map(Map::len), Some(2));
}

#[test]
fn a_reference_to_nothing_stays_one() {
    check(
        "3.0.1",
        json!({ "items": { "$ref": "#/nowhere" } }),
        json!({ "items": { "$ref": "#/$defs/1" } }),
    );
}
