//! Values without depth: a scalar, a list of scalars, an object of scalars.

use super::error::{EncodeError, EncodeErrorKind};
use super::take::{Properties, Take, give};
use crate::visit::{Items, Visit};

/// A value without depth, as text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flat {
    Absent,
    Scalar(String),
    Array(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Flat {
    /// Whether this holds for every text of the value, names among them.
    pub(super) fn all_texts(&self, holds: fn(&str) -> bool) -> bool {
        match self {
            Self::Absent => true,
            Self::Scalar(text) => holds(text),
            Self::Array(items) => items.iter().all(|item| holds(item)),
            Self::Object(members) => members
                .iter()
                .all(|(name, text)| holds(name) && holds(text)),
        }
    }
}

/// The value without depth.
///
/// # Errors
/// Where it is null, empty or has depth; `place` is its name in the error.
pub(super) fn flatten(value: &dyn Visit, place: &str) -> Result<Flat, EncodeError> {
    let mut flattening = Flattening {
        place: place.to_owned(),
        result: Ok(Flat::Absent),
    };
    give(value, &mut flattening);
    flattening.result
}

struct Flattening {
    place: String,
    result: Result<Flat, EncodeError>,
}

impl Flattening {
    fn refuse(&mut self, kind: EncodeErrorKind) {
        self.result = Err(EncodeError::new(self.place.as_str(), kind));
    }
}

impl Take for Flattening {
    fn absent(&mut self) {
        self.result = Ok(Flat::Absent);
    }

    fn null(&mut self) {
        self.refuse(EncodeErrorKind::Null);
    }

    fn scalar(&mut self, text: &str) {
        self.result = Ok(Flat::Scalar(text.to_owned()));
    }

    fn array(&mut self, items: &dyn Items) {
        let items = (0..items.count())
            .filter_map(|position| Some((position, items.item(position)?)))
            .map(|(position, item)| {
                scalar(item, || format!("{}[{position}]", self.place))?
                    .ok_or_else(|| null(format!("{}[{position}]", self.place)))
            })
            .collect::<Result<Vec<_>, _>>();
        match items {
            Ok(items) if items.is_empty() => self.refuse(EncodeErrorKind::EmptyList),
            items => self.result = items.map(Flat::Array),
        }
    }

    fn object(&mut self, properties: &dyn Properties) {
        let mut pairs = Ok(Vec::new());
        properties.each(&mut |key, value| {
            let Ok(so_far) = &mut pairs else { return };
            match scalar(value, || format!("{}[{key}]", self.place)) {
                Ok(Some(text)) => so_far.push((key.to_owned(), text)),
                Ok(None) => {}
                Err(error) => pairs = Err(error),
            }
        });
        match pairs {
            Ok(pairs) if pairs.is_empty() => self.refuse(EncodeErrorKind::EmptyObject),
            pairs => self.result = pairs.map(Flat::Object),
        }
    }
}

fn null(place: String) -> EncodeError {
    EncodeError::new(place, EncodeErrorKind::Null)
}

/// The text of a value that has to be a scalar; none where it is absent.
fn scalar(value: &dyn Visit, place: impl Fn() -> String) -> Result<Option<String>, EncodeError> {
    let mut text = Text(Ok(None));
    give(value, &mut text);
    text.0.map_err(|kind| EncodeError::new(place(), kind))
}

/// Takes a scalar, nothing else.
struct Text(Result<Option<String>, EncodeErrorKind>);

impl Take for Text {
    fn absent(&mut self) {
        self.0 = Ok(None);
    }

    fn null(&mut self) {
        self.0 = Err(EncodeErrorKind::Null);
    }

    fn scalar(&mut self, text: &str) {
        self.0 = Ok(Some(text.to_owned()));
    }

    fn array(&mut self, _items: &dyn Items) {
        self.0 = Err(EncodeErrorKind::Nested);
    }

    fn object(&mut self, _properties: &dyn Properties) {
        self.0 = Err(EncodeErrorKind::Nested);
    }
}
