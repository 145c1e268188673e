//! Functions that make and change values: `new` of what can be empty, and setters.

/// The function `new` of a type without required values.
#[doc(hidden)]
#[macro_export]
macro_rules! __new {
    ($name:ident) => {};
    ($name:ident blank) => {
        #[doc = ::core::concat!("A `", ::core::stringify!($name), "` without any value.")]
        pub fn new() -> Self {
            $crate::fill::Fill::blank()
        }
    };
}

/// `Default` of such a type.
#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    (() $($ignored:tt)*) => {};
    ((blank) ($($fill:tt)*) ($ty:ty)) => {
        impl<$($fill)*> ::core::default::Default for $ty {
            fn default() -> Self {
                Self::new()
            }
        }
    };
}

/// A setter of a field: how the value is taken (`unset` and `null` take none), the field, what is taken, or the setter's name
/// and the field's on the wire, and its attributes. Nothing where the field has no setter.
///
/// How it is taken stands first, so that the compiler leaves an arm that does not fit at its first word.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    (value $field:ident $taken:ty [$($meta:tt)*]) => {
        $($meta)*
        pub fn $field(mut self, $field: $taken) -> Self {
            self.$field = $crate::hold::Hold::hold($field);
            self
        }
    };
    (into $field:ident $taken:ty [$($meta:tt)*]) => {
        $($meta)*
        pub fn $field(mut self, $field: impl ::core::convert::Into<$taken>) -> Self {
            self.$field = $crate::hold::into::<$taken, _>($field);
            self
        }
    };
    (list $field:ident $taken:ty [$($meta:tt)*]) => {
        $($meta)*
        pub fn $field(mut self, $field: impl ::core::iter::IntoIterator<Item = $taken>) -> Self {
            self.$field = $crate::hold::list::<$taken, _>($field);
            self
        }
    };
    (list_into $field:ident $taken:ty [$($meta:tt)*]) => {
        $($meta)*
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$taken>>,
        ) -> Self {
            self.$field = $crate::hold::list::<$taken, _>($field);
            self
        }
    };
    (map $field:ident $taken:ty [$($meta:tt)*]) => {
        $($meta)*
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<::std::string::String>, $taken),
            >,
        ) -> Self {
            self.$field = $crate::hold::map::<$taken, _>($field);
            self
        }
    };
    (map_into $field:ident $taken:ty [$($meta:tt)*]) => {
        $($meta)*
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<
                Item = (
                    impl ::core::convert::Into<::std::string::String>,
                    impl ::core::convert::Into<$taken>,
                ),
            >,
        ) -> Self {
            self.$field = $crate::hold::map::<$taken, _>($field);
            self
        }
    };
    (unset $field:ident $unset:ident $wire:literal [$($meta:tt)*]) => {
        #[doc = ::core::concat!("Unsets `` ", $wire, " `` on the server.")]
        $($meta)*
        pub fn $unset(mut self) -> Self {
            self.$field = $crate::hold::Unset::unset();
            self
        }
    };
    (null $field:ident $null:ident $wire:literal [$($meta:tt)*]) => {
        #[doc = ::core::concat!("Sets `` ", $wire, " `` to null.")]
        $($meta)*
        pub fn $null(mut self) -> Self {
            self.$field = $crate::hold::Null::null();
            self
        }
    };
    ($field:ident $attributes:tt) => {};
}
