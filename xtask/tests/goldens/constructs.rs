//! The goldens of single constructs at work: what decodes, what is judged, and what goes out.

use openapi_runtime::bytes::Bytes;
use openapi_runtime::http::{Request, StatusCode};
use openapi_runtime::{Error, Map, Model, Null, Operation, Reply};

use crate::judging::{check, judged};
use crate::{
    bounds, contents, contradictions, events, events_3_0, nulls, objects, operations, positions,
    recursion, unevaluated, version_3_2,
};

#[test]
fn an_array_that_contains_itself_is_a_tree() {
    use recursion::models::Tree;
    check::<Tree>("[[],[[]]]", &[]);
    check::<Tree>("[[[],[],[],[]]]", &["/0 maxItems"]);
    check::<Tree>("[1]", &["/0 type"]);
    let tree = Tree::from(vec![
        Tree::from(Vec::new()),
        Tree::from(vec![Tree::from(Vec::new())]),
    ]);
    assert_eq!(tree.to_json(), "[[],[[]]]");
    let wide = Tree::from(vec![Tree::from(vec![Tree::from(Vec::new()); 4])]);
    let broken = wide.validate().expect_err("there are four items");
    assert_eq!(broken.0[0].pointer, "/0");
}

#[test]
fn objects_and_unions_contain_themselves() {
    use recursion::models::{Left, Node};
    check::<Node>(r#"{"next":{"children":[{},{"next":{}}]}}"#, &[]);
    assert_eq!(
        judged::<Node>(r#"{"next":{"next":[]}}"#),
        ["/next/next type"]
    );
    check::<Left>(r#"{"right":{"left":{"right":{}}}}"#, &[]);
    // It is a `Left`, too.
    check::<Left>(
        r#"{"right":{"either":{"children":[{}]}}}"#,
        &["/right/either oneOf"],
    );
}

#[test]
fn depth_is_bounded() {
    use recursion::models::Tree;
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Tree::from_json(nested(100)).is_ok());
    assert!(Tree::from_json(nested(100_000)).is_err());
    assert!(Tree::judge(nested(100_000)).is_err());
}

#[test]
fn a_rule_that_contains_itself_refuses_nothing_that_it_may_take() {
    use recursion::models::Rule;
    check::<Rule>(r#"{"a":1}"#, &[]);
    check::<Rule>(r#"{"a":{"a":1}}"#, &[]);
    check::<Rule>(r#"{"b":1}"#, &[]);
}

#[test]
fn what_nothing_evaluates_is_closed_typed_or_judged() {
    use unevaluated::models::{Conditional, Labelled, Parcel, Shipment};
    check::<Parcel>(r#"{"id":"a","day":"b","weight":1}"#, &[]);
    let unknown = judged::<Parcel>(r#"{"id":"a","more":1}"#);
    assert_eq!(unknown, [" additionalProperties"]);
    check::<Labelled>(r#"{"id":"a","tag":"abc"}"#, &[]);
    check::<Labelled>(r#"{"id":"a","tag":"abcd"}"#, &["/tag maxLength"]);
    let unevaluated = [" unevaluatedProperties"];
    check::<Conditional>(r#"{"kind":"big","crane":"c"}"#, &[]);
    check::<Conditional>(r#"{"kind":"small","crane":"c"}"#, &unevaluated);
    check::<Shipment>(r#"{"by":"air","flight":"f"}"#, &[]);
    let elsewhere = judged::<Shipment>(r#"{"by":"air","flight":"f","port":"p"}"#);
    assert_eq!(elsewhere, [" oneOf", " unevaluatedProperties"]);
}

#[test]
fn what_contradicts_itself_decodes_and_is_refused() {
    use contradictions::models::Vain;
    check::<Vain>("{}", &[]);
    check::<Vain>(r#"{"types":1}"#, &["/types type"]);
    check::<Vain>(r#"{"lists":"sent"}"#, &["/lists enum"]);
    check::<Vain>(r#"{"lists":"failed"}"#, &["/lists enum"]);
    check::<Vain>(r#"{"branches":"a"}"#, &["/branches type"]);
    check::<Vain>(r#"{"narrowed":{}}"#, &[]);
    check::<Vain>(r#"{"narrowed":"a"}"#, &["/narrowed type"]);
    check::<Vain>(r#"{"common":"failed","nullable":"abc"}"#, &[]);
    check::<Vain>(r#"{"something":{"a":1}}"#, &[]);
    let null = judged::<Vain>(r#"{"something":{"a":null}}"#);
    assert_eq!(null, ["/something not"]);
}

#[test]
fn bounds_are_as_exact_as_they_are_written() {
    let check = |json: &str, violations: &[&str]| {
        assert_eq!(judged::<bounds::models::Amount>(json), violations, "{json}");
    };
    check(r#"{"half":9.223372036854774e18}"#, &[]);
    check(r#"{"half":9.223372036854776e18}"#, &["/half maximum"]);
    check(r#"{"digits":-1.234567890123456e39}"#, &[]);
    check(r#"{"digits":-1.234567890123457e39}"#, &["/digits minimum"]);
    check(r#"{"integer":1.7014118346046921e38}"#, &[]);
    check(
        r#"{"integer":1.7014118346046923e38}"#,
        &["/integer exclusiveMaximum"],
    );
    check(r#"{"power":1.7976931348623157e308}"#, &[]);
    check(r#"{"step":0.1}"#, &["/step multipleOf"]);
    check(r#"{"usual":0.1}"#, &[]);
}

#[test]
fn maps_null_and_aliases_contain_themselves_too() {
    use recursion::models::{Alias, Grove, Holder, Index, Maybe, Owner, Rows};
    check::<Index>(r#"{"a":{"b":{}}}"#, &[]);
    check::<Index>(r#"{"a":1}"#, &["/a type"]);
    check::<Maybe>("[null,[null]]", &[]);
    check::<Rows>(r#"[{"a":[{}]}]"#, &[]);
    check::<Alias>("[[[]]]", &[]);
    check::<Grove>(r#"["a",["b"]]"#, &[]);
    check::<Holder>(r#"{"tree":[[]],"alias":[],"columns":{"a":[]}}"#, &[]);
    check::<Owner>(r#"{"next":{"next":{}}}"#, &[]);
    let index = Index::from(Map::from([("a", Index::from(Map::new()))]));
    assert_eq!(index.to_json(), r#"{"a":{}}"#);
}

#[test]
fn positions_are_typed_and_judged() {
    use positions::models::{EntryItem, Left, Nested, PairItem, PairItemRight, Place};
    check::<Place>(r#"{"at":[1.5,2.5],"entries":[["a",1],["b",2,null]]}"#, &[]);
    check::<Place>(r#"{"at":[181.5,0.5]}"#, &["/at/0 maximum"]);
    check::<Place>(
        r#"{"entries":[[1,"a"]]}"#,
        &["/entries/0/0 type", "/entries/0/1 type"],
    );
    check::<Place>(r#"{"entries":[["long",1]]}"#, &["/entries/0/0 maxLength"]);
    check::<Place>(r#"{"pair":[{"a":""},{"b":1}]}"#, &["/pair/0/a minLength"]);
    check::<Place>(r#"{"open":["a",true,{"anything":[1]}]}"#, &[]);
    assert!(!judged::<Place>(r#"{"at":[1,2,3]}"#).is_empty());
    check::<Nested>(r#"["a",["b",[]]]"#, &[]);
    check::<Nested>(r#"["a","b"]"#, &["/1 type"]);
    let place = Place::new()
        .at([1.5, -2.5])
        .entries([vec![
            Some(EntryItem::from("a")),
            Some(EntryItem::from(1)),
            None,
        ]])
        .pair([
            PairItem::from(Left::new("x")),
            PairItem::from(PairItemRight::new(2)),
        ]);
    assert!(place.validate().is_ok());
    assert_eq!(
        place.to_json(),
        r#"{"at":[1.5,-2.5],"entries":[["a",1,null]],"pair":[{"a":"x"},{"b":2}]}"#
    );
}

#[test]
fn a_body_takes_positions() {
    use positions::models::Place;
    let client = positions::Client::new();
    let sent = client.points().add(Place::new().at([1.0, 2.0])).request();
    let body = sent.expect("the request is sound").into_body();
    assert_eq!(body, r#"{"at":[1,2]}"#);
    let beyond = client.points().add(Place::new().at([200.0, 2.0]));
    assert!(beyond.request().is_err());
}

#[test]
fn contents_are_bytes_where_they_say_so() {
    use contents::models::Mail;
    check::<Mail>(
        r#"{"body":"YWI=","settings":"{}","token":"a.b.c","text":"a=3D"}"#,
        &[],
    );
    let mail = Mail::from_json(r#"{"body":"YWI="}"#).expect("it is Base64");
    assert_eq!(mail.body.map(|body| body.0), Some(b"ab".to_vec()));
    assert!(Mail::from_json(r#"{"body":"?"}"#).is_err());
    let upload = contents::Client::new()
        .files()
        .upload(b"png".to_vec())
        .note("n");
    let body = upload.request().expect("the request is sound").into_body();
    let body = String::from_utf8_lossy(&body);
    assert!(
        body.contains("filename=\"image\"") && body.contains("\r\n\r\npng\r\n"),
        "{body}"
    );
}

#[test]
fn null_alone_is_null() {
    use nulls::models::Holder;
    check::<Holder>(
        r#"{"must":null,"constant":null,"items":[null],"entries":{"a":null}}"#,
        &[],
    );
    assert_eq!(
        judged::<Holder>(r#"{"must":null,"constant":0}"#),
        ["/constant type"]
    );
    assert_eq!(
        judged::<Holder>(r#"{"must":null,"constant":null,"items":[0]}"#),
        ["/items/0 type"]
    );
    let something = r#"{"must":null,"constant":null,"something":"#;
    check::<Holder>(&format!("{something}[null]}}"), &[]);
    assert_eq!(
        judged::<Holder>(&format!("{something}null}}")),
        ["/something type"]
    );
    let nulls = r#"{"must":null,"may":null,"constant":null,"listed":null}"#;
    assert_eq!(judged::<Holder>(nulls), [""; 0]);
    let holder = Holder::new(Null, Null).may(Null).items([Null]);
    assert_eq!(
        holder.to_json(),
        r#"{"must":null,"may":null,"constant":null,"items":[null]}"#
    );
    assert!(holder.validate().is_ok());
}

#[test]
fn null_is_sent_where_a_body_may_be_null() {
    let nothing = nulls::Client::new().nothing();
    let body = |sent: Result<Request<Bytes>, Error<_>>| {
        let sent = sent.map(|sent| String::from_utf8_lossy(sent.body()).into_owned());
        sent.map_err(|_: Error<openapi_runtime::Json>| "refused")
    };
    assert_eq!(
        body(nothing.put_count(Some(7)).request()),
        Ok("7".to_owned())
    );
    assert_eq!(
        body(nothing.put_count(None).request()),
        Ok("null".to_owned())
    );
    assert_eq!(body(nothing.put_count(Some(0)).request()), Err("refused"));
    assert_eq!(
        body(nothing.patch_holder(None).request()),
        Ok("null".to_owned())
    );
    let holder = nulls::models::Holder::new(Null, Null);
    let sent = body(nothing.patch_holder(Some(holder)).request());
    assert_eq!(sent, Ok(r#"{"must":null,"constant":null}"#.to_owned()));
    let received = nulls::nothing::PutCount::receive(Reply::new(StatusCode::OK, "null"));
    assert_eq!(received.ok().map(|it| it.value), Some(None));
}

#[test]
fn a_receiver_decodes_events() {
    use events::models::{OrderPaidWebhook, PostEventCallback};
    use events_3_0::models::{DeliveredCallback, DeliveredCallbackState, PaidWebhook};
    check::<OrderPaidWebhook>(r#"{"id":"o","lines":[{"sku":"s"}]}"#, &[]);
    check::<PostEventCallback>(r#""text""#, &[]);
    check::<PaidWebhook>(
        r#"{"amount":0,"card":{"last4":"4242"}}"#,
        &["/amount minimum"],
    );
    let delivered = DeliveredCallback::from_json(r#"{"id":"a","state":"failed"}"#);
    assert_eq!(
        delivered.map(|it| it.state),
        Ok(Some(DeliveredCallbackState::Failed))
    );
}

#[test]
fn what_3_2_adds_goes_out() {
    use version_3_2::pets::All;
    let pets = version_3_2::Client::new().pets();
    let list = pets.list().all(All::new().name("a b")).request();
    let list = list.expect("the request is sound");
    assert_eq!(list.uri(), "https://api.example/v1/pets?name=a%20b");
    let find = pets
        .find()
        .name("x")
        .request()
        .expect("the request is sound");
    assert_eq!(
        (find.method().as_str(), &find.body()[..]),
        ("QUERY", br#"{"name":"x"}"#.as_slice())
    );
    let copy = pets.copy().request().expect("the request is sound");
    assert_eq!(copy.method().as_str(), "COPY");
}

#[test]
fn objects_keep_what_they_do_not_name() {
    use objects::models::{Holder, Nothing, Odd, OpenRest, TypedRest};
    check::<OpenRest>(r#"{"a":"x","b":[1]}"#, &[]);
    check::<TypedRest>(
        r#"{"a":"x","additional_properties":"y","n":-1}"#,
        &["/n minimum"],
    );
    check::<Odd>(r##"{"$ref":"#","x-note":"n","a.b":1,"a[b]":2}"##, &[]);
    check::<Holder>(
        r#"{"free":{"a":1},"values":{"a":null},"maps":{"a":{"b":[1]}}}"#,
        &[],
    );
    assert_eq!(judged::<Nothing>(r#"{"a":1}"#), [" additionalProperties"]);
    assert_eq!(
        judged::<Holder>(r#"{"required":{}}"#),
        ["/required required"]
    );
}

#[test]
fn an_operation_has_a_server_of_its_path_or_of_its_own() {
    let pets = operations::Client::new().pets();
    let path = pets.path().request().expect("the request is sound");
    assert_eq!(path.uri(), "https://path.example/server");
    let own = pets.own().request().expect("the request is sound");
    assert_eq!(own.uri(), "https://own.example/v2/server");
}
