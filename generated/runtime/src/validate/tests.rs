//! Typed values: places, presence, unions, and what judging sees beyond the type.

use crate::fill::Fill;
use crate::shape::{
    Bound, Branch, Check, Composition, Constant, Enumeration, Format, Kinds, Literal, Member,
    Presence, Rest, Shape, Union,
};
use crate::validate::{MOST, Violation, Violations, judge_as, validate, validate_at};
use crate::visit::{Visit, Visitor};
use crate::{DecodeError, Json, Map, Nullable, Reader, Unmatched};

const DURATION: Enumeration = Enumeration {
    name: "Duration",
    values: &["once", "repeating"],
    open: false,
};

/// A string with known values.
struct Duration(&'static str);

impl Visit for Duration {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.enumeration(&DURATION, self.0);
    }
}

/// Bytes in either form.
struct Bytes(&'static [u8]);

impl Visit for Bytes {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.bytes(self.0);
    }
}

const COUPON: Shape = Shape {
    name: "Coupon",
    constants: &[Constant("object", Literal::Text("coupon"))],
    members: &[
        Member(
            "percent_off",
            Presence::Optional,
            &[Check::Maximum(Bound::Integer(100))],
        ),
        Member(
            "amount_off",
            Presence::OptionalNullable,
            &[Check::Minimum(Bound::Integer(1))],
        ),
        Member("name", Presence::Required, &[Check::MaxLength(3)]),
        Member(
            "note",
            Presence::Nullable,
            &[Check::Enum(&[Literal::Text("a")])],
        ),
        Member(
            "parts",
            Presence::Optional,
            &[Check::Items(&[Check::Property(
                "name",
                &[Check::MinLength(2)],
            )])],
        ),
    ],
    rest: Rest::Kept(&[Check::MinLength(1)]),
    checks: &[
        Check::AnyOf(&[
            &[Check::Required(&["percent_off"])],
            &[Check::Required(&["amount_off"])],
        ]),
        Check::MaxProperties(6),
    ],
};

/// Every presence, a rule, a list of itself, and whatever else is there.
struct Coupon {
    percent_off: Option<f64>,
    amount_off: Nullable<i64>,
    name: Option<String>,
    note: Option<String>,
    parts: Option<Vec<Coupon>>,
    rest: Map<String>,
}

impl Fill for Coupon {
    fn blank() -> Self {
        Self {
            percent_off: None,
            amount_off: Nullable::Absent,
            name: None,
            note: None,
            parts: None,
            rest: Map::new(),
        }
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.object(
            &COUPON,
            &mut [
                &mut self.percent_off,
                &mut self.amount_off,
                &mut self.name,
                &mut self.note,
                &mut self.parts,
            ],
            Some(&mut self.rest),
        )
    }
}

impl Visit for Coupon {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(
            &COUPON,
            &[
                &self.percent_off,
                &self.amount_off,
                &self.name,
                &self.note,
                &self.parts,
            ],
            Some(&self.rest),
        );
    }
}

fn coupon() -> Coupon {
    Coupon {
        percent_off: Some(25.0),
        name: Some("A".to_owned()),
        ..Coupon::blank()
    }
}

/// These violations and no others, each as pointer and keyword.
fn check(violations: &[Violation], expected: &[&str]) {
    let found: Vec<_> = violations
        .iter()
        .map(|found| format!("{} {}", found.pointer, found.keyword))
        .collect();
    assert_eq!(found, expected, "{violations:?}");
}

#[test]
fn a_value_is_judged_by_its_type_and_its_place() {
    check(&validate(&coupon(), &[]), &[]);
    check(
        &validate(&coupon(), &[Check::Required(&["object", "note"])]),
        &[],
    );
    check(
        &validate(&coupon(), &[Check::Required(&["code"])]),
        &[" required"],
    );
    let long = Coupon {
        name: Some("Summer".to_owned()),
        percent_off: Some(100.5),
        ..coupon()
    };
    check(
        &validate_at("/body", &long, &[]),
        &["/body/percent_off maximum", "/body/name maxLength"],
    );
}

#[test]
fn presence_decides_what_an_empty_field_means() {
    check(
        &validate(
            &Coupon {
                name: None,
                ..coupon()
            },
            &[],
        ),
        &[" required"],
    );
    let none = Coupon {
        percent_off: None,
        ..coupon()
    };
    check(&validate(&none, &[]), &[" anyOf"]);
    check(
        &validate(
            &Coupon {
                amount_off: Nullable::Null,
                ..none
            },
            &[],
        ),
        &[],
    );
    check(
        &validate(
            &Coupon {
                amount_off: Nullable::Value(0),
                ..coupon()
            },
            &[],
        ),
        &["/amount_off minimum"],
    );
    check(
        &validate(
            &Coupon {
                note: Some("b".to_owned()),
                ..coupon()
            },
            &[],
        ),
        &["/note enum"],
    );
    check(
        &validate(
            &vec![Some(1), None],
            &[Check::Items(&[Check::Type(Kinds::INTEGER)])],
        ),
        &["/1 type"],
    );
}

#[test]
fn a_type_inside_is_judged_once() {
    let part = Coupon {
        name: Some("x".to_owned()),
        percent_off: Some(101.0),
        ..coupon()
    };
    let whole = Coupon {
        parts: Some(vec![coupon(), part]),
        ..coupon()
    };
    check(
        &validate(&whole, &[]),
        &[
            "/parts/0/name minLength",
            "/parts/1/name minLength",
            "/parts/1/percent_off maximum",
        ],
    );
}

#[test]
fn what_is_kept_beside_the_members_counts() {
    let rest = Map::from([
        ("a/b".to_owned(), String::new()),
        ("c".to_owned(), "d".to_owned()),
    ]);
    let more = Coupon {
        rest,
        amount_off: Nullable::Value(5),
        ..coupon()
    };
    check(
        &validate(&more, &[]),
        &[" maxProperties", "/a~1b minLength"],
    );
    check(
        &validate(&more, &[Check::Values(&[Check::MinLength(2)])]),
        &[
            "/a~1b minLength",
            "/c minLength",
            " maxProperties",
            "/a~1b minLength",
        ],
    );
}

#[test]
fn scalars_that_json_cannot_say_or_the_type_does_not_know() {
    check(&validate(&f64::NAN, &[]), &[" type"]);
    check(
        &validate(&f64::INFINITY, &[Check::Maximum(Bound::Integer(1))]),
        &[" type"],
    );
    check(
        &validate(&Duration("once"), &[Check::MinLength(9)]),
        &[" minLength"],
    );
    check(&validate(&Duration("never"), &[]), &[" enum"]);
}

#[test]
fn bytes_are_as_long_as_on_the_wire() {
    check(&validate(&Bytes(b"abc"), &[Check::MaxLength(3)]), &[]);
    check(
        &validate(
            &Bytes(b"abc"),
            const { &[Check::Format(Format::Byte), Check::MaxLength(3)] },
        ),
        &[" maxLength"],
    );
    check(
        &validate(
            &Bytes(b"abc"),
            const {
                &[
                    Check::Format(Format::Byte),
                    Check::Const(Literal::Text("YWJj")),
                ]
            },
        ),
        &[],
    );
}

#[test]
fn violations_are_bounded_and_never_hold_the_value() {
    let secrets = vec!["secret".to_owned(); 5_000];
    let violations = validate(
        &secrets,
        &[Check::Items(&[
            Check::MaxLength(1),
            Check::Format(Format::Uuid),
        ])],
    );
    assert_eq!(violations.len(), MOST);
    let text = Violations::from(violations).to_string();
    assert!(
        text.starts_with(
            "100 violations or more:\n  /0: must be at most 1 character long\n  /0: must be a UUID"
        ),
        "{text}"
    );
    assert!(!text.contains("secret"));
}

#[test]
fn judging_sees_what_the_type_does_not_keep() {
    let good = r#"{"object":"coupon","percent_off":1,"name":"A","note":null}"#;
    check(&judge_as::<Coupon>(good.as_bytes(), &[]), &[]);
    check(
        &judge_as::<Coupon>(good.as_bytes(), &[Check::MinProperties(5)]),
        &[" minProperties"],
    );
    check(
        &judge_as::<Coupon>(
            br#"{"percent_off":1,"name":"A","note":null}"#,
            &[Check::MinProperties(4)],
        ),
        &[" minProperties"],
    );
    check(
        &judge_as::<Coupon>(br#"{"percent_off":1,"name":"ABCD","note":"b"}"#, &[]),
        &["/name maxLength", "/note enum"],
    );
    check(
        &judge_as::<Coupon>(br#"{"amount_off":null,"name":"A","note":null}"#, &[]),
        &[],
    );
    check(
        &judge_as::<Coupon>(br#"{"percent_off":1}"#, &[]),
        &[" required", " required"],
    );
    check(
        &judge_as::<Range>(
            br#"{"gt":1,"x":1}"#,
            &[Check::PropertyNames(&[Check::MinLength(2)])],
        ),
        &[" propertyNames"],
    );
}

const RANGE: Shape = Shape {
    name: "Range",
    constants: &[],
    members: &[Member(
        "gt",
        Presence::Optional,
        &[Check::Minimum(Bound::Integer(0))],
    )],
    rest: Rest::Ignored,
    checks: &[],
};

/// An object without a required member.
struct Range {
    gt: Option<i64>,
}

impl Fill for Range {
    fn blank() -> Self {
        Self { gt: None }
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.object(&RANGE, &mut [&mut self.gt], None)
    }
}

impl Visit for Range {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(&RANGE, &[&self.gt], None);
    }
}

const fn branch<T: Fill + Visit>(
    kinds: Kinds,
    shape: Option<&'static Shape>,
    checks: &'static [Check],
) -> Branch {
    Branch {
        kinds,
        shape,
        tags: &[],
        checks,
        judge: judge_as::<T>,
    }
}

const BRANCHES: &[Branch] = &[
    branch::<Range>(Kinds::OBJECT, Some(&RANGE), &[Check::MinProperties(1)]),
    branch::<Coupon>(Kinds::OBJECT, Some(&COUPON), &[]),
    branch::<i64>(Kinds::INTEGER, None, &[Check::Minimum(Bound::Integer(5))]),
    branch::<f64>(Kinds::NUMBER, None, &[Check::Maximum(Bound::Integer(9))]),
    branch::<Vec<Any>>(Kinds::ARRAY, None, &[]),
    branch::<Vec<One>>(Kinds::ARRAY, None, &[]),
];
const ANY: Union = Union {
    name: "Any",
    composition: Composition::AnyOf,
    tag: None,
    branches: BRANCHES,
};
const ONE: Union = Union {
    name: "One",
    composition: Composition::OneOf,
    tag: None,
    branches: BRANCHES,
};

macro_rules! union {
    ($name:ident, $union:ident) => {
        enum $name {
            Range(Range),
            Coupon(Coupon),
            Integer(i64),
            Number(f64),
            ListOfAny(Vec<Any>),
            ListOfOne(Vec<One>),
            Unmatched(Unmatched),
        }

        impl Fill for $name {
            fn blank() -> Self {
                Self::Integer(0)
            }

            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                reader.union(&$union, &mut |branch, reader| {
                    *self = match branch {
                        0 => Self::Range(reader.value()?),
                        1 => Self::Coupon(reader.value()?),
                        2 => Self::Integer(reader.value()?),
                        3 => Self::Number(reader.value()?),
                        4 => Self::ListOfAny(reader.value()?),
                        5 => Self::ListOfOne(reader.value()?),
                        _ => Self::Unmatched(reader.value()?),
                    };
                    Ok(())
                })
            }
        }

        impl Visit for $name {
            fn visit(&self, visitor: &mut dyn Visitor) {
                match self {
                    Self::Range(value) => visitor.union(&$union, 0, value),
                    Self::Coupon(value) => visitor.union(&$union, 1, value),
                    Self::Integer(value) => visitor.union(&$union, 2, value),
                    Self::Number(value) => visitor.union(&$union, 3, value),
                    Self::ListOfAny(value) => visitor.union(&$union, 4, value),
                    Self::ListOfOne(value) => visitor.union(&$union, 5, value),
                    Self::Unmatched(value) => visitor.unmatched(&$union, value),
                }
            }
        }
    };
}

union!(Any, ANY);
union!(One, ONE);

#[test]
fn any_of_asks_for_one_branch_whichever() {
    check(&validate(&Any::Integer(7), &[]), &[]);
    check(&validate(&Any::Integer(3), &[]), &[]);
    check(&validate(&Any::Number(10.0), &[]), &[]);
    check(&validate(&Any::Number(10.5), &[]), &[" maximum"]);
    check(
        &validate(&Any::Range(Range { gt: None }), &[]),
        &[" minProperties"],
    );
    check(
        &validate(
            &Any::Coupon(Coupon {
                percent_off: None,
                ..coupon()
            }),
            &[],
        ),
        &[],
    );
    check(
        &validate(&Any::Integer(7), &[Check::Maximum(Bound::Integer(6))]),
        &[" maximum"],
    );
}

#[test]
fn one_of_asks_for_exactly_one() {
    check(&validate(&One::Integer(3), &[]), &[]);
    check(&validate(&One::Integer(7), &[]), &[" oneOf"]);
    check(&validate(&One::Integer(12), &[]), &[]);
    check(&validate(&One::Number(10.5), &[]), &[" maximum"]);
    check(&validate(&One::Range(Range { gt: Some(1) }), &[]), &[]);
    check(
        &validate(&vec![One::Range(Range { gt: Some(-1) })], &[]),
        &["/0/gt minimum"],
    );
    check(&validate(&One::Coupon(coupon()), &[]), &[" oneOf"]);
}

#[test]
fn an_unmatched_value_is_judged_by_every_branch() {
    let unmatched =
        |text: &str| Unmatched::from(serde_json::from_str::<Json>(text).unwrap_or_default());
    check(
        &validate(&Any::Unmatched(unmatched("true")), &[]),
        &[" anyOf"],
    );
    check(
        &validate(&One::Unmatched(unmatched("\"a\"")), &[]),
        &[" oneOf"],
    );
    check(&validate(&One::Unmatched(unmatched("7")), &[]), &[" oneOf"]);
    check(&validate(&One::Unmatched(unmatched("3")), &[]), &[]);
    let text = validate(&Any::Unmatched(unmatched("true")), &[])[0].to_string();
    assert_eq!(text, "fits none of the 6 alternatives of `Any`");
}

#[test]
fn judging_a_union_agrees_with_validating_it() {
    check(&judge_as::<One>(b"3", &[]), &[]);
    check(&judge_as::<One>(b"7", &[]), &[" oneOf"]);
    check(
        &judge_as::<Any>(b"7", &[Check::Maximum(Bound::Integer(6))]),
        &[" maximum"],
    );
}

const TWICE: Union = Union {
    name: "Twice",
    composition: Composition::OneOf,
    tag: None,
    branches: &[
        branch::<i64>(Kinds::INTEGER, None, &[]),
        branch::<Vec<Twice>>(Kinds::ARRAY, None, &[]),
        branch::<Vec<Twice>>(Kinds::ARRAY, None, &[Check::MinItems(1)]),
    ],
};

/// Two branches that are alike, so that every level judges the next one twice.
enum Twice {
    Integer(i64),
    List(Vec<Twice>),
    Unmatched(Unmatched),
}

impl Fill for Twice {
    fn blank() -> Self {
        Self::Integer(0)
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.union(&TWICE, &mut |branch, reader| {
            *self = match branch {
                0 => Self::Integer(reader.value()?),
                1 | 2 => Self::List(reader.value()?),
                _ => Self::Unmatched(reader.value()?),
            };
            Ok(())
        })
    }
}

impl Visit for Twice {
    fn visit(&self, visitor: &mut dyn Visitor) {
        match self {
            Self::Integer(value) => visitor.union(&TWICE, 0, value),
            Self::List(value) => visitor.union(&TWICE, 1, value),
            Self::Unmatched(value) => visitor.unmatched(&TWICE, value),
        }
    }
}

#[test]
fn ambiguous_unions_within_unions_end() {
    let nested = |depth: usize| "[".repeat(depth) + "3" + &"]".repeat(depth);
    check(&judge_as::<Twice>(nested(1).as_bytes(), &[]), &[" oneOf"]);
    let violations = judge_as::<Twice>(nested(60).as_bytes(), &[]);
    assert!(
        violations
            .iter()
            .any(|violation| violation.keyword == "cost"),
        "{violations:?}"
    );
    let value = (0..60).fold(Twice::Integer(3), |inner, _| Twice::List(vec![inner]));
    assert!(
        validate(&value, &[])
            .iter()
            .any(|violation| violation.keyword == "cost")
    );
}

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
