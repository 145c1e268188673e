//! `oneOf` and `anyOf` types: an enum whose variants stand beside what tells the branches apart.

/// Declares a union: the enum, its table, how it comes and goes, and what [`models!`](crate::models) gives.
///
/// A branch has its position, its variant, its type (an `object` has a shape, a `plain` type none), the JSON types that it
/// can be, and where there are any the values of the union's tag that name it and constraints of its own. The last
/// variant keeps a value that no branch takes.
///
/// ```
/// use openapi_runtime::shape::Check::MaxLength;
/// use openapi_runtime::{Model, union};
///
/// union! {
///     /// A name or a number.
///     pub enum Reference: AnyOf {
///         /// Text.
///         0 Name(String) = plain String: STRING, checks(MaxLength(4));
///         /// An integer.
///         1 Number(i64) = plain i64: INTEGER;
///         _ = Unmatched;
///     }
/// }
///
/// assert_eq!(Reference::from_json("1").ok(), Some(Reference::Number(1)));
/// assert!(Reference::judge(r#""Benjamin""#).is_err());
/// ```
#[macro_export]
macro_rules! union {
    (
        $(#[$meta:meta])*
        pub enum $name:ident: $composition:ident $(by $tag:literal)? {
            $(
                $(#[$branch_meta:meta])*
                $position:literal $variant:ident($held:ty) = $form:ident $ty:ty: $($kind:ident)|+
                    $(, tags($($tagged:literal),* $(,)?))?
                    $(, checks($($check:expr),* $(,)?))?;
            )*
            _ = $unmatched:ident;
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$branch_meta])* $variant($held),)*
            /// A value that is none of the others.
            $unmatched($crate::Unmatched),
        }

        impl $name {
            fn table() -> &'static $crate::shape::Union {
                &$crate::shape::Union {
                    name: ::core::stringify!($name),
                    composition: $crate::shape::Composition::$composition,
                    tag: $crate::__optional!($($tag)?),
                    branches: &[$($crate::shape::Branch {
                        kinds: $crate::shape::Kinds(0 $(| $crate::shape::Kinds::$kind.0)+),
                        shape: $crate::__shape!($form $ty),
                        tags: &[$($($tagged),*)?],
                        checks: &[$($($check),*)?],
                        judge: $crate::validate::judge_as::<$ty>,
                    }),*],
                }
            }
        }

        impl $crate::visit::Visit for $name {
            fn visit(&self, visitor: &mut dyn $crate::visit::Visitor) {
                match self {
                    $(Self::$variant(value) => visitor.union(Self::table(), $position, value),)*
                    Self::$unmatched(value) => visitor.unmatched(Self::table(), value),
                }
            }
        }

        impl $crate::fill::Fill for $name {
            fn blank() -> Self {
                Self::$unmatched($crate::fill::Fill::blank())
            }

            fn fill(
                &mut self,
                reader: &mut $crate::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::DecodeError> {
                reader.union(Self::table(), &mut |branch, reader| {
                    *self = match branch {
                        $($position => Self::$variant(reader.value()?),)*
                        _ => Self::$unmatched(reader.value()?),
                    };
                    ::core::result::Result::Ok(())
                })
            }
        }

        $crate::__model! { $name }
    };
}

/// The shape of a branch that is an object.
#[doc(hidden)]
#[macro_export]
macro_rules! __shape {
    (object $ty:ty) => {
        ::core::option::Option::Some(<$ty as $crate::shape::Object>::shape)
    };
    (plain $ty:ty) => {
        ::core::option::Option::None
    };
}
