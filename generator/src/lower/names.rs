//! Names: the one place that decides them, and the one maker of [`Ident`].

use std::fmt;

/// A Rust identifier: valid, and unique in its scope.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// This text as it is, which the caller knows to be an identifier.
    #[cfg(test)]
    pub(crate) fn verbatim(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The identifier's text; a raw identifier begins with `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
