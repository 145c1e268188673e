//! A schema of an OpenAPI document as JSON Schema 2020-12, so that a validator which is not ours can be the judge of ours.
//!
//! This shares no code with the generator, and reads a schema by its keywords alone. What OpenAPI 3.0 says in its own way is
//! put in JSON Schema's words; a schema of 3.1 is JSON Schema already. Both may mark an enum as open, which drops it, and a
//! property as `readOnly` or `writeOnly`: then `required` asks for it in one direction alone (OpenAPI: Schema Object).

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

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
    "contentEncoding",
    "contentMediaType",
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
/// How many schemas lead to each other by `$ref` and `allOf` at the most.
const DEEP: usize = 16;
/// The extension that marks an enum as open, whatever a manifest says.
const OPEN: &str = "x-codegen-open";

/// The mark of what no value in the other direction has to have.
pub const READ_ONLY: &str = "readOnly";
/// The same the other way.
pub const WRITE_ONLY: &str = "writeOnly";

/// How a schema is read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The extensions that mark an enum as open, beside ours.
    pub open_enums: &'a [String],
    /// The mark of properties that need not be there: [`READ_ONLY`] in a request, [`WRITE_ONLY`] in a response.
    pub spared: &'a str,
}

/// The schema at `at` (`#/components/schemas/coupon`) with all that it refers to. A reference to nothing stays one, which
/// no validator takes.
pub fn json_schema(document: &Value, at: &str, reading: Reading<'_>) -> Value {
    let version = document.get("openapi").and_then(Value::as_str);
    let mut conversion = Conversion {
        document,
        is_3_0: version.is_some_and(|version| version.starts_with("3.0")),
        reading,
        references: vec![(at.to_owned(), Names::new())],
    };
    let mut definitions = Map::new();
    while let Some((reference, spared)) = conversion.references.get(definitions.len()).cloned() {
        let number = definitions.len().to_string();
        let schema = find(document, &reference);
        let schema = schema.map(|schema| conversion.schema(schema, &spared));
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

/// Names of properties.
type Names = BTreeSet<String>;

struct Conversion<'a> {
    document: &'a Value,
    is_3_0: bool,
    reading: Reading<'a>,
    /// What is referred to so far, with the names that need not be there; the position is the name of the definition.
    references: Vec<(String, Names)>,
}

impl Conversion<'_> {
    /// `spared` are the names that a schema around, of the same value, marks.
    fn schema(&mut self, schema: &Value, spared: &Names) -> Value {
        let Value::Object(stated) = schema else {
            return schema.clone();
        };
        let mut spared = spared.clone();
        self.add_spared(stated, &mut spared, DEEP);
        let mut keywords = Map::new();
        for (keyword, value) in stated {
            if let Some(value) = self.keyword(keyword, value, &spared) {
                keywords.insert(keyword.clone(), value);
            }
        }
        if self.is_open(stated) {
            keywords.remove("enum");
        }
        width(&mut keywords);
        if self.is_3_0 {
            exclusive(&mut keywords, "exclusiveMinimum", "minimum");
            exclusive(&mut keywords, "exclusiveMaximum", "maximum");
        }
        // Documents of 3.1 that still say it mean it.
        if stated.get("nullable") == Some(&Value::Bool(true)) {
            json!({ "anyOf": [keywords, { "type": "null" }] })
        } else {
            Value::Object(keywords)
        }
    }

    /// The value of a keyword of JSON Schema's; none for words that constrain nothing.
    fn keyword(&mut self, keyword: &str, value: &Value, spared: &Names) -> Option<Value> {
        let none = Names::new();
        match value {
            Value::String(reference) if keyword == "$ref" => {
                Some(self.reference(reference, spared))
            }
            Value::Array(names) if keyword == "required" => {
                let is_spared = |name: &&Value| name.as_str().is_some_and(|it| spared.contains(it));
                let asked = names.iter().filter(|name| !is_spared(name));
                Some(asked.cloned().collect())
            }
            value if SCHEMA.contains(&keyword) => Some(self.schema(value, &none)),
            Value::Array(schemas) if SCHEMAS.contains(&keyword) => {
                let spared = if keyword == "prefixItems" {
                    &none
                } else {
                    spared
                };
                let schemas = schemas.iter();
                Some(schemas.map(|it| self.schema(it, spared)).collect())
            }
            Value::Object(schemas) if NAMED_SCHEMAS.contains(&keyword) => {
                let named = |(name, it): (&String, &Value)| (name.clone(), self.schema(it, &none));
                Some(schemas.iter().map(named).collect())
            }
            value => PLAIN.contains(&keyword).then(|| value.clone()),
        }
    }

    fn reference(&mut self, reference: &str, spared: &Names) -> Value {
        let wanted = (reference.to_owned(), spared.clone());
        let known = self.references.iter().position(|known| *known == wanted);
        let number = known.unwrap_or_else(|| {
            self.references.push(wanted);
            self.references.len() - 1
        });
        Value::String(format!("#/$defs/{number}"))
    }

    /// Adds the properties of a value that are marked by the schema, by what it refers to or by a branch of its `allOf`.
    fn add_spared(&self, schema: &Map<String, Value>, spared: &mut Names, depth: usize) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let marked = properties.into_iter().flatten();
        let is_spared = |it: &Value| it.as_object().is_some_and(|it| self.is_spared(it, DEEP));
        let marked = marked.filter(|(_, property)| is_spared(property));
        spared.extend(marked.map(|(name, _)| name.clone()));
        if depth > 0 {
            let held = self.held(schema).into_iter();
            held.for_each(|it| self.add_spared(it, spared, depth - 1));
        }
    }

    /// Whether the schema of a property, what it refers to or a branch of its `allOf` has the mark.
    fn is_spared(&self, property: &Map<String, Value>, depth: usize) -> bool {
        let is_marked = property.get(self.reading.spared) == Some(&Value::Bool(true));
        let mut held = self.held(property).into_iter();
        is_marked || depth > 0 && held.any(|it| self.is_spared(it, depth - 1))
    }

    /// What a schema refers to, and the branches of its `allOf`: what a value must meet as well.
    fn held<'s>(&'s self, schema: &'s Map<String, Value>) -> Vec<&'s Map<String, Value>> {
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|reference| find(self.document, reference));
        let branches = schema.get("allOf").and_then(Value::as_array);
        let all = target.into_iter().chain(branches.into_iter().flatten());
        all.filter_map(Value::as_object).collect()
    }

    fn is_open(&self, schema: &Map<String, Value>) -> bool {
        let marks = self
            .reading
            .open_enums
            .iter()
            .map(String::as_str)
            .chain([OPEN]);
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
