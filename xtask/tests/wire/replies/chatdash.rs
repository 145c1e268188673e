//! What ChatDash answers.

use generated::chatdash::Client;
use generated::chatdash::stripe_connect::{
    CouponData, CreateCoupon, CreatePromotionCode, PromotionCodeData,
};

use super::{fail, succeed};
use crate::Result;
use crate::clients;
use crate::samples::{CHATDASH_COUPON, CHATDASH_PROMOTION_CODE};

fn code(chatdash: Client) -> CreatePromotionCode {
    let data = PromotionCodeData::new("AUTUMN");
    chatdash
        .stripe_connect()
        .create_promotion_code("acct_1", data)
}

fn coupon(chatdash: Client) -> CreateCoupon {
    let data = CouponData::new().percent_off(10.0);
    chatdash.stripe_connect().create_coupon("acct_1", data)
}

#[tokio::test]
async fn chatdash_replies_decode() -> Result {
    let code = succeed(clients::chatdash, code, 201, CHATDASH_PROMOTION_CODE).await?;
    assert_eq!(
        (code.code.as_deref(), code.created),
        (Some("AUTUMN5"), Some(1_700_000_002))
    );
    assert_eq!((&code.customer, code.max_redemptions), (&None, Some(100)));
    let nested = code.coupon.ok_or("no coupon")?;
    assert_eq!(
        (nested.percent_off, nested.currency.as_deref()),
        (Some(10.0), Some("usd"))
    );
    let restrictions = code.restrictions.ok_or("no restrictions")?;
    assert_eq!(
        (
            restrictions.first_time_transaction,
            restrictions.minimum_amount
        ),
        (Some(false), None)
    );
    let coupon = succeed(clients::chatdash, coupon, 201, CHATDASH_COUPON).await?;
    assert_eq!(
        (coupon.amount_off, coupon.currency.as_deref()),
        (Some(500), Some("usd"))
    );
    assert_eq!(
        (coupon.duration.as_deref(), coupon.percent_off),
        (Some("once"), None)
    );
    assert_eq!(coupon.metadata.ok_or("no metadata")?["n"], 1);
    Ok(())
}

#[tokio::test]
async fn chatdash_errors_are_typed_where_documented() -> Result {
    let body = r#"{"error": "Missing required field: coupon"}"#;
    for (status, documented) in [(400, Some(1)), (500, Some(2))] {
        let (case, body) = fail(clients::chatdash, code, status, body).await?;
        let error = body.ok_or("no body")??.error;
        assert_eq!(
            (case, error.as_deref()),
            (documented, Some("Missing required field: coupon"))
        );
    }
    let (case, body) = fail(clients::chatdash, coupon, 500, r#"{"error": "Sorry"}"#).await?;
    assert_eq!(case, Some(1));
    assert_eq!(body.ok_or("no body")??.error.as_deref(), Some("Sorry"));
    Ok(())
}

#[tokio::test]
async fn a_status_that_is_not_documented_has_its_raw_body_alone() -> Result {
    let body = r#"{"error": "Who are you?"}"#;
    assert!(matches!(
        fail(clients::chatdash, code, 401, body).await?,
        (None, None)
    ));
    assert!(matches!(
        fail(clients::chatdash, coupon, 400, body).await?,
        (None, None)
    ));
    assert!(matches!(
        fail(clients::chatdash, coupon, 200, CHATDASH_COUPON).await?,
        (None, None)
    ));
    Ok(())
}
