//! Replies at work: by status, and by media type.

use openapi_runtime::http::{HeaderName, HeaderValue, StatusCode};
use openapi_runtime::{Operation, Reply};

use crate::responses::one::{OneOperation, OneOperationFailure, OneOperationOutput};
use crate::{bodies, operations, responses, wire};

fn received(
    status: u16,
    media_type: &'static str,
    body: &'static str,
) -> Result<OneOperationOutput, Option<OneOperationFailure>> {
    let status = StatusCode::from_u16(status).expect("a status");
    let reply = Reply::new(status, body);
    let name = HeaderName::from_static("content-type");
    let reply = reply.with_header(name, HeaderValue::from_static(media_type));
    let received = OneOperation::receive(reply);
    received
        .map(|it| it.value)
        .map_err(|error| error.body().cloned())
}

#[test]
fn a_status_is_its_own_then_of_its_class_then_the_default() {
    let json = "application/json";
    assert!(matches!(
        received(200, json, r#"{"a":"x"}"#),
        Ok(OneOperationOutput::Ok(ok)) if ok.a.as_deref() == Some("x")
    ));
    assert_eq!(received(202, json, ""), Ok(OneOperationOutput::Accepted));
    assert!(matches!(
        received(404, json, r#"{"missing":"m"}"#),
        Err(Some(OneOperationFailure::NotFound(_)))
    ));
    let problem = "application/problem+json";
    assert!(matches!(
        received(418, problem, r#"{"title":"t"}"#),
        Err(Some(OneOperationFailure::ClientError(wrong))) if wrong.title.as_deref() == Some("t")
    ));
    assert!(received(500, json, "{}").is_err());
    use responses::default::DefaultOperation;
    use responses::text::TextOperation;
    let all = DefaultOperation::receive(Reply::new(StatusCode::OK, "true"));
    assert_eq!(all.ok().map(|it| it.value), Some(true));
    let text = TextOperation::receive(Reply::new(StatusCode::OK, "é"));
    assert_eq!(text.ok().map(|it| it.value).as_deref(), Some("é"));
}

/// A reply of this status and media type.
fn reply(status: u16, media_type: &'static str, body: &'static str) -> Reply {
    let status = StatusCode::from_u16(status).expect("a status");
    let name = HeaderName::from_static("content-type");
    Reply::new(status, body).with_header(name, HeaderValue::from_static(media_type))
}

#[test]
fn each_status_has_a_schema_of_its_own() {
    use operations::pets::{Old, OldFailure, OldOutput};
    let output = |status, media_type, body| {
        let received = Old::receive(reply(status, media_type, body));
        received.ok().map(|it| it.value)
    };
    let json = "application/json";
    assert!(matches!(
        output(200, json, r#"{"a":"x"}"#),
        Some(OldOutput::Ok(ok)) if ok.a.as_deref() == Some("x")
    ));
    assert!(matches!(
        output(201, "application/vnd.pets+json", r#"{"b":"x"}"#),
        Some(OldOutput::Created(created)) if created.b.as_deref() == Some("x")
    ));
    let events = "data: 1\n\ndata: 2\n\n";
    assert_eq!(
        output(206, "text/event-stream", events),
        Some(OldOutput::Success(events.to_owned()))
    );
    let failure = |status, media_type, body| {
        let received = Old::receive(reply(status, media_type, body));
        let failure = received.err().and_then(|error| error.body().cloned());
        failure.expect("the error is documented")
    };
    assert_eq!(
        failure(404, "application/xml", "<c>é</c>"),
        OldFailure::NotFound("<c>é</c>".to_owned())
    );
    assert!(matches!(
        failure(503, json, r#"{"d":"x"}"#),
        OldFailure::ServerError(error) if error.d.as_deref() == Some("x")
    ));
    assert!(Old::receive(reply(302, json, "")).is_err());
}

#[test]
fn what_is_not_decoded_comes_as_it_is() {
    let text = |body| reply(200, "application/xml", body);
    let xml = bodies::suffixes::Xml::receive(text("<a/>")).expect("it is text");
    assert_eq!(xml.value, "<a/>");
    let lines = reply(200, "application/x-ndjson", "{}\n{}\n");
    let lines = bodies::suffixes::Lines::receive(lines).expect("it is text");
    assert_eq!(lines.value, "{}\n{}\n");
    let form = reply(200, "application/x-www-form-urlencoded", "id=1");
    let form = bodies::whole::Form::receive(form).expect("it is bytes");
    assert_eq!(form.value, openapi_runtime::Binary::from("id=1"));
    let events = reply(200, "text/event-stream", "event: a\ndata: {}\n\n");
    let events = wire::events::EventsOperation::receive(events).expect("it is text");
    assert_eq!(events.value, "event: a\ndata: {}\n\n");
    let suffixed = reply(200, "application/hal+json", r#"{"id":7}"#);
    let suffixed = bodies::suffixes::Suffixed::receive(suffixed).expect("it is JSON");
    assert_eq!(suffixed.value.id, Some(7));
}
