//! The requests of the golden `wire`, byte for byte, and what becomes of replies: constructs that no document in specs/ has.

use std::fmt::Debug;

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, LOCATION};
use openapi_runtime::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use openapi_runtime::{Binary, Error, Operation, Reply};
use serde_json::json;

use crate::wire::form::EitherObject;
use crate::wire::pets::{Line, Thumbnail, ViewHead};
use crate::wire::report::{ReportOperation, ReportOperationFailure, ReportOperationOutput};
use crate::wire::{self, Color, Contact, models};

const BASE: &str = "https://api.example/v1";

fn client() -> wire::Client {
    wire::Client::new(wire::Auth::key("s&t"))
}

/// A request as text: method, target without the base URL, the headers that the document decides, body.
fn text<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> String {
    let request = match request {
        Ok(request) => request,
        Err(error) => return format!("{error:?}"),
    };
    let uri = request.uri().to_string();
    let target = uri.strip_prefix(BASE).unwrap_or(&uri);
    let target = target.strip_suffix("?api%20key=s%26t").unwrap_or(target);
    let target = target.strip_suffix("&api%20key=s%26t").unwrap_or(target);
    let mut lines = vec![format!("{} {target}", request.method())];
    let x_ids = HeaderName::from_static("x-ids");
    for name in [CONTENT_TYPE, COOKIE, x_ids] {
        lines.extend(line(request.headers(), &name));
    }
    let body = String::from_utf8_lossy(request.body()).into_owned();
    if !body.is_empty() {
        lines.push(body);
    }
    lines.join("\n")
}

fn line(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(format!("{name}: {value}"))
}

#[test]
fn a_key_of_the_query_goes_last_and_shows_in_no_debug() {
    let operation = client().pets().view("a");
    let request = operation.request().expect("the request is sound");
    assert_eq!(
        request.uri(),
        "https://api.example/v1/pets/a?view=full&api%20key=s%26t"
    );
    assert!(!format!("{operation:?} {:?}", client()).contains("s&t"));
}

#[test]
fn paths_have_several_templates_in_a_segment_and_no_fragment() {
    let thumbnail = client().pets().thumbnail(7, "a b", "p/g");
    assert_eq!(text(thumbnail.request()), "GET /pets/7/a%20b.p%2Fg");
    let color = || Color::new().r(100).g(200);
    let paths = client().paths().paths(color(), ["x", "y,z"], color());
    assert_eq!(
        text(paths.request()),
        "GET /paths/R=100,G=200/.x,y%2Cz/;R=100;G=200"
    );
}

#[test]
fn a_query_in_the_path_stands_before_the_parameters() {
    let view = client().pets().view("a/b?");
    let full = view
        .filter_name("x y")
        .dollar_top(3)
        .lines([Line::new().id(1).tags(["t"]), Line::new().id(2)])
        .reserved("a/b:c&d")
        .x_ids([1, 2])
        .a("1;2")
        .b(["x", "y"]);
    assert_eq!(
        text(full.request()),
        "GET /pets/a%2Fb%3F?view=full&filter%5Bname%5D=x%20y&%24top=3\
         &lines[0][id]=1&lines[0][tags][]=t&lines[1][id]=2&reserved=a/b:c%26d\n\
         cookie: a=1%3B2; b=x; b=y\nx-ids: 1,2"
    );
    assert_eq!(
        text(client().pets().search("a").request()),
        "QUERY /pets/a?view=full"
    );
    let flagged = client().pets().view("a").unset_flag();
    assert_eq!(text(flagged.request()), "GET /pets/a?view=full&flag=");
}

#[test]
fn each_schema_of_a_body_has_an_operation() {
    let contacts = client().contacts();
    let contact = || Contact::new("é").null_phone();
    let json = r#"{"name":"é","phone":null}"#;
    assert_eq!(
        text(contacts.add(contact()).request()),
        format!("POST /contacts\ncontent-type: application/json; charset=utf-8\n{json}")
    );
    assert_eq!(
        text(contacts.add_csv("name\né\n").request()),
        "POST /contacts\ncontent-type: text/csv\nname\né\n"
    );
    // A JSON Patch is an array: an object is a merge patch.
    assert_eq!(
        text(contacts.patch().body(contact()).request()),
        format!("PATCH /contacts\ncontent-type: application/merge-patch+json\n{json}")
    );
    let patch = contacts.patch();
    assert_eq!(text(patch.request()), "PATCH /contacts");
    assert_eq!(
        text(contacts.put(contact()).request()),
        format!("PUT /contacts\ncontent-type: application/json\n{json}")
    );
    let other = contacts
        .put(contact())
        .with_header("Content-Type", "application/x+json");
    assert_eq!(
        text(other.request()),
        format!("PUT /contacts\ncontent-type: application/x+json\n{json}")
    );
}

#[test]
fn forms_follow_their_encodings() {
    let form = "POST /form\ncontent-type: application/x-www-form-urlencoded";
    let post = client().form().post();
    assert_eq!(text(post.request()), form);
    let object = json!({"k": [1, null]})
        .as_object()
        .cloned()
        .unwrap_or_default();
    let full = post.clone().either("x").json(object).list(["a", "b c"]);
    assert_eq!(
        text(full.request()),
        format!("{form}\neither=x&json=%7B%22k%22%3A%5B1%2Cnull%5D%7D&list=a%7Cb+c")
    );
    let nested = post.either(EitherObject::new().id(1));
    assert_eq!(text(nested.request()), format!("{form}\neither[id]=1"));
    let delete = client().form().delete();
    assert_eq!(text(delete.request()), "DELETE /form");
    assert_eq!(
        text(delete.now(true).request()),
        "DELETE /form\ncontent-type: application/x-www-form-urlencoded\nnow=true"
    );
}

#[test]
fn files_go_as_multipart() {
    let page = |name: &str| Binary::from("p").named(name).typed("text/plain");
    let body = models::Upload::new()
        .logo(Binary::from("l").typed("image/png"))
        .pages([page("1.txt"), page("2.txt")])
        .meta(["m"])
        .note("n");
    let request = client().upload().upload().body(body).request();
    let request = request.expect("the request is sound");
    let content_type = line(request.headers(), &CONTENT_TYPE).unwrap_or_default();
    let boundary = content_type.split_once("boundary=").expect("a boundary").1;
    let body = String::from_utf8_lossy(request.body());
    let file = "Content-Disposition: form-data; name=\"pages\"; filename";
    let expected = format!(
        "--B\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo\"\r\nContent-Type: image/png\r\n\r\nl\r\n\
         --B\r\n{file}=\"1.txt\"\r\nContent-Type: text/plain\r\n\r\np\r\n\
         --B\r\n{file}=\"2.txt\"\r\nContent-Type: text/plain\r\n\r\np\r\n\
         --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n\"m\"\r\n\
         --B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nn\r\n--B--\r\n"
    );
    assert_eq!(body, expected.replace("--B", &format!("--{boundary}")));
    let image = client().upload().image("i");
    assert_eq!(
        text(image.request()),
        "PUT /upload\ncontent-type: application/octet-stream\ni"
    );
    let png = client()
        .upload()
        .image(Binary::from("i").typed("image/png"));
    assert_eq!(
        text(png.request()),
        "PUT /upload\ncontent-type: image/png\ni"
    );
}

#[test]
fn an_operation_has_a_server_of_its_own_until_the_user_chooses_one() {
    let of = |client: wire::Client| text(client.elsewhere().elsewhere().request());
    assert_eq!(of(client()), "GET https://files.example/elsewhere");
    let chosen = wire::Client::builder(wire::Auth::key("s&t")).base_url("http://127.0.0.1:9");
    let chosen = chosen.build().expect("the client is sound");
    assert_eq!(of(chosen), "GET http://127.0.0.1:9/elsewhere");
}

/// A reply of this media type.
fn reply(status: u16, media_type: &'static str, body: &'static str) -> Reply {
    let status = StatusCode::from_u16(status).expect("a status");
    Reply::new(status, body).with_header(CONTENT_TYPE, HeaderValue::from_static(media_type))
}

#[test]
fn the_content_type_of_a_reply_decides_what_it_is() {
    let output = |media_type, body| {
        let received = ReportOperation::receive(reply(200, media_type, body));
        received
            .map(|received| received.value)
            .map_err(|error| error.to_string())
    };
    let csv = "text/csv; charset=utf-8";
    assert_eq!(
        output(csv, "a,b"),
        Ok(ReportOperationOutput::OkCsv("a,b".to_owned()))
    );
    let pdf = ReportOperationOutput::OkPdf(Binary::from("%PDF"));
    assert_eq!(output("application/pdf", "%PDF"), Ok(pdf));
    let json = output("application/vnd.report+json", r#"{"rows": 2}"#);
    assert!(matches!(json, Ok(ReportOperationOutput::Ok(report)) if report.rows == Some(2)));
    let error = ReportOperation::receive(reply(404, "text/plain", "gone")).expect_err("a 404");
    let text = ReportOperationFailure::NotFoundText("gone".to_owned());
    assert_eq!(error.body(), Some(&text));
    let request = client().report().report().request().expect("a request");
    assert_eq!(
        line(request.headers(), &ACCEPT).as_deref(),
        Some("accept: application/json")
    );
}

#[test]
fn replies_without_a_body_are_no_errors() {
    assert!(ViewHead::receive(reply(200, "application/json", "")).is_ok());
    let elsewhere = Reply::new(StatusCode::FOUND, "")
        .with_header(LOCATION, HeaderValue::from_static("https://cdn.example/1"));
    let received = Thumbnail::receive(elsewhere).expect("a redirection is what is documented");
    assert_eq!(
        line(&received.reply.headers, &LOCATION).as_deref(),
        Some("location: https://cdn.example/1")
    );
}

#[test]
fn headers_of_replies_have_types() {
    let header = |name, value| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    };
    let ((limit, seven), (reset, soon)) = (header("x-limit", "7"), header("x-reset", "1.5"));
    let reply = Reply::new(StatusCode::OK, "")
        .with_header(limit, seven)
        .with_header(reset, soon);
    assert_eq!(reply.header(wire::headers::X_LIMIT), Some(7));
    // A number in one response and text in another is text.
    assert_eq!(reply.header(wire::headers::X_RESET).as_deref(), Some("1.5"));
}
