//! When two JSON values are the same.

use serde_json::Value;

/// Whether two values are the same, numbers by value.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(key, value): (&String, &Value)| {
                other.get(key).is_some_and(|other| is_same(value, other))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| is_same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (one, other) => one == other,
    }
}

/// Whether a value came back as it went: an optional member that was null may be gone.
pub fn comes_back(sent: &Value, back: &Value) -> bool {
    match (sent, back) {
        (Value::Object(sent), Value::Object(back)) => {
            let is_kept = |(key, value): (&String, &Value)| match back.get(key) {
                Some(back) => comes_back(value, back),
                None => value.is_null(),
            };
            back.keys().all(|key| sent.contains_key(key)) && sent.iter().all(is_kept)
        }
        (Value::Array(sent), Value::Array(back)) => {
            let mut pairs = sent.iter().zip(back);
            sent.len() == back.len() && pairs.all(|(sent, back)| comes_back(sent, back))
        }
        (sent, back) => is_same(sent, back),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_null_may_be_gone() {
        let sent = json!({ "a": null, "b": [1.0, { "c": null }] });
        assert!(comes_back(&sent, &json!({ "b": [1, {}] })));
        assert!(!comes_back(&sent, &json!({ "b": [1, {}], "d": 1 })));
        assert!(!comes_back(&sent, &json!({ "a": null })));
        assert!(!is_same(&sent, &json!({ "b": [1, {}] })));
        assert!(is_same(
            &sent,
            &json!({ "b": [1, { "c": null }], "a": null })
        ));
    }
}
