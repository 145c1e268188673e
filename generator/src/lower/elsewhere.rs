//! The names of schemas that a `$ref` reaches outside of the components: in other files, and in the midst of paths.

use super::Lowering;
use super::draft::Owner;
use super::schema::words_below;
use crate::document::FILES;
use crate::document::pointer::Pointer;

impl Lowering<'_> {
    /// The owner of a schema that is no component: a component that is no more than a reference to it; in another file
    /// what the file calls it, or the file's own name; else the way to it.
    pub(super) fn owner_elsewhere(&self, target: &Pointer) -> Owner {
        let tokens: Vec<String> = target.tokens().map(|token| token.into_owned()).collect();
        match tokens.as_slice() {
            [files, path, below @ ..] if files == FILES => {
                let stem = path.rsplit('/').next().and_then(|it| it.split('.').next());
                let word = below.last().map(String::as_str).or(stem);
                let component = self.component_of(target);
                Owner::component(component.as_deref().or(word).unwrap_or_default())
            }
            _ => words_below(&tokens).iter().fold(
                Owner {
                    words: Vec::new(),
                    ..Owner::component("paths")
                },
                |owner, word| owner.child(word),
            ),
        }
    }

    /// The component whose schema is a reference to this one.
    fn component_of(&self, target: &Pointer) -> Option<String> {
        let components = Pointer::root().child("components");
        let mut schemas = self.entries(&components, "schemas").into_iter();
        let refers = |at: &Pointer| self.has(at, "$ref") && self.follow(at).as_ref() == Ok(target);
        schemas.find(|(_, at)| refers(at)).map(|(name, _)| name)
    }
}
