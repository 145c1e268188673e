//! Responses: for each documented status its body, and what success and failure decode to.

use super::Lowering;
use super::docs;
use super::draft::Owner;
use super::media_types::{Direction, Format, Offer, with_words};
use super::names::{Case, Ident, decide, with_ending};
use super::resources::Route;
use crate::document::objects;
use crate::document::pointer::Pointer;
use crate::ir::{Docs, Outcome, Response, ResponseBody, ResponseFormat, Status, Type};

impl Lowering<'_> {
    pub(super) fn responses(&mut self, route: &Route, owner: &Owner, word: &str) -> Vec<Response> {
        let mut stated: Vec<(Status, Pointer)> = Vec::new();
        for (key, at) in self.entries(&route.at, "responses") {
            match status(&key) {
                Some(status) => match stated.iter().find(|(known, _)| *known == status) {
                    None => stated.push((status, at)),
                    Some((_, first)) => {
                        let message = format!("`{key}` is the status of {first} too; that counts");
                        self.problems.error(&at, message);
                    }
                },
                None if key.starts_with("x-") => {}
                None => {
                    let message = format!(
                        "`{key}` is no status; `200`, `4XX` and `default` are accepted; the response is left out"
                    );
                    self.problems.error(&at, message);
                }
            }
        }
        let success = success_of(&stated);
        let mut responses: Vec<Response> = Vec::new();
        for (status, at) in stated {
            let is_known = |it: &Response| it.success && it.body.is_some();
            let side = Side {
                status,
                success: success(status),
                alone: !responses.iter().any(is_known),
                has_body: has_body(status) && route.method != "HEAD",
            };
            responses.extend(self.response(side, &at, owner, word));
        }
        responses
    }

    /// The cases of one documented status: one for each media type with a schema of its own.
    fn response(&mut self, side: Side, at: &Pointer, owner: &Owner, word: &str) -> Vec<Response> {
        let target = self.follow(at);
        let Some(at) = self.told(target) else {
            return Vec::new();
        };
        let own = objects::response(self.document, &at);
        let Some(own) = self.told(own) else {
            return Vec::new();
        };
        let Side {
            status, success, ..
        } = side;
        let headers = self.response_headers(&at);
        let case =
            |media_type: Option<String>, variant: String, body: Option<ResponseBody>| Response {
                status,
                success,
                media_type,
                variant,
                body,
                docs: docs::clean(own.description.as_deref()),
                headers: headers.clone(),
            };
        let offers = self.response_offers(side, &at);
        let (preferred, others) = with_words(offers);
        let Some(preferred) = preferred else {
            return vec![case(None, reason(status), None)];
        };
        let others = others.into_iter();
        let others = others.map(|(offer, word)| (offer, format!(" {word}")));
        let mut cases = Vec::new();
        for (offer, apart) in [(preferred, String::new())].into_iter().chain(others) {
            let owner = side.owner(owner, word, &apart);
            let body = self.response_body(&offer, &owner);
            let variant = format!("{}{apart}", reason(status));
            cases.push(case(Some(offer.media_type), variant, Some(body)));
        }
        cases
    }

    /// The media types of a response that have schemas of their own; none where its status has no body.
    fn response_offers(&mut self, side: Side, at: &Pointer) -> Vec<Offer> {
        if side.has_body {
            self.tell_media_types(at);
            return self.offers(at, Direction::Response);
        }
        if !has_body(side.status) && !self.entries(at, "content").is_empty() {
            let message = "no reply with this status has a body (RFC 9110); `content` is not read";
            self.problems.note(&at.child("content"), message);
        }
        Vec::new()
    }

    fn response_body(&mut self, offer: &Offer, owner: &Owner) -> ResponseBody {
        let schema = offer.schema();
        let stated = self.has_schema(&schema);
        let (ty, format, checks) = match offer.format {
            Format::Json if stated => {
                let place = self.schema(&schema, owner);
                (place.item(), ResponseFormat::Json, place.checks)
            }
            Format::Json => (Type::Json, ResponseFormat::Json, Vec::new()),
            Format::Text => (Type::String, ResponseFormat::Text, Vec::new()),
            Format::Bytes | Format::Form | Format::Multipart => {
                (Type::Binary, ResponseFormat::Bytes, Vec::new())
            }
        };
        ResponseBody {
            at: stated.then_some(schema),
            ty,
            format,
            checks,
        }
    }
}

/// What is known of a response before it is read.
#[derive(Clone, Copy)]
struct Side {
    status: Status,
    success: bool,
    /// Whether no success before it has a body.
    alone: bool,
    /// Whether a reply with this status to this method can have a body.
    has_body: bool,
}

impl Side {
    /// The owner of the body's types: the operation's response, or, where that is another's or a failure, the status.
    fn owner(&self, owner: &Owner, operation: &str, apart: &str) -> Owner {
        if self.success && self.alone {
            return owner.part(operation, &format!("response{apart}"), &["response"]);
        }
        let reason = format!("{}{apart}", reason(self.status));
        owner.part(operation, &reason, &[&reason])
    }
}

/// Which statuses of an operation are successes: 2xx; where it documents none, what is left for one, `default` or 3xx.
fn success_of(stated: &[(Status, Pointer)]) -> impl Fn(Status) -> bool + use<> {
    let has = |test: fn(Status) -> bool| stated.iter().any(|(status, _)| test(*status));
    let (succeeds, default) = (has(is_success), has(|it| it == Status::Default));
    move |status| match status {
        Status::Default => !succeeds,
        _ if !succeeds && !default => is_redirection(status),
        _ => is_success(status),
    }
}

fn is_redirection(status: Status) -> bool {
    matches!(status, Status::Exact(300..=399) | Status::Class(3))
}

/// Whether a reply with this status can have a body (RFC 9110, 6.4.1 and 15.3.6).
fn has_body(status: Status) -> bool {
    !matches!(
        status,
        Status::Exact(100..=199 | 204 | 205 | 304) | Status::Class(1)
    )
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
            let names = decide(
                Case::Pascal,
                &side
                    .iter()
                    .map(|(_, it)| it.variant.as_str())
                    .collect::<Vec<_>>(),
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
                .filter(|status| key.len() == 3 && (100..=599).contains(status))
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
