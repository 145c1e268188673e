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
            $(#[doc = ::core::concat!("`` ", $wire, " ``")] $variant,)*
            /// A value that the document does not name.
            $unknown(::std::string::String),
        }

        impl $name {
            fn table() -> &'static $crate::enumeration::Table<Self> {
                &$crate::enumeration::Table {
                    enumeration: $crate::shape::Enumeration {
                        name: ::core::stringify!($name),
                        values: &[$($wire),*],
                        open: $crate::__is_open!($($open)?),
                    },
                    known: &[$(Self::$variant),*],
                    unknown: Self::$unknown,
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

        impl<T: ::core::convert::AsRef<str>> ::core::convert::From<T> for $name {
            fn from(value: T) -> Self {
                Self::table().find(value.as_ref())
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
                visitor.enumeration(&Self::table().enumeration, self.as_str());
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
                reader.enumeration(self, Self::table())
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

/// What is static about a string type.
pub struct Table<T: 'static> {
    /// Its values on the wire.
    pub enumeration: Enumeration,
    /// The variants, in the order of these values.
    pub known: &'static [T],
    /// The variant that keeps any other value.
    pub unknown: fn(String) -> T,
}

impl<T: Clone> Table<T> {
    /// The variant of this text: a known one, or the one that keeps any other value.
    pub fn find(&self, text: &str) -> T {
        self.get(text)
            .unwrap_or_else(|| (self.unknown)(text.to_owned()))
    }

    /// The variant of a known text.
    pub(crate) fn get(&self, text: &str) -> Option<T> {
        let values = self.enumeration.values;
        let position = values.iter().position(|known| *known == text)?;
        self.known.get(position).cloned()
    }
}
