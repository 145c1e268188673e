//! The one representation between lowering and emission: plain owned data, every question answered.
//!
//! Types stand in one table, [`Api::types`], and refer to each other by [`TypeId`]. Names are decided: an [`Ident`] is
//! valid Rust and unique in its scope. Emission reads this and nothing else.

use std::hash::{Hash, Hasher};

use serde_json::Value;

mod operation;
mod walk;

use crate::document::pointer::Pointer;
pub use crate::lower::names::Ident;
pub use operation::*;
pub use walk::reached;

/// How many required values are positional at the most; more of them are named.
pub const MOST_POSITIONAL: usize = 4;

/// One document, ready to be emitted.
#[derive(Debug)]
pub struct Api {
    /// The module, and the cargo feature.
    pub name: Ident,
    /// `info.title`
    pub title: String,
    /// `info.version`
    pub version: String,
    /// `info.description`
    pub docs: Docs,
    /// The URL of the first server, its variables at their defaults; none where a document has no absolute one.
    pub base_url: Option<String>,
    /// The credentials that the operations take.
    pub schemes: Vec<Scheme>,
    /// All types, by [`TypeId`].
    pub types: Vec<TypeDef>,
    /// The resources, in document order.
    pub resources: Vec<Resource>,
    /// The documented headers of replies, each once, by name.
    pub headers: Vec<Header>,
    /// What tests judge, one for each schema.
    pub subjects: Vec<Subject>,
    /// The document's examples of these.
    pub examples: Vec<Example>,
}

impl Api {
    /// The type of this number.
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }

    /// All operations, resource by resource, parents first.
    pub fn operations(&self) -> Vec<&Operation> {
        self.resources
            .iter()
            .flat_map(|resource| &resource.operations)
            .collect()
    }
}

/// A schema with a type of its own or that of a body: its values can be judged.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Where the schema stands.
    pub at: Pointer,
    /// Its type; a generic one with its argument.
    pub ty: Type,
    /// Constraints beside the type's own.
    pub checks: Vec<Check>,
    /// Whether requests contain all of its type.
    pub in_request: bool,
    /// Whether responses do.
    pub in_response: bool,
}

impl Subject {
    /// Which way text of its type goes that is judged, and which way a value that is validated.
    pub fn directions(&self) -> (Direction, Direction) {
        match (self.in_request, self.in_response) {
            (true, false) => (Direction::Request, Direction::Request),
            (false, true) => (Direction::Response, Direction::Response),
            (true, true) | (false, false) => (Direction::Response, Direction::Request),
        }
    }
}

/// A value that the document shows.
#[derive(Clone, Debug)]
pub struct Example {
    /// Of which subject, by position.
    pub subject: usize,
    /// Where it stands.
    pub at: Pointer,
    /// The value.
    pub json: Value,
}

/// Markdown that rustdoc neither fails on nor runs; empty where the document says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs(pub String);

/// A place in [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A security scheme: a constructor of the client's `Auth`.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its key in the document.
    pub wire: String,
    /// The constructor.
    pub name: Ident,
    /// What the document says about it.
    pub docs: Docs,
    /// What it takes and where that goes.
    pub kind: SchemeKind,
}

/// The kinds of security schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// User and password (RFC 7617).
    Basic,
    /// A token (RFC 6750); also that of OAuth 2 and OpenID Connect.
    Bearer,
    /// A value in a header of this name, verbatim.
    Header(String),
    /// A value in the query under this name.
    Query(String),
    /// A value in a cookie of this name.
    Cookie(String),
}

/// A type that the document names or implies.
#[derive(Debug)]
pub struct TypeDef {
    /// Its name, unique in its module and the modules that re-export it.
    pub name: Ident,
    /// Where its schema stands.
    pub at: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// Which file it is emitted into.
    pub home: Home,
    /// What it is.
    pub kind: Kind,
    /// Whether requests contain it: then it has `new` and setters.
    pub in_request: bool,
    /// Whether responses contain it.
    pub in_response: bool,
}

/// The file that a type is emitted into.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// `models/<stem>.rs`
    Model(Ident),
    /// `resources/<resource>/types.rs`: what several operations of the resource share.
    Resource(usize),
    /// The file of an operation: resource and operation, by position.
    Operation(usize, usize),
}

/// The kinds of emitted types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An object with named properties.
    Struct(Struct),
    /// A string with known values.
    Enumeration(Enumeration),
    /// `oneOf` or `anyOf`.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// An object type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Struct {
    /// Properties with one value.
    pub constants: Vec<Constant>,
    /// Properties with a field, in document order.
    pub fields: Vec<Field>,
    /// Properties that the document does not name.
    pub rest: Rest,
    /// Constraints on the object.
    pub checks: Vec<Check>,
    /// Whether it has one type parameter, which [`Type::Parameter`] stands for.
    pub generic: bool,
}

impl Struct {
    /// Whether another value than the constant's breaks the schema. What a discriminator gives an heir is judged by a
    /// [`Check::Property`] instead.
    pub fn is_judged(&self, constant: &Constant) -> bool {
        let names =
            |check: &Check| matches!(check, Check::Property(name, _) if *name == constant.wire);
        !self.checks.iter().any(names)
    }
}

/// A property with one value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: String,
    /// Its value.
    pub value: Literal,
    /// See [`Field::only_in`].
    pub only_in: Option<Direction>,
}

/// Properties that the document does not name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rest {
    /// Allowed, passed over.
    #[default]
    Ignored,
    /// Not allowed.
    Refused,
    /// Kept in a field of this name; values have this type and obey these constraints.
    Kept(Ident, Type, Vec<Check>),
}

/// A property or parameter with a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// The field, its setter and its argument.
    pub name: Ident,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// The one direction in which it may be required: `readOnly` and `writeOnly`.
    pub only_in: Option<Direction>,
    /// How absence and null show in Rust.
    pub holder: Holder,
    /// The type of a value that is there.
    pub ty: Type,
    /// Whether a cycle closes here.
    pub boxed: bool,
    /// The constraints on its value.
    pub checks: Vec<Check>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Names of further setters: `unset_…` writes the empty string that unsets, `null_…` writes null.
    pub unset: Option<Ident>,
    /// See `unset`.
    pub null: Option<Ident>,
}

/// Whether a value may be left out, and whether it may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be left out.
    Optional,
    /// Always there, may be null.
    Nullable,
    /// May be left out, may be null.
    OptionalNullable,
}

/// How absence and null show in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// The type itself.
    Bare,
    /// `Option`: absent, or null where it may not be absent.
    Option,
    /// `Nullable`: absent, null and a value told apart.
    Nullable,
}

/// A type at a place of use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `Null`: null and nothing else.
    Null,
    /// `String`
    String,
    /// `bool`
    Boolean,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// Unix seconds.
    Timestamp,
    /// Base64 text.
    Base64,
    /// Raw bytes.
    Binary,
    /// Any JSON.
    Json,
    /// Any JSON object.
    JsonObject,
    /// `Vec<T>`
    Array(Box<Type>),
    /// `Map<T>`
    Map(Box<Type>),
    /// `Option<T>`: an item or entry that may be null.
    Option(Box<Type>),
    /// A type of the table.
    Named(TypeId),
    /// A generic type of the table with its argument.
    Generic(TypeId, Box<Type>),
    /// The type parameter of the generic type around it.
    Parameter,
    /// A value, or the empty string that unsets it.
    OrEmpty(Box<Type>),
    /// An id, or the object that it names.
    Expandable(Box<Type>),
}

/// A string type with known values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enumeration {
    /// Its values in document order.
    pub values: Vec<EnumValue>,
    /// The variant for values that the document does not know.
    pub unknown: Ident,
    /// Whether a request may hold such a value.
    pub open: bool,
}

/// One value of an [`Enumeration`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnumValue {
    /// On the wire.
    pub wire: String,
    /// Its variant.
    pub name: Ident,
}

/// A `oneOf` or `anyOf` type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// Which of the two.
    pub composition: Composition,
    /// The property whose value names the branch.
    pub tag: Option<String>,
    /// The branches in document order.
    pub branches: Vec<Branch>,
    /// Whether branches hold what stands beside the composition too: then a value that breaks it fits no branch, while
    /// the schema names another keyword.
    pub merged: bool,
    /// The variant for values that no branch takes.
    pub unmatched: Ident,
}

/// Which composition a union is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Composition {
    /// `anyOf`
    AnyOf,
    /// `oneOf`
    OneOf,
    /// `type` with several names: one branch for each of the JSON types.
    Type,
    /// Inheritance: a branch for each heir, and the base behind them, which alone is judged.
    Base,
}

/// One branch of a [`Union`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Branch {
    /// Where its schema stands; none where the union's own schema is all there is of it.
    pub at: Option<Pointer>,
    /// Its variant.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// Whether the variant holds a box: structs do, so that a union is small and cycles close.
    pub boxed: bool,
    /// The JSON types that it can be.
    pub kinds: Kinds,
    /// The values of the union's tag that name it.
    pub tags: Vec<String>,
    /// Constraints beside the type's own.
    pub checks: Vec<Check>,
}

/// A set of JSON types, as the runtime's `Kinds` numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Kinds(pub u8);

impl Kinds {
    /// `null`
    pub const NULL: Self = Self(1);
    /// `boolean`
    pub const BOOLEAN: Self = Self(2);
    /// `integer`
    pub const INTEGER: Self = Self(4);
    /// `number`, integers among them.
    pub const NUMBER: Self = Self(12);
    /// `string`
    pub const STRING: Self = Self(16);
    /// `array`
    pub const ARRAY: Self = Self(32);
    /// `object`
    pub const OBJECT: Self = Self(64);
    /// All of them.
    pub const ANY: Self = Self(127);

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
}

/// A JSON value that the document states.
#[derive(Clone, Debug, PartialEq)]
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
    Text(String),
    /// An array or object, as JSON text.
    Json(String),
}

/// No number of a document is NaN: JSON has none.
impl Eq for Literal {}

impl Hash for Literal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Null => {}
            Self::Boolean(value) => value.hash(state),
            Self::Integer(value) => value.hash(state),
            // Zero is minus zero.
            Self::Number(value) => (value + 0.0).to_bits().hash(state),
            Self::Text(text) | Self::Json(text) => text.hash(state),
        }
    }
}

/// A limit on a number, exact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Without a fraction.
    Integer(i128),
    /// As the document writes it.
    Decimal(String),
}

/// A regular expression and its translation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// ECMA-262, as the document states it.
    pub source: String,
    /// In the syntax of the engine.
    pub regex: String,
    /// Whether the `regex` crate runs it in linear time; else `fancy-regex`.
    pub linear: bool,
}

/// A constraint, in JSON Schema's words; see the runtime's `Check`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "each is the keyword of its name; the runtime's `Check` documents them"
)]
pub enum Check {
    Type(Kinds),
    Enum(Vec<Literal>),
    Const(Literal),
    MinLength(u64),
    MaxLength(u64),
    Pattern(Pattern),
    Format(Format),
    Minimum(Bound),
    ExclusiveMinimum(Bound),
    Maximum(Bound),
    ExclusiveMaximum(Bound),
    MultipleOf(Bound),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    Items(Vec<Check>),
    PrefixItems(Vec<Vec<Check>>, Vec<Check>),
    Contains(Vec<Check>, u64, u64),
    MinProperties(u64),
    MaxProperties(u64),
    PropertyNames(Vec<Check>),
    Values(Vec<Check>),
    Closed(Vec<String>),
    Required(Vec<String>),
    RequiredIn(Direction, Vec<String>),
    DependentRequired(String, Vec<String>),
    Property(String, Vec<Check>),
    PatternProperties(Vec<(Pattern, Vec<Check>)>),
    AdditionalProperties(Vec<String>, Vec<Pattern>, Vec<Check>),
    AllOf(Vec<Vec<Check>>),
    AnyOf(Vec<Vec<Check>>),
    OneOf(Vec<Vec<Check>>),
    Not(Vec<Check>),
    If(Vec<Check>, Vec<Check>, Vec<Check>),
    UnevaluatedProperties(Vec<Evaluated>, Vec<Check>),
    UnevaluatedItems(Vec<Evaluated>, Vec<Check>),
}

/// What evaluates properties of an object or items of an array; see the runtime's `Evaluated`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "each is the keyword of its name; the runtime's `Evaluated` documents them"
)]
pub enum Evaluated {
    All,
    Properties(Vec<String>),
    PatternProperties(Vec<Pattern>),
    PrefixItems(u64),
    Contains(Vec<Check>),
    Where(Vec<Check>, Vec<Evaluated>),
}

/// The values of `format` that mean something to the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "each is the format of its name; the runtime's `Format` documents them"
)]
pub enum Format {
    DateTime,
    Date,
    Time,
    Duration,
    Email,
    Hostname,
    Ipv4,
    Ipv6,
    Uri,
    UriReference,
    Uuid,
    Byte,
    Regex,
    JsonPointer,
    Password,
}
