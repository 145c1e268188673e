//! The requests of ChatDash.

use generated::chatdash::Client;
use generated::chatdash::stripe_connect::{
    CouponData, CouponDuration, PromotionCodeData, PromotionCodeRestrictions, StripeConnect,
};
use generated::runtime::Operation;

use crate::Result;
use crate::clients;
use crate::samples::{CHATDASH_COUPON, CHATDASH_PROMOTION_CODE};

/// What ChatDash's documents ask for: the agency's key as it is, without a scheme.
const HEAD: &str = "\naccept: application/json\nauthorization: key_1234\ncontent-length: ";
const JSON: &str = "\ncontent-type: application/json\n\n";

async fn check<O>(
    make: impl FnOnce(StripeConnect) -> O,
    reply: &str,
    path: &str,
    body: &str,
) -> Result
where
    O: Operation<Failure: std::fmt::Debug>,
{
    let make = |chatdash: Client| make(chatdash.stripe_connect());
    let expected = format!(
        "POST /v1/public/stripe/connect/accounts/{path}{HEAD}{}{JSON}{body}",
        body.len()
    );
    clients::check(clients::chatdash, make, (201, reply), &expected).await
}

#[tokio::test]
async fn create_promotion_code_with_what_it_needs() -> Result {
    check(
        |connect| connect.create_promotion_code("acct_1", PromotionCodeData::new("AUTUMN")),
        CHATDASH_PROMOTION_CODE,
        "acct_1/promotion-codes",
        r#"{"data":{"coupon":"AUTUMN"}}"#,
    )
    .await
}

#[tokio::test]
async fn create_promotion_code_with_everything() -> Result {
    let restrictions = PromotionCodeRestrictions::new()
        .first_time_transaction(true)
        .minimum_amount(1000)
        .minimum_amount_currency("usd");
    let data = PromotionCodeData::new("AUTUMN")
        .code("AUTUMN \"5\"")
        .customer("cus_1")
        .max_redemptions(100)
        .expires_at(1_893_456_000)
        .restrictions(restrictions);
    check(
        |connect| connect.create_promotion_code("acct/1 ä", data),
        CHATDASH_PROMOTION_CODE,
        "acct%2F1%20%C3%A4/promotion-codes",
        r#"{"data":{"coupon":"AUTUMN","code":"AUTUMN \"5\"","customer":"cus_1","max_redemptions":100,"expires_at":1893456000,"restrictions":{"first_time_transaction":true,"minimum_amount":1000,"minimum_amount_currency":"usd"}}}"#,
    )
    .await
}

#[tokio::test]
async fn create_coupon_with_what_it_needs() -> Result {
    check(
        |connect| connect.create_coupon("acct_1", CouponData::new().percent_off(25.0)),
        CHATDASH_COUPON,
        "acct_1/coupons",
        r#"{"data":{"percent_off":25}}"#,
    )
    .await
}

#[tokio::test]
async fn create_coupon_with_everything() -> Result {
    let data = CouponData::new()
        .name("Herbst für alle")
        .percent_off(12.5)
        .amount_off(500)
        .currency("usd")
        .duration(CouponDuration::Repeating)
        .duration_in_months(3)
        .max_redemptions(7)
        .redeem_by(1_893_456_000);
    check(
        |connect| connect.create_coupon("acct/1 ä", data),
        CHATDASH_COUPON,
        "acct%2F1%20%C3%A4/coupons",
        r#"{"data":{"name":"Herbst für alle","percent_off":12.5,"amount_off":500,"currency":"usd","duration":"repeating","duration_in_months":3,"max_redemptions":7,"redeem_by":1893456000}}"#,
    )
    .await
}
