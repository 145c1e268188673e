//! Parameters of an operation: those of its path item and its own, the path's first and in the order of the templates.

use super::draft::Owner;
use super::names::Ident;
use super::object::field;
use super::place::Place;
use super::resources::Route;
use super::security::is_authorization;
use super::{Lowering, docs};
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{Location, Parameter, Style};

/// A parameter before it is named.
pub(super) struct Unnamed {
    pub at: Pointer,
    pub own: objects::Parameter,
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
            .filter_map(|at| self.document.follow(&at).ok())
            .collect()
    }

    pub(super) fn found_parameters(&mut self, route: &Route) -> Found {
        let mut found = Found {
            parameters: Vec::new(),
            declares_authorization: false,
        };
        let mut places = self.items(&route.item, "parameters");
        places.extend(self.items(&route.at, "parameters"));
        for place in places {
            let target = self.document.follow(&place);
            let Some(at) = self.told(target) else {
                continue;
            };
            let own = objects::parameter(self.document, &at);
            let Some(own) = self.told(own) else { continue };
            if is_authorization(&own) {
                found.declares_authorization = true;
            } else if self.is_ours(&at, &own, route) {
                found.parameters.retain(|other: &Unnamed| {
                    other.own.name != own.name || other.own.location != own.location
                });
                found.parameters.push(Unnamed { at, own });
            }
        }
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

    /// Whether each template of the path has its parameter; without one the path cannot be sent.
    pub(super) fn templates_are_known(&mut self, route: &Route, parameters: &[Unnamed]) -> bool {
        let known = |name: &&str| {
            parameters
                .iter()
                .any(|it| it.own.location == objects::Location::Path && it.own.name == **name)
        };
        let missing: Vec<&str> = templates(&route.path)
            .into_iter()
            .filter(|name| !known(name))
            .collect();
        for name in &missing {
            let message = format!(
                "`{{{name}}}` of the path has no parameter with `in: path`; the operation is left out"
            );
            self.problems.error(&route.at, message);
        }
        missing.is_empty()
    }

    /// Lowers a parameter under its name.
    pub(super) fn parameter(&mut self, unnamed: &Unnamed, name: Ident, owner: &Owner) -> Parameter {
        let Unnamed { at, own } = unnamed;
        let schema = self.parameter_schema(at);
        let (place, json) = self.parameter_place(at, owner);
        let docs = docs::first(docs::clean(own.description.as_deref()), place.docs.clone());
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
        Parameter {
            at: schema,
            field: field(own.name.clone(), name, own.required, place, own.deprecated),
            location,
            style: if json { Style::Json } else { style(own.style) },
            explode: own.explode,
            allow_reserved: own.allow_reserved,
        }
    }

    /// Where the schema of a parameter stands.
    fn parameter_schema(&self, at: &Pointer) -> Option<Pointer> {
        let content = self.entries(at, "content").into_iter().next();
        let below = content.map_or_else(|| at.clone(), |(_, below)| below);
        Some(below.child("schema")).filter(|schema| self.document.get(schema).is_some())
    }

    /// The schema of a parameter, and whether it is written as JSON.
    fn parameter_place(&mut self, at: &Pointer, owner: &Owner) -> (Place, bool) {
        if let Some((media_type, below)) = self.entries(at, "content").into_iter().next() {
            return (
                self.schema(&below.child("schema"), owner),
                media_type.contains("json"),
            );
        }
        if !self.has(at, "schema") {
            return (Place::of(crate::ir::Type::String), false);
        }
        (self.schema(&at.child("schema"), owner), false)
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
    }
}

fn template(name: &str) -> String {
    format!("{{{name}}}")
}

/// The names in the braces of a path.
fn templates(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}
