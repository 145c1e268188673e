//! The tables against themselves and against what lowering reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;

const OBJECTS: [Object; 26] = [
    Object::Root,
    Object::Info,
    Object::Contact,
    Object::License,
    Object::Server,
    Object::ServerVariable,
    Object::Components,
    Object::PathItem,
    Object::Operation,
    Object::ExternalDocs,
    Object::Parameter,
    Object::RequestBody,
    Object::MediaType,
    Object::Encoding,
    Object::Response,
    Object::Example,
    Object::Link,
    Object::Header,
    Object::Tag,
    Object::Reference,
    Object::Schema,
    Object::Discriminator,
    Object::Xml,
    Object::SecurityScheme,
    Object::Flows,
    Object::Flow,
];

/// All keywords of JSON Schema 2020-12 (core, applicator, unevaluated, validation, meta-data, format, content).
const JSON_SCHEMA: &str = "$schema $vocabulary $id $anchor $dynamicAnchor $ref $dynamicRef $defs $comment \
    prefixItems items contains additionalProperties properties patternProperties dependentSchemas propertyNames \
    if then else allOf anyOf oneOf not unevaluatedItems unevaluatedProperties \
    type const enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern \
    maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required dependentRequired \
    title description default deprecated readOnly writeOnly examples format \
    contentEncoding contentMediaType contentSchema";

#[test]
fn every_keyword_of_json_schema_is_known() {
    for keyword in JSON_SCHEMA.split_whitespace() {
        let known = schema::SCHEMA.iter().any(|(name, _, _)| *name == keyword);
        assert!(known, "`{keyword}` is not in the table");
    }
}

#[test]
fn a_field_stands_once_in_its_table() {
    for object in OBJECTS {
        let names: BTreeSet<&str> = object.fields().iter().map(|(name, _, _)| *name).collect();
        assert_eq!(names.len(), object.fields().len(), "{object:?}");
    }
}

/// What the tables call lowered or judged is read by somebody: its name stands in the sources outside of them.
#[test]
fn what_is_lowered_or_judged_is_read() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let text = ["lower", "lower/names", "document", "document/objects"]
        .iter()
        .map(|room| texts(&sources.join(room)))
        .collect::<String>();
    for object in OBJECTS {
        for (name, fate, _) in object.fields() {
            let is_read = text.contains(&format!("\"{name}\""));
            let has_effect = matches!(fate, Fate::Lowered | Fate::Judged | Fate::Documented);
            assert!(
                !has_effect || is_read,
                "nobody reads `{name}` of {object:?}"
            );
        }
    }
}

/// The sources of a folder; the tables lie below one of their own.
fn texts(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("the sources are there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let files = paths.filter(|path| path.extension().is_some_and(|it| it == "rs"));
    files
        .map(|path| fs::read_to_string(path).expect("a source is text"))
        .collect()
}
