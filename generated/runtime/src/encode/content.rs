//! The contents of a property that no style is stated for, in forms and multipart (OpenAPI 3.1.1, 4.8.14.4, and 3.0.4): a scalar is
//! text, an object is JSON, and an array is one content for each item.

use super::deep::Leaf;
use super::error::{EncodeError, EncodeErrorKind};
use super::take::{Properties, Take, give};
use crate::visit::{Items, Visit};
use crate::{Binary, to_json};

/// One content.
pub(super) enum Content {
    Text(String),
    Json(String),
    File(Binary),
}

impl From<Leaf<'_>> for Content {
    fn from(leaf: Leaf<'_>) -> Self {
        match leaf {
            Leaf::Text(text) => Self::Text(text.to_owned()),
            Leaf::Bytes(file) => Self::File(file.clone()),
        }
    }
}

/// The contents of the value of the property `wire`; with `is_json` scalars are JSON, too.
///
/// # Errors
/// Where something in it is null or an empty array.
pub(super) fn contents(
    value: &dyn Visit,
    wire: &str,
    is_json: bool,
) -> Result<Vec<Content>, EncodeError> {
    let mut contents = Contents {
        value,
        place: wire.to_owned(),
        items: true,
        is_json,
        result: Ok(Vec::new()),
    };
    give(value, &mut contents);
    contents.result
}

struct Contents<'v> {
    value: &'v dyn Visit,
    /// The property, in brackets the item.
    place: String,
    /// Whether an array gives a content for each item; inside another it is JSON.
    items: bool,
    /// Whether a scalar is JSON, too.
    is_json: bool,
    result: Result<Vec<Content>, EncodeError>,
}

impl Contents<'_> {
    fn one(&mut self, content: Content) {
        self.result = Ok(vec![content]);
    }

    fn refuse(&mut self, kind: EncodeErrorKind) {
        self.result = Err(EncodeError::new(self.place.as_str(), kind));
    }

    fn item(&self, items: &dyn Items, position: usize) -> Result<Vec<Content>, EncodeError> {
        let Some(value) = items.item(position) else {
            return Ok(Vec::new());
        };
        let mut contents = Contents {
            value,
            place: format!("{}[{position}]", self.place),
            items: false,
            is_json: self.is_json,
            result: Ok(Vec::new()),
        };
        give(value, &mut contents);
        contents.result
    }
}

impl Take for Contents<'_> {
    fn absent(&mut self) {
        if !self.items {
            self.refuse(EncodeErrorKind::Null);
        }
    }

    fn null(&mut self) {
        self.refuse(EncodeErrorKind::Null);
    }

    fn scalar(&mut self, text: &str) {
        self.one(if self.is_json {
            Content::Json(to_json(self.value))
        } else {
            Content::Text(text.to_owned())
        });
    }

    fn bytes(&mut self, file: &Binary) {
        self.one(Content::File(file.clone()));
    }

    fn array(&mut self, items: &dyn Items) {
        if !self.items {
            return self.one(Content::Json(to_json(self.value)));
        }
        if items.count() == 0 {
            return self.refuse(EncodeErrorKind::EmptyList);
        }
        let contents = (0..items.count()).map(|position| self.item(items, position));
        self.result = contents
            .collect::<Result<Vec<_>, _>>()
            .map(|contents| contents.into_iter().flatten().collect());
    }

    fn object(&mut self, _properties: &dyn Properties) {
        self.one(Content::Json(to_json(self.value)));
    }
}
