//! Unions, sent and judged.

use super::{COUPON, Coupon, RANGE, Range, check, coupon, judge_as, validate};
use crate::fill::Fill;
use crate::shape::{Bound, Branch, Check, Composition, Kinds, Shape, Union};
use crate::validate::Terms;
use crate::visit::{Visit, Visitor};
use crate::{DecodeError, Json, Model, Reader, Unmatched};

const fn branch<T: Fill + Visit>(
    kinds: Kinds,
    shape: Option<fn() -> &'static Shape>,
    checks: &'static [Check],
) -> Branch {
    Branch {
        kinds,
        shape,
        tags: &[],
        checks,
        judge: crate::validate::judge_as::<T>,
    }
}

const BRANCHES: &[Branch] = &[
    branch::<Range>(Kinds::OBJECT, Some(|| &RANGE), &[Check::MinProperties(1)]),
    branch::<Coupon>(Kinds::OBJECT, Some(|| &COUPON), &[]),
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
            Loose(Vec<Any>),
            Strict(Vec<One>),
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
                        4 => Self::Loose(reader.value()?),
                        5 => Self::Strict(reader.value()?),
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
                    Self::Loose(value) => visitor.union(&$union, 4, value),
                    Self::Strict(value) => visitor.union(&$union, 5, value),
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

crate::object! {
    /// A cat.
    pub struct Cat {
        /// What it is.
        pub kind: String = Required("kind"),
        /// What it is called.
        pub name: Option<String> = Optional("name", Check::MaxLength(3)),
    }
}

crate::object! {
    /// A dog, by its properties no other than a cat.
    pub struct Dog {
        /// What it is.
        pub kind: String = Required("kind"),
    }
}

crate::union! {
    /// A cat or a dog, told apart by what it is alone.
    pub enum Pet: OneOf by "kind" {
        /// A cat.
        0 Cat(Cat) = object Cat: OBJECT, tags("Cat");
        /// A dog.
        1 Dog(Dog) = object Dog: OBJECT, tags("Dog");
        _ = Unmatched;
    }
}

#[test]
fn a_discriminator_decides_where_it_is_to() {
    let keywords = |found: Vec<crate::validate::Violation>| -> Vec<&'static str> {
        found.iter().map(|one| one.keyword).collect()
    };
    let check = |json: &str, terms: Terms, expected: &[&str]| {
        let judged = crate::validate::judge_as::<Pet>(json.as_bytes(), &[], terms);
        assert_eq!(keywords(judged), expected, "{json} judged");
        let pet = Pet::from_json(json).map(|pet| crate::validate::validate(&pet, &[], terms));
        assert_eq!(pet.map(keywords).as_deref(), Ok(expected), "{json} sent");
    };
    let decided = Terms::REQUEST.discriminated();
    let cat = r#"{"kind":"Cat","name":"Tom"}"#;
    check(cat, Terms::REQUEST, &["oneOf"]);
    check(cat, decided, &[]);
    check(r#"{"kind":"Dog"}"#, decided, &[]);
    check(r#"{"kind":"Cow"}"#, decided, &["oneOf"]);
    // What the tag does not name is of both, as ever.
    let dog = Pet::Cat(Cat {
        kind: "Dog".to_owned(),
        name: None,
    });
    let found = crate::validate::validate(&dog, &[], decided);
    assert_eq!(keywords(found), ["oneOf"]);
}
