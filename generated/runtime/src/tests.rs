//! The value types on the wire, there and back.

use std::collections::BTreeMap;

use crate::{
    Base64, Binary, Expandable, Json, JsonObject, Map, Model, Nullable, OrEmpty, Timestamp,
    Unmatched,
};

/// The value is written so, and reads back as itself.
fn check<T: Model + PartialEq + std::fmt::Debug>(value: T, json: &str) {
    assert_eq!(value.to_json(), json);
    assert_eq!(value.to_value().to_string(), json);
    assert_eq!(T::from_json(json), Ok(value));
}

#[test]
fn scalars() {
    check(true, "true");
    check(-7_i32, "-7");
    check(i64::MIN, "-9223372036854775808");
    check(25.0_f64, "25");
    check(0.1_f32, "0.1");
    check("\u{7}\"é".to_owned(), r#""\u0007\"é""#);
    check(Timestamp(1_770_137_940), "1770137940");
}

#[test]
fn containers() {
    check(vec![Some(1_i64), None], "[1,null]");
    check(Box::new(Vec::<bool>::new()), "[]");
    check(
        Map::from([("b", vec![1_i64]), ("a", vec![])]),
        r#"{"b":[1],"a":[]}"#,
    );
    check(
        Map::from([("a", None), ("b", Some(true))]),
        r#"{"a":null,"b":true}"#,
    );
    check(Expandable::<Timestamp>::Id("x".to_owned()), r#""x""#);
    check(OrEmpty::<Map<String>>::Empty, r#""""#);
    check(
        OrEmpty::Value(Map::from([("a", String::new())])),
        r#"{"a":""}"#,
    );
    check(
        Map::from([("a", Nullable::Null), ("b", Nullable::Value(1_i64))]),
        r#"{"a":null,"b":1}"#,
    );
}

#[test]
fn untyped_values() {
    let json = r#"{"a":[1,-2.5,null,true,"x",{}],"b":18446744073709551615}"#;
    let value = serde_json::from_str::<Json>(json).unwrap_or_default();
    check(value.clone(), json);
    check(value.as_object().cloned().unwrap_or_default(), json);
    check(Unmatched::from(value), json);
    assert!(JsonObject::from_json("[]").is_err());
}

#[test]
fn bytes_are_base64_with_or_without_padding() {
    check(Base64::from("\0\u{1}"), r#""AAE=""#);
    check(Binary::from("hello"), r#""aGVsbG8=""#);
    assert_eq!(Base64::from_json(r#""AAE""#), Ok(Base64(vec![0, 1])));
    let error = Base64::from_json(r#""s3cr3t!""#).map_err(|error| error.to_string());
    assert_eq!(
        error,
        Err("expected a string in Base64, found another (line 1, column 10)".to_owned())
    );
    assert_eq!(
        format!("{:?} {:?}", Base64::from("s3cr3t"), Binary::from("s3cr3t")),
        "Base64(6 bytes) Binary(6 bytes)"
    );
}

#[test]
fn a_map_keeps_its_order_and_equals_any_other() {
    let mut map: Map<i64> = [("b", 1), ("a", 2), ("c", 3)].into_iter().collect();
    assert_eq!(map.insert("b", 4), Some(1));
    assert_eq!(map.remove("a"), Some(2));
    map.extend([("a", 5)]);
    assert_eq!(map.keys().collect::<Vec<_>>(), ["b", "c", "a"]);
    assert_eq!(
        (map.len(), map.is_empty(), map.get("c"), map["a"]),
        (3, false, Some(&3), 5)
    );
    assert_eq!(map, Map::from([("a", 5), ("b", 4), ("c", 3)]));
    map.iter_mut().for_each(|(_, value)| *value += 1);
    assert_eq!(map.values().sum::<i64>(), 15);
    assert_eq!((&map).into_iter().count(), 3);
    let sorted: BTreeMap<String, i64> = map.into_iter().collect();
    assert_eq!(sorted.into_values().collect::<Vec<_>>(), [6, 5, 4]);
}

#[test]
fn what_may_be_null_says_which_it_is() {
    let value = Nullable::from(7);
    assert_eq!(
        (
            value.value(),
            value.is_null(),
            value.is_absent(),
            value.into_value()
        ),
        (Some(&7), false, false, Some(7))
    );
    assert!(Nullable::<i64>::Null.is_null());
    assert!(Nullable::<i64>::default().is_absent());
    assert_eq!(OrEmpty::from(7).value(), Some(&7));
    assert!(OrEmpty::<i64>::Empty.is_empty());
    let object = Expandable::Object(Box::new(7));
    assert_eq!((object.id(), object.object()), (None, Some(&7)));
}
