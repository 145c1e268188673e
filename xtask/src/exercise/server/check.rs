//! The parameters and headers of a request against what its operation states.

use std::slice;

use serde_json::Value;

use super::coerce::{Preference, coerce, says};
use super::fields::{Field, Pairs};
use super::node::Node;
use super::operations::{Parameter, Stated};
use super::request::{Given, Request};
use super::texts::{read_header, read_path_text};
use super::{Oracles, Server};

/// What every request may have whatever the document says.
const COMMON_HEADERS: [&str; 5] = [
    "accept",
    "authorization",
    "content-type",
    "cookie",
    "user-agent",
];

/// The check of one request.
pub struct Check<'c, 'd> {
    /// The server.
    pub server: &'c Server<'d>,
    /// The judges of requests.
    pub oracles: &'c Oracles<'c>,
    /// What the request is for.
    pub operation: &'c Stated<'d>,
    /// The request.
    pub request: &'c Request,
    /// What was given for it.
    pub given: &'c Given,
}

impl<'d> Check<'_, 'd> {
    /// What is wrong with the parameters; those of the path have these texts.
    pub fn parameters(&self, path: &[(String, &str)]) -> Vec<String> {
        let mut query = Pairs::new(&self.request.query);
        let cookies = cookies(self.request.header("cookie").unwrap_or_default());
        let mut cookies = Pairs::new(&cookies);
        let mut found = Vec::new();
        let mut absent = Vec::new();
        for parameter in &self.operation.parameters {
            let name = &parameter.name;
            let read = match parameter.location {
                "path" => {
                    let text = path.iter().find(|(template, _)| template == name);
                    text.map(|(_, text)| read_path_text(parameter, text))
                }
                "header" => {
                    let text = self.request.header(name);
                    text.map(|text| read_header(parameter, text))
                }
                "cookie" => cookies.take(&field(parameter)),
                _ => query.take(&field(parameter)),
            };
            match read {
                Some(read) => found.extend(self.parameter(parameter, read)),
                None => absent.push(parameter),
            }
        }
        for parameter in absent {
            found.extend(self.absent(parameter, (&mut query, &mut cookies)));
        }
        let security = &self.server.security;
        let unknown = query.names().into_iter();
        let unknown = unknown.filter(|name| !security.is_query(name));
        found.extend(unknown.map(|name| format!("query `{name}` is not in the document")));
        let unknown = cookies.names().into_iter();
        let unknown = unknown.filter(|name| !security.is_cookie(name));
        found.extend(unknown.map(|name| format!("cookie `{name}` is not in the document")));
        found
    }

    /// The headers that nobody states.
    pub fn headers(&self) -> Vec<String> {
        let is_stated = |name: &str| {
            let mut parameters = self.operation.parameters.iter();
            parameters.any(|it| it.location == "header" && it.name.eq_ignore_ascii_case(name))
        };
        let names = self.request.headers.iter().map(|(name, _)| name.as_str());
        let is_credential = |name: &str| self.server.security.is_header(name);
        let unknown = names.filter(|name| {
            !COMMON_HEADERS.contains(name) && !is_stated(name) && !is_credential(name)
        });
        let told = unknown.map(|name| format!("header `{name}` is not in the document"));
        told.collect()
    }

    /// A parameter without a pair of its name: an exploded object, whose properties are pairs, or one that is left out.
    fn absent<'t>(
        &self,
        parameter: &Parameter<'d>,
        (query, cookies): (&mut Pairs<'t>, &mut Pairs<'t>),
    ) -> Option<String> {
        let Parameter { name, location, .. } = parameter;
        let pairs = match *location {
            "query" => Some(query),
            "cookie" => Some(cookies),
            _ => None,
        };
        if let Some(pairs) = pairs {
            let others = self.operation.parameters.iter();
            let others: Vec<String> = others.map(|it| it.name.clone()).collect();
            let properties = pairs.take_properties(&field(parameter), &others);
            if let Some(properties) = properties {
                return self.parameter(parameter, Ok(properties));
            }
        }
        match self.given.parameter(location, name) {
            Some(given) => Some(format!(
                "{location} `{name}` is not sent, given was {given}"
            )),
            None => parameter
                .required
                .then(|| format!("{location} `{name}` is required and not sent")),
        }
    }

    fn parameter(&self, parameter: &Parameter<'d>, read: Result<Value, String>) -> Option<String> {
        let Parameter { name, location, .. } = parameter;
        let tree = match read {
            Ok(tree) => tree,
            Err(fault) => return Some(format!("{location} `{name}` {fault}")),
        };
        let Some(given) = self.given.parameter(location, name) else {
            // What a credential says, the security requirements check.
            let is_common = COMMON_HEADERS.contains(&name.to_lowercase().as_str());
            return (!is_common)
                .then(|| format!("{location} `{name}` says {tree}, and nothing was given"));
        };
        if !says(&tree, given) {
            return Some(format!(
                "{location} `{name}` says {tree}, given was {given}"
            ));
        }
        let is_empty = parameter.allows_empty && tree == "";
        let schema = parameter.schema.as_ref().filter(|_| !is_empty)?;
        let refusal = self.oracles.refusal_of_text(schema, &tree)?;
        Some(format!(
            "{location} `{name}` says {tree}, which breaks {refusal}"
        ))
    }
}

impl Oracles<'_> {
    /// What a schema finds in a tree of texts, however they may be read.
    pub fn refusal_of_text(&self, schema: &Node<'_>, tree: &Value) -> Option<String> {
        let read = |preference| coerce(tree, slice::from_ref(schema), preference);
        let as_text = self.refusal(&schema.at, &read(Preference::Text));
        as_text.and_then(|_| self.refusal(&schema.at, &read(Preference::Typed)))
    }
}

fn field<'d>(parameter: &Parameter<'d>) -> Field<'d> {
    Field {
        name: parameter.name.clone(),
        style: Some(parameter.style.clone()),
        schema: parameter.schema.clone(),
    }
}

/// The cookies as pairs of a query, in which `&` and `+` mean something else.
fn cookies(header: &str) -> String {
    let pairs = header.split("; ");
    let escaped = pairs.map(|pair| pair.replace('&', "%26").replace('+', "%2B"));
    escaped.collect::<Vec<_>>().join("&")
}
