//! Replies that do not come, come in part, or are not what they should be: each its own error, with what did come.

use std::error::Error as _;
use std::sync::mpsc;
use std::time::Duration;

use generated::runtime::transport::{TransportError, TransportErrorKind};
use generated::runtime::{Error, Operation, Reply};
use generated::stripe::promotion_codes::Retrieve;
use generated::stripe::{Auth, Client, ErrorResponse, PromotionCode};

use crate::Result;
use crate::clients::{self, KEY};
use crate::samples::{CUSTOMER_ID, promotion_code};
use crate::server::{LONG, Nowhere, REQUEST_ID, Script, Server};

/// The server takes longer: it does not answer before the call has ended.
const SHORT: Duration = Duration::from_millis(150);
/// Enough for the head of a reply on loopback, however busy the machine.
const AMPLE: Duration = Duration::from_secs(2);
/// More than a promotion code of the samples has.
const MUCH: usize = 4096;

type Sent = std::result::Result<PromotionCode, Error<ErrorResponse>>;

fn retrieve(base_url: &str, most: usize) -> Result<Retrieve> {
    let builder = Client::builder(Auth::bearer(KEY)).base_url(base_url);
    let stripe = builder.timeout(LONG).max_response_bytes(most).build()?;
    Ok(stripe.promotion_codes().retrieve("promo_1"))
}

async fn send(script: Script, most: usize) -> Result<Sent> {
    let server = Server::start([script])?;
    Ok(retrieve(&server.url(""), most)?.send().await)
}

fn transport(sent: Sent) -> Result<TransportError> {
    let error = match sent {
        Err(error) => error,
        Ok(code) => return Err(format!("a reply: {code:?}").into()),
    };
    let shown = format!("{error} {error:?} {:?}", error.source());
    assert!(!shown.contains(KEY), "{shown}");
    match error {
        Error::Transport(error) => Ok(error),
        other => Err(format!("no error of the transport: {other:?}").into()),
    }
}

/// What came: status, request id and body.
fn came(reply: Option<&Reply>) -> Option<(u16, Option<&str>, &str)> {
    let reply = reply?;
    let body = std::str::from_utf8(&reply.body).unwrap_or("not UTF-8");
    Some((reply.status.as_u16(), reply.request_id(), body))
}

/// Sends to a server that plays this script; compares the kind of the error and what came of the reply.
async fn check(
    script: Script,
    most: usize,
    kind: TransportErrorKind,
    partial: Option<(u16, &str)>,
) -> Result {
    let error = transport(send(script, most).await?)?;
    let partial = partial.map(|(status, body)| (status, Some(REQUEST_ID), body));
    assert_eq!(
        (error.kind(), came(error.partial())),
        (kind, partial),
        "{error}"
    );
    Ok(())
}

#[tokio::test]
async fn a_connection_cut_mid_body_keeps_what_came() -> Result {
    let part = Script::part(200, 100, r#"{"id": "pro"#);
    check(
        part,
        MUCH,
        TransportErrorKind::Cut,
        Some((200, r#"{"id": "pro"#)),
    )
    .await?;
    let chunks = Script::chunks(200, &[r#"{"id":"#, r#" "pro"#]);
    check(
        chunks,
        MUCH,
        TransportErrorKind::Cut,
        Some((200, r#"{"id": "pro"#)),
    )
    .await
}

#[tokio::test]
async fn a_cut_error_keeps_its_status() -> Result {
    let part = Script::part(500, 100, r#"{"error": "#);
    check(
        part,
        MUCH,
        TransportErrorKind::Cut,
        Some((500, r#"{"error": "#)),
    )
    .await
}

#[tokio::test]
async fn a_connection_cut_before_the_body_is_cut() -> Result {
    check(Script::silence(), MUCH, TransportErrorKind::Cut, None).await?;
    check(
        Script::raw("HTTP/1.1 200 O"),
        MUCH,
        TransportErrorKind::Cut,
        None,
    )
    .await?;
    check(
        Script::part(200, 10, ""),
        MUCH,
        TransportErrorKind::Cut,
        Some((200, "")),
    )
    .await
}

#[tokio::test]
async fn what_is_not_http_is_an_error_of_its_own() -> Result {
    check(
        Script::raw("220 mail ready\r\n\r\n"),
        MUCH,
        TransportErrorKind::Other,
        None,
    )
    .await
}

/// Sends to a server that answers 200 with this body, which must not decode: for this keyword, at this place.
async fn check_body(body: &str, keyword: &str, pointer: &str) -> Result {
    let error = match send(Script::json(200, body), MUCH).await? {
        Err(Error::Body(error)) => error,
        other => return Err(format!("no error of the body: {other:?}").into()),
    };
    assert_eq!(
        came(Some(&error.reply)),
        Some((200, Some(REQUEST_ID), body))
    );
    assert_eq!(
        (error.error.keyword(), error.error.pointer()),
        (keyword, pointer),
        "{}",
        error.error
    );
    assert!(error.to_string().contains(REQUEST_ID), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_success_that_is_not_json_keeps_its_body() -> Result {
    check_body("<html>Welcome", "json", "").await?;
    check_body("", "json", "").await?;
    check_body(r#"{"id": "promo_1", "#, "json", "").await?;
    check_body(&format!("{} {{}}", promotion_code("null")), "json", "").await
}

#[tokio::test]
async fn a_success_that_does_not_fit_says_where() -> Result {
    let code = promotion_code("null");
    check_body("[]", "type", "").await?;
    check_body(&code.replace("\"code\"", "\"cod\""), "required", "").await?;
    check_body(
        &code.replace("25.5", "\"25.5\""),
        "type",
        "/coupon/percent_off",
    )
    .await
}

#[tokio::test]
async fn an_oversized_body_is_not_read_beyond_the_limit() -> Result {
    // Neither script ends before the client has turned away.
    let stated = Script::part(200, 11, "").hold();
    check(stated, 10, TransportErrorKind::TooLarge, Some((200, ""))).await?;
    let chunks = Script::chunks(200, &["0123456", "789abc"]).hold();
    check(
        chunks,
        10,
        TransportErrorKind::TooLarge,
        Some((200, "0123456789")),
    )
    .await?;
    let error = Script::chunks(500, &["0123456789abc"]).hold();
    check(
        error,
        10,
        TransportErrorKind::TooLarge,
        Some((500, "0123456789")),
    )
    .await
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_read() -> Result {
    let code = promotion_code(CUSTOMER_ID);
    assert!(send(Script::json(200, &code), code.len()).await?.is_ok());
    let error = transport(send(Script::json(200, &code), code.len() - 1).await?)?;
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    Ok(())
}

#[tokio::test]
async fn a_body_in_chunks_is_put_together() -> Result {
    let code = promotion_code("null");
    let (first, rest) = code.split_at(code.len() / 2);
    let sent = send(Script::chunks(200, &[first, rest, ""]), MUCH).await?;
    assert_eq!(sent?.id, "promo_1");
    Ok(())
}

/// Sends to a server that plays this script and then waits for a word that comes when the call has ended.
async fn check_timeout(script: Script, timeout: Duration, partial: Option<(u16, &str)>) -> Result {
    let (release, word) = mpsc::channel();
    let server = Server::start([script.wait(word)])?;
    let call = retrieve(&server.url(""), MUCH)?.with_timeout(timeout);
    let error = transport(call.send().await)?;
    let partial = partial.map(|(status, body)| (status, Some(REQUEST_ID), body));
    assert_eq!(
        (error.kind(), came(error.partial())),
        (TransportErrorKind::Timeout, partial)
    );
    drop(release);
    Ok(())
}

#[tokio::test]
async fn the_time_is_up_before_the_head_and_within_the_body() -> Result {
    check_timeout(Script::silence(), SHORT, None).await?;
    check_timeout(Script::raw("HTTP/1.1 200 O"), SHORT, None).await?;
    check_timeout(Script::part(200, 100, "{"), AMPLE, Some((200, "{"))).await
}

#[tokio::test]
async fn the_time_of_the_client_counts_where_the_call_has_none() -> Result {
    let (release, word) = mpsc::channel();
    let server = Server::start([Script::silence().wait(word)])?;
    let builder = Client::builder(Auth::bearer(KEY)).base_url(server.url(""));
    let stripe = builder.timeout(SHORT).build()?;
    let error = transport(stripe.promotion_codes().retrieve("promo_1").send().await)?;
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    drop(release);
    Ok(())
}

#[tokio::test]
async fn a_late_reply_holds_up_no_other() -> Result {
    let (release, word) = mpsc::channel();
    let code = promotion_code("null");
    let late = Script::silence().wait(word).then(Script::json(200, &code));
    let late = Server::start([late])?;
    let soon = Server::start([Script::json(200, &code.replace("promo_1", "promo_2"))])?;
    let codes = clients::stripe(&late)?.promotion_codes();
    let second = codes.retrieve("promo_2").with_base_url(soon.url(""));
    let (first, second) = tokio::join!(codes.retrieve("promo_1").send(), async {
        let code = second.send().await;
        let released = release.send(());
        (code, released)
    });
    assert_eq!(first?.id, "promo_1");
    let (second, released) = second;
    assert_eq!(second?.id, "promo_2");
    Ok(released?)
}

#[tokio::test]
async fn a_refused_connection_was_never_sent() -> Result {
    let nowhere = Nowhere::find()?;
    let error = transport(retrieve(&nowhere.url()?, MUCH)?.send().await)?;
    assert_eq!(
        (error.kind(), came(error.partial())),
        (TransportErrorKind::Connect, None)
    );
    assert!(error.source().is_some());
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_a_reply_and_not_followed() -> Result {
    let body = r#"{"error": {"type": "api_error"}}"#;
    let error = match send(Script::json(302, body), MUCH).await? {
        Err(Error::Status(error)) => error,
        other => return Err(format!("no error of the status: {other:?}").into()),
    };
    assert_eq!(
        came(Some(&error.reply)),
        Some((302, Some(REQUEST_ID), body))
    );
    Ok(())
}
