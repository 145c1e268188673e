//! Bodies: forms, multipart, text and bytes.

use serde_json::json;

use crate::encode::{EncodeErrorKind, encode_body};
use crate::endpoint::{BodyFormat, Encoding, RequestBody, Style, Word};
use crate::visit::Visit;
use crate::{Binary, Map, Nullable, OrEmpty};

/// The text of a form body, or the error.
fn check_form(encodings: &'static [Encoding], value: &dyn Visit, expected: &str) {
    let body = RequestBody {
        media_type: "application/x-www-form-urlencoded",
        format: BodyFormat::Form(encodings),
        words: &[Word::Required],
        checks: &[],
    };
    let written = encode_body(&body, value).map_or_else(
        |error| format!("!{:?} {}", error.kind(), error.place()),
        |body| String::from_utf8_lossy(&body.bytes).into_owned(),
    );
    assert_eq!(written, expected);
}

const DEEP: &[Encoding] = &[
    Encoding("a", Style::DeepObject, &[]),
    Encoding("expand", Style::DeepObject, &[]),
];

#[test]
fn forms_nest_to_any_depth() {
    let restrictions =
        json!({"a": {"currency_options": {"eur": {"minimum_amount": 100}}, "first": true}});
    check_form(
        DEEP,
        &restrictions,
        "a[currency_options][eur][minimum_amount]=100&a[first]=true",
    );
    check_form(
        DEEP,
        &json!({"expand": ["customer", "b c"], "x": "1 2"}),
        "expand[]=customer&expand[]=b+c&x=1+2",
    );
    let items = json!({"a": [{"price": "p", "q": 1}, {"data": ["x", [2, {"y": 3}]]}]});
    check_form(
        DEEP,
        &items,
        "a[0][price]=p&a[0][q]=1&a[1][data][]=x&a[1][data][1][]=2&a[1][data][1][1][y]=3",
    );
    check_form(
        DEEP,
        &json!({"a": {"k]&=[ é": "v+&"}}),
        "a[k%5D%26%3D%5B+%C3%A9]=v%2B%26",
    );
    let form = const {
        &[
            Encoding("b", Style::Form, &[]),
            Encoding("c", Style::Form, &[]),
        ]
    };
    check_form(
        form,
        &json!({"b": {"x": {"y": 1}}, "c": [{"d": 1}]}),
        "b[x][y]=1&c[0][d]=1",
    );
}

#[test]
fn properties_without_a_style_are_text_and_json() {
    check_form(
        &[],
        &json!({"t": "a b", "o": {"k": "é"}, "l": [1, {"k": null}, [2]]}),
        "t=a+b&o=%7B%22k%22%3A%22%C3%A9%22%7D&l=1&l=%7B%22k%22%3Anull%7D&l=%5B2%5D",
    );
    check_form(&[], &json!({"o": {}}), "o=%7B%7D");
    check_form(&[], &json!({"l": []}), "!EmptyList l");
    check_form(&[], &json!({"l": ["a", null]}), "!Null l[1]");
    let files = Map::from([("file", Binary::from(&b"ab"[..]))]);
    check_form(&[], &files, "file=YWI%3D");
}

#[test]
fn reserved_characters_stay_where_they_may() {
    const RESERVED: &[Encoding] = &[Encoding("r", Style::Form, &[Word::Reserved])];
    check_form(
        RESERVED,
        &json!({"r": "a/b?c=d e&f+g#h%2F100%"}),
        "r=a/b?c=d+e%26f%2Bg%23h%2F100%25",
    );
}

#[test]
fn forms_keep_empty_strings() {
    check_form(DEEP, &json!({"a": {"order": ""}, "b": ""}), "a[order]=&b=");
    check_form(
        DEEP,
        &Map::from([("a", OrEmpty::<Map<String>>::Empty)]),
        "a=",
    );
    check_form(DEEP, &json!({}), "");
}

#[test]
fn forms_refuse_what_they_cannot_say() {
    check_form(
        DEEP,
        &json!({"a": {"x": [{"y": null}]}}),
        "!Null a[x][0][y]",
    );
    check_form(
        DEEP,
        &json!({"a": {"x": [1, {"y": {}}]}}),
        "!EmptyObject a[x][1][y]",
    );
    check_form(DEEP, &json!({"a": [null]}), "!Null a[0]");
    check_form(DEEP, &Map::from([("b", Nullable::<i64>::Null)]), "!Null b");
    check_form(DEEP, &Map::from([("a", f64::INFINITY)]), "!Null a");
    check_form(DEEP, &json!([1]), "!NotObject body");
    check_form(DEEP, &json!("x"), "!NotObject body");
}

#[test]
fn form_properties_take_every_style() {
    let value = json!({"s": [1, 2], "p": ["a", "b"], "j": {"x": [null]}, "f": [1, 2]});
    const STYLED: &[Encoding] = &[
        Encoding("s", Style::SpaceDelimited, &[Word::Joined]),
        Encoding("p", Style::PipeDelimited, &[Word::Joined]),
        Encoding("j", Style::Json, &[]),
    ];
    check_form(
        STYLED,
        &value,
        "s=1+2&p=a%7Cb&j=%7B%22x%22%3A%5Bnull%5D%7D&f=1&f=2",
    );
}

/// The parts of a multipart body, with `|` for line ends and without the boundary.
fn check_multipart(encodings: &'static [Encoding], value: &dyn Visit, expected: &[&str]) {
    let format = BodyFormat::Multipart(encodings);
    let body = RequestBody {
        media_type: "multipart/form-data",
        format,
        words: &[Word::Required],
        checks: &[],
    };
    let parts = encode_body(&body, value).map(|body| {
        let text = String::from_utf8_lossy(&body.bytes).into_owned();
        let boundary = body
            .content_type
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap_or_default()
            .to_owned();
        let text = text
            .strip_suffix(&format!("--{boundary}--\r\n"))
            .unwrap_or_default();
        let delimiter = format!("--{boundary}\r\n");
        let parts = text.split(&delimiter).skip(1);
        parts
            .map(|part| part.replace("\r\n", "|"))
            .collect::<Vec<_>>()
    });
    let parts =
        parts.unwrap_or_else(|error| vec![format!("!{:?} {}", error.kind(), error.place())]);
    assert_eq!(parts, expected);
}

#[test]
fn multipart_parts_by_kind() {
    check_multipart(
        &[],
        &Map::from([("purpose", "a&b é")].map(|(k, v)| (k, v.to_owned()))),
        &["Content-Disposition: form-data; name=\"purpose\"||a&b é|"],
    );
    check_multipart(
        &[],
        &Map::from([("file", Binary::from(&b"\r\n--x"[..]))]),
        &[
            "Content-Disposition: form-data; name=\"file\"; filename=\"file\"|Content-Type: application/octet-stream|||--x|",
        ],
    );
    check_multipart(
        &[],
        &json!({"a": [1, "x"], "o": {"k": null}}),
        &[
            "Content-Disposition: form-data; name=\"a\"||1|",
            "Content-Disposition: form-data; name=\"a\"||x|",
            "Content-Disposition: form-data; name=\"o\"|Content-Type: application/json||{\"k\":null}|",
        ],
    );
    check_multipart(&[], &json!({"a": [null]}), &["!Null a[0]"]);
    check_multipart(&[], &json!({"a": []}), &["!EmptyList a"]);
}

#[test]
fn files_have_names_and_media_types() {
    let file = |text: &'static str| Binary::from(text);
    let files = vec![file("1").named("a \"1\".png").typed("image/png"), file("2")];
    check_multipart(
        &[],
        &Map::from([("files", files)]),
        &[
            "Content-Disposition: form-data; name=\"files\"; filename=\"a %221%22.png\"|Content-Type: image/png||1|",
            "Content-Disposition: form-data; name=\"files\"; filename=\"files\"|Content-Type: application/octet-stream||2|",
        ],
    );
    const STATED: &[Encoding] = &[Encoding(
        "file",
        Style::Form,
        &[Word::ContentType("image/gif")],
    )];
    check_multipart(
        STATED,
        &Map::from([("file", file("1"))]),
        &[
            "Content-Disposition: form-data; name=\"file\"; filename=\"file\"|Content-Type: image/gif||1|",
        ],
    );
    check_multipart(
        STATED,
        &Map::from([("file", file("1").typed("image/png\r\nX: y"))]),
        &[
            "Content-Disposition: form-data; name=\"file\"; filename=\"file\"|Content-Type: image/pngX: y||1|",
        ],
    );
}

#[test]
fn parts_of_a_json_content_type_are_json() {
    const JSON: &[Encoding] = &[Encoding(
        "a",
        Style::Form,
        &[Word::ContentType("application/json")],
    )];
    check_multipart(
        JSON,
        &json!({"a": ["x", {"b": 1}]}),
        &[
            "Content-Disposition: form-data; name=\"a\"|Content-Type: application/json||\"x\"|",
            "Content-Disposition: form-data; name=\"a\"|Content-Type: application/json||{\"b\":1}|",
        ],
    );
}

#[test]
fn null_is_a_part_of_json_alone() {
    const JSON: &[Encoding] = &[Encoding(
        "a",
        Style::Form,
        &[Word::ContentType("application/json")],
    )];
    check_multipart(
        JSON,
        &json!({"a": null}),
        &["Content-Disposition: form-data; name=\"a\"|Content-Type: application/json||null|"],
    );
    check_multipart(&[], &json!({"a": null}), &["!Null a"]);
}

#[test]
fn a_stated_style_takes_an_object_apart_or_joins_it() {
    const STYLES: &[Encoding] = &[
        Encoding("each", Style::Form, &[]),
        Encoding("turns", Style::Form, &[Word::Joined]),
        Encoding("pipes", Style::PipeDelimited, &[Word::Joined]),
        Encoding("spaces", Style::SpaceDelimited, &[Word::Joined]),
        Encoding("typed", Style::Form, &[Word::ContentType("text/plain")]),
    ];
    let object = json!({"R": 1, "G": {"x": 2}, "B": [3, 4]});
    let part = |head: &str| format!("Content-Disposition: form-data; name={head}|");
    let check = |property: &str, value: serde_json::Value, expected: &[&str]| {
        let expected: Vec<String> = expected.iter().map(|it| part(it)).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check_multipart(STYLES, &json!({ property: value }), &expected);
    };
    let json = "\"G\"|Content-Type: application/json||{\"x\":2}";
    check("each", object, &["\"R\"||1", json, "\"B\"||3", "\"B\"||4"]);
    let flat = || json!({"R": 1, "G": "a b"});
    check("turns", flat(), &["\"turns\"||R,1,G,a b"]);
    check("pipes", flat(), &["\"pipes\"||R|1|G|a b"]);
    check("pipes", json!(["a", "b"]), &["\"pipes\"||a|b"]);
    check("spaces", json!(["a", "b"]), &["\"spaces\"||a b"]);
    let typed = "\"typed\"|Content-Type: text/plain||{\"R\":1}";
    check("typed", json!({"R": 1}), &[typed]);
    check_multipart(STYLES, &json!({"each": {}}), &["!EmptyObject each"]);
    check_multipart(STYLES, &json!({"each": {"R": null}}), &["!Null each[R]"]);
    check_multipart(STYLES, &json!({"turns": {"R": {}}}), &["!Nested turns[R]"]);
}

#[test]
fn a_raw_body_is_of_the_media_type_of_its_bytes() {
    let body = RequestBody {
        media_type: "application/octet-stream",
        format: BodyFormat::Bytes,
        words: &[Word::Required],
        checks: &[],
    };
    let sent = |file: Binary| encode_body(&body, &file).map(|body| body.content_type);
    let plain = Binary::from("x");
    assert_eq!(
        sent(plain.clone()).as_deref(),
        Ok("application/octet-stream")
    );
    assert_eq!(sent(plain.typed("image/png")).as_deref(), Ok("image/png"));
}

#[test]
fn multipart_parts_by_encoding() {
    const ENCODINGS: &[Encoding] = &[
        Encoding("link", Style::DeepObject, &[]),
        Encoding("json", Style::Json, &[]),
        Encoding("list", Style::Form, &[Word::Joined]),
        Encoding("csv", Style::Form, &[Word::ContentType("text/csv")]),
        Encoding(
            "image",
            Style::Form,
            &[Word::ContentType("image/png, image/gif")],
        ),
    ];
    let value = json!({"link": {"create": true, "a": [1]}, "json": 1, "list": [1, 2], "csv": "a", "image": "i"});
    check_multipart(
        ENCODINGS,
        &value,
        &[
            "Content-Disposition: form-data; name=\"link[create]\"||true|",
            "Content-Disposition: form-data; name=\"link[a][]\"||1|",
            "Content-Disposition: form-data; name=\"json\"|Content-Type: application/json||1|",
            "Content-Disposition: form-data; name=\"list\"||1,2|",
            "Content-Disposition: form-data; name=\"csv\"|Content-Type: text/csv||a|",
            "Content-Disposition: form-data; name=\"image\"||i|",
        ],
    );
}

#[test]
fn text_and_bytes_go_as_they_are() {
    let raw = |format, value: &dyn Visit| {
        let body = RequestBody {
            media_type: "text/plain",
            format,
            words: &[Word::Required],
            checks: &[],
        };
        encode_body(&body, value)
            .map(|body| body.bytes.to_vec())
            .map_err(|error| error.kind())
    };
    assert_eq!(
        raw(BodyFormat::Text, &"a\n".to_owned()),
        Ok(b"a\n".to_vec())
    );
    assert_eq!(
        raw(BodyFormat::Bytes, &Binary::from(&b"\0\xff"[..])),
        Ok(b"\0\xff".to_vec())
    );
    assert_eq!(
        raw(BodyFormat::Text, &json!([1])),
        Err(EncodeErrorKind::NotText)
    );
    assert_eq!(
        raw(BodyFormat::Text, &json!(null)),
        Err(EncodeErrorKind::Null)
    );
    assert_eq!(
        raw(BodyFormat::Json, &json!({"a": [null]})),
        Ok(b"{\"a\":[null]}".to_vec())
    );
}
