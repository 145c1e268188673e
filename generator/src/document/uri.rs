//! URI references to URIs (RFC 3986, section 5.2), by their text alone: nothing is fetched.

/// The parts of a URI reference; its fragment is none of them.
struct Parts<'u> {
    scheme: Option<&'u str>,
    authority: Option<&'u str>,
    path: &'u str,
    query: Option<&'u str>,
}

/// The URI that a reference names from a base, without a fragment.
pub(super) fn join(base: &str, reference: &str) -> String {
    let (from, to) = (parts(base), parts(reference));
    if to.scheme.is_some() {
        return text(&to, without_dots(to.path));
    }
    let scheme = from.scheme;
    if to.authority.is_some() {
        return text(&Parts { scheme, ..to }, without_dots(to.path));
    }
    let authority = from.authority;
    let path = match to.path {
        "" => from.path.to_owned(),
        absolute if absolute.starts_with('/') => without_dots(absolute),
        relative => without_dots(&merged(&from, relative)),
    };
    let query = if to.path.is_empty() {
        to.query.or(from.query)
    } else {
        to.query
    };
    let whole = Parts {
        scheme,
        authority,
        path: "",
        query,
    };
    text(&whole, path)
}

fn parts(uri: &str) -> Parts<'_> {
    let uri = uri.split('#').next().unwrap_or_default();
    let (scheme, rest) = match uri.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
        _ => (None, uri),
    };
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, Some(query)),
        None => (rest, None),
    };
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            (Some(&rest[..end]), &rest[end..])
        }
        None => (None, rest),
    };
    Parts {
        scheme,
        authority,
        path,
        query,
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// A relative path behind the folder of the base (section 5.2.3).
fn merged(base: &Parts<'_>, relative: &str) -> String {
    match base.path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{relative}"),
        None if base.authority.is_some() => format!("/{relative}"),
        None => relative.to_owned(),
    }
}

/// The path with `.` and `..` resolved (section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." && kept.len() > 1 {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    kept.join("/")
}

fn text(parts: &Parts<'_>, path: String) -> String {
    let scheme = parts.scheme.map(|scheme| format!("{scheme}:"));
    let authority = parts.authority.map(|authority| format!("//{authority}"));
    let query = parts.query.map(|query| format!("?{query}"));
    [scheme, authority, Some(path), query]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 3986, section 5.4.
    #[test]
    fn references_are_resolved_as_the_rfc_has_it() {
        for (reference, expected) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
        ] {
            assert_eq!(
                join("http://a/b/c/d;p?q", reference),
                expected,
                "{reference}"
            );
        }
        assert_eq!(join("http://a", "g"), "http://a/g");
        assert_eq!(join("urn:x:y", "urn:x:z#a"), "urn:x:z");
    }
}
