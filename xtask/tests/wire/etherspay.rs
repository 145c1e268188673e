//! The request of EthersPay.

use generated::etherspay::Client;
use generated::etherspay::coupons::{Coupons, Create};

use crate::Result;
use crate::clients;
use crate::samples::ETHERSPAY_COUPON;

/// The key is the user of Basic authentication, the password is empty.
const HEAD: &str = "POST /v1/coupons\naccept: application/json\nauthorization: Basic a2V5XzEyMzQ6\ncontent-length: ";
const FORM: &str = "\ncontent-type: application/x-www-form-urlencoded\n\n";

async fn check(make: impl FnOnce(Coupons) -> Create, body: &str) -> Result {
    let make = |etherspay: Client| make(etherspay.coupons());
    let expected = format!("{HEAD}{}{FORM}{body}", body.len());
    clients::check(clients::etherspay, make, (201, ETHERSPAY_COUPON), &expected).await
}

#[tokio::test]
async fn create_with_what_it_needs() -> Result {
    check(
        |coupons| coupons.create("Spring", "SPRING").amount_off(500),
        "amount_off=500&name=Spring&code=SPRING",
    )
    .await
}

#[tokio::test]
async fn create_with_everything() -> Result {
    check(
        |coupons| {
            coupons
                .create("Spring & more", "SPRING/ä")
                .amount_off(500)
                .percent_off(0.5)
                .permanent(false)
        },
        "amount_off=500&percent_off=0.5&permanent=false&name=Spring+%26+more&code=SPRING%2F%C3%A4",
    )
    .await
}
