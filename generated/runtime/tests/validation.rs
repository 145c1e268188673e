//! What a client validates: responses where it is asked to, formats as it is asked to.

use http::{HeaderName, HeaderValue, StatusCode};
use openapi_runtime::fill::Fill;
use openapi_runtime::shape::Check::{
    Format, MaxItems, MaxLength, MinProperties, Minimum, Required, Type,
};
use openapi_runtime::shape::{self, Bound, Kinds};
use openapi_runtime::transport::Memory;
use openapi_runtime::{
    Call, ClientBuilder, Core, Credentials, Error, Json, Reply, enumeration, object, operation,
    union,
};

enumeration! {
    /// A size.
    pub enum Size {
        Small = "small",
        _ = Unknown,
    }
}

union! {
    /// A size or a number.
    pub enum Fit: OneOf {
        /// By name.
        0 Name(Size) = plain Size: STRING;
        /// By number.
        1 Number(i64) = plain i64: INTEGER;
        _ = Unmatched;
    }
}

object! {
    /// A shirt.
    pub struct Shirt {
        /// Who sewed it.
        pub sewn_by: Option<String> = Optional("sewn_by", Format(shape::Format::Email)),
        /// Its size.
        pub fit: Option<Fit> = Optional("fit"),
    }
}

operation! {
    /// Stores a shirt.
    pub struct Store = "store": "PUT" "/shirt" {}
    body: "application/json", Json;
    value {
        body: Shirt = Body,
    }
    responses:
        Exact(200) => Success "application/json" [MinProperties(1)] (
            One("X-Left", INTEGER + Required, Type(Kinds::INTEGER), Minimum(Bound::Integer(0))),
            List("X-Sizes", STRING, MaxItems(2)),
        ),
        Exact(202) => Success "text/plain" [MaxLength(2)],
        Default => Failure "application/json" [Required(&["error"])];
    output(case, reply): Option<Shirt> = match case {
        0 => reply.json().map(Some),
        _ => reply.text().map(|_| None),
    };
    failure(_case, reply): Json = reply.json();
}

const LEFT: HeaderName = HeaderName::from_static("x-left");

type Sent = Result<Option<Shirt>, Error<Json>>;

/// Sends a shirt that was sewn by somebody, and is answered so.
async fn send(
    setup: fn(ClientBuilder<Core>) -> ClientBuilder<Core>,
    sewn_by: &str,
    (status, answer): (u16, &'static str),
) -> Sent {
    let left = HeaderValue::from_static("1");
    let status = StatusCode::from_u16(status).unwrap_or_default();
    let reply = Reply::new(status, answer).with_header(LEFT, left);
    send_for(setup, sewn_by, reply).await
}

async fn send_for(
    setup: fn(ClientBuilder<Core>) -> ClientBuilder<Core>,
    sewn_by: &str,
    reply: Reply,
) -> Sent {
    let builder = ClientBuilder::new("https://shirts.example", Credentials::new());
    let memory = Memory::new(move |_| reply.clone());
    let core: Core = setup(builder.transport(memory))
        .build()
        .map_err(Error::Config)?;
    let mut body = Shirt::blank();
    body.sewn_by = Some(sewn_by.to_owned());
    let call = Call::new(&core);
    Store { call, body }.send().await
}

/// What a call came to: the violations of a response with status and body, those of a request, or another word.
fn told(sent: Sent) -> String {
    let places = |error: &Error<Json>| {
        let violations = error.violations().into_iter().flatten();
        let places = violations.map(|it| format!("{} {}", it.pointer, it.keyword));
        places.collect::<Vec<_>>().join(", ")
    };
    match sent {
        Ok(_) => "sent".to_owned(),
        Err(Error::InvalidResponse(error)) => {
            let (status, body) = (error.reply.status, error.reply.body.clone());
            let places = places(&Error::InvalidResponse(error));
            format!(
                "{} {}: {places}",
                status.as_u16(),
                String::from_utf8_lossy(&body)
            )
        }
        Err(Error::Status(error)) => error.to_string(),
        Err(error) => format!("{error}: {}", places(&error)),
    }
}

async fn judged(answer: (u16, &'static str), expected: &str) {
    let lenient = told(send(|it| it, "a@b.example", answer).await);
    assert!(!lenient.contains(": "), "{lenient}");
    let strict = |it: ClientBuilder<Core>| it.validate_responses(true);
    assert_eq!(told(send(strict, "a@b.example", answer).await), expected);
}

#[tokio::test]
async fn responses_are_judged_by_type_and_place() {
    judged((200, r#"{"fit": "small"}"#), "sent").await;
    judged((200, "{}"), "200 {}:  minProperties").await;
    judged((202, "ok"), "sent").await;
    judged((202, "okay"), "202 okay:  maxLength").await;
}

#[tokio::test]
async fn what_leniency_lets_in_is_refused() {
    judged(
        (200, r#"{"fit": "large"}"#),
        r#"200 {"fit": "large"}: /fit enum"#,
    )
    .await;
    judged(
        (200, r#"{"fit": true}"#),
        r#"200 {"fit": true}: /fit oneOf"#,
    )
    .await;
}

#[tokio::test]
async fn documented_errors_are_judged_too() {
    judged(
        (404, r#"{"error": 1}"#),
        "the server answered 404 Not Found",
    )
    .await;
    judged((404, "{}"), "404 {}:  required").await;
}

#[tokio::test]
async fn headers_are_judged_too() {
    async fn with(headers: &[(HeaderName, &'static str)], expected: &str) {
        let reply = Reply::new(StatusCode::OK, r#"{"fit": "small"}"#);
        let reply = headers.iter().fold(reply, |reply, (name, text)| {
            reply.with_header(name.clone(), HeaderValue::from_static(text))
        });
        let lenient = send_for(|it| it, "a@b.example", reply.clone()).await;
        assert_eq!(told(lenient), "sent");
        let strict = send_for(|it| it.validate_responses(true), "a@b.example", reply).await;
        let found = told(strict);
        let found = found.trim_start_matches(r#"200 {"fit": "small"}: "#);
        assert_eq!(found, expected);
    }
    let sizes = HeaderName::from_static("x-sizes");
    with(&[(LEFT, "3"), (sizes.clone(), "s, m")], "sent").await;
    with(&[], "/header/X-Left required").await;
    with(&[(LEFT, "-1")], "/header/X-Left minimum").await;
    with(
        &[(LEFT, "few"), (sizes, "s, m, l")],
        "/header/X-Left type, /header/X-Sizes maxItems",
    )
    .await;
}

#[tokio::test]
async fn formats_count_in_requests_unless_said_otherwise() {
    const ANSWER: (u16, &str) = (200, r#"{"sewn_by": "nobody"}"#);
    let refused = "the request was not sent: it breaks the document's constraints: /sewn_by format";
    assert_eq!(told(send(|it| it, "nobody", ANSWER).await), refused);
    let without = |it: ClientBuilder<Core>| it.validate_formats(false).validate_responses(true);
    assert_eq!(told(send(without, "nobody", ANSWER).await), "sent");
    let responses = |it: ClientBuilder<Core>| it.validate_responses(true);
    assert_eq!(told(send(responses, "a@b.example", ANSWER).await), "sent");
    let both = |it: ClientBuilder<Core>| it.validate_responses(true).validate_formats(true);
    let found = r#"200 {"sewn_by": "nobody"}: /sewn_by format"#;
    assert_eq!(told(send(both, "a@b.example", ANSWER).await), found);
}
