//! Headers of replies, by name and type (OpenAPI: Header Object, whose style is `simple`).

mod judge;

use std::fmt;
use std::str::FromStr;

use http::{HeaderMap, HeaderValue};

pub(crate) use judge::judge_headers;

use crate::model::Model;
use crate::reply::Reply;

/// A documented header of replies: its name, and how its text is read.
pub struct Header<T> {
    name: &'static str,
    read: fn(&HeaderMap, &'static str) -> Option<T>,
}

impl<T> Header<T> {
    /// The header of this name, with one value.
    pub const fn new(name: &'static str) -> Self
    where
        T: FromStr,
    {
        Self {
            name,
            read: read_one,
        }
    }

    /// The header of this name, with JSON text.
    pub const fn json(name: &'static str) -> Self
    where
        T: Model,
    {
        Self {
            name,
            read: read_json,
        }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: FromStr> Header<Vec<T>> {
    /// The header of this name, with values between commas.
    pub const fn list(name: &'static str) -> Self {
        Self {
            name,
            read: read_list,
        }
    }
}

fn read_one<T: FromStr>(headers: &HeaderMap, name: &'static str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

fn read_json<T: Model>(headers: &HeaderMap, name: &'static str) -> Option<T> {
    T::from_json(headers.get(name)?.as_bytes()).ok()
}

/// All lines of the header are one list (RFC 9110, section 5.3).
fn read_list<T: FromStr>(headers: &HeaderMap, name: &'static str) -> Option<Vec<T>> {
    headers.get(name)?;
    let lines = headers.get_all(name).iter().map(HeaderValue::to_str);
    let lines: Vec<&str> = lines.collect::<Result<_, _>>().ok()?;
    let items = lines.iter().flat_map(|line| line.split(','));
    let items = items.map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| item.parse().ok()).collect()
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

impl Reply {
    /// A documented header; none where the reply has it not, or its text is no such value: `headers` has it as it came.
    ///
    /// Of a header that came more than once the first counts, and all of one that is a list.
    pub fn header<T>(&self, header: Header<T>) -> Option<T> {
        (header.read)(&self.headers, header.name)
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue, StatusCode};

    use super::*;

    const LIMIT: Header<i64> = Header::new("X-Limit");
    const KIND: Header<String> = Header::new("X-Kind");

    #[test]
    fn a_header_is_read_as_its_type() {
        let with = |name, value| {
            let (name, value) = (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
            Reply::new(StatusCode::OK, "").with_header(name, value)
        };
        assert_eq!(with("x-limit", "7").header(LIMIT), Some(7));
        assert_eq!(with("x-limit", "many").header(LIMIT), None);
        assert_eq!(with("x-kind", "a b").header(KIND).as_deref(), Some("a b"));
        assert_eq!(with("x-kind", "a b").header(LIMIT), None);
        assert_eq!(format!("{LIMIT:?}"), r#"Header("X-Limit")"#);
    }

    #[test]
    fn a_list_is_all_lines_of_its_header() {
        const IDS: Header<Vec<i64>> = Header::list("X-Ids");
        let with = |lines: &[&'static str]| {
            let name = HeaderName::from_static("x-ids");
            let none = Reply::new(StatusCode::OK, "");
            let lines = lines.iter().map(|line| HeaderValue::from_static(line));
            lines.fold(none, |reply, line| reply.with_header(name.clone(), line))
        };
        assert_eq!(with(&["1, 2", "3"]).header(IDS), Some(vec![1, 2, 3]));
        assert_eq!(with(&[""]).header(IDS), Some(Vec::new()));
        assert_eq!(with(&["1,two"]).header(IDS), None);
        assert_eq!(with(&[]).header(IDS), None);
    }

    #[test]
    fn json_is_decoded() {
        const PAGE: Header<crate::Json> = Header::json("X-Page");
        let with = |text| {
            let (name, value) = (
                HeaderName::from_static("x-page"),
                HeaderValue::from_static(text),
            );
            Reply::new(StatusCode::OK, "").with_header(name, value)
        };
        let page = serde_json::json!({"next": 2});
        assert_eq!(with(r#"{"next": 2}"#).header(PAGE), Some(page));
        assert_eq!(with("{").header(PAGE), None);
    }
}
