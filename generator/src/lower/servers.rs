//! Servers: the URL of the first that a client can send to, its variables at their defaults.

use super::Lowering;
use crate::document::objects;
use crate::document::pointer::Pointer;

impl Lowering<'_> {
    /// The client's own base URL: the document's, or that which its operations share where the document has none.
    pub(super) fn api_base_url(&mut self) -> Option<String> {
        let root = Pointer::root();
        if !self.items(&root, "servers").is_empty() {
            return self.base_url(&root);
        }
        let routes = self.routes();
        let own = |place: &Pointer| !self.items(place, "servers").is_empty();
        let first = routes.iter().flat_map(|route| [&route.at, &route.item]);
        let first = first.into_iter().find(|place| own(place))?.clone();
        self.base_url(&first)
    }

    /// The first absolute URL at `at` that is secure, or of this machine; none where there is none.
    pub(super) fn base_url(&mut self, at: &Pointer) -> Option<String> {
        let servers = self.items(at, "servers");
        let urls: Vec<(Pointer, String)> = servers
            .into_iter()
            .filter_map(|at| self.server_url(&at).map(|url| (at, url)))
            .collect();
        if let Some((_, url)) = urls.iter().find(|(_, url)| is_secure(url)) {
            return Some(url.clone());
        }
        if let Some((_, url)) = urls.iter().find(|(_, url)| is_loopback(url)) {
            return Some(url.clone());
        }
        for (at, url) in urls {
            let found = if url.starts_with("http://") {
                "neither https nor of this machine"
            } else {
                "relative"
            };
            let message = format!(
                "the server `{url}` is {found}: the client takes its base URL from the user"
            );
            self.problems.note(&at, message);
        }
        None
    }

    fn server_url(&mut self, at: &Pointer) -> Option<String> {
        let server = objects::server(self.document, at);
        let server = self.told(server)?;
        let mut url = server.url;
        for (name, variable) in server.variables.into_iter().flatten() {
            url = url.replace(&format!("{{{name}}}"), &variable.default);
        }
        if let Some((_, rest)) = url.split_once('{') {
            let name = rest.split('}').next().unwrap_or_default();
            let message = format!(
                "`{{{name}}}` of the server has no variable with a `default`; the server is left out"
            );
            self.problems.warning(at, message);
            return None;
        }
        Some(url)
    }
}

fn is_secure(url: &str) -> bool {
    url.starts_with("https://")
}

/// Whether the URL is one of this machine, which may go without encryption.
fn is_loopback(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let address = host.parse::<std::net::IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}
