//! An exercise fails where a client does something else than its document says: each fault is put into what the client
//! tells, and has to be noticed.

use serde_json::{Value, json};
use xtask::Error;
use xtask::exercise::Peer;

use crate::{DOCUMENTS, Linked, exercised, linked};

/// A client with a fault.
struct Faulty {
    peer: Linked,
    fault: fn(&mut Value),
}

impl Peer for Faulty {
    fn ask(&mut self, question: &Value) -> Result<Value, Error> {
        let mut answer = self.peer.ask(question)?;
        (self.fault)(&mut answer);
        Ok(answer)
    }
}

/// Asserts that a fault of this API's client is noticed, with these words.
#[track_caller]
fn check(api: &str, fault: fn(&mut Value), words: &str) {
    let effective = DOCUMENTS.iter().find(|it| it.name() == api);
    let effective = effective.unwrap_or_else(|| panic!("no {api}"));
    let peer = linked(api);
    let (totals, reports) = exercised(effective, &mut Faulty { peer, fault }, 3);
    assert_eq!(totals.failures, reports.len());
    let noticed = reports.iter().any(|report| report.contains(words));
    assert!(noticed, "{words} is not in:\n{}", reports.join("\n"));
}

/// Changes the text of a member of each request.
fn change(answer: &mut Value, member: &str, from: &str, to: &str) {
    let requests = answer.get_mut("requests").and_then(Value::as_array_mut);
    for request in requests.into_iter().flatten() {
        let text = request[member]
            .as_str()
            .unwrap_or_default()
            .replace(from, to);
        request[member] = text.into();
    }
}

/// Text in the form of a body.
fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn another_path_method_or_server_is_noticed() {
    check(
        "stripe",
        |it| change(it, "url", "/v1/", "/v2/"),
        "no operation is at",
    );
    check(
        "stripe",
        |it| change(it, "method", "POST", "PATCH"),
        "no operation is at",
    );
    check(
        "stripe",
        |it| change(it, "url", "api.stripe", "files.stripe"),
        "no operation is at",
    );
    check(
        "stripe",
        |it| change(it, "url", "/coupons", "/promotion_codes"),
        "the request is for",
    );
}

#[test]
fn another_query_is_noticed() {
    check(
        "stripe",
        |it| change(it, "url", "limit=", "limits="),
        "query `limits` is not in",
    );
    check(
        "stripe",
        |it| change(it, "url", "limit=", "limit=1"),
        "query `limit` says",
    );
    check(
        "stripe",
        |it| change(it, "url", "created", "creates"),
        "query `created` is not sent",
    );
}

#[test]
fn another_form_is_noticed() {
    fn nest(answer: &mut Value) {
        change(answer, "body", &hex("metadata["), &hex("metadata.a["));
    }
    fn shorten(answer: &mut Value) {
        change(answer, "body", &hex("coupon="), &hex("coupon"));
    }
    check("stripe", nest, "the body says");
    check("stripe", shorten, "the body says");
}

#[test]
fn another_json_body_is_noticed() {
    fn misspell(answer: &mut Value) {
        change(answer, "body", &hex("\"coupon\""), &hex("\"Coupon\""));
    }
    fn cut(answer: &mut Value) {
        change(answer, "body", &hex("}}"), &hex("}"));
    }
    check("chatdash", misspell, "the body is");
    check("chatdash", cut, "the body is not JSON");
}

#[test]
fn other_headers_are_noticed() {
    fn add(answer: &mut Value) {
        for request in answer["requests"].as_array_mut().into_iter().flatten() {
            let headers = request["headers"].as_array_mut();
            headers
                .into_iter()
                .for_each(|headers| headers.push(json!(["x-more", "1"])));
        }
    }
    fn strip(answer: &mut Value) {
        for request in answer["requests"].as_array_mut().into_iter().flatten() {
            request["headers"] = json!([]);
        }
    }
    check("stripe", add, "header `x-more` is not in");
    check("stripe", strip, "none of the security requirements");
    check("stripe", strip, "no Content-Type");
}

#[test]
fn what_is_read_otherwise_is_noticed() {
    fn lose(answer: &mut Value) {
        if let Some(output) = answer.pointer_mut("/outcome/output/json") {
            *output = "{}".into();
        }
    }
    fn refuse(answer: &mut Value) {
        if let Some(outcome) = answer.get_mut("outcome") {
            *outcome = json!({ "error": "it does not decode" });
        }
    }
    fn stay_raw(answer: &mut Value) {
        if let Some(case) = answer.get_mut("case") {
            *case = Value::Null;
        }
    }
    check("stripe", lose, "came back as {}");
    check("stripe", refuse, "it does not decode");
    check("stripe", stay_raw, "stays raw JSON");
}
