//! What a judgement goes by beside the constraints.

use crate::shape::Direction;

/// What a judgement goes by beside the constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Which way the value goes.
    pub direction: Direction,
    /// Whether `format` is judged. Where it makes the type (`int32`, `byte`), it always is.
    pub formats: bool,
}

impl Terms {
    /// Those of a request, formats judged.
    pub const REQUEST: Self = Self {
        direction: Direction::Request,
        formats: true,
    };
    /// Those of a response, formats judged.
    pub const RESPONSE: Self = Self {
        direction: Direction::Response,
        formats: true,
    };

    /// The same, formats judged or not.
    #[must_use]
    pub const fn formats(self, formats: bool) -> Self {
        Self { formats, ..self }
    }
}
