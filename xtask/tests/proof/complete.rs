//! What a document has, found without the generator: the schemas that need a subject, and the examples of bodies.

use std::collections::BTreeSet;

use serde_json::Value;

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// The schemas of all bodies and parameters, and of the components.
pub fn schemas(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, media_type) in media_types(document) {
        if media_type.get("schema").is_some() {
            found.insert(format!("{at}/schema"));
        }
    }
    for (at, parameter) in parameters(document) {
        if parameter.get("schema").is_some() && parameter["name"] != "Authorization" {
            found.insert(format!("{at}/schema"));
        }
    }
    for (name, _) in entries(&document["components"]["schemas"]) {
        found.insert(format!("#/components/schemas/{}", escaped(name)));
    }
    found
}

/// The parameters of all operations, with their places.
fn parameters(document: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (path, item) in entries(&document["paths"]) {
        let operations = entries(item).filter(|(method, _)| METHODS.contains(&method.as_str()));
        for (method, operation) in operations {
            let list = operation["parameters"].as_array().into_iter().flatten();
            found.extend(list.enumerate().map(|(number, parameter)| {
                let at = format!("#/paths/{}/{method}/parameters/{number}", escaped(path));
                resolved(document, at, parameter)
            }));
        }
    }
    found
}

/// The values that bodies show.
pub fn examples(document: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    for (_, media_type) in media_types(document) {
        found.extend(media_type.get("example"));
        let several = entries(&media_type["examples"]);
        found.extend(
            several.filter_map(|(_, it)| resolved(document, String::new(), it).1.get("value")),
        );
    }
    found
}

/// The media types of all requests and responses, with their places.
fn media_types(document: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (path, item) in entries(&document["paths"]) {
        let operations = entries(item).filter(|(method, _)| METHODS.contains(&method.as_str()));
        for (method, operation) in operations {
            let at = format!("#/paths/{}/{method}", escaped(path));
            let request = operation.get("requestBody");
            let mut bodies: Vec<(String, &Value)> = Vec::new();
            bodies.extend(request.map(|body| (format!("{at}/requestBody"), body)));
            let responses = entries(&operation["responses"]);
            bodies.extend(responses.map(|(key, it)| (format!("{at}/responses/{key}"), it)));
            for (at, body) in bodies {
                let (at, body) = resolved(document, at, body);
                let types = entries(&body["content"]);
                found.extend(
                    types.map(|(name, it)| (format!("{at}/content/{}", escaped(name)), it)),
                );
            }
        }
    }
    found
}

fn resolved<'a>(document: &'a Value, at: String, node: &'a Value) -> (String, &'a Value) {
    match node.get("$ref").and_then(Value::as_str) {
        Some(reference) => {
            let target = document.pointer(reference.trim_start_matches('#'));
            (
                reference.to_owned(),
                target.expect("the document refers to what it has"),
            )
        }
        None => (at, node),
    }
}

fn entries(node: &Value) -> impl Iterator<Item = (&String, &Value)> {
    node.as_object().into_iter().flatten()
}

fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
