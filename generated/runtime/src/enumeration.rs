//! String types with known values: an enum whose variants stand beside their values.

use crate::shape::Enumeration;

/// Declares a string type: the enum, its values on the wire, how it comes and goes, and what
/// [`models!`](crate::models) gives. The last variant keeps a value that the document does not name; `open` lets requests
/// hold one.
///
/// ```
/// openapi_runtime::enumeration! {
///     /// How long a discount lasts.
///     pub enum Duration {
///         Forever = "forever",
///         Once = "once",
///         _ = Unknown,
///     }
/// }
///
/// assert_eq!(Duration::from("once"), Duration::Once);
/// assert_eq!(Duration::from("twice").as_str(), "twice");
/// ```
#[macro_export]
macro_rules! enumeration {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($variant:ident = $wire:literal,)*
            _ = $unknown:ident $(,)?
        }
        $($open:ident)?
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = ::core::concat!("`", $wire, "`")] $variant,)*
            /// A value that the document does not name.
            $unknown(::std::string::String),
        }

        impl $name {
            fn table() -> &'static $crate::shape::Enumeration {
                &$crate::shape::Enumeration {
                    name: ::core::stringify!($name),
                    values: &[$($wire),*],
                    open: $crate::__is_open!($($open)?),
                }
            }

            /// The value as on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                let known: &'static [Self] = &[$(Self::$variant),*];
                match known.get($crate::enumeration::position(Self::table(), value)) {
                    ::core::option::Option::Some(known) => known.clone(),
                    ::core::option::Option::None => Self::$unknown(::core::convert::From::from(value)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl $crate::visit::Visit for $name {
            fn visit(&self, visitor: &mut dyn $crate::visit::Visitor) {
                visitor.enumeration(Self::table(), self.as_str());
            }
        }

        impl $crate::fill::Fill for $name {
            fn blank() -> Self {
                Self::$unknown(::std::string::String::new())
            }

            fn fill(
                &mut self,
                reader: &mut $crate::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::DecodeError> {
                *self = Self::from(reader.text()?);
                if let Self::$unknown(_) = self {
                    reader.stray();
                }
                ::core::result::Result::Ok(())
            }
        }

        $crate::__model! { $name }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __is_open {
    () => {
        false
    };
    (open) => {
        true
    };
}

/// Where a value stands among the known ones; behind them all where it is none of them.
pub fn position(enumeration: &Enumeration, value: &str) -> usize {
    let mut known = enumeration.values.iter();
    known
        .position(|known| *known == value)
        .unwrap_or(enumeration.values.len())
}
