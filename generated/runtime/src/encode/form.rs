//! `application/x-www-form-urlencoded` bodies.

use super::body::{each_property, encoding};
use super::content::{Content, each_content};
use super::error::EncodeError;
use super::percent::{Escape, encode_form, encode_form_reserved};
use super::style::{Field, Pairs};
use crate::base64;
use crate::endpoint::Encoding;
use crate::visit::Visit;

/// The text of a form.
///
/// # Errors
/// Where the body is no object, or a property cannot be said.
pub(super) fn write_form(body: &dyn Visit, encodings: &[Encoding]) -> Result<String, EncodeError> {
    let mut pairs = Pairs::new("&");
    each_property(body, &mut |wire, value| match encoding(encodings, wire) {
        Some(encoding) => field(encoding).write_pairs(value, &mut pairs),
        None => write_contents(wire, value, &mut pairs),
    })?;
    Ok(pairs.text)
}

fn field(encoding: &Encoding) -> Field<'static> {
    let escape: Escape = if encoding.allows_reserved() {
        encode_form_reserved
    } else {
        encode_form
    };
    Field {
        wire: encoding.0,
        style: encoding.1,
        explode: encoding.explodes(),
        escape,
    }
}

/// A property without a style: a pair for each content.
fn write_contents(wire: &str, value: &dyn Visit, pairs: &mut Pairs) -> Result<(), EncodeError> {
    each_content(value, (wire, false), &mut |content| {
        let text = pairs.begin_named(wire, encode_form);
        match content {
            Content::Text(value) => encode_form(text, value),
            Content::Json(value) => encode_form(text, &value),
            Content::File(file) => encode_form(text, &base64::encode(&file.bytes)),
        }
    })
}
