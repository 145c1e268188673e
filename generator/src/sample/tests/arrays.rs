//! Arrays and maps: how many items and entries, and which.

use super::*;

#[test]
fn arrays_and_maps() {
    let array = [
        Check::MinItems(2),
        Check::MaxItems(3),
        Check::UniqueItems,
        Check::Items(vec![Check::MaxLength(8)]),
    ];
    let expected = [
        "/0 maxLength",
        "/0 type",
        " maxItems",
        " minItems",
        " type",
        " uniqueItems",
    ];
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    check(
        &api(vec![]),
        Type::Array(Box::new(Type::String)),
        &array,
        &expected,
    );
    check(
        &api(vec![]),
        Type::Array(Box::new(Type::I64)),
        &[Check::Contains(
            vec![Check::Minimum(Bound::Integer(10))],
            2,
            3,
        )],
        &[" maxContains", " minContains", " type", "/0 type"],
    );
    let map = [
        Check::MinProperties(1),
        Check::MaxProperties(3),
        Check::PropertyNames(vec![pattern("^[a-z]{3}$")]),
    ];
    let found = check(
        &api(vec![]),
        Type::Map(Box::new(Type::Boolean)),
        &map,
        &[
            " maxProperties",
            " minProperties",
            " propertyNames",
            " type",
            "/* type",
        ],
    );
    assert!(
        valid(&found)
            .iter()
            .any(|value| value.as_object().is_some_and(|object| object.len() == 3))
    );
}
