//! The walk over a document: what it says that the tables do not know, or know to be not honoured.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map as Members, Value};

use super::super::Lowering;
use super::super::schema::kinds_of;
use super::{Below, Fate, Field, Object, schema};
use crate::document::pointer::{Pointer, member};
use crate::document::trail::Trail;
use crate::document::{Document, FILES, Version, kind};
use crate::ir::Kinds;
use crate::problem::Severity;

impl Lowering<'_> {
    /// Tells what of the document's own words has no effect: once for each object and field.
    pub(in crate::lower) fn tell_vocabulary(&mut self) {
        let document = self.document;
        let mut walk = Walk {
            document,
            found: BTreeMap::new(),
            defaults: Vec::new(),
            entered: BTreeSet::new(),
            open: vec![(Object::Root, Pointer::root())],
        };
        while let Some((object, at)) = walk.open.pop() {
            if let Some(node) = document.get(&at) {
                walk.object(object, node, &Trail::Start(&at));
            }
        }
        for (what, places) in walk.found {
            if let Some((severity, message)) = what.message() {
                let (first, more) = places.counted();
                self.problems
                    .push(severity, &first, format!("{message}{more}"));
            }
        }
        for schema in walk.defaults {
            self.judge_default(&schema);
        }
    }
}

/// What is found about a field.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// It is not known, or not honoured.
    Field(Object, String),
    /// It is about other JSON types than the schema has.
    Idle(&'static str),
    /// It is not what is accepted: the field, what it is, what is accepted.
    Refused(&'static str, &'static str, &'static str),
}

impl What {
    /// What is said of it; nothing where it has the effect that it should have.
    fn message(&self) -> Option<(Severity, String)> {
        match self {
            Self::Field(object, field) => message(*object, field, object.field(field)),
            Self::Idle(keyword) => Some(idle(keyword)),
            Self::Refused(field, found, accepted) => Some((
                Severity::Warning,
                format!(
                    "`{field}` is {found}; {accepted} is accepted; anything else is passed over"
                ),
            )),
        }
    }
}

/// What is said of a keyword beside a `type` that it is not about.
fn idle(keyword: &'static str) -> (Severity, String) {
    let severity = match Object::Schema.field(keyword) {
        Some((_, Fate::Lowered, _)) => Severity::Warning,
        _ => Severity::Note,
    };
    let about = schema::about(keyword).map_or("nothing", |(_, _, word)| word);
    let message = format!(
        "`{keyword}` is about {about}, which the `type` beside it does not let in: it has no effect"
    );
    (severity, message)
}

/// What is said of a field that has no effect, or not the one it should have.
fn message(object: Object, field: &str, known: Option<&Field>) -> Option<(Severity, String)> {
    match known.map(|(_, fate, _)| *fate) {
        Some(Fate::Told(severity, reason)) => Some((severity, format!("`{field}` {reason}"))),
        Some(Fate::Of30(reason)) => Some((Severity::Note, format!("`{field}` {reason}"))),
        Some(
            Fate::Lowered
            | Fate::Annotated
            | Fate::Referenced
            | Fate::Judged
            | Fate::Documented
            | Fate::Sampled
            | Fate::Passed,
        ) => None,
        None if object == Object::PathItem => {
            let fields = object.fields().iter();
            let methods: Vec<String> = fields
                .filter(|(_, _, below)| *below == Below::One(Object::Operation))
                .map(|(method, _, _)| format!("`{method}`"))
                .collect();
            let message = format!(
                "`{field}` is neither a method nor a field of a path item; {} are accepted; it is left out",
                methods.join(", ")
            );
            Some((Severity::Warning, message))
        }
        None => {
            let what = if object == Object::Schema {
                "no keyword of a schema".to_owned()
            } else {
                format!("no field of {}", object.name())
            };
            let message = format!("`{field}` is {what}; it is passed over");
            Some((Severity::Note, message))
        }
    }
}

/// What a value is that is not accepted.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Array(items) if items.is_empty() => "an empty list",
        Value::Array(_) => "a list of other values",
        value => kind(value),
    }
}

/// Where a field stands.
struct Places {
    first: Pointer,
    count: usize,
}

impl Places {
    /// The first place, and the words for the others.
    fn counted(self) -> (Pointer, String) {
        let more = match self.count {
            0 | 1 => String::new(),
            2 => ", here and in one more place".to_owned(),
            count => format!(", here and in {} more places", count - 1),
        };
        (self.first, more)
    }
}

struct Walk<'d> {
    document: &'d Document,
    /// What is to be told.
    found: BTreeMap<What, Places>,
    /// The schemas that state a default.
    defaults: Vec<Pointer>,
    /// The nodes of other files that the walk has met.
    entered: BTreeSet<(Object, Pointer)>,
    /// Where it begins: at the root, then at those nodes.
    open: Vec<(Object, Pointer)>,
}

impl<'d> Walk<'d> {
    fn object(&mut self, object: Object, node: &'d Value, at: &Trail<'_>) {
        let Value::Object(members) = node else { return };
        let object = match member(node, "$ref") {
            Some(Value::String(reference)) => {
                self.enter(object, reference);
                if object.may_be_reference() {
                    Object::Reference
                } else {
                    object
                }
            }
            _ => object,
        };
        if object == Object::Schema {
            self.schema(node, at);
        }
        for (key, value) in members {
            let at = Trail::Key(at, key);
            match object.field(key) {
                Some((field, fate, below)) => {
                    if let Some(accepted) = below.refuses(value) {
                        self.count(What::Refused(field, found(value), accepted), &at);
                    }
                    if self.is_told(*fate) {
                        self.count(What::Field(object, key.clone()), &at);
                    }
                    self.below(*below, value, &at);
                }
                None if key.starts_with("x-") || key == FILES => {}
                None => self.count(What::Field(object, key.clone()), &at),
            }
        }
    }

    /// A reference into another file: what it names is met there alone.
    fn enter(&mut self, object: Object, reference: &str) {
        if self.document.root().get(FILES).is_none() {
            return;
        }
        let Ok(target) = self.document.resolve(reference) else {
            return;
        };
        let files = Pointer::root().child(FILES);
        if target.below(&files).is_some() && self.entered.insert((object, target.clone())) {
            self.open.push((object, target));
        }
    }

    fn is_told(&self, fate: Fate) -> bool {
        match fate {
            Fate::Told(..) => true,
            Fate::Of30(_) => self.document.version() > Version::V30,
            Fate::Lowered
            | Fate::Annotated
            | Fate::Referenced
            | Fate::Judged
            | Fate::Documented
            | Fate::Sampled
            | Fate::Passed => false,
        }
    }

    /// What its keywords say of each other.
    fn schema(&mut self, node: &'d Value, at: &Trail<'_>) {
        if member(node, "default").is_some() {
            self.defaults.push(at.pointer());
        }
        let Some(kinds) = stated(node) else { return };
        for (key, value) in node.as_object().into_iter().flatten() {
            let about = schema::about(key);
            let idle = about.filter(|(_, about, _)| kinds.and(*about) == Kinds::default());
            let Some((keyword, _, _)) = idle else {
                continue;
            };
            let known = Object::Schema.field(key);
            if known.is_none_or(|(_, _, below)| below.refuses(value).is_none()) {
                self.count(What::Idle(keyword), &Trail::Key(at, keyword));
            }
        }
    }

    fn count(&mut self, what: What, at: &Trail<'_>) {
        let places = self.found.entry(what);
        let places = places.or_insert_with(|| Places {
            first: at.pointer(),
            count: 0,
        });
        places.count += 1;
    }

    fn below(&mut self, below: Below, node: &'d Value, at: &Trail<'_>) {
        match (below, node) {
            (Below::One(object), node) => self.object(object, node, at),
            (Below::Rule, node) => self.object(Object::Schema, node, at),
            (Below::List(object), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.object(object, item, &Trail::Index(at, index));
                }
            }
            (Below::Map(object), Value::Object(members)) => {
                for (key, value) in members {
                    self.object(object, value, &Trail::Key(at, key));
                }
            }
            (Below::Patterned(object), Value::Object(members)) => {
                self.patterned(object, members, at);
            }
            (Below::PatternedMap(object), Value::Object(members)) => {
                for (key, value) in members {
                    let at = Trail::Key(at, key);
                    self.below(Below::Patterned(object), value, &at);
                }
            }
            (
                Below::Value
                | Below::Text
                | Below::Flag
                | Below::Texts
                | Below::TextOrTexts
                | Below::Values
                | Below::List(_)
                | Below::Map(_)
                | Below::Patterned(_)
                | Below::PatternedMap(_),
                _,
            ) => {}
        }
    }

    fn patterned(&mut self, object: Object, members: &'d Members<String, Value>, at: &Trail<'_>) {
        let own = members.iter().filter(|(key, _)| !key.starts_with("x-"));
        own.for_each(|(key, value)| self.object(object, value, &Trail::Key(at, key)));
    }
}

/// The JSON types that `type` names; none where it is missing, or names what is none.
fn stated(node: &Value) -> Option<Kinds> {
    let names: Vec<&str> = match member(node, "type")? {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let kinds: Option<Vec<Kinds>> = names.into_iter().map(kinds_of).collect();
    kinds?.into_iter().reduce(Kinds::or)
}
