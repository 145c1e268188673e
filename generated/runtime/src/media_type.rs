//! Media types: which documented one a reply's `Content-Type` means.

/// How well a documented media type names the one that came; none where it does not.
pub(crate) fn fit(documented: &str, came: &str) -> Option<u8> {
    if documented.eq_ignore_ascii_case(came) {
        return Some(4);
    }
    let (documented, came) = (essence(documented), essence(came));
    let (kind, subtype) = documented.split_once('/')?;
    let (came_kind, came_subtype) = came.split_once('/')?;
    if documented == came {
        Some(3)
    } else if subtype == "*" && kind == came_kind {
        Some(2)
    } else if is_json(subtype) && is_json(came_subtype) {
        Some(1)
    } else {
        (documented == "*/*").then_some(0)
    }
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether this is the subtype of a JSON media type (RFC 6838, 4.2.8).
fn is_json(subtype: &str) -> bool {
    subtype == "json" || subtype.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(documented: &str, came: &str, expected: Option<u8>) {
        assert_eq!(fit(documented, came), expected, "{documented} {came}");
    }

    #[test]
    fn the_nearer_a_media_type_the_better() {
        check("application/json;a=b", "application/json;a=b", Some(4));
        check("text/csv", "Text/CSV; charset=utf-8", Some(3));
        check("image/*", "image/png", Some(2));
        check("application/vnd.x+json", "application/json", Some(1));
        check("*/*", "text/csv", Some(0));
        check("text/csv", "application/json", None);
        check("text/csv", "", None);
    }
}
