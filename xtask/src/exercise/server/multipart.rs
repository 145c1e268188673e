//! The parts of a multipart body, read by `multer`: text, JSON, and files as Base64.

use std::convert::Infallible;

use futures_util::FutureExt;
use futures_util::stream;
use multer::{Field, Multipart};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::fields;
use super::operations::Style;

/// One part.
pub struct Part {
    /// Its name, with brackets where it has any.
    pub name: String,
    /// Its content.
    pub value: Value,
}

/// The parts of a body of this content type.
pub fn read_parts(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = multer::parse_boundary(content_type).map_err(|fault| fault.to_string())?;
    let chunk = Ok::<_, Infallible>(body.to_vec());
    let mut multipart = Multipart::new(stream::iter([chunk]), boundary);
    let reading = async {
        let mut parts = Vec::new();
        while let Some(field) = multipart.next_field().await? {
            parts.push(read_part(field).await?);
        }
        Ok::<_, multer::Error>(parts)
    };
    // All of the body is there, so that nothing waits.
    let parts = reading.now_or_never().ok_or("the body has no end")?;
    parts
        .map_err(|fault| fault.to_string())?
        .into_iter()
        .collect()
}

async fn read_part(field: Field<'_>) -> multer::Result<Result<Part, String>> {
    let name = field.name().unwrap_or_default().to_owned();
    let is_file = field.file_name().is_some();
    let content_type = field.content_type().map(|it| it.essence_str().to_owned());
    let content = field.bytes().await?;
    let is_json = content_type.is_some_and(|it| it.ends_with("json"));
    let value = if is_file {
        Ok(Value::from(base64(&content)))
    } else if is_json {
        serde_json::from_slice(&content).map_err(|fault| format!("part `{name}`: {fault}"))
    } else {
        Ok(Value::from(String::from_utf8_lossy(&content)))
    };
    Ok(value.map(|value| Part { name, value }))
}

/// The parts as one object: a name that comes again is a list, brackets lead inside.
pub fn assemble(parts: Vec<Part>) -> Result<Value, String> {
    let (bracketed, plain): (Vec<Part>, Vec<Part>) =
        parts.into_iter().partition(|part| part.name.contains('['));
    let mut members = Map::new();
    for Part { name, value } in plain {
        let known = members.shift_remove(&name);
        let value = match known {
            None => value,
            Some(Value::Array(mut items)) => {
                items.push(value);
                Value::Array(items)
            }
            Some(first) => Value::Array(vec![first, value]),
        };
        members.insert(name, value);
    }
    let text = bracketed.iter().map(|part| {
        let value = part.value.as_str().unwrap_or_default();
        format!(
            "{}={}",
            part.name,
            utf8_percent_encode(value, NON_ALPHANUMERIC)
        )
    });
    let text = text.collect::<Vec<_>>().join("&");
    let mut pairs = fields::Pairs::new(&text);
    for name in pairs.names() {
        let field = fields::Field {
            name: name.clone(),
            style: Some(Style::Named("deepObject".to_owned(), true)),
            schema: None,
        };
        if let Some(value) = pairs.take(&field) {
            members.insert(name, value?);
        }
    }
    Ok(Value::Object(members))
}

/// Base64 of RFC 4648, section 4.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let byte = |position: usize| u32::from(group.get(position).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * position)) as usize & 63];
            text.push(if position > group.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn parts_are_text_json_and_files() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"o[b]\"\r\n\r\nx&y\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"j\"\r\nContent-Type: application/json\r\n\r\n{}\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nab\r\n--x--\r\n";
        let parts = read_parts("multipart/form-data; boundary=x", body.as_bytes());
        assert_eq!(
            parts.and_then(assemble),
            Ok(json!({ "a": ["1", "2"], "j": {}, "f": "YWI=", "o": { "b": "x&y" } }))
        );
    }

    #[test]
    fn base64_ends_in_padding() {
        assert_eq!(
            [b"".as_slice(), b"a", b"ab", b"abc"].map(base64),
            ["", "YQ==", "YWI=", "YWJj"]
        );
    }
}
