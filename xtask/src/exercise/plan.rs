//! What an operation is called with: the least, everything, whatever comes, and then each setter that is left.

use generator::ir::{Location, Operation, Parameter};
use generator::sample::Random;
use serde_json::{Map, Value};

use super::sampling::Sampling;
use super::server::Given;
use super::setters::setters;
use super::values::{Values, is_required};

/// One call.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it shows.
    pub shows: &'static str,
    /// What the server is to find.
    pub given: Given,
    /// The same for the program, each value under its place.
    pub values: Map<String, Value>,
}

/// The calls of an operation.
pub struct Plan {
    /// In order, the least first.
    pub cases: Vec<Case>,
    /// The places of arguments and setters that no case calls, since no value is valid there.
    pub uncalled: Vec<String>,
}

/// What an operation is called with.
pub fn plan<'a>(sampling: &Sampling<'a>, operation: &'a Operation) -> Plan {
    let planner = Planner {
        sampling,
        operation,
        values: sampling.of_operation(operation),
    };
    let mut cases = vec![
        planner.case("the least", planner.least()),
        planner.case("everything", planner.everything()),
    ];
    let extent = sampling.extent;
    let mut random = Random::named(&operation.id, extent.seed);
    for round in 2..extent.cases {
        cases.push(planner.case("a choice", planner.any(round, &mut random)));
    }
    planner.complete(cases)
}

struct Planner<'p, 'a> {
    sampling: &'p Sampling<'a>,
    operation: &'a Operation,
    values: Values<'a>,
}

impl Planner<'_, '_> {
    fn case(&self, shows: &'static str, given: Given) -> Case {
        let values = self.places(&given);
        Case {
            shows,
            given,
            values,
        }
    }

    fn least(&self) -> Given {
        let parameters = self.values.parameters.iter();
        let required = parameters.filter(|(parameter, _)| is_required(&parameter.field));
        let body = self.values.bodies.first().filter(|_| self.must_have_body());
        Given {
            parameters: required.filter_map(|it| nth(it, 0)).collect(),
            body: body.cloned(),
        }
    }

    fn everything(&self) -> Given {
        let parameters = self.values.parameters.iter();
        let members = |body: &&Value| body.as_object().map_or(0, Map::len);
        // The second value is the fullest.
        Given {
            parameters: parameters.filter_map(|it| nth(it, 1)).collect(),
            body: self.values.bodies.iter().max_by_key(members).cloned(),
        }
    }

    /// Parameters and a body as they come: those that must be, and some of the others.
    fn any(&self, round: usize, random: &mut Random) -> Given {
        let mut parameters = Vec::new();
        for values in &self.values.parameters {
            if is_required(&values.0.field) || !random.one_in(2) {
                parameters.extend(nth(values, round - 1));
            }
        }
        let bodies = &self.values.bodies;
        let body = bodies.get(round % bodies.len().max(1));
        let is_given = self.must_have_body() || !random.one_in(4);
        Given {
            parameters,
            body: body.filter(|_| is_given).cloned(),
        }
    }

    fn must_have_body(&self) -> bool {
        let body = self.operation.body.as_ref();
        body.is_some_and(|body| self.sampling.takes_some(body))
    }

    /// The values under their places, as `program/call.rs` takes them.
    fn places(&self, given: &Given) -> Map<String, Value> {
        let parameters = given.parameters.iter();
        let parameters =
            parameters.map(|(location, name, value)| (format!("{location}/{name}"), value.clone()));
        let mut values: Map<String, Value> = parameters.collect();
        let Some((body, value)) = self.operation.body.as_ref().zip(given.body.as_ref()) else {
            return values;
        };
        let Some(object) = self.sampling.spread(body) else {
            values.insert("body".to_owned(), value.clone());
            return values;
        };
        for field in &object.fields {
            if let Some(value) = value.get(&field.wire) {
                values.insert(format!("body/{}", field.wire), value.clone());
            }
        }
        values
    }

    /// Adds a case for each setter that none calls yet.
    fn complete(&self, mut cases: Vec<Case>) -> Plan {
        let parameters = self.values.parameters.iter();
        let without = parameters.filter(|(_, values)| values.is_empty());
        let mut uncalled: Vec<String> = without.map(|(parameter, _)| place(parameter)).collect();
        let body = self.operation.body.as_ref();
        for (body, setter) in body.into_iter().flat_map(|body| {
            let setters = setters(self.sampling, body).into_iter();
            setters.map(move |setter| (body, setter))
        }) {
            let place = setter.place();
            let calls = |case: &Case| case.values.get(&place).is_some_and(|it| setter.takes(it));
            if cases.iter().any(calls) {
                continue;
            }
            match setter.body(self.sampling, body, &self.values.bodies) {
                Some(body) => {
                    let body = Some(body);
                    let given = Given {
                        body,
                        ..self.least()
                    };
                    cases.push(self.case("one setter", given));
                }
                None => uncalled.push(place),
            }
        }
        Plan { cases, uncalled }
    }
}

/// One of a parameter's values, in turn; nothing where it has none.
fn nth(
    (parameter, values): &(&Parameter, Vec<Value>),
    number: usize,
) -> Option<(&'static str, String, Value)> {
    let value = values.get(number % values.len().max(1))?;
    let name = parameter.field.wire.clone();
    Some((location(parameter.location), name, value.clone()))
}

fn place(parameter: &Parameter) -> String {
    format!("{}/{}", location(parameter.location), parameter.field.wire)
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
