//! What every generated type can do, and the traits of others that it gets.

use crate::fill::Fill;
use crate::reader::decode;
use crate::validate::{Terms, Violations, judge_as, validate};
use crate::visit::Visit;
use crate::{DecodeError, Json, to_json, to_value};

/// A type of the document: to and from JSON, and against its schema.
pub trait Model: Visit + Fill + Sized {
    /// Reads JSON leniently: what the document does not name is passed over or kept, see [`Reader`](crate::Reader).
    ///
    /// # Errors
    /// Where the text is not JSON or does not fit the type.
    fn from_json(json: impl AsRef<[u8]>) -> Result<Self, DecodeError> {
        decode(json.as_ref())
    }

    /// The value as JSON text; a number that is not finite, for which JSON has no word, becomes null.
    fn to_json(&self) -> String {
        to_json(self)
    }

    /// The value as a JSON tree.
    fn to_value(&self) -> Json {
        to_value(self)
    }

    /// Checks the value against the constraints of its schema, as a request's.
    ///
    /// # Errors
    /// Where it breaks any: all of them.
    fn validate(&self) -> Result<(), Violations> {
        refuse_any(validate(self, &[], Terms::REQUEST.discriminated()).into())
    }

    /// Judges JSON text by the letter of the schema, as a response's, without leniency.
    ///
    /// # Errors
    /// Where it breaks the schema: all violations.
    fn judge(json: impl AsRef<[u8]>) -> Result<(), Violations> {
        refuse_any(judge_as::<Self>(json.as_ref(), &[], Terms::RESPONSE).into())
    }
}

impl<T: Visit + Fill> Model for T {}

fn refuse_any(violations: Violations) -> Result<(), Violations> {
    if violations.0.is_empty() {
        Ok(())
    } else {
        Err(violations)
    }
}

/// Gives generated types `Debug`, `PartialEq` (the same value on the wire) and, where the feature `serde` is on, serde's
/// `Serialize` and `Deserialize`.
///
/// Each name stands for a type that implements `Visit` and `Fill`; `generic Name` for one with one type parameter.
#[macro_export]
macro_rules! models {
    ($($first:ident $($second:ident)?),* $(,)?) => {
        $($crate::__model! { $first $($second)? })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __model {
    (generic $name:ident) => {
        $crate::__model! { @ (T: $crate::visit::Visit) (T: $crate::fill::Fill) ($name<T>) }
    };
    ($name:ident) => {
        $crate::__model! { @ () () ($name) }
    };
    (@ ($($visit:tt)*) ($($fill:tt)*) ($ty:ty)) => {
        impl<$($visit)*> ::core::fmt::Debug for $ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug(self, f)
            }
        }

        impl<$($visit)*> ::core::cmp::PartialEq for $ty {
            fn eq(&self, other: &Self) -> bool {
                $crate::equal(self, other)
            }
        }

        $crate::__bridge! { ($($visit)*) ($($fill)*) ($ty) }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Map;
    use crate::samples::{Coupon, Limits, Page};

    #[test]
    fn equality_is_that_of_the_wire() -> Result<(), DecodeError> {
        let one = Limits::from_json(r#"{"amounts":{"a":[1],"b":[]},"strict":true,"x":1,"y":2}"#)?;
        let same =
            Limits::from_json(r#"{"y":2,"x":1,"amounts":{"b":[],"a":[1.0]},"strict":true}"#)?;
        let other = Limits::from_json(r#"{"amounts":{"a":[1],"b":[]},"strict":true,"x":1,"y":3}"#)?;
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_ne!(
            one,
            Limits {
                strict: None,
                ..one.clone()
            }
        );
        Ok(())
    }

    #[test]
    fn a_kept_property_never_hides_one_of_the_shape() {
        let limits = Limits {
            amounts: None,
            strict: Some(true),
            rest: Map::from([("strict", Json::Null)]),
        };
        assert_eq!(limits.to_json(), r#"{"strict":true}"#);
        assert_eq!(limits.to_value().to_string(), r#"{"strict":true}"#);
    }

    #[test]
    fn text_and_tree_agree() -> Result<(), DecodeError> {
        let json = r#"{"data":[{"object":"coupon","id":"é\n\u0001","percent_off":null,"note":null,"limits":{"z":[1.5]}}]}"#;
        let page = Page::<Coupon>::from_json(json)?;
        assert_eq!(
            page.to_value(),
            serde_json::from_str::<Json>(json).unwrap_or_default()
        );
        assert_eq!(page.to_json(), json);
        Ok(())
    }

    #[test]
    fn judging_and_decoding_part_ways_over_leniency() {
        let json = r#"{"data":null,"next":null}"#;
        assert!(Page::<bool>::from_json(json).is_err());
        assert!(Page::<bool>::judge(json).is_err_and(|violations| violations.0.len() == 2));
        assert_eq!(Page::<bool>::judge(r#"{"data":[true]}"#), Ok(()));
        assert!(
            Page {
                data: vec![true],
                next: None
            }
            .validate()
            .is_ok()
        );
    }
}
