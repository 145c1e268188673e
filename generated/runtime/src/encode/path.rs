//! Paths with templates.

use super::error::{EncodeError, EncodeErrorKind};
use super::percent::encode_path_text;

/// Fills the templates of a path; `value` gives the text of one by its name, escaped.
///
/// # Errors
/// Where a template has no value or an empty one, or a segment comes out as `.` or `..`: servers and proxies resolve
/// these, percent-encoded or not, so that the request would go elsewhere.
pub(super) fn fill_path(
    path: &str,
    mut value: impl FnMut(&str) -> Result<String, EncodeError>,
) -> Result<String, EncodeError> {
    let mut filled = String::with_capacity(path.len() + 32);
    for (position, segment) in path.split('/').enumerate() {
        if position > 0 {
            filled.push('/');
        }
        let start = filled.len();
        fill_segment(segment, &mut filled, &mut value)?;
        if matches!(&filled[start..], "." | "..") {
            return Err(EncodeError::new(segment, EncodeErrorKind::DotSegment));
        }
    }
    Ok(filled)
}

fn fill_segment(
    segment: &str,
    filled: &mut String,
    value: &mut dyn FnMut(&str) -> Result<String, EncodeError>,
) -> Result<(), EncodeError> {
    let mut rest = segment;
    while let Some((literal, (name, behind))) = next_template(rest) {
        encode_path_text(filled, literal);
        let text = value(name)?;
        if text.is_empty() {
            return Err(EncodeError::new(name, EncodeErrorKind::EmptyPath));
        }
        filled.push_str(&text);
        rest = behind;
    }
    encode_path_text(filled, rest);
    Ok(())
}

/// The literal text before the next template, the template's name, and what stands behind it.
fn next_template(text: &str) -> Option<(&str, (&str, &str))> {
    let (literal, behind) = text.split_once('{')?;
    Some((literal, behind.split_once('}')?))
}
