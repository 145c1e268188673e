//! A request as it came, and what was given for it.

use serde_json::Value;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its method.
    pub method: String,
    /// Its address without the query.
    pub address: String,
    /// Its query.
    pub query: String,
    /// Its headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Request {
    /// The request that the program tells of.
    pub fn read(answer: &Value) -> Option<Self> {
        let text = |name: &str| answer.get(name).and_then(Value::as_str);
        let url = text("url")?;
        let (address, query) = url.split_once('?').unwrap_or((url, ""));
        let headers = answer.get("headers")?.as_array()?.iter();
        let header = |header: &Value| {
            let text = |position: usize| header.get(position)?.as_str().map(str::to_owned);
            Some((text(0)?.to_lowercase(), text(1)?))
        };
        Some(Self {
            method: text("method")?.to_owned(),
            address: address.to_owned(),
            query: query.to_owned(),
            headers: headers.filter_map(header).collect(),
            body: unhex(text("body")?)?,
        })
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let (_, value) = self.headers.iter().find(|header| header.0 == name)?;
        Some(value)
    }

    /// The media type of the body, without its parameters.
    pub fn media_type(&self) -> Option<String> {
        self.header("content-type").map(essence)
    }
}

/// A media type without its parameters, in lower case.
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_lowercase()
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}

/// What is given for a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// The parameters: the field `in`, name, value.
    pub parameters: Vec<(&'static str, String, Value)>,
    /// The body.
    pub body: Option<Value>,
}

impl Given {
    /// The value of a parameter.
    pub fn parameter(&self, location: &str, name: &str) -> Option<&Value> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|given| (given.0, given.1.as_str()) == (location, name))?;
        Some(&found.2)
    }
}
