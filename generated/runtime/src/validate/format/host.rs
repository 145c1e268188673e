//! Host names (RFC 1123) and email addresses (RFC 5321).

use std::net::{Ipv4Addr, Ipv6Addr};

/// The longest name of a host: RFC 1034, section 3.1, without the root's dot.
const LONGEST_NAME: usize = 253;
/// The longest label: RFC 1034, section 3.1.
const LONGEST_LABEL: usize = 63;
/// The longest local part: RFC 5321, section 4.5.3.1.1.
const LONGEST_LOCAL_PART: usize = 64;

/// A host name: RFC 1123, section 2.1.
pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= LONGEST_NAME && text.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let is_reserved = label.get(2..4) == Some("--")
        && !label
            .get(..2)
            .is_some_and(|tag| tag.eq_ignore_ascii_case("xn"));
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
        // RFC 5891, section 4.2.3.1
        && !is_reserved
}

/// A mailbox: RFC 5321, section 4.1.2.
pub(super) fn is_email(text: &str) -> bool {
    text.rsplit_once('@')
        .is_some_and(|(local, domain)| is_local_part(local) && is_domain(domain))
}

fn is_local_part(text: &str) -> bool {
    if text.len() > LONGEST_LOCAL_PART {
        return false;
    }
    match text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
    {
        Some(quoted) => is_quoted(quoted),
        None => text
            .split('.')
            .all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_byte)),
    }
}

/// `atext` of RFC 5322, section 3.2.3.
fn is_atom_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

/// `*QcontentSMTP`
fn is_quoted(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_allowed = match byte {
            b'\\' => bytes
                .next()
                .is_some_and(|next| (0x20..=0x7e).contains(&next)),
            b'"' => false,
            _ => byte == b'\t' || (0x20..=0x7e).contains(&byte),
        };
        if !is_allowed {
            return false;
        }
    }
    true
}

fn is_domain(text: &str) -> bool {
    let Some(literal) = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
    else {
        return is_hostname(text);
    };
    match literal.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => literal
            .get(5..)
            .is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()),
        _ => literal.parse::<Ipv4Addr>().is_ok(),
    }
}
