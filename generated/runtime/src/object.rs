//! Object types: the struct as the document has it, each field beside its line in the [`Shape`](crate::shape::Shape).

/// Declares an object type: the struct, its shape, how it comes and goes, and what [`models!`](crate::models) gives.
///
/// A field's line ends with its presence, its name on the wire and its constraints; `..` keeps what the document does not
/// name. Behind the struct stand, where there are any: properties with one value, constraints on the whole, and what
/// becomes of properties that the document does not name.
///
/// ```
/// use openapi_runtime::{Model, object};
///
/// object! {
///     /// A discount.
///     pub struct Coupon {
///         /// What customers see.
///         pub name: Option<String> = Optional("name", MaxLength(40)),
///         /// The share that is taken off.
///         pub percent_off: f64 = Required("percent_off"),
///     }
///     constants: "object" = Literal::Text("coupon");
///     checks: Required(&["object"]);
///     rest: Refused;
/// }
///
/// let coupon = Coupon::from_json(r#"{"object":"coupon","percent_off":25}"#);
/// assert_eq!(coupon.ok().map(|coupon| coupon.percent_off), Some(25.0));
/// ```
#[macro_export]
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(<$parameter:ident>)? {
            $(
                $(#[$field_meta:meta])*
                pub $field:ident: $ty:ty = $presence:ident($wire:literal $(, $check:expr)* $(,)?),
            )*
            $(.. pub $kept:ident: $kept_ty:ty = Kept($($kept_check:expr),* $(,)?),)?
        }
        $(constants: $($constant:literal = $value:expr),+;)?
        $(checks: $($whole:expr),+ $(,)?;)?
        $(rest: $rest:ident;)?
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct $name $(<$parameter>)? {
            $($(#[$field_meta])* pub $field: $ty,)*
            $(
                /// Properties that the document does not name.
                pub $kept: $kept_ty,
            )?
        }

        impl $(<$parameter>)? $crate::shape::Object for $name $(<$parameter>)? {
            const SHAPE: &'static $crate::shape::Shape = {
                #[allow(unused_imports, reason = "which of the words a shape needs differs")]
                use $crate::shape::{self, Bound, Check::*, Kinds, Literal};
                &shape::Shape {
                    name: ::core::stringify!($name),
                    constants: &[$($(shape::Constant($constant, $value)),+)?],
                    members: &[$(
                        shape::Member($wire, shape::Presence::$presence, &[$($check),*])
                    ),*],
                    rest: $crate::__rest!(($($rest)?) $(&[$($kept_check),*], $kept)?),
                    checks: &[$($($whole),+)?],
                }
            };
        }

        impl $(<$parameter: $crate::visit::Visit>)? $crate::visit::Visit for $name $(<$parameter>)? {
            fn visit(&self, visitor: &mut dyn $crate::visit::Visitor) {
                visitor.object(
                    <Self as $crate::shape::Object>::SHAPE,
                    &[$(&self.$field),*],
                    $crate::__optional!($(&self.$kept)?),
                );
            }
        }

        impl $(<$parameter: $crate::fill::Fill>)? $crate::fill::Fill for $name $(<$parameter>)? {
            fn blank() -> Self {
                Self {
                    $($field: $crate::fill::Fill::blank(),)*
                    $($kept: $crate::fill::Fill::blank(),)?
                }
            }

            fn fill(
                &mut self,
                reader: &mut $crate::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::DecodeError> {
                reader.object(
                    <Self as $crate::shape::Object>::SHAPE,
                    &mut [$(&mut self.$field),*],
                    $crate::__optional!($(&mut self.$kept)?),
                )
            }
        }

        $crate::__model! {
            @ ($($parameter: $crate::visit::Visit)?) ($($parameter: $crate::fill::Fill)?) ($name $(<$parameter>)?)
        }
    };
}

/// What becomes of properties that the document does not name: kept, as said, or ignored.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest {
    (() $checks:expr, $kept:ident) => {
        $crate::shape::Rest::Kept($checks)
    };
    (($rest:ident)) => {
        $crate::shape::Rest::$rest
    };
    (()) => {
        $crate::shape::Rest::Ignored
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __optional {
    () => {
        ::core::option::Option::None
    };
    ($value:expr) => {
        ::core::option::Option::Some($value)
    };
}
