//! The network transport against servers of this process: whole replies, and each way in which one can fail to come.

#![cfg(feature = "reqwest")]

mod sample;

use std::error::Error as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use openapi_runtime::transport::{TransportError, TransportErrorKind};
use openapi_runtime::{Credentials, Error, Map, Operation};
use sample::{Client, Created, SECRET};
use serde_json::json;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What becomes of the connection when the answer is written.
#[derive(Clone, Copy)]
enum Ending {
    /// It is closed.
    Close,
    /// It stays open until the client closes it.
    Hold,
}

/// A server that reads one request, writes these bytes, and gives the request.
fn serve(
    answer: impl Into<Vec<u8>>,
    ending: Ending,
) -> std::io::Result<(SocketAddr, JoinHandle<std::io::Result<String>>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let answer = answer.into();
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept()?;
        let request = read_request(&mut stream)?;
        stream.write_all(&answer)?;
        if let Ending::Hold = ending {
            // Ends when the client closes, with or without an error.
            let _ = stream.read(&mut [0]);
        }
        Ok(request)
    });
    Ok((address, served))
}

/// Reads head and body, the body by its `content-length`.
fn read_request(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        request.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&request).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    request.extend(body);
    Ok(String::from_utf8_lossy(&request).into_owned())
}

fn client(address: SocketAddr) -> Result<Client> {
    let base_url = format!("http://{address}/v1");
    Ok(Client::builder()
        .base_url(base_url)
        .timeout(Duration::from_secs(20))
        .max_response_bytes(32)
        .build()?)
}

const HEAD: &str = "HTTP/1.1 201 Created\r\nrequest-id: req_1\r\n";

fn whole(body: &str) -> String {
    format!("{HEAD}content-length: {}\r\n\r\n{body}", body.len())
}

#[tokio::test]
async fn a_request_and_its_reply_cross_the_wire() -> Result {
    let (address, served) = serve(whole(r#"{"id":"a"}"#), Ending::Close)?;
    let mut create = client(address)?.create("acct 1");
    create.expand = Some(vec!["it's".to_owned()]);
    create.body = Some(Map::from([("metadata", json!({"k": "v w"}))]));
    let received = create.send_with_meta().await?;
    assert_eq!(
        received.value,
        Created::Coupon(Map::from([("id", json!("a"))]))
    );
    assert_eq!(
        (received.reply.status.as_u16(), received.reply.request_id()),
        (201, Some("req_1"))
    );
    let request = served.join().map_err(|_| "the server panicked")??;
    let (head, body) = request.split_once("\r\n\r\n").ok_or("no body")?;
    let mut lines: Vec<_> = head.lines().collect();
    assert_eq!(
        lines.remove(0),
        "POST /v1/accounts/acct%201/coupons?expand[]=it%27s HTTP/1.1"
    );
    lines.sort_unstable();
    let host = format!("host: {address}");
    let expected = [
        "accept: application/json, application/problem+json",
        "authorization: Basic czNjcjN0Og==",
        "content-length: 15",
        "content-type: application/x-www-form-urlencoded",
        &host,
        "user-agent: openapi-runtime/0.1.0",
    ];
    assert_eq!(lines, expected);
    assert_eq!(body, "metadata[k]=v+w");
    Ok(())
}

#[tokio::test]
async fn an_empty_form_is_sent_with_its_length() -> Result {
    let (address, served) = serve("HTTP/1.1 204 No Content\r\n\r\n", Ending::Close)?;
    assert_eq!(client(address)?.create("a").send().await?, Created::Nothing);
    let request = served.join().map_err(|_| "the server panicked")??;
    assert!(
        request.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{request}"
    );
    assert!(request.contains("content-length: 0\r\n"), "{request}");
    Ok(())
}

#[tokio::test]
async fn a_request_without_body_states_no_length() -> Result {
    let (address, served) = serve("HTTP/1.1 200 OK\r\n\r\npong", Ending::Close)?;
    let client = Client::new(Credentials::none());
    assert_eq!(
        client
            .ping()
            .with_base_url(format!("http://{address}"))
            .send()
            .await?,
        "pong"
    );
    let request = served.join().map_err(|_| "the server panicked")??;
    assert!(request.starts_with("GET /ping HTTP/1.1\r\n"), "{request}");
    assert!(!request.contains("content-"), "{request}");
    Ok(())
}

#[tokio::test]
async fn a_chunked_reply_is_put_together() -> Result {
    let chunked = format!(
        "{HEAD}transfer-encoding: chunked\r\n\r\n6\r\n{{\"id\":\r\n4\r\n\"a\"}}\r\n0\r\n\r\n"
    );
    let (address, _served) = serve(chunked, Ending::Close)?;
    assert_eq!(
        client(address)?.create("a").send().await?,
        Created::Coupon(Map::from([("id", json!("a"))]))
    );
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_not_followed() -> Result {
    let redirect =
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let (address, _served) = serve(redirect, Ending::Close)?;
    let Err(Error::Status(error)) = client(address)?.create("a").send().await else {
        return Err("no status".into());
    };
    assert_eq!(error.reply.status.as_u16(), 302);
    Ok(())
}

/// The transport's error of a call that gets this answer.
async fn failed(
    answer: impl Into<Vec<u8>>,
    ending: Ending,
    timeout: Duration,
) -> Result<TransportError> {
    let (address, _served) = serve(answer, ending)?;
    match client(address)?
        .create("a")
        .with_timeout(timeout)
        .send()
        .await
    {
        Err(Error::Transport(error)) => Ok(error),
        other => Err(format!("no transport error: {other:?}").into()),
    }
}

/// Kind, and of what came the status and the body.
fn parts(error: &TransportError) -> (TransportErrorKind, Option<(u16, &[u8])>) {
    (
        error.kind(),
        error
            .partial()
            .map(|reply| (reply.status.as_u16(), &reply.body[..])),
    )
}

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_connection_cut_mid_body_keeps_what_came() -> Result {
    let error = failed(
        format!("{HEAD}content-length: 20\r\n\r\n{{\"id\""),
        Ending::Close,
        LONG,
    )
    .await?;
    assert_eq!(
        parts(&error),
        (TransportErrorKind::Cut, Some((201, &b"{\"id\""[..])))
    );
    assert_eq!(
        error.partial().and_then(|reply| reply.request_id()),
        Some("req_1")
    );
    let text =
        "the connection ended before the reply did (status 201 Created, 5 bytes of the body came)";
    assert_eq!(error.to_string(), text);
    assert!(error.source().is_some());
    let chunked = format!("{HEAD}transfer-encoding: chunked\r\n\r\n6\r\n{{\"id\":\r\n4\r\n\"a");
    let error = failed(chunked, Ending::Close, LONG).await?;
    assert_eq!(error.kind(), TransportErrorKind::Cut);
    Ok(())
}

#[tokio::test]
async fn a_connection_cut_before_the_head_is_cut() -> Result {
    for answer in ["", "HTTP/1.1 201 Crea"] {
        assert_eq!(
            parts(&failed(answer, Ending::Close, LONG).await?),
            (TransportErrorKind::Cut, None),
            "{answer}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn what_is_not_http_is_told_apart() -> Result {
    let error = failed("SSH-2.0-OpenSSH\r\n\r\n", Ending::Close, LONG).await?;
    assert_eq!(parts(&error), (TransportErrorKind::Other, None));
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() -> Result {
    let stated = failed(
        format!("{HEAD}content-length: 33\r\n\r\n"),
        Ending::Hold,
        LONG,
    )
    .await?;
    assert_eq!(
        parts(&stated),
        (TransportErrorKind::TooLarge, Some((201, &b""[..])))
    );
    let chunked = format!(
        "{HEAD}transfer-encoding: chunked\r\n\r\n28\r\n{}\r\n",
        "x".repeat(40)
    );
    let counted = failed(chunked, Ending::Hold, LONG).await?;
    assert_eq!(
        parts(&counted),
        (
            TransportErrorKind::TooLarge,
            Some((201, "x".repeat(32).as_bytes()))
        )
    );
    Ok(())
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_taken() -> Result {
    let body = format!("{{\"id\":\"{}\"}}", "x".repeat(23));
    assert_eq!(body.len(), 32);
    let (address, _served) = serve(whole(&body), Ending::Close)?;
    assert!(client(address)?.create("a").send().await.is_ok());
    Ok(())
}

#[tokio::test]
async fn the_time_is_up_before_and_within_the_body() -> Result {
    assert_eq!(
        parts(&failed("", Ending::Hold, SHORT).await?),
        (TransportErrorKind::Timeout, None)
    );
    let within = failed(
        format!("{HEAD}content-length: 20\r\n\r\n{{"),
        Ending::Hold,
        SHORT,
    )
    .await?;
    assert_eq!(
        parts(&within),
        (TransportErrorKind::Timeout, Some((201, &b"{"[..])))
    );
    Ok(())
}

#[tokio::test]
async fn a_refused_connection_is_told_and_shows_no_secret() -> Result {
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let error = client(address)?
        .create("a")
        .with_header("x", SECRET)
        .send()
        .await
        .err()
        .ok_or("answered")?;
    let Error::Transport(transport) = &error else {
        return Err("no transport error".into());
    };
    assert_eq!(parts(transport), (TransportErrorKind::Connect, None));
    let shown = format!("{error} {error:?} {:?}", error.source());
    assert!(
        !shown.contains(SECRET) && !shown.contains("accounts"),
        "{shown}"
    );
    Ok(())
}
