//! The JSON types of types, and unions whose branches are told apart by them.

use super::Lowering;
use super::draft::Owner;
use super::names::{Case, decide};
use super::place::Place;
use super::union::UNMATCHED;
use super::view::View;
use crate::document::pointer::Pointer;
use crate::ir::{Composition, Kind, Kinds, Type, TypeId, Union};

/// The JSON types, null apart, with the words that name them.
const KINDS: [(&str, Kinds); 6] = [
    ("boolean", Kinds::BOOLEAN),
    ("integer", Kinds::INTEGER),
    ("number", Kinds::NUMBER),
    ("string", Kinds::STRING),
    ("array", Kinds::ARRAY),
    ("object", Kinds::OBJECT),
];

impl Lowering<'_> {
    /// A value of several JSON types: a branch for each, told apart by the type alone.
    pub(super) fn union_of_kinds(
        &mut self,
        at: &Pointer,
        view: &View,
        (kinds, owner): (Kinds, &Owner),
    ) -> Place {
        let parts: Vec<(&str, Kinds)> = KINDS
            .into_iter()
            .filter(|(_, part)| kinds.and(*part) == *part)
            .filter(|(_, part)| {
                *part != Kinds::INTEGER || kinds.and(Kinds::NUMBER) != Kinds::NUMBER
            })
            .collect();
        let id = self.declare(at, owner);
        let owner = self.drafts[id.0 as usize].owner.clone();
        let words: Vec<&str> = parts
            .iter()
            .map(|(word, _)| *word)
            .chain([UNMATCHED])
            .collect();
        let mut idents = decide(Case::Pascal, &words, &[], "_");
        let unmatched = idents.pop().expect("one name is decided for each word");
        let mut branches = Vec::new();
        for ((word, part), name) in parts.into_iter().zip(idents) {
            let place = self.of_kinds(at, &view.of_kinds(part), (part, &owner.child(word)));
            branches.push(self.variant(place, name, Vec::new()));
        }
        Place::of(self.define(
            id,
            Kind::Union(Union {
                composition: Composition::Type,
                tag: None,
                branches,
                merged: false,
                unmatched,
            }),
        ))
    }

    /// Whether values of a type have lists or objects inside them.
    pub(super) fn nests(&self, ty: &Type) -> bool {
        if let Type::Array(item) | Type::Map(item) = ty {
            return self.is_container(item);
        }
        let Type::Named(id) = ty else { return false };
        match &self.drafts[id.0 as usize].kind {
            Kind::Struct(shape) => shape.fields.iter().any(|it| self.is_container(&it.ty)),
            Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => false,
        }
    }

    /// Whether values of a type are lists or objects, and null at most beside them.
    fn is_container(&self, ty: &Type) -> bool {
        let (kinds, containers) = (self.kinds(ty), Kinds::ARRAY.or(Kinds::OBJECT));
        let at_most = containers.or(Kinds::NULL);
        kinds.or(at_most) == at_most && kinds.and(containers) != Kinds::default()
    }

    /// The JSON types that a type can be.
    pub(super) fn kinds(&self, ty: &Type) -> Kinds {
        kinds(ty, &|id| {
            self.drafts.get(id.0 as usize).map(|draft| &draft.kind)
        })
    }
}

/// The JSON types that a type can be, by those that are known of unions' branches.
pub(crate) fn kinds<'k>(ty: &Type, known: &dyn Fn(TypeId) -> Option<&'k Kind>) -> Kinds {
    match ty {
        Type::String | Type::Base64 | Type::Binary => Kinds::STRING,
        Type::Null => Kinds::NULL,
        Type::Boolean => Kinds::BOOLEAN,
        Type::I32 | Type::I64 | Type::Timestamp => Kinds::INTEGER,
        Type::F32 | Type::F64 => Kinds::NUMBER,
        Type::Json | Type::Parameter => Kinds::ANY,
        Type::JsonObject | Type::Map(_) | Type::Generic(..) => Kinds::OBJECT,
        Type::Array(_) => Kinds::ARRAY,
        Type::Option(inner) => kinds(inner, known).or(Kinds::NULL),
        Type::OrEmpty(inner) => kinds(inner, known).or(Kinds::STRING),
        Type::Expandable(_) => Kinds::STRING.or(Kinds::OBJECT),
        Type::Named(id) => match known(*id) {
            Some(Kind::Struct(_)) => Kinds::OBJECT,
            Some(Kind::Enumeration(_)) => Kinds::STRING,
            Some(Kind::Union(union)) => {
                let branches = union.branches.iter();
                branches.fold(Kinds::default(), |all, branch| all.or(branch.kinds))
            }
            Some(Kind::Alias(Type::Named(other))) if other == id => Kinds::ANY,
            Some(Kind::Alias(inner)) => kinds(inner, known),
            None => Kinds::ANY,
        },
    }
}
