//! The keywords of schemas: those of JSON Schema 2020-12 and those that OpenAPI 3.0, 3.1 and 3.2 add.

use super::Below::{Flag, List, Map, One, Rule, Text, TextOrTexts, Texts, Value, Values};
use super::Fate::{
    Annotated, Documented, Judged, Lowered, Of30, Passed, Referenced, Sampled, Told,
};
use super::Object::{Discriminator, ExternalDocs, Schema, Xml};
use super::{Field, NOTE, WARNING};
use crate::ir::Kinds;

/// A schema; the frequent keywords first, since they are looked up by walking along.
pub(super) const SCHEMA: &[Field] = &[
    ("type", Lowered, TextOrTexts),
    ("description", Documented, Text),
    ("properties", Lowered, Map(Schema)),
    ("$ref", Lowered, Value),
    ("items", Lowered, One(Schema)),
    ("enum", Lowered, Values),
    ("required", Lowered, Texts),
    ("format", Lowered, Text),
    ("example", Sampled, Value),
    ("examples", Sampled, Value),
    ("title", Annotated, Text),
    (
        "nullable",
        Of30(
            "is a word of OpenAPI 3.0; it lets null in as there, which a `type` with `null` says since 3.1",
        ),
        Flag,
    ),
    ("default", Documented, Value),
    ("readOnly", Annotated, Flag),
    ("writeOnly", Annotated, Flag),
    ("deprecated", Documented, Flag),
    // Compositions.
    ("allOf", Lowered, List(Schema)),
    ("anyOf", Lowered, List(Schema)),
    ("oneOf", Lowered, List(Schema)),
    ("not", Judged, Rule),
    ("if", Judged, Rule),
    ("then", Judged, Rule),
    ("else", Judged, Rule),
    ("discriminator", Lowered, One(Discriminator)),
    ("const", Lowered, Value),
    // Strings and numbers.
    ("minLength", Judged, Value),
    ("maxLength", Judged, Value),
    ("pattern", Judged, Text),
    ("minimum", Judged, Value),
    ("maximum", Judged, Value),
    ("exclusiveMinimum", Judged, Value),
    ("exclusiveMaximum", Judged, Value),
    ("multipleOf", Judged, Value),
    ("contentEncoding", Lowered, Text),
    ("contentMediaType", Lowered, Text),
    (
        "contentSchema",
        Told(
            NOTE,
            "is not read: what a text holds has no type of its own",
        ),
        One(Schema),
    ),
    // Objects.
    ("additionalProperties", Lowered, Rule),
    ("patternProperties", Lowered, Map(Schema)),
    ("propertyNames", Judged, Rule),
    ("minProperties", Judged, Value),
    ("maxProperties", Judged, Value),
    ("dependentRequired", Judged, Value),
    ("dependentSchemas", Judged, Map(Schema)),
    ("unevaluatedProperties", Lowered, Rule),
    // Arrays.
    ("prefixItems", Lowered, List(Schema)),
    ("minItems", Judged, Value),
    ("maxItems", Judged, Value),
    ("uniqueItems", Judged, Flag),
    ("contains", Judged, Rule),
    ("minContains", Judged, Value),
    ("maxContains", Judged, Value),
    ("unevaluatedItems", Lowered, Rule),
    // Schemas that others refer to, and how.
    ("$defs", Referenced, Map(Schema)),
    ("definitions", Referenced, Map(Schema)),
    ("$id", Annotated, Text),
    ("$anchor", Annotated, Text),
    // References to these are plain ones when a document of 3.1 has been read (`document::dynamic`); what is left of them is not.
    ("$dynamicAnchor", Annotated, Text),
    (
        "$dynamicRef",
        Told(WARNING, "is not followed: since OpenAPI 3.1 it is"),
        Text,
    ),
    ("$recursiveAnchor", Annotated, Flag),
    (
        "$recursiveRef",
        Told(
            WARNING,
            "is not followed: since OpenAPI 3.1 it is, where a schema around it has an `$id` or `$recursiveAnchor`",
        ),
        Text,
    ),
    (
        "$vocabulary",
        Told(NOTE, "is not read: schemas follow JSON Schema 2020-12"),
        Value,
    ),
    ("$schema", Passed, Value),
    ("$comment", Passed, Value),
    // What only OpenAPI says.
    ("externalDocs", Passed, One(ExternalDocs)),
    ("xml", Passed, One(Xml)),
];

/// A discriminator.
pub(super) const DISCRIMINATOR: &[Field] = &[
    ("propertyName", Lowered, Text),
    ("mapping", Lowered, Value),
    (
        "defaultMapping",
        Told(
            NOTE,
            "is not followed: a value with an unknown tag stays JSON, one without a tag goes by its properties",
        ),
        Value,
    ),
];

/// How a value would be XML, which is text here.
pub(super) const XML: &[Field] = &[
    ("name", Passed, Value),
    ("namespace", Passed, Value),
    ("prefix", Passed, Value),
    ("attribute", Passed, Value),
    ("wrapped", Passed, Value),
    ("nodeType", Passed, Value),
];

/// A keyword, the JSON types that it is about, and the word for their values.
type About = (&'static str, Kinds, &'static str);

/// Keywords that say nothing of values of other JSON types than these. `format` is not among them: people write formats
/// of numbers beside `string`.
const ABOUT: &[About] = &[
    ("items", Kinds::ARRAY, "arrays"),
    ("properties", Kinds::OBJECT, "objects"),
    ("required", Kinds::OBJECT, "objects"),
    ("additionalProperties", Kinds::OBJECT, "objects"),
    ("maxLength", Kinds::STRING, "strings"),
    ("minLength", Kinds::STRING, "strings"),
    ("pattern", Kinds::STRING, "strings"),
    ("minimum", Kinds::NUMBER, "numbers"),
    ("maximum", Kinds::NUMBER, "numbers"),
    ("multipleOf", Kinds::NUMBER, "numbers"),
    ("minItems", Kinds::ARRAY, "arrays"),
    ("maxItems", Kinds::ARRAY, "arrays"),
    ("uniqueItems", Kinds::ARRAY, "arrays"),
    ("contains", Kinds::ARRAY, "arrays"),
    ("prefixItems", Kinds::ARRAY, "arrays"),
    ("patternProperties", Kinds::OBJECT, "objects"),
    ("propertyNames", Kinds::OBJECT, "objects"),
    ("minProperties", Kinds::OBJECT, "objects"),
    ("maxProperties", Kinds::OBJECT, "objects"),
    ("dependentRequired", Kinds::OBJECT, "objects"),
    ("dependentSchemas", Kinds::OBJECT, "objects"),
    ("unevaluatedProperties", Kinds::OBJECT, "objects"),
    ("unevaluatedItems", Kinds::ARRAY, "arrays"),
    ("contentEncoding", Kinds::STRING, "strings"),
    ("contentMediaType", Kinds::STRING, "strings"),
];

/// What a keyword is about, where that is one JSON type.
pub(super) fn about(keyword: &str) -> Option<&'static About> {
    ABOUT.iter().find(|(name, _, _)| *name == keyword)
}
