//! Secrets show nowhere: not in clients, operations or requests, and not in any error.

use std::error::Error as StdError;
use std::fmt::Debug;

use generated::chatdash::stripe_connect::CouponData;
use generated::runtime::http::{HeaderName, HeaderValue, StatusCode};
use generated::runtime::transport::{Memory, TransportError, TransportErrorKind};
use generated::runtime::{Credentials, Error, Operation, Reply, Secret};
use generated::{chatdash, etherspay, stripe};

use crate::Result;

const KEY: &str = "s3cr3t";
/// How Basic authentication writes it, up to the character that depends on what follows.
const ENCODED: &str = "czNjcj";

fn hide(shown: &str) {
    assert!(!shown.contains(KEY) && !shown.contains(ENCODED), "{shown}");
}

fn hide_debug(value: &impl Debug) {
    hide(&format!("{value:?} {value:#?}"));
}

/// Neither the error nor one of its causes shows the key.
fn hide_error(error: &(dyn StdError + 'static)) {
    for error in std::iter::successors(Some(error), |&error| error.source()) {
        hide(&format!("{error} {error:?} {error:#?}"));
    }
}

/// An offline client of Stripe that answers so.
fn stripe(auth: stripe::Auth, status: StatusCode, body: &'static str) -> Result<stripe::Client> {
    let memory = Memory::new(move |_| {
        let cookie = HeaderValue::from_static("sid=s3cr3t");
        Reply::new(status, body).with_header(HeaderName::from_static("set-cookie"), cookie)
    });
    Ok(stripe::Client::builder(auth).transport(memory).build()?)
}

#[test]
fn credentials_and_clients_show_no_secret() {
    hide_debug(&Secret::new(KEY));
    let basic = stripe::Auth::basic(KEY, KEY).and_bearer(KEY);
    hide_debug(&basic);
    hide_debug(&Credentials::from(basic.clone()));
    let client = stripe::Client::new(basic.clone());
    hide_debug(&client);
    hide_debug(&client.coupons());
    hide_debug(&stripe::Client::builder(basic).header("x-token", KEY));
    let client = chatdash::Client::new(chatdash::Auth::authorization(KEY));
    hide_debug(&(
        &client,
        client.stripe_connect(),
        chatdash::Auth::authorization(KEY),
    ));
    let client = etherspay::Client::new(etherspay::Auth::basic(KEY, KEY));
    hide_debug(&(&client, client.coupons(), etherspay::Auth::basic(KEY, KEY)));
}

#[test]
fn operations_and_their_requests_show_no_secret() -> Result {
    let client = stripe::Client::new(stripe::Auth::bearer(KEY));
    let create = client
        .promotion_codes()
        .create("25OFF")
        .with_header("x-token", KEY);
    hide_debug(&create);
    assert!(format!("{create:?}").contains("25OFF"), "{create:?}");
    let request = create.request()?;
    assert_eq!(request.headers()["authorization"], "Bearer s3cr3t");
    assert_eq!(request.headers()["x-token"], KEY);
    hide_debug(&request);
    hide_debug(&create.send());
    let client = stripe::Client::new(stripe::Auth::basic(KEY, ""));
    hide_debug(&client.coupons().list().request()?);
    let client = chatdash::Client::new(chatdash::Auth::authorization(KEY));
    let data = CouponData::new().percent_off(5.0);
    let create = client.stripe_connect().create_coupon("acct_1", data);
    hide_debug(&(&create, create.request()?));
    let client = etherspay::Client::new(etherspay::Auth::basic(KEY, ""));
    let create = client.coupons().create("Spring", "SPRING").amount_off(5);
    hide_debug(&(&create, create.request()?));
    Ok(())
}

#[tokio::test]
async fn a_refusal_does_not_show_the_value() -> Result {
    let client = stripe(stripe::Auth::bearer(KEY), StatusCode::OK, "")?;
    let error = client
        .promotion_codes()
        .create("25OFF")
        .code(KEY.repeat(100))
        .send()
        .await;
    let error = error.err().ok_or("sent")?;
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    hide_error(&error);
    Ok(())
}

#[tokio::test]
async fn credentials_and_headers_that_cannot_be_sent_are_not_shown() -> Result {
    for auth in [
        stripe::Auth::bearer(format!("{KEY}\n")),
        stripe::Auth::bearer(""),
        stripe::Auth::basic(format!("{KEY}:{KEY}"), ""),
    ] {
        let client = stripe(auth, StatusCode::OK, "")?;
        let error = client.coupons().list().send().await.err().ok_or("sent")?;
        assert!(matches!(error, Error::Credentials(_)), "{error:?}");
        hide_error(&error);
    }
    let client = chatdash::Client::new(chatdash::Auth::authorization(format!("{KEY}\n")));
    let data = CouponData::new().percent_off(5.0);
    let create = client.stripe_connect().create_coupon("acct_1", data);
    hide_error(&create.request().err().ok_or("said")?);
    let client = stripe(stripe::Auth::none(), StatusCode::OK, "")?;
    let list = client
        .coupons()
        .list()
        .with_header("x-token", format!("{KEY}\n"));
    let error = list.send().await.err().ok_or("sent")?;
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    hide_error(&error);
    let builder = stripe::Client::builder(stripe::Auth::bearer(KEY));
    let url = format!("https://user:{KEY}@api.example.com/");
    let error = builder.base_url(url).build().err().ok_or("built")?;
    hide_error(&error);
    Ok(())
}

/// The error of an operation whose reply is not what it asks for.
async fn refused(client: &stripe::Client) -> Result<Error<stripe::ErrorResponse>> {
    let sent = client.coupons().retrieve("25OFF").send().await;
    Ok(sent.err().ok_or("decoded")?)
}

#[tokio::test]
async fn a_reply_that_is_an_error_shows_neither_headers_nor_body() -> Result {
    let auth = || stripe::Auth::bearer(KEY);
    let client = stripe(auth(), StatusCode::OK, r#"{"id": ["s3cr3t"]}"#)?;
    let error = refused(&client).await?;
    assert!(matches!(error, Error::Body(_)), "{error:?}");
    hide_error(&error);
    for body in [
        "s3cr3t",
        r#"{"error": "s3cr3t"}"#,
        r#"{"error": {"type": ["s3cr3t"]}}"#,
    ] {
        let client = stripe(auth(), StatusCode::BAD_REQUEST, body)?;
        let error = refused(&client).await?;
        assert!(matches!(error, Error::Status(_)), "{error:?}");
        hide_error(&error);
    }
    let partial = Reply::new(StatusCode::OK, "s3cr3t");
    let error = TransportError::new(TransportErrorKind::Cut).with_partial(partial);
    hide_error(&Error::<stripe::ErrorResponse>::Transport(error));
    Ok(())
}
