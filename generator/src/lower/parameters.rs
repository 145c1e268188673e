//! Parameters of an operation: those of its path item and its own, the path's first and in the order of the templates.

use serde_json::Value;

use super::draft::Owner;
use super::media_types::is_json;
use super::names::Ident;
use super::object::field;
use super::place::Place;
use super::resources::Route;
use super::security::is_authorization;
use super::{Lowering, docs};
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{Docs, Kinds, Location, Parameter, Style, Type};
use crate::markdown::code;

/// A parameter before it is named.
pub(super) struct Unnamed {
    pub at: Pointer,
    pub own: objects::Parameter,
    /// Where it is listed; `at` is what stands there, or what a `$ref` there names.
    pub place: Pointer,
}

/// What a parameter takes.
struct ParameterValue {
    /// Where its schema stands, where that is judged.
    at: Option<Pointer>,
    place: Place,
    /// Whether it is written as JSON.
    json: bool,
}

/// The parameters of an operation, and whether one of them was the credential.
pub(super) struct Found {
    pub parameters: Vec<Unnamed>,
    pub declares_authorization: bool,
}

impl Lowering<'_> {
    /// Where the parameters stand: the operation's own, then those of the path item that it does not override.
    pub(super) fn parameter_places(&self, route: &Route) -> Vec<Pointer> {
        let mut places = self.items(&route.item, "parameters");
        places.extend(self.items(&route.at, "parameters"));
        places
            .into_iter()
            .filter_map(|at| self.follow(&at).ok())
            .collect()
    }

    pub(super) fn found_parameters(&mut self, route: &Route) -> Found {
        let mut found = Found {
            parameters: Vec::new(),
            declares_authorization: false,
        };
        let inherited = self.items(&route.item, "parameters");
        let own_list = self.items(&route.at, "parameters");
        for place in inherited.into_iter().chain(own_list) {
            let target = self.follow(&place);
            let Some(at) = self.told(target) else {
                continue;
            };
            let own = objects::parameter(self.document, &at);
            let Some(own) = self.told(own) else { continue };
            if is_authorization(&own) {
                found.declares_authorization = true;
            } else if self.is_ours(&at, &own, route) {
                self.tell_unknown_style(&at, &own);
                let unnamed = Unnamed { at, own, place };
                self.replace(&mut found.parameters, &unnamed);
                found.parameters.push(unnamed);
            }
        }
        self.add_undeclared(route, &mut found.parameters);
        let order = |parameter: &Unnamed| match parameter.own.location {
            objects::Location::Path => (0, route.path.find(&template(&parameter.own.name))),
            _ => (1, None),
        };
        found.parameters.sort_by_key(order);
        found
    }

    /// Whether a parameter is the operation's to send; the rest is told.
    fn is_ours(&mut self, at: &Pointer, own: &objects::Parameter, route: &Route) -> bool {
        let name = &own.name;
        let spoken_for = ["accept", "content-type"].contains(&name.to_ascii_lowercase().as_str());
        if own.location == objects::Location::Header && spoken_for {
            self.problems.note(at, format!("the header parameter `{name}` is ignored, as OpenAPI says: the media types set it"));
            return false;
        }
        if own.location == objects::Location::Header && !is_token(name) {
            let message = format!(
                "`{name}` is no name of a header; letters, digits and `-` are accepted; the parameter is left out"
            );
            self.problems.error(at, message);
            return false;
        }
        if own.location == objects::Location::Query && literal_query(&route.path).contains(name) {
            let message = format!(
                "`{name}` stands in the path `{}` with its value; the parameter is left out",
                route.path
            );
            self.problems.note(at, message);
            return false;
        }
        if own.location == objects::Location::Path && !route.path.contains(&template(name)) {
            self.problems.warning(
                at,
                format!(
                    "`{name}` is not in the path `{}`; the parameter is left out",
                    route.path
                ),
            );
            return false;
        }
        true
    }

    /// Takes away the parameter that this one overrides; of two in one list the last counts.
    fn replace(&mut self, parameters: &mut Vec<Unnamed>, by: &Unnamed) {
        let is_same = |other: &Unnamed| is_same(&other.own, &by.own);
        let listed = |other: &Unnamed| other.place.parent() == by.place.parent();
        if parameters
            .iter()
            .any(|other| is_same(other) && listed(other))
        {
            let message = format!(
                "`{}` stands twice among the parameters of this place; the last counts",
                by.own.name
            );
            self.problems.warning(&by.place, message);
        }
        parameters.retain(|other| !is_same(other));
    }

    fn tell_unknown_style(&mut self, at: &Pointer, own: &objects::Parameter) {
        if self.text(at, "in") == Some("querystring") {
            let message = format!(
                "`{}` is written as an object of the query: where it has lists or objects, with brackets",
                own.name
            );
            self.problems.note(&at.child("in"), message);
        }
        if let Some(style) = &own.unknown_style {
            let message = format!(
                "`{}` has style `{style}`, which its place does not take; the default counts",
                own.name
            );
            self.problems.warning(&at.child("style"), message);
        }
    }

    /// Adds a parameter for each template of the path that has none: without it the path cannot be sent.
    fn add_undeclared(&mut self, route: &Route, parameters: &mut Vec<Unnamed>) {
        for name in templates(&route.path) {
            let is_declared = parameters
                .iter()
                .any(|it| it.own.location == objects::Location::Path && it.own.name == name);
            if is_declared {
                continue;
            }
            let message = format!(
                "`{{{name}}}` of the path has no parameter with `in: path`; the operation takes it as text"
            );
            self.problems.warning(&route.at, message);
            // Where nothing stands: it says no more than its name.
            let nowhere = route.at.child("parameters").child(name);
            parameters.push(Unnamed {
                at: nowhere.clone(),
                place: nowhere,
                own: objects::Parameter {
                    name: name.to_owned(),
                    location: objects::Location::Path,
                    style: objects::Style::Simple,
                    explode: false,
                    required: true,
                    allow_reserved: false,
                    allow_empty_value: false,
                    deprecated: false,
                    description: None,
                    unknown_style: None,
                },
            });
        }
    }

    /// Lowers a parameter under its name.
    pub(super) fn parameter(&mut self, unnamed: &Unnamed, name: Ident, owner: &Owner) -> Parameter {
        let Unnamed { at, own, .. } = unnamed;
        let ParameterValue {
            at: schema,
            place,
            json,
        } = self.parameter_value(at, owner);
        let docs = docs::first(docs::clean(own.description.as_deref()), place.docs.clone());
        let docs = self.with_default(docs, own, &at.child("schema"));
        // Nothing outside JSON can say null.
        let place = Place {
            nullable: false,
            docs,
            ..place
        };
        let location = match own.location {
            objects::Location::Path => Location::Path,
            objects::Location::Query => Location::Query,
            objects::Location::Header => Location::Header,
            objects::Location::Cookie => Location::Cookie,
        };
        let place = if own.allow_empty_value && is_scalar(&place.ty) {
            Place {
                ty: Type::OrEmpty(Box::new(place.ty)),
                ..place
            }
        } else {
            place
        };
        self.tell_joined_cookie(at, own, &place.ty);
        if !json {
            self.tell_nesting(at, own, &place.ty);
        }
        Parameter {
            at: schema,
            field: field(own.name.clone(), name, own.required, place, own.deprecated),
            location,
            style: if json { Style::Json } else { style(own.style) },
            explode: own.explode,
            allow_reserved: own.allow_reserved,
        }
    }

    /// Tells of a list or an object in the style `cookie` that does not explode: the specification has no such thing.
    fn tell_joined_cookie(&mut self, at: &Pointer, own: &objects::Parameter, ty: &Type) {
        if own.style == objects::Style::Cookie && !own.explode && self.holds_more(ty) {
            let message = format!(
                "`{}` has style `cookie` and does not explode, which is defined for scalars alone; lists and objects are joined by commas",
                own.name
            );
            self.problems.warning(&at.child("explode"), message);
        }
    }

    /// Tells of lists and objects inside others, where no bracket can say them.
    fn tell_nesting(&mut self, at: &Pointer, own: &objects::Parameter, ty: &Type) {
        let has_brackets = matches!(own.style, objects::Style::Form | objects::Style::DeepObject);
        if !has_brackets && self.nests(ty) {
            let message = format!(
                "`{}` has lists or objects inside others, which its style has no way to say: such values are refused when they are sent",
                own.name
            );
            self.problems.warning(at, message);
        }
    }

    /// Where the schema of a parameter stands.
    fn parameter_schema(&self, at: &Pointer) -> Option<Pointer> {
        let content = self.entries(at, "content").into_iter().next();
        let below = content.map_or_else(|| at.clone(), |(_, below)| below);
        Some(below.child("schema")).filter(|schema| self.get(schema).is_some())
    }

    /// The docs of a parameter with what the server takes where it is left out.
    fn with_default(&self, docs: Docs, own: &objects::Parameter, schema: &Pointer) -> Docs {
        let schema = self.follow(schema);
        let stated = schema.ok().and_then(|at| self.default_of(&at));
        let text = match stated {
            None | Some(Value::Null) => return docs,
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
        };
        if own.required || text.is_empty() || text.contains(char::is_control) {
            return docs;
        }
        let default = format!("By default {}.", code(&text));
        Docs(if docs.0.is_empty() {
            format!("Sets {}. {default}", code(&own.name))
        } else {
            format!("{}\n\n{default}", docs.0)
        })
    }

    /// The value of a parameter.
    fn parameter_value(&mut self, at: &Pointer, owner: &Owner) -> ParameterValue {
        let content = self.entries(at, "content").into_iter().next();
        let json = content.as_ref().is_some_and(|(stated, _)| is_json(stated));
        let schema = self.parameter_schema(at);
        let place = match &schema {
            Some(schema) => self.schema(schema, owner),
            None if json => Place::of(Type::Json),
            None => Place::of(Type::String),
        };
        let is_whole_query = self.text(at, "in") == Some("querystring");
        match content {
            Some(content) if !json && !is_whole_query && self.holds_more(&place.ty) => {
                self.text_value(place.docs, content)
            }
            _ => ParameterValue {
                at: schema,
                place,
                json,
            },
        }
    }

    /// The text of a list or an object in a media type that nobody here writes.
    fn text_value(&mut self, docs: Docs, (media_type, at): (String, Pointer)) -> ParameterValue {
        let message =
            format!("`{media_type}` is taken as text: of lists and objects JSON alone is written");
        self.problems.note(&at, message);
        ParameterValue {
            at: None,
            place: Place {
                docs,
                ..Place::of(Type::String)
            },
            json: false,
        }
    }

    /// Whether values of this type can be lists or objects.
    fn holds_more(&self, ty: &Type) -> bool {
        self.kinds(ty).and(Kinds::ARRAY.or(Kinds::OBJECT)) != Kinds::default()
    }
}

pub(super) fn style(style: objects::Style) -> Style {
    match style {
        objects::Style::Matrix => Style::Matrix,
        objects::Style::Label => Style::Label,
        objects::Style::Simple => Style::Simple,
        objects::Style::Form => Style::Form,
        objects::Style::SpaceDelimited => Style::SpaceDelimited,
        objects::Style::PipeDelimited => Style::PipeDelimited,
        objects::Style::DeepObject => Style::DeepObject,
        objects::Style::Cookie => Style::Cookie,
    }
}

/// Whether two parameters are one (OpenAPI 3.0.3, 4.7.12.1); the names of headers ignore case.
fn is_same(one: &objects::Parameter, other: &objects::Parameter) -> bool {
    let same_name = match one.location {
        objects::Location::Header => one.name.eq_ignore_ascii_case(&other.name),
        objects::Location::Path | objects::Location::Query | objects::Location::Cookie => {
            one.name == other.name
        }
    };
    same_name && one.location == other.location
}

/// Whether a value is one word that is never empty, so that an empty one is another thing.
fn is_scalar(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Boolean | Type::I32 | Type::I64 | Type::F32 | Type::F64 | Type::Timestamp
    )
}

/// Whether this is a token (RFC 9110, 5.6.2): what methods and the names of headers are.
pub(super) fn is_token(name: &str) -> bool {
    let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(may_stand)
}

fn template(name: &str) -> String {
    format!("{{{name}}}")
}

/// The names that a path's own query gives values.
fn literal_query(path: &str) -> Vec<String> {
    let path = path.split('#').next().unwrap_or_default();
    let pairs = path.split_once('?').into_iter();
    let pairs = pairs.flat_map(|(_, query)| query.split('&'));
    let names = pairs.filter_map(|pair| pair.split('=').next());
    names.map(str::to_owned).collect()
}

/// The names in the braces of a path, without its fragment, which is never sent.
fn templates(path: &str) -> Vec<&str> {
    let path = path.split('#').next().unwrap_or_default();
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}
