//! Percent-encoding: which characters stay, by place (RFC 3986).

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters.
const DATA: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same without the reserved characters that a query can hold: `#` ends it, `&` and `+` mean something else in it.
const QUERY_RESERVED: &AsciiSet = &DATA
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What a cookie cannot hold as it is (RFC 6265, section 4.1.1), and `%` itself.
const COOKIE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b',')
    .add(b';')
    .add(b'\\')
    .add(b'%');

/// What the document's own text of a path cannot hold as it is.
const PATH_TEXT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// How a text is written at a place.
pub(super) type Escape = fn(&mut String, &str);

/// Appends data, spaces as `%20`: in paths and queries.
pub(crate) fn encode_query(text: &mut String, data: &str) {
    if is_unreserved(data) {
        text.push_str(data);
    } else {
        text.extend(utf8_percent_encode(data, DATA));
    }
}

/// Whether the text stays as it is wherever it stands; most does.
fn is_unreserved(data: &str) -> bool {
    data.bytes().all(|byte| UNRESERVED[usize::from(byte)])
}

/// RFC 3986's unreserved characters.
const UNRESERVED: [bool; 256] = {
    let mut unreserved = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        unreserved[byte] = matches!(
            byte as u8,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~'
        );
        byte += 1;
    }
    unreserved
};

/// The same in a query that lets reserved characters stand, and what is percent-encoded already (RFC 6570, section 3.2.3).
pub(super) fn encode_reserved(text: &mut String, data: &str) {
    for (position, part) in data.split('%').enumerate() {
        if position > 0 {
            text.push_str(if is_encoded(part) { "%" } else { "%25" });
        }
        text.extend(utf8_percent_encode(part, QUERY_RESERVED));
    }
}

/// Whether what follows a `%` are the two digits of an encoded byte.
fn is_encoded(behind: &str) -> bool {
    let digits = behind.as_bytes().get(..2);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Appends data, spaces as `+`: in form bodies.
pub(super) fn encode_form(text: &mut String, data: &str) {
    if is_unreserved(data) {
        text.push_str(data);
    } else {
        encode_words(text, data, encode_query);
    }
}

/// The same in a form that lets reserved characters stand.
pub(super) fn encode_form_reserved(text: &mut String, data: &str) {
    encode_words(text, data, encode_reserved);
}

fn encode_words(text: &mut String, data: &str, escape: Escape) {
    for (position, word) in data.split(' ').enumerate() {
        if position > 0 {
            text.push('+');
        }
        escape(text, word);
    }
}

/// Appends data in a cookie.
pub(crate) fn encode_cookie(text: &mut String, data: &str) {
    text.extend(utf8_percent_encode(data, COOKIE));
}

/// Whether a cookie can hold the text as it is (RFC 6265, section 4.1.1).
pub(super) fn is_cookie(text: &str) -> bool {
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    text.bytes().all(is_octet)
}

/// Appends data as it is: in headers, and in cookies that say so.
pub(super) fn encode_nothing(text: &mut String, data: &str) {
    text.push_str(data);
}

/// Appends the document's own text of a path.
pub(super) fn encode_path_text(text: &mut String, literal: &str) {
    text.extend(utf8_percent_encode(literal, PATH_TEXT));
}
