//! The styles of parameters and form fields (OpenAPI: Style Values; RFC 6570).
//!
//! Where a style has no meaning at a place, the place's default is written: `simple` in paths and headers, `form`
//! elsewhere. A document that says so is told of it at generation. `form` is not defined for an array or object inside
//! another: these go into brackets, as `deepObject` writes them.

use super::deep::{Leaf, write_deep};
use super::error::{EncodeError, EncodeErrorKind};
use super::flat::{Flat, flatten};
use super::percent::{Escape, encode_nothing, is_cookie};
use crate::endpoint::Style;
use crate::visit::Visit;
use crate::{base64, to_json};

/// How one value is written.
#[derive(Clone, Copy)]
pub(super) struct Field<'f> {
    pub wire: &'f str,
    pub style: Style,
    pub explode: bool,
    pub escape: Escape,
}

impl Field<'_> {
    fn escaped(&self, data: &str) -> String {
        let mut text = String::new();
        (self.escape)(&mut text, data);
        text
    }

    /// Each text escaped, with a delimiter between them.
    fn joined<'t>(&self, texts: impl IntoIterator<Item = &'t String>, delimiter: &str) -> String {
        let texts: Vec<_> = texts.into_iter().map(|text| self.escaped(text)).collect();
        texts.join(delimiter)
    }

    /// Names and values in turn, with one delimiter behind a name and one behind a value.
    fn joined_pairs(&self, pairs: &[(String, String)], equals: &str, delimiter: &str) -> String {
        let pair = |(key, value): &(String, String)| {
            format!("{}{equals}{}", self.escaped(key), self.escaped(value))
        };
        pairs.iter().map(pair).collect::<Vec<_>>().join(delimiter)
    }

    /// The pairs of a query, form or cookie; a value that is absent writes none.
    ///
    /// # Errors
    /// Where the style cannot say the value.
    pub fn write_pairs(&self, value: &dyn Visit, pairs: &mut Pairs) -> Result<(), EncodeError> {
        let delimiter = match self.style {
            Style::DeepObject => return self.write_brackets(value, pairs),
            Style::Json => {
                pairs.push(&self.escaped(self.wire), &self.escaped(&to_json(value)));
                return Ok(());
            }
            Style::SpaceDelimited => self.escaped(" "),
            Style::PipeDelimited => self.escaped("|"),
            Style::Form | Style::Cookie | Style::Simple | Style::Label | Style::Matrix => {
                ",".to_owned()
            }
        };
        let name = self.escaped(self.wire);
        let flat = match flatten(value, self.wire) {
            Err(error) if error.kind() == EncodeErrorKind::Nested && self.style == Style::Form => {
                return self.write_brackets(value, pairs);
            }
            flat => flat?,
        };
        if self.style == Style::Cookie && !flat.all_texts(is_cookie) {
            return Err(EncodeError::new(self.wire, EncodeErrorKind::Cookie));
        }
        match flat {
            Flat::Absent => {}
            Flat::Scalar(text) => (self.escape)(pairs.begin(&name), &text),
            Flat::Array(items) if self.explode => {
                items
                    .iter()
                    .for_each(|item| (self.escape)(pairs.begin(&name), item));
            }
            Flat::Array(items) => pairs.push(&name, &self.joined(&items, &delimiter)),
            Flat::Object(members) if self.explode => {
                members
                    .iter()
                    .for_each(|(key, text)| pairs.push(&self.escaped(key), &self.escaped(text)));
            }
            Flat::Object(members) => {
                pairs.push(&name, &self.joined_pairs(&members, &delimiter, &delimiter))
            }
        }
        Ok(())
    }

    fn write_brackets(&self, value: &dyn Visit, pairs: &mut Pairs) -> Result<(), EncodeError> {
        write_deep(self.wire, value, self.escape, &mut |key, leaf| match leaf {
            Leaf::Text(text) => (self.escape)(pairs.begin(key), text),
            Leaf::Bytes(file) => pairs.push(key, &self.escaped(&base64::encode(&file.bytes))),
        })
    }

    /// The text in a path, a header or a part; none where the value is absent.
    ///
    /// # Errors
    /// Where the style cannot say the value.
    pub fn text(&self, value: &dyn Visit) -> Result<Option<String>, EncodeError> {
        if self.style == Style::Json {
            return Ok(Some(self.escaped(&to_json(value))));
        }
        let flat = flatten(value, self.wire)?;
        if flat == Flat::Absent {
            return Ok(None);
        }
        Ok(Some(match self.style {
            Style::Label => self.label(&flat),
            Style::Matrix => self.matrix(&flat),
            Style::SpaceDelimited => self.simple(&flat, " "),
            Style::PipeDelimited => self.simple(&flat, "|"),
            Style::Simple | Style::Form | Style::DeepObject | Style::Cookie | Style::Json => {
                self.simple(&flat, ",")
            }
        }))
    }

    fn simple(&self, flat: &Flat, delimiter: &str) -> String {
        match flat {
            Flat::Absent => String::new(),
            Flat::Scalar(text) => self.escaped(text),
            Flat::Array(items) => self.joined(items, delimiter),
            Flat::Object(members) if self.explode => self.joined_pairs(members, "=", delimiter),
            Flat::Object(members) => self.joined_pairs(members, delimiter, delimiter),
        }
    }

    fn label(&self, flat: &Flat) -> String {
        format!(
            ".{}",
            self.simple(flat, if self.explode { "." } else { "," })
        )
    }

    fn matrix(&self, flat: &Flat) -> String {
        let name = self.escaped(self.wire);
        match flat {
            Flat::Scalar(text) if text.is_empty() => format!(";{name}"),
            Flat::Array(items) if self.explode => items
                .iter()
                .map(|item| format!(";{name}={}", self.escaped(item)))
                .collect(),
            Flat::Object(members) if self.explode => {
                format!(";{}", self.joined_pairs(members, "=", ";"))
            }
            flat => format!(";{name}={}", self.simple(flat, ",")),
        }
    }
}

/// How much room pairs begin with, in bytes: a small form has enough.
const CAPACITY: usize = 512;

/// Names and values, escaped, in one line.
pub(super) struct Pairs {
    pub text: String,
    separator: &'static str,
}

impl Pairs {
    /// None yet; the separator goes between two.
    pub fn new(separator: &'static str) -> Self {
        Self {
            text: String::new(),
            separator,
        }
    }

    /// Appends a pair, escaped already.
    pub fn push(&mut self, key: &str, value: &str) {
        self.begin(key).push_str(value);
    }

    /// Begins a pair by its name, escaped already: its value goes behind this text.
    pub fn begin(&mut self, key: &str) -> &mut String {
        self.begin_named(key, encode_nothing)
    }

    /// Begins a pair by its name: its value goes behind this text.
    pub fn begin_named(&mut self, name: &str, escape: Escape) -> &mut String {
        if self.text.is_empty() {
            self.text.reserve(CAPACITY);
        } else {
            self.text.push_str(self.separator);
        }
        escape(&mut self.text, name);
        self.text.push('=');
        &mut self.text
    }
}
