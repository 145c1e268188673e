//! The server: checks that a request is what the document asks, and says what was given.
//!
//! It reads the document itself; of the generator it knows nothing.

mod body;
mod check;
mod coerce;
mod fields;
mod multipart;
mod node;
mod operations;
mod request;
mod same;
mod security;
mod texts;

use serde_json::Value;

use super::oracles::Oracles;
use super::{BASE_URL, KEY, USER};
use check::Check;
pub use coerce::{items, property, types};
pub use multipart::base64;
pub use node::Node;
use operations::{Stated, match_path, read_operations, read_servers};
pub use request::{Given, Request, hex};
pub use same::comes_back;
use security::Security;

/// The server of one document.
pub struct Server<'d> {
    operations: Vec<Stated<'d>>,
    /// Where requests go beside the servers of their operations: the document has none that a client may send to.
    elsewhere: Option<&'static str>,
    security: Security,
}

impl<'d> Server<'d> {
    /// The server of this document.
    pub fn new(document: &'d Value) -> Self {
        let root = Node::root(document);
        let is_secure = read_servers(&[&root])
            .first()
            .is_some_and(|url| url.starts_with("https://"));
        Self {
            operations: read_operations(document),
            elsewhere: (!is_secure).then_some(BASE_URL),
            security: Security::read(&root),
        }
    }

    /// How many operations the document states.
    pub fn count(&self) -> usize {
        self.operations.len()
    }

    /// What is wrong with a request for the operation at `at` with these values.
    pub fn check(
        &self,
        oracles: &Oracles<'_>,
        (at, request): (&str, &Request),
        given: &Given,
    ) -> Vec<String> {
        let Some((operation, path)) = self.route(request, at) else {
            return vec![format!(
                "no operation is at {} {}",
                request.method, request.address
            )];
        };
        if operation.at != at {
            return vec![format!("the request is for {}", operation.at)];
        }
        let check = Check {
            server: self,
            oracles,
            operation,
            request,
            given,
        };
        let mut found = check.parameters(&path);
        found.extend(check.headers());
        found.extend(body::check(
            oracles,
            operation,
            request,
            given.body.as_ref(),
        ));
        found.extend(self.security.check(operation, request));
        found
    }

    /// The operation that a request is for, and the texts of its path's templates: the intended one where several fit
    /// alike.
    fn route<'r>(
        &self,
        request: &'r Request,
        intended: &str,
    ) -> Option<(&Stated<'d>, Vec<(String, &'r str)>)> {
        let fits = |operation: &'_ Stated<'d>| {
            let servers = operation.servers.iter().map(String::as_str);
            let mut servers = servers.chain(self.elsewhere);
            servers.find_map(|server| {
                let rest = request.address.strip_prefix(server)?;
                match_path(&operation.path, rest)
            })
        };
        let operations = self.operations.iter();
        let matching = operations.filter(|operation| operation.method == request.method);
        let fitting = matching.filter_map(|operation| Some((operation, fits(operation)?)));
        fitting.max_by_key(|(operation, _)| {
            let templates = operation.path.matches('{').count();
            (std::cmp::Reverse(templates), operation.at == intended)
        })
    }
}
