//! What is static about a type: wire names, presence, constraints and the branches of unions.
//!
//! Generated code states these tables once per type; decoding, encoding, validation, `Debug` and equality all read
//! them. A table is plain data with public fields, so that stating it costs the compiler next to nothing.

use crate::validate::{Terms, Violation};

/// The static half of an object type.
#[derive(Debug)]
pub struct Shape {
    /// The Rust name of the type.
    pub name: &'static str,
    /// Properties with one possible value: written always, never a field.
    pub constants: &'static [Constant],
    /// Properties with a field, in the order in which a type hands over its fields.
    pub members: &'static [Member],
    /// The constraints on their values, where there are any; in the order of the members.
    pub limits: &'static [Limit],
    /// What becomes of properties that the document does not name.
    pub rest: Rest,
    /// Constraints on the object as a whole, rules between its properties among them.
    pub checks: &'static [Check],
}

impl Shape {
    /// The members, each with the constraints on its value.
    pub(crate) fn limited(&self) -> impl Iterator<Item = (&'static Member, &'static [Check])> {
        let mut limits = self.limits.iter().peekable();
        self.members.iter().map(move |member| {
            let limit = limits.next_if(|limit| limit.0 == member.0);
            (member, limit.map_or(&[][..], |limit| limit.1))
        })
    }
}

/// An object type: what is static about it.
pub trait Object {
    /// Its table: a function, since a constant would be evaluated and stored wherever the type is compiled.
    fn shape() -> &'static Shape;
}

/// A property whose schema allows exactly one value: wire name and value.
///
/// Where the schema requires it, it is named in a [`Check::Required`] of the shape's checks, so that judging misses it.
/// Where a discriminator gives it, a [`Check::Property`] there says what the schema asks instead: that alone is judged.
#[derive(Debug)]
pub struct Constant(pub &'static str, pub Literal);

/// A property with a field: wire name and presence.
pub type Member = (&'static str, Presence);

/// The constraints on the value of a property with a field, by its wire name.
pub type Limit = (&'static str, &'static [Check]);

/// Whether a property may be left out, and whether it may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be left out; never null.
    Optional,
    /// Always there; may be null.
    Nullable,
    /// May be left out and may be null.
    OptionalNullable,
}

impl Presence {
    /// Whether the property may not be left out.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }

    /// Whether null is one of the property's values.
    pub const fn is_nullable(self) -> bool {
        matches!(self, Self::Nullable | Self::OptionalNullable)
    }
}

/// What becomes of properties that the document does not name.
#[derive(Debug)]
pub enum Rest {
    /// Allowed and passed over.
    Ignored,
    /// Not allowed (`additionalProperties: false`): passed over by decoding, a violation for judging.
    Refused,
    /// Kept in a map of the type; each value obeys these constraints.
    Kept(&'static [Check]),
}

/// A JSON value known at generation.
#[derive(Clone, Copy, Debug)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number without a fraction that fits.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A string.
    Text(&'static str),
    /// An array or object, as JSON text.
    Json(&'static str),
}

/// A limit on a number, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A limit without a fraction.
    Integer(i128),
    /// Any other limit, as the JSON number of the document.
    Decimal(&'static str),
}

/// A regular expression of the document, translated at generation.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// As the document states it (ECMA-262), for messages.
    pub source: &'static str,
    /// The same in the syntax of the engine.
    pub regex: &'static str,
    /// Which engine runs it.
    pub engine: Engine,
}

/// What runs a [`Pattern`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The `regex` crate: linear time.
    Linear,
    /// `fancy-regex` with a backtrack limit, whose excess is a violation of its own.
    Backtracking,
}

/// The sets of JSON types, as in the keyword `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(pub u8);

impl Kinds {
    /// No type at all.
    pub const NONE: Self = Self(0);
    /// `null`
    pub const NULL: Self = Self(1);
    /// `boolean`
    pub const BOOLEAN: Self = Self(2);
    /// `integer`: a number without a fraction.
    pub const INTEGER: Self = Self(4);
    /// `number`, integers among them.
    pub const NUMBER: Self = Self(4 | 8);
    /// `string`
    pub const STRING: Self = Self(16);
    /// `array`
    pub const ARRAY: Self = Self(32);
    /// `object`
    pub const OBJECT: Self = Self(64);
    /// Every JSON value.
    pub const ANY: Self = Self(127);

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a type in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every type of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the server: it need not have what is `readOnly`.
    Request,
    /// From the server: it need not have what is `writeOnly`.
    Response,
}

/// One constraint, in JSON Schema's words. A list of them must hold together.
///
/// As in JSON Schema a constraint on another type than the value's is satisfied.
#[derive(Debug)]
pub enum Check {
    /// `type`, where a subschema states one.
    Type(Kinds),
    /// `enum`
    Enum(&'static [Literal]),
    /// `const`
    Const(Literal),
    /// `minLength`, in code points.
    MinLength(u64),
    /// `maxLength`, in code points.
    MaxLength(u64),
    /// `pattern`, not anchored.
    Pattern(Pattern),
    /// `format`
    Format(Format),
    /// `minimum`
    Minimum(Bound),
    /// `exclusiveMinimum`
    ExclusiveMinimum(Bound),
    /// `maximum`
    Maximum(Bound),
    /// `exclusiveMaximum`
    ExclusiveMaximum(Bound),
    /// `multipleOf`
    MultipleOf(Bound),
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems: true`
    UniqueItems,
    /// `items`: on each item of an array.
    Items(&'static [Check]),
    /// `prefixItems`: on the first items of an array, one list each; the last list is that of `items`, on those behind.
    PrefixItems(&'static [&'static [Check]], &'static [Check]),
    /// `contains`: at least `minContains` and at most `maxContains` items keep the list.
    Contains(&'static [Check], u64, u64),
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
    /// `propertyNames`
    PropertyNames(&'static [Check]),
    /// `additionalProperties` as a schema, on each value of a map.
    Values(&'static [Check]),
    /// `additionalProperties: false` beside these properties, in a subschema.
    Closed(&'static [&'static str]),
    /// `required`
    Required(&'static [&'static str]),
    /// `required` of values that go this way alone, because the properties are `readOnly` or `writeOnly`.
    RequiredIn(Direction, &'static [&'static str]),
    /// `dependentRequired`: where the first is present, all of the second are.
    DependentRequired(&'static str, &'static [&'static str]),
    /// `properties`, one of them: on the value of this property where it is present.
    Property(&'static str, &'static [Check]),
    /// `patternProperties`: on the value of each property whose name matches.
    PatternProperties(&'static [(Pattern, &'static [Check])]),
    /// `additionalProperties`: on each property that none of these names and patterns is about. `Not(&[])` refuses them.
    AdditionalProperties(
        &'static [&'static str],
        &'static [Pattern],
        &'static [Check],
    ),
    /// `allOf`
    AllOf(&'static [&'static [Check]]),
    /// `anyOf`
    AnyOf(&'static [&'static [Check]]),
    /// `oneOf`
    OneOf(&'static [&'static [Check]]),
    /// `not`
    Not(&'static [Check]),
    /// `if`, `then`, `else`
    If(&'static [Check], &'static [Check], &'static [Check]),
    /// `unevaluatedProperties`: on each property that none of these evaluates. `Not(&[])` refuses them.
    UnevaluatedProperties(&'static [Evaluated], &'static [Check]),
    /// `unevaluatedItems`: on each item that none of these evaluates. `Not(&[])` refuses them.
    UnevaluatedItems(&'static [Evaluated], &'static [Check]),
}

/// What evaluates properties of an object or items of an array, as a schema has it for `unevaluatedProperties` and
/// `unevaluatedItems` in it or around it.
#[derive(Debug)]
pub enum Evaluated {
    /// All of them: `additionalProperties`, `items`, or an `unevaluated…` further in.
    All,
    /// `properties`: these.
    Properties(&'static [&'static str]),
    /// `patternProperties`: those whose name matches.
    PatternProperties(&'static [Pattern]),
    /// `prefixItems`: so many items, from the first on.
    PrefixItems(u64),
    /// `contains`: the items that keep the list.
    Contains(&'static [Check]),
    /// A branch: these, where the value keeps the list.
    Where(&'static [Check], &'static [Evaluated]),
}

/// The values of `format` that mean something to the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 3339 date and time.
    DateTime,
    /// RFC 3339 full date.
    Date,
    /// RFC 3339 full time.
    Time,
    /// ISO 8601 duration.
    Duration,
    /// RFC 5321 mailbox.
    Email,
    /// RFC 1123 host name.
    Hostname,
    /// RFC 2673 dotted quad.
    Ipv4,
    /// RFC 4291 address.
    Ipv6,
    /// RFC 3986 URI.
    Uri,
    /// RFC 3986 URI or relative reference.
    UriReference,
    /// RFC 4122 UUID.
    Uuid,
    /// Base64 (OpenAPI's `byte`).
    Byte,
    /// ECMA-262 regular expression.
    Regex,
    /// RFC 6901 JSON pointer.
    JsonPointer,
    /// A secret (OpenAPI's `password`): `Debug` never shows it.
    Password,
}

/// A string type with known values.
#[derive(Debug)]
pub struct Enumeration {
    /// The Rust name of the type.
    pub name: &'static str,
    /// The known values, as on the wire.
    pub values: &'static [&'static str],
    /// Whether a request may hold another value.
    pub open: bool,
}

/// The static half of an `anyOf` or `oneOf` type.
#[derive(Debug)]
pub struct Union {
    /// The Rust name of the type.
    pub name: &'static str,
    /// Which composition it is.
    pub composition: Composition,
    /// The property whose value names the branch, where one does.
    pub tag: Option<&'static str>,
    /// The branches in document order.
    pub branches: &'static [Branch],
}

/// The compositions that make a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Composition {
    /// At least one branch holds.
    AnyOf,
    /// Exactly one branch holds.
    OneOf,
    /// `type` with several names: the branch of the value's JSON type holds.
    Type,
    /// Inheritance: the last branch holds, which is the base; the others are its heirs.
    Base,
}

impl Composition {
    /// The keyword, as JSON Schema writes it.
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::AnyOf => "anyOf",
            Self::OneOf => "oneOf",
            Self::Type | Self::Base => "type",
        }
    }

    /// Whether one branch decides alone, whatever the others say.
    pub(crate) const fn is_decided(self) -> bool {
        match self {
            Self::AnyOf | Self::OneOf => false,
            Self::Type | Self::Base => true,
        }
    }
}

impl Union {
    /// The position of the branch that decides alone about a value of this JSON type; none where no branch does.
    pub(crate) fn decider(&self, kinds: Kinds) -> Option<usize> {
        match self.composition {
            Composition::AnyOf | Composition::OneOf => None,
            Composition::Type => self.branches.iter().position(|it| it.kinds.meets(kinds)),
            Composition::Base => self.branches.len().checked_sub(1),
        }
    }
}

/// One branch of a [`Union`].
#[derive(Debug)]
pub struct Branch {
    /// The JSON types that the branch can have.
    pub kinds: Kinds,
    /// The object that it is, where it is one.
    pub shape: Option<fn() -> &'static Shape>,
    /// The values of the union's tag that name it.
    pub tags: &'static [&'static str],
    /// Constraints on the branch's value beside its type's own.
    pub checks: &'static [Check],
    /// Judges JSON text as this branch; `judge_as::<T>` of the branch's type.
    pub judge: fn(&[u8], &'static [Check], Terms) -> Vec<Violation>,
}

impl Branch {
    /// Whether this value of the union's tag names it.
    pub(crate) fn is_tagged(&self, tag: &str) -> bool {
        self.tags.contains(&tag)
    }
}
