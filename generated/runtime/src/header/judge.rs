//! Judging the headers of a reply: their text becomes the JSON that the document's schema speaks of (style `simple`), and that
//! is judged by the schema's constraints.

use std::borrow::Cow;

use http::{HeaderMap, HeaderValue};

use crate::Json;
use crate::endpoint::{HeaderForm, ResponseHeader};
use crate::error::push_segment;
use crate::prepare::missing;
use crate::shape::Kinds;
use crate::validate::{Terms, Violation, validate_at};

/// What the headers break of what a response states about them; the pointers begin with `/header`.
pub(crate) fn judge_headers(
    stated: &'static [ResponseHeader],
    headers: &HeaderMap,
    terms: Terms,
) -> Vec<Violation> {
    let found = stated.iter().flat_map(|it| judge(it, headers, terms));
    found.collect()
}

fn judge(stated: &'static ResponseHeader, headers: &HeaderMap, terms: Terms) -> Vec<Violation> {
    let wire = stated.wire;
    let mut pointer = String::new();
    push_segment(&mut pointer, "header");
    push_segment(&mut pointer, wire);
    let lines = headers.get_all(wire).iter().map(HeaderValue::as_bytes);
    let lines: Vec<Cow<'_, str>> = lines.map(String::from_utf8_lossy).collect();
    match (lines.first(), value(stated, &lines)) {
        (Some(_), Some(value)) => validate_at(&pointer, &value, stated.checks, terms),
        (Some(_), None) => vec![not_json(pointer)],
        (None, _) if stated.is_required() => {
            vec![missing(pointer, &format!("the header `{wire}`"))]
        }
        (None, _) => Vec::new(),
    }
}

/// The JSON that the lines of a header stand for; none where they are to be JSON text and are not.
fn value(stated: &ResponseHeader, lines: &[Cow<'_, str>]) -> Option<Json> {
    let first = lines.first().map_or("", |line| line.trim());
    match stated.form {
        HeaderForm::One => Some(scalar(stated.kinds, first)),
        HeaderForm::List => {
            // All lines of the header are one list (RFC 9110, section 5.3).
            let items = lines.iter().flat_map(|line| line.split(','));
            let items = items.map(str::trim).filter(|item| !item.is_empty());
            Some(items.map(|item| scalar(stated.kinds, item)).collect())
        }
        HeaderForm::Json => serde_json::from_str(first).ok(),
    }
}

/// A number, true or false where the header's type is such and the text says one; else the text.
fn scalar(kinds: Kinds, text: &str) -> Json {
    let is_of = |json: &Json| match json {
        Json::Number(_) => kinds.meets(Kinds::NUMBER),
        Json::Bool(_) => kinds.meets(Kinds::BOOLEAN),
        _ => false,
    };
    let said = serde_json::from_str(text).ok().filter(is_of);
    said.unwrap_or_else(|| Json::from(text))
}

fn not_json(pointer: String) -> Violation {
    Violation {
        pointer,
        keyword: "type",
        limit: None,
        message: "the header is no JSON".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;
    use crate::endpoint::Word;
    use crate::shape::{Bound, Check};

    const STATED: &[ResponseHeader] = &[
        ResponseHeader {
            wire: "X-Limit",
            form: HeaderForm::One,
            kinds: Kinds::INTEGER,
            words: &[Word::Required],
            checks: &[
                Check::Type(Kinds::INTEGER),
                Check::Minimum(Bound::Integer(1)),
            ],
        },
        ResponseHeader {
            wire: "X-Ids",
            form: HeaderForm::List,
            kinds: Kinds::STRING,
            words: &[],
            checks: &[Check::MaxItems(2), Check::Items(&[Check::MinLength(2)])],
        },
        ResponseHeader {
            wire: "X-Page",
            form: HeaderForm::Json,
            kinds: Kinds::ANY,
            words: &[],
            checks: &[Check::Required(&["next"])],
        },
    ];

    fn check(lines: &[(&'static str, &'static str)], expected: &[&str]) {
        let lines = lines.iter().map(|(name, text)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(text))
        });
        let mut headers = HeaderMap::new();
        for (name, text) in lines {
            headers.append(name, text);
        }
        let found = judge_headers(STATED, &headers, Terms::RESPONSE);
        let found = found
            .iter()
            .map(|it| format!("{} {}", it.pointer, it.keyword));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_header_is_judged_by_its_schema() {
        check(&[("x-limit", "7")], &[]);
        check(&[("x-limit", " 7.0 ")], &[]);
        check(&[("x-limit", "0")], &["/header/X-Limit minimum"]);
        check(&[("x-limit", "many")], &["/header/X-Limit type"]);
        check(&[("x-limit", "true")], &["/header/X-Limit type"]);
        check(&[], &["/header/X-Limit required"]);
    }

    #[test]
    fn a_list_is_all_lines_and_each_item_has_its_place() {
        let with = |ids: &[&'static str], expected: &[&str]| {
            let ids = ids.iter().map(|text| ("x-ids", *text));
            check(&ids.chain([("x-limit", "1")]).collect::<Vec<_>>(), expected);
        };
        with(&["ab, cd"], &[]);
        with(&["ab, c"], &["/header/X-Ids/1 minLength"]);
        with(&["ab", "cd, ef"], &["/header/X-Ids maxItems"]);
        with(&["12"], &[]);
    }

    #[test]
    fn json_text_is_judged_as_what_it_says() {
        let with = |page: &'static str, expected: &[&str]| {
            check(&[("x-limit", "1"), ("x-page", page)], expected);
        };
        with(r#"{"next": 2}"#, &[]);
        with("{}", &["/header/X-Page required"]);
        with("{", &["/header/X-Page type"]);
    }
}
