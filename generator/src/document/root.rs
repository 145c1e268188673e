//! The root of a document: whether it is OpenAPI at all, which version, and whether it has what it must have.

use serde_json::Value;

use super::pointer::Pointer;
use super::{Broken, Version, files, kind};
use crate::problem::Problems;

const ACCEPTED: &str = "OpenAPI 3.0, 3.1 and 3.2 are accepted";

/// The version that a document says it follows. What is broken here is fatal.
pub(super) fn version(root: &Value) -> Result<Version, Broken> {
    let at = Pointer::root();
    let Value::Object(members) = root else {
        let what = if root.is_null() {
            "there is no content"
        } else {
            "this is "
        };
        let kind = if root.is_null() { "" } else { kind(root) };
        return Err((
            at,
            format!(
                "{what}{kind}; an OpenAPI document is an object with `openapi`, `info` and `paths`"
            ),
        ));
    };
    let Some(version) = members.get("openapi") else {
        return Err(match members.get("swagger") {
            Some(swagger) => (
                at.child("swagger"),
                format!("this is a Swagger {} document; {ACCEPTED}", plain(swagger)),
            ),
            None => (
                at,
                format!("`openapi`, the version, is missing; {ACCEPTED}"),
            ),
        });
    };
    let text = plain(version);
    match text.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["3", "0"] => Ok(Version::V30),
        ["3", "1" | "2"] => Ok(Version::V31),
        _ => Err((
            at.child("openapi"),
            format!("`openapi` is `{text}`; {ACCEPTED}"),
        )),
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// Tells what a document has to have and has not. Everything can go on without.
pub(super) fn check(root: &Value, version: Version, problems: &mut Problems) {
    let at = Pointer::root();
    if root.get("openapi").is_some_and(Value::is_number) {
        problems.warning(
            &at.child("openapi"),
            "`openapi` is a number; it is read as text, which quotes would say",
        );
    }
    if version == Version::V31
        && root
            .get("openapi")
            .and_then(Value::as_str)
            .is_some_and(|it| it.starts_with("3.2"))
    {
        problems.note(&at.child("openapi"), "OpenAPI 3.2 is read as 3.1");
    }
    check_info(root, problems);
    check_has_content(root, version, problems);
    for name in ["paths", "components", "webhooks"] {
        check_kind(root, name, "an object", Value::is_object, problems);
    }
    for name in ["servers", "tags", "security"] {
        check_kind(root, name, "a list", Value::is_array, problems);
    }
}

fn check_info(root: &Value, problems: &mut Problems) {
    let at = Pointer::root();
    match root.get("info") {
        None | Some(Value::Null) => problems.error(
            &at,
            "`info` is missing; `title` and `version` are required in it",
        ),
        Some(Value::Object(info)) => {
            for name in ["title", "version"] {
                if info.get(name).is_none_or(Value::is_null) {
                    problems.error(
                        &at.child("info"),
                        format!("`{name}` is missing; it is required here"),
                    );
                }
            }
            if let Some(version @ Value::Number(number)) = info.get("version") {
                let message = format!(
                    "`version` is {}; it is read as the text `{number}`, which quotes would say",
                    kind(version)
                );
                problems.warning(&at.child("info").child("version"), message);
            }
        }
        // `objects::info` tells it.
        Some(_) => {}
    }
}

fn check_has_content(root: &Value, version: Version, problems: &mut Problems) {
    let has = |name| root.get(name).is_some_and(|it| !it.is_null());
    match version {
        Version::V30 if !has("paths") => problems.error(
            &Pointer::root(),
            "`paths` is missing; OpenAPI 3.0 requires it",
        ),
        Version::V31 if !["paths", "components", "webhooks"].into_iter().any(has) => {
            problems.error(&Pointer::root(), "`paths`, `components` and `webhooks` are missing; OpenAPI 3.1 requires one of them");
        }
        Version::V30 | Version::V31 => {}
    }
}

fn check_kind(
    root: &Value,
    name: &str,
    accepted: &str,
    fits: fn(&Value) -> bool,
    problems: &mut Problems,
) {
    if let Some(value) = root.get(name).filter(|it| !it.is_null() && !fits(it)) {
        problems.error(
            &Pointer::root().child(name),
            format!("`{name}` is {}; {accepted} is accepted", kind(value)),
        );
    }
}

/// Takes away what stands where other files are embedded.
pub(super) fn clear_reserved(root: &mut Value, problems: &mut Problems) {
    if let Value::Object(members) = root
        && members.shift_remove(files::KEY).is_some()
    {
        let at = Pointer::root().child(files::KEY);
        problems.error(&at, format!("`{}` is reserved; it is left out", files::KEY));
    }
}
