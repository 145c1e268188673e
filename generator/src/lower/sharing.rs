//! Sharing: of types with one shape and one word, one is defined and the others are other names for it.
//!
//! Names come first and know nothing of this: each owner has the names that its own words give it, whatever else the document
//! holds, so that a name never moves because something alike was added elsewhere or went. What moves is only which of
//! the names is the definition: a component's before a resource's, then the shortest, then the first of the alphabet.
//!
//! Types are alike where their schemas have one title (without one: where they hang on properties of one name), one
//! shape, and one use: in requests, in responses or in both, because a type's constructor and setters follow from
//! its use. Enums are alike whatever their use. Given up for this: the descriptions of a shared struct's properties are those
//! of its definition, and `Debug` and the compiler name the definition. The struct of a body that an operation takes property by
//! property stands by itself, because nobody names it.

use std::collections::{BTreeMap, BTreeSet};

use super::Lowering;
use super::names::Case;
use super::shapes::shapes;
use crate::document::pointer::Pointer;
use crate::ir::{Api, BodyArgument, Home, Kind, Type, TypeDef, TypeId};

impl Lowering<'_> {
    /// Makes other names of all types but one of each shape and word.
    pub(super) fn share(&self, api: &mut Api) {
        for (position, definition) in definitions(api, &|at| self.sharing_word(at)) {
            let def = &mut api.types[position];
            def.kind = Kind::Alias(Type::Named(definition));
            let (in_request, in_response) = (def.in_request, def.in_response);
            let definition = &mut api.types[definition.0 as usize];
            definition.in_request |= in_request;
            definition.in_response |= in_response;
        }
    }

    /// The word of a type's schema: its title, or the property or parameter that it hangs on.
    fn sharing_word(&self, at: &Pointer) -> Option<String> {
        if let Some(title) = self.text(at, "title") {
            return Some(title.to_owned());
        }
        let mut at = at.clone();
        loop {
            let (above, last) = (at.parent()?, at.last()?.into_owned());
            if above.last().is_some_and(|it| it == "properties") {
                return Some(last);
            }
            if let Some(name) = self.text(&at, "name").filter(|_| self.has(&at, "in")) {
                return Some(name.to_owned());
            }
            let between = STRUCTURAL.contains(&last.as_str());
            if !between && last.parse::<usize>().is_err() {
                return None;
            }
            at = above;
        }
    }
}

/// What stands between a property or parameter and the schema of its type.
const STRUCTURAL: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "items",
    "oneOf",
    "schema",
];

/// What types of one definition have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    shape: usize,
    /// Cased, so that `postal_address` and `PostalAddress` are one.
    word: String,
    /// Whether requests and whether responses contain it, where that matters.
    used: Option<(bool, bool)>,
}

/// For each type that becomes another name the type that it names.
fn definitions(api: &Api, word: &dyn Fn(&Pointer) -> Option<String>) -> BTreeMap<usize, TypeId> {
    let kinds: Vec<&Kind> = api.types.iter().map(|def| &def.kind).collect();
    let shapes = shapes(&kinds, &|position| is_component(&api.types[position]));
    let spread = spread(api);
    let mut alike: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
    for (position, def) in api.types.iter().enumerate() {
        if is_component(def) || spread.contains(&position) || !is_shared(&def.kind) {
            continue;
        }
        let Some(word) = word(&def.at) else { continue };
        let enumeration = matches!(def.kind, Kind::Enumeration(_));
        let likeness = Likeness {
            shape: shapes[position],
            word: Case::Pascal.apply(&word),
            used: (!enumeration).then_some((def.in_request, def.in_response)),
        };
        alike.entry(likeness).or_default().push(position);
    }
    let groups = alike.into_values();
    groups.flat_map(|alike| others(api, alike)).collect()
}

/// Whether types of this kind are shared: a generic type is by itself, and an alias is another name already.
fn is_shared(kind: &Kind) -> bool {
    match kind {
        Kind::Struct(shape) => !shape.generic,
        Kind::Enumeration(_) | Kind::Union(_) => true,
        Kind::Alias(_) => false,
    }
}

/// All but the one that is the definition, each with that one.
fn others(api: &Api, alike: Vec<usize>) -> Vec<(usize, TypeId)> {
    let Some(first) = alike.iter().copied().min_by_key(|it| rank(api, *it)) else {
        return Vec::new();
    };
    let definition = TypeId(u32::try_from(first).expect("types are numbered so already"));
    let others = alike.into_iter().filter(|it| *it != first);
    others.map(|it| (it, definition)).collect()
}

/// What makes a type the definition of those like it, least first.
fn rank(api: &Api, position: usize) -> (bool, usize, String, &str) {
    let def = &api.types[position];
    let resource = match &def.home {
        Home::Model(_) => None,
        Home::Resource(resource) | Home::Operation(resource, _) => Some(*resource),
    };
    let name = def.name.as_str();
    let module = resource.map(|it| module(api, it)).unwrap_or_default();
    (resource.is_some(), name.len(), module, name)
}

fn module(api: &Api, position: usize) -> String {
    let resource = &api.resources[position];
    let above = resource.parent.map(|parent| module(api, parent));
    format!("{}::{}", above.unwrap_or_default(), resource.name)
}

/// Whether a type has a name of the document's own.
fn is_component(def: &TypeDef) -> bool {
    def.at.as_str().starts_with("/components/") && def.at.depth() == 3
}

/// The types that operations take property by property.
fn spread(api: &Api) -> BTreeSet<usize> {
    let bodies = api
        .operations()
        .into_iter()
        .filter_map(|it| it.body.as_ref());
    let spread = bodies.filter_map(|body| match &body.argument {
        BodyArgument::Spread(id, _) => Some(id.0 as usize),
        BodyArgument::Whole(_) => None,
    });
    spread.collect()
}
