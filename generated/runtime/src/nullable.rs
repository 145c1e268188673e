//! Request properties for which absent, null and a value are three different things.

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

/// A property that may be left out and may be null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// Left out: stays as it is on the server.
    #[default]
    Absent,
    /// `null`
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by itself, where there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether it is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Visit> Visit for Nullable<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        match self {
            Self::Absent => visitor.absent(),
            Self::Null => visitor.null(),
            Self::Value(value) => value.visit(visitor),
        }
    }
}

impl<T: Fill> Fill for Nullable<T> {
    fn blank() -> Self {
        Self::Absent
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.is_absent() {
            *self = Self::Absent;
            return Ok(());
        }
        if reader.null() {
            *self = Self::Null;
            return reader.skip();
        }
        *self = Self::Value(T::blank());
        match self {
            Self::Value(value) => value.fill(reader),
            Self::Absent | Self::Null => Ok(()),
        }
    }
}
