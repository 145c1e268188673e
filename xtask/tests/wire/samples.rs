//! Replies in the shape of the three APIs, with values of our own.

/// A Stripe coupon.
pub const COUPON: &str = r#"{
    "id": "25OFF", "object": "coupon", "amount_off": null, "created": 1700000000, "currency": null,
    "duration": "repeating", "duration_in_months": 3, "livemode": false, "max_redemptions": null,
    "metadata": {"team": "growth"}, "name": "A quarter", "percent_off": 25.5, "redeem_by": null,
    "times_redeemed": 2, "valid": true
}"#;

/// A Stripe coupon that is deleted.
pub const DELETED_COUPON: &str = r#"{"id": "25OFF", "object": "coupon", "deleted": true}"#;

/// A Stripe customer, expanded.
pub const CUSTOMER: &str = r#"{
    "id": "cus_1", "object": "customer", "created": 1690000000, "livemode": false, "email": "a@example.com",
    "name": null, "tax_exempt": "exempt", "preferred_locales": ["de"]
}"#;

/// A Stripe customer that is deleted, expanded.
pub const DELETED_CUSTOMER: &str = r#"{"id": "cus_1", "object": "customer", "deleted": true}"#;

/// A customer as its id.
pub const CUSTOMER_ID: &str = r#""cus_1""#;

/// A Stripe promotion code with this customer.
pub fn promotion_code(customer: &str) -> String {
    format!(
        r#"{{
            "id": "promo_1", "object": "promotion_code", "active": true, "code": "SUMMER", "coupon": {COUPON},
            "created": 1700000001, "customer": {customer}, "expires_at": 1800000000, "livemode": false,
            "max_redemptions": 5, "metadata": null, "times_redeemed": 1,
            "restrictions": {{
                "first_time_transaction": true, "minimum_amount": 1000, "minimum_amount_currency": "usd",
                "currency_options": {{"eur": {{"minimum_amount": 900}}}}
            }}
        }}"#
    )
}

/// A page of a Stripe list with this one object.
pub fn page(url: &str, object: &str) -> String {
    format!(r#"{{"object": "list", "data": [{object}], "has_more": true, "url": "{url}"}}"#)
}

/// A ChatDash coupon.
pub const CHATDASH_COUPON: &str = r#"{
    "id": "AUTUMN", "object": "coupon", "amount_off": 500, "created": 1700000000, "currency": "usd",
    "duration": "once", "duration_in_months": null, "livemode": true, "max_redemptions": null,
    "metadata": {"n": 1}, "name": "Autumn", "percent_off": null, "redeem_by": null, "times_redeemed": 0, "valid": true
}"#;

/// A ChatDash promotion code.
pub const CHATDASH_PROMOTION_CODE: &str = r#"{
    "id": "promo_9", "object": "promotion_code", "active": true, "code": "AUTUMN5",
    "coupon": {"id": "AUTUMN", "percent_off": 10, "amount_off": null, "currency": "usd"},
    "created": 1700000002, "customer": null, "customer_account": null, "expires_at": null, "livemode": true,
    "max_redemptions": 100, "metadata": {}, "times_redeemed": 0,
    "restrictions": {"first_time_transaction": false, "minimum_amount": null, "minimum_amount_currency": null}
}"#;

/// An EthersPay coupon.
pub const ETHERSPAY_COUPON: &str = r#"{
    "id": "c_1", "name": "Spring", "code": "SPRING", "active": true, "amount_off": null, "created_at": 1700000000,
    "first_time_transaction": false, "max_redemptions": null, "min_amount": null, "percent_off": 0.5, "projectId": "p_1"
}"#;
