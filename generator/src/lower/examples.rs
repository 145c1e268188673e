//! The document's examples of bodies and types, as values. One that cannot be used is told, and left out.

use serde_json::Value;

use super::Lowering;
use crate::document::pointer::Pointer;
use crate::ir::{Api, Example};
use crate::sample::{self, Broken};

impl Lowering<'_> {
    /// The examples of the subjects: beside the schema of a body, and in the schema itself.
    pub(super) fn examples(&mut self, api: &Api) -> Vec<Example> {
        let mut examples = Vec::new();
        for (number, subject) in api.subjects.iter().enumerate() {
            for at in self.shown(&subject.at) {
                let Some(json) = self.get(&at).cloned() else {
                    continue;
                };
                match sample::broken(api, &subject.into(), &json).as_slice() {
                    [] => examples.push(Example {
                        subject: number,
                        at,
                        json,
                    }),
                    [first, ..] => self.tell_broken(&at, first),
                }
            }
        }
        examples
    }

    fn tell_broken(&mut self, at: &Pointer, broken: &Broken) {
        let Broken { pointer, keyword } = broken;
        let place = if pointer.is_empty() {
            "it".to_owned()
        } else {
            format!("`{pointer}`")
        };
        self.problems.warning(
            at,
            format!(
                "the example is not one of its schema: {place} breaks `{keyword}`; it is not used"
            ),
        );
    }

    /// Where the values stand that the document shows of a schema.
    fn shown(&mut self, schema: &Pointer) -> Vec<Pointer> {
        let mut shown = self.beside(schema);
        shown.extend(self.child(schema, "example"));
        // A list since 3.1.
        shown.extend(self.items(schema, "examples"));
        shown
    }

    /// The examples of the media type that has this schema.
    fn beside(&mut self, schema: &Pointer) -> Vec<Pointer> {
        let Some(media_type) = schema
            .parent()
            .filter(|_| schema.last().as_deref() == Some("schema"))
        else {
            return Vec::new();
        };
        let mut shown: Vec<Pointer> = self.child(&media_type, "example").into_iter().collect();
        for (_, at) in self.entries(&media_type, "examples") {
            shown.extend(self.example(&at));
        }
        shown
    }

    /// Where the value of an Example Object stands (OpenAPI 3.0, 4.7.19; 3.2, 4.19).
    fn example(&mut self, at: &Pointer) -> Option<Pointer> {
        let target = self.follow(at);
        let target = self.told(target)?;
        let value = self.child(&target, "value");
        let value = value.or_else(|| self.child(&target, "dataValue"));
        if value.is_none() {
            let mut written = ["externalValue", "serializedValue"].iter();
            let found = match written.find(|it| self.has(&target, it)) {
                Some(written) => format!("`{written}`, which is not read"),
                None => "no `value`".to_owned(),
            };
            let message = format!(
                "the example has {found}; a `value` is accepted, and since 3.2 a `dataValue`; it is not used"
            );
            self.problems.warning(&target, message);
        }
        value
    }

    fn child(&self, at: &Pointer, key: &str) -> Option<Pointer> {
        let below = at.child(key);
        self.get(&below).map(|_: &Value| below)
    }
}
