//! Every format on texts that have it and texts that have not, against an independent judge.

use openapi_runtime::Json;
use openapi_runtime::shape::{Check, Format};
use openapi_runtime::validate::{Terms, validate};

/// Judges each text by both; the first ones have the format, the others have not.
fn check(checks: &'static [Check], name: &str, good: &[&str], bad: &[&str]) {
    let judge = jsonschema::options()
        .should_validate_formats(true)
        .build(&serde_json::json!({ "format": name }))
        .expect("the schema is one");
    let all = good
        .iter()
        .map(|text| (text, true))
        .chain(bad.iter().map(|text| (text, false)));
    for (text, expected) in all {
        let instance = Json::from(*text);
        let violations = validate(&instance, checks, Terms::REQUEST);
        assert_eq!(
            violations.is_empty(),
            expected,
            "{name} {text:?}: {violations:?}"
        );
        assert_eq!(
            judge.is_valid(&instance),
            expected,
            "the judge on {name} {text:?}"
        );
        if let Some(violation) = violations.first() {
            assert_eq!(
                (violation.keyword, violation.limit.as_deref()),
                ("format", Some(name))
            );
        }
    }
}

#[test]
fn dates() {
    check(
        &[Check::Format(Format::Date)],
        "date",
        &["2024-02-29", "2023-12-31", "0000-01-01", "2000-02-29"],
        &[
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-04-31",
            "2024-1-01",
            "20240101",
            "2024-01-01 ",
            "",
            "２024-01-0",
        ],
    );
}

#[test]
fn times() {
    check(
        &[Check::Format(Format::Time)],
        "time",
        &[
            "12:30:00Z",
            "00:00:00.123456789z",
            "23:59:60Z",
            "12:30:00+05:30",
            "22:59:60-01:00",
            "00:29:60+00:30",
        ],
        &[
            "12:30:00",
            "24:00:00Z",
            "12:60:00Z",
            "12:30:61Z",
            "12:30:60Z",
            "12:30:00.Z",
            "12:30:00+24:00",
            "12:30:00+0530",
            "12:30Z",
            "",
            "23:59:60+01:00",
        ],
    );
    check(
        &[Check::Format(Format::DateTime)],
        "date-time",
        &[
            "2024-02-29T12:30:00Z",
            "2024-02-29t12:30:00.5+01:00",
            "1990-12-31T23:59:60Z",
        ],
        &[
            "2024-02-29 12:30:00Z",
            "2024-02-30T12:30:00Z",
            "2024-02-29T12:30:00",
            "2024-02-29",
            "T",
            "",
        ],
    );
}

#[test]
fn durations() {
    check(
        &[Check::Format(Format::Duration)],
        "duration",
        &[
            "P1Y2M3DT4H5M6S",
            "P1W",
            "PT36H",
            "P1D",
            "P1M2D",
            "PT5M6S",
            "P0D",
            "P1DT12H",
        ],
        &[
            "P", "PT", "P1DT", "1D", "P1", "P1W2D", "P1Y3D", "PT1H6S", "P2D1Y", "P1H", "PT1D",
            "P1.5D", "PT0.5S", "P1WT1H", "", "P-1D", "p1d",
        ],
    );
}

#[test]
fn emails() {
    check(
        &[Check::Format(Format::Email)],
        "email",
        &[
            "a@b.example",
            "a.b+c@example.com",
            "\"a b\"@example.com",
            "\"a\\\"b\"@example.com",
            "a@[127.0.0.1]",
            "a@[IPv6:::1]",
            "a@localhost",
            "!#$%&'*+-/=?^_`{|}~@example.com",
            "\"\"@example.com",
            "\"a@b\"@example.com",
        ],
        &[
            "",
            "a",
            "@example.com",
            "a@",
            ".a@example.com",
            "a.@example.com",
            "a..b@example.com",
            "a b@example.com",
            "a@-b.example",
            "a@b..example",
            "a@[1.2.3]",
            "a@[::1]",
            "é@example.com",
            "\"a\"b\"@example.com",
            "a@b_c.example",
        ],
    );
    let long = format!("{}@example.com", "a".repeat(65));
    check(&[Check::Format(Format::Email)], "email", &[], &[&long]);
}

#[test]
fn hosts() {
    let label = "a".repeat(63);
    let longest = format!("{label}.{label}.{label}.{}", "a".repeat(61));
    let (long_label, too_long) = ("a".repeat(64), format!("{longest}a"));
    check(
        &[Check::Format(Format::Hostname)],
        "hostname",
        &[
            "example.com",
            "localhost",
            "1a.2b",
            "a-b.c",
            "xn--bcher-kva.example",
            &label,
            &longest,
        ],
        &[
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a",
            "a-",
            "a_b",
            "é.example",
            "ab--c",
            &long_label,
            &too_long,
        ],
    );
    check(
        &[Check::Format(Format::Ipv4)],
        "ipv4",
        &["127.0.0.1", "0.0.0.0", "255.255.255.255"],
        &[
            "256.0.0.1",
            "1.2.3",
            "01.2.3.4",
            "1.2.3.4 ",
            "",
            "0x7f.0.0.1",
        ],
    );
    check(
        &[Check::Format(Format::Ipv6)],
        "ipv6",
        &["::1", "::", "2001:db8::8a2e:370:7334", "::ffff:1.2.3.4"],
        &[
            "1",
            ":::",
            "fe80::1%eth0",
            "[::1]",
            "12345::",
            "1:2:3:4:5:6:7:8:9",
            "",
        ],
    );
}

#[test]
fn uris() {
    check(
        &[Check::Format(Format::Uri)],
        "uri",
        &[
            "https://example.com/a?b=c#d",
            "mailto:a@example.com",
            "urn:isbn:0451450523",
            "http://u:p@h:80/",
            "http://[::1]:8080/x",
            "http://[v1.a:b]/",
            "file:///etc/hosts",
            "a:",
            "tel:+1-816-555-1212",
            "http://h:/",
            "x://%41/%20?%20#%20",
        ],
        &[
            "",
            "//example.com",
            "/a",
            "a",
            "1a:b",
            "http://a b",
            "http://h/%zz",
            "http://h:8a/",
            "http://[::1",
            "http://[1]/",
            "a:b#c#d",
            "http://h/\u{e9}",
            "http://a@b@c/",
            "http://h/[",
            ":a",
            "http://h/<a>",
            "http://[::1]a/",
        ],
    );
    check(
        &[Check::Format(Format::UriReference)],
        "uri-reference",
        &[
            "",
            "a",
            "/a/b?c#d",
            "//h/p",
            "#a",
            "?a=b",
            "./a:b",
            "../x",
            "https://example.com",
        ],
        &["1:a", ":a", "a b", "\\a", "%", "a%2", "#a#b", "//h:x"],
    );
}

#[test]
fn identifiers() {
    check(
        &[Check::Format(Format::Uuid)],
        "uuid",
        &[
            "123e4567-e89b-12d3-a456-426614174000",
            "00000000-0000-0000-0000-000000000000",
            "ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB",
        ],
        &[
            "",
            "123e4567e89b12d3a456426614174000",
            "123e4567-e89b-12d3-a456-42661417400",
            "123e4567-e89b-12d3-a456-42661417400g",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "123e4567-e89b-12d3-a4564-26614174000",
        ],
    );
    check(
        &[Check::Format(Format::JsonPointer)],
        "json-pointer",
        &["", "/", "/a/0", "/a~0b~1c", "//", "/é"],
        &["a", "#/a", "/~", "/~2", "/a~"],
    );
}

#[test]
fn regular_expressions() {
    check(
        &[Check::Format(Format::Regex)],
        "regex",
        &[
            "",
            "a|b",
            "^[a-z]+$",
            "(a)(?:b)(c)\\2?\\1",
            "(?<n>a)\\k<n>",
            "a{1,2}?",
            "a{0}",
            "[^\\]\\-]",
            "\\d\\u0041\\u{1f600}\\x41\\cA\\0",
            "(?=a)b(?!c)(?<=d)(?<!e)",
            "[]",
            "[\\b]",
            "[a-]",
            "[-a]",
            "\\p{L}",
            "\\-",
            "[\\uD83D\\uDC00-\\uD83D\\uDFFF]",
            "é+",
            "|",
        ],
        &[
            "(",
            ")",
            "[a",
            "a{2,1}",
            "*",
            "a**",
            "a{",
            "{1}",
            "}",
            "]",
            "\\",
            "\\k<n>",
            "\\1",
            "(?<n>a",
            "(?a)",
            "[z-a]",
            "[\\w-a]",
            "\\u12",
            "\\x4",
            "\\u{110000}",
            "\\c1",
            "\\a",
            "\\p",
            "(?=a)*",
            "^*",
            "(?<1>a)",
        ],
    );
}

#[test]
fn base64_is_openapis_own() {
    const BYTE: &[Check] = &[Check::Format(Format::Byte)];
    for (text, expected) in [
        ("", true),
        ("YQ==", true),
        ("YWJj", true),
        ("+/+/", true),
        ("YQ", false),
        ("Y", false),
        ("-_-_", false),
        ("YQ==\n", false),
    ] {
        assert_eq!(
            validate(&Json::from(text), BYTE, Terms::REQUEST).is_empty(),
            expected,
            "{text:?}"
        );
    }
    const PASSWORD: &[Check] = &[Check::Format(Format::Password)];
    assert!(validate(&Json::from("\u{0}"), PASSWORD, Terms::REQUEST).is_empty());
}
