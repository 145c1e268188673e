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

            fn known() -> &'static [Self] {
                &[$(Self::$variant),*]
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
                $crate::enumeration::find(Self::table(), Self::known(), Self::$unknown, value)
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
                reader.enumeration(self, (Self::table(), Self::known()), Self::$unknown)
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

/// The value of this text: a known one, or one that the document does not name.
pub fn find<T: Clone>(
    enumeration: &Enumeration,
    known: &[T],
    unknown: fn(String) -> T,
    text: &str,
) -> T {
    position(enumeration, text)
        .and_then(|position| known.get(position).cloned())
        .unwrap_or_else(|| unknown(text.to_owned()))
}

/// Where a text stands among the known ones.
pub(crate) fn position(enumeration: &Enumeration, text: &str) -> Option<usize> {
    enumeration.values.iter().position(|known| *known == text)
}
