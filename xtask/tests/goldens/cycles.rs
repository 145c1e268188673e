//! Unions that lead back to themselves: reading one ends, and what they say beside is judged.

use openapi_runtime::Model;

use crate::circles::models::{
    Cat, Chain, Dog, Filled, Grove, Holder, Inner, Left, Node, Packs, Text,
};
use crate::judging::{check, judge};

#[test]
fn a_branch_that_is_the_union_itself_is_any_json() {
    check::<Left>(r#""a""#, &[]);
    check::<Left>("5", &[]);
    check::<Inner>(r#"{"a":[]}"#, &[]);
    check::<Text>("true", &[]);
    assert!(matches!(Left::from_json("5"), Ok(Left::Right(_))));
    assert!(matches!(Text::from_json("true"), Ok(Text::Boolean(true))));
    check::<Holder>(r#"{"left":"a","inner":1,"text":"","itself":[]}"#, &[]);
}

#[test]
fn what_has_something_between_is_whole() {
    check::<Node>(r#"{"next":{"next":1}}"#, &[]);
    judge::<Node>(r#"{"next":{"next":"a"}}"#, &["/next/next oneOf"]);
    check::<Grove>(r#"["a",["b"]]"#, &[]);
    judge::<Grove>("[1]", &["/0 oneOf"]);
}

#[test]
fn what_is_more_than_a_type_with_a_name_is_whole() {
    check::<Cat>(r#"{"friend":"cat_1"}"#, &[]);
    check::<Cat>(r#"{"friend":{"friend":{"tail":true}}}"#, &[]);
    judge::<Cat>(r#"{"friend":1}"#, &["/friend type"]);
    let pack = |data: &str| format!(r#"{{"object":"list","url":"/","data":[{data}]}}"#);
    check::<Dog>(&format!(r#"{{"pack":{}}}"#, pack(r#"{"tail":true}"#)), &[]);
    check::<Packs>(&pack(&pack("")), &[]);
    judge::<Packs>(&pack("1"), &["/data/0 type"]);
    check::<Filled>(r#"{"more":{"more":""},"twice":""}"#, &[]);
    check::<Chain>(r#"{"next":{"next":{"own":"a"},"own":"b"}}"#, &[]);
    judge::<Chain>(r#"{"next":{"next":{"own":1}}}"#, &["/next/next/own type"]);
    judge::<Chain>(r#"{"all":[{}]}"#, &["/all/0 required"]);
}

#[test]
fn what_lets_no_value_in_is_read_and_refused() {
    check::<Holder>(r#"{"never":1}"#, &["/never not"]);
}
