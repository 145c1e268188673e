//! The types of JSON itself as values: booleans, numbers, text, arrays, and what wraps another value.

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::number;
use crate::reader::Reader;
use crate::visit::{Visit, Visitor};

impl Fill for bool {
    fn blank() -> Self {
        false
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.boolean()?;
        Ok(())
    }
}

impl Fill for i64 {
    fn blank() -> Self {
        0
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.integer()?;
        Ok(())
    }
}

impl Fill for i32 {
    fn blank() -> Self {
        0
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = Self::try_from(reader.integer()?);
        *self = value.map_err(|_| {
            reader.refuse(
                "format",
                "expected an integer of 32 bits, found a larger one",
            )
        })?;
        Ok(())
    }
}

impl Fill for f64 {
    fn blank() -> Self {
        0.0
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.float()?;
        Ok(())
    }
}

impl Fill for f32 {
    fn blank() -> Self {
        0.0
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = reader.float()? as Self;
        if value.is_infinite() {
            return Err(reader.refuse("format", "expected a number of 32 bits, found a larger one"));
        }
        *self = value;
        Ok(())
    }
}

impl Fill for String {
    fn blank() -> Self {
        Self::new()
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.text()?;
        Ok(())
    }
}

impl<T: Fill> Fill for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.clear();
        reader.array(&mut |reader| {
            self.push(T::blank());
            self.last_mut().map_or(Ok(()), |item| item.fill(reader))
        })
    }
}

impl<T: Fill> Fill for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        (**self).fill(reader)
    }
}

/// Null reads as `None`.
impl<T: Fill> Fill for Option<T> {
    fn blank() -> Self {
        None
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.null() {
            *self = None;
            return reader.skip();
        }
        self.insert(T::blank()).fill(reader)
    }
}

impl Visit for bool {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.boolean(*self);
    }
}

impl Visit for i64 {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.integer(*self);
    }
}

impl Visit for i32 {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.integer(i64::from(*self));
    }
}

impl Visit for f64 {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.number(*self);
    }
}

impl Visit for f32 {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.number(number::widen(*self));
    }
}

impl Visit for str {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.string(self);
    }
}

impl Visit for String {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.string(self);
    }
}

impl<T: Visit> Visit for Vec<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.array(self);
    }
}

impl<T: Visit + ?Sized> Visit for Box<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        (**self).visit(visitor);
    }
}

impl<T: Visit + ?Sized> Visit for &T {
    fn visit(&self, visitor: &mut dyn Visitor) {
        (**self).visit(visitor);
    }
}

/// `None` is absent; where a member may not be left out but may be null, an encoder writes null for it.
impl<T: Visit> Visit for Option<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        match self {
            Some(value) => value.visit(visitor),
            None => visitor.absent(),
        }
    }
}
