//! Unions at work: which branch a value is, and what is judged of it.

use openapi_runtime::Model;

use crate::judging::{check, judge};
use crate::{beside_properties, branches, unions, unions_odd};

#[test]
fn a_branch_is_told_by_its_tag_its_type_or_its_properties() {
    use unions::models::{ByConstant, ByDiscriminator, Holder, Scalar};
    check::<ByConstant>(r#"{"kind":"dog","good":true}"#, &[]);
    check::<ByConstant>(r#"{"kind":"bird"}"#, &["/kind enum"]);
    assert!(matches!(
        ByDiscriminator::from_json(r#"{"kind":"cat","lives":9}"#),
        Ok(ByDiscriminator::Cat(cat)) if cat.lives == Some(9)
    ));
    for json in [r#""abc""#, "7", r#"["a"]"#] {
        check::<Scalar>(json, &[]);
    }
    check::<Scalar>(r#""long""#, &[" maxLength"]);
    check::<Holder>(
        r#"{"expandable":"id","expandable_two":{"kind":"cat"},"inline":{"gt":1}}"#,
        &[],
    );
    judge::<Holder>(r#"{"maybe":null}"#, &[]);
    check::<Holder>(r#"{"expandable":"too long"}"#, &["/expandable maxLength"]);
}

#[test]
fn what_stands_beside_a_composition_is_in_each_branch() {
    use beside_properties::models::{Payment, Rule, Text};
    check::<Payment>(r#"{"amount":1,"card":"c"}"#, &[]);
    judge::<Payment>(r#"{"amount":1}"#, &[" oneOf", " required"]);
    judge::<Payment>(r#"{"card":"c"}"#, &[" required"]);
    judge::<Rule>("{}", &[" anyOf"]);
    judge::<Rule>(r#"{"b":"x"}"#, &[]);
    judge::<Text>(r#""four""#, &[" maxLength", " oneOf"]);
}

#[test]
fn a_fault_beside_a_composition_is_no_fault_of_it() {
    use unions_odd::models::Held;
    check::<Held>(r#"{"note":"n","kind":"tom"}"#, &[]);
    judge::<Held>(r#"{"kind":"tom","note":5}"#, &["/note type"]);
}

#[test]
fn odd_unions_find_their_branch() {
    use unions_odd::models::{Closed, Holder, Inline, Lacking, Nested, Several};
    check::<Several>(r#"{"kind":"puss","lives":9}"#, &[]);
    assert!(matches!(
        Several::from_json(r#"{"kind":"tom"}"#),
        Ok(Several::Cat(_))
    ));
    check::<Inline>(r#"{"kind":"b","b":1}"#, &[]);
    assert!(matches!(
        Lacking::from_json(r#"{"kind":"Silent","depth":1}"#),
        Ok(Lacking::Silent(_))
    ));
    check::<Nested>(r#"[1,true]"#, &[]);
    check::<Closed>(r#"{"b":"x"}"#, &[]);
    check::<Closed>(r#"{"a":"x"}"#, &[" oneOf"]);
    check::<Holder>(
        r#"{"maybe":1,"or_null":{},"lists":["a"],"many":["a",1]}"#,
        &[],
    );
    check::<Holder>(r#"{"lists":[true]}"#, &["/lists/0 type"]);
}

#[test]
fn null_is_one_of_the_values() {
    use unions_odd::models::{Holder, ValueOrList};
    judge::<Holder>(r#"{"maybe":null,"or_null":null}"#, &[]);
    judge::<Holder>(r#"{"nested":null}"#, &["/nested type"]);
    check::<ValueOrList>(r#"["a","b"]"#, &[]);
    check::<ValueOrList>(r#""a""#, &[]);
    check::<ValueOrList>("[1]", &["/0 type"]);
}

#[test]
fn a_tag_without_a_mapping_is_the_name_of_a_schema() {
    use unions_odd::models::{Dangling, Unmapped};
    assert!(matches!(
        Unmapped::from_json(r#"{"kind":"Dog","tricks":["sit"]}"#),
        Ok(Unmapped::Dog(_))
    ));
    // What a mapping does not name, or names in vain, has no branch: it stays as it is.
    assert!(matches!(
        Dangling::from_json(r#"{"kind":"cat"}"#),
        Ok(Dangling::Cat(_))
    ));
    assert!(matches!(
        Dangling::from_json(r#"{"kind":"Dog"}"#),
        Ok(Dangling::Dog(_))
    ));
    assert!(matches!(
        Dangling::from_json(r#"{"kind":"hound"}"#),
        Ok(Dangling::Unmatched(_))
    ));
    // To JSON Schema a tag is a text as any other, and this value fits both.
    check::<Dangling>(r#"{"kind":"hound","age":1}"#, &[" oneOf"]);
}

#[test]
fn branches_that_look_alike_are_told_by_what_they_ask() {
    use branches::models::Holder;
    check::<Holder>(r#"{"by_type":"a","by_items":["a"]}"#, &[]);
    check::<Holder>(r#"{"by_type":1,"by_items":[1]}"#, &[]);
    check::<Holder>(r#"{"by_format":"2020-02-29"}"#, &[]);
    check::<Holder>(r#"{"by_format":"2021-02-29"}"#, &["/by_format oneOf"]);
    check::<Holder>(r#"{"by_required":{"card":"c","note":"n"}}"#, &[]);
    check::<Holder>(r#"{"by_required":{"bank":"b"}}"#, &[]);
    judge::<Holder>(
        r#"{"by_required":{"card":"c","bank":"b"}}"#,
        &["/by_required oneOf"],
    );
    check::<Holder>(r#"{"by_content":"ab"}"#, &[]);
    check::<Holder>(r#"{"by_content":"ten letters and more"}"#, &[]);
    judge::<Holder>(
        r#"{"by_content":"abc"}"#,
        &["/by_content anyOf", "/by_content minLength"],
    );
    check::<Holder>(r#"{"source":"Unknown"}"#, &[]);
}
