//! A reply whose body is being read: decoded and, where the client asks for it, judged.

use std::ops::Deref;

use crate::error::DecodeError;
use crate::fill::Fill;
use crate::reply::Reply;
use crate::shape::Check;
use crate::validate::{Terms, Violation, Violations, judge_as, validate};
use crate::visit::Visit;

/// A reply whose body is being read.
#[derive(Debug)]
pub struct Reading<'r> {
    reply: &'r Reply,
    /// The constraints on the body beside its type's own.
    checks: &'static [Check],
    /// What the body is judged by, where it is.
    terms: Option<Terms>,
    found: Vec<Violation>,
}

impl<'r> Reading<'r> {
    /// Reads a reply whose body has these constraints, and judges it on the terms that are given.
    pub(crate) fn new(reply: &'r Reply, checks: &'static [Check], terms: Option<Terms>) -> Self {
        Self {
            reply,
            checks,
            terms,
            found: Vec::new(),
        }
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    /// Where it is not JSON or does not fit the type.
    pub fn json<T: Fill + Visit>(&mut self) -> Result<T, DecodeError> {
        if let Some(terms) = self.terms {
            self.found = judge_as::<T>(&self.reply.body, self.checks, terms);
        }
        self.reply.json()
    }

    /// The body as text.
    ///
    /// # Errors
    /// Where it is not UTF-8.
    pub fn text(&mut self) -> Result<String, DecodeError> {
        let text = self.reply.text();
        if let Some(terms) = self.terms {
            self.found = match &text {
                Ok(text) => validate(text, self.checks, terms),
                Err(error) => vec![error.violation("")],
            };
        }
        text
    }

    /// What judging has found.
    pub(crate) fn violations(self) -> Violations {
        self.found.into()
    }
}

/// What the body of a reply decodes to.
pub trait FromReply: Sized {
    /// Decodes the body of the reply to a documented response, which is told by its position.
    ///
    /// # Errors
    /// Where the body does not fit.
    fn from_reply(case: usize, reply: &mut Reading<'_>) -> Result<Self, DecodeError>;
}

impl<T: Fill + Visit> FromReply for T {
    fn from_reply(_case: usize, reply: &mut Reading<'_>) -> Result<Self, DecodeError> {
        reply.json()
    }
}

impl FromReply for () {
    fn from_reply(_case: usize, _reply: &mut Reading<'_>) -> Result<Self, DecodeError> {
        Ok(())
    }
}

impl Deref for Reading<'_> {
    type Target = Reply;

    fn deref(&self) -> &Reply {
        self.reply
    }
}
