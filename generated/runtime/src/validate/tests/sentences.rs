//! What violations say.

use super::validate;
use crate::Json;
use crate::shape::{Bound, Check, Evaluated, Kinds, Literal};

/// What is said about `json`.
fn say(json: &str, checks: &'static [Check], expected: &[&str]) {
    let value: Json = serde_json::from_str(json).unwrap_or_default();
    let said: Vec<_> = validate(&value, checks)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn rules_between_properties_name_them() {
    const DISCOUNT: &[Check] = &[Check::AnyOf(&[
        &[Check::Required(&["percent_off"])],
        &[Check::Required(&["amount_off"])],
    ])];
    say(
        "{}",
        DISCOUNT,
        &["at least one of `percent_off`, `amount_off` is required"],
    );
    const CURRENCY: &[Check] = &[Check::DependentRequired("amount_off", &["currency"])];
    say(
        r#"{"amount_off":1}"#,
        CURRENCY,
        &["`currency` is required when `amount_off` is present"],
    );
    const EITHER: &[Check] = &[Check::OneOf(&[
        &[
            Check::Required(&["a"]),
            Check::Not(&[Check::Required(&["b"])]),
        ],
        &[Check::Required(&["b", "c"])],
    ])];
    say(
        "{}",
        EITHER,
        &["exactly one of `a` without `b`, `b` with `c` is required"],
    );
    const BOTH: &[Check] = &[Check::OneOf(&[
        &[Check::Required(&["a"])],
        &[Check::Required(&["b"])],
    ])];
    say(
        r#"{"a":1,"b":1}"#,
        BOTH,
        &["exactly one of `a`, `b` is allowed"],
    );
    say(
        r#"{"a":1,"b":1}"#,
        &[Check::Not(&[Check::Required(&["a", "b"])])],
        &["`a`, `b` are not allowed together"],
    );
    say(
        r#"{"a":1}"#,
        &[Check::Not(&[Check::Required(&["a"])])],
        &["`a` is not allowed"],
    );
}

#[test]
fn conditions_are_told() {
    const REPEATING: &[Check] = &[
        Check::Property("duration", &[Check::Const(Literal::Text("repeating"))]),
        Check::Required(&["duration"]),
    ];
    const MONTHS: &[Check] = &[Check::If(
        REPEATING,
        &[Check::Required(&["duration_in_months"])],
        &[Check::Not(&[Check::Required(&["duration_in_months"])])],
    )];
    say(
        r#"{"duration":"repeating"}"#,
        MONTHS,
        &["`duration_in_months` is required when `duration` is \"repeating\""],
    );
    say(
        r#"{"duration_in_months":1}"#,
        MONTHS,
        &["`duration_in_months` is not allowed unless `duration` is \"repeating\""],
    );
    const LOOSE: &[Check] = &[Check::If(
        &[
            Check::Property("a", &[Check::Minimum(Bound::Integer(1))]),
            Check::Not(&[Check::Required(&["b"])]),
        ],
        &[Check::Property("c", &[Check::MinLength(1)])],
        &[],
    )];
    say(
        r#"{"c":""}"#,
        LOOSE,
        &["/c: must not be empty when `a` is at least 1 or absent and `b` is absent"],
    );
}

#[test]
fn limits_are_told() {
    say(
        "5",
        &[Check::Minimum(Bound::Integer(6))],
        &["must be at least 6"],
    );
    say(
        "5",
        &[Check::ExclusiveMaximum(Bound::Decimal("0.5"))],
        &["must be less than 0.5"],
    );
    say(
        "5",
        &[Check::MultipleOf(Bound::Decimal("0.3"))],
        &["must be a multiple of 0.3"],
    );
    say(
        "[1,2,1.0]",
        &[Check::UniqueItems],
        &["must not have equal items, but items 0 and 2 are"],
    );
    say(
        "[1]",
        &[Check::Contains(&[Check::Type(Kinds::STRING)], 1, 9)],
        &["must have at least 1 item of the kind that `contains` asks for"],
    );
    say(
        "{}",
        &[Check::MinProperties(1)],
        &["must have at least 1 property"],
    );
    say(
        "1",
        &[Check::Enum(&[Literal::Text("a"), Literal::Null])],
        &["must be one of \"a\", null"],
    );
    say(
        "1.5",
        const {
            &[Check::Type(
                Kinds::STRING.or(Kinds::INTEGER).or(Kinds::NULL),
            )]
        },
        &["must be a string or an integer or null"],
    );
    say(
        r#"{"b":1}"#,
        &[Check::Closed(&["a"])],
        &["`b` is not a known property"],
    );
    say(
        r#"{"abc":1}"#,
        &[Check::PropertyNames(&[Check::MaxLength(2)])],
        &["the name of the property `abc` must be at most 2 characters long"],
    );
}

#[test]
fn what_nothing_evaluates_is_named() {
    const PROPERTIES: &[Check] = &[Check::UnevaluatedProperties(
        &[
            Evaluated::Properties(&["a"]),
            Evaluated::Where(&[Check::Required(&["a"])], &[Evaluated::Properties(&["b"])]),
        ],
        &[Check::Not(&[])],
    )];
    say(r#"{"a":1,"b":1}"#, PROPERTIES, &[]);
    say(
        r#"{"b":1}"#,
        PROPERTIES,
        &["`b` is not a known property here"],
    );
    const ITEMS: &[Check] = &[Check::UnevaluatedItems(
        &[
            Evaluated::PrefixItems(1),
            Evaluated::Contains(&[Check::Type(Kinds::STRING)]),
        ],
        &[Check::Not(&[])],
    )];
    say(r#"[1,"a"]"#, ITEMS, &[]);
    say(
        "[1,2]",
        ITEMS,
        &["must not have item 1: nothing here says what it is"],
    );
}
