//! The schemas whose values tests judge: those of bodies and parameters, components, and those that types come from.
//!
//! The type of a schema does not say all that the schema says. What stands beside it (null, a rule) is put back here, so that
//! a subject's verdict is its schema's.

use std::collections::{BTreeMap, BTreeSet};

use super::Lowering;
use super::null::Null;
use super::place::Place;
use crate::document::pointer::Pointer;
use crate::ir::{
    Api, Body, BodyFormat, Check, Field, Kind, Parameter, Response, ResponseFormat, ResponseHeader,
    Struct, Subject, Type, TypeDef, TypeId,
};

impl Lowering<'_> {
    /// The components, by the places that they came to; their types are not numbered yet. A slice, which has few of them
    /// and other numbers, has its types alone.
    pub(super) fn component_subjects(&self) -> Vec<Subject> {
        if !self.options.only.is_empty() {
            return Vec::new();
        }
        let schemas = Pointer::root().child("components").child("schemas");
        let is_component = |at: &Pointer| at.parent().is_some_and(|parent| parent == schemas);
        let lowered = self.referenced.iter().filter(|(at, _)| is_component(at));
        let subject = |(at, place): (&Pointer, &Option<Place>)| {
            place.as_ref().map(|place| Subject {
                at: at.clone(),
                ty: place.item(),
                checks: place.checks.clone(),
                in_request: false,
                in_response: false,
            })
        };
        lowered.filter_map(subject).collect()
    }

    /// The subjects, one for each schema: bodies in the order of the operations, parameters, headers of responses, components,
    /// then types.
    pub(super) fn subjects(&mut self, api: &Api, components: Vec<Subject>) -> Vec<Subject> {
        let operations = api.operations();
        let requests = operations.iter().filter_map(|it| it.body.as_ref());
        let responses = operations.iter().flat_map(|it| &it.responses);
        let parameters = operations.iter().flat_map(|it| &it.parameters);
        let headers = responses.clone().flat_map(|it| &it.headers);
        let requests = requests.filter_map(|body| self.of_request(body));
        let mut all: Vec<Subject> = requests.collect();
        all.extend(responses.filter_map(of_response));
        all.extend(parameters.filter_map(|it| self.of_parameter(it)));
        all.extend(headers.filter_map(of_header));
        all.extend(components);
        let merged = self.merged.keys().filter_map(|key| key.last());
        let merged: BTreeSet<&Pointer> = merged.chain(&self.blended).collect();
        let types = (0..).zip(&api.types);
        let types = types.filter(|(_, def)| !merged.contains(&def.at));
        all.extend(types.filter_map(|(number, def)| self.of_type(api, TypeId(number), def)));
        let mut taken = BTreeMap::new();
        all.retain(|subject| taken.insert(subject.at.clone(), ()).is_none());
        all.iter_mut().for_each(|subject| mark(subject, api));
        all
    }

    /// The schema of a request body. What is sent is never null, but the schema may let it in.
    fn of_request(&self, body: &Body) -> Option<Subject> {
        let at = body.at.as_ref()?;
        let ty = match (&body.format, &body.ty) {
            (BodyFormat::Text | BodyFormat::Bytes, _) => return None,
            (_, ty @ (Type::Option(_) | Type::Json | Type::Null)) => ty.clone(),
            (_, ty) if self.null_of_all(std::slice::from_ref(at)) == Null::Admitted => {
                Type::Option(Box::new(ty.clone()))
            }
            (_, ty) => ty.clone(),
        };
        subject(Some(at), &ty, &body.checks)
    }

    /// The schema of a parameter. What is sent is never null, but the schema may let it in.
    fn of_parameter(&self, parameter: &Parameter) -> Option<Subject> {
        let Field { ty, checks, .. } = &parameter.field;
        let at = parameter.at.as_ref()?;
        let nullable = self.null_of_all(std::slice::from_ref(at)) == Null::Admitted;
        let parent = at.parent();
        let is_wrapped = parent.is_some_and(|it| self.flag(&it, "allowEmptyValue"));
        let ty = match ty {
            Type::Json => Type::Json,
            // The empty value is the parameter's, not its schema's.
            Type::OrEmpty(inner) if is_wrapped => (**inner).clone(),
            ty if nullable => Type::Option(Box::new(ty.clone())),
            ty => ty.clone(),
        };
        subject(Some(at), &ty, checks)
    }

    /// The schema of a type. A generic type has none of its own, nor one that several schemas make together.
    fn of_type(&self, api: &Api, id: TypeId, def: &TypeDef) -> Option<Subject> {
        let beside = self.beside.get(&def.at)?;
        let named = Type::Named(id);
        let (ty, checks) = match &def.kind {
            Kind::Struct(Struct { generic: true, .. }) => return None,
            Kind::Union(_) => {
                let expandable = Type::Expandable(Box::new(named.clone()));
                match holder(api, &expandable) {
                    Some(field) if field.ty == expandable => (expandable, field.checks.clone()),
                    Some(_) => (expandable, beside.checks.clone()),
                    None => (named, beside.checks.clone()),
                }
            }
            Kind::Struct(_) | Kind::Enumeration(_) | Kind::Alias(_) => {
                (named, beside.checks.clone())
            }
        };
        let ty = if beside.nullable {
            Type::Option(Box::new(ty))
        } else {
            ty
        };
        Some(Subject {
            at: def.at.clone(),
            ty,
            checks,
            in_request: false,
            in_response: false,
        })
    }
}

/// The schema of a header, which is all constraint: its value has no type.
fn of_header(header: &ResponseHeader) -> Option<Subject> {
    let judged = header.judged.as_ref()?;
    subject(judged.at.as_ref(), &Type::Json, &judged.checks)
}

/// Finds out which way the values of a subject's type go. One without a named type goes both ways.
fn mark(subject: &mut Subject, api: &Api) {
    let named = subject.ty.named();
    let all = |goes: fn(&TypeDef) -> bool| named.iter().all(|id| goes(api.ty(*id)));
    let (in_request, in_response) = (all(|it| it.in_request), all(|it| it.in_response));
    (subject.in_request, subject.in_response) = (in_request, in_response);
}

/// A union of the objects that an id names comes from a schema which takes the id as well: the field that has both, or a list
/// of them.
fn holder<'a>(api: &'a Api, expandable: &Type) -> Option<&'a Field> {
    let shapes = api.types.iter().filter_map(|def| match &def.kind {
        Kind::Struct(shape) => Some(shape),
        Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => None,
    });
    let mut fields = shapes.flat_map(|shape| &shape.fields);
    fields.find(|field| items(&field.ty) == expandable)
}

/// The type of the items of a list, of lists too; the type itself where it is none.
fn items(ty: &Type) -> &Type {
    match ty {
        Type::Array(item) => items(item),
        ty => ty,
    }
}

fn of_response(response: &Response) -> Option<Subject> {
    let body = response.body.as_ref()?;
    match body.format {
        ResponseFormat::Json => subject(body.at.as_ref(), &body.ty, &body.checks),
        ResponseFormat::Text | ResponseFormat::Bytes => None,
    }
}

fn subject(at: Option<&Pointer>, ty: &Type, checks: &[Check]) -> Option<Subject> {
    Some(Subject {
        at: at?.clone(),
        ty: ty.clone(),
        checks: checks.to_vec(),
        in_request: false,
        in_response: false,
    })
}
