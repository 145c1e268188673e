//! Calls from the operation to its result, over memory: the request to the byte, each kind of reply, and what shows.

mod sample;

use std::error::Error as _;
use std::time::Duration;

use http::{HeaderName, HeaderValue, StatusCode};
use openapi_runtime::transport::{Memory, TransportErrorKind};
use openapi_runtime::{
    ClientBuilder, ConfigError, Credential, Credentials, Error, Map, Operation, Reply,
};
use sample::{Client, CreateCoupon, Created, Problem, SECRET, key};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A client whose every call is answered so.
fn client(status: u16, body: &'static str) -> Result<(Client, Memory)> {
    let status = StatusCode::from_u16(status)?;
    let memory = Memory::new(move |_| {
        Reply::new(status, body).with_header(
            HeaderName::from_static("request-id"),
            HeaderValue::from_static("req_1"),
        )
    });
    Ok((Client::builder().transport(memory.clone()).build()?, memory))
}

/// A client without a network, to be set up.
fn offline() -> ClientBuilder<Client> {
    Client::builder().transport(Memory::in_order([]))
}

/// A request as text: route, headers in order of their names, body.
fn printed(request: &http::Request<bytes::Bytes>) -> String {
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    let body = String::from_utf8_lossy(request.body());
    format!(
        "{} {}\n{}\n\n{body}",
        request.method(),
        request.uri(),
        headers.join("\n")
    )
}

fn full(client: &Client) -> CreateCoupon {
    let mut create = client.create("acct/1");
    create.expand = Some(vec!["customer".to_owned(), "a b".to_owned()]);
    create.limit = Some(3);
    create.pin = Some("12 34".to_owned());
    create.seen = Some(true);
    create.body = Some(Map::from([
        ("code", json!("A B")),
        ("metadata", json!({"k": "", "l[": "é"})),
    ]));
    create
}

#[test]
fn a_request_has_each_value_at_its_place() -> Result {
    let (client, _) = client(204, "")?;
    assert_eq!(
        printed(&full(&client).request()?),
        "POST https://api.example/v1/accounts/acct%2F1/coupons?expand[]=customer&expand[]=a%20b&limit=3\n\
         accept: application/json, application/problem+json\n\
         authorization: Basic czNjcjN0Og==\n\
         content-type: application/x-www-form-urlencoded\n\
         cookie: seen=true\n\
         user-agent: openapi-runtime/0.1.0\n\
         x-pin: 12 34\n\
         \n\
         code=A+B&metadata[k]=&metadata[l%5B]=%C3%A9"
    );
    Ok(())
}

#[test]
fn a_request_without_options_has_little() -> Result {
    let client = Client::new(Credentials::none());
    assert_eq!(
        printed(&client.ping().request()?),
        "GET https://ping.example/v2/ping\naccept: text/plain\nuser-agent: openapi-runtime/0.1.0\n\n"
    );
    Ok(())
}

#[test]
fn credentials_in_query_and_cookie_stand_beside_parameters() -> Result {
    let credentials = Credentials::new()
        .with("query", Credential::query("api_key", "a&b"))
        .with("cookie", Credential::cookie("sid", "1"));
    let request = full(&Client::new(credentials)).request()?;
    assert_eq!(
        request.uri().query(),
        Some("expand[]=customer&expand[]=a%20b&limit=3&api_key=a%26b")
    );
    assert_eq!(request.headers()["cookie"], "seen=true; sid=1");
    assert!(!request.headers().contains_key("authorization"));
    Ok(())
}

#[test]
fn headers_of_the_call_replace_those_of_the_client_and_the_document() -> Result {
    let client: Client = offline()
        .header("Stripe-Account", "acct_1")
        .header("Accept", "text/html")
        .build()?;
    let plain = client.ping().request()?;
    assert_eq!(
        (
            &plain.headers()["stripe-account"],
            &plain.headers()["accept"]
        ),
        (&"acct_1".parse()?, &"text/html".parse()?)
    );
    let other = client
        .create("a")
        .with_header("stripe-account", "acct_2")
        .with_header("authorization", "Bearer x");
    let other = other.request()?;
    assert_eq!(
        (
            &other.headers()["stripe-account"],
            &other.headers()["authorization"]
        ),
        (&"acct_2".parse()?, &"Bearer x".parse()?)
    );
    assert_eq!(other.headers().len(), 5, "{:?}", other.headers());
    Ok(())
}

#[test]
fn a_base_url_that_the_user_chose_counts_for_every_operation() -> Result {
    let chosen: Client = offline().base_url("http://localhost:1/x/").build()?;
    assert_eq!(chosen.ping().request()?.uri(), "http://localhost:1/x/ping");
    let call = chosen.ping().with_base_url("https://other.example");
    assert_eq!(call.request()?.uri(), "https://other.example/ping");
    Ok(())
}

#[test]
fn a_client_that_is_set_up_wrong_is_refused() {
    let insecure = || ConfigError::Insecure {
        scheme: "http".to_owned(),
        host: "api.example".to_owned(),
    };
    assert_eq!(
        Client::builder()
            .base_url("http://api.example")
            .build()
            .err(),
        Some(insecure())
    );
    let header = |name: &str| {
        Some(ConfigError::Header {
            name: name.to_owned(),
        })
    };
    assert_eq!(
        Client::builder().header("a b", "x").build().err(),
        header("a b")
    );
    assert_eq!(
        Client::builder().header("a", "x\ny").build().err(),
        header("a")
    );
    let client = Client::new(key());
    let refused = |error| match error {
        Err(Error::Config(error)) => Some(error),
        _ => None,
    };
    assert_eq!(
        refused(
            client
                .ping()
                .with_base_url("http://api.example")
                .request()
                .map_err(drop_types)
        ),
        Some(insecure())
    );
    assert_eq!(
        refused(
            client
                .ping()
                .with_header("a", "\0")
                .request()
                .map_err(drop_types)
        ),
        header("a")
    );
}

fn drop_types<E>(error: Error<E>) -> Error<()> {
    match error {
        Error::Config(error) => Error::Config(error),
        Error::Encode(error) => Error::Encode(error),
        Error::Credentials(error) => Error::Credentials(error),
        Error::Invalid(violations) => Error::Invalid(violations),
        Error::Transport(error) => Error::Transport(error),
        Error::Status(_) | Error::Body(_) => unreachable!("no reply was asked for"),
        _ => unreachable!("no other errors"),
    }
}

/// The error of a request that was not sent: its text and its cause.
fn refusal(create: CreateCoupon) -> String {
    match create.request() {
        Ok(request) => printed(&request),
        Err(error) => format!(
            "{error}: {}",
            error.source().map(ToString::to_string).unwrap_or_default()
        ),
    }
}

#[test]
fn what_must_not_be_sent_says_why() -> Result {
    let (client, memory) = client(204, "")?;
    let mut nested = client.create("a");
    nested.body = Some(Map::from([("metadata", json!({"k": null}))]));
    let encode =
        "`metadata[k]` is null or not a finite number; this place takes a value, or is left out";
    assert_eq!(
        refusal(nested),
        format!("the request was not sent: {encode}")
    );
    let mut header = client.create("a");
    header.pin = Some("1\r\nX: y".to_owned());
    assert_eq!(
        refusal(header),
        "the request was not sent: `X-Pin` has a control character; a header takes none"
    );
    let anonymous = Client::new(Credentials::new()).create("a");
    let credentials = "`CreateCoupon` takes credentials for `basic` or `query` with `cookie`; the client has none";
    assert_eq!(
        refusal(anonymous),
        format!("the request was not sent: {credentials}")
    );
    assert!(memory.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_request_that_breaks_constraints_is_not_sent_unless_unchecked() -> Result {
    let (client, memory) = client(204, "")?;
    let mut create = client.create("a");
    create.account = None;
    create.limit = Some(0);
    create.body = None;
    let error = create.clone().send().await.err();
    let Some(Error::Invalid(violations)) = error else {
        return Err("not invalid".into());
    };
    let places: Vec<_> = violations
        .0
        .iter()
        .map(|violation| (violation.pointer.as_str(), violation.keyword))
        .collect();
    assert_eq!(
        places,
        [
            ("/path/account", "required"),
            ("/query/limit", "minimum"),
            ("", "required")
        ]
    );
    assert!(memory.requests().is_empty());
    create.account = Some("a".to_owned());
    assert_eq!(create.unchecked().send().await?, Created::Nothing);
    assert_eq!(memory.requests().len(), 1);
    let content_type = memory.requests()[0].headers().get("content-type").cloned();
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    assert_eq!(content_type, Some(form), "a form without values is one");
    Ok(())
}

#[tokio::test]
async fn success_is_decoded_by_its_case() -> Result {
    let (with_body, memory) = client(201, r#"{"id":"a"}"#)?;
    let received = with_body.create("a").send_with_meta().await?;
    assert_eq!(
        received.value,
        Created::Coupon(Map::from([("id", json!("a"))]))
    );
    assert_eq!(
        (received.reply.status.as_u16(), received.reply.request_id()),
        (201, Some("req_1"))
    );
    assert_eq!(
        printed(&memory.requests()[0]),
        printed(&with_body.create("a").request()?)
    );
    let (without_body, _) = client(204, "")?;
    assert_eq!(without_body.create("a").send().await?, Created::Nothing);
    Ok(())
}

/// The error of a call that is answered so.
async fn failed(status: u16, body: &'static str) -> Result<Error<Problem>> {
    let (client, _) = client(status, body)?;
    client
        .create("a")
        .send()
        .await
        .err()
        .ok_or("the call succeeded".into())
}

#[tokio::test]
async fn an_error_is_decoded_by_its_status_then_its_class() -> Result {
    for (status, case) in [(404, 1), (402, 2)] {
        let error = failed(status, r#"{"code":"x"}"#).await?;
        assert_eq!(
            error.body(),
            Some(&Problem(case, Map::from([("code", json!("x"))])))
        );
        assert_eq!(
            error.reply().map(|reply| reply.status.as_u16()),
            Some(status)
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_error_that_does_not_decode_keeps_its_reply() -> Result {
    let Error::Status(error) = failed(402, "<html>").await? else {
        return Err("no status".into());
    };
    assert_eq!(&error.reply.body[..], b"<html>");
    assert!(matches!(error.body, Some(Err(_))));
    assert!(error.source().is_some());
    assert_eq!(
        error.to_string(),
        "the server answered 402 Payment Required (request req_1)"
    );
    Ok(())
}

#[tokio::test]
async fn a_status_without_documented_body_is_typed_nothing() -> Result {
    for (status, case) in [(503, Some(3)), (500, None), (202, None), (302, None)] {
        let Error::Status(error) = failed(status, r#"{"a":1}"#).await? else {
            return Err("no status".into());
        };
        assert_eq!(
            (error.case, error.body.is_none(), error.reply.body.len()),
            (case, true, 7),
            "{status}"
        );
    }
    let text = failed(500, "").await?.to_string();
    assert_eq!(
        text,
        "the server answered 500 Internal Server Error, which the document does not name (request req_1)"
    );
    Ok(())
}

#[tokio::test]
async fn a_success_that_does_not_decode_keeps_its_reply() -> Result {
    let Error::Body(error) = failed(201, "[s3cr3t]").await? else {
        return Err("no body".into());
    };
    assert_eq!(&error.reply.body[..], b"[s3cr3t]");
    assert!(!format!("{error} {error:?} {}", error.error).contains(SECRET));
    Ok(())
}

#[tokio::test]
async fn default_is_a_success_with_a_status_of_success_only() -> Result {
    let (good, _) = client(299, "pong")?;
    assert_eq!(good.ping().send().await?, "pong");
    let (bad, _) = client(500, "pong")?;
    let Err(Error::Status(error)) = bad.ping().send().await else {
        return Err("no status".into());
    };
    assert_eq!((error.case, error.body.is_none()), (Some(0), true));
    Ok(())
}

#[tokio::test]
async fn memory_answers_in_order_and_keeps_to_limits() -> Result {
    let memory =
        Memory::in_order(["one", "two", "three"].map(|body| Reply::new(StatusCode::OK, body)));
    let client: Client = Client::builder()
        .transport(memory)
        .max_response_bytes(3)
        .build()?;
    assert_eq!(client.ping().send().await?, "one");
    assert_eq!(client.ping().send().await?, "two");
    for (kind, partial) in [
        (TransportErrorKind::TooLarge, Some(&b"thr"[..])),
        (TransportErrorKind::Other, None),
    ] {
        let Err(Error::Transport(error)) = client.ping().send().await else {
            return Err("no transport error".into());
        };
        assert_eq!(
            (error.kind(), error.partial().map(|reply| &reply.body[..])),
            (kind, partial)
        );
    }
    Ok(())
}

#[test]
fn an_operation_prints_its_values_but_no_secret() -> Result {
    let (client, _) = client(204, "")?;
    let mut create = full(&client)
        .with_header("x", SECRET)
        .with_timeout(Duration::from_secs(1));
    create.pin = Some(SECRET.to_owned());
    assert_eq!(
        format!("{create:?}"),
        "CreateCoupon { route: POST /accounts/{account}/coupons, account: \"acct/1\", expand: [\"customer\", \"a b\"], \
         limit: 3, X-Pin: [redacted], seen: true, body: {\"code\": \"A B\", \"metadata\": {\"k\":\"\",\"l[\":\"é\"}} }"
    );
    Ok(())
}

#[test]
fn nothing_that_holds_a_secret_shows_it() -> Result {
    let builder = Client::builder()
        .header("x-secret", SECRET)
        .base_url(format!("https://{SECRET}:{SECRET}@api.example"));
    assert!(!format!("{builder:?}").contains(SECRET), "{builder:?}");
    let error = builder.build().map(|_| ()).err().ok_or("built")?;
    assert!(!format!("{error:?} {error}").contains(SECRET), "{error:?}");
    let client = offline().header("x-secret", SECRET).build()?;
    assert!(!format!("{client:?}").contains(SECRET), "{client:?}");
    let request = client
        .create("a")
        .with_header("y-secret", SECRET)
        .request()?;
    assert_eq!(request.headers()["y-secret"], SECRET);
    let shown = format!("{request:?}");
    assert!(
        !shown.contains(SECRET) && !shown.contains("czNjcjN0"),
        "{shown}"
    );
    let mut ping = client.ping().with_header("z", SECRET);
    let call = ping.call_mut();
    assert!(!format!("{call:?}").contains(SECRET), "{call:?}");
    Ok(())
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_a_transport_there_is_no_client() {
    let error = Client::builder().build().err();
    assert_eq!(error, Some(ConfigError::NoTransport));
}

/// Fails to compile where a future of a call cannot move between threads.
#[test]
fn calls_can_be_spawned() {
    fn is_send<T: Send>(_: &T) {}
    let client = Client::new(key());
    is_send(&client.ping().send());
    is_send(&client.create("a").send_with_meta());
}
