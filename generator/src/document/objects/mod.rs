//! The objects of a document's structure, each read by itself with `openapiv3`'s types.
//!
//! Every function takes the node at `at`, keeps the object's own fields and nothing that hangs below them (schemas,
//! examples, content, nested operations), and says where it fails: one bad object does not cost the document. What
//! people mean is read: a null field is absent, `version: 1.0` is text, `required: "true"` is a boolean.
//! `x-…` fields stay in the tree, and so does everything below. A `$ref` is the caller's: see `Document::follow`.

mod own;
mod parameter;
mod security;

use openapiv3::{ExternalDocumentation, Info, Operation, PathItem, RequestBody, Server, Tag};
use serde_json::{Map, Value, json};

use super::pointer::Pointer;
use super::{Broken, Document};
use own::{Own, object, texts};
pub use parameter::{
    Encoding, Header, Location, Parameter, Style, encoding, encodings, header, parameter,
};
pub use security::{SecurityKind, SecurityScheme, security, security_scheme};

/// A response's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// What it means. OpenAPI requires it, documents leave it out.
    pub description: Option<String>,
}

/// The document's `info`, without contact and licence. What is missing is empty text; `read` tells it.
pub fn info(document: &Document, at: &Pointer) -> Result<Info, Broken> {
    if document.get(at).is_none_or(Value::is_null) {
        return Ok(Info::default());
    }
    Own::of(document, at)?
        .texts(&["title", "version", "description", "termsOfService"])?
        .or("title", json!(""))
        .or("version", json!(""))
        .read()
}

/// One item of a `servers` list, with its variables.
pub fn server(document: &Document, at: &Pointer) -> Result<Server, Broken> {
    let own = Own::of(document, at)?
        .texts(&["url", "description"])?
        .needs(&["url"])?;
    let Some(variables) = own.present("variables") else {
        return own.read();
    };
    let below = at.child("variables");
    let names = object(variables, &below, "`variables`")?.keys();
    let read = |name: &String| Ok((name.clone(), variable(document, &below.child(name))?));
    let variables = names.map(read).collect::<Result<Map<_, _>, Broken>>()?;
    own.or("variables", Value::Object(variables)).read()
}

fn variable(document: &Document, at: &Pointer) -> Result<Value, Broken> {
    let own = Own::of(document, at)?
        .texts(&["default", "description"])?
        .needs(&["default"])?;
    let values = own
        .present("enum")
        .map(|values| texts(values, &at.child("enum"), "enum"))
        .transpose()?;
    Ok(Value::Object(
        own.or("enum", values.unwrap_or_else(|| json!([]))).kept,
    ))
}

/// A path item's own fields: summary and description.
pub fn path_item(document: &Document, at: &Pointer) -> Result<PathItem, Broken> {
    Own::of(document, at)?
        .texts(&["summary", "description"])?
        .read()
}

/// An operation's own fields: id, tags, summary, description, deprecation, external documentation and security.
pub fn operation(document: &Document, at: &Pointer) -> Result<Operation, Broken> {
    let own = Own::of(document, at)?;
    let tags = own
        .present("tags")
        .map(|tags| texts(tags, &at.child("tags"), "tags"))
        .transpose()?;
    let security = own
        .present("security")
        .map(|_| security(document, &at.child("security")))
        .transpose()?;
    let external_docs = external_docs(document, &own, at)?;
    let own: Operation = own
        .texts(&["operationId", "summary", "description"])?
        .flags(&["deprecated"])?
        .or("tags", tags.unwrap_or_else(|| json!([])))
        // openapiv3 wants responses; they are read one by one.
        .or("responses", json!({}))
        .read()?;
    Ok(Operation {
        security,
        external_docs,
        // An id without a character is none.
        operation_id: own.operation_id.filter(|id| !id.trim().is_empty()),
        ..own
    })
}

fn external_docs(
    document: &Document,
    own: &Own<'_>,
    at: &Pointer,
) -> Result<Option<ExternalDocumentation>, Broken> {
    let read = |_| {
        Own::of(document, &at.child("externalDocs"))?
            .texts(&["url", "description"])?
            .needs(&["url"])?
            .read()
    };
    own.present("externalDocs").map(read).transpose()
}

/// A request body's own fields: description and whether it is required.
pub fn request_body(document: &Document, at: &Pointer) -> Result<RequestBody, Broken> {
    Own::of(document, at)?
        .texts(&["description"])?
        .flags(&["required"])?
        .read()
}

/// A response's own fields.
pub fn response(document: &Document, at: &Pointer) -> Result<Response, Broken> {
    let own = Own::of(document, at)?
        .texts(&["description"])?
        .or("description", Value::Null);
    let description = own
        .kept
        .get("description")
        .and_then(Value::as_str)
        .map(str::to_owned);
    Ok(Response { description })
}

/// One item of the document's `tags`.
pub fn tag(document: &Document, at: &Pointer) -> Result<Tag, Broken> {
    let own = Own::of(document, at)?;
    let external_docs = external_docs(document, &own, at)?;
    let own = own.texts(&["name", "description"])?.needs(&["name"])?;
    Ok(Tag {
        external_docs,
        ..own.read()?
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::*;
    use crate::document::{Reading, Source, Sources, read};

    /// A document that has `node` as its `x-node`, and the pointer of that.
    fn document(node: Value) -> (Document, Pointer) {
        let text = json!({ "openapi": "3.1.0", "paths": {}, "x-node": node }).to_string();
        let document = Source {
            path: "openapi.json".to_owned(),
            bytes: text.into_bytes(),
        };
        let Reading::Whole(document, _) = read(&Sources {
            document,
            overlay: None,
            others: BTreeMap::new(),
        }) else {
            panic!("the document is whole");
        };
        (document, Pointer::root().child("x-node"))
    }

    fn given<T>(
        read: fn(&Document, &Pointer) -> Result<T, Broken>,
        node: Value,
    ) -> Result<T, String> {
        let (document, at) = document(node);
        read(&document, &at).map_err(|(at, message)| format!("{message} ({at})"))
    }

    fn refused<T>(read: fn(&Document, &Pointer) -> Result<T, Broken>, node: Value, expected: &str) {
        assert_eq!(given(read, node).map(|_| ()), Err(expected.to_owned()));
    }

    #[test]
    fn info_takes_numbers_for_text_and_does_without() {
        let found = given(
            info,
            json!({ "title": "Pets", "version": 1.5, "license": 7, "description": null }),
        );
        let found = found.expect("the info is read");
        assert_eq!(
            (
                found.title.as_str(),
                found.version.as_str(),
                found.description
            ),
            ("Pets", "1.5", None)
        );
        assert_eq!(given(info, Value::Null), Ok(Info::default()));
        refused(
            info,
            json!([]),
            "this is a list; an object is accepted (#/x-node)",
        );
        refused(
            info,
            json!({ "title": {} }),
            "`title` is an object; text is accepted (#/x-node/title)",
        );
    }

    #[test]
    fn server_has_variables() {
        let node = json!({ "url": "/v{major}", "variables": { "major": { "default": 1, "enum": [1, "2"] } } });
        let found = given(server, node).expect("the server is read");
        let major = &found.variables.expect("it has variables")["major"];
        assert_eq!(
            (major.default.as_str(), major.enumeration.as_slice()),
            ("1", ["1".to_owned(), "2".to_owned()].as_slice())
        );
        refused(
            server,
            json!({ "description": "none" }),
            "`url` is missing; it is required here (#/x-node)",
        );
        refused(
            server,
            json!({ "url": "/", "variables": { "a": {} } }),
            "`default` is missing; it is required here (#/x-node/variables/a)",
        );
    }

    #[test]
    fn operation_is_read_without_what_hangs_below() {
        let node = json!({
            "operationId": "getPet", "tags": ["pets", 2], "deprecated": true, "security": [{}, { "key": ["read"] }],
            "parameters": "broken", "responses": "broken", "requestBody": 7, "callbacks": [], "servers": {},
        });
        let found = given(operation, node).expect("the operation is read");
        assert_eq!(found.operation_id.as_deref(), Some("getPet"));
        assert_eq!(found.tags, ["pets", "2"]);
        assert!(found.deprecated);
        let security = found.security.expect("it has security");
        assert_eq!(
            (security.len(), security[1]["key"].as_slice()),
            (2, ["read".to_owned()].as_slice())
        );
        assert_eq!(given(operation, json!({})).map(|it| it.security), Ok(None));
        refused(
            operation,
            json!({ "tags": "pets" }),
            "`tags` is text; a list of texts is accepted (#/x-node/tags)",
        );
        refused(
            operation,
            json!({ "security": {} }),
            "`security` is an object; a list of objects is accepted (#/x-node/security)",
        );
    }

    #[test]
    fn parameter_fills_in_defaults() {
        let found =
            given(parameter, json!({ "name": "id", "in": "path" })).expect("the parameter is read");
        assert_eq!(
            (found.style, found.explode, found.required),
            (Style::Simple, false, true)
        );
        let found = given(
            parameter,
            json!({ "name": "id", "in": "query", "content": {} }),
        )
        .expect("the parameter is read");
        assert_eq!(
            (found.style, found.explode, found.required),
            (Style::Form, true, false)
        );
        let node = json!({ "name": 7, "in": "query", "style": "deepObject", "required": "true", "schema": "broken", "example": 1 });
        let found = given(parameter, node).expect("the parameter is read");
        assert_eq!(
            (found.name.as_str(), found.style, found.explode),
            ("7", Style::DeepObject, false)
        );
        assert!(found.required);
    }

    #[test]
    fn parameter_says_what_is_accepted() {
        refused(
            parameter,
            json!({ "in": "query" }),
            "`name` is missing; it is required here (#/x-node)",
        );
        refused(
            parameter,
            json!({ "name": "a", "in": "body" }),
            "unknown variant `body`, expected one of `query`, `header`, `path`, `cookie` (#/x-node)",
        );
        let found = given(
            parameter,
            json!({ "name": "a", "in": "path", "style": "form" }),
        );
        let found = found.expect("the parameter is read");
        assert_eq!(
            (found.style, found.unknown_style.as_deref()),
            (Style::Simple, Some("form"))
        );
        refused(
            parameter,
            json!({ "name": "a", "in": "query", "required": 1 }),
            "`required` is a number; `true` or `false` is accepted (#/x-node/required)",
        );
    }

    #[test]
    fn encodings_fail_one_by_one() {
        let (document, at) = document(json!({ "encoding": {
            "a": { "style": "deepObject", "explode": true, "contentType": "text/plain" }, "b": { "style": "no" },
        } }));
        let found = encodings(&document, &at);
        let expected = Encoding {
            content_type: Some("text/plain".to_owned()),
            style: Some(Style::DeepObject),
            explode: Some(true),
            allow_reserved: None,
        };
        assert_eq!(found["a"], Ok(expected));
        assert!(found["b"].is_err());
    }

    #[test]
    fn response_header_and_body_do_without() {
        assert_eq!(
            given(response, json!({ "content": 7 })),
            Ok(Response { description: None })
        );
        let plain = Header {
            explode: false,
            required: false,
            deprecated: false,
            description: None,
        };
        assert_eq!(given(header, json!({ "schema": false })), Ok(plain));
        assert_eq!(
            given(request_body, json!({ "content": 7 })).map(|it| it.required),
            Ok(false)
        );
    }

    #[test]
    fn security_schemes_are_of_five_types() {
        let kind = |node| given(security_scheme, node).map(|it| it.kind);
        assert_eq!(
            kind(json!({ "type": "http", "scheme": "Bearer" })),
            Ok(SecurityKind::Http {
                scheme: "bearer".to_owned()
            })
        );
        let key = SecurityKind::ApiKey {
            location: Location::Header,
            name: "X-Key".to_owned(),
        };
        assert_eq!(
            kind(json!({ "type": "apiKey", "in": "header", "name": "X-Key" })),
            Ok(key)
        );
        assert_eq!(
            kind(json!({ "type": "oauth2", "flows": "broken" })),
            Ok(SecurityKind::OAuth2)
        );
        assert_eq!(
            kind(json!({ "type": "mutualTLS" })),
            Ok(SecurityKind::MutualTls)
        );
        let connect = SecurityKind::OpenIdConnect {
            url: "https://example.com".to_owned(),
        };
        assert_eq!(
            kind(json!({ "type": "openIdConnect", "openIdConnectUrl": "https://example.com" })),
            Ok(connect)
        );
        refused(
            security_scheme,
            json!({ "type": "http" }),
            "missing field `scheme` (#/x-node)",
        );
    }

    #[test]
    fn tag_keeps_its_documentation() {
        let found = given(
            tag,
            json!({ "name": "pets", "externalDocs": { "url": "https://example.com" } }),
        );
        assert_eq!(
            found.map(|it| it.external_docs.map(|docs| docs.url)),
            Ok(Some("https://example.com".to_owned()))
        );
        refused(
            tag,
            json!({}),
            "`name` is missing; it is required here (#/x-node)",
        );
    }
}
