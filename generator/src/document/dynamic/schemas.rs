//! The schemas of a document as dynamic references see them: which resource each belongs to, what each resource has names
//! for, and which names a schema leads to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::files::{KEY, Keys, keys_below};
use super::super::pointer::Pointer;
use super::super::reference::References;
use super::{REFERENCES, is_recursive};

/// The name that `$recursiveAnchor: true` stands for.
const RECURSIVE: &str = "";

/// The schema for each name, where a value is judged that came this way.
pub(super) type Scope = BTreeMap<String, Pointer>;

/// What is said of the schemas of a document.
#[derive(Default)]
pub(super) struct Schemas {
    /// The resources, each with the schemas of its dynamic names.
    pub resources: BTreeMap<Pointer, Scope>,
    /// The schemas with dynamic names.
    named: Vec<(String, Pointer)>,
    /// Where references stand, and their text.
    references: Vec<(Pointer, &'static str, String)>,
}

impl Schemas {
    /// What is said of the schemas of a document.
    pub(super) fn of(root: &Value) -> Self {
        let mut schemas = Self::default();
        schemas.gather(root, &Pointer::root(), Keys::Keywords);
        schemas.name_resources();
        schemas
    }

    /// Gives each resource its names. Where components of one resource have the same name, each is a resource by itself: the
    /// letter has no meaning for that.
    fn name_resources(&mut self) {
        let named = std::mem::take(&mut self.named);
        let mut components: BTreeMap<(Pointer, &str), BTreeSet<Pointer>> = BTreeMap::new();
        for (name, at) in &named {
            if let Some(component) = component_of(at) {
                let place = (self.resource_of(at), name.as_str());
                components.entry(place).or_default().insert(component);
            }
        }
        let several = components.into_values().filter(|it| it.len() > 1).flatten();
        for component in several {
            self.resources.entry(component).or_default();
        }
        for (name, at) in named {
            let resource = self.resource_of(&at);
            let known = self.resources.entry(resource).or_default();
            known.entry(name).or_insert(at);
        }
    }

    /// Gathers what is said at a node and below it.
    fn gather(&mut self, node: &Value, at: &Pointer, keys: Keys) {
        let below: Vec<(Pointer, &Value, Keys)> = match node {
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(it, item)| (at.index(it), item, Keys::Keywords))
                    .collect()
            }
            Value::Object(members) => {
                if let Keys::Keywords = keys {
                    self.add(node, at);
                }
                let below = members.iter().filter_map(|(key, value)| {
                    Some((at.child(key), value, keys_below(keys, key, value)?))
                });
                below.chain(files(at, members)).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
        };
        for (at, node, keys) in below {
            self.gather(node, &at, keys);
        }
    }

    fn add(&mut self, schema: &Value, at: &Pointer) {
        let is_file = at.parent() == Some(Pointer::root().child(KEY));
        let has_id = schema.get("$id").is_some_and(Value::is_string);
        if at.is_root() || is_file || has_id || is_recursive(schema) {
            self.resources.entry(at.clone()).or_default();
        }
        let name = schema.get("$dynamicAnchor").and_then(Value::as_str);
        let names = name
            .into_iter()
            .chain(is_recursive(schema).then_some(RECURSIVE));
        let named = names.map(|name| (name.to_owned(), at.clone()));
        self.named.extend(named);
        for key in REFERENCES {
            if let Some(Value::String(text)) = schema.get(key) {
                self.references.push((at.clone(), key, text.clone()));
            }
        }
    }

    /// The resource that a schema belongs to.
    fn resource_of(&self, at: &Pointer) -> Pointer {
        let mut here = at.clone();
        while !self.resources.contains_key(&here) {
            match here.parent() {
                Some(above) => here = above,
                None => break,
            }
        }
        here
    }

    /// The scope with the names of a schema's resource, where those around have none of them.
    pub(super) fn entered(&self, at: &Pointer, scope: &Scope) -> Scope {
        let own = self.resources.get(&self.resource_of(at));
        let mut entered = own.cloned().unwrap_or_default();
        entered.extend(scope.clone());
        entered
    }

    /// The scope of a schema that is reached from the document alone: the resources around it, unless it is there for
    /// others alone.
    pub(super) fn written(&self, at: &Pointer) -> Scope {
        let root = Pointer::root();
        let mut scope = self.entered(&root, &Scope::new());
        let document = scope.clone();
        let mut here = root;
        for token in at.tokens() {
            if matches!(&*token, "$defs" | "definitions") {
                scope.clone_from(&document);
            }
            here = here.child(&token);
            if self.resources.contains_key(&here) {
                scope = self.entered(&here, &scope);
            }
        }
        self.entered(at, &scope)
    }

    /// The dynamic name that a reference with this keyword has, if it leads to this schema first.
    pub(super) fn name(key: &str, schema: &Value) -> Option<String> {
        match key {
            "$dynamicRef" => Some(schema.get("$dynamicAnchor")?.as_str()?.to_owned()),
            "$recursiveRef" => is_recursive(schema).then(|| RECURSIVE.to_owned()),
            _ => None,
        }
    }

    /// The dynamic names that each schema which is referred to leads to.
    pub(super) fn needs(&self, references: References<'_>) -> BTreeMap<Pointer, BTreeSet<String>> {
        let mut referring: BTreeMap<Pointer, Vec<&Pointer>> = BTreeMap::new();
        let mut open: Vec<(&Pointer, String)> = Vec::new();
        for (at, key, text) in &self.references {
            let Ok(first) = references.resolve(text) else {
                continue;
            };
            let name = first
                .find(references.root)
                .and_then(|it| Self::name(key, it));
            if let Some(name) = name {
                let named = self.resources.values().filter_map(|it| it.get(&name));
                named.for_each(|it| referring.entry(it.clone()).or_default().push(at));
                open.push((at, name));
            }
            referring.entry(first).or_default().push(at);
        }
        let mut needs: BTreeMap<Pointer, BTreeSet<String>> = BTreeMap::new();
        while let Some((at, name)) = open.pop() {
            let mut above = Some(at.clone());
            while let Some(here) = above {
                if let Some(referring) = referring.get(&here)
                    && needs.entry(here.clone()).or_default().insert(name.clone())
                {
                    open.extend(referring.iter().map(|it| (*it, name.clone())));
                }
                above = here.parent();
            }
        }
        needs
    }
}

/// The component that a schema is or lies in.
pub(in super::super) fn component_of(at: &Pointer) -> Option<Pointer> {
    let components = Pointer::root().child("components").child("schemas");
    let below = at.below(&components)?;
    let name = below.tokens().next()?.into_owned();
    Some(components.child(&name))
}

/// The other files, each of which is a text by itself.
fn files<'v>(
    at: &Pointer,
    members: &'v Map<String, Value>,
) -> impl Iterator<Item = (Pointer, &'v Value, Keys)> {
    let key = at.child(KEY);
    let files = members
        .get(KEY)
        .filter(|_| at.is_root())
        .and_then(Value::as_object);
    let files = files.into_iter().flatten();
    files.map(move |(path, file)| (key.child(path), file, Keys::Keywords))
}
