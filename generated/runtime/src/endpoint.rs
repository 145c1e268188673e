//! What is static about an operation: the tables that its generated value states.

use crate::absence::{is_absent, is_untouched};
use crate::shape::{Check, Kinds, Shape};
use crate::visit::Visit;

/// The static half of an operation.
#[derive(Debug)]
pub struct Endpoint {
    /// The operation's id, or method and path where it has none.
    pub name: &'static str,
    /// The HTTP method in capitals.
    pub method: &'static str,
    /// The path with its templates, beginning with a slash.
    pub path: &'static str,
    /// The server of this operation alone, where it has one.
    pub server: Option<&'static str>,
    /// The parameters, in the order in which the operation hands over their values.
    pub parameters: &'static [Parameter],
    /// The request body.
    pub body: Option<RequestBody>,
    /// What is static about the properties of the body, where the operation takes them one by one.
    pub properties: Option<&'static Shape>,
    /// The security requirements: one of them must be met, each names the schemes it takes together.
    pub security: &'static [&'static [&'static str]],
    /// The documented responses; a response's position is its case.
    pub responses: &'static [ResponseCase],
}

impl Endpoint {
    /// Whether this body is left out: it is not there, or one that is taken property by property may be left out and has
    /// none of them. JSON that may not be left out is null.
    pub(crate) fn leaves_out(&self, body: &dyn Visit) -> bool {
        match &self.body {
            Some(stated) if stated.is_required() => {
                !matches!(stated.format, BodyFormat::Json) && is_absent(body)
            }
            _ => is_absent(body) || (self.properties.is_some() && is_untouched(body)),
        }
    }
}

/// A parameter (OpenAPI: Parameter Object).
#[derive(Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub wire: &'static str,
    /// Where it goes.
    pub location: Location,
    /// How its value is written.
    pub style: Style,
    /// What more is said of it.
    pub words: &'static [Word],
    /// The constraints on its value.
    pub checks: &'static [Check],
}

impl Parameter {
    /// Whether it may not be left out.
    pub fn is_required(&self) -> bool {
        self.words.contains(&Word::Required)
    }

    /// Whether each item or property stands by itself: as it says, else what the style has by default.
    pub fn explodes(&self) -> bool {
        let stated = self.words.iter().find_map(|word| match word {
            Word::Exploded => Some(true),
            Word::Joined => Some(false),
            _ => None,
        });
        let by_default = matches!(self.style, Style::Form | Style::DeepObject | Style::Cookie);
        stated.unwrap_or(by_default)
    }

    /// Whether characters reserved in RFC 3986 stay as they are.
    pub fn allows_reserved(&self) -> bool {
        self.words.contains(&Word::Reserved)
    }
}

/// What more is said of a parameter, a request body, an encoding or a header: data rather than methods, so that a table is
/// promoted to a static as it stands and the compiler evaluates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The parameter, the body or the header may not be left out.
    Required,
    /// Each item or property of the parameter stands by itself.
    Exploded,
    /// The items or properties of the parameter or the encoded property stand together.
    Joined,
    /// Characters of the parameter, or of the encoded property, that are reserved in RFC 3986 stay as they are.
    Reserved,
    /// The content type of the property's part, in multipart.
    ContentType(&'static str),
}

/// The field `in` of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A template of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// The field `style` of a parameter or encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `simple` (RFC 6570)
    Simple,
    /// `label` (RFC 6570)
    Label,
    /// `matrix` (RFC 6570)
    Matrix,
    /// `form` (RFC 6570); an array or object inside another in brackets, as `deepObject` has them.
    Form,
    /// Space separated.
    SpaceDelimited,
    /// Separated by `|`.
    PipeDelimited,
    /// `name[key]=value`, nested to any depth; scalars of an array `name[]=`, objects `name[i][key]=`.
    DeepObject,
    /// As `form`, with nothing escaped: a value that a cookie cannot hold as it is, is refused.
    Cookie,
    /// JSON text, for a parameter or field with a JSON media type.
    Json,
}

/// The request body.
#[derive(Debug)]
pub struct RequestBody {
    /// The value of `Content-Type`.
    pub media_type: &'static str,
    /// How the body is written.
    pub format: BodyFormat,
    /// What more is said of it.
    pub words: &'static [Word],
    /// The constraints on it beside its type's own.
    pub checks: &'static [Check],
}

impl RequestBody {
    /// Whether it may not be left out.
    pub fn is_required(&self) -> bool {
        self.words.contains(&Word::Required)
    }
}

/// How a request body is written.
#[derive(Debug)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`, with the properties that are written by a style.
    Form(&'static [Encoding]),
    /// `multipart/form-data`.
    Multipart(&'static [Encoding]),
    /// Text, as it is.
    Text,
    /// Bytes, as they are.
    Bytes,
}

/// The encoding of one property of a form (OpenAPI: Encoding Object): the property, its style, and what more is said of it.
/// Each item or property stands by itself where it does not say otherwise.
#[derive(Debug)]
pub struct Encoding(pub &'static str, pub Style, pub &'static [Word]);

impl Encoding {
    /// Whether each item or property stands by itself.
    pub fn explodes(&self) -> bool {
        !self.2.contains(&Word::Joined)
    }

    /// Whether characters reserved in RFC 3986 stay as they are, in a form.
    pub fn allows_reserved(&self) -> bool {
        self.2.contains(&Word::Reserved)
    }

    /// The content type of its part, in multipart.
    pub fn content_type(&self) -> Option<&'static str> {
        self.2.iter().find_map(|word| match word {
            Word::ContentType(content_type) => Some(*content_type),
            _ => None,
        })
    }
}

/// One documented response: a status and, where that has several media types, one of these.
#[derive(Debug)]
pub struct ResponseCase {
    /// Which statuses it is for.
    pub status: StatusPattern,
    /// What it counts as.
    pub side: Side,
    /// Its media type; none without a body.
    pub media_type: Option<&'static str>,
    /// The constraints on its body beside its type's own.
    pub checks: &'static [Check],
    /// Its headers that can be judged.
    pub headers: &'static [ResponseHeader],
}

impl ResponseCase {
    /// Whether it counts as success.
    pub fn is_success(&self) -> bool {
        self.side == Side::Success
    }
}

/// A header of a response (OpenAPI: Header Object, whose style is `simple`).
#[derive(Debug)]
pub struct ResponseHeader {
    /// Its name.
    pub wire: &'static str,
    /// How its text is read.
    pub form: HeaderForm,
    /// The JSON types of its value, or of its items.
    pub kinds: Kinds,
    /// What more is said of it.
    pub words: &'static [Word],
    /// The constraints on its value.
    pub checks: &'static [Check],
}

impl ResponseHeader {
    /// Whether it may not be left out.
    pub fn is_required(&self) -> bool {
        self.words.contains(&Word::Required)
    }
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

/// What a response counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Success: 2xx, or `default` where no 2xx is documented.
    Success,
    /// An error.
    Failure,
}

/// A key of the Responses Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    /// One status.
    Exact(u16),
    /// A class: `4XX` is 4.
    Class(u16),
    /// Every status that no other names.
    Default,
}
