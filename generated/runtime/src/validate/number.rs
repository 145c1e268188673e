//! Numbers compared exactly: an integer as it is, a float as the shortest decimal that reads back as it.
//!
//! The shortest decimal is what JSON text holds, so `0.3` is a multiple of `0.1` although neither is exact in binary.

use std::cmp::Ordering;

use crate::shape::Bound;

/// Floats without a fraction are exact integers below this.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A finite JSON number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    /// Without a fraction, as an integer type or JSON text holds it.
    Integer(i128),
    /// Any other.
    Float(f64),
}

impl Number {
    /// The number of a JSON value.
    pub(crate) fn of_json(number: &serde_json::Number) -> Self {
        let integer = number
            .as_i64()
            .map(i128::from)
            .or_else(|| number.as_u64().map(i128::from));
        match integer {
            Some(integer) => Self::Integer(integer),
            None => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
        }
    }

    /// Whether it is an integer by JSON Schema: `1.0` is.
    pub(crate) fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(value) => value.fract() == 0.0,
        }
    }

    /// The same number as an integer, where it is one that fits.
    pub(crate) fn to_integer(self) -> Option<i128> {
        match self {
            Self::Integer(value) => Some(value),
            Self::Float(value) if value.fract() == 0.0 && value.abs() < 1e38 => Some(value as i128),
            Self::Float(_) => None,
        }
    }

    /// Its order against a limit.
    pub(crate) fn compare(self, bound: Bound) -> Ordering {
        match (self, bound) {
            (Self::Integer(value), Bound::Integer(limit)) => value.cmp(&limit),
            (Self::Float(value), Bound::Integer(limit)) => compare_float(value, limit),
            (_, Bound::Decimal(limit)) => Decimal::of(self).cmp(&Decimal::parse(limit)),
        }
    }

    /// Whether it is the limit times an integer.
    pub(crate) fn is_multiple_of(self, bound: Bound) -> bool {
        match (self, bound) {
            (Self::Integer(value), Bound::Integer(limit)) => is_multiple(value, limit),
            (Self::Float(value), Bound::Integer(limit)) if value.abs() < EXACT => {
                value.fract() == 0.0 && is_multiple(value as i128, limit)
            }
            (_, Bound::Integer(limit)) => {
                Decimal::of(self).is_multiple_of(&Decimal::integer(limit))
            }
            (_, Bound::Decimal(limit)) => Decimal::of(self).is_multiple_of(&Decimal::parse(limit)),
        }
    }

    /// Whether both are the same number: `1` and `1.0` are.
    pub(crate) fn equals(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left == right,
            (Self::Float(left), Self::Float(right)) => left == right,
            (Self::Integer(integer), Self::Float(float))
            | (Self::Float(float), Self::Integer(integer)) => {
                compare_float(float, integer) == Ordering::Equal
            }
        }
    }
}

fn is_multiple(value: i128, limit: i128) -> bool {
    value
        .checked_rem(limit)
        .map_or(value == 0 || limit == -1, |rest| rest == 0)
}

/// Compares without rounding: the integer part first, then the sign of the fraction.
fn compare_float(value: f64, limit: i128) -> Ordering {
    if value >= 2f64.powi(127) {
        return Ordering::Greater;
    }
    if value < -(2f64.powi(127)) {
        return Ordering::Less;
    }
    let whole = value.trunc();
    (whole as i128)
        .cmp(&limit)
        .then_with(|| value.partial_cmp(&whole).unwrap_or(Ordering::Equal))
}

/// A decimal number of any length: `0.digits` times ten to the power of `exponent`, without zeros at either end of the digits.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    fn of(number: Number) -> Self {
        match number {
            Number::Integer(value) => Self::integer(value),
            Number::Float(value) => Self::parse(&format!("{value:e}")),
        }
    }

    fn integer(value: i128) -> Self {
        Self::parse(&value.to_string())
    }

    /// Reads a JSON number.
    fn parse(text: &str) -> Self {
        let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole
            .bytes()
            .chain(fraction.bytes())
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0')
            .collect();
        let point = digits.len() - fraction.len().min(digits.len());
        let leading = digits.iter().take_while(|digit| **digit == 0).count();
        digits.drain(..leading);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let exponent = read_power(power)
            .saturating_add(point as i64)
            .saturating_sub(leading as i64);
        Self {
            negative: text.starts_with('-'),
            digits,
            exponent,
        }
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn signum(&self) -> i8 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let signs = self.signum().cmp(&other.signum());
        if signs != Ordering::Equal || self.is_zero() {
            return signs;
        }
        let sizes = self
            .exponent
            .cmp(&other.exponent)
            .then_with(|| self.digits.cmp(&other.digits));
        if self.negative {
            sizes.reverse()
        } else {
            sizes
        }
    }

    /// Long division, digit by digit, which has no limit of size.
    fn is_multiple_of(&self, other: &Self) -> bool {
        if self.is_zero() || other.is_zero() {
            return self.is_zero();
        }
        let shift = (self.exponent.saturating_sub(self.digits.len() as i64))
            .saturating_sub(other.exponent.saturating_sub(other.digits.len() as i64));
        // The last digit is not zero, so no power of ten divides the digits.
        let Ok(shift) = usize::try_from(shift) else {
            return false;
        };
        // A number of n digits has fewer than 4n factors of two or five: more zeros change nothing.
        let zeros = shift.min(4 * other.digits.len());
        let dividend = self
            .digits
            .iter()
            .copied()
            .chain(std::iter::repeat_n(0, zeros));
        let mut rest = Vec::with_capacity(other.digits.len() + 1);
        for digit in dividend {
            push_digit(&mut rest, digit);
            while !is_less(&rest, &other.digits) {
                subtract(&mut rest, &other.digits);
            }
        }
        rest.is_empty()
    }
}

/// Reads an exponent; one beyond an `i64` is as good as the farthest.
fn read_power(text: &str) -> i64 {
    let digits = text.trim_start_matches(['+', '-']);
    let size = digits
        .parse::<i64>()
        .unwrap_or(i64::MAX / 2)
        .min(i64::MAX / 2);
    if text.starts_with('-') { -size } else { size }
}

fn push_digit(number: &mut Vec<u8>, digit: u8) {
    if digit != 0 || !number.is_empty() {
        number.push(digit);
    }
}

/// Compares digits without leading zeros as whole numbers.
fn is_less(left: &[u8], right: &[u8]) -> bool {
    (left.len(), left) < (right.len(), right)
}

/// Takes the smaller number away, and then the leading zeros.
fn subtract(number: &mut Vec<u8>, smaller: &[u8]) {
    let mut borrow = 0;
    let padded = smaller.iter().rev().copied().chain(std::iter::repeat(0));
    for (digit, less) in number.iter_mut().rev().zip(padded) {
        let taken = less + borrow;
        borrow = u8::from(*digit < taken);
        *digit = *digit + 10 * borrow - taken;
    }
    let leading = number.iter().take_while(|digit| **digit == 0).count();
    number.drain(..leading);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(number: Number, bound: Bound, expected: Ordering) {
        assert_eq!(
            number.compare(bound),
            expected,
            "{number:?} against {bound:?}"
        );
    }

    fn multiple(number: Number, bound: Bound, expected: bool) {
        assert_eq!(
            number.is_multiple_of(bound),
            expected,
            "{number:?} of {bound:?}"
        );
    }

    #[test]
    fn order_is_exact() {
        use Ordering::{Equal, Greater, Less};
        compare(Number::Integer(5), Bound::Integer(5), Equal);
        compare(Number::Float(0.5), Bound::Integer(0), Greater);
        compare(Number::Float(-0.5), Bound::Integer(0), Less);
        compare(
            Number::Float(9_007_199_254_740_992.0),
            Bound::Integer(9_007_199_254_740_993),
            Less,
        );
        compare(
            Number::Integer(9_007_199_254_740_993),
            Bound::Integer(9_007_199_254_740_992),
            Greater,
        );
        compare(Number::Float(1e300), Bound::Integer(i128::MAX), Greater);
        compare(Number::Float(-1e300), Bound::Integer(i128::MIN), Less);
        compare(Number::Float(0.1), Bound::Decimal("0.1"), Equal);
        compare(
            Number::Float(0.1),
            Bound::Decimal("0.10000000000000000001"),
            Less,
        );
        compare(
            Number::Float(-0.1),
            Bound::Decimal("-0.10000000000000000001"),
            Greater,
        );
        compare(Number::Integer(100), Bound::Decimal("1e2"), Equal);
        compare(Number::Integer(99), Bound::Decimal("99.5"), Less);
        compare(Number::Integer(0), Bound::Decimal("-0.0"), Equal);
        compare(
            Number::Integer(7),
            Bound::Decimal("1e99999999999999999999"),
            Less,
        );
        compare(Number::Float(5e-324), Bound::Decimal("1e-400"), Greater);
    }

    #[test]
    fn multiples_are_decimal() {
        multiple(Number::Float(0.3), Bound::Decimal("0.1"), true);
        multiple(Number::Float(0.35), Bound::Decimal("0.1"), false);
        multiple(Number::Float(19.99), Bound::Decimal("0.01"), true);
        multiple(Number::Float(19.999), Bound::Decimal("0.01"), false);
        multiple(Number::Integer(7), Bound::Decimal("3.5"), true);
        multiple(Number::Integer(-7), Bound::Decimal("3.5"), true);
        multiple(Number::Integer(9), Bound::Integer(3), true);
        multiple(Number::Integer(10), Bound::Integer(3), false);
        multiple(Number::Float(9.0), Bound::Integer(3), true);
        multiple(Number::Float(9.5), Bound::Integer(3), false);
        multiple(Number::Float(1e23), Bound::Integer(10), true);
        multiple(Number::Float(1e300), Bound::Integer(7), false);
        multiple(Number::Float(1e300), Bound::Decimal("1e-300"), true);
        multiple(Number::Float(1e-7), Bound::Decimal("1e-6"), false);
        multiple(Number::Integer(0), Bound::Decimal("0.7"), true);
        multiple(
            Number::Integer(1),
            Bound::Decimal("123456789012345678901234567890123456789012345"),
            false,
        );
        multiple(Number::Integer(100), Bound::Decimal("2.5e1"), true);
        multiple(Number::Integer(8), Bound::Decimal("1e-1000000"), true);
    }

    #[test]
    fn integers_and_floats_are_one_kind() {
        assert!(Number::Integer(1).equals(Number::Float(1.0)));
        assert!(
            !Number::Integer(9_007_199_254_740_993).equals(Number::Float(9_007_199_254_740_992.0))
        );
        assert!(Number::Float(2.0).is_integer());
        assert!(!Number::Float(2.5).is_integer());
    }
}
