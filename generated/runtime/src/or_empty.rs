//! Request properties that the empty string unsets.

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

/// A value, or the empty string that unsets it on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrEmpty<T> {
    /// A value.
    Value(T),
    /// The empty string.
    Empty,
}

impl<T> OrEmpty<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty => None,
        }
    }

    /// Whether it is the empty string.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl<T> From<T> for OrEmpty<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Visit> Visit for OrEmpty<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        match self {
            Self::Value(value) => value.visit(visitor),
            Self::Empty => visitor.string(""),
        }
    }
}

impl<T: Fill> Fill for OrEmpty<T> {
    fn blank() -> Self {
        Self::Empty
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.empty_text() {
            *self = Self::Empty;
            return Ok(());
        }
        *self = Self::Value(T::blank());
        match self {
            Self::Value(value) => value.fill(reader),
            Self::Empty => Ok(()),
        }
    }
}
