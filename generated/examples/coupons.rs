//! A coupon, then a promotion code for it: on Stripe, and through ChatDash on behalf of a connected account.

use generated::chatdash::stripe_connect::{CouponData, CouponDuration, PromotionCodeData};
use generated::runtime::Error;
use generated::{chatdash, stripe};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let stripe = stripe::Client::new(stripe::Auth::bearer(std::env::var("STRIPE_KEY")?));

    let coupon = stripe
        .coupons()
        .create()
        .percent_off(25.0)
        .name("Summer sale")
        .send()
        .await?;
    let code = stripe
        .promotion_codes()
        .create(&coupon.id)
        .code("SUMMER20")
        .max_redemptions(100)
        .send()
        .await?;
    let same = stripe
        .promotion_codes()
        .retrieve(&code.id)
        .expand(["customer"])
        .send()
        .await?;
    println!("{} takes {:?} % off", same.code, same.coupon.percent_off);

    let chatdash = chatdash::Client::new(chatdash::Auth::authorization(std::env::var(
        "CHATDASH_KEY",
    )?));
    let accounts = chatdash.stripe_connect();

    let data = CouponData::new()
        .amount_off(1000)
        .currency("usd")
        .duration(CouponDuration::Once);
    let coupon = accounts.create_coupon("acct_1", data).send().await?;
    let coupon = coupon.id.ok_or("the answer names no coupon")?;
    let created = accounts
        .create_promotion_code("acct_1", PromotionCodeData::new(coupon))
        .send()
        .await;
    match created {
        Ok(code) => println!("created {:?}", code.code),
        // Refused before anything was sent: which rules the request breaks, each with its place.
        Err(Error::Invalid(violations)) => println!("not sent: {violations}"),
        // The server's answer: status, headers and raw body, and the documented body where it decodes.
        Err(error) => println!("{error}: {:?}", error.body()),
    }
    Ok(())
}
