//! The body of a request against what the document states of it.

use serde_json::{Map, Value};

use super::Oracles;
use super::coerce::{property, says};
use super::fields::{Field, Pairs};
use super::multipart::{assemble, base64, read_parts};
use super::node::Node;
use super::operations::{Stated, Style};
use super::request::{Request, essence};
use super::same::is_same;

/// What is wrong with the body of a request for this operation.
pub fn check(
    oracles: &Oracles<'_>,
    operation: &Stated<'_>,
    request: &Request,
    given: Option<&Value>,
) -> Vec<String> {
    let Some(stated) = &operation.body else {
        return check_none(request);
    };
    let media_type = request.media_type();
    let is_empty = request.body.is_empty() && given.is_none_or(is_empty_object);
    if is_empty && given.is_none() && stated.flag("required").unwrap_or_default() {
        return vec!["the body is required and not sent".to_owned()];
    }
    let Some(media_type) = media_type else {
        return match is_empty {
            true => Vec::new(),
            false => vec!["there is a body and no Content-Type".to_owned()],
        };
    };
    let mut contents = stated.below("content").into_iter();
    let Some((_, content)) = contents.find(|(range, _)| is_within(&media_type, &essence(range)))
    else {
        return vec![format!(
            "the Content-Type `{media_type}` is not in the document"
        )];
    };
    if is_empty {
        return Vec::new();
    }
    let Some(given) = given else {
        return vec!["there is a body, and none was given".to_owned()];
    };
    let found = check_content(oracles, (&content, &media_type), request, given);
    found
        .into_iter()
        .map(|what| format!("the body {what}"))
        .collect()
}

fn check_none(request: &Request) -> Vec<String> {
    let mut found = Vec::new();
    if !request.body.is_empty() {
        found.push("there is a body, and the document states none".to_owned());
    }
    if request.media_type().is_some() {
        found.push("there is a Content-Type, and the document states no body".to_owned());
    }
    found
}

fn is_empty_object(value: &Value) -> bool {
    value.as_object().is_some_and(Map::is_empty)
}

/// Whether a media type is one of a range (RFC 9110, section 12.5.1).
fn is_within(media_type: &str, range: &str) -> bool {
    match range.split_once('/') {
        Some(("*", "*")) => true,
        Some((main, "*")) => media_type.split('/').next() == Some(main),
        _ => media_type == range,
    }
}

fn check_content(
    oracles: &Oracles<'_>,
    (content, media_type): (&Node<'_>, &str),
    request: &Request,
    given: &Value,
) -> Option<String> {
    let schema = content.child("schema");
    if media_type.ends_with("json") {
        let read = serde_json::from_slice::<Value>(&request.body);
        return match read {
            Ok(read) if is_same(&read, given) => {
                let refusal = schema.and_then(|schema| oracles.refusal(&schema.at, &read));
                refusal.map(|refusal| format!("is {read}, which breaks {refusal}"))
            }
            Ok(read) => Some(format!("is {read}, given was {given}")),
            Err(fault) => Some(format!("is not JSON: {fault}")),
        };
    }
    let tree = match media_type {
        "application/x-www-form-urlencoded" => read_form(&request.body, content),
        "multipart/form-data" => {
            let content_type = request.header("content-type").unwrap_or_default();
            read_parts(content_type, &request.body).and_then(assemble)
        }
        _ => return check_raw(&request.body, given),
    };
    match tree {
        Ok(tree) if says(&tree, given) => {
            let refusal = schema.and_then(|schema| oracles.refusal_of_text(&schema, &tree));
            refusal.map(|refusal| format!("says {tree}, which breaks {refusal}"))
        }
        Ok(tree) => Some(format!("says {tree}, given was {given}")),
        Err(fault) => Some(fault),
    }
}

/// Text is sent as it is, and so are bytes, which JSON holds as Base64.
fn check_raw(body: &[u8], given: &Value) -> Option<String> {
    let is_text = given.as_str().is_some_and(|given| given.as_bytes() == body);
    let is_scalar = given.to_string().as_bytes() == body;
    let is_bytes = *given == base64(body);
    let sent = String::from_utf8_lossy(body);
    (!is_text && !is_bytes && !is_scalar).then(|| format!("is {sent:?}, given was {given}"))
}

/// The properties of a form, each by its encoding.
fn read_form(body: &[u8], content: &Node<'_>) -> Result<Value, String> {
    let text = std::str::from_utf8(body).map_err(|_| "is not text".to_owned())?;
    let speakers = content.child("schema").map(|schema| schema.speakers());
    let speakers = speakers.unwrap_or_default();
    let field = |name: &str| Field {
        name: name.to_owned(),
        style: encoding(content, name),
        schema: property(&speakers, name).into_iter().next(),
    };
    let properties = speakers
        .iter()
        .flat_map(|speaker| speaker.below("properties"));
    let known: Vec<String> = properties.map(|(name, _)| name).collect();
    let mut pairs = Pairs::new(text);
    let mut members = Map::new();
    for name in &known {
        if let Some(value) = pairs.take(&field(name)) {
            members.insert(name.clone(), value?);
        }
    }
    for name in &known {
        if !pairs.names().is_empty()
            && !members.contains_key(name)
            && let Some(value) = pairs.take_properties(&field(name), &known)
        {
            members.insert(name.clone(), value);
        }
    }
    for name in pairs.names() {
        if let Some(value) = pairs.take(&field(&name)) {
            members.insert(name, value?);
        }
    }
    Ok(Value::Object(members))
}

/// How the document has a property written, where its encoding names a style: any of three fields does.
fn encoding(content: &Node<'_>, name: &str) -> Option<Style> {
    let encoding = content.child("encoding")?.child(name)?;
    let style = encoding.text("style");
    let content_type = encoding.text("contentType").map(essence);
    if style.is_none() && content_type.is_some_and(|it| it.ends_with("json")) {
        return Some(Style::Json);
    }
    let explode = encoding.flag("explode");
    if style.is_none() && explode.is_none() && encoding.flag("allowReserved").is_none() {
        return None;
    }
    let style = style.unwrap_or("form");
    let explode = explode.unwrap_or(matches!(style, "form" | "deepObject"));
    Some(Style::Named(style.to_owned(), explode))
}
