//! Operations at work: methods and paths, credentials by their requirements, references.

use std::fmt::Debug;

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::header::{AUTHORIZATION, COOKIE};
use openapi_runtime::http::{HeaderValue, Request, StatusCode};
use openapi_runtime::{Error, Model, Operation, Reply};

use crate::{
    collections, defaults, events, operations, operations_odd, references, security, security_named,
};

/// The request; what it cannot say fails the test.
fn sound<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> Request<Bytes> {
    request.expect("the request is sound")
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

#[test]
fn operations_without_an_id_or_with_one_of_another_are_sent() {
    let client = operations::Client::new();
    let check = |request: Request<Bytes>, expected: &str| {
        let sent = format!("{} {}", request.method(), request.uri().path());
        assert_eq!(sent, expected);
    };
    let plain = client.plain();
    check(
        sound(plain.get_plain_id("a b").request()),
        "GET /v1/plain/a%20b",
    );
    check(
        sound(plain.delete_plain_id("x").request()),
        "DELETE /v1/plain/x",
    );
    let pets = client.pets();
    check(sound(pets.get_twice().request()), "GET /v1/twice");
    check(sound(pets.post_twice().request()), "POST /v1/twice");
    // Of a path item that is a component.
    let subscribe = events::Client::new().subscriptions().subscribe();
    check(sound(subscribe.request()), "POST /subscriptions");
}

#[test]
fn defaults_are_the_server_s_to_fill_in() {
    let list = defaults::Client::new().pets().list(2.5);
    let bare = sound(list.clone().request());
    assert_eq!(bare.uri().query(), Some("must=2.5"));
    let stated = sound(list.limit(10).flag(false).request());
    assert_eq!(stated.uri().query(), Some("limit=10&flag=false&must=2.5"));
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
    let bearer = Client::new(Auth::bearer("b"));
    assert_eq!(
        credentials(bearer.bearer().bearer().request()),
        ["", "Bearer b", ""]
    );
    let all = Auth::bearer("b").and_key("k").and_session("s");
    let all = Client::new(all.and_header_key("h")).all().all();
    assert_eq!(sound(all.request()).headers()["x-key"], "h");
    assert_eq!(
        credentials(all.request()),
        ["api_key=k", "Bearer b", "sid=s"]
    );
    // The other alternative, and nothing of the first.
    let one = Client::new(Auth::header_key("h").and_key("k"));
    let one = one.all().all();
    assert_eq!(sound(one.request()).headers()["x-key"], "h");
    assert_eq!(credentials(one.request()), none);
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
    let from_file = client.d().from_file().limit(3);
    assert_eq!(
        sound(from_file.request()).uri(),
        "https://api.example/d?limit=3"
    );
    let wrong = r#"{"message":"m","key":"k","tree":{}}"#;
    let wrong = references::d::FromFile::receive(Reply::new(StatusCode::OK, wrong));
    let wrong = wrong.expect("`default` is all that is documented").value;
    assert_eq!(wrong.message.as_deref(), Some("m"));
    // A schema of another operation.
    let got = Reply::new(StatusCode::OK, r#"{"own":"o","tree":{}}"#);
    let got = references::b::GetIt::receive(got).expect("it is documented");
    assert_eq!(got.value.own.as_deref(), Some("o"));
    let again = client.c().again(ABTildeCD::new()).id("k");
    let again = sound(again.request());
    assert_eq!(again.uri(), "https://api.example/c?id=k");
    assert_eq!(again.body(), "{}");
    assert!(client.c().again(ABTildeCD::new()).id("").request().is_err());
    let gone = Reply::new(StatusCode::GONE, r#"{"code":7}"#);
    let gone = references::c::Other::receive(gone).expect_err("it is an error");
    assert_eq!(gone.body().map(|it| it.code), Some(7));
    let part = Reply::new(StatusCode::OK, r#"{"z":1}"#);
    assert!(references::f::Part::receive(part).is_ok());
    let tree = Tree::from_json(r#"{"children":[{"wrong":{"tree":{}}}]}"#).expect("it is a tree");
    assert_eq!(tree.to_json(), r#"{"children":[{"wrong":{"tree":{}}}]}"#);
    assert!(client.a().put_it("", ABTildeCD::new()).request().is_err());
}

#[test]
fn a_page_is_judged_by_its_own_address() {
    use collections::things::List;
    let page = r#"{"object":"list","data":[{"names":["a"]}],"url":"/things"}"#;
    let page = List::receive(Reply::new(StatusCode::OK, page)).expect("it is a page");
    assert_eq!(page.value.data.len(), 1);
    assert_eq!(List::endpoint().responses.len(), 1);
}
