//! Operations: what each can do, and the macro that declares them.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::Request;

use crate::absence::is_absent;
use crate::call::Call;
use crate::debug::{Shown, is_secret};
use crate::endpoint::Endpoint;
use crate::error::DecodeError;
use crate::outcome::Error;
use crate::prepare::prepare;
use crate::reading::{FromReply, Reading};
use crate::reply::Reply;
use crate::secret::Secret;
use crate::send::{ReceivedResult, Sending, SendingWithMeta, receive};
use crate::shape::Check;
use crate::spread::Properties;
use crate::visit::Visit;

/// An operation with its values, and what can be done with it.
///
/// Generated operations have `send` themselves; with this trait in scope they can also be sent in other ways, and with
/// options of their own.
///
/// ```
/// use openapi_runtime::Operation;
///
/// /// The request without what depends on the network.
/// fn offline<O: Operation>(operation: O) -> bool {
///     operation.with_header("X-Trace", "7f3a").unchecked().request().is_ok()
/// }
/// ```
pub trait Operation: Sized {
    /// What success decodes to.
    type Output: FromReply;
    /// What a documented error decodes to.
    type Failure: FromReply;
    /// The static half: a function, since a constant would be evaluated and stored wherever the operation is compiled.
    fn endpoint() -> &'static Endpoint;

    /// The operation without any value.
    #[doc(hidden)]
    fn blank(call: Call) -> Self;
    /// The client and the options of this call, to change them.
    #[doc(hidden)]
    fn call_mut(&mut self) -> &mut Call;
    /// What it consists of.
    #[doc(hidden)]
    fn parts(&self) -> Parts<'_>;

    /// Decodes the body of a success.
    ///
    /// # Errors
    /// Where the body does not fit.
    #[doc(hidden)]
    fn output(case: usize, reply: &mut Reading<'_>) -> Result<Self::Output, DecodeError> {
        FromReply::from_reply(case, reply)
    }

    /// Decodes the body of a documented error.
    ///
    /// # Errors
    /// Where the body does not fit.
    #[doc(hidden)]
    fn failure(case: usize, reply: &mut Reading<'_>) -> Result<Self::Failure, DecodeError> {
        FromReply::from_reply(case, reply)
    }

    /// Validates the request and sends it.
    fn send(self) -> Sending<Self> {
        Sending(self.send_with_meta())
    }

    /// Validates the request and sends it; gives status and headers beside the value.
    fn send_with_meta(self) -> SendingWithMeta<Self> {
        SendingWithMeta::new(&self)
    }

    /// The request as it would be sent, credentials included.
    ///
    /// # Errors
    /// Where the request breaks constraints, cannot be said, or the client is not set up for it.
    fn request(&self) -> Result<Request<Bytes>, Error<Self::Failure>> {
        prepare(Self::endpoint(), &self.parts()).map_err(Error::from)
    }

    /// Decodes the reply to a request that was sent by other means.
    ///
    /// # Errors
    /// Where the status is no documented success, or the body does not decode.
    fn receive(reply: Reply) -> ReceivedResult<Self> {
        receive::<Self>(reply, None)
    }

    /// Sends the request without validating it.
    #[must_use]
    fn unchecked(mut self) -> Self {
        self.call_mut().unchecked();
        self
    }

    /// Sends this header, in place of any other of its name.
    #[must_use]
    fn with_header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.call_mut().header(name, value);
        self
    }

    /// Gives the call this time, from connecting to the end of the reply's body.
    #[must_use]
    fn with_timeout(mut self, timeout: Duration) -> Self {
        self.call_mut().timeout(timeout);
        self
    }

    /// Sends the request there: https, or http to a loopback host.
    #[must_use]
    fn with_base_url(mut self, base_url: impl Into<String>) -> Self {
        self.call_mut().base_url(base_url);
        self
    }
}

/// What an operation consists of.
#[derive(Clone)]
pub struct Parts<'a> {
    /// The client and the options of the call.
    pub(crate) call: &'a Call,
    /// The values of the parameters, in the order of the endpoint's.
    pub(crate) parameters: Vec<&'a dyn Visit>,
    /// The request body.
    content: Content<'a>,
}

/// The request body of an operation.
#[derive(Clone)]
pub enum Content<'a> {
    /// None.
    Nothing,
    /// One value.
    Whole(&'a dyn Visit),
    /// Its properties, one by one.
    Spread(Properties<'a>),
}

impl<'a> Parts<'a> {
    /// An operation of these parts.
    pub fn new(call: &'a Call, parameters: &[&'a dyn Visit], content: Content<'a>) -> Self {
        Self {
            call,
            parameters: parameters.to_vec(),
            content,
        }
    }

    /// The value of the request body.
    pub(crate) fn body(&self) -> Option<&dyn Visit> {
        match &self.content {
            Content::Nothing => None,
            Content::Whole(value) => Some(*value),
            Content::Spread(properties) => Some(properties),
        }
    }
}

/// Declares an operation: its value, what is static about it, and what it can do.
///
/// An operation is named by its `operationId`, method and path. Its parameters are fields, each with its place, its name on
/// the wire, its style, and what its setter takes, as in [`object!`](crate::object). Behind them stand, where there are any:
/// a server of its own, the body (media type, format, and the style of each property that has one), its security
/// requirements and its responses, each with its constraints in brackets and its headers in parentheses; then what a success
/// and an error decode to, and how, where the type does not say that ([`FromReply`](crate::FromReply)). The value of the body
/// is one field (`value`), or an `object` whose properties are fields of the operation.
#[macro_export]
macro_rules! operation {
    (
        $(#[$meta:meta])*
        pub struct $operation:ident = $name:literal: $method:literal $path:literal {
            $(
                $(#[$parameter_meta:meta])*
                $parameter:ident: $parameter_ty:ty =
                    $location:ident($wire:literal, $style:ident $(+ $word:ident)* $(, $check:expr)* $(,)?)
                    $(<- $(#[$setter_meta:meta])* $form:ident($taken:ty))?
                    $(unset($unset:ident))?
                    $(null($null:ident))?,
            )*
        }
        $(server: $server:literal;)?
        $(
            body: $media:literal,
                $format:ident $((
                    $(
                        $encoded:literal: $encoding:ident
                            $(+ $encoding_word:ident $(($content_type:literal))?)*
                    ),* $(,)?
                ))?
                $(, $body_word:ident)*
                $(, [$($body_check:expr),+ $(,)?])?;
        )?
        $(
            value {
                $(#[$value_meta:meta])*
                $value:ident: $value_ty:ty = Body $(<- $value_form:ident($value_taken:ty))?,
            }
        )?
        $(
            object $object:ident {
                $(
                    $(#[$property_meta:meta])*
                    $property:ident: $property_ty:ty =
                        $presence:ident($property_wire:literal $(, $property_check:expr $(, $property_more:expr)*)? $(,)?)
                        $(<- $(#[$property_setter_meta:meta])* $property_form:ident($property_taken:ty))?
                        $(unset($property_unset:ident))?
                        $(null($property_null:ident))?,
                )*
                $(
                    .. $kept:ident: $kept_ty:ty = Kept($($kept_check:expr),* $(,)?)
                        <- $kept_form:ident($kept_taken:ty),
                )?
            }
            $(constants: $($constant:literal = $constant_value:expr),+;)?
            $(checks: $($whole:expr),+ $(,)?;)?
            $(rest: $rest:ident;)?
        )?
        $(security: $($schemes:expr),+ $(,)?;)?
        $(
            responses: $(
                $status:ident $(($code:literal))? => $side:ident
                    $($media_type:literal)?
                    $([$($reply_check:expr),+ $(,)?])?
                    $((
                        $(
                            $header_form:ident(
                                $header_wire:literal,
                                $($header_kind:ident)|+ $(+ $header_word:ident)*
                                $(, $header_check:expr)* $(,)?
                            )
                        ),+ $(,)?
                    ))?
            ),+ $(,)?;
        )?
        output $(($output_case:ident, $output_reply:ident $(,)?))?: $output:ty $(= $read_output:expr)?;
        failure $(($failure_case:ident, $failure_reply:ident $(,)?))?: $failure:ty $(= $read_failure:expr)?;
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[must_use = "nothing is sent until `.send()`"]
        pub struct $operation {
            pub(crate) call: $crate::Call,
            $(pub(crate) $parameter: $parameter_ty,)*
            $(pub(crate) $value: $value_ty,)?
            $($(pub(crate) $property: $property_ty,)* $(pub(crate) $kept: $kept_ty,)?)?
        }

        impl $crate::Operation for $operation {
            type Output = $output;
            type Failure = $failure;
            fn endpoint() -> &'static $crate::endpoint::Endpoint {
                &$crate::endpoint::Endpoint {
                    name: $name,
                    method: $method,
                    path: $path,
                    server: $crate::__optional!($($server)?),
                    parameters: &[$($crate::endpoint::Parameter {
                        wire: $wire,
                        location: $crate::endpoint::Location::$location,
                        style: $crate::endpoint::Style::$style,
                        words: &[$($crate::endpoint::Word::$word),*],
                        checks: &[$($check),*],
                    }),*],
                    body: $crate::__optional!($($crate::endpoint::RequestBody {
                        media_type: $media,
                        format: $crate::endpoint::BodyFormat::$format $((
                            &[$($crate::endpoint::Encoding(
                                $encoded,
                                $crate::endpoint::Style::$encoding,
                                &[$($crate::endpoint::Word::$encoding_word $(($content_type))?),*],
                            )),*]
                        ))?,
                        words: &[$($crate::endpoint::Word::$body_word),*],
                        checks: &[$($($body_check),+)?],
                    })?),
                    properties: $crate::__optional!($($crate::__table! {
                        $object
                        constants: [$($($constant = $constant_value),+)?]
                        members: [$($property_wire $presence [$($property_check $(, $property_more)*)?]),*]
                        rest: ($($rest)?) ($([$($kept_check),*])?)
                        checks: [$($($whole),+)?]
                    })?),
                    security: &[$($($schemes),+)?],
                    responses: &[$($($crate::endpoint::ResponseCase {
                        status: $crate::endpoint::StatusPattern::$status $(($code))?,
                        side: $crate::endpoint::Side::$side,
                        media_type: $crate::__optional!($($media_type)?),
                        checks: &[$($($reply_check),+)?],
                        headers: &[$($($crate::endpoint::ResponseHeader {
                            wire: $header_wire,
                            form: $crate::endpoint::HeaderForm::$header_form,
                            kinds: $crate::shape::Kinds(0 $(| $crate::shape::Kinds::$header_kind.0)+),
                            words: &[$($crate::endpoint::Word::$header_word),*],
                            checks: &[$($header_check),*],
                        }),+)?],
                    }),+)?],
                }
            }

            fn blank(call: $crate::Call) -> Self {
                Self {
                    call,
                    $($parameter: $crate::fill::Fill::blank(),)*
                    $($value: $crate::fill::Fill::blank(),)?
                    $(
                        $($property: $crate::fill::Fill::blank(),)*
                        $($kept: $crate::fill::Fill::blank(),)?
                    )?
                }
            }

            fn call_mut(&mut self) -> &mut $crate::Call {
                &mut self.call
            }

            fn parts(&self) -> $crate::operation::Parts<'_> {
                $crate::operation::Parts::new(
                    &self.call,
                    &[$(&self.$parameter),*],
                    $crate::__content! {
                        $(&self.$value)?
                        $((Self::endpoint(), &[$(&self.$property),*], $crate::__optional!($(&self.$kept)?)))?
                    },
                )
            }

            $(
                fn output(
                    $output_case: usize,
                    $output_reply: &mut $crate::Reading<'_>,
                ) -> ::core::result::Result<Self::Output, $crate::DecodeError> {
                    $read_output
                }
            )?

            $(
                fn failure(
                    $failure_case: usize,
                    $failure_reply: &mut $crate::Reading<'_>,
                ) -> ::core::result::Result<Self::Failure, $crate::DecodeError> {
                    $read_failure
                }
            )?
        }

        $(
            impl $crate::spread::Spread for $operation {
                fn fill_body(
                    &mut self,
                    reader: &mut $crate::Reader<'_>,
                ) -> ::core::result::Result<(), $crate::DecodeError> {
                    reader.properties(
                        <Self as $crate::Operation>::endpoint(),
                        &mut [$(&mut self.$property),*],
                        $crate::__optional!($(&mut self.$kept)?),
                    )
                }
            }
        )?

        impl $operation {
            /// Validates the request and sends it.
            pub fn send(self) -> $crate::send::Sending<Self> {
                $crate::Operation::send(self)
            }

            $(
                $crate::__setter! {
                    $($form)? $parameter $($taken)?
                    [$(#[$parameter_meta])* $($(#[$setter_meta])*)?]
                }
                $($crate::__setter! { unset $parameter $unset $wire [] })?
                $($crate::__setter! { null $parameter $null $wire [] })?
            )*
            $(
                $crate::__setter! { $($value_form)? $value $($value_taken)? [$(#[$value_meta])*] }
            )?
            $($(
                $crate::__setter! {
                    $($property_form)? $property $($property_taken)?
                    [$(#[$property_meta])* $($(#[$property_setter_meta])*)?]
                }
                $($crate::__setter! { unset $property $property_unset $property_wire [] })?
                $($crate::__setter! { null $property $property_null $property_wire [] })?
            )*
            $(
                $crate::__setter! {
                    $kept_form $kept $kept_taken
                    [#[doc = "Sets properties that the document does not name."]]
                }
            )?)?
        }

        impl ::core::fmt::Debug for $operation {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::operation::debug_operation(self, f)
            }
        }
    };
}

/// The body as an operation keeps it: not at all, as a value, or as properties.
#[doc(hidden)]
#[macro_export]
macro_rules! __content {
    () => {
        $crate::operation::Content::Nothing
    };
    (($endpoint:expr, $members:expr, $rest:expr)) => {
        $crate::spread::spread($endpoint, $members, $rest)
    };
    ($value:expr) => {
        $crate::operation::Content::Whole($value)
    };
}

/// Prints an operation: name, route, parameters and body, without credentials and without what is secret or absent.
///
/// # Errors
/// Where the formatter's writer fails.
#[doc(hidden)]
pub fn debug_operation<O: Operation>(operation: &O, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let endpoint = O::endpoint();
    let mut printed = f.debug_struct(endpoint.name);
    printed.field(
        "route",
        &format_args!("{} {}", endpoint.method, endpoint.path),
    );
    let parts = operation.parts();
    for (parameter, value) in endpoint.parameters.iter().zip(&parts.parameters) {
        field(&mut printed, parameter.wire, *value, parameter.checks);
    }
    if let (Some(stated), Some(body)) = (&endpoint.body, parts.body())
        && !endpoint.leaves_out(body)
    {
        field(&mut printed, "body", body, stated.checks);
    }
    printed.finish()
}

fn field(printed: &mut fmt::DebugStruct<'_, '_>, name: &str, value: &dyn Visit, checks: &[Check]) {
    if is_absent(value) {
        return;
    }
    if is_secret(checks) {
        printed.field(name, &format_args!("[redacted]"));
    } else {
        printed.field(name, &Shown(value));
    }
}
