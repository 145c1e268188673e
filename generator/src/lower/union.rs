//! `anyOf` and `oneOf`: what is no union in Rust's terms first, unions then.
//!
//! A branch that is null makes the rest nullable; one branch alone is that branch; a value or `""` is
//! [`Type::OrEmpty`]; a string or references to objects is [`Type::Expandable`]; branches that only constrain are rules on
//! the object. What remains is an enum with a variant per branch.

use std::collections::BTreeSet;

use super::Lowering;
use super::draft::Owner;
use super::names::{Case, Claim, Ident, NOTHING, Reserved, decide_claims, one};
use super::place::Place;
use crate::document::pointer::Pointer;
use crate::ir::{Branch, Check, Composition, Kind, Kinds, Literal, Type, TypeId, Union};

impl Lowering<'_> {
    /// The place of a schema with `anyOf` or `oneOf` that makes its type.
    pub(super) fn composed(&mut self, at: &Pointer, owner: &Owner) -> Option<Place> {
        let (composition, keyword) = self.composition(at)?;
        let all = self.items(at, keyword);
        if all.iter().all(|branch| self.only_constrains(branch)) {
            return None;
        }
        if self.has(at, "properties") {
            self.problems.warning(
                &at.child(keyword),
                format!("`{keyword}` beside `properties` is not enforced"),
            );
            return None;
        }
        let (nulls, branches): (Vec<Pointer>, Vec<Pointer>) =
            all.into_iter().partition(|branch| self.is_null(branch));
        let mut place = match branches.as_slice() {
            [] => Place {
                checks: vec![Check::Enum(vec![Literal::Null])],
                ..Place::json()
            },
            [only] => self.schema(only, owner),
            several => self.several_branches(at, owner, composition, several),
        };
        place.nullable |= !nulls.is_empty();
        place.checks.extend(self.value_checks(at));
        Some(place)
    }

    fn composition(&self, at: &Pointer) -> Option<(Composition, &'static str)> {
        [(Composition::OneOf, "oneOf"), (Composition::AnyOf, "anyOf")]
            .into_iter()
            .find(|(_, key)| !self.items(at, key).is_empty())
    }

    /// Whether a branch says nothing of the type: a rule such as `required` alone.
    fn only_constrains(&self, at: &Pointer) -> bool {
        let typing = [
            "$ref",
            "type",
            "properties",
            "items",
            "enum",
            "const",
            "allOf",
            "anyOf",
            "oneOf",
            "additionalProperties",
        ];
        !typing.iter().any(|key| self.has(at, key))
    }

    /// Branches that only constrain, as a rule on the object around them.
    pub(super) fn constraint_branches(&mut self, at: &Pointer) -> Vec<Check> {
        let Some((composition, keyword)) = self.composition(at) else {
            return Vec::new();
        };
        let branches = self.items(at, keyword);
        if !branches.iter().all(|branch| self.only_constrains(branch)) {
            return Vec::new();
        }
        let checks = branches
            .iter()
            .map(|branch| self.subschema(branch))
            .collect();
        vec![match composition {
            Composition::AnyOf => Check::AnyOf(checks),
            Composition::OneOf => Check::OneOf(checks),
        }]
    }

    fn is_null(&self, at: &Pointer) -> bool {
        let declared = self.declared(at);
        let typed =
            declared.nullable && declared.names.is_empty() && self.text(at, "type") == Some("null");
        typed
            || self.listed(at).is_some_and(|values| {
                values.iter().all(serde_json::Value::is_null) && !values.is_empty()
            })
    }

    fn several_branches(
        &mut self,
        at: &Pointer,
        owner: &Owner,
        composition: Composition,
        branches: &[Pointer],
    ) -> Place {
        if let [one, other] = branches {
            if self.is_empty_text(other) {
                return self.or_empty(one, owner);
            }
            if self.is_empty_text(one) {
                return self.or_empty(other, owner);
            }
        }
        if let Some(place) = self.expandable(at, owner, composition, branches) {
            return place;
        }
        self.union(at, owner, composition, branches)
    }

    fn is_empty_text(&self, at: &Pointer) -> bool {
        self.listed(at)
            .is_some_and(|values| values == [serde_json::json!("")])
    }

    /// A value, or the empty string that unsets it. A string can say both by itself.
    fn or_empty(&mut self, at: &Pointer, owner: &Owner) -> Place {
        let place = self.schema(at, owner);
        match place.ty {
            Type::String => {
                let lower = place
                    .checks
                    .iter()
                    .any(|check| !matches!(check, Check::MaxLength(_)));
                let empty = vec![Check::Const(Literal::Text(String::new()))];
                let checks = if lower {
                    vec![Check::AnyOf(vec![place.checks, empty])]
                } else {
                    place.checks
                };
                Place { checks, ..place }
            }
            ty => {
                let kinds = self.kinds(&ty);
                let meets = kinds.0 & Kinds::STRING.0 != 0 && !place.checks.is_empty();
                let checks = if meets { Vec::new() } else { place.checks };
                Place {
                    ty: Type::OrEmpty(Box::new(ty)),
                    checks,
                    ..place
                }
            }
        }
    }

    /// An id, or one of the objects that it names: a plain string beside references to objects.
    fn expandable(
        &mut self,
        at: &Pointer,
        owner: &Owner,
        composition: Composition,
        branches: &[Pointer],
    ) -> Option<Place> {
        let (ids, objects): (Vec<&Pointer>, Vec<&Pointer>) = branches
            .iter()
            .partition(|branch| self.is_plain_text(branch));
        let [id] = ids.as_slice() else { return None };
        let targets: Vec<Pointer> = objects
            .iter()
            .filter_map(|it| {
                self.has(it, "$ref")
                    .then(|| self.document.follow(it).ok())?
            })
            .collect();
        if targets.len() != objects.len()
            || !targets
                .iter()
                .all(|target| self.is_object(target, &self.declared(target)))
        {
            return None;
        }
        let id = self.schema(&(*id).clone(), &Owner::component("id"));
        let inner = match objects.as_slice() {
            [only] => {
                self.schema(&(*only).clone(), &Owner::component("object"))
                    .ty
            }
            _ => self.union_of_references(
                at,
                owner,
                composition,
                &objects.into_iter().cloned().collect::<Vec<_>>(),
                &targets,
            ),
        };
        Some(Place {
            checks: id.checks,
            ..Place::of(Type::Expandable(Box::new(inner)))
        })
    }

    fn is_plain_text(&self, at: &Pointer) -> bool {
        let words = ["enum", "const", "format", "pattern"];
        self.text(at, "type") == Some("string") && !words.iter().any(|key| self.has(at, key))
    }

    /// A union of named types, the same wherever the same types meet: named by all of them, or, where they are many, by
    /// the first place of use.
    fn union_of_references(
        &mut self,
        at: &Pointer,
        owner: &Owner,
        composition: Composition,
        branches: &[Pointer],
        targets: &[Pointer],
    ) -> Type {
        let texts: Vec<&str> = targets.iter().map(Pointer::as_str).collect();
        let key = format!("{composition:?} {}", texts.join(" or "));
        if let Some(id) = self.shared.get(&key) {
            return Type::Named(*id);
        }
        let words = targets
            .iter()
            .filter_map(|target| target.last().map(|word| word.into_owned()));
        let words = words.collect::<Vec<_>>().join(" or ");
        let owner = if words.len() > LONGEST {
            owner.child("object")
        } else {
            Owner::component(&words)
        };
        let id = self.declare(at, &owner);
        self.drafts[id.0 as usize].docs = crate::ir::Docs::default();
        self.shared.insert(key, id);
        self.defined_union(id, at, composition, branches).ty
    }

    fn union(
        &mut self,
        at: &Pointer,
        owner: &Owner,
        composition: Composition,
        branches: &[Pointer],
    ) -> Place {
        let id = self.declare(at, owner);
        self.defined_union(id, at, composition, branches)
    }

    fn defined_union(
        &mut self,
        id: TypeId,
        at: &Pointer,
        composition: Composition,
        branches: &[Pointer],
    ) -> Place {
        let owner = self.drafts[id.0 as usize].owner.clone();
        let words = self.branch_words(branches);
        let places: Vec<Place> = branches
            .iter()
            .zip(&words)
            .map(|(branch, word)| self.schema(branch, &owner.child(word)))
            .collect();
        let (tag, tags) = self.tags(at, branches);
        let idents = self.branch_names(branches, &words);
        let unmatched = one(Case::Pascal, UNMATCHED, &[], "_");
        let nullable = places
            .iter()
            .any(|place| place.nullable && place.ty != Type::Json);
        let branches = places
            .into_iter()
            .zip(idents)
            .zip(tags)
            .map(|((place, name), tags)| {
                let kinds = self.kinds(&place.ty);
                Branch {
                    name,
                    ty: place.ty,
                    boxed: false,
                    kinds,
                    tags,
                    checks: place.checks,
                }
            })
            .collect();
        let ty = self.define(
            id,
            Kind::Union(Union {
                composition,
                tag,
                branches,
                unmatched,
            }),
        );
        Place {
            nullable,
            ..Place::of(ty)
        }
    }

    fn branch_names(&self, branches: &[Pointer], words: &[String]) -> Vec<Ident> {
        let places = self.branch_places(branches);
        let claims: Vec<Claim<'_>> = words
            .iter()
            .zip(&places)
            .map(|(word, place)| Claim {
                place,
                ..Claim::of(word)
            })
            .collect();
        let reserved = Reserved {
            names: &[UNMATCHED],
            suffix: "Branch",
            ..NOTHING
        };
        decide_claims(Case::Pascal, &claims, &reserved)
    }

    /// The property that tells the branches apart, and for each branch the values that name it.
    fn tags(&mut self, at: &Pointer, branches: &[Pointer]) -> (Option<String>, Vec<Vec<String>>) {
        let none = (None, vec![Vec::new(); branches.len()]);
        let targets: Vec<Pointer> = branches
            .iter()
            .filter_map(|branch| self.document.follow(branch).ok())
            .collect();
        if targets.len() != branches.len() {
            return none;
        }
        if let Some(property) = self
            .text(&at.child("discriminator"), "propertyName")
            .map(str::to_owned)
        {
            let tags = targets
                .iter()
                .map(|target| self.mapped(at, target))
                .collect();
            return (Some(property), tags);
        }
        let constants: Vec<Vec<(String, String)>> = targets
            .iter()
            .map(|target| self.text_constants(target))
            .collect();
        let Some(first) = constants.first() else {
            return none;
        };
        for (property, _) in first {
            let values: Vec<Option<&String>> = constants
                .iter()
                .map(|all| {
                    all.iter()
                        .find(|(name, _)| name == property)
                        .map(|(_, value)| value)
                })
                .collect();
            let distinct: BTreeSet<&String> = values.iter().flatten().copied().collect();
            if distinct.len() == branches.len() {
                let tags = values
                    .into_iter()
                    .map(|value| value.into_iter().cloned().collect())
                    .collect();
                return (Some(property.clone()), tags);
            }
        }
        none
    }

    /// The values that a discriminator gives a branch: those of its mapping, or the component's name.
    fn mapped(&self, at: &Pointer, target: &Pointer) -> Vec<String> {
        let name = target
            .last()
            .map(|word| word.into_owned())
            .unwrap_or_default();
        let mapping = self.entries(&at.child("discriminator"), "mapping");
        let values: Vec<String> = mapping
            .into_iter()
            .filter(|(_, below)| {
                let to = self.node(below).as_str().unwrap_or_default();
                to == name
                    || self
                        .document
                        .resolve(to)
                        .is_ok_and(|pointer| pointer == *target)
            })
            .map(|(value, _)| value)
            .collect();
        if values.is_empty() {
            vec![name]
        } else {
            values
        }
    }

    /// The required constant texts of an object.
    fn text_constants(&self, at: &Pointer) -> Vec<(String, String)> {
        let required = self.texts(&at.child("required"));
        let properties = self
            .entries(at, "properties")
            .into_iter()
            .filter(|(name, _)| required.contains(name));
        properties
            .filter_map(|(name, below)| match self.constant(&below) {
                Some(Literal::Text(value)) => Some((name, value)),
                _ => None,
            })
            .collect()
    }

    /// The JSON types that a type can be.
    pub(super) fn kinds(&self, ty: &Type) -> Kinds {
        match ty {
            Type::String | Type::Base64 | Type::Binary => Kinds::STRING,
            Type::Boolean => Kinds::BOOLEAN,
            Type::I32 | Type::I64 | Type::Timestamp => Kinds::INTEGER,
            Type::F32 | Type::F64 => Kinds::NUMBER,
            Type::Json | Type::Parameter => Kinds::ANY,
            Type::JsonObject | Type::Map(_) | Type::Generic(..) => Kinds::OBJECT,
            Type::Array(_) => Kinds::ARRAY,
            Type::Option(inner) => self.kinds(inner).or(Kinds::NULL),
            Type::OrEmpty(inner) => self.kinds(inner).or(Kinds::STRING),
            Type::Expandable(_) => Kinds::STRING.or(Kinds::OBJECT),
            Type::Named(id) => match &self.drafts[id.0 as usize].kind {
                Kind::Struct(_) => Kinds::OBJECT,
                Kind::Enumeration(_) => Kinds::STRING,
                Kind::Union(union) => union
                    .branches
                    .iter()
                    .fold(Kinds::default(), |all, branch| all.or(branch.kinds)),
                Kind::Alias(Type::Named(other)) if other == id => Kinds::ANY,
                Kind::Alias(inner) => self.kinds(inner),
            },
        }
    }
}

/// The most characters of the names of types that together name their union.
const LONGEST: usize = 60;

/// The variant for values that no branch takes; a branch of this name gives way to it.
const UNMATCHED: &str = "Unmatched";
