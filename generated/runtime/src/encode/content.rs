//! The contents of a property that no style is stated for, in forms and multipart (OpenAPI 3.1.1, 4.8.14.4, and 3.0.4): a scalar is
//! text, an object is JSON, and an array is one content for each item.

use super::deep::Leaf;
use super::error::{EncodeError, EncodeErrorKind};
use super::take::{Properties, Take, give};
use crate::visit::{Items, Visit};
use crate::{Binary, to_json};

/// One content.
pub(super) enum Content<'v> {
    Text(&'v str),
    Json(String),
    File(&'v Binary),
}

impl<'v> From<Leaf<'v>> for Content<'v> {
    fn from(leaf: Leaf<'v>) -> Self {
        match leaf {
            Leaf::Text(text) => Self::Text(text),
            Leaf::Bytes(file) => Self::File(file),
        }
    }
}

/// Hands over the contents of the value of the property `wire`; with `is_json` scalars and null are JSON, too.
///
/// # Errors
/// Where something in it is null and not JSON, or an empty array.
pub(super) fn each_content(
    value: &dyn Visit,
    (wire, is_json): (&str, bool),
    take: &mut dyn FnMut(Content<'_>),
) -> Result<(), EncodeError> {
    let mut contents = Contents {
        value,
        wire,
        item: None,
        is_json,
        take,
        result: Ok(()),
    };
    give(value, &mut contents);
    contents.result
}

struct Contents<'v> {
    value: &'v dyn Visit,
    wire: &'v str,
    /// Its position, where it is an item: an array gives a content for each item, inside another it is JSON.
    item: Option<usize>,
    /// Whether a scalar is JSON, too.
    is_json: bool,
    take: &'v mut dyn FnMut(Content<'_>),
    result: Result<(), EncodeError>,
}

impl Contents<'_> {
    fn refuse(&mut self, kind: EncodeErrorKind) {
        let place = match self.item {
            Some(position) => format!("{}[{position}]", self.wire),
            None => self.wire.to_owned(),
        };
        self.result = Err(EncodeError::new(place, kind));
    }

    fn json(&mut self) {
        (self.take)(Content::Json(to_json(self.value)));
    }

    fn give_item(&mut self, value: &dyn Visit, position: usize) -> Result<(), EncodeError> {
        let mut contents = Contents {
            value,
            item: Some(position),
            take: &mut *self.take,
            result: Ok(()),
            ..*self
        };
        give(value, &mut contents);
        contents.result
    }
}

impl Take for Contents<'_> {
    fn absent(&mut self) {
        if self.item.is_some() {
            self.null();
        }
    }

    fn null(&mut self) {
        if self.is_json {
            (self.take)(Content::Json("null".to_owned()));
        } else {
            self.refuse(EncodeErrorKind::Null);
        }
    }

    fn scalar(&mut self, text: &str) {
        if self.is_json {
            self.json();
        } else {
            (self.take)(Content::Text(text));
        }
    }

    fn bytes(&mut self, file: &Binary) {
        (self.take)(Content::File(file));
    }

    fn array(&mut self, items: &dyn Items) {
        if self.item.is_some() {
            return self.json();
        }
        if items.count() == 0 {
            return self.refuse(EncodeErrorKind::EmptyList);
        }
        self.result = (0..items.count()).try_for_each(|position| match items.item(position) {
            Some(item) => self.give_item(item, position),
            None => Ok(()),
        });
    }

    fn object(&mut self, _properties: &dyn Properties) {
        self.json();
    }
}
