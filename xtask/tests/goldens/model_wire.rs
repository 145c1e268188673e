//! Models at work: what composition, presence, direction and 3.1's keywords come to on the wire.

use openapi_runtime::http::StatusCode;
use openapi_runtime::transport::Memory;
use openapi_runtime::{Error, Model, Nullable, Operation, Reply};

use crate::judging::{check, judge};
use crate::{
    all_of, collections, composition, constraints, identifiers, inheritance, pattern_properties,
    presence, sides, type_arrays, version_3_1,
};

#[test]
fn all_of_is_one_object_with_the_constraints_of_all() {
    use all_of::models::{Extended, Same, SomeModel, WithEither};
    check::<Extended>(
        r#"{"kind":"extended","id":"ab","address":{"city":"c","street":"s"},"own":true}"#,
        &[],
    );
    check::<Extended>(r#"{"kind":"extended","id":"a"}"#, &["/id minLength"]);
    judge::<Extended>(r#"{"id":"ab","kind":"other"}"#, &["/kind enum"]);
    judge::<Extended>(r#"{"kind":"extended"}"#, &[" required"]);
    check::<Same>(
        r#"{"plain":{"id":"x"},"sibling":{}}"#,
        &["/sibling minProperties"],
    );
    check::<Same>(
        r#"{"short":"abc","whole":2147483647,"many":["a","bc"]}"#,
        &[],
    );
    check::<Same>(
        r#"{"short":"","many":["a","b","c","def"]}"#,
        &[
            "/many maxItems",
            "/many/3 maxLength",
            "/short minLength",
            "/short pattern",
        ],
    );
    check::<Same>(r#"{"short":"abcdef"}"#, &["/short maxLength"]);
    for whole in ["2147483648", "0.5"] {
        assert!(Same::from_json(format!(r#"{{"whole":{whole}}}"#)).is_err());
    }
    check::<SomeModel>(r#""b""#, &[]);
    check::<SomeModel>(r#""a""#, &[" enum"]);
    let both = WithEither::from_json(r#"{"at":1,"code":2}"#);
    assert!(matches!(both, Ok(WithEither::Object(it)) if it.code == 2 && it.at == Some(1)));
    use composition::models::{Annotated, Extended as Longer};
    check::<Longer>(r#"{"id":"i","name":"n"}"#, &[]);
    judge::<Longer>(r#"{"name":"n"}"#, &[" required"]);
    judge::<Annotated>(r#"{"base":null}"#, &[]);
    check::<Annotated>(r#"{"alias":{"id":"i"}}"#, &[]);
    judge::<Annotated>(r#"{"alias":{}}"#, &["/alias required"]);
}

#[test]
fn an_heir_is_told_by_its_discriminator() {
    use inheritance::models::{Pet, Shelter};
    let pets = r#"{"pets":[{"kind":"kitten","lives":9},{"kind":"Lion","mane":true},{"kind":"Dog","friend":{"kind":"herring"}},{"kind":"Pet"}]}"#;
    check::<Shelter>(pets, &[]);
    let shelter = Shelter::from_json(pets).expect("it is a shelter");
    let pets = shelter.pets.unwrap_or_default();
    assert!(matches!(
        pets.as_slice(),
        [Pet::Cat(_), Pet::Lion(_), Pet::Dog(_), Pet::Pet(_)]
    ));
    assert!(matches!(
        Pet::from_json(r#"{"kind":"herring"}"#),
        Ok(Pet::Fish(_))
    ));
    // The base's schema alone is what a reference to it asks for.
    judge::<Pet>(r#"{"kind":"kitten","lives":"nine"}"#, &[]);
    judge::<Pet>(r#"{"kind":"long-legged"}"#, &["/kind maxLength"]);
    judge::<Pet>(r#"{"kind":null}"#, &["/kind type"]);
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    use presence::models::{Answer, Item};
    let item = || Item::new("a", None);
    assert_eq!(
        item().to_json(),
        r#"{"kind":"item","always":"a","maybe_null":null}"#
    );
    assert_eq!(
        item().null_both().to_json(),
        r#"{"kind":"item","always":"a","maybe_null":null,"both":null}"#
    );
    assert_eq!(item().both(1.5).both, Nullable::Value(1.5));
    judge::<Item>(
        r#"{"kind":"item","always":"a","maybe_there":null}"#,
        &[" required", "/maybe_there type"],
    );
    let answer = Answer::from_json(r#"{"always":"a","both":null}"#);
    assert_eq!(answer.map(|it| it.both), Ok(None));
}

#[test]
fn what_the_server_sets_is_not_asked_of_a_request() {
    use sides::models::{Receipt, User};
    let user = User::new("n").password("p");
    assert!(user.validate().is_ok());
    assert_eq!(user.to_json(), r#"{"name":"n","password":"p"}"#);
    assert!(User::new("n").validate().is_err());
    let back = User::from_json(r#"{"id":"i","name":"n"}"#);
    assert_eq!(back.map(|it| it.id), Ok(Some("i".to_owned())));
    assert!(Receipt::from_json("{}").is_err());
    check::<Receipt>(r#"{"id":"i"}"#, &[]);
}

#[tokio::test]
async fn what_one_side_sets_is_so_in_every_schema_that_holds() {
    use sides::models::Admin;
    let replies = [r#"{"id":"i","since":1,"level":2}"#, "{}"];
    let replies = Memory::in_order(replies.map(|json| Reply::new(StatusCode::OK, json)));
    let client = sides::Client::builder().transport(replies);
    let client = client.validate_responses(true).build();
    let client = client.expect("the client is sound");
    let create = |admin| client.admins().create(admin);
    // What the server sets is not asked of a request.
    let sent = create(Admin::new().name("n").password("p"));
    let body = sent.request().expect("the request is sound").into_body();
    assert_eq!(body, r#"{"name":"n","password":"p"}"#);
    assert!(create(Admin::new().password("p")).request().is_err());
    // What the user sets is not asked of a response.
    assert!(sent.clone().send().await.is_ok());
    match sent.send().await {
        Err(Error::InvalidResponse(found)) => assert_eq!(found.violations.0.len(), 3),
        other => panic!("it was let in: {other:?}"),
    }
}

#[test]
fn rules_between_properties_are_judged() {
    use constraints::models::Limits;
    let sound = r#"{"name":"n","percent":5}"#;
    check::<Limits>(sound, &[]);
    judge::<Limits>(r#"{"name":"n"}"#, &[" anyOf"]);
    judge::<Limits>(r#"{"name":"n","amount":1}"#, &[" dependentRequired"]);
    judge::<Limits>(
        r#"{"name":"n","percent":5,"duration":"repeating"}"#,
        &[" required"],
    );
    judge::<Limits>(r#"{"name":"n","percent":5,"forbidden":true}"#, &[" not"]);
    judge::<Limits>(
        r#"{"name":"a b","percent":0,"amount":0,"currency":"xxx"}"#,
        &[
            "/amount minimum",
            "/currency pattern",
            "/name pattern",
            "/percent exclusiveMinimum",
        ],
    );
    judge::<Limits>(r#"{"name":"n","percent":0.005}"#, &["/percent multipleOf"]);
}

#[test]
fn maps_beside_properties_keep_their_order() {
    use collections::models::Thing;
    check::<Thing>(
        r#"{"counts":{"b":1,"a":0},"holes":["a",null],"free":{"x":[1]},"rest":{"a":"a","z":"z","b":"b"}}"#,
        &[],
    );
    check::<Thing>(
        r#"{"names":["","a","a"],"counts":{"b":-1}}"#,
        &[
            "/counts/b minimum",
            "/names uniqueItems",
            "/names/0 minLength",
        ],
    );
    judge::<Thing>(r#"{"closed":{"b":1}}"#, &["/closed additionalProperties"]);
}

#[test]
fn properties_go_by_patterns() {
    use pattern_properties::models::{Beside, Closed};
    check::<Beside>(r#"{"id":"i","x-a":"x","n-a":1,"other":true}"#, &[]);
    judge::<Beside>(
        r#"{"x-a":1,"n-a":"n","other":"no"}"#,
        &["/n-a type", "/other type", "/x-a type"],
    );
    check::<Closed>(r#"{"id":"i","x-a":"abc"}"#, &[]);
    check::<Closed>(r#"{"x-a":"abcd"}"#, &["/x-a maxLength"]);
}

#[test]
fn keywords_of_3_1_are_judged() {
    use version_3_1::models::{Beside, Boolean, Defined, Limits};
    check::<Limits>(r#"{"share":0.5,"kind":"fixed","either":"e"}"#, &[]);
    judge::<Limits>(r#"{"share":null,"either":null}"#, &[]);
    judge::<Limits>(
        r#"{"share":1,"kind":"other","much too long":1}"#,
        &[" propertyNames", "/kind enum", "/share exclusiveMaximum"],
    );
    check::<Boolean>(r#"{"any":null,"other":[1],"list":[1,"a",null]}"#, &[]);
    judge::<Boolean>(r#"{"a":1}"#, &[" additionalProperties", " required"]);
    check::<Defined>(r#"{"inner":{"a":"x"}}"#, &[]);
    check::<Beside>(r#"{"short":"abcd"}"#, &["/short maxLength"]);
    check::<Beside>(r#"{"short":""}"#, &["/short minLength"]);
}

#[test]
fn identifiers_name_the_schemas_that_have_them() {
    use identifiers::models::{Owner, Pet};
    let pet = r#"{"name":"n","owner":{"address":{"city":"c"},"partner":{"pet":{"name":"m"}},"pointed":"short"},"tag":"t"}"#;
    check::<Pet>(pet, &[]);
    judge::<Pet>(
        r#"{"name":"n","label":{"text":"short","next":{"unit":"kilo","pet":{"name":""}}},"color":"ab"}"#,
        &[
            "/color minLength",
            "/label/next/pet/name minLength",
            "/label/next/unit maxLength",
            "/label/text maxLength",
        ],
    );
    check::<Owner>(
        r#"{"name":"","address":{"city":""},"pointed":"too long"}"#,
        &[
            "/address/city minLength",
            "/name minLength",
            "/pointed maxLength",
        ],
    );
}

#[test]
fn several_types_are_told_by_the_value() {
    use type_arrays::models::{Constants, Holder, Named};
    let sound = r#""truth":true,"seven":1"#;
    for either in [r#""abc""#, "3"] {
        judge::<Holder>(&format!(r#"{{"either":{either},{sound}}}"#), &[]);
    }
    judge::<Holder>(
        &format!(r#"{{"either":2,"whole":3,"fraction":2,{sound}}}"#),
        &["/either minimum", "/fraction enum", "/whole enum"],
    );
    check::<Named>(r#"[["a"],"b"]"#, &[]);
    judge::<Constants>(r#"{"seven":8,"no":true}"#, &["/no enum", "/seven enum"]);
}
