//! The fields of an object that are its own, gathered for `openapiv3`.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::document::pointer::Pointer;
use crate::document::{Broken, Document, kind};

/// The fields of an object that are its own, gathered for deserialisation.
pub(super) struct Own<'a> {
    at: &'a Pointer,
    node: &'a Map<String, Value>,
    pub(super) kept: Map<String, Value>,
}

impl<'a> Own<'a> {
    pub(super) fn of(document: &'a Document, at: &'a Pointer) -> Result<Self, Broken> {
        let missing = || (at.clone(), "the object is missing".to_owned());
        let node = object(document.get(at).ok_or_else(missing)?, at, "this")?;
        Ok(Own {
            at,
            node,
            kept: Map::new(),
        })
    }

    /// A field that is there and not null.
    pub(super) fn present(&self, name: &str) -> Option<&'a Value> {
        self.node.get(name).filter(|it| !it.is_null())
    }

    pub(super) fn texts(self, names: &[&str]) -> Result<Self, Broken> {
        self.keep(names, text)
    }

    pub(super) fn flags(self, names: &[&str]) -> Result<Self, Broken> {
        self.keep(names, flag)
    }

    fn keep(
        mut self,
        names: &[&str],
        read: impl Fn(&Value, &Pointer, &str) -> Result<Value, Broken>,
    ) -> Result<Self, Broken> {
        for &name in names {
            if let Some(value) = self.present(name) {
                self.kept
                    .insert(name.to_owned(), read(value, &self.at.child(name), name)?);
            }
        }
        Ok(self)
    }

    pub(super) fn needs(self, names: &[&str]) -> Result<Self, Broken> {
        match names.iter().find(|&&name| !self.kept.contains_key(name)) {
            Some(name) => Err((
                self.at.clone(),
                format!("`{name}` is missing; it is required here"),
            )),
            None => Ok(self),
        }
    }

    /// Sets a field that is not there yet.
    pub(super) fn or(mut self, name: &str, value: Value) -> Self {
        self.kept.entry(name).or_insert(value);
        self
    }

    pub(super) fn read<T: DeserializeOwned>(self) -> Result<T, Broken> {
        deserialize(Value::Object(self.kept), self.at)
    }
}

pub(super) fn deserialize<T: DeserializeOwned>(value: Value, at: &Pointer) -> Result<T, Broken> {
    serde_json::from_value(value).map_err(|error| (at.clone(), error.to_string()))
}

pub(super) fn object<'a>(
    node: &'a Value,
    at: &Pointer,
    what: &str,
) -> Result<&'a Map<String, Value>, Broken> {
    node.as_object().ok_or_else(|| {
        (
            at.clone(),
            format!("{what} is {}; an object is accepted", kind(node)),
        )
    })
}

/// Text, also where YAML sees a number or a boolean in it.
pub(super) fn text(value: &Value, at: &Pointer, name: &str) -> Result<Value, Broken> {
    match value {
        Value::String(_) => Ok(value.clone()),
        Value::Number(number) => Ok(Value::String(number.to_string())),
        Value::Bool(flag) => Ok(Value::String(flag.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => Err((
            at.clone(),
            format!("`{name}` is {}; text is accepted", kind(value)),
        )),
    }
}

pub(super) fn texts(value: &Value, at: &Pointer, name: &str) -> Result<Value, Broken> {
    let Value::Array(items) = value else {
        return Err((
            at.clone(),
            format!("`{name}` is {}; a list of texts is accepted", kind(value)),
        ));
    };
    items
        .iter()
        .enumerate()
        .map(|(index, item)| text(item, &at.index(index), name))
        .collect()
}

/// A boolean, also where someone wrote it in quotes.
fn flag(value: &Value, at: &Pointer, name: &str) -> Result<Value, Broken> {
    match value {
        Value::Bool(_) => Ok(value.clone()),
        Value::String(text) if text == "true" || text == "false" => Ok(Value::Bool(text == "true")),
        other => Err((
            at.clone(),
            format!("`{name}` is {}; `true` or `false` is accepted", kind(other)),
        )),
    }
}
