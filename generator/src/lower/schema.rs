//! A schema to a [`Place`]: which of Rust's types it is. By structure alone; names are somebody else's.

use serde_json::Value;

use super::draft::{Draft, Owner};
use super::place::Place;
use super::{Lowering, docs};
use crate::document::pointer::Pointer;
use crate::ir::{Check, Format, Kind, Kinds, Type, TypeId};

/// The JSON types that a schema names, null apart.
pub(crate) struct Declared {
    /// The types but null, as the document writes them.
    pub names: Vec<String>,
    /// Whether null is let in.
    pub nullable: bool,
}

impl Lowering<'_> {
    /// Lowers the schema at `at`, used by `owner`.
    pub(super) fn schema(&mut self, at: &Pointer, owner: &Owner) -> Place {
        let place = self.place_of(at, owner);
        if place.ty == Type::Json {
            self.untyped.insert(at.clone());
        }
        place
    }

    fn place_of(&mut self, at: &Pointer, owner: &Owner) -> Place {
        match self.node(at) {
            Value::Bool(true) => Place::json(),
            Value::Bool(false) => {
                self.problems.warning(
                    at,
                    "the schema `false` lets no value in; the type is `Json`",
                );
                Place {
                    checks: vec![Check::Not(Vec::new())],
                    ..Place::json()
                }
            }
            Value::Object(node) if node.get("$ref").is_some_and(Value::is_string) => {
                self.reference(at)
            }
            Value::Object(_) => self.own_schema(at, owner),
            other => {
                let found = crate::document::kind(other);
                self.problems.error(
                    at,
                    format!("the schema is {found}; an object is accepted; the type is `Json`"),
                );
                Place::json()
            }
        }
    }

    /// A `$ref`, with what stands beside it.
    fn reference(&mut self, at: &Pointer) -> Place {
        let target = self.document.follow(at);
        let Some(target) = self.told(target) else {
            return Place::json();
        };
        let mut place = self.referenced(&target);
        place.nullable |= self.declared(at).nullable;
        place.checks.extend(self.value_checks(at));
        let own = docs::clean(self.text(at, "description"));
        place.docs = docs::first(own, place.docs);
        place
    }

    /// A schema that others refer to, lowered once.
    pub(super) fn referenced(&mut self, target: &Pointer) -> Place {
        match self.referenced.get(target) {
            Some(Some(place)) => return place.clone(),
            Some(None) => {
                self.problems.warning(
                    target,
                    "the schema contains itself without an object between; there it is `Json`",
                );
                return Place::json();
            }
            None => {}
        }
        self.referenced.insert(target.clone(), None);
        let owner = self.owner_of(target);
        let place = self.schema(target, &owner);
        self.referenced.insert(target.clone(), Some(place.clone()));
        place
    }

    /// The owner of a referenced schema: the component that it is or lies in.
    fn owner_of(&self, target: &Pointer) -> Owner {
        let tokens: Vec<String> = target.tokens().map(|token| token.into_owned()).collect();
        match tokens.as_slice() {
            [components, _, name, below @ ..] if components == "components" => {
                let structural = [
                    "properties",
                    "items",
                    "additionalProperties",
                    "schema",
                    "content",
                    "allOf",
                    "anyOf",
                    "oneOf",
                ];
                let words = below
                    .iter()
                    .filter(|word| !structural.contains(&word.as_str()));
                words.fold(self.component_owner(target, name), |owner, word| {
                    owner.child(word)
                })
            }
            _ => self.owner_elsewhere(target),
        }
    }

    fn component_owner(&self, target: &Pointer, name: &str) -> Owner {
        let depth = target.tokens().count();
        let given = if depth == 3 {
            self.given_name(target)
        } else {
            None
        };
        match given {
            Some(given) => Owner::component(name).named(&given),
            None => Owner::component(name),
        }
    }

    /// Declares a type early, so that schemas below can refer to it; `kind` replaces what stands there meanwhile.
    pub(super) fn declare(&mut self, at: &Pointer, owner: &Owner) -> TypeId {
        let id = TypeId(
            u32::try_from(self.drafts.len())
                .expect("a table of four thousand million types does not fit in memory"),
        );
        let owner = match self.given_name(at) {
            Some(name) => owner.named(&name),
            None => owner.clone(),
        };
        let docs = docs::clean(self.text(at, "description"));
        self.drafts.push(Draft {
            owner,
            at: at.clone(),
            docs,
            kind: Kind::Alias(Type::Json),
        });
        if let Some(open @ None) = self.referenced.get_mut(at) {
            *open = Some(Place::of(Type::Named(id)));
        }
        id
    }

    /// The kind of a declared type, now that it is known.
    pub(super) fn define(&mut self, id: TypeId, kind: Kind) -> Type {
        self.drafts[id.0 as usize].kind = kind;
        Type::Named(id)
    }

    /// A schema that is not a reference.
    fn own_schema(&mut self, at: &Pointer, owner: &Owner) -> Place {
        let declared = self.declared(at);
        let mut place = self.shaped(at, owner, &declared);
        place.nullable |= declared.nullable;
        place.docs = docs::first(docs::clean(self.text(at, "description")), place.docs);
        place
    }

    fn shaped(&mut self, at: &Pointer, owner: &Owner, declared: &Declared) -> Place {
        if let Some(place) = self.sole_all_of(at, owner) {
            return place;
        }
        if let Some(place) = self.enumerated(at, owner) {
            return place;
        }
        if let Some(place) = self.composed(at, owner) {
            return place;
        }
        if self.is_object(at, declared) {
            return self.object(at, owner);
        }
        let mut place = self.typed(at, owner, declared);
        place.checks.extend(self.value_checks(at));
        place
    }

    /// `allOf` with one branch and nothing structural beside it: the branch.
    fn sole_all_of(&mut self, at: &Pointer, owner: &Owner) -> Option<Place> {
        let structural = [
            "properties",
            "anyOf",
            "oneOf",
            "additionalProperties",
            "items",
            "enum",
            "required",
        ];
        let branches = self.items(at, "allOf");
        let [branch] = branches.as_slice() else {
            return None;
        };
        if structural.iter().any(|key| self.has(at, key)) {
            return None;
        }
        let mut place = self.schema(branch, owner);
        place.checks.extend(self.value_checks(at));
        Some(place)
    }

    /// A scalar or an array, by its declared type.
    fn typed(&mut self, at: &Pointer, owner: &Owner, declared: &Declared) -> Place {
        match declared
            .names
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .as_slice()
        {
            ["string"] => Place {
                checks: self.format(at),
                ..Place::of(self.string_type(at))
            },
            ["integer"] => Place::of(self.integer_type(at)),
            ["number"] => Place::of(if self.text(at, "format") == Some("float") {
                Type::F32
            } else {
                Type::F64
            }),
            ["boolean"] => Place::of(Type::Boolean),
            ["array"] => self.array(at, owner),
            [] if self.has(at, "items") || self.has(at, "prefixItems") => self.array(at, owner),
            [] => Place::json(),
            several => self.several(at, several),
        }
    }

    /// A value of several JSON types, or of one that JSON Schema does not know.
    fn several(&mut self, at: &Pointer, names: &[&str]) -> Place {
        let kinds: Option<Vec<Kinds>> = names.iter().map(|name| kinds_of(name)).collect();
        let kinds = kinds.and_then(|kinds| kinds.into_iter().reduce(Kinds::or));
        let said = names.join("`, `");
        self.problems
            .warning(at, format!("a value of type `{said}` is `Json`"));
        match kinds {
            Some(kinds) => Place {
                checks: vec![Check::Type(kinds)],
                nullable: false,
                ..Place::json()
            },
            None => Place::json(),
        }
    }

    fn array(&mut self, at: &Pointer, owner: &Owner) -> Place {
        let items = at.child("items");
        // Items that differ by position have no type in common.
        if self.document.get(&items).is_none() || self.has(at, "prefixItems") {
            return Place::of(Type::Array(Box::new(Type::Json)));
        }
        let item = self.schema(&items, &owner.each("item"));
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

    fn string_type(&self, at: &Pointer) -> Type {
        match self.text(at, "format") {
            Some("binary") => Type::Binary,
            Some("byte") => Type::Base64,
            _ => Type::String,
        }
    }

    fn integer_type(&self, at: &Pointer) -> Type {
        match self.text(at, "format") {
            Some("int32") => Type::I32,
            Some("unix-time") => Type::Timestamp,
            _ => Type::I64,
        }
    }

    /// `format` of a string, where the runtime can judge it.
    pub(super) fn format(&self, at: &Pointer) -> Vec<Check> {
        let format = match self.text(at, "format") {
            Some("date-time") => Format::DateTime,
            Some("date") => Format::Date,
            Some("time") => Format::Time,
            Some("duration") => Format::Duration,
            Some("email") => Format::Email,
            Some("hostname") => Format::Hostname,
            Some("ipv4") => Format::Ipv4,
            Some("ipv6") => Format::Ipv6,
            Some("uri") => Format::Uri,
            Some("uri-reference") => Format::UriReference,
            Some("uuid") => Format::Uuid,
            Some("byte") => Format::Byte,
            Some("regex") => Format::Regex,
            Some("json-pointer") => Format::JsonPointer,
            Some("password") => Format::Password,
            _ => return Vec::new(),
        };
        vec![Check::Format(format)]
    }

    /// The declared types of a schema, in 3.0's words and in 3.1's.
    pub(super) fn declared(&self, at: &Pointer) -> Declared {
        let node = self.node(at);
        let written: Vec<&str> = match node.get("type") {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let nullable = self.flag(at, "nullable") || written.contains(&"null");
        Declared {
            names: written
                .into_iter()
                .filter(|name| *name != "null")
                .map(str::to_owned)
                .collect(),
            nullable,
        }
    }
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
