//! Objects that come as their id, or whole on request.

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reader::Reader;
use crate::shape::Kinds;
use crate::visit::{Visit, Visitor};

/// An object, or its id where the request did not ask to expand it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expandable<T> {
    /// The id alone.
    Id(String),
    /// The whole object.
    Object(Box<T>),
}

impl<T> Expandable<T> {
    /// The id, where only it is there; the id of an expanded object is one of the object's fields.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Id(id) => Some(id),
            Self::Object(_) => None,
        }
    }

    /// The object, where it is expanded.
    pub fn object(&self) -> Option<&T> {
        match self {
            Self::Id(_) => None,
            Self::Object(object) => Some(object),
        }
    }
}

impl<T: Visit> Visit for Expandable<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        match self {
            Self::Id(id) => visitor.string(id),
            Self::Object(object) => object.visit(visitor),
        }
    }
}

impl<T: Fill> Fill for Expandable<T> {
    fn blank() -> Self {
        Self::Id(String::new())
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = if reader.kind()? == Kinds::OBJECT {
            Self::Object(Box::new(reader.value()?))
        } else {
            Self::Id(reader.text_as("an id or an object")?.into_owned())
        };
        Ok(())
    }
}
