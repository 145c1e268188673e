//! Sending an operation, and decoding what came back.
//!
//! What is generic over the operation is small: preparing hands over to `prepare`, and one boxed future, the
//! same for all operations, does the exchange. So an operation costs the compiler no state machine of its own.

use std::cmp::Reverse;
use std::fmt;
use std::future::ready;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready as ready_or_return};

use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::endpoint::{Endpoint, ResponseCase, StatusPattern};
use crate::header::judge_headers;
use crate::media_type::fit;
use crate::operation::{Operation, Parts};
use crate::outcome::{BodyError, Error, InvalidResponse, Received, Refusal, StatusError};
use crate::prepare::prepare;
use crate::reading::Reading;
use crate::reply::Reply;
use crate::validate::{Terms, Violations};

type Exchange = Pin<Box<dyn Future<Output = Result<Reply, Refusal>> + Send>>;

/// The result of an operation with its reply.
pub type ReceivedResult<O> =
    Result<Received<<O as Operation>::Output>, Error<<O as Operation>::Failure>>;

/// Sends what an operation consists of.
fn exchange(endpoint: &'static Endpoint, parts: &Parts<'_>) -> Exchange {
    let prepared =
        prepare(endpoint, parts).and_then(|request| Ok((request, parts.call.core().transport()?)));
    let limits = parts.call.limits();
    match prepared {
        Ok((request, transport)) => Box::pin(async move {
            transport
                .send(request, limits)
                .await
                .map_err(Refusal::Transport)
        }),
        Err(refusal) => Box::pin(ready(Err(refusal))),
    }
}

/// Decodes the reply, and judges its body and headers on the terms that are given.
///
/// # Errors
/// Where its status is no documented success, its body does not decode, or it breaks what it is judged by.
pub(crate) fn receive<O: Operation>(reply: Reply, terms: Option<Terms>) -> ReceivedResult<O> {
    let Some(case) = find_case(O::endpoint(), &reply) else {
        return Err(Error::Status(Box::new(StatusError {
            reply,
            case: None,
            body: None,
        })));
    };
    let response = &O::endpoint().responses[case];
    let mut reading = Reading::new(&reply, response.checks, terms);
    let is_success = response.is_success() && is_success(response.status, reply.status);
    let output = is_success.then(|| O::output(case, &mut reading));
    let is_failure = !response.is_success() && response.media_type.is_some();
    let body = is_failure.then(|| O::failure(case, &mut reading));
    let mut found = reading.violations().0;
    if let Some(terms) = terms {
        found.extend(judge_headers(response.headers, &reply.headers, terms));
    }
    let violations = Violations::from(found);
    if !violations.is_empty() {
        return Err(Error::InvalidResponse(Box::new(InvalidResponse {
            reply,
            violations,
        })));
    }
    match output {
        Some(Ok(value)) => Ok(Received { value, reply }),
        Some(Err(error)) => Err(Error::Body(Box::new(BodyError { reply, error }))),
        None => Err(Error::Status(Box::new(StatusError {
            reply,
            case: Some(case),
            body,
        }))),
    }
}

/// Whether a response that is documented as a success stands for one: `default` does with a status of success only.
fn is_success(pattern: StatusPattern, status: StatusCode) -> bool {
    match pattern {
        StatusPattern::Exact(_) | StatusPattern::Class(_) => true,
        StatusPattern::Default => status.is_success(),
    }
}

/// The documented response that names the status best: itself, its class, or all that are left; of several media types the
/// one that came, else the first.
fn find_case(endpoint: &Endpoint, reply: &Reply) -> Option<usize> {
    let status = reply.status.as_u16();
    [
        StatusPattern::Exact(status),
        StatusPattern::Class(status / 100),
        StatusPattern::Default,
    ]
    .iter()
    .find_map(|pattern| {
        let cases = endpoint.responses.iter().enumerate();
        let cases = cases.filter(|(_, response)| response.status == *pattern);
        // `min_by_key` takes the first of equals.
        cases
            .min_by_key(|(_, response)| Reverse(fit_of(response, reply)))
            .map(|(case, _)| case)
    })
}

fn fit_of(response: &ResponseCase, reply: &Reply) -> Option<u8> {
    let came = reply.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    fit(response.media_type?, came)
}

/// An operation on its way; it sets out when first awaited.
#[must_use = "an operation is sent when it is awaited"]
pub struct Sending<O: Operation>(pub(crate) SendingWithMeta<O>);

/// An operation on its way, to come back with its reply; it sets out when first awaited.
#[must_use = "an operation is sent when it is awaited"]
pub struct SendingWithMeta<O: Operation> {
    exchange: Exchange,
    /// What the reply is judged by, where it is.
    terms: Option<Terms>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> SendingWithMeta<O> {
    /// Sends the operation.
    pub(crate) fn new(operation: &O) -> Self {
        let parts = operation.parts();
        Self {
            exchange: exchange(O::endpoint(), &parts),
            terms: parts.call.core().response_terms(),
            operation: PhantomData,
        }
    }
}

impl<O: Operation> Future for Sending<O> {
    type Output = Result<O::Output, Error<O::Failure>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0)
            .poll(context)
            .map_ok(|received| received.value)
    }
}

impl<O: Operation> Future for SendingWithMeta<O> {
    type Output = ReceivedResult<O>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(
            match ready_or_return!(self.exchange.as_mut().poll(context)) {
                Ok(reply) => receive::<O>(reply, self.terms),
                Err(refusal) => Err(refusal.into()),
            },
        )
    }
}

impl<O: Operation> fmt::Debug for Sending<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sending").field(&O::endpoint().name).finish()
    }
}

impl<O: Operation> fmt::Debug for SendingWithMeta<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SendingWithMeta")
            .field(&O::endpoint().name)
            .finish()
    }
}
