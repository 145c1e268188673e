//! Schemas that others refer to: each is lowered once, and those that contain themselves get a type to do so by.
//!
//! An object has a type before its properties are looked at, and so has a union. An array or a map has none in Rust, and a list
//! envelope only with its argument: one that contains itself becomes a union with it as the one branch, so that the cycle
//! goes through a type with a name. What
//! only names another type is another name for it. What contains itself with nothing between stays `Json`.

use super::Lowering;
use super::names::{Case, one};
use super::place::Place;
use super::union::UNMATCHED;
use crate::document::pointer::Pointer;
use crate::ir::{Composition, Kind, Type, TypeId, Union};

impl Lowering<'_> {
    /// A schema that others refer to, lowered once.
    pub(super) fn referenced(&mut self, target: &Pointer) -> Place {
        match self.referenced.get(target) {
            Some(Some(place)) => return place.clone(),
            Some(None) => return self.met_again(target),
            None => {}
        }
        self.referenced.insert(target.clone(), None);
        let place = self.of_reference(target);
        let place = self.tied(target, place);
        self.referenced.insert(target.clone(), Some(place.clone()));
        place
    }

    fn of_reference(&mut self, target: &Pointer) -> Place {
        self.following.push(target.clone());
        let owner = self.owner_of(target);
        let spread = std::mem::replace(&mut self.spread, 1);
        let place = match self.family_place(target, &owner) {
            Some(place) => self.beside_type(target, place),
            None => self.schema(target, &owner),
        };
        self.spread = spread;
        self.following.pop();
        place
    }

    /// A schema that is met while it is lowered and has no type yet. Where one on the way has a type, the way ends there
    /// the second time; else all on the way get one each, so that it does not matter which of them came first.
    fn met_again(&mut self, target: &Pointer) -> Place {
        if let Some(place) = self.again.get(target) {
            return place.clone();
        }
        let last = self.following.iter().rposition(|it| it == target);
        let way = self.following[last.unwrap_or_default()..].to_vec();
        let is_open = |at: &Pointer| matches!(self.referenced.get(at), Some(None));
        let place = if way.iter().all(is_open) {
            way.iter().for_each(|at| self.knot(at));
            None
        } else {
            Some(self.of_reference(target))
        };
        match (self.referenced.get(target), place) {
            (Some(Some(known)), _) => known.clone(),
            (_, Some(place)) => {
                self.again.insert(target.clone(), place.clone());
                place
            }
            (_, None) => self.contains_itself(target),
        }
    }

    /// Gives a schema a type, whose kind is decided when it is lowered.
    fn knot(&mut self, at: &Pointer) {
        let owner = self.owner_of(at);
        let id = self.declare(at, &owner);
        self.knots.insert(at.clone(), id);
    }

    /// The type of a schema that was met within itself.
    fn tied(&mut self, target: &Pointer, place: Place) -> Place {
        let Some(id) = self.knots.remove(target) else {
            return place;
        };
        let word = match &place.ty {
            Type::Array(_) => "items",
            Type::Map(_) => "entries",
            Type::Generic(..) => "list",
            ty if ty.named().contains(&id) => return self.contains_itself(target),
            ty => {
                let ty = ty.clone();
                self.define(id, Kind::Alias(ty));
                return place;
            }
        };
        let (nullable, docs) = (place.nullable, place.docs.clone());
        let place = Place {
            nullable,
            docs,
            ..Place::of(self.wrapped(id, place, word))
        };
        self.beside.insert(target.clone(), place.clone());
        place
    }

    /// A union with this place as its one branch.
    fn wrapped(&mut self, id: TypeId, place: Place, word: &str) -> Type {
        let branch = self.variant(
            place,
            one(Case::Pascal, word, &[UNMATCHED], "_"),
            Vec::new(),
        );
        self.define(
            id,
            Kind::Union(Union {
                composition: Composition::Type,
                tag: None,
                branches: vec![branch],
                merged: false,
                unmatched: one(Case::Pascal, UNMATCHED, &[], "_"),
            }),
        )
    }

    /// A schema that nothing stands between and itself has no value that could be made.
    pub(super) fn contains_itself(&mut self, at: &Pointer) -> Place {
        let message = "the schema contains itself with nothing between; there it is `Json`";
        self.problems.warning(at, message);
        Place::json()
    }
}
