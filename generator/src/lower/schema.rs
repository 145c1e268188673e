//! A schema to a [`Place`]: which of Rust's types it is. By structure alone; names are somebody else's.
//!
//! A place where all that says anything of the type is one reference keeps the type of what it refers to; every other
//! is lowered from the [`View`](super::view::View) of all schemas that hold there.

use serde_json::Value;

use super::draft::{Draft, Owner};
use super::null::Null;
use super::place::Place;
use super::view::{View, add_new};
use super::{Lowering, docs};
use crate::document::pointer::{Pointer, member};
use crate::ir::{Check, Kind, Kinds, Type, TypeId};

/// How deep schemas may lie in each other, beyond what the fields of objects hold: those are postponed (`object`).
const DEEPEST: usize = 400;

/// The JSON types that a schema names, null apart.
pub(crate) struct Declared<'d> {
    /// The types but null, as the document writes them.
    pub names: Vec<&'d str>,
    /// Whether null is let in.
    pub nullable: bool,
}

/// What says something of a place's type.
enum Member {
    /// A reference, and what it names.
    Reference(Pointer),
    /// The keywords of a schema.
    Own(Pointer),
}

impl<'d> Lowering<'d> {
    /// Lowers the schema at `at`, used by `owner`.
    pub(super) fn schema(&mut self, at: &Pointer, owner: &Owner) -> Place {
        self.schemas(std::slice::from_ref(at), owner)
    }

    /// Lowers schemas that hold together for one value; the last names what is inline.
    pub(super) fn schemas(&mut self, roots: &[Pointer], owner: &Owner) -> Place {
        let Some(at) = roots.last() else {
            return Place::json();
        };
        if self.depth >= DEEPEST {
            let message =
                format!("schemas lie deeper than {DEEPEST} in each other; below it is `Json`");
            self.problems.error(at, message);
            return Place::json();
        }
        self.depth += 1;
        let place = self.place_of(roots, at, owner);
        if self.depth == 1 {
            self.catch_up();
        }
        self.depth -= 1;
        if place.ty == Type::Json {
            self.untyped.insert(at.clone());
        }
        place
    }

    fn place_of(&mut self, roots: &[Pointer], at: &Pointer, owner: &Owner) -> Place {
        if let Some(place) = self.not_an_object(roots) {
            return place;
        }
        let null = self.null_of_all(roots);
        let mut place = match self.sole_reference(roots) {
            Some(target) => self.renamed(roots, &target),
            None if roots.len() > 1 => self.merged_once(roots, at, owner),
            None => self.alone(at, owner),
        };
        place.nullable = match place.ty {
            Type::Json => null != Null::Refused,
            Type::Null => false,
            _ => null == Null::Admitted,
        };
        if place.nullable {
            place.let_null_in();
        }
        self.describe(roots, &mut place);
        if let [only] = roots {
            self.beside.insert(only.clone(), place.clone());
        }
        place
    }

    /// The place of a base, which is no more than its type and null.
    pub(super) fn beside_type(&mut self, at: &Pointer, mut place: Place) -> Place {
        place.nullable = self.null_of_all(std::slice::from_ref(at)) == Null::Admitted;
        self.describe(std::slice::from_ref(at), &mut place);
        self.beside.insert(at.clone(), place.clone());
        place
    }

    /// One schema. Where it is met within itself, it is the type that it has by then.
    fn alone(&mut self, at: &Pointer, owner: &Owner) -> Place {
        if let Some(Some(ty)) = self.open.get(at) {
            return Place::of(ty.clone());
        }
        let around = self.open.insert(at.clone(), None);
        let view = self.view(std::slice::from_ref(at));
        let place = self.lowered(at, &view, owner);
        match around {
            Some(around) => self.open.insert(at.clone(), around),
            None => self.open.remove(at),
        };
        place
    }

    /// Several schemas: one type wherever the same ones meet.
    fn merged_once(&mut self, roots: &[Pointer], at: &Pointer, owner: &Owner) -> Place {
        let whole = |root: &Pointer| self.follow(root).unwrap_or_else(|_| root.clone());
        let key: Vec<Pointer> = roots.iter().map(whole).collect();
        match self.merged.get(&key) {
            Some(Some(place)) => return place.clone(),
            Some(None) => return self.contains_itself(at),
            None => {}
        }
        self.merged.insert(key.clone(), None);
        self.merging.push((at.clone(), key.clone()));
        let view = self.view(roots);
        let place = self.lowered(at, &view, owner);
        self.merging.pop();
        self.merged.insert(key, Some(place.clone()));
        place
    }

    /// Schemas that are `true`, `false` or broken.
    fn not_an_object(&mut self, roots: &[Pointer]) -> Option<Place> {
        for at in roots {
            match self.node(at) {
                Value::Object(_) => {}
                Value::Bool(true) if roots.len() == 1 => return Some(Place::json()),
                Value::Bool(true) => {}
                Value::Bool(false) => {
                    self.tell_nothing(at);
                    return Some(Place {
                        checks: vec![Check::Not(Vec::new())],
                        ..Place::of(Type::Json)
                    });
                }
                other => {
                    let found = crate::document::kind(other);
                    let message =
                        format!("the schema is {found}; an object is accepted; the type is `Json`");
                    self.problems.error(at, message);
                    return Some(Place::json());
                }
            }
        }
        None
    }

    fn tell_nothing(&mut self, at: &Pointer) {
        let message = "the schema `false` lets no value in; the type is `Json`";
        self.problems.warning(at, message);
    }

    /// What the schemas refer to, where nothing else says anything of the type.
    fn sole_reference(&mut self, roots: &[Pointer]) -> Option<Pointer> {
        let mut members = Vec::new();
        for root in roots {
            self.gather_members(root, &mut members);
        }
        let mut target: Option<Pointer> = None;
        for member in &members {
            match member {
                Member::Reference(to) if target.as_ref().is_none_or(|known| known == to) => {
                    target = Some(to.clone());
                }
                Member::Reference(_) => return None,
                Member::Own(_) => {}
            }
        }
        let target = target?;
        if let [only] = roots
            && self.inherits(only, &target)
        {
            return None;
        }
        let own = members.iter().filter_map(|member| match member {
            Member::Own(at) => Some(at.clone()),
            Member::Reference(_) => None,
        });
        let own: Vec<Pointer> = own.collect();
        self.adds_nothing(&own, &target).then_some(target)
    }

    fn gather_members(&mut self, at: &Pointer, members: &mut Vec<Member>) {
        if let Some(target) = self.next(at) {
            members.push(Member::Reference(target));
        }
        for branch in self.items(at, "allOf") {
            self.gather_members(&branch, members);
        }
        members.push(Member::Own(at.clone()));
    }

    /// Whether what stands beside a reference leaves the type as it is.
    fn adds_nothing(&mut self, own: &[Pointer], target: &Pointer) -> bool {
        if own.iter().any(|at| self.shapes(at)) {
            return false;
        }
        let stated = own.iter().filter_map(|at| self.stated_kinds(at));
        let Some(stated) = stated.reduce(Kinds::and) else {
            return self.requires_no_more(own, target);
        };
        let view = self.view(std::slice::from_ref(target));
        let known = self.view_kinds(&view);
        let narrows = known.is_some_and(|known| known.and(stated) != known);
        !narrows && self.requires_no_more(own, target)
    }

    fn requires_no_more(&mut self, own: &[Pointer], target: &Pointer) -> bool {
        let asked = own.iter().flat_map(|at| self.texts(at, "required"));
        let asked: Vec<String> = asked.collect();
        if asked.is_empty() {
            return true;
        }
        let view = self.view(std::slice::from_ref(target));
        let known = self.view_required(&view);
        asked.iter().all(|name| known.contains(name))
    }

    fn shapes(&self, at: &Pointer) -> bool {
        self.shapes_alone(at) || !self.typing_lists(at).is_empty()
    }

    /// Whether a schema's own keywords make a type, beyond `type`, `required` and compositions.
    pub(super) fn shapes_alone(&self, at: &Pointer) -> bool {
        let keywords = [
            "properties",
            "patternProperties",
            "items",
            "prefixItems",
            "enum",
            "const",
        ];
        let additional = member(self.node(at), "additionalProperties");
        let open = |it: &Value| {
            *it == Value::Bool(true) || it.as_object().is_some_and(serde_json::Map::is_empty)
        };
        keywords.iter().any(|key| self.has(at, key))
            || additional.is_some_and(|it| !open(it))
            || self.closes(at)
    }

    /// The place of a reference, with what stands beside it.
    fn renamed(&mut self, roots: &[Pointer], target: &Pointer) -> Place {
        let mut place = self.referenced(target);
        let beside = self.view_beside(roots, target);
        let checks = self.view_checks(&beside);
        add_new(&mut place.checks, checks);
        place
    }

    /// The description that stands nearest to the place.
    fn describe(&self, roots: &[Pointer], place: &mut Place) {
        for root in roots {
            let own = self.cleaned(self.text(root, "description"));
            let known = std::mem::take(&mut place.docs);
            place.docs = docs::first(own, known);
            self.describe_content(root, &mut place.docs);
        }
    }

    /// Lowers schemas that hold together and are no reference; `at` names what they make.
    pub(super) fn lowered(&mut self, at: &Pointer, view: &View, owner: &Owner) -> Place {
        let mut place = self.shaped(at, view, owner);
        let contradiction = self.contradiction(view);
        add_new(&mut place.checks, contradiction);
        if place.docs.0.is_empty() {
            place.docs = self.cleaned(self.view_text(view, "description"));
        }
        place
    }

    fn shaped(&mut self, at: &Pointer, view: &View, owner: &Owner) -> Place {
        if let Some(place) = self.enumerated(at, view, owner) {
            return place;
        }
        if let Some(place) = self.composed(at, view, owner) {
            return place;
        }
        let kinds = self.view_kinds(view);
        if kinds == Some(Kinds::OBJECT) {
            return self.object(at, view, owner);
        }
        let mut place = match kinds {
            Some(kinds) => self.of_kinds(at, view, (kinds, owner)),
            None => self.untyped(at, view),
        };
        let checks = self.view_checks(view);
        add_new(&mut place.checks, checks);
        place
    }

    /// A value of these types: of one, or a union with a branch for each.
    pub(super) fn of_kinds(
        &mut self,
        at: &Pointer,
        view: &View,
        (kinds, owner): (Kinds, &Owner),
    ) -> Place {
        match kinds {
            Kinds::OBJECT => self.object(at, view, owner),
            Kinds::ARRAY => self.array(view, owner),
            kinds => match self.scalar(view, kinds) {
                Some(place) => place,
                None => self.union_of_kinds(at, view, (kinds, owner)),
            },
        }
    }

    /// A value of any type, or of one that JSON Schema does not know; or null alone.
    fn untyped(&mut self, at: &Pointer, view: &View) -> Place {
        if view.parts.iter().any(|part| self.is_null(part)) {
            return Place::of(Type::Null);
        }
        for part in &view.parts {
            if self.node(part) == &Value::Bool(false) {
                self.tell_nothing(at);
            }
            let lists = self.typing_lists(part);
            // One that makes no type here leads back to a schema that holds here.
            if lists.iter().any(|(_, list)| !view.is_told(list)) {
                return self.contains_itself(part);
            }
            let unknown = self.declared(part).names;
            if !unknown.is_empty() {
                let said = unknown.join("`, `");
                let message = format!("`{said}` is no JSON type; the value is `Json`");
                self.problems.warning(&part.child("type"), message);
            }
        }
        Place::json()
    }

    fn array(&mut self, view: &View, owner: &Owner) -> Place {
        if !self.view_children(view, "prefixItems").is_empty() {
            return self.positions(view, owner);
        }
        let behind = view.parts.iter().filter_map(|part| self.behind(part));
        let items: Vec<Pointer> = behind.map(|(_, items)| items).collect();
        if items.is_empty() {
            return Place::of(Type::Array(Box::new(Type::Json)));
        }
        let item = self.schemas(&items, &owner.each("item"));
        let checks = if item.checks.is_empty() {
            Vec::new()
        } else {
            vec![Check::Items(item.checks.clone())]
        };
        Place {
            checks,
            ..Place::of(Type::Array(Box::new(item.item())))
        }
    }

    /// The owner of a referenced schema: the component that it is or lies in.
    pub(super) fn owner_of(&self, target: &Pointer) -> Owner {
        let tokens: Vec<String> = target.tokens().map(|token| token.into_owned()).collect();
        match tokens.as_slice() {
            [components, kind, name, below @ ..] if components == "components" => {
                let component = Pointer::root().child(components).child(kind).child(name);
                let owner = match self.given_name(&component) {
                    Some(given) => Owner::component(name).named(&given),
                    None => Owner::component(name),
                };
                words_below(below)
                    .iter()
                    .fold(owner, |owner, word| owner.child(word))
            }
            _ => self.owner_elsewhere(target),
        }
    }

    /// Declares the type of a schema early, so that schemas below can refer to it.
    pub(super) fn declare(&mut self, at: &Pointer, owner: &Owner) -> TypeId {
        let id = self.declare_part(at, owner);
        if let Some(open @ None) = self.referenced.get_mut(at) {
            *open = Some(Place::of(Type::Named(id)));
        }
        if let Some(open @ None) = self.open.get_mut(at) {
            *open = Some(Type::Named(id));
        }
        if let Some((_, key)) = self.merging.last().filter(|(merged, _)| merged == at)
            && let Some(open @ None) = self.merged.get_mut(key)
        {
            *open = Some(Place::of(Type::Named(id)));
        }
        id
    }

    /// Declares a type that is a part of what its schema comes to; `define` replaces what stands there meanwhile.
    pub(super) fn declare_part(&mut self, at: &Pointer, owner: &Owner) -> TypeId {
        let id = TypeId(
            u32::try_from(self.drafts.len())
                .expect("a table of four thousand million types does not fit in memory"),
        );
        let owner = match self.given_name(at) {
            Some(name) => owner.named(&name),
            None => owner.clone(),
        };
        let docs = self.cleaned(self.text(at, "description"));
        self.drafts.push(Draft {
            owner,
            at: at.clone(),
            docs,
            kind: Kind::Alias(Type::Json),
        });
        id
    }

    /// The kind of a declared type, now that it is known.
    pub(super) fn define(&mut self, id: TypeId, kind: Kind) -> Type {
        self.drafts[id.0 as usize].kind = kind;
        Type::Named(id)
    }

    /// The declared types of a schema, in 3.0's words and in 3.1's.
    pub(super) fn declared(&self, at: &Pointer) -> Declared<'d> {
        let node = self.node(at);
        let written: Vec<&'d str> = match member(node, "type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let flag = member(node, "nullable") == Some(&Value::Bool(true));
        let nullable = flag || written.contains(&"null");
        Declared {
            names: written.into_iter().filter(|name| *name != "null").collect(),
            nullable,
        }
    }
}

/// The words on the way from a component to what lies in it: the names of properties, and what else tells places apart.
pub(super) fn words_below(tokens: &[String]) -> Vec<&str> {
    let structural = ["items", "additionalProperties", "schema"];
    let mut words = Vec::new();
    let mut tokens = tokens.iter().map(String::as_str);
    while let Some(token) = tokens.next() {
        match token {
            "properties" | "anyOf" | "oneOf" | "$defs" | "definitions" => {
                words.extend(tokens.next());
            }
            // A position, and a media type.
            "allOf" | "content" => drop(tokens.next()),
            token if structural.contains(&token) => {}
            token => words.push(token),
        }
    }
    words
}

/// The kinds of a JSON Schema type.
pub(crate) fn kinds_of(name: &str) -> Option<Kinds> {
    Some(match name {
        "null" => Kinds::NULL,
        "boolean" => Kinds::BOOLEAN,
        "integer" => Kinds::INTEGER,
        "number" => Kinds::NUMBER,
        "string" => Kinds::STRING,
        "array" => Kinds::ARRAY,
        "object" => Kinds::OBJECT,
        _ => return None,
    })
}
