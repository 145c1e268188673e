//! What is static about an operation, and the trait that its generated value implements.

use crate::absence::{is_absent, is_untouched};
use crate::call::Call;
use crate::error::DecodeError;
use crate::reading::Reading;
use crate::shape::Check;
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
    /// The security requirements: one of them must be met, each names the schemes it takes together.
    pub security: &'static [&'static [&'static str]],
    /// The documented responses; a response's position is its case.
    pub responses: &'static [ResponseCase],
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
    /// Whether each item or property stands by itself.
    pub explode: bool,
    /// Whether characters reserved in RFC 3986 stay as they are.
    pub allow_reserved: bool,
    /// Whether it may not be left out.
    pub required: bool,
    /// The constraints on its value.
    pub checks: &'static [Check],
}

impl Parameter {
    /// A parameter that may be left out, in this style.
    pub const fn new(wire: &'static str, location: Location, style: Style) -> Self {
        Self {
            wire,
            location,
            style,
            explode: matches!(style, Style::Form | Style::DeepObject),
            allow_reserved: false,
            required: false,
            checks: &[],
        }
    }

    /// The same, and it may not be left out.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, with the field `explode`; without, it is what the style has by default.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// The same, with reserved characters as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The same, with these constraints.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }
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
    /// Whether it may not be left out.
    pub required: bool,
    /// Whether the operation takes its properties one by one.
    pub spread: bool,
    /// The constraints on it beside its type's own.
    pub checks: &'static [Check],
}

impl RequestBody {
    /// A body that may be left out.
    pub const fn new(media_type: &'static str, format: BodyFormat) -> Self {
        Self {
            media_type,
            format,
            required: false,
            spread: false,
            checks: &[],
        }
    }

    /// The same, and it may not be left out.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, taken property by property.
    #[must_use]
    pub const fn spread(mut self) -> Self {
        self.spread = true;
        self
    }

    /// The same, with these constraints.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// Whether this body is left out: it is not there, or one that is taken property by property may be left out and has
    /// none of them.
    pub(crate) fn is_left_out(&self, body: &dyn Visit) -> bool {
        is_absent(body) || (self.spread && !self.required && is_untouched(body))
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

/// The encoding of one property of a form (OpenAPI: Encoding Object).
#[derive(Debug)]
pub struct Encoding {
    /// The property.
    pub wire: &'static str,
    /// How its value is written.
    pub style: Style,
    /// Whether each item or property stands by itself.
    pub explode: bool,
    /// Whether characters reserved in RFC 3986 stay as they are, in a form.
    pub allow_reserved: bool,
    /// The content type of its part, in multipart.
    pub content_type: Option<&'static str>,
}

impl Encoding {
    /// The encoding of a property in this style, exploded.
    pub const fn new(wire: &'static str, style: Style) -> Self {
        Self {
            wire,
            style,
            explode: true,
            allow_reserved: false,
            content_type: None,
        }
    }

    /// The same, not exploded.
    #[must_use]
    pub const fn joined(mut self) -> Self {
        self.explode = false;
        self
    }

    /// The same, with reserved characters as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The same, its part of this content type.
    #[must_use]
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = Some(content_type);
        self
    }
}

/// One documented response: a status and, where that has several media types, one of these.
#[derive(Debug)]
pub struct ResponseCase {
    /// Which statuses it is for.
    pub status: StatusPattern,
    /// Whether it counts as success: 2xx, or `default` where no 2xx is documented.
    pub success: bool,
    /// Its media type; none without a body.
    pub media_type: Option<&'static str>,
    /// The constraints on its body beside its type's own.
    pub checks: &'static [Check],
}

impl ResponseCase {
    /// A response that counts as success.
    pub const fn success(status: StatusPattern, media_type: Option<&'static str>) -> Self {
        Self {
            status,
            success: true,
            media_type,
            checks: &[],
        }
    }

    /// A response that counts as an error.
    pub const fn failure(status: StatusPattern, media_type: Option<&'static str>) -> Self {
        Self {
            status,
            success: false,
            media_type,
            checks: &[],
        }
    }

    /// The same with constraints on its body.
    #[must_use]
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }
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

/// An operation with its values: what generated code implements and the runtime sends.
pub trait Operation: Sized {
    /// What success decodes to.
    type Output;
    /// What a documented error decodes to.
    type Failure;
    /// The static half.
    const ENDPOINT: &'static Endpoint;

    /// The operation without any value.
    #[doc(hidden)]
    fn blank(call: Call) -> Self;
    /// The client and the options of this call.
    fn call(&self) -> &Call;
    /// The same, to change it.
    fn call_mut(&mut self) -> &mut Call;
    /// Hands over the values of the parameters, in the order of the endpoint's.
    fn parameters(&self, take: &mut dyn FnMut(&[&dyn Visit]));
    /// The request body.
    fn body(&self) -> Option<&dyn Visit>;
    /// Decodes the body of a success.
    ///
    /// # Errors
    /// Where the body does not fit.
    fn output(case: usize, reply: &mut Reading<'_>) -> Result<Self::Output, DecodeError>;
    /// Decodes the body of a documented error.
    ///
    /// # Errors
    /// Where the body does not fit.
    fn failure(case: usize, reply: &mut Reading<'_>) -> Result<Self::Failure, DecodeError>;
}
