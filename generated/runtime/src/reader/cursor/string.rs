//! Strings and their escapes (RFC 8259, section 7).

use std::borrow::Cow;

use super::Cursor;
use crate::error::DecodeError;
use crate::json::plain_length;

impl<'j> Cursor<'j> {
    /// The string whose opening quote comes next: as it stands in the text, where it has no escape.
    ///
    /// # Errors
    /// Where it does not end, or holds what it may not.
    #[inline(always)]
    pub fn string(&mut self) -> Result<Cow<'j, str>, DecodeError> {
        let start = self.at + 1;
        let end = start + plain_length(self.text.as_bytes().get(start..).unwrap_or_default());
        if self.text.as_bytes().get(end) == Some(&b'"')
            && let Some(plain) = self.text.get(start..end)
        {
            self.at = end + 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.unescaped().map(Cow::Owned)
    }

    /// Passes over the string whose opening quote comes next.
    ///
    /// # Errors
    /// Where it does not end, or holds what it may not.
    pub fn skip_string(&mut self) -> Result<(), DecodeError> {
        self.at += 1;
        while self.piece()?.1.is_some() {}
        Ok(())
    }

    /// The same where it has an escape, or is broken.
    #[inline(never)]
    fn unescaped(&mut self) -> Result<String, DecodeError> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let (plain, escaped) = self.piece()?;
            text.push_str(plain);
            match escaped {
                Some(character) => text.push(character),
                None => return Ok(text),
            }
        }
    }

    /// The text up to an escape, and its character; or up to the closing quote.
    fn piece(&mut self) -> Result<(&'j str, Option<char>), DecodeError> {
        let plain = self.plain();
        match self.byte() {
            Some(b'"') => {
                self.at += 1;
                Ok((plain, None))
            }
            Some(b'\\') => {
                self.at += 1;
                Ok((plain, Some(self.escape()?)))
            }
            _ => Err(self.expected("a quote, or a character that is no control character")),
        }
    }

    /// The text up to a quote, a backslash or a control character.
    fn plain(&mut self) -> &'j str {
        let start = self.at;
        self.at += plain_length(self.rest());
        self.since(start)
    }

    /// The character that what follows a backslash stands for.
    fn escape(&mut self) -> Result<char, DecodeError> {
        let character = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.expected("an escape: one of `\"\\/bfnrtu`")),
        };
        self.at += 1;
        Ok(character)
    }

    /// The character that `u` and four digits stand for, or two such escapes together.
    fn unicode_escape(&mut self) -> Result<char, DecodeError> {
        let start = *self;
        let high = self.code_unit()?;
        if let Some(character) = char::from_u32(high) {
            return Ok(character);
        }
        let low = if self.rest().starts_with(b"\\u") {
            self.at += 1;
            self.code_unit()?
        } else {
            0
        };
        let units = [high, low].map(|unit| unit as u16);
        match char::decode_utf16(units).next() {
            Some(Ok(character)) => Ok(character),
            _ => Err(start.expected("an escape of a character, or of both halves of one")),
        }
    }

    /// The number behind a `u`: four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, DecodeError> {
        self.at += 1;
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.expected("four hexadecimal digits"))?;
        self.at += 4;
        Ok(unit)
    }
}
