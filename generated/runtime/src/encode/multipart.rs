//! `multipart/form-data` bodies (RFC 7578).
//!
//! A scalar is a part of text, bytes are a part with a file name (by which servers tell files), an object is a part of
//! JSON, an array a part per item; a property whose content type is JSON gives parts of JSON, and `deepObject` one per
//! scalar, named in brackets. Where a style is stated alone, an object is a part per property, or joined in one.

use std::hash::{BuildHasher, Hasher, RandomState};

use bytes::Bytes;

use super::body::{each_property, encoding, style};
use super::content::{Content, each_content};
use super::deep::write_deep;
use super::error::{EncodeError, EncodeErrorKind};
use super::percent::encode_nothing;
use super::style::Field;
use super::take::{Kind, kind};
use crate::endpoint::{Encoding, Style};
use crate::to_json;
use crate::visit::Visit;

/// The boundary and the bytes of a multipart body.
///
/// # Errors
/// Where the body is no object, or a property cannot be said.
pub(super) fn write_multipart(
    body: &dyn Visit,
    encodings: &[Encoding],
) -> Result<(String, Vec<u8>), EncodeError> {
    let mut parts = Vec::new();
    each_property(body, &mut |wire, value| {
        write_property(wire, value, encoding(encodings, wire), &mut parts)
    })?;
    let boundary = choose_boundary(&parts, || RandomState::new().build_hasher().finish());
    let bytes = assemble(&parts, &boundary);
    Ok((boundary, bytes))
}

/// One part.
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Bytes,
}

fn write_property(
    wire: &str,
    value: &dyn Visit,
    encoding: Option<&Encoding>,
    parts: &mut Vec<Part>,
) -> Result<(), EncodeError> {
    let stated = encoding.and_then(|encoding| encoding.content_type());
    let content_type = stated.filter(|stated| is_concrete(stated));
    let part = |content: Content<'_>| content.into_part(wire, content_type);
    // Of a property with a content type the style says nothing but where it joins a list.
    let is_styled = encoding.is_some() && stated.is_none();
    match (style(encoding), kind(value)) {
        ((Style::DeepObject, _), _) => {
            write_deep(wire, value, encode_nothing, &mut |name, leaf| {
                parts.push(Content::from(leaf).into_part(name, content_type));
            })?
        }
        ((Style::Json, _), _) => parts.push(part(Content::Json(to_json(value)))),
        ((_, true), Kind::Object) if is_styled => write_members(wire, value, parts)?,
        ((style, false), kind) if kind == Kind::Array || (kind == Kind::Object && is_styled) => {
            let field = Field {
                wire,
                style,
                explode: false,
                escape: encode_nothing,
            };
            parts.extend(field.text(value)?.map(|text| part(Content::Text(&text))));
        }
        _ => {
            let is_json = content_type.is_some_and(is_json);
            each_content(value, (wire, is_json), &mut |content| {
                parts.push(part(content));
            })?;
        }
    }
    Ok(())
}

/// An object of which each property is a part by its own name: `form` and the delimited styles where they explode.
fn write_members(wire: &str, value: &dyn Visit, parts: &mut Vec<Part>) -> Result<(), EncodeError> {
    let before = parts.len();
    each_property(value, &mut |name, value| {
        let written = each_content(value, (name, false), &mut |content| {
            parts.push(content.into_part(name, None));
        });
        written.map_err(|error| EncodeError::new(format!("{wire}[{name}]"), error.kind()))
    })?;
    if parts.len() == before {
        return Err(EncodeError::new(wire, EncodeErrorKind::EmptyObject));
    }
    Ok(())
}

/// Whether this is one media type, not a list or a range of them.
fn is_concrete(content_type: &str) -> bool {
    !content_type.contains([',', '*'])
}

/// Whether this is a JSON media type.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}

impl Content<'_> {
    fn into_part(self, name: &str, content_type: Option<&str>) -> Part {
        let stated = content_type.map(str::to_owned);
        let (file_name, content_type, content) = match self {
            Self::Text(text) => (None, stated, text.to_owned().into()),
            Self::Json(text) => {
                let json = stated.unwrap_or_else(|| "application/json".to_owned());
                (None, Some(json), text.into())
            }
            Self::File(file) => {
                let media_type = file.media_type.clone().or(stated);
                let media_type =
                    media_type.unwrap_or_else(|| "application/octet-stream".to_owned());
                let file_name = file.name.clone().unwrap_or_else(|| name.to_owned());
                (Some(file_name), Some(media_type), file.bytes.clone())
            }
        };
        Part {
            name: name.to_owned(),
            file_name,
            content_type,
            content,
        }
    }
}

/// A boundary that occurs in no part.
fn choose_boundary(parts: &[Part], mut random: impl FnMut() -> u64) -> String {
    loop {
        let boundary = format!("boundary-{:016x}{:016x}", random(), random());
        let occurs = |part: &Part| {
            part.content
                .windows(boundary.len())
                .any(|window| window == boundary.as_bytes())
        };
        if !parts.iter().any(occurs) {
            return boundary;
        }
    }
}

fn assemble(parts: &[Part], boundary: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(format!("--{boundary}\r\n{}\r\n", head(part)).as_bytes());
        bytes.extend_from_slice(&part.content);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    bytes
}

/// The header lines of a part.
fn head(part: &Part) -> String {
    let name = escape_name(&part.name);
    let file_name = part.file_name.as_deref().map(escape_name);
    let file = file_name.map(|file_name| format!("; filename=\"{file_name}\""));
    // A user's media type cannot end its line.
    let content_type = part.content_type.as_ref().map(|stated| {
        let stated = stated.replace(['\r', '\n'], "");
        format!("Content-Type: {stated}\r\n")
    });
    format!(
        "Content-Disposition: form-data; name=\"{name}\"{}\r\n{}",
        file.unwrap_or_default(),
        content_type.unwrap_or_default()
    )
}

/// A name between quotes, as HTML's form submission writes it.
fn escape_name(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_that_occurs_is_passed_over() {
        let taken = format!("x--boundary-{:016x}{:016x}", 1, 2);
        let parts = [Content::Text(&taken).into_part("a", None)];
        let mut numbers = 0;
        let boundary = choose_boundary(&parts, || {
            numbers += 1;
            numbers
        });
        assert_eq!(boundary, format!("boundary-{:016x}{:016x}", 3, 4));
    }

    #[test]
    fn names_cannot_break_out_of_their_quotes() {
        let part = Content::Text("").into_part("a\"\r\nX: y", None);
        assert_eq!(
            head(&part),
            "Content-Disposition: form-data; name=\"a%22%0D%0AX: y\"\r\n"
        );
    }
}
