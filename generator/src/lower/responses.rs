//! Responses: for each documented status its body, and what success and failure decode to.

use super::Lowering;
use super::bodies::{Rank, rank};
use super::docs;
use super::draft::Owner;
use super::names::{Case, Ident, decide, with_ending};
use super::resources::Route;
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{Docs, Outcome, Response, ResponseBody, ResponseFormat, Status, Type};

impl Lowering<'_> {
    pub(super) fn responses(&mut self, route: &Route, owner: &Owner, word: &str) -> Vec<Response> {
        let mut stated = Vec::new();
        for (key, at) in self.entries(&route.at, "responses") {
            match status(&key) {
                Some(status) => stated.push((status, at)),
                None if key.starts_with("x-") => {}
                None => {
                    let message = format!(
                        "`{key}` is no status; `200`, `4XX` and `default` are accepted; the response is left out"
                    );
                    self.problems.error(&at, message);
                }
            }
        }
        let succeeds = stated.iter().any(|(status, _)| is_success(*status));
        stated
            .into_iter()
            .filter_map(|(status, at)| {
                let success = is_success(status) || (status == Status::Default && !succeeds);
                self.response(status, success, &at, owner, word)
            })
            .collect()
    }

    fn response(
        &mut self,
        status: Status,
        success: bool,
        at: &Pointer,
        owner: &Owner,
        word: &str,
    ) -> Option<Response> {
        let target = self.document.follow(at);
        let at = self.told(target)?;
        let own = objects::response(self.document, &at);
        let own = self.told(own)?;
        let owner = if success {
            owner.part(word, "response", &["response"])
        } else {
            owner.part(word, &reason(status), &[&reason(status)])
        };
        let (media_type, body) = self.response_body(&at, &owner).unzip();
        Some(Response {
            status,
            success,
            media_type,
            body,
            docs: docs::clean(own.description.as_deref()),
        })
    }

    fn response_body(&mut self, at: &Pointer, owner: &Owner) -> Option<(String, ResponseBody)> {
        let offered = self.entries(at, "content");
        let (media_type, below) = offered.into_iter().min_by_key(|(name, _)| rank(name))?;
        let schema = below.child("schema");
        let stated = self.document.get(&schema).is_some();
        let binary = self.text(&schema, "format") == Some("binary");
        let (ty, format, checks) = match rank(&media_type) {
            Rank::Json | Rank::Any if stated && !binary => {
                let place = self.schema(&schema, owner);
                (place.item(), ResponseFormat::Json, place.checks)
            }
            Rank::Json => (Type::Json, ResponseFormat::Json, Vec::new()),
            Rank::Text => (Type::String, ResponseFormat::Text, Vec::new()),
            Rank::Any | Rank::Bytes | Rank::Form | Rank::Multipart => {
                (Type::Binary, ResponseFormat::Bytes, Vec::new())
            }
        };
        let body = ResponseBody {
            at: stated.then_some(schema),
            ty,
            format,
            checks,
        };
        Some((media_type, body))
    }
}

/// What the responses of one side decode to.
pub(super) fn outcome(responses: &[Response], success: bool, operation: &Ident) -> Outcome {
    let side: Vec<(usize, &Response)> = responses
        .iter()
        .enumerate()
        .filter(|(_, it)| it.success == success)
        .collect();
    let bodies: Vec<Option<(&Type, ResponseFormat)>> = side
        .iter()
        .map(|(_, it)| it.body.as_ref().map(|body| (&body.ty, body.format)))
        .collect();
    let typed = bodies.iter().flatten().next();
    // The runtime decodes an error only where it has a body.
    let missing = success && bodies.iter().any(Option::is_none);
    match typed {
        None => Outcome::Nothing,
        Some((ty, format))
            if !missing
                && bodies
                    .iter()
                    .flatten()
                    .all(|other| other == &(*ty, *format)) =>
        {
            Outcome::One((*ty).clone(), *format)
        }
        Some(_) => {
            let words: Vec<String> = side.iter().map(|(_, it)| reason(it.status)).collect();
            let names = decide(
                Case::Pascal,
                &words.iter().map(String::as_str).collect::<Vec<_>>(),
                &[],
                "_",
            );
            let name = with_ending(operation, if success { "Output" } else { "Failure" });
            Outcome::ByStatus(
                name,
                side.iter().map(|(case, _)| *case).zip(names).collect(),
            )
        }
    }
}

/// Docs of a response: the document's, or its status.
pub(super) fn said(response: &Response) -> Docs {
    docs::first(response.docs.clone(), Docs(reason(response.status)))
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Exact(200..=299) | Status::Class(2))
}

fn status(key: &str) -> Option<Status> {
    let class = |letter: &str| {
        key.to_ascii_uppercase()
            .strip_suffix("XX")
            .is_some_and(|digit| digit == letter)
    };
    match key {
        "default" => Some(Status::Default),
        _ => match ["1", "2", "3", "4", "5"]
            .into_iter()
            .find(|letter| class(letter))
        {
            Some(letter) => letter.parse().ok().map(Status::Class),
            None => key
                .parse()
                .ok()
                .filter(|status| (100..=599).contains(status))
                .map(Status::Exact),
        },
    }
}

/// The name of a status (RFC 9110, 15, and the IANA registry).
fn reason(status: Status) -> String {
    let known = match status {
        Status::Default => "default",
        Status::Class(1) => "informational",
        Status::Class(2) => "success",
        Status::Class(3) => "redirection",
        Status::Class(4) => "client error",
        Status::Class(_) => "server error",
        Status::Exact(code) => match REASONS.iter().find(|(known, _)| *known == code) {
            Some((_, reason)) => reason,
            None => return format!("status {code}"),
        },
    };
    known.to_owned()
}

const REASONS: &[(u16, &str)] = &[
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative information"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (422, "unprocessable content"),
    (423, "locked"),
    (424, "failed dependency"),
    (428, "precondition required"),
    (429, "too many requests"),
    (451, "unavailable for legal reasons"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
];
