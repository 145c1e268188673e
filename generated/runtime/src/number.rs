//! Numbers between text and type, without loss: `1.0` and `1e2` are integers, `25.0` is written `25`.

use std::fmt::Write;

/// Writes a finite number, shortest, without a fraction of zero; in scientific notation where it is long.
pub(crate) fn write_number(text: &mut String, value: f64) {
    let whole = value as i64;
    let is_exact = whole.unsigned_abs() < 1 << f64::MANTISSA_DIGITS && whole as f64 == value;
    let is_minus_zero = whole == 0 && value.is_sign_negative();
    if is_exact && !is_minus_zero {
        return write_integer(text, whole);
    }
    let size = value.abs();
    let plain = value == 0.0 || (1e-5..1e17).contains(&size);
    // Writing to a `String` cannot fail.
    let _ = if plain {
        write!(text, "{value}")
    } else {
        write!(text, "{value:e}")
    };
}

/// Writes an integer.
pub(crate) fn write_integer(text: &mut String, value: i64) {
    text.push_str(itoa::Buffer::new().format(value));
}

/// The number that has the shortest decimal digits of this one, so that 0.1 stays 0.1.
pub(crate) fn widen(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

/// Why a JSON number is not an `i64`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotInteger {
    /// It has a fraction.
    Fraction,
    /// It has more than 64 bits.
    TooLarge,
}

/// The integer that the text of a JSON number states, exactly.
pub(crate) fn parse_integer(text: &str) -> Result<i64, NotInteger> {
    if let Ok(value) = text.parse() {
        return Ok(value);
    }
    if !text.contains(['.', 'e', 'E']) {
        return Err(NotInteger::TooLarge);
    }
    parse_decimal(text)
}

/// The same for a number with a fraction or an exponent.
fn parse_decimal(text: &str) -> Result<i64, NotInteger> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let negative = whole.starts_with('-');
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let significant = digits.trim_end_matches('0');
    if significant.is_empty() {
        return Ok(0);
    }
    let trimmed = digits.len() - significant.len();
    let Ok(exponent) = exponent.parse::<i64>() else {
        return Err(if exponent.starts_with('-') {
            NotInteger::Fraction
        } else {
            NotInteger::TooLarge
        });
    };
    let places = exponent
        .saturating_add(as_i64(trimmed))
        .saturating_sub(as_i64(fraction.len()));
    let zeros = usize::try_from(places).map_err(|_| NotInteger::Fraction)?;
    // More zeros than an `i64` has digits are too large whatever stands before them.
    let integer = format!(
        "{}{significant}{}",
        if negative { "-" } else { "" },
        "0".repeat(zeros.min(20))
    );
    integer.parse().map_err(|_| NotInteger::TooLarge)
}

fn as_i64(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_in_every_notation() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("1.0", 1),
            ("1e2", 100),
            ("-1.50E1", -15),
            ("100e-2", 1),
            ("0.0e99999999999999999999", 0),
            ("9223372036854775807.0", i64::MAX),
            ("-9223372036854775808e0", i64::MIN),
            ("9007199254740993.000", 9_007_199_254_740_993),
        ] {
            assert_eq!(parse_integer(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_integer_says_why() {
        for text in ["0.5", "1e-1", "1.05e1", "1e-99999999999999999999"] {
            assert_eq!(parse_integer(text), Err(NotInteger::Fraction), "{text}");
        }
        for text in [
            "9223372036854775808",
            "1e19",
            "1e99999999999999999999",
            "92233720368547758070e-0",
        ] {
            assert_eq!(parse_integer(text), Err(NotInteger::TooLarge), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_shortest() {
        for (value, text) in [
            (25.0, "25"),
            (0.0, "0"),
            (25.5, "25.5"),
            (0.1, "0.1"),
            (-0.0, "-0"),
            (1e16, "10000000000000000"),
            (1e300, "1e300"),
            (1.5e-7, "1.5e-7"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            let mut written = String::new();
            write_number(&mut written, value);
            assert_eq!(written, text);
            assert_eq!(written.parse::<f64>().ok(), Some(value));
        }
    }

    #[test]
    fn a_short_float_keeps_its_digits() {
        assert_eq!(widen(0.1), 0.1);
        assert_eq!(widen(16_777_216.0), 16_777_216.0);
    }
}
