//! What cannot be written into a request, and where.

use std::fmt;

/// A value that the request has no way to say. It names the place, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    place: String,
    kind: EncodeErrorKind,
}

/// Why a value cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// Null, or a number that is not finite.
    Null,
    /// A list without items.
    EmptyList,
    /// An object without properties.
    EmptyObject,
    /// An array or object where the style takes scalars only.
    Nested,
    /// An empty value in a path.
    EmptyPath,
    /// A path segment that is `.` or `..`, which every client and server on the way would resolve.
    DotSegment,
    /// No value for a template of the path.
    NoValue,
    /// A control character in a header.
    Header,
    /// A character that a cookie cannot hold, where the document says that nothing is escaped.
    Cookie,
    /// An array or object where the body is text or bytes.
    NotText,
    /// A body that is not an object where the media type takes properties.
    NotObject,
    /// An address that is not a URI, or longer than 64 KiB.
    Address,
}

impl EncodeError {
    /// An error at a place of the request.
    pub(crate) fn new(place: impl Into<String>, kind: EncodeErrorKind) -> Self {
        Self {
            place: place.into(),
            kind,
        }
    }

    /// The same error, its place seen from further outside.
    pub(super) fn below(mut self, outer: &str) -> Self {
        self.place.insert_str(0, outer);
        self
    }

    /// The place: a parameter or property with its wire name, in brackets what lies inside.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Why the value cannot be written.
    pub fn kind(&self) -> EncodeErrorKind {
        self.kind
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.kind {
            EncodeErrorKind::Null => {
                "is null or not a finite number; this place takes a value, or is left out"
            }
            EncodeErrorKind::EmptyList => {
                "is an empty list; this place takes one item or more, or is left out"
            }
            EncodeErrorKind::EmptyObject => {
                "is an empty object; this place takes one property or more, or is left out"
            }
            EncodeErrorKind::Nested => {
                "is an array or object inside another; the style takes scalars there"
            }
            EncodeErrorKind::EmptyPath => "is empty; a path takes one character or more",
            EncodeErrorKind::DotSegment => {
                "makes a path segment `.` or `..`; a path takes any other"
            }
            EncodeErrorKind::NoValue => "has no value; a path takes one for each template",
            EncodeErrorKind::Header => "has a control character; a header takes none",
            EncodeErrorKind::Cookie => {
                "has a space, `\"`, `,`, `;`, `\\` or what is not ASCII; this cookie takes it escaped already"
            }
            EncodeErrorKind::NotText => "is an array or object; the media type takes text or bytes",
            EncodeErrorKind::NotObject => "is no object; the media type takes properties",
            EncodeErrorKind::Address => "is not a URI of at most 64 KiB",
        };
        write!(f, "`{}` {reason}", self.place)
    }
}

impl std::error::Error for EncodeError {}
