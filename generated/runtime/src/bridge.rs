//! serde's traits for generated types, through a JSON tree.
//!
//! For users who expect them; the client takes the straight way. Only self-describing formats can be read so.

/// Nothing, since the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __bridge {
    ($($ignored:tt)*) => {};
}

/// serde's traits for one type: its parameters for writing, for reading, and the type.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __bridge {
    (($($visit:tt)*) ($($fill:tt)*) ($ty:ty)) => {
        impl<$($visit)*> $crate::bridge::Serialize for $ty {
            fn serialize<S: $crate::bridge::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::bridge::serialize(self, serializer)
            }
        }

        impl<'de, $($fill)*> $crate::bridge::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::bridge::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::bridge::deserialize(deserializer)
            }
        }
    };
}

#[cfg(feature = "serde")]
pub use on::*;

#[cfg(feature = "serde")]
mod on {
    use serde::de::Error;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::fill::Fill;
    use crate::visit::Visit;
    use crate::{
        Base64, Binary, DecodeError, Expandable, Json, Map, Null, Nullable, OrEmpty, Timestamp,
        Unmatched, decode, to_value,
    };

    /// Writes a value.
    ///
    /// # Errors
    /// Where the serializer fails.
    pub fn serialize<T: Visit, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        to_value(value).serialize(serializer)
    }

    /// Reads a value.
    ///
    /// # Errors
    /// Where the deserializer fails or the value does not fit the type.
    pub fn deserialize<'de, T: Fill, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let json = Json::deserialize(deserializer)?.to_string();
        decode(json.as_bytes()).map_err(|error| D::Error::custom(say(&error)))
    }

    /// The error without its place in the text, which is not the user's.
    fn say(error: &DecodeError) -> String {
        match error.pointer() {
            "" => error.message().to_owned(),
            pointer => format!("`{pointer}`: {}", error.message()),
        }
    }

    crate::__bridge! { (T: Visit) (T: Fill) (Map<T>) }
    crate::__bridge! { (T: Visit) (T: Fill) (Nullable<T>) }
    crate::__bridge! { (T: Visit) (T: Fill) (OrEmpty<T>) }
    crate::__bridge! { (T: Visit) (T: Fill) (Expandable<T>) }
    crate::__bridge! { () () (Timestamp) }
    crate::__bridge! { () () (Unmatched) }
    crate::__bridge! { () () (Base64) }
    crate::__bridge! { () () (Binary) }
    crate::__bridge! { () () (Null) }

    #[cfg(test)]
    mod tests {
        use crate::samples::{Coupon, Page, Source};

        #[test]
        fn a_value_goes_through_serde_and_back() {
            let json = r#"{"data":[{"object":"coupon","id":"a","percent_off":null,"note":null,"limits":{"x":[1]}}]}"#;
            let page: Result<Page<Coupon>, _> = serde_json::from_str(json);
            let written = page.and_then(|page| serde_json::to_string(&page));
            assert_eq!(written.ok().as_deref(), Some(json));
            let sources = serde_json::json!([1, {"gt": 2}, {"object": "new"}]);
            let read: Result<Vec<Source>, _> = serde_json::from_value(sources.clone());
            assert_eq!(read.and_then(serde_json::to_value).ok(), Some(sources));
        }

        #[test]
        fn what_does_not_fit_is_serdes_error_with_the_place() {
            let error = serde_json::from_str::<Page<Coupon>>("{\n\"data\":[{\"id\":1}]}")
                .map_err(|error| error.to_string());
            assert_eq!(
                error.err().as_deref(),
                Some("`/data/0/id`: expected a string, found a number")
            );
        }
    }
}
