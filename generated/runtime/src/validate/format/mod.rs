//! The formats that can be checked, each by its own specification.
//!
//! Where a specification leaves room, the verdict is that of the `jsonschema` crate, which is our independent judge.

mod host;
mod regex;
mod time;
mod uri;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::shape::Format;

/// Whether the text has the format.
pub(crate) fn is_valid(format: Format, text: &str) -> bool {
    match format {
        Format::DateTime => time::is_date_time(text),
        Format::Date => time::is_date(text),
        Format::Time => time::is_time(text),
        Format::Duration => time::is_duration(text),
        Format::Email => host::is_email(text),
        Format::Hostname => host::is_hostname(text),
        Format::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
        Format::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
        Format::Uri => uri::is_uri(text),
        Format::UriReference => uri::is_uri_reference(text),
        Format::Uuid => is_uuid(text),
        Format::Byte => STANDARD.decode(text).is_ok(),
        Format::Regex => regex::is_regex(text),
        Format::JsonPointer => is_json_pointer(text),
        Format::Password => true,
    }
}

/// Its name in a document.
pub(crate) const fn name(format: Format) -> &'static str {
    match format {
        Format::DateTime => "date-time",
        Format::Date => "date",
        Format::Time => "time",
        Format::Duration => "duration",
        Format::Email => "email",
        Format::Hostname => "hostname",
        Format::Ipv4 => "ipv4",
        Format::Ipv6 => "ipv6",
        Format::Uri => "uri",
        Format::UriReference => "uri-reference",
        Format::Uuid => "uuid",
        Format::Byte => "byte",
        Format::Regex => "regex",
        Format::JsonPointer => "json-pointer",
        Format::Password => "password",
    }
}

/// What it is, for people.
pub(crate) const fn words(format: Format) -> &'static str {
    match format {
        Format::DateTime => "a date and time (RFC 3339), such as 2024-02-29T12:30:00Z",
        Format::Date => "a date (RFC 3339), such as 2024-02-29",
        Format::Time => "a time with an offset (RFC 3339), such as 12:30:00Z",
        Format::Duration => "a duration (ISO 8601), such as P1DT12H",
        Format::Email => "an email address",
        Format::Hostname => "a host name",
        Format::Ipv4 => "an IPv4 address",
        Format::Ipv6 => "an IPv6 address",
        Format::Uri => "an absolute URI (RFC 3986)",
        Format::UriReference => "a URI or relative reference (RFC 3986)",
        Format::Uuid => "a UUID",
        Format::Byte => "Base64 text (RFC 4648)",
        Format::Regex => "a regular expression (ECMA-262)",
        Format::JsonPointer => "a JSON pointer (RFC 6901)",
        Format::Password => "a password",
    }
}

/// RFC 4122, section 3: hexadecimal digits in groups of 8, 4, 4, 4 and 12.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(position, byte)| match position {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
}

/// RFC 6901, section 3: segments behind slashes, in which `~` stands before `0` or `1` only.
fn is_json_pointer(text: &str) -> bool {
    (text.is_empty() || text.starts_with('/'))
        && text
            .split('~')
            .skip(1)
            .all(|after| after.starts_with('0') || after.starts_with('1'))
}
