//! What a call comes to: a value with its reply, or an error that keeps whatever came back.

use std::error::Error as StdError;
use std::fmt;

use crate::auth::CredentialsError;
use crate::base_url::ConfigError;
use crate::encode::EncodeError;
use crate::error::DecodeError;
use crate::reply::Reply;
use crate::transport::TransportError;
use crate::validate::Violations;

/// A value, and the reply that it was decoded from.
#[derive(Clone, Debug)]
pub struct Received<T> {
    /// The value.
    pub value: T,
    /// Status, headers and body.
    pub reply: Reply,
}

/// A call that did not succeed; `E` is what the documented errors decode to.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// The request breaks constraints of the document, and was not sent.
    Invalid(Violations),
    /// The request holds a value that it has no way to say, and was not sent.
    Encode(EncodeError),
    /// The client has not the credentials that the operation needs, and the request was not sent.
    Credentials(CredentialsError),
    /// The client or the call is not set up right, and the request was not sent.
    Config(ConfigError),
    /// No whole reply came.
    Transport(TransportError),
    /// A status other than a documented success.
    Status(Box<StatusError<E>>),
    /// A success whose body does not decode.
    Body(Box<BodyError>),
    /// A reply whose body breaks constraints of the document, where the client validates responses.
    InvalidResponse(Box<InvalidResponse>),
}

/// A reply with a status other than a documented success.
#[derive(Debug)]
pub struct StatusError<E> {
    /// Status, headers and body.
    pub reply: Reply,
    /// The position of the documented response, where one names the status.
    pub case: Option<usize>,
    /// The body as the document types it, or why it is none; nothing where the document gives the status no body.
    pub body: Option<Result<E, DecodeError>>,
}

/// A success whose body does not decode.
#[derive(Debug)]
pub struct BodyError {
    /// Status, headers and body.
    pub reply: Reply,
    /// What is wrong with the body.
    pub error: DecodeError,
}

/// A reply whose body breaks constraints of the document; its status may be that of a success or of an error.
#[derive(Debug)]
pub struct InvalidResponse {
    /// Status, headers and body.
    pub reply: Reply,
    /// What the body breaks.
    pub violations: Violations,
}

impl<E> Error<E> {
    /// What came back, whole or in part, where anything did.
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Invalid(_) | Self::Encode(_) | Self::Credentials(_) | Self::Config(_) => None,
            Self::Transport(error) => error.partial(),
            Self::Status(error) => Some(&error.reply),
            Self::Body(error) => Some(&error.reply),
            Self::InvalidResponse(error) => Some(&error.reply),
        }
    }

    /// What breaks the document's constraints: the request, or a response that was validated.
    pub fn violations(&self) -> Option<&Violations> {
        match self {
            Self::Invalid(violations) => Some(violations),
            Self::InvalidResponse(error) => Some(&error.violations),
            _ => None,
        }
    }

    /// The body of a documented error.
    pub fn body(&self) -> Option<&E> {
        match self {
            Self::Status(error) => error.body.as_ref()?.as_ref().ok(),
            _ => None,
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(_) => {
                f.write_str("the request was not sent: it breaks the document's constraints")
            }
            Self::Encode(_) | Self::Credentials(_) | Self::Config(_) => {
                f.write_str("the request was not sent")
            }
            Self::Transport(error) => error.fmt(f),
            Self::Status(error) => error.fmt(f),
            Self::Body(error) => error.fmt(f),
            Self::InvalidResponse(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Invalid(violations) => Some(violations),
            Self::Encode(error) => Some(error),
            Self::Credentials(error) => Some(error),
            Self::Config(error) => Some(error),
            Self::Transport(error) => error.source(),
            Self::Status(error) => error.source(),
            Self::Body(error) => error.source(),
            Self::InvalidResponse(error) => error.source(),
        }
    }
}

impl<E> fmt::Display for StatusError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.reply.status)?;
        if self.case.is_none() {
            f.write_str(", which the document does not name")?;
        }
        write_request_id(&self.reply, f)
    }
}

impl<E: fmt::Debug> StdError for StatusError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let error = self.body.as_ref()?.as_ref().err()?;
        Some(error)
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the server answered {} with a body that does not decode",
            self.reply.status
        )?;
        write_request_id(&self.reply, f)
    }
}

impl StdError for BodyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.error)
    }
}

impl fmt::Display for InvalidResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the server answered {} with a body that breaks the document's constraints",
            self.reply.status
        )?;
        write_request_id(&self.reply, f)
    }
}

impl StdError for InvalidResponse {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.violations)
    }
}

fn write_request_id(reply: &Reply, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match reply.request_id() {
        Some(id) => write!(f, " (request {id})"),
        None => Ok(()),
    }
}

/// What ends a call before a whole reply came: the part of [`Error`] that knows no types.
#[derive(Debug)]
pub(crate) enum Refusal {
    Invalid(Violations),
    Encode(EncodeError),
    Credentials(CredentialsError),
    Config(ConfigError),
    Transport(TransportError),
}

impl<E> From<Refusal> for Error<E> {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(violations) => Self::Invalid(violations),
            Refusal::Encode(error) => Self::Encode(error),
            Refusal::Credentials(error) => Self::Credentials(error),
            Refusal::Config(error) => Self::Config(error),
            Refusal::Transport(error) => Self::Transport(error),
        }
    }
}

impl From<EncodeError> for Refusal {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

impl From<CredentialsError> for Refusal {
    fn from(error: CredentialsError) -> Self {
        Self::Credentials(error)
    }
}

impl From<ConfigError> for Refusal {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}
