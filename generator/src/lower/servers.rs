//! Servers: the URL of the first, its variables at their defaults.

use super::Lowering;
use crate::document::objects;
use crate::document::pointer::Pointer;

impl Lowering<'_> {
    /// The absolute URL of the first server at `at`; none where there is none, or where it is relative.
    pub(super) fn base_url(&mut self, at: &Pointer) -> Option<String> {
        let first = self.items(at, "servers").into_iter().next()?;
        let server = objects::server(self.document, &first);
        let server = self.told(server)?;
        let mut url = server.url;
        for (name, variable) in server.variables.into_iter().flatten() {
            url = url.replace(&format!("{{{name}}}"), &variable.default);
        }
        if url.starts_with("https://") || url.starts_with("http://") {
            return Some(url);
        }
        self.problems.note(
            &first,
            format!("the server `{url}` is relative: the client takes its base URL from the user"),
        );
        None
    }
}
