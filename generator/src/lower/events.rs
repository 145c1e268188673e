//! Webhooks and callbacks: what an API sends. A receiver decodes the bodies, so their models are emitted, and nothing else.

use super::Lowering;
use super::draft::Owner;
use super::media_types::Format;
use super::resources::Route;
use crate::document::pointer::Pointer;
use crate::ir::Type;

impl Lowering<'_> {
    /// The types of the bodies of all webhooks and callbacks.
    pub(super) fn events(&mut self) -> Vec<Type> {
        let root = Pointer::root();
        let mut types = Vec::new();
        // Documents of 3.0 say `x-webhooks`, as some tools read it.
        for key in ["webhooks", "x-webhooks"] {
            for (name, at) in self.entries(&root, key) {
                types.extend(self.event(&format!("{name} webhook"), &at));
            }
        }
        for Route { at, .. } in self.routes() {
            for (name, callback) in self.entries(&at, "callbacks") {
                let target = self.follow(&callback);
                let Some(target) = self.told(target) else {
                    continue;
                };
                for (expression, at) in self.members(&target) {
                    if !expression.starts_with("x-") {
                        types.extend(self.event(&format!("{name} callback"), &at));
                    }
                }
            }
        }
        types
    }

    /// Lowers the bodies of one path item; more than one method is told apart by it.
    fn event(&mut self, word: &str, at: &Pointer) -> Vec<Type> {
        let item = self.follow(at);
        let Some(item) = self.told(item) else {
            return Vec::new();
        };
        let mut types = Vec::new();
        let operations = self.operations_of("", &item);
        let single = operations.len() == 1;
        for Route { method, at, .. } in operations {
            let word = if single {
                word.to_owned()
            } else {
                format!("{} {word}", method.to_ascii_lowercase())
            };
            types.extend(self.event_body(&word, &at));
        }
        types
    }

    fn event_body(&mut self, word: &str, operation: &Pointer) -> Vec<Type> {
        let mut types = Vec::new();
        for offer in self.request_offers(operation) {
            let typed = matches!(
                offer.format,
                Format::Json | Format::Form | Format::Multipart
            );
            if typed && self.has_schema(&offer.schema()) {
                let place = self.schema(&offer.schema(), &Owner::component(word));
                types.push(place.ty);
            }
        }
        types
    }
}
