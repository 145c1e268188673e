//! Text, numbers and booleans to choose from; the caller keeps those that hold, or that break one constraint.

use serde_json::Value;

use super::check::json;
use super::decimal::Decimal;
use super::pattern::spell;
use super::place::Place;
use super::random::Random;
use crate::ir::{Bound, Check, Format, Type};

/// Limits on lengths beyond this one are not tried out.
const LONGEST: u64 = 100_000;

/// Values that may hold at a place of this scalar type, the plainest first.
pub(super) fn candidates(place: &Place<'_>, random: &mut Random) -> Vec<Value> {
    let stated = stated(place);
    if !stated.is_empty() {
        return stated;
    }
    match &place.ty {
        Type::Null => vec![Value::Null],
        Type::Boolean => vec![Value::from(true), Value::from(false)],
        Type::Base64 | Type::Binary => ["c2FtcGxl", "", "YQ=="].map(Value::from).into(),
        Type::String => texts(&place.checks, random)
            .into_iter()
            .map(Value::from)
            .collect(),
        _ => numbers(place, random),
    }
}

/// The values that the constraints state.
fn stated(place: &Place<'_>) -> Vec<Value> {
    let literals = place.checks.iter().flat_map(|check| match check {
        Check::Enum(values) => values.as_slice(),
        Check::Const(value) => std::slice::from_ref(value),
        _ => &[],
    });
    literals.map(json).collect()
}

/// Texts that may keep these constraints.
pub(super) fn texts(checks: &[&Check], random: &mut Random) -> Vec<String> {
    let formatted: Vec<String> = formats(checks)
        .flat_map(|format| examples(format).iter().map(|text| (*text).to_owned()))
        .collect();
    if !formatted.is_empty() {
        return formatted;
    }
    let mut texts = matching(checks, random);
    let plain = ["text", "Zoë \"quoted\" \\ 日本 🦀", "a", ""];
    texts.extend(plain.map(str::to_owned));
    texts.push(format!("text{:x}", random.number()));
    texts.extend(lengths(checks).flat_map(|length| ["x".repeat(length), "é".repeat(length)]));
    texts
}

/// Texts that match a pattern of these constraints.
fn matching(checks: &[&Check], random: &mut Random) -> Vec<String> {
    let patterns = checks.iter().filter_map(|check| match check {
        Check::Pattern(pattern) => Some(pattern),
        _ => None,
    });
    patterns
        .flat_map(|pattern| spell(&pattern.regex, random))
        .collect()
}

/// The lengths at the limits.
fn lengths(checks: &[&Check]) -> impl Iterator<Item = usize> {
    checks.iter().filter_map(|check| match check {
        Check::MinLength(length) | Check::MaxLength(length) if *length <= LONGEST => {
            usize::try_from(*length).ok()
        }
        _ => None,
    })
}

/// Texts of which some break a constraint.
pub(super) fn wrong_texts(checks: &[&Check], good: &str, random: &mut Random) -> Vec<String> {
    // What a format makes of other text is not judged here.
    if formats(checks).next().is_some() {
        return Vec::new();
    }
    let fixed = ["", " ", "~", "no such value", "0", "aa", "A", "-"];
    let mut texts = fixed.map(str::to_owned).to_vec();
    texts.extend(matching(checks, random));
    texts.push(format!("{good}!"));
    texts.push(format!(" {good}"));
    for length in lengths(checks) {
        for length in [length.checked_sub(1), length.checked_add(1)]
            .into_iter()
            .flatten()
        {
            texts.push("x".repeat(length));
            texts.push(good.chars().cycle().take(length).collect());
        }
    }
    texts
}

fn numbers(place: &Place<'_>, random: &mut Random) -> Vec<Value> {
    let limits = limits(&place.checks);
    let step = step(&place.checks);
    let mut numbers = vec![Decimal::integer(if place.ty == Type::Timestamp {
        1_700_000_000
    } else {
        1
    })];
    numbers.extend([25, 0, -1, 7].map(Decimal::integer));
    numbers.extend(
        ["0.5", "12.25", "-2.5"]
            .into_iter()
            .filter_map(Decimal::parse),
    );
    numbers.extend(step);
    numbers.extend(around(&limits, step));
    numbers.extend(limits.iter().map(|limit| limit.rounded()));
    numbers.extend(scattered(&limits, step, random));
    numbers.extend(extremes(&place.ty).map(Decimal::integer));
    jsons(&numbers, &place.ty)
}

/// Numbers of which some break a constraint.
pub(super) fn wrong_numbers(place: &Place<'_>) -> Vec<Value> {
    let step = step(&place.checks);
    let mut limits = limits(&place.checks);
    limits.extend(step);
    let mut numbers = around(&limits, step);
    numbers.extend(around(&limits, None));
    numbers.extend([1, -1, 3, 1000].map(Decimal::integer));
    jsons(&numbers, &place.ty)
}

fn jsons(numbers: &[Decimal], ty: &Type) -> Vec<Value> {
    let values = numbers.iter().filter_map(|number| number.to_json());
    values.filter(|value| fits(ty, value)).collect()
}

/// Whether a type of this width holds the number.
fn fits(ty: &Type, value: &Value) -> bool {
    match (ty, value.as_i64(), value.as_f64()) {
        (Type::I32, Some(integer), _) => i32::try_from(integer).is_ok(),
        (Type::I32 | Type::I64 | Type::Timestamp, integer, _) => integer.is_some(),
        (Type::F32, _, Some(number)) => (number as f32).to_string().parse() == Ok(number),
        (Type::F64, Some(integer), _) => integer.unsigned_abs() < 1 << 53,
        _ => true,
    }
}

fn extremes(ty: &Type) -> impl Iterator<Item = i128> {
    let ends = match ty {
        Type::I32 => Some((i128::from(i32::MIN), i128::from(i32::MAX))),
        Type::I64 => Some((i128::from(i64::MIN), i128::from(i64::MAX))),
        _ => None,
    };
    ends.into_iter().flat_map(|(least, most)| [least, most])
}

fn limits(checks: &[&Check]) -> Vec<Decimal> {
    checks
        .iter()
        .filter_map(|check| limit(check))
        .filter_map(Decimal::of_bound)
        .collect()
}

fn limit(check: &Check) -> Option<&Bound> {
    match check {
        Check::Minimum(bound)
        | Check::ExclusiveMinimum(bound)
        | Check::Maximum(bound)
        | Check::ExclusiveMaximum(bound) => Some(bound),
        _ => None,
    }
}

fn step(checks: &[&Check]) -> Option<Decimal> {
    checks.iter().find_map(|check| match check {
        Check::MultipleOf(bound) => Decimal::of_bound(bound),
        _ => None,
    })
}

/// Each limit, and the next numbers on either side of it.
fn around(limits: &[Decimal], step: Option<Decimal>) -> Vec<Decimal> {
    let units: Vec<Decimal> = match step {
        Some(step) => vec![step],
        None => ["1", "0.5", "0.001"]
            .into_iter()
            .filter_map(Decimal::parse)
            .collect(),
    };
    let mut numbers = Vec::new();
    for limit in limits {
        let start = step.map_or(Some(*limit), |step| limit.floored(step));
        numbers.extend(start);
        for unit in &units {
            numbers.extend(start.and_then(|start| start.plus(*unit)));
            numbers.extend(start.and_then(|start| start.plus(unit.negated())));
        }
    }
    numbers
}

/// Some numbers near the limits, or near zero.
fn scattered(limits: &[Decimal], step: Option<Decimal>, random: &mut Random) -> Vec<Decimal> {
    let mut origins = limits.to_vec();
    origins.push(Decimal::integer(0));
    let mut numbers = Vec::new();
    for origin in origins {
        for size in [10, 1000] {
            let distance = Decimal::integer(random.below(size) as i128);
            for distance in [distance, distance.negated()] {
                let number = origin.plus(distance);
                numbers.extend(
                    number
                        .and_then(|number| step.map_or(Some(number), |step| number.floored(step))),
                );
            }
        }
    }
    numbers
}

fn formats(checks: &[&Check]) -> impl Iterator<Item = Format> {
    checks.iter().filter_map(|check| match check {
        Check::Format(Format::Password) => None,
        Check::Format(format) => Some(*format),
        _ => None,
    })
}

/// Texts that every validator takes for this format.
fn examples(format: Format) -> &'static [&'static str] {
    match format {
        Format::DateTime => &["2024-02-29T12:30:00Z", "2023-11-14T22:13:20.5+02:00"],
        Format::Date => &["2024-02-29", "2023-11-14"],
        Format::Time => &["12:30:00Z", "22:13:20+02:00"],
        Format::Duration => &["P1D", "PT36H"],
        Format::Email => &["ada@example.com", "a.b@example.org"],
        Format::Hostname => &["example.com", "a.example.org"],
        Format::Ipv4 => &["192.0.2.1", "198.51.100.7"],
        Format::Ipv6 => &["2001:db8::1", "::1"],
        Format::Uri => &["https://example.com/a?b=c", "urn:isbn:0451450523"],
        Format::UriReference => &["https://example.com/a", "/a/b"],
        Format::Uuid => &[
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        ],
        Format::Byte => &["c2FtcGxl", "YQ=="],
        Format::Regex => &["^a+$", "[0-9]"],
        Format::JsonPointer => &["/a/b", ""],
        Format::Password => &[],
    }
}
