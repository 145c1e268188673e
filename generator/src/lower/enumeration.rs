//! `enum` and `const`: a Rust enum where all values are strings; elsewhere the plain type of the values, a union where
//! they have several, and a constraint.

use foldhash::fast::RandomState;
use indexmap::IndexSet;
use serde_json::Value;

use super::Lowering;
use super::draft::Owner;
use super::names::{Case, decide, one};
use super::null::Null;
use super::place::Place;
use super::view::{View, add_new};
use crate::document::pointer::{Pointer, member};
use crate::ir::{Check, EnumValue, Enumeration, Kind, Kinds, Literal, Type};

/// How many values a list may have: nobody reads an enum of more, and no compiler takes it.
const MOST_VALUES: usize = 10_000;

impl<'d> Lowering<'d> {
    /// The values that a schema lists, once each; none where it lists none, or more than are accepted.
    pub(super) fn listed(&self, at: &Pointer) -> Option<Vec<&'d Value>> {
        let node = self.node(at);
        if let Some(value) = member(node, "const") {
            return Some(vec![value]);
        }
        let Some(Value::Array(values)) = member(node, "enum") else {
            return None;
        };
        if values.len() > MOST_VALUES {
            return None;
        }
        let once: IndexSet<&Value, RandomState> = values.iter().collect();
        Some(once.into_iter().collect())
    }

    /// The one value that schemas allow together, null aside and never null. A reference alone keeps its type.
    pub(super) fn constant(&mut self, roots: &[Pointer]) -> Option<Literal> {
        if roots.iter().all(|at| self.has(at, "$ref")) || self.null_of_all(roots) == Null::Admitted
        {
            return None;
        }
        let view = self.view(roots);
        if view.parts.iter().any(|part| self.is_open(part)) {
            return None;
        }
        match self.view_listed(&view)?.as_slice() {
            [only @ (Value::String(_) | Value::Bool(_) | Value::Number(_))] => Some(literal(only)),
            _ => None,
        }
    }

    /// The place of schemas that list values.
    pub(super) fn enumerated(&mut self, at: &Pointer, view: &View, owner: &Owner) -> Option<Place> {
        if let Some(kinds) = self.kinds_of_long_lists(view) {
            return Some(self.of_kinds(at, view, (kinds, owner)));
        }
        let listed = self.view_listed(view)?;
        let values = listed.iter().copied().filter(|value| !value.is_null());
        let kinds = values.map(kind).reduce(Kinds::or).unwrap_or_default();
        let stated = view.parts.iter().filter_map(|part| self.stated_kinds(part));
        let stated = stated.reduce(Kinds::and).unwrap_or(Kinds::ANY);
        if stated == Kinds::ARRAY && kinds != Kinds::default() && kinds.and(stated) != stated {
            return Some(self.listed_items(at, view, (&listed, owner)));
        }
        let narrows = kinds.and(stated) != kinds && self.narrows(at, view, (&listed, stated));
        let mut place = self.values(at, view, (&listed, owner));
        if narrows {
            add_new(&mut place.checks, vec![Check::Type(stated.or(Kinds::NULL))]);
        }
        if !matches!(place.ty, Type::Named(_)) || self.is_open_view(view) {
            let checks = self.view_checks(view);
            add_new(&mut place.checks, checks);
        }
        Some(place)
    }

    /// The types of the values of lists with more than are accepted, where no schema states any; such lists are told.
    fn kinds_of_long_lists(&mut self, view: &View) -> Option<Kinds> {
        let mut kinds = Kinds::default();
        for part in &view.parts {
            let Some(Value::Array(values)) = member(self.node(part), "enum") else {
                continue;
            };
            if values.len() > MOST_VALUES {
                let values_but_null = values.iter().filter(|value| !value.is_null());
                kinds = values_but_null.map(kind).fold(kinds, Kinds::or);
                let count = values.len();
                let message = format!(
                    "the schema lists {count} values; up to {MOST_VALUES} are accepted: its type is that of the values, and the list is not enforced"
                );
                self.problems.warning(&part.child("enum"), message);
            }
        }
        let is_stated = view.parts.iter().any(|it| self.stated_kinds(it).is_some());
        (kinds != Kinds::default() && !is_stated).then_some(kinds)
    }

    /// Whether the type beside values counts: those of another are let in by decoding alone. Where a schema lists values
    /// none of which is of its own type, the values count.
    fn narrows(&mut self, at: &Pointer, view: &View, (listed, stated): (&[&Value], Kinds)) -> bool {
        let fits = |value: &Value| kind(value).and(stated) == kind(value);
        let some_fit = listed.iter().any(|it| !it.is_null() && fits(it));
        let says_both = |it: &Pointer| self.listed(it).is_some() && self.stated_kinds(it).is_some();
        let narrows = some_fit || !view.parts.iter().any(says_both);
        let message = if narrows {
            "some values are not of the type that stands beside them, so that no value can be one of them"
        } else {
            "no value is of the type that stands beside them; the values count"
        };
        self.problems.warning(&self.list_of(at), message);
        narrows
    }

    /// The list of an array's own values names its items: an array is none of them.
    fn listed_items(
        &mut self,
        at: &Pointer,
        view: &View,
        (listed, owner): (&[&Value], &Owner),
    ) -> Place {
        let list = self.list_of(at);
        let message = "the values of an array are no arrays; they count for its items";
        self.problems.warning(&list, message);
        let item = self.values(&list, view, (listed, &owner.each("item")));
        let mut checks = self.view_checks(view);
        if !item.checks.is_empty() {
            checks.push(Check::Items(item.checks.clone()));
        }
        Place {
            checks,
            ..Place::of(Type::Array(Box::new(item.item())))
        }
    }

    /// Where the list of a schema stands.
    pub(super) fn list_of(&self, at: &Pointer) -> Pointer {
        let list = ["const", "enum"].into_iter().find(|key| self.has(at, key));
        list.map_or_else(|| at.clone(), |key| at.child(key))
    }

    fn is_open_view(&self, view: &View) -> bool {
        view.parts.iter().any(|part| self.is_open(part))
    }

    /// The type of these values, and the constraint where it does not say it.
    fn values(&mut self, at: &Pointer, view: &View, (listed, owner): (&[&Value], &Owner)) -> Place {
        let open = self.is_open_view(view);
        let values = listed.iter().copied().filter(|value| !value.is_null());
        let values: Vec<&Value> = values.collect();
        let kinds = values.iter().map(|value| kind(value)).reduce(Kinds::or);
        let mut place = match kinds {
            Some(Kinds::STRING) => {
                let texts = values.iter().filter_map(|value| value.as_str());
                let texts: Vec<String> = texts.map(str::to_owned).collect();
                return Place::of(self.enumeration(at, (owner, open), &texts));
            }
            Some(kinds) => self.plain(at, view, (kinds, owner)),
            None if !listed.is_empty() => return Place::of(Type::Null),
            None => Place::json(),
        };
        if !open {
            let listed = listed.iter().copied().map(literal).collect();
            place.checks.push(Check::Enum(listed));
        }
        place
    }

    fn enumeration(
        &mut self,
        at: &Pointer,
        (owner, open): (&Owner, bool),
        texts: &[String],
    ) -> Type {
        let id = self.declare(at, owner);
        let words: Vec<&str> = texts.iter().map(String::as_str).collect();
        let names = decide(Case::Pascal, &words, &[UNKNOWN], "Value");
        let unknown = one(Case::Pascal, UNKNOWN, &[], "_");
        let values = texts
            .iter()
            .zip(names)
            .map(|(wire, name)| EnumValue {
                wire: wire.clone(),
                name,
            })
            .collect();
        self.define(
            id,
            Kind::Enumeration(Enumeration {
                values,
                unknown,
                open,
            }),
        )
    }

    /// The type of values that are not all strings, by what they are.
    fn plain(&mut self, at: &Pointer, view: &View, (kinds, owner): (Kinds, &Owner)) -> Place {
        match kinds {
            Kinds::OBJECT => Place::of(Type::JsonObject),
            Kinds::ARRAY => Place::of(Type::Array(Box::new(Type::Json))),
            Kinds::INTEGER => Place::of(Type::I64),
            kinds => {
                let shapeless = view.retaining(|_| false);
                self.of_kinds(at, &shapeless, (kinds, owner))
            }
        }
    }
}

/// The variant for values that the document does not know; a value of this name gives way to it.
const UNKNOWN: &str = "Unknown";

/// The JSON type of a value, as schemas name it.
pub(crate) fn kind(value: &Value) -> Kinds {
    match value {
        Value::Null => Kinds::NULL,
        Value::Bool(_) => Kinds::BOOLEAN,
        Value::Number(number) if number.is_i64() || number.is_u64() => Kinds::INTEGER,
        Value::Number(_) => Kinds::NUMBER,
        Value::String(_) => Kinds::STRING,
        Value::Array(_) => Kinds::ARRAY,
        Value::Object(_) => Kinds::OBJECT,
    }
}

/// A JSON value as the IR states it.
pub(crate) fn literal(value: &Value) -> Literal {
    match value {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Boolean(*value),
        Value::String(text) => Literal::Text(text.clone()),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Literal::Integer(integer),
            (None, Some(float)) => Literal::Number(float),
            (None, None) => Literal::Json(number.to_string()),
        },
        Value::Array(_) | Value::Object(_) => Literal::Json(value.to_string()),
    }
}
