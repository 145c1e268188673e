//! OpenAPI as tables: the fields of each of its objects.

use super::words::{
    FORMATS, IDS, MEDIA_TYPES, NAMES, PATHS, PATTERNS, PLACES, PROSE, REFERENCES, SCHEMES,
    SECURITY_TYPES, STATUSES, STYLES, TARGETS, TYPES, URLS, VERSIONS, WORDS,
};

/// What a value looks like.
pub enum Form {
    /// A boolean.
    Flag,
    /// A number, also one that is far out.
    Number,
    /// One of these words.
    Text(&'static [&'static str]),
    /// A list of such words.
    Texts(&'static [&'static str]),
    /// An object with such keys and such words.
    TextMap(&'static [&'static str], &'static [&'static str]),
    /// Any JSON.
    Data,
    /// A list of any JSON.
    DataList,
    /// One of these forms.
    Either(&'static [Form]),
    /// An object of the specification.
    One(&'static Object),
    /// A list of such objects.
    List(&'static Object),
    /// An object with such keys and such objects.
    Map(&'static [&'static str], &'static Object),
}

/// The name of a field, and what it holds.
pub type Field = (&'static str, Form);

/// An object of the specification.
pub struct Object {
    /// Whether a `$ref` may stand in its place.
    pub referable: bool,
    /// Fields that are nearly always there.
    pub must: &'static [Field],
    /// Fields that may be there.
    pub may: &'static [Field],
}

/// What may stand anywhere: our own extensions among them.
pub const EXTENSIONS: &[Field] = &[
    ("x-codegen-name", Form::Text(WORDS)),
    (
        "x-codegen-resource",
        Form::Text(&["a", "a.b", "", ".", "a..b", "type"]),
    ),
    ("x-codegen-open", Form::Flag),
    ("x-a", Form::Data),
    ("$ref", Form::Text(REFERENCES)),
    ("unknown", Form::Data),
];

static SCHEMA_OR_FLAG: [Form; 2] = [Form::One(&SCHEMA), Form::Flag];

static SCHEMA: Object = Object {
    referable: true,
    must: &[(
        "type",
        Form::Either(&[Form::Text(TYPES), Form::Text(TYPES), Form::Texts(TYPES)]),
    )],
    may: &[
        ("properties", Form::Map(WORDS, &SCHEMA)),
        ("properties", Form::Map(NAMES, &SCHEMA)),
        ("required", Form::Texts(WORDS)),
        ("additionalProperties", Form::Either(&SCHEMA_OR_FLAG)),
        ("items", Form::One(&SCHEMA)),
        ("allOf", Form::List(&SCHEMA)),
        ("anyOf", Form::List(&SCHEMA)),
        ("oneOf", Form::List(&SCHEMA)),
        ("not", Form::One(&SCHEMA)),
        ("if", Form::One(&SCHEMA)),
        ("then", Form::One(&SCHEMA)),
        ("else", Form::One(&SCHEMA)),
        ("enum", Form::DataList),
        ("enum", Form::Texts(WORDS)),
        ("const", Form::Data),
        ("nullable", Form::Flag),
        ("title", Form::Text(WORDS)),
        ("description", Form::Text(PROSE)),
        ("format", Form::Text(FORMATS)),
        ("pattern", Form::Text(PATTERNS)),
        ("minLength", Form::Number),
        ("maxLength", Form::Number),
        ("minimum", Form::Number),
        ("maximum", Form::Number),
        (
            "exclusiveMinimum",
            Form::Either(&[Form::Number, Form::Flag]),
        ),
        (
            "exclusiveMaximum",
            Form::Either(&[Form::Number, Form::Flag]),
        ),
        ("multipleOf", Form::Number),
        ("minItems", Form::Number),
        ("maxItems", Form::Number),
        ("uniqueItems", Form::Flag),
        ("minProperties", Form::Number),
        ("maxProperties", Form::Number),
        ("default", Form::Data),
        ("example", Form::Data),
        ("examples", Form::DataList),
        ("readOnly", Form::Flag),
        ("writeOnly", Form::Flag),
        ("deprecated", Form::Flag),
        ("discriminator", Form::One(&DISCRIMINATOR)),
        ("discriminator", Form::One(&DISCRIMINATOR)),
        ("externalDocs", Form::One(&EXTERNAL_DOCS)),
        ("prefixItems", Form::List(&SCHEMA)),
        ("contains", Form::One(&SCHEMA)),
        ("minContains", Form::Number),
        ("patternProperties", Form::Map(PATTERNS, &SCHEMA)),
        ("propertyNames", Form::Either(&SCHEMA_OR_FLAG)),
        ("unevaluatedProperties", Form::Either(&SCHEMA_OR_FLAG)),
        ("unevaluatedItems", Form::Either(&SCHEMA_OR_FLAG)),
        ("dependentRequired", Form::Map(WORDS, &NOTHING)),
        ("dependentSchemas", Form::Map(WORDS, &SCHEMA)),
        ("$defs", Form::Map(WORDS, &SCHEMA)),
        ("$id", Form::Text(URLS)),
        ("$anchor", Form::Text(WORDS)),
        ("$dynamicRef", Form::Text(REFERENCES)),
        ("contentEncoding", Form::Text(&["base64", "base64url", "x"])),
        ("contentMediaType", Form::Text(MEDIA_TYPES)),
        ("contentSchema", Form::One(&SCHEMA)),
        ("xml", Form::Data),
    ],
};

static NOTHING: Object = Object {
    referable: false,
    must: &[],
    may: &[("a", Form::Data)],
};

static DISCRIMINATOR: Object = Object {
    referable: false,
    must: &[("propertyName", Form::Text(WORDS))],
    may: &[
        ("mapping", Form::TextMap(WORDS, REFERENCES)),
        ("mapping", Form::TextMap(WORDS, WORDS)),
    ],
};

static EXTERNAL_DOCS: Object = Object {
    referable: false,
    must: &[("url", Form::Text(URLS))],
    may: &[("description", Form::Text(PROSE))],
};

static EXAMPLE: Object = Object {
    referable: true,
    must: &[("value", Form::Data)],
    may: &[
        ("summary", Form::Text(PROSE)),
        ("externalValue", Form::Text(URLS)),
    ],
};

static ENCODING: Object = Object {
    referable: false,
    must: &[("contentType", Form::Text(MEDIA_TYPES))],
    may: &[
        ("style", Form::Text(STYLES)),
        ("explode", Form::Flag),
        ("allowReserved", Form::Flag),
        ("headers", Form::Map(NAMES, &HEADER)),
    ],
};

static MEDIA_TYPE: Object = Object {
    referable: false,
    must: &[("schema", Form::One(&SCHEMA))],
    may: &[
        ("encoding", Form::Map(WORDS, &ENCODING)),
        ("example", Form::Data),
        ("examples", Form::Map(WORDS, &EXAMPLE)),
        ("itemSchema", Form::One(&SCHEMA)),
    ],
};

static PARAMETER: Object = Object {
    referable: true,
    must: &[
        ("name", Form::Text(NAMES)),
        ("in", Form::Text(PLACES)),
        ("schema", Form::One(&SCHEMA)),
    ],
    may: &[
        ("required", Form::Flag),
        ("style", Form::Text(STYLES)),
        ("explode", Form::Flag),
        ("allowReserved", Form::Flag),
        ("allowEmptyValue", Form::Flag),
        ("deprecated", Form::Flag),
        ("description", Form::Text(PROSE)),
        ("content", Form::Map(MEDIA_TYPES, &MEDIA_TYPE)),
        ("example", Form::Data),
        ("examples", Form::Map(WORDS, &EXAMPLE)),
    ],
};

static HEADER: Object = Object {
    referable: true,
    must: &[("schema", Form::One(&SCHEMA))],
    may: &[
        ("description", Form::Text(PROSE)),
        ("required", Form::Flag),
        ("style", Form::Text(STYLES)),
        ("content", Form::Map(MEDIA_TYPES, &MEDIA_TYPE)),
    ],
};

static BODY: Object = Object {
    referable: true,
    must: &[("content", Form::Map(MEDIA_TYPES, &MEDIA_TYPE))],
    may: &[("required", Form::Flag), ("description", Form::Text(PROSE))],
};

static RESPONSE: Object = Object {
    referable: true,
    must: &[("description", Form::Text(PROSE))],
    may: &[
        ("content", Form::Map(MEDIA_TYPES, &MEDIA_TYPE)),
        ("content", Form::Map(MEDIA_TYPES, &MEDIA_TYPE)),
        ("headers", Form::Map(NAMES, &HEADER)),
        ("links", Form::Data),
    ],
};

static SERVER: Object = Object {
    referable: false,
    must: &[("url", Form::Text(URLS))],
    may: &[
        ("description", Form::Text(PROSE)),
        ("variables", Form::Map(WORDS, &VARIABLE)),
    ],
};

static VARIABLE: Object = Object {
    referable: false,
    must: &[("default", Form::Text(WORDS))],
    may: &[
        ("enum", Form::Texts(WORDS)),
        ("description", Form::Text(PROSE)),
    ],
};

static REQUIREMENT: Object = Object {
    referable: false,
    must: &[],
    may: &[
        ("a", Form::Texts(WORDS)),
        ("b", Form::Texts(WORDS)),
        ("gone", Form::Texts(WORDS)),
    ],
};

static OPERATION: Object = Object {
    referable: false,
    must: &[("responses", Form::Map(STATUSES, &RESPONSE))],
    may: &[
        ("operationId", Form::Text(IDS)),
        ("tags", Form::Texts(WORDS)),
        ("summary", Form::Text(PROSE)),
        ("description", Form::Text(PROSE)),
        ("parameters", Form::List(&PARAMETER)),
        ("parameters", Form::List(&PARAMETER)),
        ("requestBody", Form::One(&BODY)),
        ("requestBody", Form::One(&BODY)),
        ("security", Form::List(&REQUIREMENT)),
        ("servers", Form::List(&SERVER)),
        ("deprecated", Form::Flag),
        ("callbacks", Form::Map(WORDS, &CALLBACK)),
        ("externalDocs", Form::One(&EXTERNAL_DOCS)),
    ],
};

static CALLBACK: Object = Object {
    referable: true,
    must: &[("{$request.body#/url}", Form::One(&PATH_ITEM))],
    may: &[("/b", Form::One(&PATH_ITEM))],
};

static PATH_ITEM: Object = Object {
    referable: true,
    must: &[("get", Form::One(&OPERATION))],
    may: &[
        ("post", Form::One(&OPERATION)),
        ("put", Form::One(&OPERATION)),
        ("delete", Form::One(&OPERATION)),
        ("patch", Form::One(&OPERATION)),
        ("head", Form::One(&OPERATION)),
        ("query", Form::One(&OPERATION)),
        ("trace", Form::One(&OPERATION)),
        ("parameters", Form::List(&PARAMETER)),
        ("servers", Form::List(&SERVER)),
        ("summary", Form::Text(PROSE)),
        ("additionalOperations", Form::Map(WORDS, &OPERATION)),
    ],
};

static SECURITY_SCHEME: Object = Object {
    referable: true,
    must: &[("type", Form::Text(SECURITY_TYPES))],
    may: &[
        ("scheme", Form::Text(SCHEMES)),
        ("name", Form::Text(NAMES)),
        ("in", Form::Text(PLACES)),
        ("flows", Form::Data),
        ("openIdConnectUrl", Form::Text(URLS)),
        ("description", Form::Text(PROSE)),
    ],
};

static COMPONENTS: Object = Object {
    referable: false,
    must: &[("schemas", Form::Map(WORDS, &SCHEMA))],
    may: &[
        ("schemas", Form::Map(WORDS, &SCHEMA)),
        ("parameters", Form::Map(WORDS, &PARAMETER)),
        ("responses", Form::Map(WORDS, &RESPONSE)),
        ("requestBodies", Form::Map(WORDS, &BODY)),
        ("headers", Form::Map(WORDS, &HEADER)),
        ("examples", Form::Map(WORDS, &EXAMPLE)),
        ("securitySchemes", Form::Map(WORDS, &SECURITY_SCHEME)),
        ("callbacks", Form::Map(WORDS, &CALLBACK)),
        ("pathItems", Form::Map(WORDS, &PATH_ITEM)),
        ("links", Form::Data),
    ],
};

static INFO: Object = Object {
    referable: false,
    must: &[
        ("title", Form::Text(PROSE)),
        ("version", Form::Text(VERSIONS)),
    ],
    may: &[
        ("description", Form::Text(PROSE)),
        ("summary", Form::Text(PROSE)),
        ("termsOfService", Form::Text(URLS)),
        ("contact", Form::Data),
        ("license", Form::Data),
    ],
};

static TAG: Object = Object {
    referable: false,
    must: &[("name", Form::Text(WORDS))],
    may: &[
        ("description", Form::Text(PROSE)),
        ("externalDocs", Form::One(&EXTERNAL_DOCS)),
        ("parent", Form::Text(WORDS)),
    ],
};

/// A whole document.
pub static DOCUMENT: Form = Form::One(&Object {
    referable: false,
    must: &[
        ("openapi", Form::Text(VERSIONS)),
        ("info", Form::One(&INFO)),
        ("paths", Form::Map(PATHS, &PATH_ITEM)),
        ("components", Form::One(&COMPONENTS)),
    ],
    may: &[
        ("servers", Form::List(&SERVER)),
        ("security", Form::List(&REQUIREMENT)),
        ("tags", Form::List(&TAG)),
        ("webhooks", Form::Map(WORDS, &PATH_ITEM)),
        ("jsonSchemaDialect", Form::Text(URLS)),
        ("$self", Form::Text(URLS)),
        ("externalDocs", Form::One(&EXTERNAL_DOCS)),
    ],
});

/// A file that a document refers to.
pub static OTHER: Form = Form::Map(WORDS, &SCHEMA);

static ACTION: Object = Object {
    referable: false,
    must: &[("target", Form::Text(TARGETS))],
    may: &[
        ("update", Form::One(&SCHEMA)),
        ("update", Form::One(&OPERATION)),
        ("update", Form::One(&PARAMETER)),
        ("update", Form::Data),
        ("remove", Form::Flag),
        ("copy", Form::Text(TARGETS)),
    ],
};

/// An overlay.
pub static OVERLAY: Form = Form::One(&Object {
    referable: false,
    must: &[
        ("overlay", Form::Text(&["1.0.0"])),
        ("info", Form::One(&INFO)),
        ("actions", Form::List(&ACTION)),
    ],
    may: &[("extends", Form::Text(URLS))],
});
