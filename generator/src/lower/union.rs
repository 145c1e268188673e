//! `anyOf` and `oneOf`: what is no union in Rust's terms first, unions then.
//!
//! A branch that is null makes the rest nullable; one branch alone is that branch; a value or `""` is
//! [`Type::OrEmpty`]; a string or references to objects is [`Type::Expandable`]; branches that only constrain are rules on
//! the object. What remains is an enum with a variant per branch.

use serde_json::Value;

use super::Lowering;
use super::draft::Owner;
use super::names::{Case, Claim, Ident, NOTHING, Reserved, decide_claims, one};
use super::null::Null;
use super::place::Place;
use super::subschema::composed;
use super::view::{View, add_new};
use crate::document::pointer::Pointer;
use crate::ir::{Branch, Check, Composition, Kind, Kinds, Literal, Type, TypeId, Union};

impl Lowering<'_> {
    /// The place of schemas with `anyOf` or `oneOf` that makes their type. What stands beside it is merged into each
    /// branch; a further composition makes unions of the branches.
    pub(super) fn composed(&mut self, at: &Pointer, view: &View, owner: &Owner) -> Option<Place> {
        let found = self.typing(view);
        if self.are_many(&found) {
            let mut loose = view.clone();
            found
                .iter()
                .for_each(|(_, list)| loose = loose.without(list));
            loose.loose.extend(found);
            return Some(self.lowered(at, &loose, owner));
        }
        let (composition, list) = found.into_iter().next()?;
        let all = self.flat_branches(&list, composition);
        let (nulls, branches): (Vec<Pointer>, Vec<Pointer>) =
            all.into_iter().partition(|branch| self.is_null(branch));
        let beside = view.without(&list);
        let base = self.base(&beside, &branches);
        let mut place = match branches.as_slice() {
            [] => return Some(Place::of(Type::Null)),
            [only] => self.branch(&base, only, owner),
            several => {
                let choice = Choice {
                    at: at.clone(),
                    list,
                    composition,
                    base: base.clone(),
                    branches: several.to_vec(),
                };
                self.several_branches(&choice, owner)
            }
        };
        place.nullable |= !nulls.is_empty();
        let mut stand_apart = branches.iter().map(|it| self.merged(&base, it).is_none());
        let some_apart = !base.parts.is_empty() && stand_apart.any(|it| it);
        let rules = beside.retaining(|part| some_apart || !base.parts.contains(part));
        let checks = self.view_checks(&rules);
        add_new(&mut place.checks, checks);
        self.narrow(&beside, &mut place);
        Some(place)
    }

    /// The `type` beside a composition, where branches are of other types too.
    fn narrow(&mut self, beside: &View, place: &mut Place) {
        let mut stated = beside
            .parts
            .iter()
            .filter_map(|part| Some((part, self.type_check(part)?)));
        let Some((part, Check::Type(stated))) = stated.next_back() else {
            return;
        };
        let kinds = self.kinds(&place.ty);
        if kinds == Kinds::ANY || kinds.and(stated) == kinds {
            return;
        }
        let message =
            "the composition beside this `type` has branches of other types, which no value can be";
        self.problems.warning(&part.child("type"), message);
        let null = self.null_of_all(&beside.parts) == Null::Admitted;
        let kinds = if null { stated.or(Kinds::NULL) } else { stated };
        add_new(&mut place.checks, vec![Check::Type(kinds)]);
    }

    /// Whether the branches of compositions that hold together would make more types than anybody reads.
    fn are_many(&mut self, found: &[(Composition, Pointer)]) -> bool {
        let mut product = self.spread;
        for (_, list) in found {
            product = product.saturating_mul(self.children(list).len());
        }
        let many =
            product > MOST_BRANCHES && (found.len() > 1 || found.len() == 1 && self.spread > 1);
        if let (true, Some((_, list))) = (many, found.first()) {
            let message = format!(
                "compositions that hold together make more than {MOST_BRANCHES} types; it is a rule on one type with all their properties"
            );
            self.problems.warning(list, message);
        }
        many
    }

    /// The compositions of the schemas that make a type. One that leads back to a schema which holds here says what the
    /// heirs of that schema are, and nothing about this value.
    fn typing(&mut self, view: &View) -> Vec<(Composition, Pointer)> {
        let lists = view.parts.iter().flat_map(|part| self.typing_lists(part));
        lists
            .filter(|(_, list)| !view.is_told(list) && !self.leads_back(list, view))
            .collect()
    }

    fn leads_back(&self, list: &Pointer, view: &View) -> bool {
        let branches = self.children(list);
        let targets = branches
            .iter()
            .filter_map(|branch| self.follow(branch).ok());
        let mut targets = targets.filter(|target| !branches.contains(target));
        targets.any(|target| view.passes(&target))
    }

    /// The compositions of one schema that make a type, with the places of their lists.
    pub(super) fn typing_lists(&self, at: &Pointer) -> Vec<(Composition, Pointer)> {
        self.lists(at)
            .into_iter()
            .filter(|(_, list)| !self.is_rule(at, list))
            .collect()
    }

    fn lists(&self, at: &Pointer) -> Vec<(Composition, Pointer)> {
        let both = [(Composition::OneOf, "oneOf"), (Composition::AnyOf, "anyOf")];
        let stated = both.into_iter().filter(|(_, it)| self.has(at, it));
        let lists = stated.map(|(composition, keyword)| (composition, at.child(keyword)));
        lists
            .filter(|(_, list)| !self.children(list).is_empty())
            .collect()
    }

    /// The items of the list at `list`.
    pub(super) fn children(&self, list: &Pointer) -> Vec<Pointer> {
        let count = self.node(list).as_array().map_or(0, Vec::len);
        (0..count).map(|position| list.index(position)).collect()
    }

    /// The branches of a composition; an `anyOf` within an `anyOf` means its branches.
    fn flat_branches(&self, list: &Pointer, composition: Composition) -> Vec<Pointer> {
        let mut flat = Vec::new();
        for branch in self.children(list) {
            let inner = branch.child("anyOf");
            let alone = self
                .node(&branch)
                .as_object()
                .is_some_and(|node| node.len() == 1);
            if composition == Composition::AnyOf && alone && !self.children(&inner).is_empty() {
                flat.extend(self.flat_branches(&inner, composition));
            } else {
                flat.push(branch);
            }
        }
        flat
    }

    /// Whether the branches only constrain what stands around them: a rule such as `required` alone.
    fn is_rule(&self, at: &Pointer, list: &Pointer) -> bool {
        let around = self.declared(at).names;
        self.children(list)
            .iter()
            .all(|branch| self.only_constrains(branch, &around))
    }

    /// Whether a branch says nothing of the type but what stands around it.
    fn only_constrains(&self, at: &Pointer, around: &[&str]) -> bool {
        let typing = [
            "$ref",
            "properties",
            "items",
            "prefixItems",
            "enum",
            "const",
            "allOf",
            "anyOf",
            "oneOf",
            "additionalProperties",
            "patternProperties",
            "title",
            "format",
        ];
        let declared = self.declared(at);
        let says = declared.nullable || !declared.names.is_empty() && declared.names != around;
        !says && !typing.iter().any(|key| self.has(at, key))
    }

    /// The compositions of a schema that only constrain, as rules on its values.
    pub(super) fn rules(&mut self, at: &Pointer) -> Vec<Check> {
        let mut rules = Vec::new();
        for (composition, list) in self.lists(at) {
            if !self.is_rule(at, &list) {
                continue;
            }
            rules.push(self.alternatives(&list, composed(composition)));
        }
        rules
    }

    /// Whether a schema is null alone.
    pub(super) fn is_null(&self, at: &Pointer) -> bool {
        let typed = match self.node(at).get("type") {
            Some(Value::String(name)) => name == "null",
            Some(Value::Array(names)) => !names.is_empty() && names.iter().all(|it| it == "null"),
            _ => false,
        };
        typed
            || self
                .listed(at)
                .is_some_and(|values| !values.is_empty() && values.iter().all(|it| it.is_null()))
    }

    /// What stands beside a composition and shapes its branches.
    fn base(&mut self, beside: &View, branches: &[Pointer]) -> View {
        let mut untyped = false;
        for branch in branches {
            let own = self.view(std::slice::from_ref(branch));
            untyped |= self.view_kinds(&own).is_none();
        }
        let shaping: Vec<Pointer> = beside
            .parts
            .iter()
            .filter(|part| {
                self.shapes_beside(part, beside) || untyped && self.stated_kinds(part).is_some()
            })
            .cloned()
            .collect();
        beside.retaining(|part| shaping.contains(part))
    }

    fn shapes_beside(&self, part: &Pointer, beside: &View) -> bool {
        let mut lists = self.typing_lists(part).into_iter();
        self.shapes_alone(part) || lists.any(|(_, list)| !beside.is_told(&list))
    }

    /// A branch with what stands beside its composition.
    fn branch(&mut self, base: &View, branch: &Pointer, owner: &Owner) -> Place {
        match self.merged(base, branch) {
            None => self.schema(branch, owner),
            Some(view) => {
                self.blended.insert(branch.clone());
                self.lowered(branch, &view, owner)
            }
        }
    }

    /// All schemas that hold in a branch, where what stands beside the composition adds any.
    fn merged(&mut self, base: &View, branch: &Pointer) -> Option<View> {
        let own = self.view(std::slice::from_ref(branch));
        let untyped = self.view_kinds(&own).is_none();
        let adds = |part: &Pointer| {
            !own.parts.contains(part) && (untyped || self.shapes_beside(part, base))
        };
        base.parts.iter().any(adds).then(|| base.joined(&own))
    }

    fn several_branches(&mut self, choice: &Choice, owner: &Owner) -> Place {
        if !choice.base.parts.is_empty() {
            return self.union(choice, owner);
        }
        if let [one, other] = choice.branches.as_slice() {
            if self.is_empty_text(other) {
                return self.or_empty(one, owner);
            }
            if self.is_empty_text(one) {
                return self.or_empty(other, owner);
            }
        }
        if let Some(place) = self.expandable(choice, owner) {
            return place;
        }
        self.union(choice, owner)
    }

    fn is_empty_text(&self, at: &Pointer) -> bool {
        self.listed(at).is_some_and(
            |values| matches!(values.as_slice(), [Value::String(text)] if text.is_empty()),
        )
    }

    /// A value, or the empty string that unsets it. A string can say both by itself, as can what says it already.
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
            Type::OrEmpty(_) => place,
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
    fn expandable(&mut self, choice: &Choice, owner: &Owner) -> Option<Place> {
        let (ids, objects): (Vec<Pointer>, Vec<Pointer>) = choice
            .branches
            .iter()
            .cloned()
            .partition(|branch| self.is_plain_text(branch));
        let [id] = ids.as_slice() else { return None };
        let targets: Vec<Pointer> = objects
            .iter()
            .filter_map(|it| self.has(it, "$ref").then(|| self.follow(it).ok())?)
            .collect();
        if targets.len() != objects.len() || !targets.iter().all(|target| self.is_object(target)) {
            return None;
        }
        let id = self.schema(id, &Owner::component("id"));
        let inner = match objects.as_slice() {
            [only] => self.schema(only, &Owner::component("object")).ty,
            _ => {
                let choice = Choice {
                    branches: objects,
                    ..choice.clone()
                };
                self.union_of_references(&choice, owner, &targets)
            }
        };
        Some(Place {
            checks: id.checks,
            ..Place::of(Type::Expandable(Box::new(inner)))
        })
    }

    /// Whether values of a schema are objects and nothing else.
    fn is_object(&mut self, at: &Pointer) -> bool {
        let view = self.view(std::slice::from_ref(at));
        self.view_kinds(&view) == Some(Kinds::OBJECT)
    }

    fn is_plain_text(&self, at: &Pointer) -> bool {
        let words = ["enum", "const", "format", "pattern"];
        self.text(at, "type") == Some("string") && !words.iter().any(|key| self.has(at, key))
    }

    /// A union of named types, the same wherever the same types meet: named by all of them, or, where they are many, by
    /// the first place of use.
    fn union_of_references(&mut self, choice: &Choice, owner: &Owner, targets: &[Pointer]) -> Type {
        let texts: Vec<&str> = targets.iter().map(Pointer::as_str).collect();
        let key = format!("{:?} {}", choice.composition, texts.join(" or "));
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
        let id = self.declare_part(&choice.at, &owner);
        self.drafts[id.0 as usize].docs = crate::ir::Docs::default();
        self.shared.insert(key, id);
        self.defined_union(id, choice).ty
    }

    fn union(&mut self, choice: &Choice, owner: &Owner) -> Place {
        if let Some(place) = self.one_scalar(choice) {
            return place;
        }
        let id = self.declare(&choice.at, owner);
        self.defined_union(id, choice)
    }

    /// One scalar type under alternative constraints.
    fn one_scalar(&mut self, choice: &Choice) -> Option<Place> {
        let mut found: Option<Type> = None;
        let mut lists = Vec::new();
        for branch in &choice.branches {
            let view = match self.merged(&choice.base, branch) {
                Some(view) => view,
                None => self.view(std::slice::from_ref(branch)),
            };
            let kinds = self.view_kinds(&view)?;
            let place = self.scalar(&view, kinds)?;
            let composed = view
                .parts
                .iter()
                .any(|part| !self.typing_lists(part).is_empty());
            let plain = self.view_listed(&view).is_none() && !composed;
            if !plain || found.as_ref().is_some_and(|ty| *ty != place.ty) {
                return None;
            }
            let mut checks = place.checks;
            let more = self.view_checks(&view);
            add_new(&mut checks, more);
            lists.push(checks);
            found = Some(place.ty);
        }
        let free = choice.composition == Composition::AnyOf && lists.iter().any(Vec::is_empty);
        let checks = if free {
            Vec::new()
        } else {
            vec![composed(choice.composition)(lists)]
        };
        Some(Place {
            checks,
            ..Place::of(found?)
        })
    }

    fn defined_union(&mut self, id: TypeId, choice: &Choice) -> Place {
        let owner = self.drafts[id.0 as usize].owner.clone();
        let branches = choice.branches.as_slice();
        let words = self.branch_words(branches);
        let around = self.spread;
        if !choice.base.parts.is_empty() {
            self.spread = around.saturating_mul(branches.len());
        }
        let places: Vec<Place> = branches
            .iter()
            .zip(&words)
            .map(|(branch, word)| self.branch(&choice.base, branch, &owner.child(word)))
            .collect();
        self.spread = around;
        let (tag, tags) = self.tags(choice);
        let idents = self.branch_names(branches, &words);
        let unmatched = one(Case::Pascal, UNMATCHED, &[], "_");
        let nullable = places
            .iter()
            .any(|place| place.nullable && place.ty != Type::Json);
        let branches = places
            .into_iter()
            .zip(idents)
            .zip(tags)
            .zip(branches)
            .map(|(((place, name), tags), at)| Branch {
                at: Some(at.clone()),
                ..self.variant(place, name, tags)
            })
            .collect();
        let ty = self.define(
            id,
            Kind::Union(Union {
                composition: choice.composition,
                tag,
                branches,
                merged: !choice.base.parts.is_empty(),
                unmatched,
            }),
        );
        Place {
            nullable,
            ..Place::of(ty)
        }
    }

    pub(super) fn variant(&self, place: Place, name: Ident, tags: Vec<String>) -> Branch {
        let kinds = self.kinds(&place.ty);
        Branch {
            at: None,
            name,
            ty: place.ty,
            boxed: false,
            kinds,
            tags,
            checks: place.checks,
        }
    }

    pub(super) fn branch_names(&self, branches: &[Pointer], words: &[String]) -> Vec<Ident> {
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
}

/// A composition whose branches become a union.
#[derive(Clone)]
pub(crate) struct Choice {
    /// The schema that it stands for.
    pub at: Pointer,
    /// The list of its branches.
    pub list: Pointer,
    pub composition: Composition,
    /// What stands beside the list and shapes the branches.
    pub base: View,
    /// The branches, null apart.
    pub branches: Vec<Pointer>,
}

/// How many types the branches of compositions that hold together may make.
const MOST_BRANCHES: usize = 64;

/// The most characters of the names of types that together name their union.
const LONGEST: usize = 60;

/// The variant for values that no branch takes; a branch of this name gives way to it.
pub(crate) const UNMATCHED: &str = "Unmatched";
