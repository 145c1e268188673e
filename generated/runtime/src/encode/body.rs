//! The request body, by its format.

use std::borrow::Cow;

use bytes::Bytes;

use super::error::{EncodeError, EncodeErrorKind};
use super::form::write_form;
use super::multipart::write_multipart;
use super::take::{Properties, Take, give};
use crate::absence::is_absent;
use crate::endpoint::{BodyFormat, Encoding, RequestBody, Style};
use crate::visit::{Items, Visit};
use crate::{Binary, to_json};

/// A request body as bytes.
#[derive(Debug)]
pub(crate) struct Body {
    /// The bytes.
    pub bytes: Bytes,
    /// The value of `Content-Type`.
    pub content_type: Cow<'static, str>,
}

/// Writes the request body.
///
/// # Errors
/// Where the format cannot say the value.
pub(crate) fn encode_body(body: &RequestBody, value: &dyn Visit) -> Result<Body, EncodeError> {
    let mut content_type = Cow::Borrowed(body.media_type);
    let bytes = match &body.format {
        BodyFormat::Json if is_absent(value) => "null".into(),
        BodyFormat::Json => to_json(value).into(),
        BodyFormat::Form(encodings) => write_form(value, encodings)?.into(),
        BodyFormat::Multipart(encodings) => {
            let (boundary, bytes) = write_multipart(value, encodings)?;
            content_type = Cow::Owned(format!("{content_type}; boundary={boundary}"));
            bytes.into()
        }
        BodyFormat::Text | BodyFormat::Bytes => {
            let raw = write_raw(value)?;
            content_type = raw.media_type.map_or(content_type, Cow::Owned);
            raw.bytes
        }
    };
    Ok(Body {
        bytes,
        content_type,
    })
}

/// The encoding of a property, where the document states one.
pub(super) fn encoding<'e>(encodings: &'e [Encoding], wire: &str) -> Option<&'e Encoding> {
    encodings.iter().find(|encoding| encoding.0 == wire)
}

/// Style and explode of a property.
pub(super) fn style(encoding: Option<&Encoding>) -> (Style, bool) {
    encoding.map_or((Style::Form, true), |encoding| {
        (encoding.1, encoding.explodes())
    })
}

fn write_raw(value: &dyn Visit) -> Result<Binary, EncodeError> {
    let mut raw = Raw(Ok(Binary::default()));
    give(value, &mut raw);
    raw.0.map_err(|kind| EncodeError::new("body", kind))
}

/// Takes text or bytes as they are.
struct Raw(Result<Binary, EncodeErrorKind>);

impl Take for Raw {
    fn absent(&mut self) {}

    fn null(&mut self) {
        self.0 = Err(EncodeErrorKind::Null);
    }

    fn scalar(&mut self, text: &str) {
        self.0 = Ok(Binary::from(text.to_owned()));
    }

    fn bytes(&mut self, file: &Binary) {
        self.0 = Ok(file.clone());
    }

    fn array(&mut self, _items: &dyn Items) {
        self.0 = Err(EncodeErrorKind::NotText);
    }

    fn object(&mut self, _properties: &dyn Properties) {
        self.0 = Err(EncodeErrorKind::NotText);
    }
}

/// Hands over the properties of a body, those that are there.
///
/// # Errors
/// Where the body is no object, or the first error that `write` gives.
pub(super) fn each_property(
    body: &dyn Visit,
    write: &mut dyn FnMut(&str, &dyn Visit) -> Result<(), EncodeError>,
) -> Result<(), EncodeError> {
    let mut fields = Fields {
        write,
        result: Ok(()),
    };
    give(body, &mut fields);
    fields.result
}

struct Fields<'w> {
    write: &'w mut dyn FnMut(&str, &dyn Visit) -> Result<(), EncodeError>,
    result: Result<(), EncodeError>,
}

impl Fields<'_> {
    fn refuse(&mut self) {
        self.result = Err(EncodeError::new("body", EncodeErrorKind::NotObject));
    }
}

impl Take for Fields<'_> {
    fn absent(&mut self) {}

    fn null(&mut self) {
        self.refuse();
    }

    fn scalar(&mut self, _text: &str) {
        self.refuse();
    }

    fn array(&mut self, _items: &dyn Items) {
        self.refuse();
    }

    fn object(&mut self, properties: &dyn Properties) {
        properties.each(&mut |wire, value| {
            if self.result.is_ok() && !is_absent(value) {
                self.result = (self.write)(wire, value);
            }
        });
    }
}
