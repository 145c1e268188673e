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

/// A setter of a field: its attributes, the field, and how the value is taken, or the name of a setter that takes none.
/// Nothing where the field has no setter.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ([$($meta:tt)*] $field:ident) => {};
    ([$($meta:tt)*] $field:ident value $taken:ty) => {
        $($meta)*
        pub fn $field(mut self, $field: $taken) -> Self {
            self.$field = $crate::hold::Hold::hold($field);
            self
        }
    };
    ([$($meta:tt)*] $field:ident into $taken:ty) => {
        $($meta)*
        pub fn $field(mut self, $field: impl ::core::convert::Into<$taken>) -> Self {
            self.$field = $crate::hold::into::<$taken, _>($field);
            self
        }
    };
    ([$($meta:tt)*] $field:ident list $taken:ty) => {
        $($meta)*
        pub fn $field(mut self, $field: impl ::core::iter::IntoIterator<Item = $taken>) -> Self {
            self.$field = $crate::hold::list::<$taken, _>($field);
            self
        }
    };
    ([$($meta:tt)*] $field:ident list_into $taken:ty) => {
        $($meta)*
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$taken>>,
        ) -> Self {
            self.$field = $crate::hold::list::<$taken, _>($field);
            self
        }
    };
    ([$($meta:tt)*] $field:ident map $taken:ty) => {
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
    ([$($meta:tt)*] $field:ident map_into $taken:ty) => {
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
    ([$($meta:tt)*] $field:ident unset $unset:ident $wire:literal) => {
        #[doc = ::core::concat!("Unsets `", $wire, "` on the server.")]
        $($meta)*
        pub fn $unset(mut self) -> Self {
            self.$field = $crate::hold::Unset::unset();
            self
        }
    };
    ([$($meta:tt)*] $field:ident null $null:ident $wire:literal) => {
        #[doc = ::core::concat!("Sets `", $wire, "` to null.")]
        $($meta)*
        pub fn $null(mut self) -> Self {
            self.$field = $crate::hold::Null::null();
            self
        }
    };
}
