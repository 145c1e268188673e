//! One operation, put together: names of its own, parameters, body, responses.

use super::bodies::UnnamedBody;
use super::draft::{Owner, Scope};
use super::names::{ARGUMENTS, Case, Claim, Ident, decide_claims, one, with_ending, with_prefix};
use super::object::REST;
use super::parameters::Unnamed;
use super::resources::{Route, Seat};
use super::responses::said;
use super::{Lowering, docs};
use crate::document::objects;
use crate::ir::{
    Body, BodyArgument, Docs, Field, Kind, MOST_POSITIONAL, Operation, Outcome, Parameter,
    Presence, Rest, Scheme, SpreadName, TypeId,
};

impl Lowering<'_> {
    pub(super) fn operation(
        &mut self,
        route: &Route,
        seat: Seat,
        schemes: &[Scheme],
    ) -> Option<Operation> {
        let own = objects::operation(self.document, &route.at);
        let own = self.told(own)?;
        let Seat {
            resource,
            operation,
            word,
            name,
            type_name,
        } = seat;
        let scope = Scope::Resource {
            resource,
            operation,
            word: word.clone(),
        };
        let owner = Owner {
            scope,
            words: Vec::new(),
            given: None,
        };
        let found = self.found_parameters(route);
        let body = self.found_body(route, &owner, &word);
        let names = self.argument_names(&found.parameters, body.as_ref());
        let parameters = self.named_parameters(&found.parameters, &names, &owner);
        if let Some(id) = body.as_ref().and_then(|body| body.spread) {
            self.name_rest(id, &names);
        }
        let body = body.map(|body| self.named_body(body, &names[parameters.len()..]));
        let responses = self.responses(route, &owner, &word);
        let mut operation = Operation {
            id: own
                .operation_id
                .unwrap_or_else(|| format!("{} {}", route.method, route.path)),
            at: route.at.clone(),
            module: name.clone(),
            name,
            docs: body_docs(
                operation_docs(own.summary.as_deref(), own.description.as_deref()),
                route,
            ),
            method: route.method.clone(),
            path: self.sent_path(route),
            server: self.own_server(route),
            deprecated: own.deprecated,
            parameters,
            body,
            responses,
            output: Outcome::Nothing,
            failure: Outcome::Nothing,
            security: self.requirements(route, found.declares_authorization, schemes),
            required: None,
            type_name,
        };
        for response in &mut operation.responses {
            response.docs = said(response);
        }
        operation.required = self.required(&operation);
        Some(operation)
    }

    /// The path without a fragment, which is never sent.
    fn sent_path(&self, route: &Route) -> String {
        let path = route.path.split('#').next().unwrap_or_default();
        if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("/{path}")
        }
    }

    fn own_server(&mut self, route: &Route) -> Option<String> {
        self.base_url(&route.at)
            .or_else(|| self.base_url(&route.item))
    }

    /// Names of all arguments and setters in one scope: the parameters, then the body's fields or the body.
    fn argument_names(&self, parameters: &[Unnamed], body: Option<&UnnamedBody>) -> Vec<Ident> {
        let mut words: Vec<String> = Vec::new();
        for Unnamed { at, own, .. } in parameters {
            let given = self.given_name(at).unwrap_or_else(|| own.name.clone());
            let word = if words.contains(&given) {
                format!("{given} {:?}", own.location)
            } else {
                given
            };
            words.push(word);
        }
        if let Some(fields) = body
            .and_then(|body| body.spread)
            .map(|id| self.spread_fields(id))
        {
            for field in fields {
                let taken = words.contains(&field.wire);
                words.push(if taken {
                    format!("body {}", field.wire)
                } else {
                    field.wire.clone()
                });
            }
        }
        let claims: Vec<Claim<'_>> = words.iter().map(|word| Claim::of(word)).collect();
        decide_claims(Case::Snake, &claims, &ARGUMENTS)
    }

    /// The properties that a body keeps beside those it names have a setter among the operation's own.
    fn name_rest(&mut self, id: TypeId, names: &[Ident]) {
        let taken: Vec<&str> = names.iter().map(Ident::as_str).collect();
        if let Kind::Struct(shape) = &mut self.drafts[id.0 as usize].kind
            && let Rest::Kept(name, ..) = &mut shape.rest
            && taken.contains(&name.as_str())
        {
            *name = one(Case::Snake, REST, &taken, "_");
        }
    }

    fn spread_fields(&self, id: TypeId) -> &[Field] {
        match &self.drafts[id.0 as usize].kind {
            Kind::Struct(shape) => &shape.fields,
            Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => &[],
        }
    }

    fn named_parameters(
        &mut self,
        found: &[Unnamed],
        names: &[Ident],
        owner: &Owner,
    ) -> Vec<Parameter> {
        found
            .iter()
            .zip(names)
            .map(|(unnamed, name)| {
                self.parameter(unnamed, name.clone(), &owner.child(&unnamed.own.name))
            })
            .collect()
    }

    fn named_body(&self, body: UnnamedBody, names: &[Ident]) -> Body {
        let argument = match body.spread {
            Some(id) => BodyArgument::Spread(
                id,
                names
                    .iter()
                    .zip(self.spread_fields(id))
                    .map(spread_name)
                    .collect(),
            ),
            None => BodyArgument::Whole(Box::new(
                self.whole_body(&body, one(Case::Snake, "body", &[], "_")),
            )),
        };
        let UnnamedBody {
            media_type,
            format,
            required,
            at,
            place,
            ..
        } = body;
        Body {
            media_type,
            format,
            required,
            checks: place.checks,
            at,
            ty: place.ty,
            argument,
        }
    }

    /// The struct of the required values, where they are too many to be positional.
    fn required(&self, operation: &Operation) -> Option<Ident> {
        let parameters = operation
            .parameters
            .iter()
            .filter(|it| it.field.presence == Presence::Required)
            .count();
        let body = match operation
            .body
            .as_ref()
            .map(|body| (&body.argument, body.required))
        {
            Some((BodyArgument::Spread(id, _), _)) => {
                let required = |field: &&Field| {
                    matches!(field.presence, Presence::Required | Presence::Nullable)
                };
                self.spread_fields(*id).iter().filter(required).count()
            }
            Some((BodyArgument::Whole(_), required)) => usize::from(required),
            None => 0,
        };
        (parameters + body > MOST_POSITIONAL).then(|| with_ending(&operation.type_name, "Required"))
    }
}

fn spread_name((name, field): (&Ident, &Field)) -> SpreadName {
    SpreadName {
        name: name.clone(),
        unset: field.unset.as_ref().map(|_| with_prefix("unset", name)),
        null: None,
    }
}

/// The docs of an operation beside another whose body has another media type.
fn body_docs(docs: Docs, route: &Route) -> Docs {
    match &route.media_type {
        None => docs,
        Some(media_type) => Docs(
            format!("{}\n\nThe body is `{media_type}`.", docs.0)
                .trim()
                .to_owned(),
        ),
    }
}

/// Summary and description; the summary alone where the description repeats it.
fn operation_docs(summary: Option<&str>, description: Option<&str>) -> Docs {
    let (summary, description) = (docs::clean(summary), docs::clean(description));
    match (summary.0.is_empty(), description.0.is_empty()) {
        (true, _) => description,
        (_, true) => summary,
        _ if description.0.starts_with(summary.0.trim_end_matches('.')) => description,
        _ => Docs(format!(
            "{}.\n\n{}",
            summary.0.trim_end_matches('.'),
            description.0
        )),
    }
}
