//! The requests of Stripe's promotion codes.

use generated::runtime::Operation;
use generated::stripe::promotion_codes::{
    CreateRestrictions, PromotionCodes, Range, RestrictionsCurrencyOption, UpdateRestrictions,
};
use generated::stripe::{Auth, Client};

use crate::Result;
use crate::clients::{self, KEY};
use crate::samples::{CUSTOMER_ID, page, promotion_code};
use crate::server::{LONG, Script, Server};

const POST: &str = "\naccept: application/json\nauthorization: Bearer key_1234\ncontent-length: ";
const FORM: &str = "\ncontent-type: application/x-www-form-urlencoded\n\n";
const GET: &str = "\naccept: application/json\nauthorization: Bearer key_1234\n\n";

async fn check<O>(make: impl FnOnce(PromotionCodes) -> O, reply: &str, expected: String) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    let make = |stripe: Client| make(stripe.promotion_codes());
    clients::check(clients::stripe, make, (200, reply), &expected).await
}

async fn check_form<O>(make: impl FnOnce(PromotionCodes) -> O, route: &str, body: &str) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    let expected = format!("{route}{POST}{}{FORM}{body}", body.len());
    check(make, &promotion_code(CUSTOMER_ID), expected).await
}

async fn check_retrieve<O>(make: impl FnOnce(PromotionCodes) -> O, target: &str) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    let reply = promotion_code(CUSTOMER_ID);
    check(make, &reply, format!("GET {target}{GET}")).await
}

async fn check_list<O>(make: impl FnOnce(PromotionCodes) -> O, target: &str) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    let reply = page("/v1/promotion_codes", &promotion_code("null"));
    check(make, &reply, format!("GET {target}{GET}")).await
}

fn in_euros(minimum_amount: i64) -> [(&'static str, RestrictionsCurrencyOption); 1] {
    let option = RestrictionsCurrencyOption::new().minimum_amount(minimum_amount);
    [("eur", option)]
}

#[tokio::test]
async fn create_with_what_it_needs() -> Result {
    check_form(
        |codes| codes.create("25OFF"),
        "POST /v1/promotion_codes",
        "coupon=25OFF",
    )
    .await
}

#[tokio::test]
async fn create_with_everything() -> Result {
    let restrictions = CreateRestrictions::new()
        .currency_options(in_euros(500))
        .first_time_transaction(true)
        .minimum_amount(1000)
        .minimum_amount_currency("usd");
    check_form(
        |codes| {
            codes
                .create("25 OFF&more")
                .active(false)
                .code("SÜMMER")
                .customer("cus_1")
                .expand(["customer", "coupon.applies_to"])
                .expires_at(1_893_456_000)
                .max_redemptions(3)
                .metadata([("order", "67=35"), ("gone", ""), ("a[b]", "+")])
                .restrictions(restrictions)
        },
        "POST /v1/promotion_codes",
        "active=false&code=S%C3%9CMMER&coupon=25+OFF%26more&customer=cus_1\
         &expand[]=customer&expand[]=coupon.applies_to&expires_at=1893456000&max_redemptions=3\
         &metadata[order]=67%3D35&metadata[gone]=&metadata[a%5Bb%5D]=%2B\
         &restrictions[currency_options][eur][minimum_amount]=500&restrictions[first_time_transaction]=true\
         &restrictions[minimum_amount]=1000&restrictions[minimum_amount_currency]=usd",
    )
    .await
}

#[tokio::test]
async fn retrieve_with_what_it_needs() -> Result {
    check_retrieve(
        |codes| codes.retrieve("promo_1"),
        "/v1/promotion_codes/promo_1",
    )
    .await
}

#[tokio::test]
async fn retrieve_with_everything_and_an_id_that_needs_encoding() -> Result {
    check_retrieve(
        |codes| codes.retrieve("a/b ä?#%").expand(["customer", "a b"]),
        "/v1/promotion_codes/a%2Fb%20%C3%A4%3F%23%25?expand[]=customer&expand[]=a%20b",
    )
    .await
}

#[tokio::test]
async fn update_of_nothing_is_an_empty_form() -> Result {
    let expected = format!("POST /v1/promotion_codes/promo_1{POST}0{FORM}");
    check(
        |codes| codes.update("promo_1"),
        &promotion_code("null"),
        expected,
    )
    .await
}

#[tokio::test]
async fn update_with_everything() -> Result {
    check_form(
        |codes| {
            codes
                .update("pro/mo ä")
                .active(true)
                .expand(["customer"])
                .metadata([("kept", "a b"), ("gone", "")])
                .restrictions(UpdateRestrictions::new().currency_options(in_euros(700)))
        },
        "POST /v1/promotion_codes/pro%2Fmo%20%C3%A4",
        "active=true&expand[]=customer&metadata[kept]=a+b&metadata[gone]=\
         &restrictions[currency_options][eur][minimum_amount]=700",
    )
    .await
}

#[tokio::test]
async fn update_unsets_all_metadata() -> Result {
    check_form(
        |codes| codes.update("promo_1").unset_metadata(),
        "POST /v1/promotion_codes/promo_1",
        "metadata=",
    )
    .await
}

#[tokio::test]
async fn list_with_nothing() -> Result {
    check_list(|codes| codes.list(), "/v1/promotion_codes").await
}

#[tokio::test]
async fn list_with_everything() -> Result {
    let created = Range::new().gt(1).gte(2).lt(3).lte(4);
    check_list(
        |codes| {
            codes
                .list()
                .active(true)
                .code("SUMMER 20&ü")
                .coupon("25OFF")
                .created(created)
                .customer("cus_1")
                .ending_before("promo_9")
                .expand(["data.customer"])
                .limit(100)
                .starting_after("promo_1")
        },
        "/v1/promotion_codes?active=true&code=SUMMER%2020%26%C3%BC&coupon=25OFF\
         &created[gt]=1&created[gte]=2&created[lt]=3&created[lte]=4&customer=cus_1\
         &ending_before=promo_9&expand[]=data.customer&limit=100&starting_after=promo_1",
    )
    .await
}

#[tokio::test]
async fn list_of_one_second() -> Result {
    check_list(
        |codes| codes.list().created(1_700_000_000),
        "/v1/promotion_codes?created=1700000000",
    )
    .await?;
    check_list(
        |codes| codes.list().created(Range::new().gte(7)),
        "/v1/promotion_codes?created[gte]=7",
    )
    .await
}

#[tokio::test]
async fn every_request_names_its_host_and_its_sender() -> Result {
    let server = Server::start([Script::json(200, &promotion_code("null"))])?;
    let codes = clients::stripe(&server)?.promotion_codes();
    codes.retrieve("promo_1").send().await?;
    let request = server.request()?;
    assert_eq!(request.line, "GET /v1/promotion_codes/promo_1 HTTP/1.1");
    assert_eq!(request.header("host"), Some(server.host().as_str()));
    assert_eq!(request.header("user-agent"), Some("openapi-runtime/0.1.0"));
    Ok(())
}

/// The `Authorization` that a client with these credentials sends.
async fn authorization(auth: Auth) -> Result<Option<String>> {
    let server = Server::start([Script::json(200, &promotion_code("null"))])?;
    let builder = Client::builder(auth).base_url(server.url("")).timeout(LONG);
    let codes = builder.build()?.promotion_codes();
    codes.retrieve("promo_1").send().await?;
    Ok(server.request()?.header("authorization").map(str::to_owned))
}

#[tokio::test]
async fn the_key_goes_as_a_token_or_as_a_user() -> Result {
    let sent = authorization(Auth::bearer(KEY)).await?;
    assert_eq!(sent.as_deref(), Some("Bearer key_1234"));
    let sent = authorization(Auth::basic(KEY, "")).await?;
    assert_eq!(sent.as_deref(), Some("Basic a2V5XzEyMzQ6"));
    assert_eq!(authorization(Auth::none()).await?, None);
    Ok(())
}

#[tokio::test]
async fn a_header_and_a_base_url_of_the_call_are_taken() -> Result {
    let server = Server::start([Script::json(200, &promotion_code("null"))])?;
    let codes = Client::new(Auth::bearer(KEY)).promotion_codes();
    let call = codes
        .create("25OFF")
        .with_base_url(server.url("/proxy"))
        .with_header("Idempotency-Key", "order 1")
        .with_header("Stripe-Account", "acct_1");
    call.send().await?;
    let request = server.request()?;
    assert_eq!(request.line, "POST /proxy/v1/promotion_codes HTTP/1.1");
    assert_eq!(request.header("idempotency-key"), Some("order 1"));
    assert_eq!(request.header("stripe-account"), Some("acct_1"));
    Ok(())
}
