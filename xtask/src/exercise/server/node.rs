//! The document as the server reads it: nodes that know their place, references followed.

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// How many references or compositions may follow each other.
const DEEPEST: usize = 16;

/// A node of the document.
#[derive(Clone, Debug)]
pub struct Node<'d> {
    document: &'d Value,
    /// Its place, as a reference names it (`#/paths/~1pets`).
    pub at: String,
    /// What stands there.
    pub value: &'d Value,
}

impl<'d> Node<'d> {
    /// The whole document.
    pub fn root(document: &'d Value) -> Self {
        Self {
            document,
            at: "#".to_owned(),
            value: document,
        }
    }

    /// The member of this name, or the item at this position, references followed.
    pub fn child(&self, key: &str) -> Option<Self> {
        let value = match self.value {
            Value::Object(members) => members.get(key)?,
            Value::Array(items) => items.get(key.parse::<usize>().ok()?)?,
            _ => return None,
        };
        let key = key.replace('~', "~0").replace('/', "~1");
        let child = Self {
            document: self.document,
            at: format!("{}/{key}", self.at),
            value,
        };
        Some(child.resolved())
    }

    /// All members or items with their keys.
    pub fn children(&self) -> Vec<(String, Self)> {
        let keys: Vec<String> = match self.value {
            Value::Object(members) => members.keys().cloned().collect(),
            Value::Array(items) => (0..items.len()).map(|it| it.to_string()).collect(),
            _ => Vec::new(),
        };
        let child = |key: String| Some((key.clone(), self.child(&key)?));
        keys.into_iter().filter_map(child).collect()
    }

    /// The members of the member of this name.
    pub fn below(&self, key: &str) -> Vec<(String, Self)> {
        let child = self.child(key);
        child.map(|child| child.children()).unwrap_or_default()
    }

    /// The text of a member.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.value.get(key)?.as_str()
    }

    /// A member that is true or false.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.value.get(key)?.as_bool()
    }

    /// What a reference refers to; itself where it is none, or refers to nothing.
    fn resolved(self) -> Self {
        let mut node = self;
        for _ in 0..DEEPEST {
            match node.target() {
                Some(target) => node = target,
                None => break,
            }
        }
        node
    }

    fn target(&self) -> Option<Self> {
        self.named(self.text("$ref")?)
    }

    /// What a reference names, further references followed.
    pub fn find(&self, reference: &str) -> Option<Self> {
        self.named(reference).map(Self::resolved)
    }

    fn named(&self, reference: &str) -> Option<Self> {
        let written = reference.strip_prefix('#')?;
        let decoded = percent_decode_str(written).decode_utf8().ok();
        let value = decoded
            .and_then(|pointer| self.document.pointer(&pointer))
            .or_else(|| self.document.pointer(written))?;
        Some(Self {
            document: self.document,
            at: reference.to_owned(),
            value,
        })
    }

    /// The schemas that speak of the values of this schema: itself, and what it is composed of.
    pub fn speakers(&self) -> Vec<Self> {
        let mut speakers = Vec::new();
        self.collect_speakers(&mut speakers, 0);
        speakers
    }

    fn collect_speakers(&self, speakers: &mut Vec<Self>, depth: usize) {
        if depth > DEEPEST || speakers.iter().any(|known| known.at == self.at) {
            return;
        }
        speakers.push(self.clone());
        for composition in ["allOf", "anyOf", "oneOf"] {
            for (_, part) in self.below(composition) {
                part.collect_speakers(speakers, depth + 1);
            }
        }
    }
}
