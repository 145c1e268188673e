//! An operation as a generated crate states it, and a client for it.

use std::fmt;

use openapi_runtime::endpoint::{
    BodyFormat, Encoding, Endpoint, Location, Parameter, RequestBody, ResponseCase, Side,
    StatusPattern, Style, Word,
};
use openapi_runtime::operation::{Content, Parts, debug_operation};
use openapi_runtime::shape::{Bound, Check, Format};
use openapi_runtime::{
    Call, ClientBuilder, Core, Credential, Credentials, DecodeError, FromReply, Json, Map,
    Operation, Reading, expect_interface,
};

const _: () = expect_interface(6);

const fn parameter(wire: &'static str, location: Location, style: Style) -> Parameter {
    Parameter {
        wire,
        location,
        style,
        words: &[],
        checks: &[],
    }
}

const fn response(
    status: StatusPattern,
    side: Side,
    media_type: Option<&'static str>,
) -> ResponseCase {
    ResponseCase {
        status,
        side,
        media_type,
        checks: &[],
        headers: &[],
    }
}

static CREATE: Endpoint = Endpoint {
    name: "CreateCoupon",
    method: "POST",
    path: "/accounts/{account}/coupons",
    server: None,
    parameters: &[
        Parameter {
            words: &[Word::Required],
            ..parameter("account", Location::Path, Style::Simple)
        },
        parameter("expand", Location::Query, Style::DeepObject),
        Parameter {
            checks: &[Check::Minimum(Bound::Integer(1))],
            ..parameter("limit", Location::Query, Style::Form)
        },
        Parameter {
            checks: &[Check::Format(Format::Password)],
            ..parameter("X-Pin", Location::Header, Style::Simple)
        },
        parameter("seen", Location::Cookie, Style::Form),
    ],
    body: Some(RequestBody {
        media_type: "application/x-www-form-urlencoded",
        format: BodyFormat::Form(&[Encoding("metadata", Style::DeepObject, &[])]),
        words: &[Word::Required],
        checks: &[],
    }),
    properties: None,
    security: &[&["basic"], &["query", "cookie"]],
    responses: &[
        response(
            StatusPattern::Exact(201),
            Side::Success,
            Some("application/json"),
        ),
        response(
            StatusPattern::Exact(404),
            Side::Failure,
            Some("application/json"),
        ),
        response(
            StatusPattern::Class(4),
            Side::Failure,
            Some("application/problem+json"),
        ),
        response(StatusPattern::Exact(503), Side::Failure, None),
        response(StatusPattern::Exact(204), Side::Success, None),
    ],
};

/// Creates a coupon.
#[derive(Clone)]
pub struct CreateCoupon {
    call: Call,
    pub account: Option<String>,
    pub expand: Option<Vec<String>>,
    pub limit: Option<i64>,
    pub pin: Option<String>,
    pub seen: Option<bool>,
    pub body: Option<Map<Json>>,
}

/// What success decodes to: by status, a body or none.
#[derive(Debug, PartialEq)]
pub enum Created {
    Coupon(Map<Json>),
    Nothing,
}

/// What an error decodes to: which case, and its body.
#[derive(Debug, PartialEq)]
pub struct Problem(pub usize, pub Map<Json>);

impl Operation for CreateCoupon {
    type Output = Created;
    type Failure = Problem;
    fn endpoint() -> &'static Endpoint {
        &CREATE
    }

    fn blank(call: Call) -> Self {
        Self {
            call,
            account: None,
            expand: None,
            limit: None,
            pin: None,
            seen: None,
            body: None,
        }
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.call
    }

    fn parts(&self) -> Parts<'_> {
        Parts::new(
            &self.call,
            &[
                &self.account,
                &self.expand,
                &self.limit,
                &self.pin,
                &self.seen,
            ],
            Content::Whole(&self.body),
        )
    }
}

impl FromReply for Created {
    fn from_reply(case: usize, reply: &mut Reading<'_>) -> Result<Self, DecodeError> {
        match case {
            0 => reply.json().map(Self::Coupon),
            _ => Ok(Self::Nothing),
        }
    }
}

impl FromReply for Problem {
    fn from_reply(case: usize, reply: &mut Reading<'_>) -> Result<Self, DecodeError> {
        reply.json().map(|body| Self(case, body))
    }
}

/// An operation with one documented response, `default`, and nothing else.
#[derive(Clone)]
pub struct Ping(pub Call);

static PING: Endpoint = Endpoint {
    name: "Ping",
    method: "GET",
    path: "/ping",
    server: Some("https://ping.example/v2"),
    parameters: &[],
    body: None,
    properties: None,
    security: &[],
    responses: &[response(
        StatusPattern::Default,
        Side::Success,
        Some("text/plain"),
    )],
};

impl Operation for Ping {
    type Output = String;
    type Failure = Json;
    fn endpoint() -> &'static Endpoint {
        &PING
    }

    fn blank(call: Call) -> Self {
        Self(call)
    }

    fn call_mut(&mut self) -> &mut Call {
        &mut self.0
    }

    fn parts(&self) -> Parts<'_> {
        Parts::new(&self.0, &[], Content::Nothing)
    }

    fn output(_case: usize, reply: &mut Reading<'_>) -> Result<String, DecodeError> {
        reply.text()
    }

    fn failure(_case: usize, reply: &mut Reading<'_>) -> Result<Json, DecodeError> {
        reply.json()
    }
}

impl fmt::Debug for CreateCoupon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_operation(self, f)
    }
}

impl fmt::Debug for Ping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_operation(self, f)
    }
}

/// The credential that must never show.
pub const SECRET: &str = "s3cr3t";

/// A client as a generated crate states it.
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
}

impl From<Core> for Client {
    fn from(core: Core) -> Self {
        Self { core }
    }
}

impl Client {
    /// The document's client.
    pub fn new(credentials: Credentials) -> Self {
        Self::from(Core::new("https://api.example/v1", credentials))
    }

    /// The same, to be set up.
    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new("https://api.example/v1", key())
    }

    pub fn create(&self, account: &str) -> CreateCoupon {
        CreateCoupon {
            call: Call::new(&self.core),
            account: Some(account.to_owned()),
            expand: None,
            limit: None,
            pin: None,
            seen: None,
            body: Some(Map::new()),
        }
    }

    pub fn ping(&self) -> Ping {
        Ping(Call::new(&self.core))
    }
}

/// A key as the user of Basic.
pub fn key() -> Credentials {
    Credentials::new().with("basic", Credential::basic(SECRET, ""))
}
