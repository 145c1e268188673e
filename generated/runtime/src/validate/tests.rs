//! Typed values: places, presence, and what judging sees beyond the type.

mod decided;
mod hostile;
mod sentences;
mod unions;

use crate::fill::Fill;
use crate::shape::{
    Bound, Check, Constant, Direction, Enumeration, Format, Kinds, Literal, Presence, Rest, Shape,
};
use crate::validate::{self, MOST, Terms, Violation, Violations, validate_at};
use crate::visit::{Visit, Visitor};
use crate::{Binary, DecodeError, Map, Nullable, Reader};

/// Validates a value as a request's.
fn validate(value: &dyn Visit, checks: &'static [Check]) -> Vec<Violation> {
    validate::validate(value, checks, Terms::REQUEST)
}

/// Judges text as a response's.
fn judge_as<T: Fill + Visit>(text: &[u8], checks: &'static [Check]) -> Vec<Violation> {
    validate::judge_as::<T>(text, checks, Terms::RESPONSE)
}

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
        visitor.bytes(&Binary::from(self.0));
    }
}

const COUPON: Shape = Shape {
    name: "Coupon",
    constants: &[Constant("object", Literal::Text("coupon"))],
    members: &[
        ("percent_off", Presence::Optional),
        ("amount_off", Presence::OptionalNullable),
        ("name", Presence::Required),
        ("note", Presence::Nullable),
        ("parts", Presence::Optional),
    ],
    limits: &[
        ("percent_off", &[Check::Maximum(Bound::Integer(100))]),
        ("amount_off", &[Check::Minimum(Bound::Integer(1))]),
        ("name", &[Check::MaxLength(3)]),
        ("note", &[Check::Enum(&[Literal::Text("a")])]),
        (
            "parts",
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
fn what_one_side_alone_sets_is_required_in_its_direction() {
    const CHECKS: &[Check] = &[
        Check::RequiredIn(Direction::Response, &["id"]),
        Check::RequiredIn(Direction::Request, &["password"]),
    ];
    let value = Map::<String>::default();
    for (terms, missing) in [(Terms::REQUEST, "password"), (Terms::RESPONSE, "id")] {
        let found = validate::validate(&value, CHECKS, terms);
        check(&found, &[" required"]);
        assert_eq!(found[0].limit.as_deref(), Some(missing));
    }
}

#[test]
fn formats_are_judged_where_they_are_asked_for() {
    const CHECKS: &[Check] = &[
        Check::Format(Format::Uuid),
        Check::AnyOf(&[&[Check::Format(Format::Date)], &[Check::MaxLength(1)]]),
        Check::MaxLength(2),
    ];
    let (value, text) = ("text".to_owned(), br#""text""#);
    for (formats, expected) in [
        (true, &[" format", " anyOf", " maxLength"][..]),
        (false, &[" maxLength"]),
    ] {
        let terms = Terms::REQUEST.formats(formats);
        check(&validate::validate(&value, CHECKS, terms), expected);
        check(&validate::judge_as::<String>(text, CHECKS, terms), expected);
    }
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
        &validate_at("/body", &long, &[], Terms::REQUEST),
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
fn what_the_shape_names_is_not_kept_beside_it() {
    let rest = Map::from([("name".to_owned(), "B".to_owned())]);
    let twice = Coupon { rest, ..coupon() };
    check(&validate(&twice, &[Check::MinProperties(4)]), &[]);
    check(
        &validate(&twice, &[Check::MinProperties(5)]),
        &[" minProperties"],
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
    members: &[("gt", Presence::Optional)],
    limits: &[("gt", &[Check::Minimum(Bound::Integer(0))])],
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
