//! Every keyword against an independent judge: the same schema, the same instances, the same places and keywords.

use std::collections::BTreeSet;

use openapi_runtime::Json;
use openapi_runtime::shape::{Bound, Check, Engine, Kinds, Literal, Pattern};
use openapi_runtime::validate::{Terms, validate};

/// Judges each instance by the schema and by the checks; the first ones hold, the others do not.
fn check(schema: &str, checks: &'static [Check], good: &[&str], bad: &[&str]) {
    let judge = jsonschema::options()
        .should_validate_formats(true)
        .build(&json(schema))
        .expect("the schema is one");
    for (text, expected) in good
        .iter()
        .map(|text| (text, true))
        .chain(bad.iter().map(|text| (text, false)))
    {
        let instance = json(text);
        let theirs: BTreeSet<(String, String)> = judge
            .iter_errors(&instance)
            .map(|error| {
                (
                    error.instance_path().to_string(),
                    error.kind().keyword().to_owned(),
                )
            })
            .collect();
        let ours: BTreeSet<(String, String)> = validate(&instance, checks, Terms::REQUEST)
            .into_iter()
            .map(|found| (found.pointer, theirs_of(found.keyword).to_owned()))
            .collect();
        assert_eq!(ours.is_empty(), expected, "{schema} on {text}: {ours:?}");
        assert_eq!(ours, theirs, "{schema} on {text}");
    }
}

/// What the judge calls a keyword: it does not tell the limits of `contains` from it.
fn theirs_of(keyword: &'static str) -> &'static str {
    match keyword {
        "minContains" | "maxContains" => "contains",
        other => other,
    }
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("the test's text is JSON")
}

const SHORT: Pattern = Pattern {
    source: "^[a-z]+$",
    regex: "^[a-z]+$",
    engine: Engine::Linear,
};

#[test]
fn types() {
    check(
        r#"{"type": ["integer", "null"]}"#,
        const { &[Check::Type(Kinds::INTEGER.or(Kinds::NULL))] },
        &["1", "1.0", "-2e3", "null", "18446744073709551615"],
        &["1.5", "\"1\"", "true", "[]", "{}"],
    );
    check(
        r#"{"type": ["number", "string"]}"#,
        const { &[Check::Type(Kinds::NUMBER.or(Kinds::STRING))] },
        &["1", "1.5", "\"\""],
        &["null", "[]"],
    );
}

#[test]
fn enumerations_and_constants() {
    check(
        r#"{"enum": [null, true, 1, 2.5, "a", {"a": [1, 2], "b": 1.0}]}"#,
        &[Check::Enum(&[
            Literal::Null,
            Literal::Boolean(true),
            Literal::Integer(1),
            Literal::Number(2.5),
            Literal::Text("a"),
            Literal::Json(r#"{"a": [1, 2], "b": 1.0}"#),
        ])],
        &[
            "null",
            "true",
            "1.0",
            "2.5",
            "\"a\"",
            r#"{"b": 1, "a": [1.0, 2]}"#,
        ],
        &[
            "false",
            "2",
            "\"A\"",
            r#"{"b": 1, "a": [2, 1]}"#,
            r#"{"b": 1}"#,
            "[]",
        ],
    );
    check(
        r#"{"const": 9007199254740993}"#,
        &[Check::Const(Literal::Integer(9_007_199_254_740_993))],
        &["9007199254740993"],
        &[
            "9007199254740992",
            "9007199254740994",
            "\"9007199254740993\"",
        ],
    );
}

#[test]
fn strings() {
    check(
        r#"{"minLength": 2, "maxLength": 3}"#,
        &[Check::MinLength(2), Check::MaxLength(3)],
        &["\"ab\"", "\"äöü\"", "\"💩💩\"", "1", "null"],
        &["\"a\"", "\"abcd\"", "\"💩\"", "\"\""],
    );
    check(
        r#"{"pattern": "^[a-z]+$"}"#,
        &[Check::Pattern(SHORT)],
        &["\"abc\"", "1"],
        &["\"\"", "\"aBc\""],
    );
}

#[test]
fn numbers() {
    check(
        r#"{"minimum": 1, "maximum": 99.5}"#,
        &[
            Check::Minimum(Bound::Integer(1)),
            Check::Maximum(Bound::Decimal("99.5")),
        ],
        &["1", "1.0", "99.5", "50", "\"0\""],
        &["0", "0.999", "99.6", "100", "-1", "1e300"],
    );
    check(
        r#"{"exclusiveMinimum": 0, "exclusiveMaximum": 9223372036854775807}"#,
        &[
            Check::ExclusiveMinimum(Bound::Integer(0)),
            Check::ExclusiveMaximum(Bound::Integer(9_223_372_036_854_775_807)),
        ],
        &["1", "5e-324", "9223372036854775806"],
        &[
            "0",
            "0.0",
            "-0.0",
            "-1",
            "9223372036854775807",
            "18446744073709551615",
        ],
    );
    check(
        r#"{"multipleOf": 0.01}"#,
        &[Check::MultipleOf(Bound::Decimal("0.01"))],
        &["0", "19.99", "0.3", "4.35", "-1.1", "7"],
        &["19.999", "0.001", "1e-7"],
    );
    check(
        r#"{"multipleOf": 3}"#,
        &[Check::MultipleOf(Bound::Integer(3))],
        &["9", "9.0", "-3", "0", "9007199254740993"],
        &["10", "9.5", "9007199254740994"],
    );
}

#[test]
fn arrays() {
    check(
        r#"{"minItems": 1, "maxItems": 2, "items": {"minLength": 1}}"#,
        &[
            Check::MinItems(1),
            Check::MaxItems(2),
            Check::Items(&[Check::MinLength(1)]),
        ],
        &["[\"a\"]", "[1, \"b\"]", "{}"],
        &["[]", "[1, 2, 3]", "[\"\"]", "[\"a\", \"\"]"],
    );
    check(
        r#"{"uniqueItems": true}"#,
        &[Check::UniqueItems],
        &[
            "[]",
            "[1, \"1\", true, null]",
            "[[1, 2], [2, 1]]",
            r#"[{"a": 1}, {"a": 2}]"#,
            "[0, false]",
        ],
        &[
            "[1, 1.0]",
            "[0, -0.0]",
            "[null, null]",
            r#"[{"a": 1, "b": [2.0]}, {"b": [2], "a": 1}]"#,
            r#"["é", "\u00e9"]"#,
        ],
    );
}

#[test]
fn items_by_their_position() {
    check(
        r#"{"prefixItems": [{"type": "string"}, {"minimum": 3}], "items": {"type": "boolean"}}"#,
        &[Check::PrefixItems(
            &[
                &[Check::Type(Kinds::STRING)],
                &[Check::Minimum(Bound::Integer(3))],
            ],
            &[Check::Type(Kinds::BOOLEAN)],
        )],
        &["[]", "[\"a\"]", "[\"a\", 3, true, false]", "{}"],
        &["[1]", "[\"a\", 2]", "[\"a\", 3, 1]", "[1, 1, 1]"],
    );
}

#[test]
fn some_items_of_a_kind() {
    check(
        r#"{"contains": {"type": "string"}}"#,
        &[Check::Contains(&[Check::Type(Kinds::STRING)], 1, u64::MAX)],
        &["[\"a\"]", "[1, \"a\", \"b\"]", "{}"],
        &["[]", "[1]"],
    );
    check(
        r#"{"contains": {"type": "string"}, "minContains": 0, "maxContains": 1}"#,
        &[Check::Contains(&[Check::Type(Kinds::STRING)], 0, 1)],
        &["[]", "[1]", "[\"a\"]"],
        &["[\"a\", \"b\"]"],
    );
    check(
        r#"{"contains": {"type": "string"}, "minContains": 2}"#,
        &[Check::Contains(&[Check::Type(Kinds::STRING)], 2, u64::MAX)],
        &["[\"a\", 1, \"b\"]"],
        &["[]", "[\"a\"]"],
    );
}

#[test]
fn properties_beside_those_of_a_subschema() {
    check(
        r#"{"properties": {"a": true}, "additionalProperties": {"type": "integer"}}"#,
        &[Check::AdditionalProperties(
            &["a"],
            &[],
            &[Check::Type(Kinds::INTEGER)],
        )],
        &["{}", r#"{"a": "text", "b": 1}"#, "[]"],
        &[r#"{"b": "text"}"#, r#"{"a": 1, "b": null}"#],
    );
}

#[test]
fn objects() {
    check(
        r#"{"minProperties": 1, "maxProperties": 2, "additionalProperties": {"type": "integer"}}"#,
        &[
            Check::MinProperties(1),
            Check::MaxProperties(2),
            Check::Values(&[Check::Type(Kinds::INTEGER)]),
        ],
        &[r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#, "[]"],
        &["{}", r#"{"a": 1, "b": 2, "c": 3}"#, r#"{"a": "1"}"#],
    );
    check(
        r#"{"properties": {"a": {"maximum": 1}, "b": {}}, "required": ["a"], "additionalProperties": false}"#,
        &[
            Check::Property("a", &[Check::Maximum(Bound::Integer(1))]),
            Check::Required(&["a"]),
            Check::Closed(&["a", "b"]),
        ],
        &[r#"{"a": 1}"#, r#"{"a": null, "b": 2}"#],
        &["{}", r#"{"a": 2}"#, r#"{"a": 1, "c": 2}"#, r#"{"b": 1}"#],
    );
    check(
        r#"{"propertyNames": {"maxLength": 2, "pattern": "^[a-z]+$"}}"#,
        &[Check::PropertyNames(&[
            Check::MaxLength(2),
            Check::Pattern(SHORT),
        ])],
        &["{}", r#"{"ab": 1}"#],
        &[r#"{"abc": 1}"#, r#"{"A": 1}"#],
    );
}

#[test]
fn places_are_escaped() {
    check(
        r#"{"properties": {"a/b~c": {"items": {"minimum": 1}}}}"#,
        &[Check::Property(
            "a/b~c",
            &[Check::Items(&[Check::Minimum(Bound::Integer(1))])],
        )],
        &[r#"{"a/b~c": [1]}"#],
        &[r#"{"a/b~c": [1, 0]}"#],
    );
}

#[test]
fn compositions() {
    check(
        r#"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
        &[Check::AnyOf(&[
            &[Check::Required(&["a"])],
            &[Check::Required(&["b"])],
        ])],
        &[r#"{"a": 1}"#, r#"{"a": 1, "b": 2}"#, r#"{"b": null}"#, "1"],
        &["{}"],
    );
    check(
        r#"{"oneOf": [{"minimum": 3}, {"maximum": 5}]}"#,
        &[Check::OneOf(&[
            &[Check::Minimum(Bound::Integer(3))],
            &[Check::Maximum(Bound::Integer(5))],
        ])],
        &["1", "6"],
        &["4", "\"\""],
    );
    check(
        r#"{"allOf": [{"minimum": 3}, {"maximum": 5}]}"#,
        &[Check::AllOf(&[
            &[Check::Minimum(Bound::Integer(3))],
            &[Check::Maximum(Bound::Integer(5))],
        ])],
        &["3", "5"],
        &["2", "6"],
    );
    check(
        r#"{"not": {"required": ["a", "b"]}}"#,
        &[Check::Not(&[Check::Required(&["a", "b"])])],
        &["{}", r#"{"a": 1}"#],
        &[r#"{"a": 1, "b": 1}"#, "1"],
    );
}

#[test]
fn conditions() {
    const REPEATING: Check = Check::If(
        &[
            Check::Property("duration", &[Check::Const(Literal::Text("repeating"))]),
            Check::Required(&["duration"]),
        ],
        &[Check::Required(&["months"])],
        &[Check::Property(
            "months",
            &[Check::Maximum(Bound::Integer(0))],
        )],
    );
    check(
        r#"{"if": {"properties": {"duration": {"const": "repeating"}}, "required": ["duration"]},
            "then": {"required": ["months"]}, "else": {"properties": {"months": {"maximum": 0}}}}"#,
        &[REPEATING],
        &[
            "{}",
            r#"{"duration": "once", "months": 0}"#,
            r#"{"duration": "repeating", "months": 3}"#,
        ],
        &[
            r#"{"duration": "repeating"}"#,
            r#"{"duration": "once", "months": 3}"#,
            r#"{"months": 1}"#,
        ],
    );
}

#[test]
fn dependencies() {
    const CURRENCY: &[Check] = &[Check::DependentRequired("amount", &["currency", "country"])];
    let schema = r#"{"dependentRequired": {"amount": ["currency", "country"]}}"#;
    let good = [
        "{}",
        r#"{"currency": 1}"#,
        r#"{"amount": 1, "currency": 2, "country": 3}"#,
    ];
    let judge = jsonschema::validator_for(&json(schema)).expect("the schema is one");
    for text in good {
        assert!(
            judge.is_valid(&json(text))
                && validate(&json(text), CURRENCY, Terms::REQUEST).is_empty(),
            "{text}"
        );
    }
    // The judge calls it `required`; 2020-12 calls it by its own name.
    let text = json(r#"{"amount": 1}"#);
    assert!(!judge.is_valid(&text));
    let found: Vec<_> = validate(&text, CURRENCY, Terms::REQUEST)
        .into_iter()
        .map(|found| (found.pointer, found.keyword))
        .collect();
    assert_eq!(
        found,
        [
            (String::new(), "dependentRequired"),
            (String::new(), "dependentRequired")
        ]
    );
}
