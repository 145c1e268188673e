//! What is measured: a page of every list that operations give, every other success, and the forms that are sent.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Peer;
use crate::emit::file::Scope;
use crate::emit::layout::Layout;
use crate::emit::ty::emit_type;
use crate::ir::{Api, Body, BodyFormat, Kind, Operation, Outcome, Type};
use crate::print::print;
use crate::sample::{Subject, valid_samples};

/// How many items a list of a case has.
const ITEMS: usize = 100;

/// From how many samples a case's values are chosen, and how many of these, the fullest, are a page's items.
const SAMPLES: usize = 80;
const DIFFERENT: usize = 10;

/// A type to measure, and a value of it.
pub struct Case<'a> {
    name: String,
    pub ty: &'a Type,
    pub json: Value,
    /// Resource and operation, by position, whose form the value is.
    form: Option<(usize, usize)>,
}

/// All cases of an API.
pub fn cases(api: &Api) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    for (resource, it) in api.resources.iter().enumerate() {
        for (position, operation) in it.operations.iter().enumerate() {
            cases.extend(given(api, operation));
            let form = sent(api, operation, (resource, position));
            cases.extend(form.as_ref().and_then(lengthened));
            cases.extend(form);
        }
    }
    cases
}

/// The success of an operation.
fn given<'a>(api: &'a Api, operation: &'a Operation) -> Option<Case<'a>> {
    let Outcome::One(ty, _) = &operation.output else {
        return None;
    };
    let json = page(api, ty).or_else(|| fullest(api, ty).into_iter().next())?;
    Some(Case {
        name: format!("{} gives", operation.id),
        ty,
        json,
        form: None,
    })
}

/// The form of an operation.
fn sent<'a>(api: &'a Api, operation: &'a Operation, place: (usize, usize)) -> Option<Case<'a>> {
    let Some(Body {
        ty,
        format: BodyFormat::Form(_),
        ..
    }) = &operation.body
    else {
        return None;
    };
    Some(Case {
        name: format!("{} sends", operation.id),
        ty,
        json: fullest(api, ty).into_iter().find(is_sayable)?,
        form: Some(place),
    })
}

/// The same form with lists as long as a page; none where it has no list.
fn lengthened<'a>(form: &Case<'a>) -> Option<Case<'a>> {
    let json = lengthen(&form.json);
    (json != form.json).then(|| Case {
        name: format!("{} at length", form.name),
        json,
        ..*form
    })
}

/// The value with its outermost lists filled up.
fn lengthen(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().cycle().take(ITEMS).cloned().collect(),
        Value::Object(members) => {
            let members = members.iter();
            Value::Object(
                members
                    .map(|(key, it)| (key.clone(), lengthen(it)))
                    .collect(),
            )
        }
        scalar => scalar.clone(),
    }
}

/// Whether a form has words for the value: not for an empty list or map.
fn is_sayable(value: &Value) -> bool {
    match value {
        Value::Array(items) => !items.is_empty() && items.iter().all(is_sayable),
        Value::Object(members) => !members.is_empty() && members.values().all(is_sayable),
        _ => true,
    }
}

/// Valid values, the one with the most properties and items first. Text of the greatest length that a document allows is none
/// that servers send: of values with as many, the shortest comes first.
fn fullest(api: &Api, ty: &Type) -> Vec<Value> {
    let subject = Subject {
        ty: ty.clone(),
        checks: &[],
    };
    let mut values = valid_samples(api, &subject, SAMPLES, 0);
    values.sort_by_cached_key(|value| (Reverse(count(value)), value.to_string().len()));
    values
}

/// How many values it is made of.
fn count(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(count).sum::<usize>(),
        _ => 1,
    }
}

/// A list with as many items as pages have.
fn page(api: &Api, ty: &Type) -> Option<Value> {
    let Type::Generic(id, item) = ty else {
        return None;
    };
    let Kind::Struct(shape) = &api.ty(*id).kind else {
        return None;
    };
    let mut json = fullest(api, ty).pop()?;
    let items = fullest(api, item);
    let list = Type::Array(Box::new(Type::Parameter));
    for field in shape.fields.iter().filter(|field| field.ty == list) {
        let chosen = items.iter().take(DIFFERENT).cycle().take(ITEMS);
        json[&field.wire] = chosen.cloned().collect();
    }
    Some(json)
}

/// The function that measures all cases.
pub fn emit_cases(api: &Api, cases: &[Case<'_>]) -> String {
    let layout = Layout::new(api);
    let scope = Scope::outside(&layout);
    let peer = Peer {
        api,
        constants: BTreeSet::new(),
    };
    let calls = cases.iter().enumerate().map(|(number, case)| {
        let (name, file) = (&case.name, format!("{number}.json"));
        let (ours, theirs) = (emit_type(&scope, case.ty), peer.emit_type(case.ty));
        match case.form {
            Some(place) => {
                let operation = emit_operation(&scope, place);
                quote!(crate::measure_form::<#operation, #ours, #theirs>(criterion, #name, include_str!(#file));)
            }
            None => quote!(crate::measure::<#ours, #theirs>(criterion, #name, include_str!(#file));),
        }
    });
    let all = quote! {
        /// Measures all cases.
        pub fn measure(criterion: &mut Criterion) {
            #(#calls)*
        }
    };
    let head = quote!(
        use crate::peer::*;
        use criterion::Criterion;
    );
    let docs = vec!["What is measured.".to_owned()];
    print(scope.finish(String::new(), docs, vec![head, all]))
}

fn emit_operation(scope: &Scope<'_>, (resource, position): (usize, usize)) -> TokenStream {
    let operation = &scope.layout.api.resources[resource].operations[position];
    let module = scope.layout.resource(resource);
    scope.import(module, operation.type_name.as_str())
}
