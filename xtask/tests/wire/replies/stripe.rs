//! What Stripe answers.

use std::fmt::Debug;

use generated::runtime::Operation;
use generated::runtime::{Expandable, Timestamp};
use generated::stripe::{
    self, ApiErrorsType, CouponDuration, CustomerOrDeletedCustomer, CustomerTaxExempt,
};

use super::{fail, succeed};
use crate::Result;
use crate::clients;
use crate::samples::{
    COUPON, CUSTOMER, CUSTOMER_ID, DELETED_COUPON, DELETED_CUSTOMER, page, promotion_code,
};

fn retrieve(stripe: stripe::Client) -> stripe::promotion_codes::Retrieve {
    stripe.promotion_codes().retrieve("promo_1")
}

fn assert_promotion_code(code: &stripe::PromotionCode) {
    assert_eq!(
        (code.id.as_str(), code.code.as_str()),
        ("promo_1", "SUMMER")
    );
    assert_eq!(
        (code.active, code.livemode, code.times_redeemed),
        (true, false, 1)
    );
    assert_eq!(
        (code.created, code.expires_at),
        (Timestamp(1_700_000_001), Some(Timestamp(1_800_000_000)))
    );
    assert_eq!((code.max_redemptions, &code.metadata), (Some(5), &None));
    assert_coupon(&code.coupon);
    let restrictions = &code.restrictions;
    assert_eq!(
        (
            restrictions.first_time_transaction,
            restrictions.minimum_amount
        ),
        (true, Some(1000))
    );
    assert_eq!(restrictions.minimum_amount_currency.as_deref(), Some("usd"));
    let euros = restrictions
        .currency_options
        .as_ref()
        .and_then(|options| options.get("eur"));
    assert_eq!(euros.map(|option| option.minimum_amount), Some(900));
}

fn assert_coupon(coupon: &stripe::Coupon) {
    assert_eq!(
        (coupon.id.as_str(), coupon.name.as_deref()),
        ("25OFF", Some("A quarter"))
    );
    assert_eq!((coupon.percent_off, coupon.amount_off), (Some(25.5), None));
    assert_eq!(
        (&coupon.duration, coupon.duration_in_months),
        (&CouponDuration::Repeating, Some(3))
    );
    assert_eq!(
        coupon
            .metadata
            .as_ref()
            .map(|metadata| metadata["team"].as_str()),
        Some("growth")
    );
    assert_eq!(
        (coupon.valid, coupon.times_redeemed, &coupon.redeem_by),
        (true, 2, &None)
    );
}

#[tokio::test]
async fn stripe_promotion_codes_decode() -> Result {
    let reply = promotion_code(CUSTOMER_ID);
    let created = |stripe: stripe::Client| stripe.promotion_codes().create("25OFF");
    assert_promotion_code(&succeed(clients::stripe, created, 200, &reply).await?);
    assert_promotion_code(&succeed(clients::stripe, retrieve, 200, &reply).await?);
    let updated = |stripe: stripe::Client| stripe.promotion_codes().update("promo_1").active(true);
    assert_promotion_code(&succeed(clients::stripe, updated, 200, &reply).await?);
    let listed = |stripe: stripe::Client| stripe.promotion_codes().list();
    let page = page("/v1/promotion_codes", &reply);
    let page = succeed(clients::stripe, listed, 200, &page).await?;
    assert_eq!(
        (page.data.len(), page.has_more, page.url.as_str()),
        (1, true, "/v1/promotion_codes")
    );
    page.data.iter().for_each(assert_promotion_code);
    Ok(())
}

#[tokio::test]
async fn stripe_coupons_decode() -> Result {
    let created = |stripe: stripe::Client| stripe.coupons().create();
    assert_coupon(&succeed(clients::stripe, created, 200, COUPON).await?);
    let retrieved = |stripe: stripe::Client| stripe.coupons().retrieve("25OFF");
    assert_coupon(&succeed(clients::stripe, retrieved, 200, COUPON).await?);
    let updated = |stripe: stripe::Client| stripe.coupons().update("25OFF");
    assert_coupon(&succeed(clients::stripe, updated, 200, COUPON).await?);
    let deleted = |stripe: stripe::Client| stripe.coupons().delete("25OFF");
    assert_eq!(
        succeed(clients::stripe, deleted, 200, DELETED_COUPON)
            .await?
            .id,
        "25OFF"
    );
    let listed = |stripe: stripe::Client| stripe.coupons().list();
    let page = succeed(clients::stripe, listed, 200, &page("/v1/coupons", COUPON)).await?;
    assert_eq!(
        (page.data.len(), page.has_more, page.url.as_str()),
        (1, true, "/v1/coupons")
    );
    page.data.iter().for_each(assert_coupon);
    Ok(())
}

/// The customer of a promotion code that came with this one.
async fn customer(customer: &str) -> Result<Option<Expandable<CustomerOrDeletedCustomer>>> {
    let reply = promotion_code(customer);
    Ok(succeed(clients::stripe, retrieve, 200, &reply)
        .await?
        .customer)
}

#[tokio::test]
async fn a_customer_is_nothing_or_an_id() -> Result {
    assert_eq!(customer("null").await?, None);
    assert_eq!(
        customer(CUSTOMER_ID).await?,
        Some(Expandable::Id("cus_1".to_owned()))
    );
    Ok(())
}

#[tokio::test]
async fn an_expanded_customer_is_told_from_a_deleted_one() -> Result {
    let Some(Expandable::Object(whole)) = customer(CUSTOMER).await? else {
        return Err("not expanded".into());
    };
    let CustomerOrDeletedCustomer::Customer(whole) = *whole else {
        return Err(format!("no customer: {whole:?}").into());
    };
    assert_eq!(
        (whole.id.as_str(), whole.email.as_deref()),
        ("cus_1", Some("a@example.com"))
    );
    assert_eq!(
        (&whole.name, whole.tax_exempt),
        (&None, Some(CustomerTaxExempt::Exempt))
    );
    let Some(Expandable::Object(deleted)) = customer(DELETED_CUSTOMER).await? else {
        return Err("not expanded".into());
    };
    let CustomerOrDeletedCustomer::DeletedCustomer(deleted) = *deleted else {
        return Err(format!("no deleted customer: {deleted:?}").into());
    };
    assert_eq!(deleted.id, "cus_1");
    Ok(())
}

#[tokio::test]
async fn what_a_later_version_adds_is_let_in() -> Result {
    let later = COUPON
        .replace("\"coupon\"", "\"gift\"")
        .replace("\"repeating\"", "\"fortnightly\"")
        .replace("\"valid\"", "\"new\": {\"deep\": [1, null]}, \"valid\"");
    let retrieved = |stripe: stripe::Client| stripe.coupons().retrieve("25OFF");
    let coupon = succeed(clients::stripe, retrieved, 200, &later).await?;
    assert_eq!(
        coupon.duration,
        CouponDuration::Unknown("fortnightly".to_owned())
    );
    assert_eq!(coupon.duration.as_str(), "fortnightly");
    assert!(coupon.valid);
    let Some(Expandable::Object(other)) = customer(r#"{"object": "robot", "id": "r_1"}"#).await?
    else {
        return Err("not expanded".into());
    };
    let CustomerOrDeletedCustomer::Unmatched(other) = *other else {
        return Err(format!("matched: {other:?}").into());
    };
    assert_eq!(other.json["object"], "robot");
    Ok(())
}

#[tokio::test]
async fn stripe_errors_are_typed_whatever_their_status() -> Result {
    for (status, word, expected) in [
        (
            400,
            "invalid_request_error",
            ApiErrorsType::InvalidRequestError,
        ),
        (402, "card_error", ApiErrorsType::CardError),
        (
            404,
            "invalid_request_error",
            ApiErrorsType::InvalidRequestError,
        ),
        (409, "idempotency_error", ApiErrorsType::IdempotencyError),
        (500, "api_error", ApiErrorsType::ApiError),
        (
            429,
            "slow_down",
            ApiErrorsType::Unknown("slow_down".to_owned()),
        ),
    ] {
        let body = format!(
            r#"{{"error": {{"type": "{word}", "code": "c", "message": "No such coupon", "param": "coupon", "new": 1}}}}"#
        );
        let (case, body) = fail(clients::stripe, retrieve, status, &body).await?;
        let error = body.ok_or("no body")??.error;
        assert_eq!((case, error.type_), (Some(1), expected), "{status}");
        assert_eq!(
            (error.code.as_deref(), error.param.as_deref()),
            (Some("c"), Some("coupon"))
        );
        assert_eq!(
            (error.message.as_deref(), error.decline_code),
            (Some("No such coupon"), None)
        );
    }
    Ok(())
}

#[tokio::test]
async fn every_stripe_operation_has_the_error_of_the_others() -> Result {
    async fn check<O>(make: impl FnOnce(stripe::Client) -> O) -> Result
    where
        O: Operation<Output: Debug, Failure = stripe::ErrorResponse>,
    {
        let body = r#"{"error": {"type": "api_error"}}"#;
        let (_, body) = fail(clients::stripe, make, 503, body).await?;
        assert_eq!(body.ok_or("no body")??.error.type_, ApiErrorsType::ApiError);
        Ok(())
    }
    check(|stripe| stripe.promotion_codes().create("25OFF")).await?;
    check(|stripe| stripe.promotion_codes().retrieve("promo_1")).await?;
    check(|stripe| stripe.promotion_codes().update("promo_1")).await?;
    check(|stripe| stripe.promotion_codes().list()).await?;
    check(|stripe| stripe.coupons().create()).await?;
    check(|stripe| stripe.coupons().retrieve("25OFF")).await?;
    check(|stripe| stripe.coupons().update("25OFF")).await?;
    check(|stripe| stripe.coupons().delete("25OFF")).await?;
    check(|stripe| stripe.coupons().list()).await
}

#[tokio::test]
async fn an_error_that_does_not_decode_keeps_status_and_body() -> Result {
    let (case, body) = fail(clients::stripe, retrieve, 502, "<html>Bad gateway").await?;
    assert_eq!(case, Some(1));
    assert!(matches!(body, Some(Err(_))), "{body:?}");
    let (_, body) = fail(clients::stripe, retrieve, 500, r#"{"error": {}}"#).await?;
    let refusal = body.ok_or("no body")?.err().ok_or("decoded")?;
    assert!(refusal.starts_with("`/error`: "), "{refusal}");
    Ok(())
}

#[tokio::test]
async fn a_success_that_is_not_documented_is_no_success() -> Result {
    let (case, body) = fail(clients::stripe, retrieve, 202, &promotion_code("null")).await?;
    assert_eq!(case, Some(1));
    assert!(matches!(body, Some(Err(_))), "{body:?}");
    Ok(())
}
