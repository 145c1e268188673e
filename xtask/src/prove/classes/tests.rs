//! Which differences are of which class, and which look alike and are of none.

use super::*;
use crate::prove::compare::Way;

/// A difference about `/a`, whose schema is this.
fn of_schema(kind: Kind, keyword: &str, (schema, a): (Value, Value), class: Option<&str>) {
    let instance = json!({ "a": a });
    let schema = json!({ "properties": { "a": schema } });
    let places = vec![Place {
        pointer: "/a".to_owned(),
        keyword: keyword.to_owned(),
    }];
    let (ours, oracle) = match kind {
        Kind::Lenient => (Vec::new(), places),
        _ => (places, Vec::new()),
    };
    let found = Disagreement {
        kind,
        way: Way::Judged,
        pointer: "/a".to_owned(),
        ours,
        oracle,
        recoded: None,
    };
    let found = class_of(&found, &instance, &schema).map(|class| class.name);
    assert_eq!(found, class, "{kind:?} {keyword} {instance}");
}

fn check(kind: Kind, keyword: &str, instance: Value, class: Option<&str>) {
    let a = instance["a"].clone();
    of_schema(kind, keyword, (json!({ "type": "integer" }), a), class);
}

#[test]
fn only_a_schema_without_a_type_implies_one() {
    let object = json!({ "properties": {} });
    let typed = json!({ "type": "object", "properties": {} });
    let class = Some("implied types");
    of_schema(Kind::Strict, "type", (object.clone(), json!(1)), class);
    of_schema(Kind::Lenient, "type", (object, json!(1)), None);
    of_schema(Kind::Strict, "type", (typed, json!(1)), None);
    of_schema(Kind::Strict, "type", (json!({}), json!(1)), None);
}

#[test]
fn the_branch_of_another_type_takes_what_the_only_other_refuses() {
    let of_arrays = json!({ "items": { "type": "integer" } });
    let of_objects = json!({ "type": "object", "required": ["b"] });
    let either = json!({ "anyOf": [of_arrays, of_objects.clone()] });
    let class = Some("implied types");
    of_schema(Kind::Strict, "required", (either, json!({})), class);
    let alone = json!({ "anyOf": [of_objects] });
    of_schema(Kind::Strict, "required", (alone, json!({})), None);
}

#[test]
fn binary_text_is_no_branch_of_one_of() {
    let either = json!({ "oneOf": [{ "format": "binary" }, { "format": "uri" }] });
    let text = json!("https:");
    let class = Some("binary text");
    of_schema(
        Kind::Lenient,
        "oneOf",
        (either.clone(), text.clone()),
        class,
    );
    of_schema(Kind::Lenient, "type", (either, text), None);
}

#[test]
fn values_count_only_where_none_is_of_the_type() {
    let vain = json!({ "type": "string", "enum": [true, 1] });
    let class = Some("values of another type");
    of_schema(Kind::Lenient, "type", (vain.clone(), json!(1)), class);
    of_schema(Kind::Lenient, "type", (vain.clone(), json!(2)), None);
    of_schema(Kind::Strict, "type", (vain, json!(1)), None);
    let array = json!({ "type": "array", "enum": ["a"] });
    of_schema(Kind::Lenient, "enum", (array, json!(["a"])), class);
    let some = json!({ "type": "string", "enum": [true, "a"] });
    of_schema(Kind::Lenient, "type", (some, json!(true)), None);
}

#[test]
fn a_null_that_is_listed_is_one_of_the_values() {
    let listed = json!({ "type": "string", "enum": ["a", null] });
    let class = Some("null among values");
    of_schema(Kind::Lenient, "type", (listed.clone(), Value::Null), class);
    of_schema(Kind::Lenient, "type", (listed, json!(1)), None);
    let unlisted = json!({ "type": "string", "enum": ["a"] });
    of_schema(Kind::Lenient, "type", (unlisted, Value::Null), None);
}

#[test]
fn a_null_of_several_branches_is_a_value() {
    let text = json!({ "type": ["string", "null"] });
    let several = json!({ "oneOf": [text, { "type": ["integer", "null"] }] });
    let class = Some("null of several branches");
    of_schema(
        Kind::Lenient,
        "oneOf",
        (several.clone(), Value::Null),
        class,
    );
    of_schema(Kind::Lenient, "oneOf", (several, json!(true)), None);
    let one = json!({ "oneOf": [text, { "type": "integer" }] });
    of_schema(Kind::Lenient, "oneOf", (one, Value::Null), None);
}

#[test]
fn a_schema_that_holds_itself_means_nothing() {
    let circle = json!({ "oneOf": [{ "$ref": "#/properties/a" }, { "type": "null" }] });
    let class = Some("schemas that hold themselves");
    of_schema(Kind::Lenient, "oneOf", (circle, json!({})), class);
    let tree = json!({ "properties": { "b": { "$ref": "#/properties/a" } } });
    of_schema(Kind::Lenient, "oneOf", (tree, json!({ "b": {} })), None);
}

#[test]
fn a_rule_below_itself_is_not_enforced() {
    let rule = json!({ "prefixItems": [{ "type": "string" }, { "$ref": "#/properties/a" }] });
    let class = |pointer: &str| {
        let found = Disagreement {
            kind: Kind::Lenient,
            way: Way::Judged,
            pointer: pointer.to_owned(),
            ours: Vec::new(),
            oracle: vec![Place {
                pointer: pointer.to_owned(),
                keyword: "type".to_owned(),
            }],
            recoded: None,
        };
        let (instance, schema) = (
            json!({ "a": [1, [1]] }),
            json!({ "properties": { "a": rule } }),
        );
        class_of(&found, &instance, &schema).map(|class| class.name)
    };
    assert_eq!(class("/a/1/0"), Some("rules that contain themselves"));
    assert_eq!(class("/a/0"), None);
}

#[test]
fn a_value_under_a_name_that_is_not_allowed_is_another_place() {
    let place = |pointer: &str, keyword: &str| Place {
        pointer: pointer.to_owned(),
        keyword: keyword.to_owned(),
    };
    let class = |keyword| {
        let found = Disagreement {
            kind: Kind::Elsewhere,
            way: Way::Judged,
            pointer: "/a/b".to_owned(),
            ours: vec![place("/a/b", "type")],
            oracle: vec![place("/a", keyword)],
            recoded: None,
        };
        class_of(&found, &json!({ "a": { "b": 1 } }), &json!({})).map(|class| class.name)
    };
    let unallowed = Some("names that are not allowed");
    assert_eq!(class("additionalProperties"), unallowed);
    assert_eq!(class("minProperties"), None);
}

#[test]
fn formats_are_intended_by_their_names() {
    let of = |format: &str| (json!({ "format": format }), json!("text"));
    let unjudged = Some("formats that are not judged");
    of_schema(Kind::Lenient, "format", of("iri"), unjudged);
    of_schema(Kind::Lenient, "format", of("uri"), None);
    of_schema(Kind::Strict, "format", of("binary"), Some("binary text"));
    of_schema(Kind::Strict, "format", of("byte"), None);
    let held = (json!({ "contentEncoding": "base64" }), json!("?"));
    let bytes = Some("text that holds bytes");
    of_schema(Kind::Strict, "format", held.clone(), bytes);
    of_schema(Kind::Lenient, "format", held, None);
}

#[test]
fn only_what_no_i64_holds_is_beyond_64_bits() {
    let class = Some("integers beyond 64 bits");
    check(Kind::Strict, "format", json!({ "a": 1e19 }), class);
    check(Kind::Strict, "format", json!({ "a": -1e19 }), class);
    check(Kind::Elsewhere, "format", json!({ "a": -1e19 }), class);
    check(
        Kind::Strict,
        "anyOf",
        json!({ "a": [{ "b": 1e19 }] }),
        class,
    );
    check(Kind::Strict, "anyOf", json!({ "a": [{ "b": 1e18 }] }), None);
    check(Kind::Strict, "format", json!({ "a": u64::MAX }), class);
    check(Kind::Strict, "format", json!({ "a": i64::MAX }), None);
    check(Kind::Strict, "format", json!({ "a": "1e19" }), None);
    check(Kind::Strict, "maximum", json!({ "a": 1e19 }), None);
    check(Kind::Lenient, "format", json!({ "a": 1e19 }), None);
}
