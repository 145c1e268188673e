//! Where we differ from the oracle on purpose: classes of behaviour, each with its reason; never a schema.

use serde_json::Value;

use super::compare::{Disagreement, Kind};

/// A way in which we differ on purpose.
pub struct Class {
    /// What it is called in the totals.
    pub name: &'static str,
    /// Why it is right.
    pub reason: &'static str,
    /// Whether a disagreement about an instance is of this class.
    pub holds: fn(&Disagreement, &Value) -> bool,
}

/// All of them.
pub const CLASSES: &[Class] = &[Class {
    name: "integers beyond 64 bits",
    reason: "an unformatted integer is an `i64`, so that a number beyond it cannot be kept and is refused",
    holds: is_integer_beyond_64_bits,
}];

/// The class of a disagreement, where it is intended.
pub fn class_of(found: &Disagreement, instance: &Value) -> Option<&'static Class> {
    CLASSES.iter().find(|class| (class.holds)(found, instance))
}

fn is_integer_beyond_64_bits(found: &Disagreement, instance: &Value) -> bool {
    let is_beyond = |pointer: &str| {
        let value = instance.pointer(pointer);
        value.is_some_and(|value| value.is_number() && value.as_i64().is_none())
            && value
                .and_then(Value::as_f64)
                .is_some_and(|value| value.abs() >= 2f64.powi(63))
    };
    let mut formats = found.ours.iter().filter(|place| place.keyword == "format");
    found.kind == Kind::Strict && formats.any(|place| is_beyond(&place.pointer))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::prove::Place;
    use crate::prove::compare::Way;

    fn check(kind: Kind, keyword: &str, instance: Value, class: Option<&str>) {
        let found = Disagreement {
            kind,
            way: Way::Judged,
            pointer: "/a".to_owned(),
            ours: vec![Place {
                pointer: "/a".to_owned(),
                keyword: keyword.to_owned(),
            }],
            oracle: Vec::new(),
            recoded: None,
        };
        let found = class_of(&found, &instance).map(|class| class.name);
        assert_eq!(found, class, "{kind:?} {keyword} {instance}");
    }

    #[test]
    fn only_what_no_i64_holds_is_beyond_64_bits() {
        let class = Some("integers beyond 64 bits");
        check(Kind::Strict, "format", json!({ "a": 1e19 }), class);
        check(Kind::Strict, "format", json!({ "a": -1e19 }), class);
        check(Kind::Strict, "format", json!({ "a": u64::MAX }), class);
        check(Kind::Strict, "format", json!({ "a": i64::MAX }), None);
        check(Kind::Strict, "format", json!({ "a": "1e19" }), None);
        check(Kind::Strict, "maximum", json!({ "a": 1e19 }), None);
        check(Kind::Lenient, "format", json!({ "a": 1e19 }), None);
    }
}
