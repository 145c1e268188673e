//! `exercise`: that a document's client sends what the document asks, and reads what it promises.
//!
//! The document is generated and built with a function for each operation (`program`). `plan` says what each is called with,
//! sampled from the IR; `server` checks each request against the document, which it reads by itself and by libraries that
//! are not ours. The check of the workspace's own documents is the same with functions that are linked in.

mod oracles;
mod peer;
mod plan;
mod replies;
mod report;
mod sampling;
mod sayable;
mod server;
mod setters;
mod tomorrow;
mod unions;
mod values;

use std::collections::BTreeSet;
use std::path::Path;
use std::slice;

use generator::ir::{Kind, Operation, TypeId};
use serde_json::{Value, json};

pub use peer::Peer;
pub use report::{Report, Totals};

use crate::arguments::{Errors, ExerciseArguments};
use crate::console;
use crate::effective::Effective;
use crate::error::Error;
use crate::generation::report;
use crate::standalone;
use oracles::Oracles;
use peer::Program;
use plan::{Case, plan};
use replies::replies;
use sampling::Sampling;
use server::{Request, Server};
use unions::sampled;

/// Where requests of an API without a server go, as `program/call.rs` has it.
const BASE_URL: &str = "https://exercise.example";
/// The user of every credential that has one.
const USER: &str = "user";
/// The key, token or password of every credential.
const KEY: &str = "key_1";

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Calls of each operation, the least and the fullest among them; those that a setter needs come on top.
    pub cases: usize,
    /// Another seed gives other values.
    pub seed: u64,
}

/// Exercises one document.
pub fn run(root: &Path, arguments: &ExerciseArguments) -> Result<(), Error> {
    let folder = root.join("target/exercise");
    let finished = standalone::generate(&arguments.document(&folder))?;
    report(slice::from_ref(&finished), Errors::LeftOut)?;
    let Some(generated) = finished.into_generated() else {
        return Ok(());
    };
    let effective = Effective::of(generated, Vec::new());
    let mut program = Program::start(root, &effective)?;
    let totals = exercise(
        &effective,
        arguments.extent(),
        &mut program,
        &mut |report| console::say(report),
    )?;
    totals.uncalled.iter().for_each(console::say);
    console::say(&totals);
    match totals.failures {
        0 => Ok(()),
        count => Err(Error::Misbehaved { count }),
    }
}

/// Exercises every operation, and hands on what is wrong.
pub fn exercise(
    effective: &Effective,
    extent: Extent,
    peer: &mut dyn Peer,
    tell: &mut dyn FnMut(&Report),
) -> Result<Totals, Error> {
    let requests = Oracles::of_requests(effective);
    let responses = Oracles::of_responses(effective);
    let mut exercise = Exercise {
        server: Server::new(effective.document()),
        requests: Sampling::new(effective, requests, extent),
        responses: Sampling::new(effective, responses, extent),
        peer,
        tell,
        totals: Totals::default(),
    };
    exercise.totals.stated = exercise.server.count();
    for (number, operation) in effective.generated.ir.operations().into_iter().enumerate() {
        exercise.operation(number, operation)?;
    }
    exercise.unions()?;
    Ok(exercise.totals)
}

/// An exercise on its way.
struct Exercise<'e> {
    server: Server<'e>,
    requests: Sampling<'e>,
    responses: Sampling<'e>,
    peer: &'e mut dyn Peer,
    tell: &'e mut dyn FnMut(&Report),
    totals: Totals,
}

impl<'e> Exercise<'e> {
    /// Calls an operation with each of its cases, and then with the least for each reply.
    fn operation(&mut self, number: usize, operation: &'e Operation) -> Result<(), Error> {
        let plan = plan(&self.requests, operation);
        let name = format!("{} {}", operation.method, operation.path);
        let uncalled = plan.uncalled.iter();
        let told = uncalled.map(|place| format!("{name}: no value is valid for `{place}`"));
        self.totals.uncalled.extend(told);
        for case in &plan.cases {
            let question = json!({ "call": number, "values": case.values });
            let answer = self.peer.ask(&question)?;
            let found = self.check(operation, &answer, case);
            self.totals.requests += 1;
            self.totals.values += case.values.len();
            self.report(&name, case.shows, found);
        }
        let least = plan.cases.first().map(|case| json!(case.values));
        for reply in replies(&self.responses, operation) {
            let question = reply.question(number, least.as_ref().unwrap_or(&Value::Null));
            let answer = self.peer.ask(&question)?;
            self.totals.replies += 1;
            self.report(&name, &reply.shows, reply.check(&answer["outcome"]));
        }
        self.totals.operations += 1;
        Ok(())
    }

    /// Asks each union for the branches of its values.
    fn unions(&mut self) -> Result<(), Error> {
        let api = self.responses.api;
        let unions = (0..).map(TypeId).zip(&api.types);
        let unions = unions.filter_map(|(id, def)| match &def.kind {
            Kind::Union(union) => Some((id, def, union)),
            Kind::Struct(_) | Kind::Enumeration(_) | Kind::Alias(_) => None,
        });
        for (number, (id, def, union)) in unions.enumerate() {
            let mut shown = BTreeSet::new();
            for sampled in sampled(&self.responses, (id, def, union)) {
                let answer = self.peer.ask(&sampled.question(number))?;
                self.report(
                    &def.at.to_string(),
                    def.name.as_str(),
                    sampled.check(union, &answer),
                );
                shown.extend(sampled.branch());
            }
            self.totals.unions += 1;
            self.totals.branches += union.branches.len();
            self.totals.shown += shown.len();
        }
        Ok(())
    }

    fn check(&self, operation: &Operation, answer: &Value, case: &Case) -> Vec<String> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        if let Some(fault) = answer.get("fault").and_then(text) {
            return vec![fault];
        }
        let requests = answer["requests"].as_array().map(Vec::as_slice);
        let [one] = requests.unwrap_or_default() else {
            return vec![answer["outcome"].to_string()];
        };
        let Some(request) = Request::read(one) else {
            return vec![format!("the request cannot be read: {one}")];
        };
        let at = operation.at.to_string();
        let oracles = &self.requests.oracles;
        self.server.check(oracles, (&at, &request), &case.given)
    }

    fn report(&mut self, place: &str, shows: &str, found: impl IntoIterator<Item = String>) {
        for what in found {
            self.totals.failures += 1;
            (self.tell)(&Report {
                place: place.to_owned(),
                case: shows.to_owned(),
                what,
            });
        }
    }
}
