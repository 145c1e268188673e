//! Which node of the document or of the overlay a node of the effective tree came from.
//!
//! Only what the overlay touched is kept: a node without an entry, and none above it, is the document's own.

use std::collections::BTreeMap;

use super::pointer::Pointer;

/// Where a node was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// In the document, at this pointer of it.
    Document(Pointer),
    /// In the overlay, at this pointer of it.
    Overlay(Pointer),
}

impl Origin {
    fn below(self, rest: &Pointer) -> Origin {
        match self {
            Origin::Document(at) => Origin::Document(at.join(rest)),
            Origin::Overlay(at) => Origin::Overlay(at.join(rest)),
        }
    }
}

/// The origins of the nodes that an overlay made or moved, by their place in the effective tree.
#[derive(Debug, Default)]
pub(super) struct Origins {
    touched: BTreeMap<Pointer, Origin>,
}

impl Origins {
    /// Where the node that is now at `at` was written.
    pub(super) fn of(&self, at: &Pointer) -> Origin {
        let mut above = Some(at.clone());
        while let Some(here) = above {
            if let (Some(origin), Some(rest)) = (self.touched.get(&here), at.below(&here)) {
                return origin.clone().below(&rest);
            }
            above = here.parent();
        }
        Origin::Document(at.clone())
    }

    /// The overlay's node `by` made the node that is now at `at`.
    pub(super) fn made(&mut self, at: &Pointer, by: &Pointer) {
        self.forget(at);
        self.touched.insert(at.clone(), Origin::Overlay(by.clone()));
    }

    /// The node at `at` is gone.
    pub(super) fn forget(&mut self, at: &Pointer) {
        for (touched, _) in self.touched_below(at) {
            self.touched.remove(&touched);
        }
    }

    /// Item `index` of the list at `list`, which had `length` items, is gone: those after it move up.
    pub(super) fn forget_item(&mut self, list: &Pointer, index: usize, length: usize) {
        self.forget(&list.index(index));
        for from in index + 1..length {
            let (old, new) = (list.index(from), list.index(from - 1));
            let origin = self.of(&old);
            for (was, rest) in self.touched_below(&old) {
                if let Some(origin) = self.touched.remove(&was) {
                    self.touched.insert(new.join(&rest), origin);
                }
            }
            self.touched.insert(new, origin);
        }
    }

    /// What was touched at `at` and below it, and where there.
    fn touched_below(&self, at: &Pointer) -> Vec<(Pointer, Pointer)> {
        let candidates = self.touched.range(at.clone()..).map(|(touched, _)| touched);
        let candidates = candidates.take_while(|touched| touched.as_str().starts_with(at.as_str()));
        candidates
            .filter_map(|touched| Some((touched.clone(), touched.below(at)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Pointer {
        Pointer::parse(text).expect("a pointer")
    }

    #[test]
    fn a_node_of_the_document_keeps_its_place() {
        assert_eq!(
            Origins::default().of(&at("/a/b")),
            Origin::Document(at("/a/b"))
        );
    }

    #[test]
    fn what_an_overlay_made_lies_in_the_overlay_with_all_below() {
        let mut origins = Origins::default();
        origins.made(&at("/a/b"), &at("/actions/0/update/b"));
        assert_eq!(
            origins.of(&at("/a/b/c")),
            Origin::Overlay(at("/actions/0/update/b/c"))
        );
        assert_eq!(origins.of(&at("/a/bc")), Origin::Document(at("/a/bc")));
        origins.made(&at("/a/b/c"), &at("/actions/1/update/c"));
        assert_eq!(
            origins.of(&at("/a/b/c")),
            Origin::Overlay(at("/actions/1/update/c"))
        );
    }

    #[test]
    fn items_after_a_removed_one_keep_their_origins() {
        let mut origins = Origins::default();
        origins.made(&at("/list/2/x"), &at("/actions/0/update/x"));
        origins.made(&at("/list/3"), &at("/actions/1/update"));
        origins.forget_item(&at("/list"), 1, 4);
        assert_eq!(origins.of(&at("/list/0")), Origin::Document(at("/list/0")));
        assert_eq!(
            origins.of(&at("/list/1/y")),
            Origin::Document(at("/list/2/y"))
        );
        assert_eq!(
            origins.of(&at("/list/1/x")),
            Origin::Overlay(at("/actions/0/update/x"))
        );
        assert_eq!(
            origins.of(&at("/list/2")),
            Origin::Overlay(at("/actions/1/update"))
        );
        origins.forget_item(&at("/list"), 0, 3);
        assert_eq!(
            origins.of(&at("/list/0/x")),
            Origin::Overlay(at("/actions/0/update/x"))
        );
        assert_eq!(
            origins.of(&at("/list/0/y")),
            Origin::Document(at("/list/2/y"))
        );
    }
}
