//! Object types: the struct as the document has it, each field beside its line in the [`Shape`](crate::shape::Shape).

/// Declares an object type: the struct, its shape, how it comes and goes, and what [`models!`](crate::models) gives.
///
/// A field's line goes on with its presence, its name on the wire and its constraints
/// ([`Check`](crate::shape::Check)s, imported by whoever writes them); `..` keeps what the document does not name. Where
/// users make values of the type, it ends with what the field's setter takes (`value`: as it is; `into`: what becomes one;
/// `list` and `map`: items and entries, `…_into` those that become one) and with further setters, for the empty string that
/// unsets the field and for null.
///
/// Behind the struct stand, where there are any: properties with one value, constraints on the whole, what becomes of
/// properties that the document does not name, and whether an empty value can be made.
///
/// ```
/// use openapi_runtime::shape::Check::{MaxLength, Required};
/// use openapi_runtime::shape::Literal;
/// use openapi_runtime::{Model, OrEmpty, object};
///
/// object! {
///     /// A discount.
///     pub struct Coupon {
///         /// What customers see.
///         pub name: Option<String> = Optional("name", MaxLength(40)) <- into(String),
///         /// Where it counts.
///         pub shops: Option<OrEmpty<Vec<i64>>> = Optional("shops") <- list(i64) unset(unset_shops),
///     }
///     constants: "object" = Literal::Text("coupon");
///     checks: Required(&["object"]);
///     rest: Refused;
///     new: blank;
/// }
///
/// let coupon = Coupon::new().name("Spring").shops([1, 2]);
/// assert_eq!(coupon.to_json(), r#"{"object":"coupon","name":"Spring","shops":[1,2]}"#);
/// assert_eq!(coupon.unset_shops().to_json(), r#"{"object":"coupon","name":"Spring","shops":""}"#);
/// ```
#[macro_export]
macro_rules! object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident $(<$parameter:ident>)? {
            $(
                $(#[$field_meta:meta])*
                pub $field:ident: $ty:ty = $presence:ident($wire:literal $(, $check:expr $(, $more:expr)*)? $(,)?)
                    $(<- $(#[$setter_meta:meta])* $form:ident($taken:ty))?
                    $(unset($unset:ident))?
                    $(null($null:ident))?,
            )*
            $(
                .. pub $kept:ident: $kept_ty:ty = Kept($($kept_check:expr),* $(,)?)
                    $(<- $kept_form:ident($kept_taken:ty))?,
            )?
        }
        $(constants: $($constant:literal = $value:expr),+;)?
        $(checks: $($whole:expr),+ $(,)?;)?
        $(rest: $rest:ident;)?
        $(new: $new:ident;)?
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
            fn shape() -> &'static $crate::shape::Shape {
                $crate::__table! {
                    $name
                    constants: [$($($constant = $value),+)?]
                    members: [$($wire $presence [$($check $(, $more)*)?]),*]
                    rest: ($($rest)?) ($([$($kept_check),*])?)
                    checks: [$($($whole),+)?]
                }
            }
        }

        impl $(<$parameter: $crate::visit::Visit>)? $crate::visit::Visit for $name $(<$parameter>)? {
            fn visit(&self, visitor: &mut dyn $crate::visit::Visitor) {
                visitor.object(
                    <Self as $crate::shape::Object>::shape(),
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
                    <Self as $crate::shape::Object>::shape(),
                    &mut [$(&mut self.$field),*],
                    $crate::__optional!($(&mut self.$kept)?),
                )
            }
        }

        impl $(<$parameter: $crate::fill::Fill>)? $name $(<$parameter>)? {
            $crate::__new! { $name $($new)? }
            $(
                $crate::__setter! {
                    $($form)? $field $($taken)?
                    [#[must_use] $(#[$field_meta])* $($(#[$setter_meta])*)?]
                }
                $($crate::__setter! { unset $field $unset $wire [#[must_use]] })?
                $($crate::__setter! { null $field $null $wire [#[must_use]] })?
            )*
            $($(
                $crate::__setter! {
                    $kept_form $kept $kept_taken
                    [#[must_use] #[doc = "Properties that the document does not name."]]
                }
            )?)?
        }

        $crate::__default! { ($($new)?) ($($parameter: $crate::fill::Fill)?) ($name $(<$parameter>)?) }

        $crate::__model! {
            @ ($($parameter: $crate::visit::Visit)?) ($($parameter: $crate::fill::Fill)?) ($name $(<$parameter>)?)
        }
    };
}

/// The table of an object type.
#[doc(hidden)]
#[macro_export]
macro_rules! __table {
    (
        $name:ident
        constants: [$($constant:literal = $value:expr),*]
        members: [$($wire:literal $presence:ident [$($check:expr $(, $more:expr)*)?]),*]
        rest: ($($rest:ident)?) ($([$($kept_check:expr),*])?)
        checks: [$($whole:expr),*]
    ) => {
        &$crate::shape::Shape {
            name: ::core::stringify!($name),
            constants: &[$($crate::shape::Constant($constant, $value)),*],
            members: &[$(($wire, $crate::shape::Presence::$presence)),*],
            limits: &[$($(($wire, &[$check $(, $more)*]),)?)*],
            rest: $crate::__rest!($($rest)? $([$($kept_check),*])?),
            checks: &[$($whole),*],
        }
    };
}

/// What becomes of properties that the document does not name: kept, as said, or ignored.
#[doc(hidden)]
#[macro_export]
macro_rules! __rest {
    () => {
        $crate::shape::Rest::Ignored
    };
    ([$($check:expr),*]) => {
        $crate::shape::Rest::Kept(&[$($check),*])
    };
    ($rest:ident) => {
        $crate::shape::Rest::$rest
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
