//! Numbers (RFC 8259, section 6).

use super::Cursor;
use crate::error::DecodeError;

/// How many digits an `i64` has room for, whichever they are.
const SAFE_DIGITS: usize = 18;

impl<'j> Cursor<'j> {
    /// The text of the number that comes next.
    ///
    /// # Errors
    /// Where it is not written as JSON writes numbers.
    pub fn number(&mut self) -> Result<&'j str, DecodeError> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'0'..=b'9')) {
            return Err(self.expected("a number without zeros before it"));
        }
        Ok(self.since(start))
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), DecodeError> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit());
        let count = digits.count();
        if count == 0 {
            return Err(self.expected("a digit"));
        }
        self.at += count;
        Ok(())
    }

    /// The integer that comes next, where it is short and written without fraction, exponent or a sign before zero: so most
    /// numbers are. Else nothing is passed.
    #[inline]
    pub fn short_integer(&mut self) -> Option<i64> {
        let rest = self.rest();
        let (sign, digits) = match rest {
            [b'-', digits @ ..] => (-1, digits),
            digits => (1, digits),
        };
        let mut value = 0;
        let mut count = 0;
        while let Some(digit @ b'0'..=b'9') = digits.get(count)
            && count < SAFE_DIGITS
        {
            value = value * 10 + i64::from(digit - b'0');
            count += 1;
        }
        let goes_on = matches!(digits.get(count), Some(b'0'..=b'9' | b'.' | b'e' | b'E'));
        let begins_with_zero = digits.first() == Some(&b'0') && (count > 1 || sign < 0);
        if count == 0 || goes_on || begins_with_zero {
            return None;
        }
        self.at += rest.len() - digits.len() + count;
        Some(sign * value)
    }
}
