//! `application/x-www-form-urlencoded` bodies.

use super::body::{each_property, encoding, style};
use super::error::EncodeError;
use super::percent::encode_form;
use super::style::{Field, Pairs};
use crate::endpoint::Encoding;
use crate::visit::Visit;

/// The text of a form.
///
/// # Errors
/// Where the body is no object, or a property's style cannot say its value.
pub(super) fn write_form(body: &dyn Visit, encodings: &[Encoding]) -> Result<String, EncodeError> {
    let mut pairs = Pairs::new("&");
    each_property(body, &mut |wire, value| {
        let (style, explode) = style(encoding(encodings, wire));
        let field = Field {
            wire,
            style,
            explode,
            escape: encode_form,
        };
        field.write_pairs(value, &mut pairs)
    })?;
    Ok(pairs.text)
}
