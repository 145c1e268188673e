//! Handing a value over, piece by piece: the one way from a typed value to JSON, forms, violations, `Debug` or equality.
//!
//! A type implements [`Visit`] by one call of one method of a [`Visitor`]. An object hands over all of its members at
//! once, so that a visitor can judge rules between them without a buffer.

use crate::shape::{Enumeration, Shape, Union};
use crate::{Binary, Json, Unmatched};

/// A value that can be handed over.
pub trait Visit {
    /// Calls exactly one method of the visitor.
    fn visit(&self, visitor: &mut dyn Visitor);
}

/// What takes a value.
pub trait Visitor {
    /// A member that is left out; null for a member of [`Presence::Nullable`](crate::shape::Presence), and in arrays and
    /// maps.
    fn absent(&mut self);
    /// `null`
    fn null(&mut self);
    /// `true` or `false`
    fn boolean(&mut self, value: bool);
    /// An integer.
    fn integer(&mut self, value: i64);
    /// A number.
    fn number(&mut self, value: f64);
    /// A string.
    fn string(&mut self, value: &str);
    /// Bytes: raw where the format has them (multipart, octet-stream), Base64 elsewhere.
    fn bytes(&mut self, value: &Binary);
    /// A string with known values.
    fn enumeration(&mut self, enumeration: &'static Enumeration, value: &str);
    /// A value without a type.
    fn json(&mut self, value: &Json);
    /// An array.
    fn array(&mut self, items: &dyn Items);
    /// An object whose keys are data.
    fn map(&mut self, entries: &dyn Entries);
    /// An object: `members` in the order of the shape's, `rest` where the shape keeps it.
    fn object(&mut self, shape: &'static Shape, members: &[&dyn Visit], rest: Option<&dyn Entries>);
    /// A branch of a union.
    fn union(&mut self, union: &'static Union, branch: usize, value: &dyn Visit);
    /// A value that no branch of the union takes.
    fn unmatched(&mut self, union: &'static Union, value: &Unmatched);
}

/// The items of an array.
pub trait Items {
    /// How many there are.
    fn count(&self) -> usize;
    /// One of them, by its position.
    fn item(&self, position: usize) -> Option<&dyn Visit>;
}

/// The entries of a map, in order.
pub trait Entries {
    /// How many there are.
    fn count(&self) -> usize;
    /// One of them, by its position.
    fn entry(&self, position: usize) -> Option<(&str, &dyn Visit)>;
    /// One of them, by its key.
    fn get(&self, key: &str) -> Option<&dyn Visit>;
}

impl<T: Visit> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, position: usize) -> Option<&dyn Visit> {
        self.get(position).map(|item| item as &dyn Visit)
    }
}
