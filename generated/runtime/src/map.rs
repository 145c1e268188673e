//! Objects whose keys are data.

use std::ops::Index;

use indexmap::IndexMap;
use indexmap::map::{IntoIter, Iter, IterMut, Keys, Values};

use crate::error::DecodeError;
use crate::fill::{Fill, FillEntries};
use crate::reader::Reader;
use crate::visit::{Entries, Visit, Visitor};

/// A map from text to values that keeps the order of its entries.
///
/// Two maps are equal where they hold the same entries, in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<T>(IndexMap<String, T>);

impl<T> Map<T> {
    /// An empty map.
    pub fn new() -> Self {
        Self(IndexMap::new())
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is an entry under this key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// The value under this key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.get(key)
    }

    /// The value under this key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.0.get_mut(key)
    }

    /// Puts a value under a key; gives the one that was there.
    pub fn insert(&mut self, key: impl Into<String>, value: T) -> Option<T> {
        self.0.insert(key.into(), value)
    }

    /// Takes the value under this key out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<T> {
        self.0.shift_remove(key)
    }

    /// The entries in order.
    pub fn iter(&self) -> Iter<'_, String, T> {
        self.0.iter()
    }

    /// The entries in order, their values to be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, String, T> {
        self.0.iter_mut()
    }

    /// The keys in order.
    pub fn keys(&self) -> Keys<'_, String, T> {
        self.0.keys()
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> Values<'_, String, T> {
        self.0.values()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Index<&str> for Map<T> {
    type Output = T;

    fn index(&self, key: &str) -> &T {
        &self.0[key]
    }
}

impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        Self(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value))
                .collect(),
        )
    }
}

impl<K: Into<String>, T> Extend<(K, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, T)>>(&mut self, entries: I) {
        self.0
            .extend(entries.into_iter().map(|(key, value)| (key.into(), value)));
    }
}

impl<K: Into<String>, T, const N: usize> From<[(K, T); N]> for Map<T> {
    fn from(entries: [(K, T); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Visit> Entries for Map<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn entry(&self, position: usize) -> Option<(&str, &dyn Visit)> {
        self.0
            .get_index(position)
            .map(|(key, value)| (key.as_str(), value as &dyn Visit))
    }

    fn get(&self, key: &str) -> Option<&dyn Visit> {
        self.0.get(key).map(|value| value as &dyn Visit)
    }
}

impl<T: Visit> Visit for Map<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.map(self);
    }
}

impl<T: Fill> FillEntries for Map<T> {
    fn slot(&mut self, key: &str) -> &mut dyn Fill {
        let (position, _) = self.0.insert_full(key.to_owned(), T::blank());
        &mut self.0[position]
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T: Fill> Fill for Map<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0.clear();
        reader.map(self)
    }
}
