//! Resources and operations: what the client offers, from parameters to responses.

use super::{Check, Docs, Field, Ident, Kinds, Pointer, Type, TypeId};

/// A group of operations behind one accessor of the client.
#[derive(Debug)]
pub struct Resource {
    /// The module and the accessor.
    pub name: Ident,
    /// The accessor's type.
    pub type_name: Ident,
    /// What the document says about the tag.
    pub docs: Docs,
    /// The resource that this one belongs to, by position; none for the client's own.
    pub parent: Option<usize>,
    /// Its operations in document order.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// Its `operationId`, or method and path.
    pub id: String,
    /// Where it stands.
    pub at: Pointer,
    /// The accessor's method.
    pub name: Ident,
    /// The file below its resource.
    pub module: Ident,
    /// The type of the operation's value.
    pub type_name: Ident,
    /// What the document says about it.
    pub docs: Docs,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path as the document writes it.
    pub path: String,
    /// Its own server, where it has one.
    pub server: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Its parameters; those of the path first, in the order of the templates.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<Body>,
    /// Its responses in document order.
    pub responses: Vec<Response>,
    /// What success decodes to.
    pub output: Outcome,
    /// What a documented error decodes to.
    pub failure: Outcome,
    /// The security requirements, as keys of `Scheme::wire`.
    pub security: Vec<Vec<String>>,
    /// The struct that names the required values, where they are more than four.
    pub required: Option<Ident>,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Where its schema stands, where that is judged.
    pub at: Option<Pointer>,
    /// Its value.
    pub field: Field,
    /// Where it goes.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Whether each item or property stands by itself.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// The field `in` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "OpenAPI's own words")]
pub enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter or form field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "OpenAPI's own words; `Json` is a JSON media type"
)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
    Json,
}

/// A request body.
#[derive(Debug)]
pub struct Body {
    /// What goes into `Content-Type`.
    pub media_type: String,
    /// How it is written.
    pub format: BodyFormat,
    /// Whether it may not be left out.
    pub required: bool,
    /// Constraints beside the type's own.
    pub checks: Vec<Check>,
    /// Where its schema stands, where that is judged.
    pub at: Option<Pointer>,
    /// Its type.
    pub ty: Type,
    /// How the operation takes it.
    pub argument: BodyArgument,
}

/// How an operation takes its body.
#[derive(Debug)]
pub enum BodyArgument {
    /// Property by property: an inline object of this type, whose field `i` the operation takes under name `i`.
    Spread(TypeId, Vec<SpreadName>),
    /// As one value.
    Whole(Box<Field>),
}

/// The names under which an operation takes a property of its body.
#[derive(Debug)]
pub struct SpreadName {
    /// The setter or argument.
    pub name: Ident,
    /// See [`Field::unset`].
    pub unset: Option<Ident>,
    /// See [`Field::null`].
    pub null: Option<Ident>,
}

/// How a body is written.
#[derive(Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`
    Form(Vec<Encoding>),
    /// `multipart/form-data`
    Multipart(Vec<Encoding>),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// The encoding of a form's property.
#[derive(Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The property.
    pub wire: String,
    /// How it is written.
    pub style: Style,
    /// Whether each item or property stands by itself.
    pub explode: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// The content type of its part.
    pub content_type: Option<String>,
}

/// A documented response: a status and, where that has several media types with schemas of their own, one of these.
#[derive(Debug)]
pub struct Response {
    /// Which statuses it is for.
    pub status: Status,
    /// Whether it is a success.
    pub success: bool,
    /// Its media type, where it has a body.
    pub media_type: Option<String>,
    /// The words of its variant, where success or failure is an enum.
    pub variant: String,
    /// How its body is read, where it has one.
    pub body: Option<ResponseBody>,
    /// What the document says about it.
    pub docs: Docs,
    /// Its headers.
    pub headers: Vec<ResponseHeader>,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseHeader {
    /// Its name.
    pub wire: String,
    /// A scalar, an array of scalars, or any JSON where it is JSON text.
    pub ty: Type,
    /// What the document says about it.
    pub docs: Docs,
    /// What a reply is judged by; none where nothing can be wrong.
    pub judged: Option<JudgedHeader>,
}

/// What a header of a reply is judged by.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedHeader {
    /// Where its schema stands, where that is judged.
    pub at: Option<Pointer>,
    /// How its text is read.
    pub form: HeaderForm,
    /// The JSON type of its value, or of its items.
    pub kinds: Kinds,
    /// Whether it may not be left out.
    pub required: bool,
    /// All that its schema asks for.
    pub checks: Vec<Check>,
}

/// How the text of a header is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As one scalar.
    One,
    /// As scalars between commas.
    List,
    /// As JSON.
    Json,
}

/// A header that responses of the API have.
#[derive(Clone, Debug)]
pub struct Header {
    /// The constant by which users read it.
    pub name: Ident,
    /// Its name and its type; text where responses differ in it.
    pub header: ResponseHeader,
}

/// The body of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseBody {
    /// Where its schema stands, where it has one.
    pub at: Option<Pointer>,
    /// Its type.
    pub ty: Type,
    /// How it is read.
    pub format: ResponseFormat,
    /// Constraints beside the type's own.
    pub checks: Vec<Check>,
}

/// How the body of a response is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseFormat {
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

/// A key of the responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// `4XX` is 4.
    Class(u16),
    /// `default`
    Default,
}

/// What the responses of one side, success or failure, decode to.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing: no body is documented.
    Nothing,
    /// One type for all.
    One(Type, ResponseFormat),
    /// An enum of this name: for each response, by position, its variant.
    ByStatus(Ident, Vec<(usize, Ident)>),
}
