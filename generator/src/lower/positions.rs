//! `prefixItems`: arrays whose items differ by position.
//!
//! All items have one type: that of the positions where they have one in common, else a union of their types. Which
//! position takes which is judged. Where items behind the positions are not closed off, or a value of one position could be
//! told wrong about another, the union ends in a branch for any JSON: so nothing that the schema takes is refused.

use serde_json::Value;

use super::Lowering;
use super::draft::Owner;
use super::names::{Case, Ident, one};
use super::place::Place;
use super::union::UNMATCHED;
use super::view::View;
use crate::document::pointer::Pointer;
use crate::ir::{Branch, Check, Composition, Kind, Kinds, Type, Union};

impl Lowering<'_> {
    /// The array of schemas of which one at least states positions.
    pub(super) fn positions(&mut self, view: &View, owner: &Owner) -> Place {
        let stating =
            |part: &&Pointer| self.has(part, "prefixItems") || self.behind(part).is_some();
        let parts: Vec<Pointer> = view.parts.iter().filter(stating).cloned().collect();
        let item = match parts.as_slice() {
            [only] => self.position_type(only, view, &owner.each("item")),
            // Each item meets several schemas, by position: no type says that.
            _ => Type::Json,
        };
        Place {
            checks: self.checks_of_all(&parts),
            ..Place::of(Type::Array(Box::new(item)))
        }
    }

    /// What schemas without positions, or that see none, ask of every item.
    fn checks_of_all(&mut self, parts: &[Pointer]) -> Vec<Check> {
        let behind = parts.iter().filter_map(|part| self.behind(part));
        let all: Vec<Pointer> = behind
            .filter(|(first, _)| *first == 0)
            .map(|(_, it)| it)
            .collect();
        let checks = all.iter().map(|items| Check::Items(self.subschema(items)));
        checks.collect()
    }

    /// The type that the items of all positions have in common.
    fn position_type(&mut self, at: &Pointer, view: &View, owner: &Owner) -> Type {
        let mut schemas = self.items(at, "prefixItems");
        let behind = self.behind(at).map(|(_, items)| items);
        let closed = self.ends_with_positions(behind.as_ref(), view, schemas.len());
        let items = behind.filter(|items| self.node(items).is_object());
        let stated = items.is_some();
        if !closed {
            schemas.extend(items);
        }
        let places = self.position_places(&schemas, owner);
        let nullable = places.iter().any(|(_, place)| place.nullable);
        let known = places.iter().all(|(_, place)| self.is_flat(&place.ty));
        let sure = closed || stated;
        let ty = match places.as_slice() {
            [(_, only)] if sure => only.ty.clone(),
            _ => self.position_union(at, owner, (places, sure && known)),
        };
        Place {
            nullable,
            ..Place::of(ty)
        }
        .item()
    }

    /// Whether nothing follows the positions.
    fn ends_with_positions(&self, behind: Option<&Pointer>, view: &View, count: usize) -> bool {
        let most = |part: &Pointer| self.node(part).get("maxItems").and_then(Value::as_u64);
        let limits = view.parts.iter().filter_map(most);
        behind.is_some_and(|items| self.node(items) == &Value::Bool(false))
            || limits.min().is_some_and(|most| most <= count as u64)
    }

    /// The places of the positions, each type once; without constraints, which are judged by position.
    fn position_places(&mut self, schemas: &[Pointer], owner: &Owner) -> Vec<(Pointer, Place)> {
        let words = self.branch_words(schemas);
        let mut places: Vec<(Pointer, Place)> = Vec::new();
        for (schema, word) in schemas.iter().zip(&words) {
            let place = self.schema(schema, &owner.child(word));
            match places.iter_mut().find(|(_, known)| known.ty == place.ty) {
                Some((_, known)) => known.nullable |= place.nullable,
                None => {
                    let place = Place {
                        checks: Vec::new(),
                        ..place
                    };
                    places.push((schema.clone(), place));
                }
            }
        }
        places
    }

    /// Whether what is wrong with a value of the type stands at the value itself.
    fn is_flat(&self, ty: &Type) -> bool {
        let draft = |ty: &Type| match ty {
            Type::Named(id) => self.drafts.get(id.0 as usize).map(|draft| &draft.kind),
            _ => None,
        };
        let scalars = Kinds::BOOLEAN
            .or(Kinds::NUMBER)
            .or(Kinds::STRING)
            .or(Kinds::NULL);
        let kinds = self.kinds(ty);
        kinds.and(scalars) == kinds && !matches!(draft(ty), Some(Kind::Union(_)))
    }

    fn position_union(
        &mut self,
        at: &Pointer,
        owner: &Owner,
        (places, sure): (Vec<(Pointer, Place)>, bool),
    ) -> Type {
        let id = self.declare(&at.child("prefixItems"), owner);
        let (schemas, places): (Vec<Pointer>, Vec<Place>) = places.into_iter().unzip();
        let words = self.branch_words(&schemas);
        let names = self.branch_names(&schemas, &words);
        let other = (!sure).then(|| self.any_branch(&names));
        let branches = places.into_iter().zip(names);
        let branches = branches.map(|(place, name)| self.variant(place, name, Vec::new()));
        let branches: Vec<Branch> = branches.chain(other).collect();
        self.define(
            id,
            Kind::Union(Union {
                composition: Composition::AnyOf,
                tag: None,
                branches,
                merged: false,
                unmatched: one(Case::Pascal, UNMATCHED, &[], "_"),
            }),
        )
    }

    /// The branch for any JSON.
    fn any_branch(&self, names: &[Ident]) -> Branch {
        let mut taken: Vec<&str> = names.iter().map(Ident::as_str).collect();
        taken.push(UNMATCHED);
        let name = one(Case::Pascal, "other", &taken, "_");
        self.variant(Place::json(), name, Vec::new())
    }
}
