//! Percent-decoding (RFC 3986, section 2.1) of references.

use std::borrow::Cow;

/// The decoded text; the text as it is where a `%` begins no escape or the bytes are not UTF-8.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let decoded = decode_bytes(text.as_bytes()).and_then(|bytes| String::from_utf8(bytes).ok());
    decoded.map_or(Cow::Borrowed(text), Cow::Owned)
}

fn decode_bytes(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(rest.len());
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            decoded.push(hex(digits[0])? << 4 | hex(digits[1])?);
            rest = after;
        } else {
            decoded.push(byte);
            rest = after;
        }
    }
    Some(decoded)
}

fn hex(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}
