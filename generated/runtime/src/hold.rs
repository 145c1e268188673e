//! How a setter's argument comes into its field: what users have at hand becomes the value, and the field holds it.

use crate::{Map, Nullable, OrEmpty};

/// A field that can hold a value of this type: by itself, optional, nullable, boxed or beside the empty string.
pub trait Hold<T> {
    /// The field with this value.
    fn hold(value: T) -> Self;
}

/// States how fields hold values: the field's type, and the expression that makes it.
macro_rules! holds {
    ($($field:ty: $value:ident => $made:expr;)*) => {
        $(
            impl<T> Hold<T> for $field {
                fn hold($value: T) -> Self {
                    $made
                }
            }
        )*
    };
}

holds! {
    T: value => value;
    Box<T>: value => Box::new(value);
    OrEmpty<T>: value => Self::Value(value);
    Box<OrEmpty<T>>: value => Box::new(OrEmpty::Value(value));
    Option<T>: value => Some(value);
    Option<Box<T>>: value => Some(Box::new(value));
    Option<OrEmpty<T>>: value => Some(OrEmpty::Value(value));
    Option<Box<OrEmpty<T>>>: value => Some(Box::new(OrEmpty::Value(value)));
    Nullable<T>: value => Self::Value(value);
    Nullable<Box<T>>: value => Self::Value(Box::new(value));
    Nullable<OrEmpty<T>>: value => Self::Value(OrEmpty::Value(value));
    Nullable<Box<OrEmpty<T>>>: value => Self::Value(Box::new(OrEmpty::Value(value)));
}

/// A field that the empty string unsets.
pub trait Unset {
    /// The field with the empty string.
    fn unset() -> Self;
}

impl<T> Unset for OrEmpty<T> {
    fn unset() -> Self {
        Self::Empty
    }
}

impl<T: Unset> Unset for Box<T> {
    fn unset() -> Self {
        Self::new(T::unset())
    }
}

impl<T: Unset> Unset for Option<T> {
    fn unset() -> Self {
        Some(T::unset())
    }
}

impl<T: Unset> Unset for Nullable<T> {
    fn unset() -> Self {
        Self::Value(T::unset())
    }
}

/// A field that may be null.
pub trait Null {
    /// The field with null.
    fn null() -> Self;
}

impl<T> Null for Option<T> {
    fn null() -> Self {
        None
    }
}

impl<T> Null for Nullable<T> {
    fn null() -> Self {
        Self::Null
    }
}

/// The field with what becomes its value, such as text.
pub fn into<T, H: Hold<T>>(value: impl Into<T>) -> H {
    H::hold(value.into())
}

/// The field with a list of these items.
pub fn list<T, H: Hold<Vec<T>>>(items: impl IntoIterator<Item = impl Into<T>>) -> H {
    H::hold(items.into_iter().map(Into::into).collect())
}

/// The field with a map of these entries.
pub fn map<T, H: Hold<Map<T>>>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> H {
    let entries = entries.into_iter();
    H::hold(entries.map(|(key, value)| (key, value.into())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_holds_a_value_in_all_its_wrappers() {
        let text: Nullable<Box<OrEmpty<String>>> = into::<String, _>("a");
        assert_eq!(
            text,
            Nullable::Value(Box::new(OrEmpty::Value("a".to_owned())))
        );
        let list: Option<Vec<String>> = list::<String, _>(["a", "b"]);
        assert_eq!(list, Some(vec!["a".to_owned(), "b".to_owned()]));
        let map: Map<i64> = map::<i64, _>([("a", 1_i32)]);
        assert_eq!(map, Map::from([("a", 1_i64)]));
    }

    #[test]
    fn the_empty_string_and_null_are_no_values() {
        assert_eq!(
            Option::<Box<OrEmpty<bool>>>::unset(),
            Some(Box::new(OrEmpty::Empty))
        );
        assert_eq!(Option::<bool>::null(), None);
        assert_eq!(Nullable::<bool>::null(), Nullable::Null);
    }
}
