//! A schema of an OpenAPI document as JSON Schema 2020-12, so that a validator which is not ours can be the judge of ours.
//!
//! This shares no code with the generator, and reads a schema by its keywords alone. What OpenAPI 3.0 says in its own way is
//! put in JSON Schema's words; a schema of 3.1 is JSON Schema already. Both may mark an enum as open, which drops it.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

/// The keywords of 2020-12 whose value is a schema.
const SCHEMA: &[&str] = &[
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Those whose value is a list of schemas.
const SCHEMAS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
/// Those whose value is an object of schemas.
const NAMED_SCHEMAS: &[&str] = &["dependentSchemas", "patternProperties", "properties"];
/// Those whose value is no schema.
const PLAIN: &[&str] = &[
    "const",
    "dependentRequired",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "required",
    "type",
    "uniqueItems",
];
/// The extension that marks an enum as open, whatever a manifest says.
const OPEN: &str = "x-codegen-open";

/// The schema at `at` (`#/components/schemas/coupon`) with all that it refers to. A reference to nothing stays one, which
/// no validator takes.
pub fn json_schema(document: &Value, at: &str, open_enums: &[String]) -> Value {
    let version = document.get("openapi").and_then(Value::as_str);
    let mut conversion = Conversion {
        is_3_0: version.is_some_and(|version| version.starts_with("3.0")),
        open_enums,
        references: vec![at.to_owned()],
    };
    let mut definitions = Map::new();
    while let Some(reference) = conversion.references.get(definitions.len()).cloned() {
        let number = definitions.len().to_string();
        let schema = find(document, &reference).map(|schema| conversion.schema(schema));
        let dangling = json!({ "$ref": "#/$defs/nothing" });
        definitions.insert(number, schema.unwrap_or(dangling));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/$defs/0",
        "$defs": definitions,
    })
}

/// The node that a reference within the document names, its escapes decoded or, where a key holds a `%`, as written.
fn find<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    let written = reference.strip_prefix('#')?;
    let decoded = percent_decode_str(written).decode_utf8().ok();
    decoded
        .and_then(|pointer| document.pointer(&pointer))
        .or_else(|| document.pointer(written))
}

struct Conversion<'a> {
    is_3_0: bool,
    open_enums: &'a [String],
    /// What is referred to so far; the position is the name of the definition.
    references: Vec<String>,
}

impl Conversion<'_> {
    fn schema(&mut self, schema: &Value) -> Value {
        let Value::Object(stated) = schema else {
            return schema.clone();
        };
        let mut keywords = Map::new();
        for (keyword, value) in stated {
            if let Some(value) = self.keyword(keyword, value) {
                keywords.insert(keyword.clone(), value);
            }
        }
        if self.is_open(stated) {
            keywords.remove("enum");
        }
        width(&mut keywords);
        if !self.is_3_0 {
            return Value::Object(keywords);
        }
        exclusive(&mut keywords, "exclusiveMinimum", "minimum");
        exclusive(&mut keywords, "exclusiveMaximum", "maximum");
        if stated.get("nullable") == Some(&Value::Bool(true)) {
            json!({ "anyOf": [keywords, { "type": "null" }] })
        } else {
            Value::Object(keywords)
        }
    }

    /// The value of a keyword of JSON Schema's; none for words that constrain nothing.
    fn keyword(&mut self, keyword: &str, value: &Value) -> Option<Value> {
        match value {
            Value::String(reference) if keyword == "$ref" => Some(self.reference(reference)),
            value if SCHEMA.contains(&keyword) => Some(self.schema(value)),
            Value::Array(schemas) if SCHEMAS.contains(&keyword) => {
                Some(schemas.iter().map(|schema| self.schema(schema)).collect())
            }
            Value::Object(schemas) if NAMED_SCHEMAS.contains(&keyword) => {
                let schemas = schemas.iter();
                Some(
                    schemas
                        .map(|(name, schema)| (name.clone(), self.schema(schema)))
                        .collect(),
                )
            }
            value => PLAIN.contains(&keyword).then(|| value.clone()),
        }
    }

    fn reference(&mut self, reference: &str) -> Value {
        let known = self.references.iter().position(|known| known == reference);
        let number = known.unwrap_or_else(|| {
            self.references.push(reference.to_owned());
            self.references.len() - 1
        });
        Value::String(format!("#/$defs/{number}"))
    }

    fn is_open(&self, schema: &Map<String, Value>) -> bool {
        let marks = self.open_enums.iter().map(String::as_str).chain([OPEN]);
        marks
            .into_iter()
            .any(|mark| schema.get(mark) == Some(&Value::Bool(true)))
    }
}

/// The formats of integers are ranges; to JSON Schema they are words.
fn width(keywords: &mut Map<String, Value>) {
    let range = match keywords.get("format").and_then(Value::as_str) {
        Some("int32") => json!({ "minimum": i32::MIN, "maximum": i32::MAX }),
        // The next number that a double has is beyond the range.
        Some("int64") => json!({ "minimum": i64::MIN, "exclusiveMaximum": 2f64.powi(63) }),
        _ => return,
    };
    let others = keywords.remove("allOf");
    let others = others.as_ref().and_then(Value::as_array);
    let all = others.into_iter().flatten().cloned().chain([range]);
    keywords.insert("allOf".to_owned(), all.collect());
}

/// In 3.0 the word beside a bound is a flag; in JSON Schema it is the bound.
fn exclusive(keywords: &mut Map<String, Value>, exclusive: &str, bound: &str) {
    let Some(&Value::Bool(flag)) = keywords.get(exclusive) else {
        return;
    };
    keywords.remove(exclusive);
    if flag && let Some(limit) = keywords.remove(bound) {
        keywords.insert(exclusive.to_owned(), limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema of a document of this version, without what is around it.
    fn check(version: &str, schema: Value, expected: Value) {
        let document = json!({ "openapi": version, "components": { "schemas": { "it": schema } } });
        let found = json_schema(&document, "#/components/schemas/it", &["x-open".to_owned()]);
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
    fn references_become_definitions_and_may_close_a_circle() {
        let document = json!({
            "openapi": "3.0.1",
            "paths": { "/{id}": { "properties": { "next": { "$ref": "#/paths/~1%7Bid%7D" } } } },
        });
        let found = json_schema(&document, "#/paths/~1{id}", &[]);
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
}
