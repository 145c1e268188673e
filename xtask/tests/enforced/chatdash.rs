//! What ChatDash's documents state.

use generated::chatdash::stripe_connect::{
    CouponData, CouponDuration, CreateCoupon, CreatePromotionCode, PromotionCodeData,
    PromotionCodeRestrictions, StripeConnect,
};
use generated::chatdash::{Auth, Client};
use generated::runtime::spread::Body;
use generated::runtime::transport::Memory;
use generated::runtime::{EncodeErrorKind, Error, Operation};

use crate::Result;
use crate::check::{self, Broken, judge};

fn offline() -> Result<(StripeConnect, Memory)> {
    let (client, memory) = check::offline(Client::builder(Auth::authorization("key")))?;
    Ok((client.stripe_connect(), memory))
}

async fn accept_code(data: PromotionCodeData) -> Result {
    let (connect, memory) = offline()?;
    check::accept(&memory, connect.create_promotion_code("acct_1", data)).await;
    Ok(())
}

async fn accept(data: CouponData) -> Result {
    let (connect, memory) = offline()?;
    check::accept(&memory, connect.create_coupon("acct_1", data)).await;
    Ok(())
}

async fn refuse(data: CouponData, broken: &[Broken]) -> Result<String> {
    let (connect, memory) = offline()?;
    check::refuse(&memory, connect.create_coupon("acct_1", data), broken).await
}

fn percent(percent_off: f64) -> CouponData {
    CouponData::new().percent_off(percent_off)
}

#[tokio::test]
async fn the_account_is_not_empty() -> Result {
    let (connect, memory) = offline()?;
    let code = connect.create_promotion_code("", PromotionCodeData::new("AUTUMN"));
    let coupon = connect.create_coupon("", percent(10.0));
    let (Err(Error::Invalid(of_code)), Err(Error::Invalid(of_coupon))) =
        (code.clone().send().await, coupon.clone().send().await)
    else {
        return Err("not refused".into());
    };
    assert_eq!(of_code, of_coupon);
    let broken: Vec<_> = of_code
        .iter()
        .map(|found| (found.pointer.as_str(), found.keyword))
        .collect();
    assert_eq!(broken, [("/path/accountId", "minLength")]);
    // A path has no way to say it, so that not even `unchecked` sends it.
    let Err(Error::Encode(error)) = code.unchecked().send().await else {
        return Err("said".into());
    };
    assert_eq!(
        (error.place(), error.kind()),
        ("accountId", EncodeErrorKind::EmptyPath)
    );
    assert!(matches!(
        coupon.unchecked().send().await,
        Err(Error::Encode(_))
    ));
    assert!(memory.requests().is_empty());
    Ok(())
}

#[test]
fn a_promotion_code_needs_its_data_and_its_coupon() {
    judge::<Body<CreatePromotionCode>>(r#"{"data": {"coupon": "AUTUMN"}}"#, &[]);
    judge::<Body<CreatePromotionCode>>("{}", &[("", "required")]);
    judge::<Body<CreatePromotionCode>>(r#"{"data": null}"#, &[("/data", "type")]);
    judge::<Body<CreatePromotionCode>>(r#"{"data": {}}"#, &[("/data", "required")]);
}

#[test]
fn the_fields_of_a_promotion_code_have_their_types() {
    for (field, broken) in [
        (r#""coupon": 1"#, "/data/coupon"),
        (r#""code": true"#, "/data/code"),
        (r#""customer": null"#, "/data/customer"),
        (r#""max_redemptions": 1.5"#, "/data/max_redemptions"),
        (r#""max_redemptions": "3""#, "/data/max_redemptions"),
        (r#""expires_at": "tomorrow""#, "/data/expires_at"),
        (r#""restrictions": []"#, "/data/restrictions"),
        (
            r#""restrictions": {"first_time_transaction": "yes"}"#,
            "/data/restrictions/first_time_transaction",
        ),
        (
            r#""restrictions": {"minimum_amount": 0.5}"#,
            "/data/restrictions/minimum_amount",
        ),
        (
            r#""restrictions": {"minimum_amount_currency": 1}"#,
            "/data/restrictions/minimum_amount_currency",
        ),
    ] {
        let coupon = if field.starts_with(r#""coupon""#) {
            ""
        } else {
            r#""coupon": "AUTUMN", "#
        };
        judge::<Body<CreatePromotionCode>>(
            &format!(r#"{{"data": {{{coupon}{field}}}}}"#),
            &[(broken, "type")],
        );
    }
}

#[tokio::test]
async fn what_is_only_implied_of_a_promotion_code_is_not_enforced() -> Result {
    accept_code(PromotionCodeData::new("")).await?;
    accept_code(PromotionCodeData::new("AUTUMN").code("")).await?;
    accept_code(PromotionCodeData::new("AUTUMN").max_redemptions(0)).await?;
    accept_code(PromotionCodeData::new("AUTUMN").expires_at(0)).await?;
    let amount = PromotionCodeRestrictions::new().minimum_amount(1000);
    accept_code(PromotionCodeData::new("AUTUMN").restrictions(amount)).await?;
    let currency = PromotionCodeRestrictions::new().minimum_amount_currency("usd");
    accept_code(PromotionCodeData::new("AUTUMN").restrictions(currency)).await?;
    judge::<Body<CreatePromotionCode>>(
        r#"{"data": {"coupon": "AUTUMN", "object": "other"}, "more": 1}"#,
        &[],
    );
    Ok(())
}

#[test]
fn a_coupon_needs_its_data() {
    judge::<Body<CreateCoupon>>(r#"{"data": {"percent_off": 25}}"#, &[]);
    judge::<Body<CreateCoupon>>("{}", &[("", "required")]);
    judge::<Body<CreateCoupon>>(r#"{"data": []}"#, &[("/data", "type")]);
}

#[test]
fn the_fields_of_a_coupon_have_their_types() {
    for (field, broken) in [
        (r#""name": 1"#, "/data/name"),
        (
            r#""amount_off": 1.5, "currency": "usd""#,
            "/data/amount_off",
        ),
        (r#""currency": 840"#, "/data/currency"),
        (r#""duration": true"#, "/data/duration"),
        (r#""duration_in_months": "3""#, "/data/duration_in_months"),
        (r#""max_redemptions": 0.5"#, "/data/max_redemptions"),
        (r#""redeem_by": "tomorrow""#, "/data/redeem_by"),
    ] {
        judge::<Body<CreateCoupon>>(
            &format!(r#"{{"data": {{"percent_off": 25, {field}}}}}"#),
            &[(broken, "type")],
        );
    }
    judge::<Body<CreateCoupon>>(
        r#"{"data": {"percent_off": "25"}}"#,
        &[("/data/percent_off", "type")],
    );
}

#[tokio::test]
async fn the_percentage_is_from_1_to_100() -> Result {
    for good in [1.0, 1.5, 25.0, 99.99, 100.0] {
        accept(percent(good)).await?;
    }
    for low in [0.99, 0.5, 0.0, -1.0] {
        refuse(percent(low), &[("/data/percent_off", "minimum")]).await?;
    }
    for high in [100.01, 101.0, f64::MAX] {
        refuse(percent(high), &[("/data/percent_off", "maximum")]).await?;
    }
    Ok(())
}

#[tokio::test]
async fn one_of_the_discounts_is_there_at_least() -> Result {
    accept(percent(10.0)).await?;
    let amount = CouponData::new().amount_off(500).currency("usd");
    accept(amount.clone()).await?;
    accept(amount.percent_off(10.0)).await?;
    let said = refuse(CouponData::new().name("Nothing off"), &[("/data", "anyOf")]).await?;
    assert!(
        said.contains("`percent_off`") && said.contains("`amount_off`"),
        "{said}"
    );
    Ok(())
}

#[tokio::test]
async fn an_amount_has_a_currency() -> Result {
    accept(CouponData::new().amount_off(500).currency("usd")).await?;
    accept(percent(10.0).currency("usd")).await?;
    let broken = [("/data", "dependentRequired")];
    let said = refuse(CouponData::new().amount_off(500), &broken).await?;
    assert_eq!(
        said,
        "/data: `currency` is required when `amount_off` is present"
    );
    refuse(percent(10.0).amount_off(500), &broken).await?;
    Ok(())
}

#[tokio::test]
async fn a_currency_is_three_letters() -> Result {
    for good in ["usd", "USD", "eUr"] {
        accept(percent(10.0).currency(good)).await?;
    }
    for bad in ["", "us", "usdd", "u5d", " usd", "usd\n", "üsd"] {
        refuse(
            percent(10.0).currency(bad),
            &[("/data/currency", "pattern")],
        )
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_duration_is_one_of_three() -> Result {
    accept(percent(10.0).duration(CouponDuration::Once)).await?;
    accept(percent(10.0).duration("forever")).await?;
    for bad in ["", "Once", "sometimes"] {
        refuse(percent(10.0).duration(bad), &[("/data/duration", "enum")]).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_repeats_has_its_months() -> Result {
    let repeating = percent(10.0).duration(CouponDuration::Repeating);
    accept(repeating.clone().duration_in_months(3)).await?;
    let said = refuse(repeating, &[("/data", "required")]).await?;
    assert_eq!(
        said,
        r#"/data: `duration_in_months` is required when `duration` is "repeating""#
    );
    Ok(())
}

#[tokio::test]
async fn what_is_only_implied_of_a_coupon_is_not_enforced() -> Result {
    accept(
        percent(10.0)
            .duration(CouponDuration::Once)
            .duration_in_months(3),
    )
    .await?;
    accept(percent(10.0).duration_in_months(3)).await?;
    let repeating = percent(10.0).duration(CouponDuration::Repeating);
    accept(repeating.duration_in_months(0)).await?;
    accept(percent(10.0).max_redemptions(0)).await?;
    accept(percent(10.0).redeem_by(-1)).await?;
    accept(percent(10.0).name("n".repeat(41))).await?;
    accept(CouponData::new().amount_off(0).currency("usd")).await?;
    judge::<Body<CreateCoupon>>(
        r#"{"data": {"percent_off": 25, "id": "X"}, "more": 1}"#,
        &[],
    );
    Ok(())
}

#[tokio::test]
async fn all_that_is_broken_is_told_at_once() -> Result {
    let data = percent(0.0)
        .amount_off(5)
        .duration(CouponDuration::Repeating);
    let broken = [
        ("/data", "dependentRequired"),
        ("/data", "required"),
        ("/data/percent_off", "minimum"),
    ];
    refuse(data, &broken).await?;
    Ok(())
}

#[tokio::test]
async fn what_is_no_number_is_refused() -> Result {
    let broken = [("/data/percent_off", "type")];
    for none in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        refuse(percent(none), &broken).await?;
    }
    Ok(())
}
