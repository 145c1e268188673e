//! URIs and relative references (RFC 3986), by its grammar (appendix A).

use std::net::Ipv6Addr;

/// `URI`
pub(super) fn is_uri(text: &str) -> bool {
    split_scheme(text).is_some_and(is_hierarchy)
}

/// `URI-reference`
pub(super) fn is_uri_reference(text: &str) -> bool {
    if let Some(rest) = split_scheme(text) {
        return is_hierarchy(rest);
    }
    // The first segment of a relative path has no colon: it would read as a scheme.
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    !text.get(..end).is_some_and(|segment| segment.contains(':')) && is_hierarchy(text)
}

/// What follows the scheme and its colon.
fn split_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(rest)
}

/// Authority, path, query and fragment.
fn is_hierarchy(text: &str) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let (authority, path) = match text.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", text),
    };
    is_authority(authority)
        && is_made_of(path, b":@/")
        && is_made_of(query, b":@/?")
        && is_made_of(fragment, b":@/?")
}

fn is_authority(text: &str) -> bool {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let end = match host.strip_prefix('[') {
        Some(rest) => rest.find(']').map_or(host.len(), |end| end + 2),
        None => host.find(':').unwrap_or(host.len()),
    };
    let (host, port) = host.split_at(end);
    is_made_of(user, b":") && is_host(host) && is_port(port)
}

fn is_host(text: &str) -> bool {
    match text.strip_prefix('[') {
        Some(rest) => rest
            .strip_suffix(']')
            .is_some_and(|literal| literal.parse::<Ipv6Addr>().is_ok() || is_future(literal)),
        None => is_made_of(text, b""),
    }
}

/// `IPvFuture`
fn is_future(text: &str) -> bool {
    let Some((version, address)) = text
        .strip_prefix(['v', 'V'])
        .and_then(|text| text.split_once('.'))
    else {
        return false;
    };
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_version && !address.is_empty() && address.bytes().all(|byte| byte == b':' || is_plain(byte))
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':')
        .unwrap_or(text)
        .bytes()
        .all(|byte| byte.is_ascii_digit())
}

/// Whether the text is made of unreserved characters, sub-delimiters, percent-encodings and these.
fn is_made_of(text: &str, others: &[u8]) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_allowed = match byte {
            b'%' => [bytes.next(), bytes.next()]
                .iter()
                .all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => is_plain(byte) || others.contains(&byte),
        };
        if !is_allowed {
            return false;
        }
    }
    true
}

/// `unreserved` and `sub-delims`
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(&byte)
}
