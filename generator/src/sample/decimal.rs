//! Numbers as decimals, so that limits are compared as they are written: `0.3` is a multiple of `0.1`.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use crate::ir::Bound;

/// `mantissa` times ten to the power of `exponent`; the mantissa does not end in zero unless it is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    mantissa: i128,
    exponent: i32,
}

impl Decimal {
    /// Reads a JSON number; none where it has more digits than fit.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mantissa = format!("{whole}{fraction}").parse().ok()?;
        let power = power.trim_start_matches('+').parse::<i32>().ok()?;
        let places = i32::try_from(fraction.len()).ok()?;
        Some(Self::trimmed(mantissa, power.checked_sub(places)?))
    }

    /// The limit's number.
    pub(super) fn of_bound(bound: &Bound) -> Option<Self> {
        match bound {
            Bound::Integer(limit) => Some(Self::integer(*limit)),
            Bound::Decimal(text) => Self::parse(text),
        }
    }

    /// The number of a JSON value.
    pub(super) fn of_number(number: &Number) -> Option<Self> {
        Self::parse(&number.to_string())
    }

    /// An integer.
    pub(super) fn integer(value: i128) -> Self {
        Self::trimmed(value, 0)
    }

    /// Whether it has no fraction.
    pub(super) fn is_integer(self) -> bool {
        self.exponent >= 0
    }

    /// Its order against another; none where they have too many digits to say.
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        let (sign, others) = (self.mantissa.signum(), other.mantissa.signum());
        if sign != others || sign == 0 {
            return Some(sign.cmp(&others));
        }
        let sizes = self.size().cmp(&other.size());
        if sizes != Ordering::Equal {
            return Some(if sign < 0 { sizes.reverse() } else { sizes });
        }
        let (left, right, _) = self.aligned(other)?;
        Some(left.cmp(&right))
    }

    /// Whether it is the other times an integer; none where they are too far apart to say.
    pub(super) fn is_multiple_of(self, other: Self) -> Option<bool> {
        let (left, right, _) = self.aligned(other)?;
        left.checked_rem(right).map(|rest| rest == 0)
    }

    /// Both together.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let (left, right, exponent) = self.aligned(other)?;
        Some(Self::trimmed(left.checked_add(right)?, exponent))
    }

    /// The negative of it.
    pub(super) fn negated(self) -> Self {
        Self {
            mantissa: self.mantissa.saturating_neg(),
            ..self
        }
    }

    /// The next multiple of `step` that is not above it.
    pub(super) fn floored(self, step: Self) -> Option<Self> {
        let (left, right, exponent) = self.aligned(step)?;
        let times = left.checked_div_euclid(right)?;
        Some(Self::trimmed(times.checked_mul(right)?, exponent))
    }

    /// As a JSON value, which has 64 bits.
    pub(super) fn to_json(self) -> Option<Value> {
        let power = u32::try_from(self.exponent).ok();
        let power = power.and_then(|power| 10_i128.checked_pow(power));
        let whole = power.and_then(|power| self.mantissa.checked_mul(power));
        match whole.and_then(|whole| i64::try_from(whole).ok()) {
            Some(whole) => Some(Value::from(whole)),
            None => self.to_double(),
        }
    }

    /// Only what a double holds is sampled: else the text would be another number.
    fn to_double(self) -> Option<Value> {
        let json = Number::from_f64(self.text().parse().ok()?)?;
        (Self::of_number(&json) == Some(self)).then_some(Value::Number(json))
    }

    /// The next power of ten away from zero.
    pub(super) fn rounded(self) -> Self {
        let exponent = i32::try_from(self.size()).unwrap_or_default();
        Self::trimmed(self.mantissa.signum(), exponent)
    }

    /// How many digits stand before the point.
    fn size(self) -> i64 {
        let digits = self.mantissa.unsigned_abs().checked_ilog10();
        i64::from(self.exponent) + digits.map_or(0, |digits| i64::from(digits) + 1)
    }

    fn text(self) -> String {
        format!("{}e{}", self.mantissa, self.exponent)
    }

    fn trimmed(mut mantissa: i128, mut exponent: i32) -> Self {
        if mantissa == 0 {
            exponent = 0;
        }
        while mantissa != 0 && mantissa % 10 == 0 && exponent < i32::MAX {
            mantissa /= 10;
            exponent += 1;
        }
        Self { mantissa, exponent }
    }

    /// Both mantissas under one exponent.
    fn aligned(self, other: Self) -> Option<(i128, i128, i32)> {
        let exponent = self.exponent.min(other.exponent);
        Some((self.scaled(exponent)?, other.scaled(exponent)?, exponent))
    }

    fn scaled(self, exponent: i32) -> Option<i128> {
        let power = self.exponent.checked_sub(exponent)?.unsigned_abs();
        self.mantissa.checked_mul(10_i128.checked_pow(power)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("test input because it is a number")
    }

    #[test]
    fn compares_and_divides_without_rounding() {
        for (left, right, order, multiple) in [
            ("0.3", "0.1", Ordering::Greater, true),
            ("1.0", "1", Ordering::Equal, true),
            ("-2", "3e0", Ordering::Less, false),
            ("1e30", "1e19", Ordering::Greater, true),
            ("1e2", "1E+1", Ordering::Greater, true),
            (
                "9007199254740993",
                "9007199254740992",
                Ordering::Greater,
                false,
            ),
        ] {
            let (left, right) = (decimal(left), decimal(right));
            assert_eq!(left.order(right), Some(order), "{left:?} {right:?}");
            assert_eq!(
                right.order(left),
                Some(order.reverse()),
                "{left:?} {right:?}"
            );
            assert_eq!(
                left.is_multiple_of(right),
                Some(multiple),
                "{left:?} {right:?}"
            );
        }
        assert_eq!(decimal("1").is_multiple_of(decimal("0")), None);
    }

    #[test]
    fn becomes_the_shortest_json() {
        for (text, json) in [
            ("100.0", "100"),
            ("2.50", "2.5"),
            ("-1e1", "-10"),
            ("0.0", "0"),
        ] {
            let value = decimal(text).to_json().map(|value| value.to_string());
            assert_eq!(value.as_deref(), Some(json));
        }
        assert_eq!(decimal("1e30").to_json(), Some(serde_json::json!(1e30)));
        assert_eq!(decimal("9223372036854775809").to_json(), None);
        assert_eq!(decimal("-923").rounded(), decimal("-1000"));
        assert_eq!(decimal("7.5").floored(decimal("2")), Some(decimal("6")));
        assert_eq!(decimal("-7.5").floored(decimal("2")), Some(decimal("-8")));
    }
}
