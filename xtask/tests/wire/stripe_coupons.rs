//! The requests of Stripe's coupons.

use generated::runtime::Operation;
use generated::stripe::Client;
use generated::stripe::coupons::{AppliesTo, Coupons, CurrencyOption, Duration, Range};

use crate::Result;
use crate::clients;
use crate::samples::{COUPON, DELETED_COUPON, page};

const POST: &str = "\naccept: application/json\nauthorization: Bearer key_1234\ncontent-length: ";
const FORM: &str = "\ncontent-type: application/x-www-form-urlencoded\n\n";
const PLAIN: &str = "\naccept: application/json\nauthorization: Bearer key_1234\n\n";

async fn check<O>(make: impl FnOnce(Coupons) -> O, reply: &str, expected: String) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    let make = |stripe: Client| make(stripe.coupons());
    clients::check(clients::stripe, make, (200, reply), &expected).await
}

async fn check_form<O>(make: impl FnOnce(Coupons) -> O, route: &str, body: &str) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    let expected = format!("{route}{POST}{}{FORM}{body}", body.len());
    check(make, COUPON, expected).await
}

async fn check_plain<O>(make: impl FnOnce(Coupons) -> O, reply: &str, route: &str) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    check(make, reply, format!("{route}{PLAIN}")).await
}

#[tokio::test]
async fn create_of_nothing_is_an_empty_form() -> Result {
    let expected = format!("POST /v1/coupons{POST}0{FORM}");
    check(|coupons| coupons.create(), COUPON, expected).await
}

#[tokio::test]
async fn create_with_everything() -> Result {
    check_form(
        |coupons| {
            coupons
                .create()
                .amount_off(500)
                .applies_to(AppliesTo::new().products(["prod_1", "prod 2"]))
                .currency("usd")
                .currency_options([("eur", CurrencyOption::new(450)), ("jpy", CurrencyOption::new(70))])
                .duration(Duration::Repeating)
                .duration_in_months(3)
                .expand(["applies_to"])
                .id("25OFF")
                .max_redemptions(7)
                .metadata([("team", "growth"), ("gone", "")])
                .name("A quarter off")
                .percent_off(12.5)
                .redeem_by(1_893_456_000)
        },
        "POST /v1/coupons",
        "amount_off=500&applies_to[products][]=prod_1&applies_to[products][]=prod+2&currency=usd\
         &currency_options[eur][amount_off]=450&currency_options[jpy][amount_off]=70\
         &duration=repeating&duration_in_months=3&expand[]=applies_to&id=25OFF&max_redemptions=7\
         &metadata[team]=growth&metadata[gone]=&name=A+quarter+off&percent_off=12.5&redeem_by=1893456000",
    )
    .await
}

#[tokio::test]
async fn create_says_whole_percents_without_a_fraction() -> Result {
    check_form(
        |coupons| coupons.create().percent_off(25.0).unset_metadata(),
        "POST /v1/coupons",
        "metadata=&percent_off=25",
    )
    .await
}

#[tokio::test]
async fn retrieve_with_what_it_needs() -> Result {
    check_plain(
        |coupons| coupons.retrieve("25OFF"),
        COUPON,
        "GET /v1/coupons/25OFF",
    )
    .await
}

#[tokio::test]
async fn retrieve_with_everything_and_an_id_that_needs_encoding() -> Result {
    check_plain(
        |coupons| coupons.retrieve("25/OFF ä").expand(["applies_to"]),
        COUPON,
        "GET /v1/coupons/25%2FOFF%20%C3%A4?expand[]=applies_to",
    )
    .await
}

#[tokio::test]
async fn update_of_nothing_is_an_empty_form() -> Result {
    let expected = format!("POST /v1/coupons/25OFF{POST}0{FORM}");
    check(|coupons| coupons.update("25OFF"), COUPON, expected).await
}

#[tokio::test]
async fn update_with_everything() -> Result {
    check_form(
        |coupons| {
            coupons
                .update("25/OFF")
                .currency_options([("eur", CurrencyOption::new(450))])
                .expand(["applies_to"])
                .metadata([("team", "growth")])
                .name("Ä")
        },
        "POST /v1/coupons/25%2FOFF",
        "currency_options[eur][amount_off]=450&expand[]=applies_to&metadata[team]=growth&name=%C3%84",
    )
    .await?;
    check_form(
        |coupons| coupons.update("25OFF").unset_metadata(),
        "POST /v1/coupons/25OFF",
        "metadata=",
    )
    .await
}

#[tokio::test]
async fn delete() -> Result {
    check_plain(
        |coupons| coupons.delete("25/OFF ä"),
        DELETED_COUPON,
        "DELETE /v1/coupons/25%2FOFF%20%C3%A4",
    )
    .await
}

#[tokio::test]
async fn list_with_nothing() -> Result {
    check_plain(
        |coupons| coupons.list(),
        &page("/v1/coupons", COUPON),
        "GET /v1/coupons",
    )
    .await
}

#[tokio::test]
async fn list_with_everything() -> Result {
    check_plain(
        |coupons| {
            coupons
                .list()
                .created(Range::new().gte(1_700_000_000))
                .ending_before("B")
                .expand(["data.applies_to"])
                .limit(3)
                .starting_after("A")
        },
        &page("/v1/coupons", COUPON),
        "GET /v1/coupons?created[gte]=1700000000&ending_before=B&expand[]=data.applies_to&limit=3&starting_after=A",
    )
    .await
}
