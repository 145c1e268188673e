//! A place: a type and the constraints that stand beside it, and what form its values have.

use crate::ir::{Api, Check, Enumeration, Kind, Struct, Type, TypeDef, Union};

/// How many aliases may follow each other.
const ALIASES: usize = 32;

/// Where a value stands.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    /// The type; it holds no [`Type::Parameter`] but where the subject is a generic type without its argument.
    pub ty: Type,
    /// The constraints of the place, with the lists of each `allOf` in their own place.
    pub checks: Vec<&'a Check>,
}

/// What values of a place look like.
pub(super) enum Form<'a> {
    /// Text, a number, a boolean or null.
    Scalar,
    /// A string with known values.
    Enumeration(&'a Enumeration),
    /// An array of such items.
    Array(Place<'a>),
    /// An object: of a named type with its argument, or a map of such values.
    Object(Option<(&'a Struct, Option<Type>)>, Option<Place<'a>>),
    /// `oneOf` or `anyOf`
    Union(&'a Union),
    /// A value or null.
    Option(Place<'a>),
    /// A value or the empty string.
    OrEmpty(Place<'a>),
    /// A string or an object.
    Expandable(Place<'a>),
    /// Anything.
    Json,
    /// Nothing that could be sampled.
    Unknown,
}

impl<'a> Place<'a> {
    /// The place of a type with these constraints.
    pub(super) fn new(ty: Type, checks: &'a [Check]) -> Self {
        let mut flat = Vec::new();
        flatten(checks, &mut flat);
        Self { ty, checks: flat }
    }

    /// The same type under further constraints.
    pub(super) fn with(mut self, more: impl IntoIterator<Item = &'a Check>) -> Self {
        self.checks.extend(more);
        self
    }

    /// The same constraints on the type behind its aliases.
    pub(super) fn resolved(mut self, api: &'a Api) -> Self {
        for _ in 0..ALIASES {
            match definition(api, &self.ty).map(|found| &found.kind) {
                Some(Kind::Alias(target)) => self.ty = target.clone(),
                _ => break,
            }
        }
        self
    }

    /// What its values look like; the place has no alias.
    pub(super) fn form(&self, api: &'a Api) -> Form<'a> {
        match &self.ty {
            Type::Null
            | Type::String
            | Type::Boolean
            | Type::I32
            | Type::I64
            | Type::F32
            | Type::F64
            | Type::Timestamp
            | Type::Base64
            | Type::Binary => Form::Scalar,
            Type::Json => Form::Json,
            Type::JsonObject => Form::Object(None, Some(self.values(&Type::Json))),
            Type::Map(value) => Form::Object(None, Some(self.values(value))),
            Type::Array(item) => Form::Array(self.items(item)),
            Type::Option(inner) => Form::Option(self.instead(inner)),
            Type::OrEmpty(inner) => Form::OrEmpty(self.instead(inner)),
            Type::Expandable(inner) => Form::Expandable(self.instead(inner)),
            Type::Named(_) | Type::Generic(..) => self.named(api),
            Type::Parameter => Form::Unknown,
        }
    }

    fn named(&self, api: &'a Api) -> Form<'a> {
        let argument = match &self.ty {
            Type::Generic(_, argument) => Some((**argument).clone()),
            _ => None,
        };
        match definition(api, &self.ty).map(|found| &found.kind) {
            Some(Kind::Struct(found)) if found.generic && argument.is_none() => Form::Unknown,
            Some(Kind::Struct(found)) => Form::Object(Some((found, argument)), None),
            Some(Kind::Enumeration(found)) => Form::Enumeration(found),
            Some(Kind::Union(found)) => Form::Union(found),
            Some(Kind::Alias(_)) | None => Form::Unknown,
        }
    }

    fn instead(&self, ty: &Type) -> Self {
        Self {
            ty: ty.clone(),
            checks: self.checks.clone(),
        }
    }

    fn items(&self, item: &Type) -> Self {
        let lists = self.checks.iter().filter_map(|check| match check {
            Check::Items(list) => Some(list),
            _ => None,
        });
        Self::below(item, lists)
    }

    fn values(&self, value: &Type) -> Self {
        let lists = self.checks.iter().filter_map(|check| match check {
            Check::Values(list) => Some(list),
            _ => None,
        });
        Self::below(value, lists)
    }

    fn below(ty: &Type, lists: impl Iterator<Item = &'a Vec<Check>>) -> Self {
        let mut checks = Vec::new();
        lists.for_each(|list| flatten(list, &mut checks));
        Self {
            ty: ty.clone(),
            checks,
        }
    }
}

/// Puts the lists of each `allOf` in its place: its checks hold together with those beside it.
pub(super) fn flatten<'a>(checks: &'a [Check], flat: &mut Vec<&'a Check>) {
    for check in checks {
        match check {
            Check::AllOf(lists) => lists.iter().for_each(|list| flatten(list, flat)),
            other => flat.push(other),
        }
    }
}

/// The entry of the table that a type names.
pub(super) fn definition<'a>(api: &'a Api, ty: &Type) -> Option<&'a TypeDef> {
    match ty {
        Type::Named(id) | Type::Generic(id, _) => api.types.get(id.0 as usize),
        _ => None,
    }
}

/// The type with its parameter replaced, where there is an argument.
pub(super) fn substitute(ty: &Type, argument: Option<&Type>) -> Type {
    argument.map_or_else(|| ty.clone(), |argument| ty.given(argument))
}
