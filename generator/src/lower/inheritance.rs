//! Inheritance: a component with a discriminator and no list of branches, whose heirs are the components that hold it by
//! `allOf`.
//!
//! A reference to such a base is a union of all its heirs and itself, under the base's name; the base's own properties
//! are a struct beside it. The value that names an heir is a constant of its struct: written always, but judged by the
//! base's schema alone, since a discriminator changes no verdict (OpenAPI 3.1, 4.8.25).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lowering;
use super::draft::Owner;
use super::names::{Case, decide};
use super::place::Place;
use super::union::UNMATCHED;
use super::view::CHAIN;
use crate::document::pointer::Pointer;
use crate::ir::{Branch, Composition, Kind, Union};

/// A base, and who inherits from it.
struct Family {
    discriminator: Pointer,
    property: String,
    /// The heirs in document order, then the base.
    members: Vec<Pointer>,
}

impl Lowering<'_> {
    /// Finds which components hold which others.
    pub(super) fn find_heirs(&mut self) {
        let at = super::schemas_at();
        let Some(Value::Object(schemas)) = self.get(&at) else {
            return;
        };
        let mut heirs: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        for heir in schemas.keys().map(|name| at.child(name)) {
            let mut bases = BTreeSet::new();
            self.held(&heir, &mut bases);
            for base in bases {
                heirs.entry(base).or_default().push(heir.clone());
            }
        }
        let bases: Vec<Pointer> = heirs.keys().cloned().collect();
        self.heirs = heirs;
        bases.iter().for_each(|base| self.imply(base));
    }

    /// The constants of a base's heirs; none for one that several values name.
    fn imply(&mut self, base: &Pointer) {
        let Some(family) = self.family(base) else {
            return;
        };
        for member in family.members.iter().filter(|member| *member != base) {
            if let [only] = self.member_tags(&family, member).as_slice() {
                let tag = (family.property.clone(), only.clone());
                self.implied.entry(member.clone()).or_insert(tag);
            }
        }
    }

    /// What a schema refers to in its `allOf`.
    fn held(&self, at: &Pointer, bases: &mut BTreeSet<Pointer>) {
        for branch in self.items(at, "allOf") {
            if self.has(&branch, "$ref") {
                bases.extend(self.follow(&branch).ok());
            } else {
                self.held(&branch, bases);
            }
        }
    }

    /// Whether the schema is a base, and this one of its heirs.
    pub(super) fn inherits(&mut self, heir: &Pointer, base: &Pointer) -> bool {
        let known = self
            .heirs
            .get(base)
            .is_some_and(|heirs| heirs.contains(heir));
        known && self.tag(base).is_some()
    }

    /// The discriminator of a base that has heirs, and its property.
    fn tag(&mut self, base: &Pointer) -> Option<(Pointer, String)> {
        self.heirs.get(base)?;
        let discriminator = self.discriminator(base, 0)?;
        let property = self.text(&discriminator, "propertyName")?.to_owned();
        Some((discriminator, property))
    }

    fn family(&mut self, base: &Pointer) -> Option<Family> {
        let (discriminator, property) = self.tag(base)?;
        let mut members = self.descendants(base);
        members.push(base.clone());
        Some(Family {
            discriminator,
            property,
            members,
        })
    }

    /// The first discriminator of the schemas that hold in this one, which has no list of branches beside it. Each is
    /// asked once: bases stand on bases.
    fn discriminator(&mut self, at: &Pointer, depth: usize) -> Option<Pointer> {
        if let Some(known) = self.discriminators.get(at) {
            return known.clone();
        }
        if depth > CHAIN {
            return None;
        }
        // A schema that contains itself says nothing there.
        self.discriminators.insert(at.clone(), None);
        let target = self.next(at);
        let held = target.into_iter().chain(self.items(at, "allOf"));
        let held: Vec<Pointer> = held.collect();
        let below = held.iter().find_map(|it| self.discriminator(it, depth + 1));
        let found = below.or_else(|| self.own_discriminator(at));
        self.discriminators.insert(at.clone(), found.clone());
        found
    }

    fn own_discriminator(&self, at: &Pointer) -> Option<Pointer> {
        let own = at.child("discriminator");
        self.text(&own, "propertyName")?;
        self.typing_lists(at).is_empty().then_some(own)
    }

    /// All that inherit, also from heirs, in document order.
    fn descendants(&self, base: &Pointer) -> Vec<Pointer> {
        let mut found = BTreeSet::new();
        let mut open = vec![base.clone()];
        while let Some(next) = open.pop() {
            let heirs = self.heirs.get(&next).into_iter().flatten();
            open.extend(heirs.filter(|heir| found.insert((*heir).clone())).cloned());
        }
        found.remove(base);
        let schemas = super::schemas_at();
        let names = self.node(&schemas).as_object().into_iter().flatten();
        let all = names.map(|(name, _)| schemas.child(name));
        all.filter(|at| found.contains(at)).collect()
    }

    /// The union of a base and its heirs; none where nobody inherits.
    pub(super) fn family_place(&mut self, base: &Pointer, owner: &Owner) -> Option<Place> {
        let family = self.family(base)?;
        let id = self.declare(base, owner);
        let words: Vec<String> = family
            .members
            .iter()
            .filter_map(|it| Some(it.last()?.into_owned()))
            .collect();
        let texts: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .chain([UNMATCHED])
            .collect();
        let mut idents = decide(Case::Pascal, &texts, &[], "_");
        let unmatched = idents.pop().expect("one name is decided for each word");
        let mut branches = Vec::new();
        for (member, name) in family.members.iter().zip(idents) {
            let tags = self.member_tags(&family, member);
            let place = self.own_place(member);
            branches.push(Branch {
                at: Some(member.clone()),
                ..self.variant(place, name, tags)
            });
        }
        let union = Union {
            composition: Composition::Base,
            tag: Some(family.property),
            branches,
            merged: false,
            unmatched,
        };
        Some(Place::of(self.define(id, Kind::Union(union))))
    }

    /// The values that name a member: those of the mapping, or its name.
    fn member_tags(&mut self, family: &Family, member: &Pointer) -> Vec<String> {
        let view = self.view(std::slice::from_ref(member));
        let tags = self.branch_tags(&family.discriminator, (member, &view), &family.property);
        if tags.is_empty() {
            member
                .last()
                .into_iter()
                .map(|name| name.into_owned())
                .collect()
        } else {
            tags
        }
    }

    /// The type of a member alone: for a base, the struct of its own properties.
    fn own_place(&mut self, member: &Pointer) -> Place {
        if self.family(member).is_none() {
            return self.referenced(member);
        }
        match self.bases.get(member) {
            Some(place) => place.clone(),
            None => {
                let owner = self.owner_of(member).child("base");
                let view = self.view(std::slice::from_ref(member));
                let place = self.lowered(member, &view, &owner);
                self.bases.insert(member.clone(), place.clone());
                place
            }
        }
    }
}
