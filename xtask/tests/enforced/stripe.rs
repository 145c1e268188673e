//! What Stripe's documents state of promotion codes.

use generated::runtime::spread::Body;
use generated::runtime::transport::Memory;
use generated::runtime::{Operation, Unmatched};
use generated::stripe::promotion_codes::{
    Create, CreateRestrictions, Created, List, PromotionCodes, Range, RestrictionsCurrencyOption,
    Update,
};
use generated::stripe::{Auth, Client};

use crate::Result;
use crate::check::{self, Broken, judge};

fn offline() -> Result<(Client, Memory)> {
    check::offline(Client::builder(Auth::bearer("key")))
}

async fn accept(make: impl FnOnce(Create) -> Create) -> Result {
    let (client, memory) = offline()?;
    check::accept(&memory, make(client.promotion_codes().create("25OFF"))).await;
    Ok(())
}

async fn refuse(make: impl FnOnce(Create) -> Create, broken: &[Broken]) -> Result<String> {
    let (client, memory) = offline()?;
    let create = client.promotion_codes().create("25OFF");
    check::refuse(&memory, make(create), broken).await
}

/// `length` characters of two bytes each.
fn text(length: usize) -> String {
    "ä".repeat(length)
}

#[tokio::test]
async fn create_needs_a_coupon_of_some_length() -> Result {
    judge::<Body<Create>>(r#"{"coupon": "25OFF"}"#, &[]);
    judge::<Body<Create>>("{}", &[("", "required")]);
    judge::<Body<Create>>(r#"{"coupon": null}"#, &[("/coupon", "type")]);
    let (client, memory) = offline()?;
    let create = |length| client.promotion_codes().create(text(length));
    check::accept(&memory, create(5000)).await;
    let said = check::refuse(&memory, create(5001), &[("/coupon", "maxLength")]).await?;
    assert!(said.contains("5000") && !said.contains('ä'), "{said}");
    Ok(())
}

#[tokio::test]
async fn the_texts_of_create_have_their_lengths() -> Result {
    accept(|create| create.code(text(500)).customer(text(5000))).await?;
    refuse(|create| create.code(text(501)), &[("/code", "maxLength")]).await?;
    refuse(
        |create| create.customer(text(5001)),
        &[("/customer", "maxLength")],
    )
    .await?;
    accept(|create| create.expand([text(5000)])).await?;
    let expand = ["customer".to_owned(), text(5001)];
    refuse(
        |create| create.expand(expand),
        &[("/expand/1", "maxLength")],
    )
    .await?;
    Ok(())
}

#[tokio::test]
async fn create_takes_positive_redemptions() -> Result {
    accept(|create| create.max_redemptions(1)).await?;
    for bad in [0, -1, i64::MIN] {
        refuse(
            |create| create.max_redemptions(bad),
            &[("/max_redemptions", "minimum")],
        )
        .await?;
    }
    Ok(())
}

#[test]
fn create_takes_no_unknown_field() {
    judge::<Body<Create>>(
        r#"{"coupon": "25OFF", "object": "x"}"#,
        &[("", "additionalProperties")],
    );
    let two = r#"{"coupon": "25OFF", "promotion": {}, "data": 1}"#;
    judge::<Body<Create>>(
        two,
        &[("", "additionalProperties"), ("", "additionalProperties")],
    );
}

#[test]
fn the_fields_of_create_have_their_types() {
    for (field, broken) in [
        (r#""active": "true""#, "/active"),
        (r#""code": 1"#, "/code"),
        (r#""customer": {}"#, "/customer"),
        (r#""expand": "customer""#, "/expand"),
        (r#""expand": [1]"#, "/expand/0"),
        (r#""expires_at": "2030-01-01""#, "/expires_at"),
        (r#""expires_at": 1.5"#, "/expires_at"),
        (r#""max_redemptions": 1.5"#, "/max_redemptions"),
        (r#""metadata": """#, "/metadata"),
        (r#""metadata": {"k": 1}"#, "/metadata/k"),
        (
            r#""restrictions": {"currency_options": {"eur": 1}}"#,
            "/restrictions/currency_options/eur",
        ),
        (
            r#""restrictions": {"minimum_amount": "1"}"#,
            "/restrictions/minimum_amount",
        ),
    ] {
        judge::<Body<Create>>(
            &format!(r#"{{"coupon": "25OFF", {field}}}"#),
            &[(broken, "type")],
        );
    }
    judge::<Body<Create>>(r#"{"coupon": "25OFF", "expires_at": 1893456000}"#, &[]);
    judge::<Body<Create>>(r#"{"coupon": "25OFF", "metadata": {"k": ""}}"#, &[]);
}

#[tokio::test]
async fn what_only_stripe_itself_knows_is_not_enforced_on_create() -> Result {
    accept(|create| create.code("")).await?;
    accept(|create| create.expires_at(0)).await?;
    accept(|create| create.metadata([("gone", "")])).await?;
    let amount = CreateRestrictions::new().minimum_amount(1000);
    accept(|create| create.restrictions(amount)).await?;
    let currency = CreateRestrictions::new().minimum_amount_currency("not a currency");
    accept(|create| create.restrictions(currency)).await?;
    let option = RestrictionsCurrencyOption::new().minimum_amount(-1);
    let options = CreateRestrictions::new().currency_options([("anywhere", option)]);
    accept(|create| create.restrictions(options)).await
}

#[tokio::test]
async fn update_takes_its_four_fields_only() -> Result {
    let all = r#"{"active": true, "expand": ["customer"], "metadata": {"k": "v"},
        "restrictions": {"currency_options": {"eur": {"minimum_amount": 5}}}}"#;
    judge::<Body<Update>>(all, &[]);
    judge::<Body<Update>>("{}", &[]);
    for other in [
        "code",
        "coupon",
        "customer",
        "expires_at",
        "max_redemptions",
    ] {
        judge::<Body<Update>>(
            &format!(r#"{{"{other}": 1}}"#),
            &[("", "additionalProperties")],
        );
    }
    let (client, memory) = offline()?;
    check::accept(&memory, client.promotion_codes().update("promo_1")).await;
    let update = client
        .promotion_codes()
        .update("promo_1")
        .expand([text(5001)]);
    check::refuse(&memory, update, &[("/expand/0", "maxLength")]).await?;
    Ok(())
}

#[tokio::test]
async fn metadata_of_update_is_a_map_or_empty() -> Result {
    judge::<Body<Update>>(r#"{"metadata": {"kept": "v", "gone": ""}}"#, &[]);
    judge::<Body<Update>>(r#"{"metadata": ""}"#, &[]);
    for bad in ["\"x\"", "null", "[]", "1"] {
        judge::<Body<Update>>(
            &format!(r#"{{"metadata": {bad}}}"#),
            &[("/metadata", "type")],
        );
    }
    judge::<Body<Update>>(r#"{"metadata": {"k": 1}}"#, &[("/metadata/k", "type")]);
    let (client, memory) = offline()?;
    let update = |make: fn(Update) -> Update| make(client.promotion_codes().update("promo_1"));
    check::accept(&memory, update(|update| update.metadata([("gone", "")]))).await;
    check::accept(&memory, update(|update| update.unset_metadata())).await;
    Ok(())
}

async fn accept_list(make: impl FnOnce(List) -> List) -> Result {
    let (client, memory) = offline()?;
    check::accept(&memory, make(client.promotion_codes().list())).await;
    Ok(())
}

async fn refuse_list(make: impl FnOnce(List) -> List, broken: &[Broken]) -> Result {
    let (client, memory) = offline()?;
    check::refuse(&memory, make(client.promotion_codes().list()), broken).await?;
    Ok(())
}

#[tokio::test]
async fn list_takes_1_to_100() -> Result {
    accept_list(|list| list).await?;
    for good in [1, 10, 100] {
        accept_list(|list| list.limit(good)).await?;
    }
    for low in [0, -1, i64::MIN] {
        refuse_list(|list| list.limit(low), &[("/query/limit", "minimum")]).await?;
    }
    for high in [101, i64::MAX] {
        refuse_list(|list| list.limit(high), &[("/query/limit", "maximum")]).await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_parameters_of_list_have_their_types_and_lengths() -> Result {
    accept_list(|list| list.created(5).code(text(5000))).await?;
    accept_list(|list| list.created(Range::new().gte(5))).await?;
    refuse_list(
        |list| list.code(text(5001)),
        &[("/query/code", "maxLength")],
    )
    .await?;
    let other = Created::Unmatched(Unmatched::from(serde_json::json!("yesterday")));
    refuse_list(|list| list.created(other), &[("/query/created", "anyOf")]).await
}

#[tokio::test]
async fn a_limit_that_no_document_states_is_not_enforced() -> Result {
    let (client, memory) = offline()?;
    for limit in [0, 101] {
        check::accept(&memory, client.coupons().list().limit(limit)).await;
    }
    let discounts = client.coupons().create().percent_off(5.0).amount_off(5);
    check::accept(&memory, discounts).await;
    check::accept(&memory, client.coupons().create().duration("fortnightly")).await;
    Ok(())
}

#[tokio::test]
async fn an_id_is_never_empty_or_a_step_up() -> Result {
    let (client, memory) = offline()?;
    let codes: PromotionCodes = client.promotion_codes();
    for bad in ["", ".", ".."] {
        assert!(
            codes.retrieve(bad).unchecked().send().await.is_err(),
            "{bad}"
        );
        assert!(client.coupons().delete(bad).send().await.is_err(), "{bad}");
    }
    assert!(memory.requests().is_empty());
    Ok(())
}
