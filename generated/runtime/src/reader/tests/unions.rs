//! Which branch of a union is chosen, and what becomes of a value that none takes.

use super::{check, recode};
use crate::samples::{Card, Source, Tree};
use crate::{Expandable, Json, decode, to_json};

/// The branch that the text decodes to, and the value written again.
fn choose(text: &str) -> (&'static str, String) {
    let source = decode::<Source>(text.as_bytes());
    let name = match &source {
        Ok(Source::Card(_)) => "card",
        Ok(Source::Coupon(_)) => "coupon",
        Ok(Source::Range(_)) => "range",
        Ok(Source::Limit(_)) => "limit",
        Ok(Source::Number(_)) => "number",
        Ok(Source::Numbers(_)) => "numbers",
        Ok(Source::Sources(_)) => "sources",
        Ok(Source::Unmatched(_)) => "unmatched",
        Err(_) => "error",
    };
    (
        name,
        source.map_or_else(|error| error.to_string(), |source| to_json(&source)),
    )
}

#[test]
fn the_tag_decides_wherever_it_stands() {
    for text in [
        r#"{"object":"card","last4":"4242"}"#,
        r#"{"last4":"4242","gt":1,"lt":2,"object":"\u0063ard"}"#,
    ] {
        assert_eq!(
            choose(text),
            ("card", r#"{"object":"card","last4":"4242"}"#.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn where_the_tag_decided_the_raw_value_is_kept_with_the_error() {
    for (text, error) in [
        (
            r#"{"object":"card","gt":1}"#,
            "`last4` is required and missing (byte 0)",
        ),
        (
            r#"{"object":"card","last4":[null],"gt":1}"#,
            "`/last4`: expected a string, found an array (byte 25)",
        ),
    ] {
        assert_eq!(choose(text), ("unmatched", text.to_owned()));
        let Ok(Source::Unmatched(unmatched)) = decode::<Source>(text.as_bytes()) else {
            panic!("the value is kept");
        };
        assert_eq!(
            unmatched.error.map(|error| error.to_string()).as_deref(),
            Some(error)
        );
    }
}

#[test]
fn an_unknown_tag_is_not_for_tagged_branches() {
    assert_eq!(choose(r#"{"object":"bank","last4":"1"}"#).0, "unmatched");
    assert_eq!(
        choose(r#"{"object":"bank","gt":1}"#),
        ("range", r#"{"gt":1}"#.to_owned())
    );
}

#[test]
fn a_tag_that_is_no_string_or_not_there_decides_nothing() {
    assert_eq!(choose(r#"{"object":7,"gt":1}"#).0, "range");
    assert_eq!(
        choose(r#"{"last4":"1"}"#),
        ("card", r#"{"object":"card","last4":"1"}"#.to_owned())
    );
}

#[test]
fn the_json_type_decides() {
    assert_eq!(choose("7").0, "number");
    assert_eq!(choose("7.0"), ("number", "7".to_owned()));
    for text in ["7.5", "true", "null", "\"x\""] {
        assert_eq!(choose(text), ("unmatched", text.to_owned()));
    }
}

#[test]
fn required_and_known_properties_decide() {
    assert_eq!(choose(r#"{"gt":1}"#).0, "range");
    assert_eq!(choose(r#"{"lt":1}"#).0, "limit");
    // Both take it; one knows more of it.
    assert_eq!(choose(r#"{"lt":2,"gt":1}"#).0, "range");
    // Its only way is bound to fail, so its error is kept.
    let Ok(Source::Unmatched(unmatched)) = decode::<Source>(br#"{"gt":1e99}"#) else {
        panic!("the value is kept");
    };
    assert_eq!(
        unmatched
            .error
            .map(|error| error.pointer().to_owned())
            .as_deref(),
        Some("/gt")
    );
}

#[test]
fn a_branch_that_does_not_take_the_value_gives_way_to_the_next() {
    assert_eq!(choose("[1,2]").0, "numbers");
    assert_eq!(choose("[]").0, "numbers");
    assert_eq!(
        choose(r#"[1,{"gt":1},[[2],["x"]]]"#),
        ("sources", r#"[1,{"gt":1},[[2],["x"]]]"#.to_owned())
    );
    assert_eq!(choose(r#"{"gt":"x","lt":1}"#).0, "limit");
}

#[test]
fn text_that_is_not_json_ends_a_union_too() {
    for text in [
        "[1,",
        "{\"gt\":1,\"lt\":}",
        "{\"object\":\"card\",\"last4\":\"\\x\"}",
        "[[[}]",
    ] {
        assert_eq!(choose(text).0, "error", "{text}");
    }
}

#[test]
fn a_union_nests_as_deep_as_anything() {
    let text = format!("{}[],\"x\"{}", "[[1],".repeat(100), "]".repeat(100));
    assert_eq!(choose(&text), ("sources", text.clone()));
    let too_deep = "[".repeat(129) + &"]".repeat(129);
    assert!(recode::<Source>(&too_deep).contains("nest deeper than 128"));
}

#[test]
fn trying_branches_again_and_again_ends() {
    // No branch takes any level, and each finds out behind all levels below: 3 to the power of 60 attempts.
    let text = format!(
        "{}null{}",
        r#"{"child":"#.repeat(60),
        r#","x":true}"#.repeat(60)
    );
    let Ok(Tree::Unmatched(unmatched)) = decode::<Tree>(text.as_bytes()) else {
        panic!("the value is kept");
    };
    assert_eq!(
        unmatched
            .error
            .map(|error| error.pointer().to_owned())
            .as_deref(),
        Some("/x")
    );
    check::<Tree>(
        r#"{"child":{"child":null,"x":"a"},"x":1}"#,
        r#"{"child":{"x":"a"},"x":1}"#,
    );
}

#[test]
fn an_id_or_the_object() {
    check::<Expandable<Card>>(r#""card_1""#, r#""card_1""#);
    check::<Expandable<Card>>(r#"{"last4":"1"}"#, r#"{"object":"card","last4":"1"}"#);
    check::<Expandable<Card>>(
        "1",
        "expected an id or an object, found a number (line 1, column 1)",
    );
    check::<Expandable<Card>>(
        "{\"last4\":1}",
        "`/last4`: expected a string, found a number (line 1, column 10)",
    );
}

crate::enumeration! {
    /// When.
    pub enum Moment {
        Now = "now",
        _ = Unknown,
    }
}

crate::enumeration! {
    /// Nothing.
    pub enum Nothing {
        Empty = "",
        _ = Unknown,
    }
}

crate::union! {
    /// When, or nothing.
    pub enum Start: AnyOf {
        /// A moment.
        0 Moment(Moment) = plain Moment: STRING;
        /// Nothing.
        1 Nothing(Nothing) = plain Nothing: STRING;
        _ = Unmatched;
    }
}

crate::union! {
    /// A number or a start.
    pub enum Nested: AnyOf {
        /// A number or a start.
        0 Either(Either) = plain Either: OBJECT | INTEGER | STRING;
        /// A start.
        1 Start(Start) = plain Start: STRING;
        _ = Unmatched;
    }
}

crate::union! {
    /// A number, whatever else it says it can be.
    pub enum Either: AnyOf {
        /// A number.
        0 Number(i64) = plain i64: INTEGER;
        _ = Unmatched;
    }
}

#[test]
fn a_branch_that_knows_the_value_is_before_one_that_lets_it_in() {
    let start = |text: &str| decode::<Start>(text.as_bytes());
    assert_eq!(start(r#""now""#), Ok(Start::Moment(Moment::Now)));
    assert_eq!(start(r#""""#), Ok(Start::Nothing(Nothing::Empty)));
    let unknown = Moment::Unknown("later".to_owned());
    assert_eq!(start(r#""later""#), Ok(Start::Moment(unknown)));
    let nested = |text: &str| decode::<Nested>(text.as_bytes());
    assert_eq!(nested("1"), Ok(Nested::Either(Either::Number(1))));
    let empty = Start::Nothing(Nothing::Empty);
    assert_eq!(nested(r#""""#), Ok(Nested::Start(empty)));
    assert!(matches!(
        nested(r#""later""#),
        Ok(Nested::Either(Either::Unmatched(_)))
    ));
}

crate::object! {
    /// Two moments.
    pub struct Moments {
        /// The first.
        pub first: Option<Moment> = Optional("first"),
        /// The second.
        pub second: Option<Moment> = Optional("second"),
    }
}

crate::object! {
    /// Nothing, and a moment.
    pub struct Late {
        /// The first.
        pub first: Option<Nothing> = Optional("first"),
        /// The second.
        pub second: Option<Moment> = Optional("second"),
    }
}

crate::union! {
    /// Moments.
    pub enum Times: AnyOf {
        /// Two.
        0 Moments(Moments) = object Moments: OBJECT;
        /// One.
        1 Late(Late) = object Late: OBJECT;
        _ = Unmatched;
    }
}

#[test]
fn of_branches_that_let_values_in_the_one_with_the_fewest_is_best() {
    let times = |text: &str| decode::<Times>(text.as_bytes());
    assert!(matches!(
        times(r#"{"first":"","second":"later"}"#),
        Ok(Times::Late(_))
    ));
    assert!(matches!(
        times(r#"{"first":"now","second":"later"}"#),
        Ok(Times::Moments(_))
    ));
    assert!(matches!(
        times(r#"{"first":"later","second":"later"}"#),
        Ok(Times::Moments(_))
    ));
}

crate::object! {
    /// A name alone.
    pub struct Name {
        /// The name.
        pub name: Option<String> = Optional("name"),
    }
    rest: Refused;
}

crate::object! {
    /// A name and an age.
    pub struct Person {
        /// The name.
        pub name: Option<String> = Optional("name"),
        /// The age.
        pub age: Option<i64> = Optional("age"),
    }
    rest: Refused;
}

crate::object! {
    /// What has a name alone.
    pub struct Named {
        /// Whose it is.
        pub of: Option<Name> = Optional("of"),
    }
}

crate::object! {
    /// What is a person's.
    pub struct Owned {
        /// Whose it is.
        pub of: Option<Person> = Optional("of"),
    }
}

crate::union! {
    /// What is somebody's.
    pub enum Thing: AnyOf {
        /// Of what has a name.
        0 Named(Named) = object Named: OBJECT;
        /// Of a person.
        1 Owned(Owned) = object Owned: OBJECT;
        _ = Unmatched;
    }
}

#[test]
fn a_branch_that_refuses_a_property_within_gives_way() {
    let thing = |text: &str| decode::<Thing>(text.as_bytes());
    assert!(matches!(
        thing(r#"{"of":{"name":"a"}}"#),
        Ok(Thing::Named(_))
    ));
    assert!(matches!(
        thing(r#"{"of":{"name":"a","age":1}}"#),
        Ok(Thing::Owned(_))
    ));
}

crate::union! {
    /// What has a name alone, or anything.
    pub enum Loose: AnyOf {
        /// What has a name alone.
        0 Named(Named) = object Named: OBJECT;
        /// Anything.
        1 Json(Json) = plain Json: ANY;
        _ = Unmatched;
    }
}

#[test]
fn a_branch_that_keeps_what_no_branch_names_is_before_one_that_drops_it() {
    let loose = |text: &str| decode::<Loose>(text.as_bytes());
    assert!(matches!(loose("{}"), Ok(Loose::Named(_))));
    assert!(matches!(loose(r#"{"of":{},"x":1}"#), Ok(Loose::Named(_))));
    assert!(matches!(loose(r#"{"x":1}"#), Ok(Loose::Json(_))));
}
