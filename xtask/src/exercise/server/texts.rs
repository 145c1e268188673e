//! Texts of paths and headers to a tree of texts (OpenAPI: Style Values; RFC 6570).

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::coerce::types;
use super::fields::in_turns;
use super::operations::{Parameter, Style};

/// The value that stands in a path.
pub fn read_path_text(parameter: &Parameter<'_>, text: &str) -> Result<Value, String> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (style, explode) = match &parameter.style {
        Style::Json => return parse(&decode(text)),
        Style::Named(style, explode) => (style.as_str(), *explode),
    };
    let prefix = match style {
        "label" => ".",
        "matrix" => ";",
        _ => "",
    };
    let text = text
        .strip_prefix(prefix)
        .ok_or_else(|| format!("does not begin with `{prefix}`"))?;
    if style != "matrix" {
        let delimiter = if explode && style == "label" {
            '.'
        } else {
            ','
        };
        return Ok(read(parameter, (text, delimiter), explode, decode));
    }
    let name = format!("{}=", parameter.name);
    let is_object = kind(parameter) == Kind::Object;
    if explode && is_object {
        return Ok(read(parameter, (text, ';'), explode, decode));
    }
    let values: Vec<&str> = text
        .split(';')
        .map(|it| it.strip_prefix(&name).unwrap_or_default())
        .collect();
    match values.as_slice() {
        [one] => Ok(read(parameter, (one, ','), explode, decode)),
        several => Ok(several.iter().map(|it| Value::from(decode(it))).collect()),
    }
}

/// The value that stands in a header.
pub fn read_header(parameter: &Parameter<'_>, text: &str) -> Result<Value, String> {
    match parameter.style {
        Style::Json => parse(text),
        Style::Named(_, explode) => Ok(read(parameter, (text, ','), explode, str::to_owned)),
    }
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|fault| format!("is not JSON: {fault}"))
}

#[derive(PartialEq, Eq)]
enum Kind {
    Scalar,
    Array,
    Object,
}

/// What the parameter's value is.
fn kind(parameter: &Parameter<'_>) -> Kind {
    let speakers = parameter.schema.as_ref().map(|schema| schema.speakers());
    let types = types(&speakers.unwrap_or_default());
    if types.contains(&"array") {
        Kind::Array
    } else if types.contains(&"object") {
        Kind::Object
    } else {
        Kind::Scalar
    }
}

fn read(
    parameter: &Parameter<'_>,
    (text, delimiter): (&str, char),
    explode: bool,
    decode: impl Fn(&str) -> String,
) -> Value {
    let parts = || text.split(delimiter);
    match kind(parameter) {
        Kind::Scalar => decode(text).into(),
        Kind::Array if !text.contains(delimiter) => decode(text).into(),
        Kind::Array => parts().map(|part| Value::from(decode(part))).collect(),
        Kind::Object if explode => {
            let pairs = parts().map(|part| part.split_once('=').unwrap_or((part, "")));
            let members = pairs.map(|(key, value)| (decode(key), Value::from(decode(value))));
            Value::Object(members.collect())
        }
        Kind::Object => in_turns(parts().map(decode).collect()),
    }
}
