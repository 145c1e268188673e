//! Every field of every object of OpenAPI 3.0, 3.1 and 3.2, and every keyword of JSON Schema 2020-12: what becomes of each.
//!
//! The tables (`objects` and `schema`) are what this generator knows. One walk over the document tells what is not
//! in them, what is and means something that is not honoured, and keywords whose values are none of theirs: once for each object and field, at its first place, with
//! how many places there are. So nothing that a document says is passed over in silence; extensions (`x-…`) alone are.

mod objects;
mod schema;
mod walk;

use serde_json::Value;

use crate::problem::Severity;

/// The objects of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Object {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Example,
    Link,
    Header,
    Tag,
    Reference,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    Flow,
}

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It decides what is emitted: types, names, the wire.
    Lowered,
    /// It decides what is emitted, and refuses no value: a name, a direction, what references go by.
    Annotated,
    /// It holds what references name.
    Referenced,
    /// It is a constraint, which is judged.
    Judged,
    /// It shows in the docs.
    Documented,
    /// It is an example: a value for tests.
    Sampled,
    /// It says something to people and nothing to a client.
    Passed,
    /// It means something that is not honoured, or not in full.
    Told(Severity, &'static str),
    /// It is a word of 3.0, and honoured; later versions say it otherwise.
    Of30(&'static str),
}

/// What stands below a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Below {
    /// A value, or an object that is data.
    Value,
    /// A text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A list of texts.
    Texts,
    /// A text or a list of texts.
    TextOrTexts,
    /// A list of values.
    Values,
    /// An object.
    One(Object),
    /// A schema that only judges.
    Rule,
    /// A list of objects.
    List(Object),
    /// Objects by names, which are data.
    Map(Object),
    /// Objects by names, with extensions among them.
    Patterned(Object),
    /// Objects by names, each of them in an object by names: callbacks.
    PatternedMap(Object),
}

/// A field of an object.
type Field = (&'static str, Fate, Below);

const WARNING: Severity = Severity::Warning;
const NOTE: Severity = Severity::Note;

impl Below {
    /// What is accepted there, where `value` is something else. Objects and schemas that types come of tell it themselves.
    fn refuses(self, value: &Value) -> Option<&'static str> {
        let is_text = |items: &Vec<Value>| items.iter().all(Value::is_string);
        let list = |it: &dyn Fn(&Vec<Value>) -> bool| value.as_array().is_some_and(it);
        let (fits, accepted) = match self {
            Self::Text => (value.is_string(), "text"),
            Self::Flag => (value.is_boolean(), "`true` or `false`"),
            Self::Texts => (list(&is_text), "a list of texts"),
            Self::TextOrTexts => (
                value.is_string() || list(&|it| !it.is_empty() && is_text(it)),
                "text or a list of texts",
            ),
            Self::Values => (
                list(&|it| !it.is_empty()),
                "a list of one value at the least",
            ),
            Self::List(Object::Schema) => (list(&|it| !it.is_empty()), "a list of schemas"),
            Self::Map(Object::Schema) => (value.is_object(), "an object of schemas"),
            Self::One(Object::Discriminator) => (value.is_object(), "an object"),
            Self::Rule => (value.is_object() || value.is_boolean(), "a schema"),
            Self::Value
            | Self::One(_)
            | Self::List(_)
            | Self::Map(_)
            | Self::Patterned(_)
            | Self::PatternedMap(_) => (true, "anything"),
        };
        (!fits).then_some(accepted)
    }
}

/// Whether a keyword of a schema describes values and refuses none.
pub(super) fn describes(keyword: &str) -> bool {
    let fate = Object::Schema.field(keyword).map(|(_, fate, _)| *fate);
    match fate {
        Some(
            Fate::Annotated | Fate::Referenced | Fate::Documented | Fate::Sampled | Fate::Passed,
        ) => true,
        Some(Fate::Lowered | Fate::Judged | Fate::Told(..) | Fate::Of30(_)) => false,
        None => keyword.starts_with("x-"),
    }
}

impl Object {
    /// The fields that it has.
    fn fields(self) -> &'static [Field] {
        match self {
            Self::Root => objects::ROOT,
            Self::Info => objects::INFO,
            Self::Contact => objects::CONTACT,
            Self::License => objects::LICENSE,
            Self::Server => objects::SERVER,
            Self::ServerVariable => objects::SERVER_VARIABLE,
            Self::Components => objects::COMPONENTS,
            Self::PathItem => objects::PATH_ITEM,
            Self::Operation => objects::OPERATION,
            Self::ExternalDocs => objects::EXTERNAL_DOCS,
            Self::Parameter => objects::PARAMETER,
            Self::RequestBody => objects::REQUEST_BODY,
            Self::MediaType => objects::MEDIA_TYPE,
            Self::Encoding => objects::ENCODING,
            Self::Response => objects::RESPONSE,
            Self::Example => objects::EXAMPLE,
            Self::Link => objects::LINK,
            Self::Header => objects::HEADER,
            Self::Tag => objects::TAG,
            Self::Reference => objects::REFERENCE,
            Self::Schema => schema::SCHEMA,
            Self::Discriminator => schema::DISCRIMINATOR,
            Self::Xml => schema::XML,
            Self::SecurityScheme => objects::SECURITY_SCHEME,
            Self::Flows => objects::FLOWS,
            Self::Flow => objects::FLOW,
        }
    }

    /// What is known of one of its fields.
    fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|(known, _, _)| *known == name)
    }

    /// Whether a `$ref` stands for the whole of it.
    fn may_be_reference(self) -> bool {
        matches!(
            self,
            Self::Parameter
                | Self::RequestBody
                | Self::MediaType
                | Self::Response
                | Self::Example
                | Self::Link
                | Self::Header
                | Self::SecurityScheme
        )
    }

    /// The specification's name, with its article.
    fn name(self) -> &'static str {
        match self {
            Self::Root => "an OpenAPI document",
            Self::Info => "`info`",
            Self::Contact => "`contact`",
            Self::License => "`license`",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "`components`",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::ExternalDocs => "`externalDocs`",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Header => "a header",
            Self::Tag => "a tag",
            Self::Reference => "a reference",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "`xml`",
            Self::SecurityScheme => "a security scheme",
            Self::Flows => "`flows`",
            Self::Flow => "a flow",
        }
    }
}

#[cfg(test)]
mod tests;
