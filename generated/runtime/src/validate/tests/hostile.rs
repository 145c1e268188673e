//! Input that costs: what is found is bounded, and so is the looking. And numbers that no type holds exactly.

use super::{check, judge_as, validate};
use crate::shape::{Bound, Check, Engine, Pattern};
use crate::validate::MOST;

const COSTLY: Pattern = Pattern {
    source: r"^(?=(a+)+$)(a|aa)+\1b$",
    regex: r"^(?=(a+)+$)(a|aa)+\1b$",
    engine: Engine::Backtracking,
};

#[test]
fn no_more_is_kept_than_anybody_reads() {
    let many = vec![String::new(); 200_000];
    let found = validate(&many, &[Check::Items(&[Check::MinLength(1)])]);
    assert_eq!(found.len(), MOST);
    let text = format!("[{}1]", "1,".repeat(200_000));
    assert_eq!(judge_as::<Vec<String>>(text.as_bytes(), &[]).len(), MOST);
}

#[test]
fn equal_items_are_found_in_one_pass() {
    let mut items: Vec<i64> = (0..100_000).collect();
    check(&validate(&items, &[Check::UniqueItems]), &[]);
    items.push(0);
    check(&validate(&items, &[Check::UniqueItems]), &[" uniqueItems"]);
}

#[test]
fn a_costly_pattern_ends_with_the_most_violations() {
    let many = vec!["a".repeat(60); 10_000];
    let found = validate(&many, &[Check::Items(&[Check::Pattern(COSTLY)])]);
    assert_eq!(found.len(), MOST);
    assert!(found[0].message.contains("too long"), "{}", found[0]);
}

/// A number in text, against one bound.
fn number(text: &str, checks: &'static [Check], expected: &[&str]) {
    check(&judge_as::<f64>(text.as_bytes(), checks), expected);
}

#[test]
fn numbers_of_text_are_compared_exactly() {
    const EXACT: &[Check] = &[Check::Maximum(Bound::Integer(9_007_199_254_740_992))];
    number("9007199254740992", EXACT, &[]);
    number("9007199254740993", EXACT, &[" maximum"]);
    const UNSIGNED: &[Check] = &[Check::Maximum(Bound::Integer(u64::MAX as i128))];
    number("18446744073709551615", UNSIGNED, &[]);
    number("18446744073709551616", UNSIGNED, &[" maximum"]);
    const FAR: &[Check] = &[
        Check::Maximum(Bound::Decimal("1e400")),
        Check::Minimum(Bound::Decimal("-1234567890123456789012345678901234567890")),
    ];
    number("1e308", FAR, &[]);
    number("-1234567890123456000000000000000000000000", FAR, &[]);
    number("-1e40", FAR, &[" minimum"]);
    number("1e400", FAR, &[" format"]);
}

#[test]
fn integers_and_multiples_are_those_of_decimal_numbers() {
    check(
        &judge_as::<i64>(b"1e3", &[Check::MultipleOf(Bound::Integer(10))]),
        &[],
    );
    check(&judge_as::<i64>(b"1.0", &[]), &[]);
    check(&judge_as::<i64>(b"1.5", &[]), &[" type"]);
    const TENTHS: &[Check] = &[Check::MultipleOf(Bound::Decimal("0.1"))];
    number("0.3", TENTHS, &[]);
    number("1e15", TENTHS, &[]);
    number("0.35", TENTHS, &[" multipleOf"]);
    let twice = judge_as::<Vec<f64>>(b"[1, 1.0]", &[Check::UniqueItems]);
    check(&twice, &[" uniqueItems"]);
}
