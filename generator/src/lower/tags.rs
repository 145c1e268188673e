//! Tags: the property whose value tells the branches of a union apart, and which values name which branch.
//!
//! A discriminator names the property. Its mapping, the constant that a branch pins, or the component's name give the
//! values. Without one, a constant that differs between all branches tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Lowering;
use super::union::Choice;
use super::view::View;
use crate::document::pointer::Pointer;
use crate::ir::Kinds;

/// The property, and for each branch the values that name it.
type Tags = (Option<String>, Vec<Vec<String>>);

impl Lowering<'_> {
    /// What tells the branches of a composition apart.
    pub(super) fn tags(&mut self, choice: &Choice) -> Tags {
        let mut views = Vec::new();
        for branch in &choice.branches {
            let own = self.view(std::slice::from_ref(branch));
            views.push(choice.base.joined(&own));
        }
        let discriminator = choice.list.parent().map(|at| at.child("discriminator"));
        let property = discriminator
            .as_ref()
            .and_then(|at| self.text(at, "propertyName"));
        match (property.map(str::to_owned), discriminator) {
            (Some(property), Some(discriminator)) => {
                self.tell_dangling(&discriminator);
                self.tell_undeclared(&discriminator, &property, (&choice.branches, &views));
                let branches = choice.branches.iter().zip(&views);
                let mut tags = Vec::new();
                for found in branches {
                    tags.push(self.branch_tags(&discriminator, found, &property));
                }
                (Some(property), tags)
            }
            _ => self.tags_by_constants(&views),
        }
    }

    /// Targets of a mapping that are not there.
    fn tell_dangling(&mut self, discriminator: &Pointer) {
        for (value, below) in self.entries(discriminator, "mapping") {
            if self.mapping_target(&below).is_none() {
                let to = self.node(&below).clone();
                let message = format!(
                    "`{value}` is mapped to {to}, which is nothing in the document; the entry is passed over"
                );
                self.problems.warning(&below, message);
            }
        }
    }

    /// Branches without the property that is to tell them apart (OpenAPI 3.1, 4.8.25: it is to be required).
    fn tell_undeclared(
        &mut self,
        discriminator: &Pointer,
        property: &str,
        (branches, views): (&[Pointer], &[View]),
    ) {
        let mut without = Vec::new();
        for (branch, view) in branches.iter().zip(views) {
            if self.view_kinds(view) == Some(Kinds::OBJECT)
                && !self.view_properties(view).contains_key(property)
            {
                without.push(self.branch_word(branch));
            }
        }
        if !without.is_empty() {
            let message = format!(
                "`{property}` is no property of `{}`: it is read as the tag there, and never written",
                without.join("`, `")
            );
            let at = discriminator.child("propertyName");
            self.problems.warning(&at, message);
        }
    }

    /// The schema that an entry of a mapping names, by reference or by a component's name.
    pub(super) fn mapping_target(&self, entry: &Pointer) -> Option<Pointer> {
        let to = self.node(entry).as_str()?;
        let component = super::schemas_at().child(to);
        if self.get(&component).is_some() {
            return Some(component);
        }
        let found = self.document.resolve(to).ok()?;
        self.get(&found).map(|_: &Value| found)
    }

    /// The values that name a branch: those that its mapping or its own constant gives, or its component's name.
    pub(super) fn branch_tags(
        &mut self,
        discriminator: &Pointer,
        (branch, view): (&Pointer, &View),
        property: &str,
    ) -> Vec<String> {
        let target = self.follow(branch).unwrap_or_else(|_| branch.clone());
        let name = target.last().map(|name| name.into_owned());
        let mut tags = self.mapped(discriminator, &target);
        let pinned = self.pinned(view, property);
        // A longer list may be that of all branches.
        let several = pinned.len() > 1;
        if !several || tags.is_empty() && !name.as_ref().is_some_and(|name| pinned.contains(name)) {
            let new: Vec<String> = pinned
                .into_iter()
                .filter(|value| !tags.contains(value))
                .collect();
            tags.extend(new);
        }
        if tags.is_empty() && target != *branch {
            tags.extend(name);
        }
        tags
    }

    /// The values that a mapping gives a schema.
    pub(super) fn mapped(&mut self, discriminator: &Pointer, target: &Pointer) -> Vec<String> {
        if !self.mappings.contains_key(discriminator) {
            let mapping = self.mapping(discriminator);
            self.mappings.insert(discriminator.clone(), mapping);
        }
        let values = self.mappings[discriminator].get(target);
        values.cloned().unwrap_or_default()
    }

    /// The schemas that a mapping leads to, and the values of each.
    fn mapping(&self, discriminator: &Pointer) -> BTreeMap<Pointer, Vec<String>> {
        let mut mapping: BTreeMap<Pointer, Vec<String>> = BTreeMap::new();
        for (value, below) in self.entries(discriminator, "mapping") {
            if let Some(found) = self.mapping_target(&below) {
                let whole = self.follow(&found).unwrap_or(found);
                mapping.entry(whole).or_default().push(value);
            }
        }
        mapping
    }

    /// The texts that the property of a branch may have, where they are listed.
    fn pinned(&mut self, view: &View, property: &str) -> Vec<String> {
        let properties = self.view_properties(view);
        let Some(schemas) = properties.get(property) else {
            return Vec::new();
        };
        let below = self.view(schemas);
        let listed = self.view_listed(&below).unwrap_or_default();
        listed
            .iter()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect()
    }

    fn tags_by_constants(&mut self, views: &[View]) -> Tags {
        let mut constants = Vec::new();
        for view in views {
            constants.push(self.text_constants(view));
        }
        let none = (None, vec![Vec::new(); views.len()]);
        let Some(first) = constants.first() else {
            return none;
        };
        for (property, _) in first {
            let value = |all: &Vec<(String, String)>| {
                let found = all.iter().find(|(name, _)| name == property);
                found.map(|(_, value)| value.clone())
            };
            let values: Vec<Option<String>> = constants.iter().map(value).collect();
            let distinct: BTreeSet<&String> = values.iter().flatten().collect();
            if distinct.len() == views.len() {
                let tags = values.into_iter().map(|value| value.into_iter().collect());
                return (Some(property.clone()), tags.collect());
            }
        }
        none
    }

    /// The required constant texts of an object.
    fn text_constants(&mut self, view: &View) -> Vec<(String, String)> {
        let required = self.view_required(view);
        let mut constants = Vec::new();
        for (name, schemas) in self.view_properties(view) {
            if !required.contains(&name) {
                continue;
            }
            if let Some(crate::ir::Literal::Text(value)) = self.constant(&schemas) {
                constants.push((name, value));
            }
        }
        constants
    }
}
