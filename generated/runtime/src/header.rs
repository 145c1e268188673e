//! Headers of replies, by name and type.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use crate::reply::Reply;

/// A documented header of replies: its name, and the type that its text is read as.
pub struct Header<T> {
    name: &'static str,
    ty: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// The header of this name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            ty: PhantomData,
        }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
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
    /// Of a header that came more than once the first counts.
    pub fn header<T: FromStr>(&self, header: Header<T>) -> Option<T> {
        let text = self.headers.get(header.name)?.to_str().ok()?;
        text.trim().parse().ok()
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
}
