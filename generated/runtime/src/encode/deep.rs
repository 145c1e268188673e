//! Brackets: `name[key]=value` to any depth, scalars of an array `name[]=`, arrays and objects in one `name[i]…=`.

use std::mem;

use super::error::{EncodeError, EncodeErrorKind};
use super::percent::Escape;
use super::take::{Kind, Properties, Take, give, kind};
use crate::Binary;
use crate::absence::is_absent;
use crate::visit::{Items, Visit};

/// How much room a key begins with, in bytes: most have enough.
const CAPACITY: usize = 64;

/// Takes a name and a value, the name escaped already.
pub(super) type Pair<'p> = &'p mut dyn FnMut(&str, Leaf<'_>);

/// The value behind a name.
pub(super) enum Leaf<'v> {
    /// Text, not escaped yet.
    Text(&'v str),
    /// Bytes.
    Bytes(&'v Binary),
}

/// Writes a value under a name as pairs; nothing where it is absent.
///
/// # Errors
/// Where something in it is null or empty.
pub(super) fn write_deep(
    name: &str,
    value: &dyn Visit,
    escape: Escape,
    pair: Pair<'_>,
) -> Result<(), EncodeError> {
    let mut key = String::with_capacity(CAPACITY);
    escape(&mut key, name);
    let mut deep = Deep {
        key,
        escape,
        pair,
        result: Ok(()),
    };
    give(value, &mut deep);
    deep.result.map_err(|error| error.below(name))
}

struct Deep<'p> {
    /// The name so far, escaped.
    key: String,
    escape: Escape,
    pair: Pair<'p>,
    /// An error knows the place from where the walk stands downward; each level adds its bracket.
    result: Result<(), EncodeError>,
}

impl Deep<'_> {
    fn refuse(&mut self, kind: EncodeErrorKind) {
        self.result = Err(EncodeError::new("", kind));
    }

    /// Writes a value one level deeper; `place` is the bracket's text for people, `key` the one on the wire.
    fn below(&mut self, key: &str, place: &str, value: &dyn Visit) {
        if self.result.is_err() {
            return;
        }
        let length = self.key.len();
        self.key.push('[');
        (self.escape)(&mut self.key, key);
        self.key.push(']');
        give(value, self);
        self.key.truncate(length);
        if let Err(error) = mem::replace(&mut self.result, Ok(())) {
            self.result = Err(error.below(&format!("[{place}]")));
        }
    }
}

impl Take for Deep<'_> {
    fn absent(&mut self) {}

    fn null(&mut self) {
        self.refuse(EncodeErrorKind::Null);
    }

    fn scalar(&mut self, text: &str) {
        (self.pair)(&self.key, Leaf::Text(text));
    }

    fn bytes(&mut self, file: &Binary) {
        (self.pair)(&self.key, Leaf::Bytes(file));
    }

    fn array(&mut self, items: &dyn Items) {
        if items.count() == 0 {
            return self.refuse(EncodeErrorKind::EmptyList);
        }
        for position in 0..items.count() {
            let Some(item) = items.item(position) else {
                continue;
            };
            let mut digits = itoa::Buffer::new();
            let index = digits.format(position);
            match kind(item) {
                Kind::Absent => self.below(index, index, &crate::Json::Null),
                Kind::Null | Kind::Array | Kind::Object => self.below(index, index, item),
                Kind::Scalar | Kind::Bytes => self.below("", index, item),
            }
        }
    }

    fn object(&mut self, properties: &dyn Properties) {
        let mut empty = true;
        properties.each(&mut |key, value| {
            if !is_absent(value) {
                empty = false;
                self.below(key, key, value);
            }
        });
        if empty {
            self.refuse(EncodeErrorKind::EmptyObject);
        }
    }
}
