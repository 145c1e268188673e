//! Names at work: whatever becomes of a name in Rust, the wire has it as it is written.

use std::fmt::Debug;

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::Request;
use openapi_runtime::{Error, Model, Operation};

use crate::{names, names_odd, names_taken};

/// Reads JSON as this type and writes it back.
fn check<T: Model>(json: &str) {
    let back = T::from_json(json).map(|value| value.to_json());
    assert_eq!(back.as_deref(), Ok(json));
    assert!(T::judge(json).is_ok(), "{json}");
}

/// The request; what it cannot say fails the test.
fn sound<E: Debug>(request: Result<Request<Bytes>, Error<E>>) -> Request<Bytes> {
    request.expect("the request is sound")
}

#[test]
fn parameters_and_properties_keep_their_names() {
    let type_ = names::Client::new().type_().type_("a/b");
    let sent = type_
        .send_("s")
        .foo_bar_x6172("1")
        .foo_bar("2")
        .page_size(3);
    let sent = sound(sent.request());
    assert_eq!(
        sent.uri(),
        "https://api.example/v1/types/a%2Fb?send=s&fooBar=1&foo_bar=2&page%5Bsize%5D=3"
    );
    check::<names::models::OptionModel>(
        r#"{"type":"t","a b":"x","päß":"y","":"z","$ref":"r","new":"n"}"#,
    );
    check::<names::models::StringModel>(r#"{"option":{"type":"t"}}"#);
    check::<names::models::FooBar>(r#"{"b":"x"}"#);
}

#[test]
fn schemas_called_as_words_of_rust_are_what_they_say() {
    use names_taken::models;
    check::<models::ResultModel>(r#"{"error":{"message":"m"},"box":{"next":{}}}"#);
    check::<models::VecModel>(r#"{"some":["None","Some"]}"#);
    check::<models::SelfModel>(r#"{"self":"a","crate":"b","super":"c","Self":"d"}"#);
    check::<models::ResultModel>(r#"{"map":{"k":{"json":[null]}},"unmatched":"text"}"#);
    check::<models::SendModel>(r#"{"send":true}"#);
}

#[test]
fn an_operation_and_a_schema_called_as_its_request_are_two() {
    use names_taken::models::FooRequest;
    let client = names_taken::Client::new();
    let foo = client.error().foo(names_taken::error::A::new().b("x"));
    assert_eq!(sound(foo.request()).body(), r#"{"a":{"b":"x"}}"#);
    let bar = client.error().bar(FooRequest::new("x"));
    assert_eq!(sound(bar.request()).body(), r#"{"x":"x"}"#);
}

#[test]
fn names_that_are_no_words_stay_on_the_wire() {
    use names_odd::models;
    let client = names_odd::Client::new();
    let sent = client.empty().get("p");
    let sent = sent.type_query(1).empty("e").blank("b").u65e5_u672c("u");
    let sent = sent.less("l").n1("1").body_("y").with_header_("h");
    let sent = sent.body_type_x3d9e("t").body_type_x3c92("T").self_("s");
    let sent = sound(sent.type_x3afb(2).type_cookie("c").request());
    assert_eq!(
        sent.uri(),
        "https://api.example/things/p?type=1&=e&%20=b&%E6%97%A5%E6%9C%AC=u&%3C=l&1=1&body=y&with_header=h"
    );
    assert_eq!(sent.headers()["type"], "2");
    assert_eq!(sent.headers()["cookie"], "type=c");
    assert_eq!(sent.body(), r#"{"type":"t","Type":"T","self":"s"}"#);
    check::<models::Holder>(
        r#"{"":{"empty":"a"}," ":{"blank":"a"},"<":{"symbols":"a"},"1st":{"digit":"a"},"日本":{"日":"a","é":"b"},"pet":{"pet":"a"},"Pet":{"Pet":"a","pet":"b","PET":"c"},"pets":[{"pet":"a"}],"str":"str","i64":{"i64":1}}"#,
    );
    check::<models::CloneModel>(r#"{"clone":"a","from_json":"b","validate":"c"}"#);
    for (sent, expected) in [
        (sound(client.self_().super_().request()), "POST"),
        (sound(client.default().create_thing_v2().request()), "PUT"),
        (
            sound(client.u65e5_u672c().u65e5_u672c().request()),
            "DELETE",
        ),
        (sound(client.n123().n123().request()), "PATCH"),
    ] {
        assert_eq!(
            (sent.method().as_str(), sent.uri().path()),
            (expected, "/things")
        );
    }
}
