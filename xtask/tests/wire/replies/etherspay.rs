//! What EthersPay answers.

use generated::etherspay;

use super::{fail, succeed};
use crate::Result;
use crate::clients;
use crate::samples::ETHERSPAY_COUPON;

fn spring(etherspay: etherspay::Client) -> etherspay::coupons::Create {
    etherspay
        .coupons()
        .create("Spring", "SPRING")
        .percent_off(0.5)
}

#[tokio::test]
async fn the_etherspay_coupon_decodes() -> Result {
    let coupon = succeed(clients::etherspay, spring, 201, ETHERSPAY_COUPON).await?;
    assert_eq!(
        (coupon.name.as_deref(), coupon.code.as_deref()),
        (Some("Spring"), Some("SPRING"))
    );
    assert_eq!(
        (coupon.percent_off, coupon.amount_off, coupon.active),
        (Some(0.5), None, Some(true))
    );
    assert_eq!(
        (coupon.project_id.as_deref(), coupon.created_at),
        (Some("p_1"), Some(1_700_000_000))
    );
    Ok(())
}

#[tokio::test]
async fn no_error_is_documented() -> Result {
    for status in [400, 401, 500] {
        let failed = fail(clients::etherspay, spring, status, "teapot").await?;
        assert!(matches!(failed, (None, None)), "{failed:?}");
    }
    Ok(())
}
