//! The values that an operation can be called with: those of its parameters, and its bodies.

use generator::ir::{
    Body, BodyArgument, BodyFormat, Field, Kind, Location, Operation, Parameter, Presence, Struct,
    Type,
};
use serde_json::Value;

use super::sampling::Sampling;
use super::sayable::{is_sayable, is_sayable_by, pruned};

/// The values of an operation.
pub struct Values<'a> {
    /// Of each parameter.
    pub parameters: Vec<(&'a Parameter, Vec<Value>)>,
    /// Of the body: the least first.
    pub bodies: Vec<Value>,
}

impl<'a> Sampling<'a> {
    /// The values of this operation.
    pub fn of_operation(&self, operation: &'a Operation) -> Values<'a> {
        let parameters = operation.parameters.iter();
        let body = operation.body.as_ref();
        Values {
            parameters: parameters
                .map(|parameter| (parameter, self.of_parameter(parameter)))
                .collect(),
            bodies: body.map(|body| self.of_body(body)).unwrap_or_default(),
        }
    }

    fn of_parameter(&self, parameter: &Parameter) -> Vec<Value> {
        let Field { ty, checks, .. } = &parameter.field;
        let mut values = self.values(ty, checks);
        values.retain(|value| {
            is_sayable_by(parameter, value) && self.accepts(parameter.at.as_ref(), value)
        });
        if let (Location::Query, Type::OrEmpty(_)) = (parameter.location, ty) {
            values.push(Value::from(""));
        }
        values
    }

    fn of_body(&self, body: &Body) -> Vec<Value> {
        let mut bodies = Vec::new();
        for sample in self.values(&body.ty, &body.checks) {
            let value = self.fitted(body, &sample);
            if self.is_valid(body, &value) && !bodies.contains(&value) {
                bodies.push(value);
            }
        }
        if bodies.is_empty() {
            bodies.extend(self.assembled(body, is_required));
            bodies.extend(self.assembled(body, |_| true));
        }
        bodies
    }

    /// A valid body of values that were sampled one by one: where no sample of the whole can be said.
    fn assembled(&self, body: &Body, is_wanted: fn(&Field) -> bool) -> Option<Value> {
        let fields = self.spread(body)?.fields.iter();
        let values = fields.filter(|field| is_wanted(field)).map(|field| {
            let values = self.values(&field.ty, &field.checks).into_iter();
            let fitted = values.map(|value| pruned(&value)).filter(is_sayable);
            (&field.wire, fitted.collect())
        });
        let values: Vec<(&String, Vec<Value>)> = values.collect();
        let most = values.iter().map(|(_, values)| values.len()).max()?;
        let nth = |number: usize| {
            let members = values.iter().filter_map(|(wire, values)| {
                let value = values.get(number % values.len().max(1))?;
                Some(((*wire).clone(), value.clone()))
            });
            Value::Object(members.collect())
        };
        (0..most).map(nth).find(|value| self.is_valid(body, value))
    }

    /// The value without what the operation has no setter for, or the format no word.
    pub fn fitted(&self, body: &Body, sample: &Value) -> Value {
        let mut value = if is_form(body) {
            pruned(sample)
        } else {
            sample.clone()
        };
        if let (Some(object), Some(members)) = (self.spread(body), value.as_object_mut()) {
            let is_field = |wire: &String| object.fields.iter().any(|it| it.wire == *wire);
            let is_constant = |wire: &String| object.constants.iter().any(|it| it.wire == *wire);
            members.retain(|wire, _| is_field(wire) || is_constant(wire));
        }
        value
    }

    /// Whether a body can be said, and its schema accepts it.
    pub fn is_valid(&self, body: &Body, value: &Value) -> bool {
        let members = || {
            value
                .as_object()
                .is_some_and(|it| it.values().all(is_sayable))
        };
        (!is_form(body) || members()) && self.accepts(body.at.as_ref(), value)
    }

    /// The object whose properties the operation takes one by one.
    pub fn spread(&self, body: &Body) -> Option<&'a Struct> {
        match &body.argument {
            BodyArgument::Spread(id, _) => match &self.api.ty(*id).kind {
                Kind::Struct(object) => Some(object),
                Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => None,
            },
            BodyArgument::Whole(_) => None,
        }
    }

    /// Whether the operation takes something of the body that may not be left out.
    pub fn takes_some(&self, body: &Body) -> bool {
        let object = self.spread(body);
        body.required || object.is_some_and(|object| object.fields.iter().any(is_required))
    }
}

fn is_form(body: &Body) -> bool {
    match body.format {
        BodyFormat::Form(_) | BodyFormat::Multipart(_) => true,
        BodyFormat::Json | BodyFormat::Text | BodyFormat::Bytes => false,
    }
}

/// Whether a value may not be left out.
pub fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}
