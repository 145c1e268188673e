//! `validate_responses`: replies that decode, and that a contract test refuses.

use generated::runtime::{ClientBuilder, Error};
use generated::stripe::{Auth, Client, ErrorResponse, PromotionCode};

use crate::Result;
use crate::clients::KEY;
use crate::samples::promotion_code;
use crate::server::{LONG, REQUEST_ID, Script, Server};

type Sent = std::result::Result<PromotionCode, Error<ErrorResponse>>;
type Setup = fn(ClientBuilder<Client>) -> ClientBuilder<Client>;

async fn send(setup: Setup, status: u16, reply: &str) -> Result<Sent> {
    let server = Server::start([Script::json(status, reply)])?;
    let builder = Client::builder(Auth::bearer(KEY)).base_url(server.url(""));
    let stripe = setup(builder.timeout(LONG)).build()?;
    Ok(stripe.promotion_codes().retrieve("promo_1").send().await)
}

/// A reply that is let in unless responses are validated, and then breaks these constraints.
async fn check(reply: &str, expected: &[&str]) -> Result {
    assert!(send(|it| it, 200, reply).await?.is_ok(), "{reply}");
    let strict = send(|it| it.validate_responses(true), 200, reply).await?;
    let error = match strict {
        Err(Error::InvalidResponse(error)) => error,
        other => return Err(format!("{other:?}").into()),
    };
    let places = error.violations.iter();
    let places = places.map(|it| format!("{} {}", it.pointer, it.keyword));
    assert_eq!(places.collect::<Vec<_>>(), expected);
    assert_eq!(error.reply.status.as_u16(), 200);
    assert_eq!(error.reply.request_id(), Some(REQUEST_ID));
    assert_eq!(error.reply.body, reply);
    Ok(())
}

#[tokio::test]
async fn a_reply_by_the_document_is_accepted() -> Result {
    let reply = promotion_code(r#""cus_1""#);
    assert!(
        send(|it| it.validate_responses(true), 200, &reply)
            .await?
            .is_ok()
    );
    Ok(())
}

#[tokio::test]
async fn a_value_beyond_its_limits_is_refused() -> Result {
    let long = "x".repeat(5001);
    let reply = promotion_code(r#""cus_1""#).replace("\"SUMMER\"", &format!("\"{long}\""));
    check(&reply, &["/code maxLength"]).await
}

#[tokio::test]
async fn an_unknown_member_of_a_union_is_refused() -> Result {
    let reply = promotion_code(r#"{"object": "ghost", "id": "x"}"#);
    let nearest = [
        "/customer anyOf",
        "/customer/object enum",
        "/customer required",
        "/customer required",
    ];
    check(&reply, &nearest).await
}
