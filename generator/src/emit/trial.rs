//! A small API, made by hand: what its files are, and how what matters in them reads.

use std::collections::BTreeMap;

use super::{emit, emit_on};
use crate::document::pointer::Pointer;
use crate::ir::{
    Api, Body, BodyArgument, BodyFormat, Docs, EnumValue, Enumeration, Field, Holder, Home, Ident,
    Kind, Operation, Outcome, Presence, Resource, Response, ResponseBody, ResponseFormat, Rest,
    SpreadName, Status, Struct, Type, TypeDef, TypeId,
};

fn name(text: &str) -> Ident {
    Ident::checked(text).expect("the tests name valid identifiers, because nothing else compiles")
}

fn field(wire: &str, presence: Presence, holder: Holder, ty: Type) -> Field {
    Field {
        wire: wire.to_owned(),
        name: name(wire),
        docs: Docs::default(),
        presence,
        only_in: None,
        holder,
        ty,
        boxed: false,
        checks: Vec::new(),
        deprecated: false,
        unset: None,
        null: None,
    }
}

fn required(wire: &str, ty: Type) -> Field {
    field(wire, Presence::Required, Holder::Bare, ty)
}

fn optional(wire: &str, ty: Type) -> Field {
    field(wire, Presence::Optional, Holder::Option, ty)
}

fn object(fields: Vec<Field>) -> Kind {
    Kind::Struct(Struct {
        constants: Vec::new(),
        fields,
        rest: Rest::Ignored,
        checks: Vec::new(),
        generic: false,
    })
}

fn ty(text: &str, home: Home, kind: Kind, in_request: bool) -> TypeDef {
    TypeDef {
        name: name(text),
        at: Pointer::root(),
        docs: Docs::default(),
        home,
        kind,
        in_request,
        in_response: !in_request,
    }
}

fn model(text: &str, kind: Kind, in_request: bool) -> TypeDef {
    ty(
        text,
        Home::Model(name(&text.to_lowercase())),
        kind,
        in_request,
    )
}

fn response(status: u16, body: Option<Type>) -> Response {
    Response {
        status: Status::Exact(status),
        success: status < 300,
        media_type: body.as_ref().map(|_| "application/json".to_owned()),
        body: body.map(|ty| ResponseBody {
            ty,
            format: ResponseFormat::Json,
            checks: Vec::new(),
            at: None,
        }),
        variant: String::new(),
        docs: Docs::default(),
        headers: Vec::new(),
    }
}

fn operation() -> Operation {
    let names = ["code", "format"].map(|text| SpreadName {
        name: name(text),
        unset: None,
        null: None,
    });
    Operation {
        id: "createCoupon".to_owned(),
        at: Pointer::root(),
        name: name("create"),
        module: name("create"),
        type_name: name("Create"),
        docs: Docs("Makes a coupon.".to_owned()),
        method: "POST".to_owned(),
        path: "/coupons".to_owned(),
        server: None,
        deprecated: false,
        parameters: Vec::new(),
        body: Some(Body {
            media_type: "application/json".to_owned(),
            format: BodyFormat::Json,
            required: false,
            checks: Vec::new(),
            at: None,
            ty: Type::Named(TypeId(0)),
            argument: BodyArgument::Spread(TypeId(0), names.into()),
        }),
        responses: vec![
            response(201, Some(Type::Named(TypeId(1)))),
            response(400, Some(Type::String)),
            response(500, None),
        ],
        output: Outcome::One(Type::Named(TypeId(1)), ResponseFormat::Json),
        failure: Outcome::ByStatus(
            name("CreateFailure"),
            vec![(1, name("BadRequest")), (2, name("Broken"))],
        ),
        security: Vec::new(),
        required: None,
    }
}

/// Type 0 is the body of the operation, 1 what it gives, 2 an enumeration by the name of one of the runtime's.
pub(super) fn api() -> Api {
    let body = object(vec![
        optional("code", Type::String),
        optional("format", Type::Named(TypeId(2))),
    ]);
    let five = ["a", "b", "c", "d", "e"].map(|wire| required(wire, Type::String));
    let format = Enumeration {
        values: vec![EnumValue {
            wire: "short".to_owned(),
            name: name("Short"),
        }],
        unknown: name("Unknown"),
        open: false,
    };
    Api {
        name: name("shop"),
        title: "Shop <1>".to_owned(),
        version: "1".to_owned(),
        docs: Docs::default(),
        base_url: Some("https://shop.example".to_owned()),
        schemes: Vec::new(),
        subjects: Vec::new(),
        examples: Vec::new(),
        headers: Vec::new(),
        types: vec![
            ty("CreateBody", Home::Operation(0, 0), body, true),
            model("Coupon", object(vec![required("id", Type::String)]), false),
            model("Check", Kind::Enumeration(format), true),
            model("Many", object(five.into()), true),
        ],
        resources: vec![Resource {
            name: name("coupons"),
            type_name: name("Coupons"),
            docs: Docs::default(),
            parent: None,
            operations: vec![operation()],
        }],
    }
}

fn check(path: &str, parts: &[&str]) {
    let files: BTreeMap<String, String> = emit(&api());
    let text = files
        .get(path)
        .unwrap_or_else(|| panic!("no file {path} among {:?}", files.keys()));
    for part in parts {
        assert!(text.contains(part), "{path} has no {part:?}:\n{text}");
    }
}

#[test]
fn every_part_has_its_file() {
    let files = emit(&api());
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        "client.rs",
        "mod.rs",
        "models/check.rs",
        "models/coupon.rs",
        "models/many.rs",
        "models/mod.rs",
        "resources/coupons/create.rs",
        "resources/coupons/mod.rs",
        "resources/mod.rs",
    ];
    assert_eq!(paths, expected);
    assert_eq!(files, emit(&api()), "two runs differ");
    assert!(
        files
            .values()
            .all(|text| text.starts_with("// @generated by `cargo xtask gen`"))
    );
}

#[test]
fn the_root_names_the_api() {
    check(
        "mod.rs",
        &[
            "//! Shop \\<1\\>\n//!\n//! Version `1`",
            "pub use models::*;",
            "const _: () = expect_interface(6);",
        ],
    );
    check(
        "client.rs",
        &[
            "pub fn new() -> Self {",
            "Core::new(BASE_URL, Credentials::none())",
            "impl Default for Client",
        ],
    );
}

#[test]
fn what_only_comes_back_has_no_constructor() {
    let files = emit(&api());
    assert!(files["models/coupon.rs"].contains("    pub id: String = Required(\"id\"),\n"));
    assert!(!files["models/coupon.rs"].contains("pub fn new"));
    assert!(
        !files["resources/coupons/create.rs"].contains("pub struct CreateBody"),
        "the operation has the properties"
    );
}

#[test]
fn many_required_values_are_named() {
    check(
        "models/many.rs",
        &[
            "pub struct ManyRequired {",
            "pub fn new(required: ManyRequired) -> Self {",
            "a: required.a,",
        ],
    );
    check("models/mod.rs", &["pub use many::{Many, ManyRequired};"]);
}

#[test]
fn an_inline_body_is_spread_over_its_operation() {
    check(
        "resources/coupons/create.rs",
        &[
            "pub struct Create = \"createCoupon\": \"POST\" \"/coupons\" {}\n",
            "    body: \"application/json\", Json;\n    object CreateBody {\n",
            "code: Option<String> = Optional(\"code\") <- into(String),",
            "format: Option<Check> = Optional(\"format\") <- into(Check),",
        ],
    );
    check(
        "resources/coupons/mod.rs",
        &["pub fn create(&self) -> Create {\n        Operation::blank(Call::new(&self.core))\n"],
    );
}

#[test]
fn errors_decode_by_status() {
    check(
        "resources/coupons/create.rs",
        &[
            "    failure: CreateFailure;\n",
            "impl FromReply for CreateFailure {\n    fn from_reply(case: usize, reply: &mut Reading<'_>)",
            "1 => reply.json().map(Self::BadRequest),",
            "_ => Ok(Self::Broken),\n",
            "    /// Status `500`.\n    Broken,",
        ],
    );
}

#[test]
fn functions_stand_apart_and_docs_end_with_the_route() {
    check(
        "resources/coupons/mod.rs",
        &[
            "Self { core: core.clone() }\n    }\n\n    /// Makes a coupon.\n    ///\n    /// `POST /coupons`\n    pub fn create(&self)",
            "pub(crate) mod create;\n\npub use create::{Create, CreateFailure};",
        ],
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = emit_on(&api(), 1);
    assert!(one.len() > 4, "there is a file for more than one thread");
    for workers in [2, 3, 8, 64] {
        assert_eq!(emit_on(&api(), workers), one, "{workers} threads");
    }
}
