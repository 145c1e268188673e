//! Values of parameters at work: what a header, a cookie, a query and a path make of enumerations, maps, unions, what may be
//! null and what nests.

use std::fmt::Debug;

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::{HeaderName, Request};
use openapi_runtime::{EncodeErrorKind, Error, Map, Operation};
use serde_json::json;

use crate::parameter_values::heads::{HeadsOperation, XEither, XJson};
use crate::parameter_values::models::{Cat, Line, PetBase, Sided};
use crate::parameter_values::query::{Deep, Joined, Kind, Must, QueryOperation, RangeObject};
use crate::parameter_values::{self, either};

/// The request; what it cannot say fails the test.
fn sound<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> Request<Bytes> {
    request.expect("the request is sound")
}

/// Checks the target of a request below the base URL.
fn check<E: Debug>(request: Result<Request<Bytes>, Error<E>>, expected: &str) {
    let uri = sound(request).uri().to_string();
    assert_eq!(uri.strip_prefix("https://api.example"), Some(expected));
}

fn heads() -> HeadsOperation {
    parameter_values::Client::new().heads().heads()
}

/// Checks a header of a request.
fn check_header<E: Debug>(
    request: Result<Request<Bytes>, Error<E>>,
    name: &'static str,
    expected: &str,
) {
    let request = sound(request);
    let lines = request.headers().get_all(HeaderName::from_static(name));
    let lines: Vec<&str> = lines.iter().filter_map(|it| it.to_str().ok()).collect();
    assert_eq!(lines, [expected]);
}

#[test]
fn a_header_takes_values_of_every_type() {
    check_header(heads().x_level(2).request(), "x-level", "2");
    check_header(heads().x_levels([1, -3]).request(), "x-levels", "1,-3");
    check_header(heads().x_day("2024-02-29").request(), "x-day", "2024-02-29");
    let map = [("a", 1), ("b", 2)];
    check_header(heads().x_map(map).request(), "x-map", "a=1,b=2");
    check_header(heads().x_either("a").request(), "x-either", "a");
    let list = XEither::from(vec!["a".to_owned(), "b".to_owned()]);
    check_header(heads().x_either(list).request(), "x-either", "a,b");
    check_header(heads().x_raw(b"ab".to_vec()).request(), "x-raw", "YWI=");
    let json = XJson::new().null_a();
    check_header(heads().x_json(json).request(), "x-json", r#"{"a":null}"#);
    check_header(heads().x_xml("<a/>").request(), "x-xml", "<a/>");
}

#[test]
fn a_header_is_judged_before_it_is_sent() {
    assert!(heads().x_level(3).request().is_err());
    assert!(heads().x_levels([3]).request().is_err());
    assert!(heads().x_day("2023-02-29").request().is_err());
    assert!(heads().x_word("").request().is_err());
    assert!(heads().x_word("four").request().is_err());
    check_header(heads().x_word("abc").request(), "x-word", "abc");
}

#[test]
fn cookies_of_parameters_and_of_a_header_are_one_header() {
    check_header(heads().cookie("a=1").request(), "cookie", "a=1");
    let both = heads().cookie("a=1").sid("s");
    check_header(both.request(), "cookie", "a=1; sid=s");
}

#[test]
fn a_cookie_takes_lists_maps_and_objects() {
    let cookies = || parameter_values::Client::new().cookies().cookies();
    check_header(cookies().list([1, 2]).request(), "cookie", "list=1; list=2");
    let map = [("a", "x y"), ("b", "é")];
    check_header(cookies().map(map).request(), "cookie", "a=x%20y; b=%C3%A9");
    check_header(cookies().level(1).request(), "cookie", "level=1");
    assert!(cookies().level(3).request().is_err());
    check_header(cookies().plain(7).request(), "cookie", "plain=7");
    use parameter_values::cookies::{Deep, DeepA};
    let deep = Deep::new().a(DeepA::new().b(1));
    check_header(cookies().deep(deep).request(), "cookie", "deep[a][b]=1");
}

fn query() -> QueryOperation {
    parameter_values::Client::new().query().query(Must::Only)
}

/// Checks what stands in the query behind the required parameter.
fn check_query(query: QueryOperation, expected: &str) {
    check(query.request(), &format!("/query?must=only&{expected}"));
}

#[test]
fn brackets_take_lists_of_objects_maps_and_choices() {
    let lines = || [Line::new(1).tags(["x", "y"]), Line::new(2)];
    check_query(
        query().items(lines()),
        "items[0][id]=1&items[0][tags][]=x&items[0][tags][]=y&items[1][id]=2",
    );
    let sizes = Map::from([("a b", 1)]);
    let deep = Deep::new().lines(lines()).sizes(sizes).level(-3);
    check_query(
        query().deep(deep),
        "deep[lines][0][id]=1&deep[lines][0][tags][]=x&deep[lines][0][tags][]=y&deep[lines][1][id]=2\
         &deep[sizes][a%20b]=1&deep[level]=-3",
    );
    let lists = [("k", vec!["a".to_owned(), "b".to_owned()])];
    check_query(query().lists(lists), "lists[k][]=a&lists[k][]=b");
    check_query(query().range(5), "range=5");
    check_query(query().range(RangeObject::new().gt(5)), "range[gt]=5");
    let cat = Cat::new().lives(9);
    check_query(query().pet(cat), "pet[kind]=Cat&pet[lives]=9");
    check_query(query().pet(PetBase::new("Pet")), "pet[kind]=Pet");
    let beyond = query().deep(Deep::new().level(3));
    assert!(beyond.request().is_err());
}

#[test]
fn a_query_takes_values_of_every_type() {
    check_query(query().joined(7), "joined=7");
    check_query(query().joined(Joined::from(vec![1, 2])), "joined=1,2");
    check_query(query().levels([1, 2]), "levels=1%7C2");
    check_query(
        query().nested([vec![1, 2], vec![3]]),
        "nested[0][]=1&nested[0][]=2&nested[1][]=3",
    );
    let free = json!({"a": "x y", "b": true});
    let free = free.as_object().cloned().unwrap_or_default();
    check_query(query().free(free), "a=x%20y&b=true");
    check_query(query().csv("a,b\n"), "csv=a%2Cb%0A");
    check_query(query().note("a b"), "note=a%20b");
    check_query(query().words(["a", "b"]), "words%5B%5D=a&words%5B%5D=b");
    check_query(query().kind(Kind::A), "kind=a");
    check_query(query().raw("ab"), "raw=YWI%3D");
    check_query(query().ratio(0.1), "ratio=0.1");
    check_query(query().anything(3), "anything=3");
    check_query(query().anything("a"), "anything=a");
    assert!(query().note("four").request().is_err());
    assert!(query().anything(2).request().is_err());
    // What the server sets is not asked of a request.
    check_query(
        query().sided(Sided::new("n")),
        "sided=%7B%22name%22%3A%22n%22%7D",
    );
}

#[test]
fn a_path_takes_maps_lists_and_json() {
    let paths = |level| {
        let json = [Some("a".to_owned()), None];
        let client = parameter_values::Client::new();
        client
            .paths()
            .paths([("a", 1), ("b", 2)], [1, -3], level, json)
    };
    check(
        paths(7).request(),
        "/paths/;a=1;b=2/.1.-3/7/%5B%22a%22%2Cnull%5D",
    );
    let none: [(String, i64); 0] = [];
    let client = parameter_values::Client::new();
    let empty = client.paths().paths(none, [1], 7, [None]).request();
    match empty {
        Err(Error::Encode(error)) => assert_eq!(
            (error.place(), error.kind()),
            ("map", EncodeErrorKind::EmptyObject)
        ),
        other => panic!("{other:?}"),
    }
    let either = |it: either::EitherModel| parameter_values::Client::new().either().either(it);
    check(either(7.into()).request(), "/either/7");
    let latest = either::EitherModel::Latest(either::EitherLatest::Latest);
    check(either(latest).request(), "/either/latest");
}
