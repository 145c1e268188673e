//! The operations as the document states them: parameters, body, servers and security of each, and which one a request is for.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::Value;

use super::node::Node;

/// The methods that a path item can have by their own names.
const METHODS: [&str; 9] = [
    "delete", "get", "head", "options", "patch", "post", "put", "query", "trace",
];

/// An operation as the document states it.
#[derive(Debug)]
pub struct Stated<'d> {
    /// Its place.
    pub at: String,
    /// Its method in capitals.
    pub method: String,
    /// Its path with templates.
    pub path: String,
    /// The URLs that it may be sent to, variables at their defaults; none where no server is absolute.
    pub servers: Vec<String>,
    /// Its parameters, those of its path item that it does not replace among them.
    pub parameters: Vec<Parameter<'d>>,
    /// Its request body.
    pub body: Option<Node<'d>>,
    /// Its security requirements: the names of schemes that hold together, one list for each alternative.
    pub security: Vec<Vec<String>>,
}

/// A parameter as the document states it.
#[derive(Debug)]
pub struct Parameter<'d> {
    /// Its name.
    pub name: String,
    /// The field `in`.
    pub location: &'d str,
    /// Whether it may not be left out.
    pub required: bool,
    /// The schema of its value.
    pub schema: Option<Node<'d>>,
    /// How its value is written.
    pub style: Style,
    /// Whether the empty value is allowed beside what the schema says.
    pub allows_empty: bool,
}

/// How a value is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// JSON text.
    Json,
    /// By this style, exploded or not.
    Named(String, bool),
}

/// All operations of a document.
pub fn read_operations(document: &Value) -> Vec<Stated<'_>> {
    let root = Node::root(document);
    let mut operations = Vec::new();
    for (path, item) in root.below("paths") {
        let named = METHODS.iter().filter_map(|method| {
            let operation = item.child(method)?;
            Some((method.to_uppercase(), operation))
        });
        let others = item.below("additionalOperations");
        for (method, operation) in named.chain(others) {
            operations.push(read_operation(&root, &item, (&path, method), &operation));
        }
    }
    operations
}

fn read_operation<'d>(
    root: &Node<'d>,
    item: &Node<'d>,
    (path, method): (&str, String),
    operation: &Node<'d>,
) -> Stated<'d> {
    let mut parameters: Vec<Parameter<'d>> = Vec::new();
    for (_, node) in [item.below("parameters"), operation.below("parameters")].concat() {
        if let Some(parameter) = read_parameter(&node) {
            parameters.retain(|known| {
                (&known.name, known.location) != (&parameter.name, parameter.location)
            });
            parameters.push(parameter);
        }
    }
    Stated {
        at: operation.at.clone(),
        method,
        path: path.to_owned(),
        servers: read_servers(&[operation, item, root]),
        parameters,
        body: operation.child("requestBody"),
        security: read_security([operation, root]),
    }
}

fn read_parameter<'d>(node: &Node<'d>) -> Option<Parameter<'d>> {
    let location = match node.text("in")? {
        // The whole query is one form.
        "querystring" => "query",
        location => location,
    };
    let content = node.below("content").into_iter().next();
    let default = if matches!(location, "path" | "header") {
        "simple"
    } else {
        "form"
    };
    let style = node.text("style").unwrap_or(default);
    let explode = node.flag("explode");
    let explode = explode.unwrap_or(matches!(style, "form" | "deepObject" | "cookie"));
    Some(Parameter {
        name: node.text("name")?.to_owned(),
        location,
        required: node.flag("required").unwrap_or_default(),
        style: match &content {
            Some((media_type, _)) if media_type.contains("json") => Style::Json,
            _ => Style::Named(style.to_owned(), explode),
        },
        schema: match content {
            Some((_, media_type)) => media_type.child("schema"),
            None => node.child("schema"),
        },
        allows_empty: node.flag("allowEmptyValue").unwrap_or_default(),
    })
}

/// The absolute URLs of the nearest list of servers.
pub fn read_servers(around: &[&Node<'_>]) -> Vec<String> {
    let mut lists = around.iter().map(|node| node.below("servers"));
    let nearest = lists.find(|servers| !servers.is_empty());
    let urls = nearest.unwrap_or_default().into_iter();
    urls.filter_map(|(_, server)| server_url(&server)).collect()
}

fn server_url(server: &Node<'_>) -> Option<String> {
    let mut url = server.text("url")?.to_owned();
    for (name, variable) in server.below("variables") {
        let default = match variable.value.get("default") {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => continue,
        };
        url = url.replace(&format!("{{{name}}}"), &default);
    }
    url.contains("://")
        .then(|| url.trim_end_matches('/').to_owned())
}

fn read_security(around: [&Node<'_>; 2]) -> Vec<Vec<String>> {
    let stated = around.iter().find_map(|node| node.child("security"));
    let alternatives = stated.map(|security| security.children());
    let names = |(_, alternative): (String, Node<'_>)| {
        let names = alternative.children().into_iter().map(|(name, _)| name);
        names.collect()
    };
    let alternatives = alternatives.unwrap_or_default().into_iter();
    alternatives.map(names).collect()
}

/// The values of a path's templates, as they stand in the text, where the path fits it.
pub fn match_path<'t>(path: &str, text: &'t str) -> Option<Vec<(String, &'t str)>> {
    let Some((literal, behind)) = path.split_once('{') else {
        return (written(path) == text).then(Vec::new);
    };
    let (name, behind) = behind.split_once('}')?;
    let text = text.strip_prefix(&written(literal))?;
    let ends = text.char_indices().map(|(end, _)| end).chain([text.len()]);
    for end in ends.filter(|end| *end > 0) {
        let (value, rest) = text.split_at(end);
        if value.contains('/') {
            return None;
        }
        if let Some(mut values) = match_path(behind, rest) {
            values.insert(0, (name.to_owned(), value));
            return Some(values);
        }
    }
    None
}

/// What a path cannot hold as it is (RFC 3986, 3.3); what is encoded in the document stays so.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|');

/// The document's own text of a path, as a request has it.
fn written(literal: &str) -> String {
    utf8_percent_encode(literal, LITERAL).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: Option<&[(&str, &str)]>) {
        let found = match_path(path, text);
        let expected = expected.map(|values| {
            let owned = values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), *value));
            owned.collect::<Vec<_>>()
        });
        assert_eq!(found, expected, "{path} {text}");
    }

    #[test]
    fn templates_take_what_stands_in_one_segment() {
        check("/a", "/a", Some(&[]));
        check("/a", "/b", None);
        check("/a/{id}", "/a/x%2Fy", Some(&[("id", "x%2Fy")]));
        check("/a/{id}", "/a/", None);
        check("/a/{id}", "/a/b/c", None);
        check(
            "/{a}/{b}.json",
            "/x/y.json",
            Some(&[("a", "x"), ("b", "y")]),
        );
        check("/{a}:{b}/c", "/x:y/c", Some(&[("a", "x"), ("b", "y")]));
        check(
            "/a b/é/{id}%20c",
            "/a%20b/%C3%A9/x%20c",
            Some(&[("id", "x")]),
        );
    }
}
