//! Operations at work: bodies by their encodings, credentials by their requirements, references, and replies by status.

use std::fmt::Debug;

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use openapi_runtime::http::{HeaderName, HeaderValue, Request, StatusCode};
use openapi_runtime::{Binary, Error, Map, Model, Operation, Reply};

use crate::encodings::Color;
use crate::responses::one::{OneOperation, OneOperationFailure, OneOperationOutput};
use crate::{
    bodies, collections, encodings, operations_odd, references, responses, security, security_named,
};

/// The request; what it cannot say fails the test.
fn sound<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> Request<Bytes> {
    request.expect("the request is sound")
}

fn body<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> String {
    String::from_utf8_lossy(sound(request).body()).into_owned()
}

fn color() -> Color {
    Color::new().r(1).g(2)
}

#[test]
fn a_form_writes_each_property_by_its_encoding() {
    let form = || encodings::Client::new().form().send();
    assert_eq!(body(form().text("a b&c").request()), "text=a+b%26c");
    assert_eq!(body(form().list(["a", "b"]).request()), "list=a&list=b");
    // Without a style, an object is JSON (OpenAPI 3.1.1, 4.8.14.4).
    let json = "%7B%22R%22%3A1%2C%22G%22%3A2%7D";
    assert_eq!(
        body(form().object(color()).request()),
        format!("object={json}")
    );
    assert_eq!(
        body(form().objects([color(), color()]).request()),
        format!("objects={json}&objects={json}")
    );
    assert_eq!(body(form().joined(["a", "b"]).request()), "joined=a,b");
    assert_eq!(body(form().spaces(["a", "b"]).request()), "spaces=a+b");
    assert_eq!(body(form().pipes(["a", "b"]).request()), "pipes=a%7Cb");
    assert_eq!(body(form().each(color()).request()), "R=1&G=2");
    assert_eq!(body(form().turns(color()).request()), "turns=R,1,G,2");
    assert_eq!(body(form().deep(color()).request()), "deep[R]=1&deep[G]=2");
    assert_eq!(
        body(form().reserved("a/b c&d").request()),
        "reserved=a/b+c%26d"
    );
    assert_eq!(body(form().json([1, 2]).request()), "json=%5B1%2C2%5D");
    let plain = Map::from([("k", "v".to_owned())]);
    assert_eq!(
        body(form().plain(plain).request()),
        "plain=%7B%22k%22%3A%22v%22%7D"
    );
}

/// The parts of a multipart body: the lines of the head and the content, between `|`.
fn parts(request: &Request<Bytes>) -> Vec<String> {
    let content_type = request.headers()[CONTENT_TYPE]
        .to_str()
        .expect("it is text");
    let boundary = content_type.split_once("boundary=").expect("a boundary").1;
    let text = String::from_utf8_lossy(request.body()).into_owned();
    let delimiter = format!("--{boundary}");
    let parts = text
        .split(&delimiter)
        .map(|part| part.trim_matches(['\r', '\n']));
    let parts = parts.filter(|part| !part.is_empty() && *part != "--");
    let disposition = "Content-Disposition: form-data; ";
    parts
        .map(|part| part.replace("\r\n", "|").replace(disposition, ""))
        .collect()
}

#[test]
fn a_part_has_the_content_type_of_its_encoding() {
    let sent = encodings::Client::new().parts().send("f");
    let sent = sent
        .files([
            Binary::from("1").named("1.png").typed("image/png"),
            "2".into(),
        ])
        .object(color())
        .objects([color()])
        .numbers([1, 2])
        .page("<p>")
        .deep(color());
    assert_eq!(
        parts(&sound(sent.request())),
        [
            "name=\"file\"; filename=\"file\"|Content-Type: application/octet-stream||f",
            "name=\"files\"; filename=\"1.png\"|Content-Type: image/png||1",
            "name=\"files\"; filename=\"files\"|Content-Type: application/octet-stream||2",
            "name=\"object\"|Content-Type: application/json||{\"R\":1,\"G\":2}",
            "name=\"objects\"|Content-Type: application/json||{\"R\":1,\"G\":2}",
            "name=\"numbers\"||1",
            "name=\"numbers\"||2",
            "name=\"page\"|Content-Type: text/html||<p>",
            "name=\"deep[R]\"||1",
            "name=\"deep[G]\"||2",
        ]
    );
}

#[test]
fn bodies_that_are_no_objects_go_as_they_are() {
    let client = bodies::Client::new();
    let check = |request: Request<Bytes>, media_type: &str, expected: &str| {
        assert_eq!(request.headers()[CONTENT_TYPE], media_type);
        assert_eq!(request.body(), expected);
    };
    check(
        sound(client.bytes().bytes("\u{1}b").request()),
        "application/octet-stream",
        "\u{1}b",
    );
    check(
        sound(client.text().text().body("é").request()),
        "text/plain",
        "é",
    );
    check(
        sound(client.list().list([1, 2]).request()),
        "application/json",
        "[1,2]",
    );
    let nothing = sound(client.nothing().nothing().request());
    assert!(nothing.body().is_empty() && !nothing.headers().contains_key(CONTENT_TYPE));
    assert!(
        !sound(client.text().text().request())
            .headers()
            .contains_key(CONTENT_TYPE)
    );
    let form = client.forms().form().unset_metadata().name("");
    assert_eq!(body(form.request()), "metadata=&name=");
}

#[test]
fn odd_methods_and_paths_go_as_they_are_written() {
    let client = operations_odd::Client::new();
    let check = |request: Request<Bytes>, expected: &str| {
        let sent = format!("{} {}", request.method(), request.uri().path());
        assert_eq!(sent, expected);
    };
    let items = client.my_tag_x1bdb();
    check(sound(items.trace_item(1).request()), "TRACE /items/1");
    check(sound(items.head_item_not(1).request()), "HEAD /items/1");
    let options = sound(items.items_options(1).a("x").request());
    assert_eq!(options.body(), r#"{"a":"x"}"#);
    check(options, "OPTIONS /items/1");
    let named = client.my_tag_x5d1e()._1st("a:b");
    check(sound(named.request()), "GET /items/a%3Ab");
    check(sound(client.grosse().grosse().request()), "GET /items/");
    let own = client.self_();
    check(sound(own.cancel(7).request()), "POST /items/7:cancel");
    let part = own.get_items_id_format_parts_from_to(7, "json", 1, 2);
    let part = sound(part.id_query("x").a_b("y z").request());
    assert_eq!(part.uri().query(), Some("id=x&a%20b=y%20z"));
    check(part, "GET /items/7.json/parts/1-2");
}

/// The credentials of a request: query, `Authorization` and cookie.
fn credentials<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> [String; 3] {
    let request = match request {
        Ok(request) => request,
        Err(error) => return [format!("{error:?}"), String::new(), String::new()],
    };
    let header = |name| {
        let value = request.headers().get(name);
        let value = value.and_then(|value: &HeaderValue| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let query = request.uri().query().unwrap_or_default().to_owned();
    [query, header(AUTHORIZATION), header(COOKIE)]
}

#[test]
fn one_requirement_is_met_and_no_other_credential_is_sent() {
    use security::{Auth, Client};
    let none = ["", "", ""];
    let basic = || Client::new(Auth::basic("u", "p"));
    assert_eq!(
        credentials(basic().global().global().request()),
        ["", "Basic dTpw", ""]
    );
    assert_eq!(credentials(basic().open().open().request()), none);
    assert_eq!(credentials(basic().optional().optional().request()), none);
    let both = Client::new(Auth::key("k").and_session("s"));
    assert_eq!(
        credentials(both.global().global().request()),
        ["api_key=k", "", "sid=s"]
    );
    let token = Client::new(Auth::token("t"));
    assert_eq!(
        credentials(token.optional().optional().request()),
        ["", "Bearer t", ""]
    );
    // A requirement that is met in part is not met.
    let half = credentials(Client::new(Auth::key("k")).global().global().request());
    assert!(half[0].contains("Credential"), "{half:?}");
    let connect = Client::new(Auth::connect("c"));
    assert_eq!(
        credentials(connect.both().both().request()),
        ["", "Bearer c", ""]
    );
    // A client certificate is the transport's.
    let nobody = Client::new(Auth::none());
    assert_eq!(credentials(nobody.both().both().request()), none);
}

#[test]
fn a_scheme_called_authorization_is_the_parameter_of_that_name() {
    use security_named::{Auth, Client};
    let client = Client::new(Auth::authorization("k"));
    assert_eq!(credentials(client.plain().plain().request()), ["", "k", ""]);
    assert_eq!(
        credentials(client.declared().declared().request()),
        ["", "k", ""]
    );
}

#[test]
fn references_lead_to_parameters_bodies_and_files() {
    use references::models::{ABTildeCD, ABTildeCDPart, Tree};
    let client = references::Client::new(references::Auth::key("k"));
    let value = ABTildeCD::new().part(ABTildeCDPart::new().id("x"));
    let request = sound(client.a().put_it("a/b", value).request());
    assert_eq!(request.uri(), "https://api.example/a/a%2Fb");
    assert_eq!(request.body(), r#"{"part":{"id":"x"}}"#);
    assert_eq!(request.headers()["x-key"], "k");
    let request = sound(client.b().get_it().q("x").limit(3).request());
    assert_eq!(request.uri(), "https://api.example/b?q=x&limit=3");
    let tree = Tree::from_json(r#"{"children":[{"wrong":{"tree":{}}}]}"#).expect("it is a tree");
    assert_eq!(tree.to_json(), r#"{"children":[{"wrong":{"tree":{}}}]}"#);
    assert!(client.a().put_it("", ABTildeCD::new()).request().is_err());
}

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

#[test]
fn a_page_is_judged_by_its_own_address() {
    use collections::things::List;
    let page = r#"{"object":"list","data":[{"names":["a"]}],"url":"/things"}"#;
    let page = List::receive(Reply::new(StatusCode::OK, page)).expect("it is a page");
    assert_eq!(page.value.data.len(), 1);
    assert_eq!(List::endpoint().responses.len(), 1);
}
