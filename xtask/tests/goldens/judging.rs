//! Models read, written and judged.

use openapi_runtime::Model;

/// Reads JSON as this type and writes it back, and judges it: the pointer and the keyword of each violation.
pub fn check<T: Model>(json: &str, violations: &[&str]) {
    let back = T::from_json(json).map(|value| value.to_json());
    assert_eq!(back.as_deref(), Ok(json));
    judge::<T>(json, violations);
}

/// Judges JSON as this type.
pub fn judge<T: Model>(json: &str, violations: &[&str]) {
    assert_eq!(judged::<T>(json), violations, "{json}");
}

/// What judging finds: the pointer and the keyword of each violation, once each.
pub fn judged<T: Model>(json: &str) -> Vec<String> {
    let found = T::judge(json).err().map(|all| all.0).unwrap_or_default();
    let mut found: Vec<String> = found
        .iter()
        .map(|one| format!("{} {}", one.pointer, one.keyword))
        .collect();
    found.sort();
    found.dedup();
    found
}
