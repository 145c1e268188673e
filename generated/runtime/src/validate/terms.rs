//! What a judgement goes by beside the constraints.

use crate::shape::Direction;

/// What a judgement goes by beside the constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Which way the value goes.
    pub direction: Direction,
    /// Whether `format` is judged. Where it makes the type (`int32`, `byte`), it always is.
    pub formats: bool,
    /// Whether a discriminator decides which branch of a `oneOf` a value is of (OpenAPI 3.0.4, 4.7.25); else the value is of
    /// one branch alone, as JSON Schema has it.
    pub discriminated: bool,
}

impl Terms {
    /// Those of a request by the letter of JSON Schema, formats judged.
    pub const REQUEST: Self = Self {
        direction: Direction::Request,
        formats: true,
        discriminated: false,
    };
    /// Those of a response by the letter of JSON Schema, formats judged.
    pub const RESPONSE: Self = Self {
        direction: Direction::Response,
        formats: true,
        discriminated: false,
    };

    /// The same, formats judged or not.
    #[must_use]
    pub const fn formats(self, formats: bool) -> Self {
        Self { formats, ..self }
    }

    /// The same, where a discriminator decides.
    #[must_use]
    pub const fn discriminated(self) -> Self {
        Self {
            discriminated: true,
            ..self
        }
    }
}
