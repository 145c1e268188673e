//! Every style of parameter at every place, with and without explode; paths.

mod body;

use serde_json::json;

use super::parameter::encode_parameters;
use crate::endpoint::{Endpoint, Location, Parameter, Style, Word};
use crate::visit::Visit;
use crate::{Binary, Json, OrEmpty};

const STYLES: [Style; 8] = [
    Style::Simple,
    Style::Label,
    Style::Matrix,
    Style::Form,
    Style::SpaceDelimited,
    Style::PipeDelimited,
    Style::DeepObject,
    Style::Json,
];

/// Tables are static, so tests leak theirs.
fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn parameter(location: Location, style: Style, explode: bool) -> Parameter {
    Parameter {
        wire: "color",
        location,
        style,
        words: if explode {
            &[Word::Exploded]
        } else {
            &[Word::Joined]
        },
        checks: &[],
    }
}

fn endpoint(path: &'static str, parameters: Vec<Parameter>) -> &'static Endpoint {
    leak(Endpoint {
        name: "test",
        method: "GET",
        path,
        server: None,
        parameters: leak(parameters),
        body: None,
        properties: None,
        security: &[],
        responses: &[],
    })
}

/// The one text of the request that a parameter makes; `!` and kind and place where it cannot be said.
fn written(parameter: Parameter, value: &dyn Visit) -> String {
    let location = parameter.location;
    let path = if location == Location::Path {
        "/{color}"
    } else {
        "/"
    };
    match encode_parameters(endpoint(path, vec![parameter]), &[value]) {
        Err(error) => format!("!{:?} {}", error.kind(), error.place()),
        Ok(encoded) => match location {
            Location::Path => encoded.path.trim_start_matches('/').to_owned(),
            Location::Query => encoded.query,
            Location::Header => encoded
                .headers
                .into_iter()
                .map(|(name, text)| format!("{name}: {text}"))
                .collect(),
            Location::Cookie => encoded.cookies,
        },
    }
}

/// Expectations in the order scalar, empty scalar, array, object.
fn check(location: Location, style: Style, explode: bool, expected: [&str; 4]) {
    let values = [
        json!("blue"),
        json!(""),
        json!(["blue", "a b,c"]),
        json!({"R": 100, "G,": "x/y"}),
    ];
    let written = values.map(|value| written(parameter(location, style, explode), &value));
    assert_eq!(
        written.each_ref().map(String::as_str),
        expected,
        "{location:?} {style:?} explode {explode}"
    );
}

const EMPTY: &str = "!EmptyPath color";
const DOT: &str = "!DotSegment {color}";

#[test]
fn simple_paths() {
    check(
        Location::Path,
        Style::Simple,
        false,
        ["blue", EMPTY, "blue,a%20b%2Cc", "R,100,G%2C,x%2Fy"],
    );
    check(
        Location::Path,
        Style::Simple,
        true,
        ["blue", EMPTY, "blue,a%20b%2Cc", "R=100,G%2C=x%2Fy"],
    );
}

#[test]
fn label_paths() {
    check(
        Location::Path,
        Style::Label,
        false,
        [".blue", DOT, ".blue,a%20b%2Cc", ".R,100,G%2C,x%2Fy"],
    );
    check(
        Location::Path,
        Style::Label,
        true,
        [".blue", DOT, ".blue.a%20b%2Cc", ".R=100.G%2C=x%2Fy"],
    );
}

#[test]
fn matrix_paths() {
    let flat = [
        ";color=blue",
        ";color",
        ";color=blue,a%20b%2Cc",
        ";color=R,100,G%2C,x%2Fy",
    ];
    check(Location::Path, Style::Matrix, false, flat);
    let each = [
        ";color=blue",
        ";color",
        ";color=blue;color=a%20b%2Cc",
        ";R=100;G%2C=x%2Fy",
    ];
    check(Location::Path, Style::Matrix, true, each);
}

#[test]
fn form_queries() {
    let flat = [
        "color=blue",
        "color=",
        "color=blue,a%20b%2Cc",
        "color=R,100,G%2C,x%2Fy",
    ];
    check(Location::Query, Style::Form, false, flat);
    let each = [
        "color=blue",
        "color=",
        "color=blue&color=a%20b%2Cc",
        "R=100&G%2C=x%2Fy",
    ];
    check(Location::Query, Style::Form, true, each);
}

#[test]
fn delimited_queries() {
    let space = [
        "color=blue",
        "color=",
        "color=blue%20a%20b%2Cc",
        "color=R%20100%20G%2C%20x%2Fy",
    ];
    check(Location::Query, Style::SpaceDelimited, false, space);
    let pipe = [
        "color=blue",
        "color=",
        "color=blue%7Ca%20b%2Cc",
        "color=R%7C100%7CG%2C%7Cx%2Fy",
    ];
    check(Location::Query, Style::PipeDelimited, false, pipe);
    let each = [
        "color=blue",
        "color=",
        "color=blue&color=a%20b%2Cc",
        "R=100&G%2C=x%2Fy",
    ];
    check(Location::Query, Style::SpaceDelimited, true, each);
    check(Location::Query, Style::PipeDelimited, true, each);
}

#[test]
fn deep_queries() {
    let deep = [
        "color=blue",
        "color=",
        "color[]=blue&color[]=a%20b%2Cc",
        "color[R]=100&color[G%2C]=x%2Fy",
    ];
    check(Location::Query, Style::DeepObject, false, deep);
    check(Location::Query, Style::DeepObject, true, deep);
}

#[test]
fn json_parameters() {
    let array = "color=%5B%22blue%22%2C%22a%20b%2Cc%22%5D";
    let object = "color=%7B%22R%22%3A100%2C%22G%2C%22%3A%22x%2Fy%22%7D";
    check(
        Location::Query,
        Style::Json,
        false,
        ["color=%22blue%22", "color=%22%22", array, object],
    );
    let header = [
        "color: \"blue\"",
        "color: \"\"",
        r#"color: ["blue","a b,c"]"#,
        r#"color: {"R":100,"G,":"x/y"}"#,
    ];
    check(Location::Header, Style::Json, false, header);
}

#[test]
fn headers_are_simple_and_not_escaped() {
    let flat = [
        "color: blue",
        "color: ",
        "color: blue,a b,c",
        "color: R,100,G,,x/y",
    ];
    check(Location::Header, Style::Simple, false, flat);
    let each = [
        "color: blue",
        "color: ",
        "color: blue,a b,c",
        "color: R=100,G,=x/y",
    ];
    check(Location::Header, Style::Simple, true, each);
}

#[test]
fn cookies_are_forms() {
    let flat = [
        "color=blue",
        "color=",
        "color=blue,a%20b%2Cc",
        "color=R,100,G%2C,x/y",
    ];
    check(Location::Cookie, Style::Form, false, flat);
    let each = [
        "color=blue",
        "color=",
        "color=blue; color=a%20b%2Cc",
        "R=100; G%2C=x/y",
    ];
    check(Location::Cookie, Style::Form, true, each);
}

#[test]
fn cookies_of_their_own_style_are_escaped_by_who_sends_them() {
    let cookie = || parameter(Location::Cookie, Style::Cookie, true);
    let cookie = |value: &dyn Visit| written(cookie(), value);
    assert_eq!(
        cookie(&"Hello%2C%20world!".to_owned()),
        "color=Hello%2C%20world!"
    );
    assert_eq!(
        cookie(&vec!["a".to_owned(), "b/c".to_owned()]),
        "color=a; color=b/c"
    );
    assert_eq!(cookie(&json!({"R": 100, "G": "x=y"})), "R=100; G=x=y");
    for text in ["a b", "a;b", "a,b", "a\"b", "a\\b", "é", "a\nb"] {
        assert_eq!(cookie(&text.to_owned()), "!Cookie color", "{text}");
    }
    assert_eq!(cookie(&json!({"a;b": 1})), "!Cookie color");
    assert_eq!(cookie(&json!([[1]])), "!Nested color[0]");
}

#[test]
fn scalars_of_every_type() {
    let scalar = |value: &dyn Visit| written(parameter(Location::Query, Style::Form, true), value);
    assert_eq!(scalar(&true), "color=true");
    assert_eq!(scalar(&-5_i64), "color=-5");
    assert_eq!(scalar(&25.0_f64), "color=25");
    assert_eq!(scalar(&json!(25.0)), "color=25");
    assert_eq!(scalar(&json!(u64::MAX)), "color=18446744073709551615");
    assert_eq!(scalar(&Binary::from(&b"ab"[..])), "color=YWI%3D");
    assert_eq!(scalar(&OrEmpty::<i64>::Empty), "color=");
    assert_eq!(
        scalar(&"é~-._ +&=#%".to_owned()),
        "color=%C3%A9~-._%20%2B%26%3D%23%25"
    );
}

#[test]
fn what_is_absent_is_left_out_at_every_place() {
    for style in STYLES {
        for explode in [false, true] {
            for location in [Location::Query, Location::Header, Location::Cookie] {
                assert_eq!(
                    written(parameter(location, style, explode), &None::<String>),
                    "",
                    "{location:?} {style:?}"
                );
            }
            let path = written(parameter(Location::Path, style, explode), &None::<String>);
            assert_eq!(path, "!NoValue color", "{style:?}");
        }
    }
}

#[test]
fn what_cannot_be_said_names_its_place() {
    let refused = [
        (json!(null), "!Null color"),
        (json!([]), "!EmptyList color"),
        (json!({}), "!EmptyObject color"),
        (json!([1, null]), "!Null color[1]"),
        (json!({"a": null}), "!Null color[a]"),
    ];
    let nested = [
        (json!([1, []]), "!Nested color[1]", "!EmptyList color[1]"),
        (
            json!({"a": {}}),
            "!Nested color[a]",
            "!EmptyObject color[a]",
        ),
    ];
    for style in STYLES.into_iter().filter(|style| *style != Style::Json) {
        let query = |value: &Json| written(parameter(Location::Query, style, true), value);
        for (value, expected) in &refused {
            assert_eq!(query(value), *expected, "{style:?}");
        }
        for (value, flat, deep) in &nested {
            let expected = if matches!(style, Style::DeepObject | Style::Form) {
                deep
            } else {
                flat
            };
            assert_eq!(query(value), *expected, "{style:?}");
        }
        assert_eq!(
            written(parameter(Location::Query, style, true), &f64::NAN),
            "!Null color"
        );
    }
}

#[test]
fn depth_in_a_form_goes_into_brackets() {
    let of =
        |location, explode, value: &Json| written(parameter(location, Style::Form, explode), value);
    let list = json!([{"a": 1, "b": ["x", "y"]}, 2, [3]]);
    let brackets = "color[0][a]=1&color[0][b][]=x&color[0][b][]=y&color[]=2&color[2][]=3";
    assert_eq!(of(Location::Query, true, &list), brackets);
    assert_eq!(of(Location::Query, false, &list), brackets);
    let object = json!({"R": {"min": 1}, "G": [2, 3], "B": 4});
    let brackets = "color[R][min]=1&color[G][]=2&color[G][]=3&color[B]=4";
    assert_eq!(of(Location::Query, true, &object), brackets);
    assert_eq!(of(Location::Query, false, &object), brackets);
    let brackets = brackets.replace('&', "; ");
    assert_eq!(of(Location::Cookie, true, &object), brackets);
}

/// OpenAPI 3.0.3, "Style Examples": the table, its spaces and `|` percent-encoded as RFC 6570 does.
#[test]
fn the_table_of_the_specification() {
    let values = [json!(""), json!("blue"), json!(["blue", "black", "brown"])];
    let object = json!({"R": 100, "G": 200, "B": 150});
    let path = |style, explode, expected: [&str; 3]| {
        let given = [&values[1], &values[2], &object];
        let found = given.map(|value| written(parameter(Location::Path, style, explode), value));
        assert_eq!(found, expected, "{style:?} {explode}");
    };
    let arrays = "blue,black,brown";
    path(Style::Simple, false, ["blue", arrays, "R,100,G,200,B,150"]);
    path(Style::Simple, true, ["blue", arrays, "R=100,G=200,B=150"]);
    path(
        Style::Matrix,
        false,
        [
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ],
    );
    path(
        Style::Matrix,
        true,
        [
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ],
    );
    path(
        Style::Label,
        true,
        [".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    );
    let query = |style, explode, value: &Json, expected: &str| {
        let found = written(parameter(Location::Query, style, explode), value);
        assert_eq!(found, expected, "{style:?} {explode}");
    };
    query(Style::Form, false, &values[0], "color=");
    query(Style::Form, false, &values[1], "color=blue");
    query(Style::Form, false, &values[2], "color=blue,black,brown");
    query(Style::Form, false, &object, "color=R,100,G,200,B,150");
    query(Style::Form, true, &values[0], "color=");
    query(Style::Form, true, &values[1], "color=blue");
    let each = "color=blue&color=black&color=brown";
    query(Style::Form, true, &values[2], each);
    query(Style::Form, true, &object, "R=100&G=200&B=150");
    let spaces = "color=blue%20black%20brown";
    query(Style::SpaceDelimited, false, &values[2], spaces);
    let pairs = "color=R%20100%20G%20200%20B%20150";
    query(Style::SpaceDelimited, false, &object, pairs);
    let pipes = "color=blue%7Cblack%7Cbrown";
    query(Style::PipeDelimited, false, &values[2], pipes);
    let pairs = "color=R%7C100%7CG%7C200%7CB%7C150";
    query(Style::PipeDelimited, false, &object, pairs);
    let deep = "color[R]=100&color[G]=200&color[B]=150";
    query(Style::DeepObject, true, &object, deep);
}

#[test]
fn reserved_characters_stand_where_that_is_allowed() {
    let reserved = Parameter {
        words: &[Word::Reserved],
        ..parameter(Location::Query, Style::Form, true)
    };
    let text = json!(":/?#[]@!$&'()*+,;= %é");
    assert_eq!(
        written(reserved, &text),
        "color=:/?%23[]@!$%26'()*%2B,;=%20%25%C3%A9"
    );
}

/// The filled path, or the error.
fn check_path(path: &'static str, value: &str, expected: &str) {
    let parameters = vec![parameter(Location::Path, Style::Simple, false)];
    let encoded = encode_parameters(endpoint(path, parameters), &[&value.to_owned()]);
    let written = encoded.map_or_else(
        |error| format!("!{:?} {}", error.kind(), error.place()),
        |encoded| encoded.path,
    );
    assert_eq!(written, expected, "{path} {value}");
}

#[test]
fn path_segments_are_escaped() {
    check_path("/v1/{color}/x", "a/b?c#d", "/v1/a%2Fb%3Fc%23d/x");
    check_path("/v1/{color}", "%2e%2E é", "/v1/%252e%252E%20%C3%A9");
    check_path("/{color}.json", "a", "/a.json");
    check_path("/a-{color}-{color}:cancel", "x y", "/a-x%20y-x%20y:cancel");
    check_path("/a b/{color}", "1", "/a%20b/1");
    check_path("/{color}?kind=x", "1", "/1?kind=x");
}

#[test]
fn segments_that_servers_resolve_are_refused() {
    check_path("/a/{color}", "..", "!DotSegment {color}");
    check_path("/a/{color}/b", ".", "!DotSegment {color}");
    check_path("/a/.{color}", ".", "!DotSegment .{color}");
    check_path("/a/{color}", "...", "/a/...");
    check_path("/a/{color}", "", "!EmptyPath color");
    check_path("/a/{other}", "1", "!NoValue other");
}
