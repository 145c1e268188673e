//! Unions of which one branch decides alone: several types, and a base with its heirs.

use super::{check, judge_as, validate};
use crate::reader::decode;
use crate::shape::Bound;
use crate::shape::Check::{MaxLength, Maximum};
use crate::{object, union};

union! {
    /// Text or integers.
    pub enum Several: Type {
        /// Text.
        0 Text(String) = plain String: STRING, checks(MaxLength(3));
        /// Integers.
        1 Integers(Vec<i64>) = plain Vec<i64>: ARRAY;
        _ = Unmatched;
    }
}

object! {
    /// What all pets have.
    pub struct PetBase {
        /// What it is.
        pub kind: String = Required("kind", MaxLength(3)),
    }
}

object! {
    /// A cat.
    pub struct Cat {
        /// What it is.
        pub kind: String = Required("kind", MaxLength(3)),
        /// How many are left.
        pub lives: Option<i64> = Optional("lives", Maximum(Bound::Integer(9))),
    }
}

union! {
    /// Any pet.
    pub enum Pet: Base by "kind" {
        /// A cat.
        0 Cat(Cat) = object Cat: OBJECT, tags("cat", "kitten");
        /// Another one.
        1 Other(PetBase) = object PetBase: OBJECT, tags("pet");
        _ = Unmatched;
    }
}

/// As a response, and as a request with the value that the text decodes to.
fn both<T: crate::fill::Fill + crate::visit::Visit>(text: &str, expected: &[&str]) {
    check(&judge_as::<T>(text.as_bytes(), &[]), expected);
    let value = decode::<T>(text.as_bytes()).expect("leniency takes it");
    check(&validate(&value, &[]), expected);
}

#[test]
fn the_branch_of_its_type_decides_about_a_value() {
    both::<Several>(r#""abc""#, &[]);
    both::<Several>(r#""abcd""#, &[" maxLength"]);
    both::<Several>(r#"[1, true]"#, &["/1 type"]);
    both::<Several>("true", &[" type"]);
}

#[test]
fn the_base_decides_about_its_heirs() {
    both::<Pet>(r#"{"kind": "cat"}"#, &[]);
    both::<Pet>(r#"{"kind": "cat", "lives": 10}"#, &[]);
    both::<Pet>(r#"{"kind": "kitten"}"#, &["/kind maxLength"]);
    both::<Pet>(r#"{"kind": "horse"}"#, &["/kind maxLength"]);
    both::<Pet>(r#"{"kind": null}"#, &["/kind type"]);
    both::<Pet>("[]", &[" type"]);
}
