//! Bodies at work: forms and parts by their encodings, and what goes as it is.

use std::fmt::Debug;

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::Request;
use openapi_runtime::http::header::CONTENT_TYPE;
use openapi_runtime::{Binary, EncodeErrorKind, Error, Map, Operation};

use crate::encodings::Color;
use crate::encodings::form::{Either, ListOrText};
use crate::{bodies, encodings};

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

/// The place and the reason of what cannot be said.
fn refusal<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> (String, EncodeErrorKind) {
    match request {
        Err(Error::Encode(error)) => (error.place().to_owned(), error.kind()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_form_writes_what_may_be_several_things() {
    let form = || encodings::Client::new().form().send();
    let numbers = Either::ArrayOfInteger(vec![1, 2]);
    assert_eq!(body(form().either(numbers).request()), "either=1&either=2");
    let texts = Either::from(vec!["a b".to_owned()]);
    assert_eq!(body(form().either(texts).request()), "either=a+b");
    assert_eq!(body(form().level(2).request()), "level=2");
    let refused = form().null_level().request();
    assert_eq!(
        refusal(refused),
        ("level".to_owned(), EncodeErrorKind::Null)
    );
    let nested = "nested[0][R]=1&nested[0][G]=2&nested[1][R]=3";
    let colors = [color(), Color::new().r(3)];
    assert_eq!(body(form().nested(colors).request()), nested);
    let json = "%7B%22R%22%3A1%2C%22G%22%3A2%7D";
    let maybe = form().maybe(color()).request();
    assert_eq!(body(maybe), format!("maybe={json}"));
    let list = form().list_or_text(ListOrText::from(vec![color()]));
    assert_eq!(body(list.request()), format!("list_or_text={json}"));
    let text = form().list_or_text("a&b");
    assert_eq!(body(text.request()), "list_or_text=a%26b");
}

#[test]
fn a_form_may_be_a_map_a_choice_or_all_of_several() {
    use bodies::forms::{Object, OfEitherBody};
    use bodies::models::Thing;
    let forms = bodies::Client::new().forms();
    let map = forms.of_map([("a b", "c&d"), ("e", "")]);
    assert_eq!(body(map.request()), "a+b=c%26d&e=");
    let thing = || Thing::new().id(1).tags(["x", "y"]);
    let either = forms.of_either(thing());
    assert_eq!(body(either.request()), "id=1&tags=x&tags=y");
    let either = forms.of_either(OfEitherBody::from(Object::new("k")));
    assert_eq!(body(either.request()), "key=k");
    // A constant needs no setter.
    let all = forms.of_all().id(1).tags(["x"]);
    assert_eq!(body(all.request()), "kind=all&id=1&tags=x");
}

/// The parts behind `file`, which is required.
fn more_parts(
    set: impl FnOnce(encodings::parts::SendOperation) -> encodings::parts::SendOperation,
) -> Vec<String> {
    let sent = set(encodings::Client::new().parts().send("f"));
    parts(&sound(sent.request())).split_off(1)
}

#[test]
fn a_part_has_the_style_of_its_encoding() {
    let each = more_parts(|sent| sent.each(color()));
    assert_eq!(each, ["name=\"R\"||1", "name=\"G\"||2"]);
    let turns = more_parts(|sent| sent.turns(color()));
    assert_eq!(turns, ["name=\"turns\"||R,1,G,2"]);
    let pipes = more_parts(|sent| sent.pipes(["a b", "c"]));
    assert_eq!(pipes, ["name=\"pipes\"||a b|c"]);
    let spaces = more_parts(|sent| sent.spaces(["a", "b"]));
    assert_eq!(spaces, ["name=\"spaces\"||a b"]);
    let empty = encodings::Client::new().parts().send("f");
    let refused = refusal(empty.each(Color::new()).request());
    assert_eq!(refused, ("each".to_owned(), EncodeErrorKind::EmptyObject));
}

#[test]
fn a_part_may_be_null_where_it_is_json() {
    let json = "Content-Type: application/json";
    let text = more_parts(|sent| sent.null_text().null_nullable());
    assert_eq!(
        text,
        [
            format!("name=\"nullable\"|{json}||null"),
            format!("name=\"text\"|{json}||null")
        ]
    );
    let text = more_parts(|sent| sent.text("a"));
    assert_eq!(text, [format!("name=\"text\"|{json}||\"a\"")]);
    let maybe = more_parts(|sent| sent.maybe(color()));
    assert_eq!(
        maybe,
        [format!("name=\"maybe\"|{json}||{{\"R\":1,\"G\":2}}")]
    );
    let refused = encodings::Client::new().parts().send("f").null_maybe();
    let refused = refusal(refused.request());
    assert_eq!(refused, ("maybe".to_owned(), EncodeErrorKind::Null));
}

#[test]
fn a_part_is_called_what_it_is() {
    // Nobody here writes XML: what goes as JSON is not called XML.
    let xml = more_parts(|sent| sent.xml(Color::new().r(1)));
    assert_eq!(
        xml,
        ["name=\"xml\"|Content-Type: application/json||{\"R\":1}"]
    );
    let file = more_parts(|sent| sent.maybe_file(Binary::from("b").named("b.txt")));
    assert_eq!(
        file,
        ["name=\"maybe_file\"; filename=\"b.txt\"|Content-Type: application/octet-stream||b"]
    );
    let lists = more_parts(|sent| sent.lists([vec![1, 2], vec![3]]));
    let json = "name=\"lists\"|Content-Type: application/json|";
    assert_eq!(lists, [format!("{json}|[1,2]"), format!("{json}|[3]")]);
    let either = encodings::parts::Either::from(vec![1, 2]);
    let either = more_parts(|sent| sent.either(either));
    assert_eq!(either, ["name=\"either\"||1", "name=\"either\"||2"]);
    let more = more_parts(|sent| sent.additional_properties(Map::from([("k", "v".to_owned())])));
    assert_eq!(more, ["name=\"k\"||v"]);
}

#[test]
fn a_body_is_of_the_media_type_that_is_stated() {
    let client = bodies::Client::new();
    let check = |request: Request<Bytes>, media_type: &str, expected: &str| {
        assert_eq!(request.headers()[CONTENT_TYPE], media_type);
        assert_eq!(request.body(), expected);
    };
    let suffixes = client.suffixes();
    check(
        sound(
            suffixes
                .suffixed(bodies::models::Thing::new().id(1))
                .request(),
        ),
        "application/vnd.thing+json",
        r#"{"id":1}"#,
    );
    check(
        sound(suffixes.xml("<thing/>").request()),
        "application/soap+xml",
        "<thing/>",
    );
    check(
        sound(suffixes.lines("{}\n{}\n").request()),
        "application/x-ndjson",
        "{}\n{}\n",
    );
    let whole = client.whole();
    check(
        sound(whole.form("a=1&b=2").request()),
        "application/x-www-form-urlencoded",
        "a=1&b=2",
    );
    let boundary = "multipart/form-data; boundary=x";
    let parts = Binary::from("--x--\r\n").typed(boundary);
    check(sound(whole.parts(parts).request()), boundary, "--x--\r\n");
    let related = Binary::from("--x--\r\n").typed("multipart/related; boundary=x");
    check(
        sound(whole.related(related).request()),
        "multipart/related; boundary=x",
        "--x--\r\n",
    );
}

#[test]
fn properties_beside_those_that_are_named_are_sent() {
    let open = || bodies::Client::new().open().open().id(1);
    let more = open()
        .additional_properties("q")
        .additional_properties_([("b", 2), ("a", 9)]);
    let sent = sound(more.request());
    assert_eq!(sent.uri().query(), Some("additional_properties=q"));
    assert_eq!(sent.body(), r#"{"id":1,"b":2,"a":9}"#);
    assert!(
        open()
            .additional_properties_([("a", 10)])
            .request()
            .is_err()
    );
}
