//! The fields of the objects around schemas, by OpenAPI 3.0, 3.1 and 3.2 together.

use super::Below::{List, Map, One, Patterned, PatternedMap, Value};
use super::Fate::{Documented, Lowered, Passed, Referenced, Sampled, Told};
use super::Object::{
    Components, Contact, Encoding, Example, ExternalDocs, Flow, Flows, Header, Info, License, Link,
    MediaType, Operation, Parameter, PathItem, RequestBody, Response, Schema, SecurityScheme,
    Server, ServerVariable, Tag,
};
use super::{Fate, Field, NOTE};

/// A stream is text or bytes as a whole.
const STREAM: Fate = Told(
    NOTE,
    "is not read: a stream is one body, whose items have no type",
);

/// Parts by position.
const PARTS: Fate = Told(
    NOTE,
    "is not read: a body of parts without names is taken as a whole",
);

/// The document.
pub(super) const ROOT: &[Field] = &[
    ("openapi", Lowered, Value),
    ("$self", Lowered, Value),
    ("info", Lowered, One(Info)),
    ("jsonSchemaDialect", Passed, Value),
    ("servers", Lowered, List(Server)),
    ("paths", Lowered, Patterned(PathItem)),
    ("webhooks", Lowered, Map(PathItem)),
    // As some tools write what 3.1 has.
    ("x-webhooks", Lowered, Map(PathItem)),
    ("components", Lowered, One(Components)),
    ("security", Lowered, Value),
    ("tags", Lowered, List(Tag)),
    ("externalDocs", Passed, One(ExternalDocs)),
];

/// About the API.
pub(super) const INFO: &[Field] = &[
    ("title", Documented, Value),
    ("summary", Passed, Value),
    ("description", Documented, Value),
    ("termsOfService", Passed, Value),
    ("contact", Passed, One(Contact)),
    ("license", Passed, One(License)),
    ("version", Documented, Value),
];

/// Who answers for it.
pub(super) const CONTACT: &[Field] = &[
    ("name", Passed, Value),
    ("url", Passed, Value),
    ("email", Passed, Value),
];

/// How it may be used.
pub(super) const LICENSE: &[Field] = &[
    ("name", Passed, Value),
    ("identifier", Passed, Value),
    ("url", Passed, Value),
];

/// Where it is.
pub(super) const SERVER: &[Field] = &[
    ("url", Lowered, Value),
    ("description", Passed, Value),
    ("name", Passed, Value),
    ("variables", Lowered, Map(ServerVariable)),
];

/// A variable of a server's URL.
pub(super) const SERVER_VARIABLE: &[Field] = &[
    ("enum", Passed, Value),
    ("default", Lowered, Value),
    ("description", Passed, Value),
];

/// What others refer to.
pub(super) const COMPONENTS: &[Field] = &[
    ("schemas", Lowered, Map(Schema)),
    ("responses", Referenced, Map(Response)),
    ("parameters", Referenced, Map(Parameter)),
    ("examples", Referenced, Map(Example)),
    ("requestBodies", Referenced, Map(RequestBody)),
    ("headers", Referenced, Map(Header)),
    ("securitySchemes", Lowered, Map(SecurityScheme)),
    ("links", Referenced, Map(Link)),
    ("callbacks", Referenced, PatternedMap(PathItem)),
    ("pathItems", Referenced, Map(PathItem)),
    ("mediaTypes", Referenced, Map(MediaType)),
];

/// The operations of a path.
pub(super) const PATH_ITEM: &[Field] = &[
    ("$ref", Lowered, Value),
    ("summary", Passed, Value),
    ("description", Passed, Value),
    ("get", Lowered, One(Operation)),
    ("put", Lowered, One(Operation)),
    ("post", Lowered, One(Operation)),
    ("delete", Lowered, One(Operation)),
    ("options", Lowered, One(Operation)),
    ("head", Lowered, One(Operation)),
    ("patch", Lowered, One(Operation)),
    ("trace", Lowered, One(Operation)),
    ("query", Lowered, One(Operation)),
    ("additionalOperations", Lowered, Map(Operation)),
    ("servers", Lowered, List(Server)),
    ("parameters", Lowered, List(Parameter)),
];

/// An operation.
pub(super) const OPERATION: &[Field] = &[
    ("tags", Lowered, Value),
    ("summary", Documented, Value),
    ("description", Documented, Value),
    ("externalDocs", Passed, One(ExternalDocs)),
    ("operationId", Lowered, Value),
    ("parameters", Lowered, List(Parameter)),
    ("requestBody", Lowered, One(RequestBody)),
    ("responses", Lowered, Patterned(Response)),
    ("callbacks", Lowered, PatternedMap(PathItem)),
    ("deprecated", Documented, Value),
    ("security", Lowered, Value),
    ("servers", Lowered, List(Server)),
];

/// Where more is to be read.
pub(super) const EXTERNAL_DOCS: &[Field] =
    &[("description", Passed, Value), ("url", Passed, Value)];

/// A parameter.
pub(super) const PARAMETER: &[Field] = &[
    ("name", Lowered, Value),
    ("in", Lowered, Value),
    ("description", Documented, Value),
    ("required", Lowered, Value),
    ("deprecated", Documented, Value),
    ("allowEmptyValue", Lowered, Value),
    ("style", Lowered, Value),
    ("explode", Lowered, Value),
    ("allowReserved", Lowered, Value),
    ("schema", Lowered, One(Schema)),
    ("example", Passed, Value),
    ("examples", Passed, Map(Example)),
    ("content", Lowered, Map(MediaType)),
];

/// What an operation sends.
pub(super) const REQUEST_BODY: &[Field] = &[
    ("description", Documented, Value),
    ("content", Lowered, Map(MediaType)),
    ("required", Lowered, Value),
];

/// A notation of a body.
pub(super) const MEDIA_TYPE: &[Field] = &[
    ("schema", Lowered, One(Schema)),
    ("itemSchema", STREAM, One(Schema)),
    ("example", Sampled, Value),
    ("examples", Sampled, Map(Example)),
    ("encoding", Lowered, Map(Encoding)),
    ("prefixEncoding", PARTS, List(Encoding)),
    ("itemEncoding", PARTS, One(Encoding)),
];

/// How a property of a form is written.
pub(super) const ENCODING: &[Field] = &[
    ("contentType", Lowered, Value),
    // Told at its place.
    ("headers", Passed, Map(Header)),
    ("style", Lowered, Value),
    ("explode", Lowered, Value),
    ("allowReserved", Lowered, Value),
    ("encoding", PARTS, Map(Encoding)),
    ("prefixEncoding", PARTS, List(Encoding)),
    ("itemEncoding", PARTS, One(Encoding)),
];

/// What comes back.
pub(super) const RESPONSE: &[Field] = &[
    ("summary", Passed, Value),
    ("description", Documented, Value),
    ("headers", Lowered, Map(Header)),
    ("content", Lowered, Map(MediaType)),
    ("links", Passed, Map(Link)),
];

/// A value that the document shows.
pub(super) const EXAMPLE: &[Field] = &[
    ("summary", Passed, Value),
    ("description", Passed, Value),
    ("value", Sampled, Value),
    // Told at their places.
    ("externalValue", Passed, Value),
    ("serializedValue", Passed, Value),
    ("dataValue", Sampled, Value),
];

/// What could be asked next.
pub(super) const LINK: &[Field] = &[
    ("operationRef", Passed, Value),
    ("operationId", Passed, Value),
    ("parameters", Passed, Value),
    ("requestBody", Passed, Value),
    ("description", Passed, Value),
    ("server", Passed, One(Server)),
];

/// A header of a response or a part: a parameter without name and place, which some repeat.
pub(super) const HEADER: &[Field] = &[
    ("name", Passed, Value),
    ("in", Passed, Value),
    ("description", Documented, Value),
    ("required", Lowered, Value),
    ("deprecated", Documented, Value),
    ("allowEmptyValue", Passed, Value),
    ("style", Lowered, Value),
    ("explode", Lowered, Value),
    ("allowReserved", Passed, Value),
    ("schema", Lowered, One(Schema)),
    ("example", Passed, Value),
    ("examples", Passed, Map(Example)),
    ("content", Lowered, Map(MediaType)),
];

/// A tag.
pub(super) const TAG: &[Field] = &[
    ("name", Lowered, Value),
    ("summary", Passed, Value),
    ("description", Documented, Value),
    ("externalDocs", Passed, One(ExternalDocs)),
    (
        "parent",
        Told(
            NOTE,
            "is not followed: the resource of a tag lies in no other",
        ),
        Value,
    ),
    ("kind", Passed, Value),
];

/// What stands for another object.
pub(super) const REFERENCE: &[Field] = &[
    ("$ref", Lowered, Value),
    ("summary", Passed, Value),
    ("description", Passed, Value),
];

/// How a client shows who it is.
pub(super) const SECURITY_SCHEME: &[Field] = &[
    ("type", Lowered, Value),
    ("description", Documented, Value),
    ("name", Lowered, Value),
    ("in", Lowered, Value),
    ("scheme", Lowered, Value),
    ("bearerFormat", Passed, Value),
    // The user brings the token.
    ("flows", Passed, One(Flows)),
    ("openIdConnectUrl", Passed, Value),
    ("oauth2MetadataUrl", Passed, Value),
    ("deprecated", Passed, Value),
];

/// The ways to a token.
pub(super) const FLOWS: &[Field] = &[
    ("implicit", Passed, One(Flow)),
    ("password", Passed, One(Flow)),
    ("clientCredentials", Passed, One(Flow)),
    ("authorizationCode", Passed, One(Flow)),
    ("deviceAuthorization", Passed, One(Flow)),
];

/// A way to a token.
pub(super) const FLOW: &[Field] = &[
    ("authorizationUrl", Passed, Value),
    ("deviceAuthorizationUrl", Passed, Value),
    ("tokenUrl", Passed, Value),
    ("refreshUrl", Passed, Value),
    ("scopes", Passed, Value),
];
