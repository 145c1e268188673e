//! A transport without a network: for tests of what is built on a client.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::{Exchange, Limits, Transport, TransportError, TransportErrorKind};
use crate::reply::Reply;

type Request = http::Request<Bytes>;
type Answer = dyn FnMut(&Request) -> Option<Reply> + Send;

/// Answers from memory and records the requests. Clones share both.
#[derive(Clone)]
pub struct Memory(Arc<Mutex<State>>);

struct State {
    answer: Box<Answer>,
    requests: Vec<Request>,
}

impl Memory {
    /// Answers each request by a function of it.
    pub fn new(mut answer: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        Self::with(Box::new(move |request| Some(answer(request))))
    }

    /// Answers in this order; a request beyond the last answer fails.
    pub fn in_order(replies: impl IntoIterator<Item = Reply>) -> Self {
        let mut replies: VecDeque<_> = replies.into_iter().collect();
        Self::with(Box::new(move |_| replies.pop_front()))
    }

    fn with(answer: Box<Answer>) -> Self {
        Self(Arc::new(Mutex::new(State {
            answer,
            requests: Vec::new(),
        })))
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn exchange(&self, request: Request, limits: Limits) -> Result<Reply, TransportError> {
        let mut state = self.state();
        let answer = (state.answer)(&request);
        state.requests.push(request);
        let mut reply = answer.ok_or_else(|| {
            TransportError::new(TransportErrorKind::Other)
                .with_source("no answer is left in memory")
        })?;
        if reply.body.len() > limits.max_bytes {
            reply.body.truncate(limits.max_bytes);
            return Err(TransportError::new(TransportErrorKind::TooLarge).with_partial(reply));
        }
        Ok(reply)
    }
}

impl Transport for Memory {
    fn send(&self, request: Request, limits: Limits) -> Exchange<'_> {
        Box::pin(async move { self.exchange(request, limits) })
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory")
            .field("requests", &self.state().requests.len())
            .finish()
    }
}
