//! The replies to an operation: each documented one with sampled bodies, and what is to become of it.

use generator::ir::{Operation, Response, ResponseBody, ResponseFormat, Status};
use serde_json::{Value, json};

use super::sampling::Sampling;
use super::server::{base64, comes_back, hex};
use super::tomorrow::{NEWS, New, tomorrow};

/// Bytes that are no text.
const BYTES: &[u8] = b"\x00\xff bytes";

/// A reply.
pub struct Reply {
    /// What it shows.
    pub shows: String,
    /// Its position among the documented responses.
    case: usize,
    success: bool,
    status: u16,
    media_type: Option<String>,
    body: Vec<u8>,
    /// What comes of it when it is written again; nothing where there is no body, or it need only be decoded.
    expected: Option<Value>,
}

/// The replies to this operation.
pub fn replies(sampling: &Sampling<'_>, operation: &Operation) -> Vec<Reply> {
    let responses = operation.responses.iter().enumerate();
    let replies = responses.filter_map(|(case, response)| {
        let status = status(operation, response)?;
        Some(of_response(sampling, (case, response), status))
    });
    replies.flatten().collect()
}

fn of_response(
    sampling: &Sampling<'_>,
    (case, response): (usize, &Response),
    status: u16,
) -> Vec<Reply> {
    let reply = |body: Vec<u8>, expected: Option<Value>| Reply {
        shows: format!("reply {status}"),
        case,
        success: response.success,
        status,
        media_type: response.media_type.clone(),
        body,
        expected,
    };
    let Some(body) = &response.body else {
        return vec![reply(Vec::new(), None)];
    };
    if body.format == ResponseFormat::Bytes {
        return vec![reply(BYTES.to_vec(), Some(base64(BYTES).into()))];
    }
    let mut replies = Vec::new();
    for value in values(sampling, body) {
        let news = news(sampling, body, &value).into_iter();
        replies.extend(news.map(|(new, changed)| Reply {
            shows: format!("reply {status}, new {new:?}"),
            ..reply(changed.to_string().into(), None)
        }));
        replies.push(reply(text(body, &value).into(), Some(value)));
    }
    replies
}

/// Valid values of a body.
fn values(sampling: &Sampling<'_>, body: &ResponseBody) -> Vec<Value> {
    let mut values = sampling.values(&body.ty, &body.checks);
    values.retain(|value| sampling.accepts(body.at.as_ref(), value));
    values
}

/// The value as the server may send it tomorrow.
fn news(sampling: &Sampling<'_>, body: &ResponseBody, value: &Value) -> Vec<(New, Value)> {
    let schema = sampling.schema(body.at.as_ref());
    let Some(schema) = schema.filter(|_| body.format == ResponseFormat::Json) else {
        return Vec::new();
    };
    let changed = NEWS.map(|new| Some((new, tomorrow(value, &schema, new)?)));
    changed.into_iter().flatten().collect()
}

fn text(body: &ResponseBody, value: &Value) -> String {
    match (body.format, value) {
        (ResponseFormat::Text, Value::String(text)) => text.clone(),
        (ResponseFormat::Json | ResponseFormat::Text | ResponseFormat::Bytes, _) => {
            value.to_string()
        }
    }
}

/// A status that this response is for, and no other of the operation names better.
fn status(operation: &Operation, response: &Response) -> Option<u16> {
    let is_exact = |status: &u16| {
        let mut responses = operation.responses.iter();
        responses.any(|other| other.status == Status::Exact(*status))
    };
    let is_class = |status: &u16| {
        let mut responses = operation.responses.iter();
        responses.any(|other| other.status == Status::Class(status / 100))
    };
    match response.status {
        Status::Exact(status) => Some(status),
        Status::Class(class) => (class * 100..class * 100 + 100).find(|it| !is_exact(it)),
        Status::Default => {
            let mut statuses = if response.success { 200..300 } else { 400..600 };
            statuses.find(|status| !is_exact(status) && !is_class(status))
        }
    }
}

impl Reply {
    /// The question by which the program is asked for it.
    pub fn question(&self, call: usize, values: &Value) -> Value {
        json!({
            "call": call,
            "values": values,
            "status": self.status,
            "media_type": self.media_type,
            "body": hex(&self.body),
        })
    }

    /// What is wrong with what became of it.
    pub fn check(&self, outcome: &Value) -> Option<String> {
        let side = if self.success { "output" } else { "failure" };
        let sent = || String::from_utf8_lossy(&self.body).into_owned();
        let Some(found) = outcome.get(side) else {
            return Some(format!("{outcome}, sent was {}", sent()));
        };
        if let Some(case) = found["case"]
            .as_u64()
            .filter(|case| *case != self.case as u64)
        {
            return Some(format!(
                "was taken for the response {case}, sent was {}",
                sent()
            ));
        }
        let expected = self.expected.as_ref()?;
        let back = found["json"].as_str().unwrap_or_default();
        let same = serde_json::from_str(back).is_ok_and(|back| comes_back(expected, &back));
        (!same).then(|| format!("came back as {back}, sent was {expected}"))
    }
}
