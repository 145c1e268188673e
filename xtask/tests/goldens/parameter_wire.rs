//! Parameters and servers at work: each style with and without explode, at each place, for a text, a list and an object, as the
//! tables of OpenAPI 3.0.4 and 3.1.1 (Style Examples) have it.

use std::fmt::Debug;

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::{HeaderName, HeaderValue, Request, StatusCode};
use openapi_runtime::transport::Memory;
use openapi_runtime::{EncodeErrorKind, Error, Operation, Reply};
use serde_json::json;

use crate::styles::Color;
use crate::{parameters, reply_headers, servers, styles, version_3_2};

const WORDS: [&str; 3] = ["blue", "black", "brown"];

fn color() -> Color {
    Color::new().r(100).g(200).b(150)
}

/// The request; what it cannot say fails the test.
fn sound<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> Request<Bytes> {
    request.expect("the request is sound")
}

/// Checks the target of a request below the base URL.
fn check<E: Debug>(request: Result<Request<Bytes>, Error<E>>, expected: &str) {
    let uri = sound(request).uri().to_string();
    assert_eq!(uri.strip_prefix("https://api.example"), Some(expected));
}

/// Checks the lines of one header of a request.
fn check_header<E: Debug>(
    request: Result<Request<Bytes>, Error<E>>,
    name: &'static str,
    expected: &str,
) {
    let request = sound(request);
    let lines = request.headers().get_all(HeaderName::from_static(name));
    let lines: Vec<&str> = lines.iter().filter_map(|line| line.to_str().ok()).collect();
    assert_eq!(lines, [expected]);
}

#[test]
fn paths_take_simple_label_and_matrix() {
    let client = styles::Client::new();
    check(
        client.simple().simple("blue", WORDS, color()).request(),
        "/simple/blue/blue,black,brown/R=100,G=200,B=150",
    );
    check(
        client.simple().joined(color()).request(),
        "/simple/R,100,G,200,B,150",
    );
    let label = client.label().label("blue", WORDS, color(), color());
    check(
        label.request(),
        "/label/.blue/.blue,black,brown/.R=100.G=200.B=150/.R,100,G,200,B,150",
    );
    check(client.label().items([1, 2]).request(), "/label/.1.2");
    let matrix = client.matrix().matrix("blue", WORDS, color(), color());
    check(
        matrix.request(),
        "/matrix/;text=blue/;list=blue,black,brown/;R=100;G=200;B=150/;joined=R,100,G,200,B,150",
    );
    check(
        client.matrix().items([1, 2]).request(),
        "/matrix/;items=1;items=2",
    );
    let empty = client.matrix().matrix("", WORDS, color(), color());
    check(
        empty.request(),
        "/matrix/;text/;list=blue,black,brown/;R=100;G=200;B=150/;joined=R,100,G,200,B,150",
    );
}

#[test]
fn queries_take_forms() {
    let form = || styles::Client::new().form().form();
    check(form().request(), "/form");
    check(form().text("").request(), "/form?text=");
    check(form().text("blue").request(), "/form?text=blue");
    check(
        form().list(WORDS).request(),
        "/form?list=blue&list=black&list=brown",
    );
    check(
        form().joined(WORDS).request(),
        "/form?joined=blue,black,brown",
    );
    check(form().each(color()).request(), "/form?R=100&G=200&B=150");
    check(
        form().turns(color()).request(),
        "/form?turns=R,100,G,200,B,150",
    );
    check(
        form().joined(["a,b", "c&d"]).request(),
        "/form?joined=a%2Cb,c%26d",
    );
}

#[test]
fn queries_take_delimited_lists_and_brackets() {
    let delimited = || styles::Client::new().delimited().delimited();
    check(
        delimited().spaces(WORDS).request(),
        "/delimited?spaces=blue%20black%20brown",
    );
    check(
        delimited().pipes(WORDS).request(),
        "/delimited?pipes=blue%7Cblack%7Cbrown",
    );
    check(
        delimited().each(WORDS).request(),
        "/delimited?each=blue&each=black&each=brown",
    );
    check(
        delimited().spaced(color()).request(),
        "/delimited?spaced=R%20100%20G%20200%20B%20150",
    );
    check(
        delimited().piped(color()).request(),
        "/delimited?piped=R%7C100%7CG%7C200%7CB%7C150",
    );
    let deep = || styles::Client::new().deep().deep();
    check(
        deep().color(color()).request(),
        "/deep?color[R]=100&color[G]=200&color[B]=150",
    );
    check(
        deep().by_default(Color::new().r(1)).request(),
        "/deep?by%20default[R]=1",
    );
    let nested = styles::deep::Nested::new()
        .range(styles::deep::NestedRange::new().gt(5))
        .tags(["x"]);
    check(
        deep().nested(nested).list(["a", "b"]).request(),
        "/deep?nested[range][gt]=5&nested[tags][]=x&list[]=a&list[]=b",
    );
}

#[test]
fn headers_are_simple() {
    let sent = || styles::Client::new().headers_().headers_();
    check_header(sent().x_text("blue").request(), "x-text", "blue");
    check_header(sent().x_list(WORDS).request(), "x-list", "blue,black,brown");
    check_header(
        sent().x_each(color()).request(),
        "x-each",
        "R=100,G=200,B=150",
    );
    check_header(
        sent().x_turns(color()).request(),
        "x-turns",
        "R,100,G,200,B,150",
    );
    check_header(
        sent().x_json(Color::new().r(1)).request(),
        "x-json",
        r#"{"R":1}"#,
    );
}

#[test]
fn cookies_are_forms() {
    let sent = || styles::Client::new().cookies().cookies();
    check_header(sent().text("blue").request(), "cookie", "text=blue");
    check_header(
        sent().list(["a", "b"]).joined(["a", "b"]).request(),
        "cookie",
        "list=a; list=b; joined=a,b",
    );
    check_header(
        sent().each(color()).request(),
        "cookie",
        "R=100; G=200; B=150",
    );
    check_header(
        sent().turns(color()).request(),
        "cookie",
        "turns=R,100,G,200,B,150",
    );
}

#[test]
fn cookies_of_their_own_style_are_not_escaped() {
    use version_3_2::resources::cookies::Each;
    let sent = || version_3_2::Client::new().cookies().send();
    check_header(
        sent().text("Hello%2C%20world!").list(["a", "b"]).request(),
        "cookie",
        "text=Hello%2C%20world!; list=a; list=b",
    );
    let each = Each::new().r(1).g("x/y");
    check_header(
        sent().each(each).joined([1, 2]).request(),
        "cookie",
        "R=1; G=x/y; joined=1,2",
    );
    let Err(Error::Encode(refused)) = sent().text("a; admin=1").request() else {
        panic!("the text ends the cookie");
    };
    assert_eq!(
        (refused.place(), refused.kind()),
        ("text", EncodeErrorKind::Cookie)
    );
}

#[test]
fn parameters_with_content_are_what_it_says() {
    let content = || styles::Client::new().content().content(Color::new().r(1));
    check(
        content().filter([1, 2]).note("a b").request(),
        "/content/%7B%22R%22%3A1%7D?filter=%5B1%2C2%5D&note=a%20b",
    );
    check_header(
        content().state(Color::new().r(1)).request(),
        "cookie",
        "state={%22R%22:1}",
    );
}

#[test]
fn reserved_characters_stay_as_they_are_where_they_may() {
    let reserved = || styles::Client::new().reserved().reserved();
    check(
        reserved().text("a/b?c=d:e@f!$'()*,;").request(),
        "/reserved?text=a/b?c=d:e@f!$'()*,;",
    );
    // What would end the value, or is no character of a query; what is encoded stays so.
    check(
        reserved().text("&+# é%2F%").request(),
        "/reserved?text=%26%2B%23%20%C3%A9%2F%25",
    );
    check(
        reserved().list(["a/b", "c"]).request(),
        "/reserved?list=a/b,c",
    );
    let each = styles::reserved::Each::new().k_1("v/1");
    check(reserved().each(each).request(), "/reserved?k/1=v/1");
}

#[test]
fn what_a_style_has_no_way_to_say_is_refused() {
    let refusal = |request: Result<Request<Bytes>, Error<_>>| match request {
        Err(Error::Encode(error)) => (error.place().to_owned(), error.kind()),
        other => panic!("{other:?}"),
    };
    let form = || styles::Client::new().form().form();
    let none: [&str; 0] = [];
    assert_eq!(
        refusal(form().list(none).request()),
        ("list".to_owned(), EncodeErrorKind::EmptyList)
    );
    assert_eq!(
        refusal(form().each(Color::new()).request()),
        ("each".to_owned(), EncodeErrorKind::EmptyObject)
    );
}

#[test]
fn parameters_of_the_path_item_are_overridden() {
    let sent = parameters::Client::new().a().b().get_it("x y", 7, "t");
    let sent = sent.shared(true).limit(3).seen(false);
    let request = sound(sent.request());
    assert_eq!(
        request.uri(),
        "https://api.example/v1/a/x%20y/b/7.json?shared=true&limit=3"
    );
    assert_eq!(request.headers()["x-trace"], "t");
    assert_eq!(request.headers()["cookie"], "seen=false");
}

#[test]
fn replies_have_lists_and_json_in_headers() {
    let reply = Reply::new(StatusCode::OK, "");
    let lines = [
        ("x-ids", "1,2"),
        ("x-words", "a, b"),
        ("x-page", r#"{"next":2}"#),
        ("x-last", "true"),
        ("x-object", "a=x"),
    ];
    let reply = lines.into_iter().fold(reply, |reply, (name, value)| {
        let name = HeaderName::from_static(name);
        reply.with_header(name, HeaderValue::from_static(value))
    });
    use reply_headers::headers::{X_IDS, X_LAST, X_OBJECT, X_PAGE, X_RATIO, X_WORDS};
    assert_eq!(reply.header(X_IDS), Some(vec![1, 2]));
    let words = ["a", "b"].map(str::to_owned).to_vec();
    assert_eq!(reply.header(X_WORDS), Some(words));
    assert_eq!(reply.header(X_PAGE), Some(json!({"next": 2})));
    assert_eq!(reply.header(X_LAST), Some(true));
    assert_eq!(reply.header(X_OBJECT).as_deref(), Some("a=x"));
    assert_eq!(reply.header(X_RATIO), None);
}

#[tokio::test]
async fn headers_of_replies_are_judged_where_the_client_asks_for_it() {
    let reply = |left| {
        let line = |reply: Reply, name, text| {
            reply.with_header(
                HeaderName::from_static(name),
                HeaderValue::from_static(text),
            )
        };
        let reply = line(Reply::new(StatusCode::OK, ""), "x-last", "true");
        line(reply, "x-left", left)
    };
    let replies = Memory::in_order(["7", "-1", "2147483648"].map(reply));
    let client = reply_headers::Client::builder().transport(replies);
    let client = client.validate_responses(true).build();
    let client = client.expect("the client is sound");
    assert!(client.pets().list().send().await.is_ok());
    for keyword in ["minimum", "maximum"] {
        let found = match client.pets().list().send().await {
            Err(Error::InvalidResponse(found)) => found.violations.0,
            other => panic!("it was let in: {other:?}"),
        };
        let places = found.iter().map(|it| (it.pointer.as_str(), it.keyword));
        assert_eq!(places.collect::<Vec<_>>(), [("/header/X-Left", keyword)]);
    }
}

#[test]
fn servers_have_variables_and_places() {
    let client = servers::Client::new();
    let of = |request: Request<Bytes>| request.uri().to_string();
    assert_eq!(
        of(sound(client.plain().plain().request())),
        "https://eu.api.example:8443/v1/plain"
    );
    assert_eq!(
        of(sound(client.own().own().request())),
        "https://a.operation.example/own"
    );
    assert_eq!(
        of(sound(client.own().path().request())),
        "https://path.example/own"
    );
    // Relative to a document that has no address here: the one around counts, and generation says so.
    assert_eq!(
        of(sound(client.own().relative().request())),
        "https://path.example/own"
    );
    let chosen = servers::Client::builder().base_url("https://us.api.example:443/v1");
    let chosen = chosen.build().expect("the client is sound");
    assert_eq!(
        of(sound(chosen.plain().plain().request())),
        "https://us.api.example:443/v1/plain"
    );
}
