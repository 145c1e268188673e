//! One call of an operation: its values come as JSON, each under its place; the request and what became of the reply go back.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use generated::runtime::bytes::Bytes;
use generated::runtime::fill::Fill;
use generated::runtime::http::header::CONTENT_TYPE;
use generated::runtime::http::{HeaderValue, Request, StatusCode};
use generated::runtime::send::ReceivedResult;
use generated::runtime::transport::Memory;
use generated::runtime::visit::Visit;
use generated::runtime::{Error, Json, JsonObject, Operation, Reply, decode, to_json};

/// Where requests of an API without a server go.
pub const BASE_URL: &str = "https://exercise.example";
/// The user of every credential that has one.
pub const USER: &str = "user";
/// The key, token or password of every credential.
pub const KEY: &str = "key_1";

/// Why a call could not be made, in words.
pub type Fault = Box<dyn std::error::Error>;
/// What is answered.
pub type Answer = Json;
/// Calls an operation.
pub type Call = fn(Given) -> Result<Answer, Fault>;
/// Decodes a value of a union and tells its branch.
pub type Choose = fn(&[u8]) -> Result<Answer, Fault>;
/// An API: its name, its operations, and its unions by their numbers.
pub type Table = (&'static str, &'static [Call], &'static [(u32, Choose)]);

/// The values of one call, and the reply that it gets.
pub struct Given {
    values: JsonObject,
    memory: Memory,
}

impl Given {
    /// The values by their places (`query/limit`, `body/name`, `body`), and status, media type and body of the reply.
    fn new(
        values: JsonObject,
        (status, media_type, body): (u16, Option<&str>, Vec<u8>),
    ) -> Result<Self, Fault> {
        let mut reply = Reply::new(StatusCode::from_u16(status)?, body);
        if let Some(media_type) = media_type {
            reply = reply.with_header(CONTENT_TYPE, HeaderValue::from_str(media_type)?);
        }
        let memory = Memory::new(move |_| reply.clone());
        Ok(Self { values, memory })
    }

    /// What answers the call.
    pub fn transport(&self) -> Memory {
        self.memory.clone()
    }

    /// A value that has to be there.
    pub fn must<T: Fill>(&mut self, place: &str) -> Result<T, Fault> {
        let value = self.may(place)?;
        value.ok_or_else(|| format!("`{place}` is required and not given").into())
    }

    /// The same; any value where the empty string is given, which is left to the setter that unsets.
    pub fn must_unless_empty<T: Fill>(&mut self, place: &str) -> Result<T, Fault> {
        match self.values.get(place) {
            Some(Json::String(text)) if text.is_empty() => Ok(T::blank()),
            _ => self.must(place),
        }
    }

    /// A value, where it is given.
    pub fn may<T: Fill>(&mut self, place: &str) -> Result<Option<T>, Fault> {
        let value = self.values.shift_remove(place);
        let value = value.map(|json| decode(json.to_string().as_bytes()));
        value
            .transpose()
            .map_err(|error| format!("`{place}` cannot be given: {error}").into())
    }

    /// Sets a value, where it is given.
    pub fn set<O, T: Fill>(
        &mut self,
        place: &str,
        operation: O,
        setter: fn(O, T) -> O,
    ) -> Result<O, Fault> {
        Ok(match self.may(place)? {
            Some(value) => setter(operation, value),
            None => operation,
        })
    }

    /// Unsets a value, where the empty string is given.
    pub fn unset<O>(&mut self, place: &str, operation: O, setter: fn(O) -> O) -> O {
        self.set_constant(place, &Json::from(""), operation, setter)
    }

    /// Sets a value to null, where that is given.
    pub fn set_null<O>(&mut self, place: &str, operation: O, setter: fn(O) -> O) -> O {
        self.set_constant(place, &Json::Null, operation, setter)
    }

    fn set_constant<O>(
        &mut self,
        place: &str,
        constant: &Json,
        operation: O,
        setter: fn(O) -> O,
    ) -> O {
        if self.values.get(place) != Some(constant) {
            return operation;
        }
        self.values.shift_remove(place);
        setter(operation)
    }

    /// Sends the operation; the functions tell of what it came to. Nothing that is given may be left by now.
    pub fn send<O: Operation>(
        self,
        operation: O,
        output: fn(&O::Output) -> Answer,
        failure: fn(&O::Failure) -> Answer,
    ) -> Result<Answer, Fault> {
        if let Some(place) = self.values.keys().next() {
            return Err(format!("no argument and no setter takes `{place}`").into());
        }
        let outcome = outcome::<O>(wait(operation.send_with_meta()), output, failure);
        let requests = self.memory.requests();
        Ok(object([
            ("requests", requests.iter().map(request).collect()),
            ("outcome", outcome),
        ]))
    }
}

fn outcome<O: Operation>(
    result: Option<ReceivedResult<O>>,
    output: fn(&O::Output) -> Answer,
    failure: fn(&O::Failure) -> Answer,
) -> Answer {
    match result {
        None => error("the transport in memory makes one wait"),
        Some(Ok(received)) => object([("output", output(&received.value))]),
        Some(Err(failed)) => match failed.body() {
            Some(body) => object([("failure", failure(body))]),
            None => told(&failed),
        },
    }
}

/// An error without a body of its own.
fn told<E>(failed: &Error<E>) -> Answer {
    match failed {
        Error::Invalid(violations) => error(format!("{failed}: {violations}")),
        Error::Encode(fault) => error(format!("{failed}: {fault}")),
        Error::Credentials(fault) => error(format!("{failed}: {fault}")),
        Error::Config(fault) => error(format!("{failed}: {fault}")),
        Error::Body(fault) => error(format!("{failed}: {}", fault.error)),
        Error::Status(status) => match (&status.body, status.case) {
            (Some(Err(fault)), _) => error(format!("{failed}: {fault}")),
            (_, Some(case)) => object([("failure", nothing(Some(case)))]),
            (_, None) => error(failed),
        },
        other => error(other),
    }
}

fn error(text: impl ToString) -> Answer {
    object([("error", text.to_string().into())])
}

/// The value of a future that never waits.
fn wait<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

fn request(request: &Request<Bytes>) -> Answer {
    let headers = request.headers().iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        Json::from(vec![name.to_string(), value.into_owned()])
    });
    object([
        ("method", request.method().as_str().into()),
        ("url", request.uri().to_string().into()),
        ("headers", headers.collect()),
        ("body", hex(request.body()).into()),
    ])
}

/// What a reply with a body came to: which documented response, where there are several, and the value written again.
pub fn shown<T: Visit>(case: Option<usize>, value: &T) -> Answer {
    object([("case", case.into()), ("json", to_json(value).into())])
}

/// What a reply without a body came to.
pub fn nothing(case: Option<usize>) -> Answer {
    object([("case", case.into())])
}

/// Decodes a value of a union, tells its branch, and writes it again.
pub fn choose<T: Fill + Visit>(
    json: &[u8],
    branch: fn(&T) -> Option<usize>,
) -> Result<Answer, Fault> {
    let value = decode::<T>(json)?;
    Ok(shown(branch(&value), &value))
}

/// Answers a question, both a line of JSON: `{"call": position, "values": {…}, "status": …, "media_type": …, "body": hex}`
/// calls an operation, `{"union": position, "json": text}` asks for a branch. What cannot be done is told as `fault`.
pub fn answer(calls: &[Call], unions: &[(u32, Choose)], question: &str) -> Answer {
    let answer = decode::<JsonObject>(question.as_bytes())
        .map_err(Fault::from)
        .and_then(|question| ask(calls, unions, question));
    answer.unwrap_or_else(|fault| object([("fault", fault.to_string().into())]))
}

fn ask(
    calls: &[Call],
    unions: &[(u32, Choose)],
    mut question: JsonObject,
) -> Result<Answer, Fault> {
    if let Some(call) = position(&question, "call") {
        let call = calls.get(call).ok_or("there is no such operation")?;
        let values = match question.shift_remove("values") {
            Some(Json::Object(values)) => values,
            _ => JsonObject::new(),
        };
        let status = position(&question, "status").unwrap_or(200);
        let text = |name: &str| question.get(name).and_then(Json::as_str);
        let body = unhex(text("body").unwrap_or_default()).ok_or("the body is not hex")?;
        let reply = (u16::try_from(status)?, text("media_type"), body);
        return call(Given::new(values, reply)?);
    }
    let union = position(&question, "union").and_then(|union| unions.get(union));
    let (_, choose) = union.ok_or("there is no such union")?;
    let json = question.get("json").and_then(Json::as_str);
    choose(json.unwrap_or_default().as_bytes())
}

fn position(question: &JsonObject, name: &str) -> Option<usize> {
    usize::try_from(question.get(name)?.as_u64()?).ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    let members = members.map(|(name, value)| (name.to_owned(), value));
    Json::Object(JsonObject::from_iter(members))
}
