//! What EthersPay's page states.

use generated::etherspay::coupons::Create;
use generated::etherspay::{Auth, Client};
use generated::runtime::spread::Body;
use generated::runtime::transport::Memory;
use generated::runtime::{EncodeErrorKind, Error, Operation};

use crate::Result;
use crate::check::{self, Broken, judge};

fn offline() -> Result<(Create, Memory)> {
    let (client, memory) = check::offline(Client::builder(Auth::basic("key", "")))?;
    Ok((client.coupons().create("Spring", "SPRING"), memory))
}

async fn accept(make: impl FnOnce(Create) -> Create) -> Result {
    let (create, memory) = offline()?;
    check::accept(&memory, make(create)).await;
    Ok(())
}

async fn refuse(make: impl FnOnce(Create) -> Create, broken: &[Broken]) -> Result<String> {
    let (create, memory) = offline()?;
    check::refuse(&memory, make(create), broken).await
}

#[test]
fn name_and_code_are_there() {
    judge::<Body<Create>>(r#"{"name": "", "code": "", "amount_off": 1}"#, &[]);
    judge::<Body<Create>>(
        r#"{"code": "SPRING", "amount_off": 1}"#,
        &[("", "required")],
    );
    judge::<Body<Create>>(
        r#"{"name": "Spring", "amount_off": 1}"#,
        &[("", "required")],
    );
    judge::<Body<Create>>(
        r#"{"name": 1, "code": "SPRING", "amount_off": 1}"#,
        &[("/name", "type")],
    );
}

#[tokio::test]
async fn the_amount_is_a_positive_integer() -> Result {
    for good in [1, 500, i64::MAX] {
        accept(|create| create.amount_off(good)).await?;
    }
    for bad in [0, -1, i64::MIN] {
        refuse(
            |create| create.amount_off(bad),
            &[("/amount_off", "exclusiveMinimum")],
        )
        .await?;
    }
    let whole = r#"{"name": "Spring", "code": "SPRING", "amount_off": 1.5}"#;
    judge::<Body<Create>>(whole, &[("/amount_off", "type")]);
    Ok(())
}

#[tokio::test]
async fn the_percentage_is_above_0_up_to_100() -> Result {
    for good in [f64::MIN_POSITIVE, 0.5, 1.0, 99.5, 100.0] {
        accept(|create| create.percent_off(good)).await?;
    }
    for low in [0.0, -0.0, -0.5] {
        refuse(
            |create| create.percent_off(low),
            &[("/percent_off", "exclusiveMinimum")],
        )
        .await?;
    }
    for high in [100.01, 1000.0] {
        refuse(
            |create| create.percent_off(high),
            &[("/percent_off", "maximum")],
        )
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn one_of_the_discounts_is_there_at_least() -> Result {
    accept(|create| create.amount_off(5)).await?;
    accept(|create| create.percent_off(5.0)).await?;
    let said = refuse(|create| create.permanent(true), &[("", "anyOf")]).await?;
    assert!(
        said.contains("`percent_off`") && said.contains("`amount_off`"),
        "{said}"
    );
    Ok(())
}

#[tokio::test]
async fn both_discounts_at_once_are_not_refused() -> Result {
    accept(|create| create.amount_off(5).percent_off(5.0)).await
}

#[test]
fn permanent_is_a_boolean() {
    let body = |permanent: &str| {
        format!(
            r#"{{"name": "Spring", "code": "SPRING", "amount_off": 1, "permanent": {permanent}}}"#
        )
    };
    judge::<Body<Create>>(&body("false"), &[]);
    judge::<Body<Create>>(&body("\"no\""), &[("/permanent", "type")]);
}

#[tokio::test]
async fn what_is_no_number_is_refused_and_a_form_has_no_word_for_it() -> Result {
    for none in [f64::NAN, f64::INFINITY] {
        let (create, memory) = offline()?;
        let create = create.percent_off(none);
        let Err(Error::Invalid(violations)) = create.clone().send().await else {
            return Err("not refused".into());
        };
        let [violation] = &violations[..] else {
            return Err(violations.into());
        };
        assert_eq!(
            (violation.pointer.as_str(), violation.keyword),
            ("/percent_off", "type")
        );
        let Err(Error::Encode(error)) = create.unchecked().send().await else {
            return Err("said".into());
        };
        assert_eq!(
            (error.place(), error.kind()),
            ("percent_off", EncodeErrorKind::Null)
        );
        assert!(memory.requests().is_empty());
    }
    Ok(())
}
