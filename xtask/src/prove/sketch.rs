//! Values by the words of a schema alone: near what it asks for, on either side of its limits. Nothing here decides
//! whether one is valid.

use serde_json::{Map, Number, Value, json};

use super::nodes::{Schema, resolve};

/// How deep a sketch goes; a schema may contain itself.
const DEEP: usize = 4;
/// Longer text and larger collections are not made.
const LONGEST: u64 = 6_000;
/// The most values of an `enum` that are tried.
const LISTED: usize = 6;

/// What is done to a value. It is only made where it is chosen: there are many, and some are large.
pub enum Edit<'a> {
    /// Another value in its place.
    Replace(Value),
    /// Text in its place: this one so many times.
    Repeat(&'static str, usize),
    /// A value of the form that this schema asks for in its place.
    Sketch(&'a Value),
    /// A further member.
    Insert(String, Value),
    /// A further member of the form that this schema asks for.
    Add(&'a str, &'a Value),
    /// Nothing in its place.
    Remove,
}

/// A value that has the form that a schema asks for.
pub fn sketch(root: &Value, schema: &Value) -> Value {
    sketch_at(root, schema, DEEP)
}

fn sketch_at(root: &Value, schema: &Value, depth: usize) -> Value {
    let Value::Object(schema) = schema else {
        return json!("text");
    };
    if depth == 0 {
        return Value::Null;
    }
    let stated = schema.get("const").or_else(|| schema.get("enum")?.get(0));
    if let Some(stated) = stated {
        return stated.clone();
    }
    let branch = ["anyOf", "oneOf", "allOf"]
        .iter()
        .find_map(|keyword| schema.get(*keyword)?.get(0));
    match resolve(root, schema).or(branch) {
        Some(below) => sketch_at(root, below, depth - 1),
        None => by_type(root, schema, depth),
    }
}

fn by_type(root: &Value, schema: &Schema, depth: usize) -> Value {
    let named = schema.get("type");
    let named = named.and_then(|named| named.as_str().or_else(|| named.get(0)?.as_str()));
    match named {
        Some("null") => Value::Null,
        Some("boolean") => json!(true),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("array") => array(root, schema, depth),
        Some("object") => object(root, schema, depth),
        None if schema.contains_key("properties") => object(root, schema, depth),
        _ => formatted(schema),
    }
}

fn array(root: &Value, schema: &Schema, depth: usize) -> Value {
    let count = count(schema, "minItems").unwrap_or_default();
    let item = schema.get("items").unwrap_or(&Value::Null);
    (0..count)
        .map(|_| sketch_at(root, item, depth - 1))
        .collect()
}

fn object(root: &Value, schema: &Schema, depth: usize) -> Value {
    let required = schema.get("required").and_then(Value::as_array);
    let names = required.into_iter().flatten().filter_map(Value::as_str);
    let member = |name: &str| {
        let below = schema.get("properties").and_then(|all| all.get(name));
        let value = sketch_at(root, below.unwrap_or(&Value::Null), depth - 1);
        (name.to_owned(), value)
    };
    Value::Object(names.map(member).collect())
}

fn formatted(schema: &Schema) -> Value {
    let format = schema.get("format").and_then(Value::as_str);
    let known = format.and_then(|format| texts(format).first());
    json!(known.unwrap_or(&"text"))
}

/// Edits of a value that lead to either side of what one schema says of it.
pub fn near<'a>(root: &Value, schema: &'a Schema, value: &Value) -> Vec<Edit<'a>> {
    let mut found = Vec::new();
    for (keyword, limit) in schema {
        match (keyword.as_str(), limit) {
            ("minLength" | "maxLength", _) => found.extend(lengths(limit)),
            ("anyOf" | "oneOf", Value::Array(branches)) => {
                found.extend(branches.iter().map(Edit::Sketch));
            }
            ("properties", Value::Object(members)) => found.extend(absent(members, value)),
            ("unevaluatedProperties", Value::Object(_)) => {
                found.extend(value.is_object().then_some(Edit::Add("further", limit)));
            }
            ("minProperties" | "maxProperties" | "propertyNames" | "patternProperties", _) => {
                found.extend(odd_names(limit, value));
            }
            (keyword, limit) => {
                let values = near_keyword(root, (keyword, limit), value);
                found.extend(values.into_iter().map(Edit::Replace));
            }
        }
    }
    found
}

fn near_keyword(root: &Value, (keyword, limit): (&str, &Value), value: &Value) -> Vec<Value> {
    match (keyword, limit) {
        ("enum", Value::Array(values)) => values.iter().take(LISTED).cloned().collect(),
        ("const", value) => vec![value.clone()],
        ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum", Value::Number(bound)) => {
            around(bound)
        }
        ("multipleOf", Value::Number(step)) => steps(step),
        ("format", Value::String(format)) => texts(format).iter().map(|text| json!(text)).collect(),
        ("minItems" | "maxItems", _) => sizes(limit, value),
        ("uniqueItems", Value::Bool(true)) => twins(),
        ("contains" | "unevaluatedItems", schema) => contained(root, schema, value),
        ("prefixItems", Value::Array(schemas)) => {
            let items: Vec<Value> = schemas.iter().map(|one| sketch(root, one)).collect();
            let longer = items.iter().chain([&Value::Null]).cloned().collect();
            vec![Value::Array(items), longer]
        }
        _ => Vec::new(),
    }
}

fn lengths<'a>(limit: &Value) -> Vec<Edit<'a>> {
    let limit = limit.as_u64().filter(|limit| *limit <= LONGEST);
    let lengths = limit.into_iter().flat_map(|limit| {
        let near = [limit.saturating_sub(1), limit, limit + 1];
        near.into_iter().filter_map(|it| usize::try_from(it).ok())
    });
    lengths
        .flat_map(|length| ["x", "🦀"].map(|one| Edit::Repeat(one, length)))
        .collect()
}

fn around(bound: &Number) -> Vec<Value> {
    let mut near = vec![Value::Number(bound.clone())];
    if let Some(bound) = bound.as_i64() {
        near.extend(
            [-1, 1]
                .iter()
                .filter_map(|by| bound.checked_add(*by))
                .map(Value::from),
        );
    }
    if let Some(bound) = bound.as_f64() {
        let size = bound.abs().max(1.0);
        near.extend([-0.5, 0.5, -1e-9 * size, 1e-9 * size].map(|by| json!(bound + by)));
    }
    near
}

/// Multiples as people write them, and what lies between.
fn steps(step: &Number) -> Vec<Value> {
    let Some(step) = step.as_f64() else {
        return Vec::new();
    };
    let times = [0.0, 1.0, 3.0, 7.0, 0.5, 1.1, -2.0, 1001.0];
    let written = times.map(|times| {
        // The shortest text of this many digits: 3 times 0.1 is 0.3.
        let text = format!("{:.12e}", step * times);
        json!(text.parse::<f64>().unwrap_or_default())
    });
    let whole = written.iter().filter_map(|value| {
        let value = value.as_f64().filter(|value| value.fract() == 0.0)?;
        Some(json!(value as i64))
    });
    whole.chain(written.iter().cloned()).collect()
}

fn sizes(limit: &Value, value: &Value) -> Vec<Value> {
    let (Some(limit), Some(items)) = (limit.as_u64(), value.as_array()) else {
        return Vec::new();
    };
    let sizes = [limit.saturating_sub(1), limit, limit + 1];
    let sizes = sizes.into_iter().filter(|size| *size <= LONGEST / 10);
    sizes
        .filter_map(|size| usize::try_from(size).ok())
        .filter(|size| !items.is_empty() || *size == 0)
        .map(|size| items.iter().cycle().take(size).cloned().collect())
        .collect()
}

/// Equal items that are written in two ways, and unequal ones that look alike.
fn twins() -> Vec<Value> {
    vec![
        json!([1, 1.0]),
        json!([1, "1"]),
        json!([0, false]),
        json!([{"a": 1, "b": 2}, {"b": 2, "a": 1}]),
        json!([["a"], ["a"]]),
    ]
}

/// Arrays with more and fewer items of the kind that is asked for.
fn contained(root: &Value, schema: &Value, value: &Value) -> Vec<Value> {
    let items = value.as_array().cloned().unwrap_or_default();
    let one = sketch(root, schema);
    let with = |count: usize| {
        let more = std::iter::repeat_n(&one, count);
        items.iter().chain(more).cloned().collect::<Value>()
    };
    vec![
        with(1),
        with(2),
        with(5),
        json!([one]),
        json!([one, one]),
        json!([null]),
    ]
}

/// The named members that an object has not.
fn absent<'a>(members: &'a Schema, value: &Value) -> Vec<Edit<'a>> {
    let Value::Object(object) = value else {
        return Vec::new();
    };
    let absent = members
        .iter()
        .filter(|(name, _)| !object.contains_key(*name));
    absent
        .map(|(name, schema)| Edit::Add(name, schema))
        .collect()
}

fn odd_names<'a>(limit: &Value, value: &Value) -> Vec<Edit<'a>> {
    let Value::Object(object) = value else {
        return Vec::new();
    };
    let mut names: Vec<String> = ["", "A-b c", "é", "x-1", "0"].map(str::to_owned).into();
    let patterns = limit.as_object().into_iter().flatten();
    names.extend(patterns.map(|(name, _)| name.trim_matches(['^', '$']).to_owned()));
    let first = object.values().next().cloned().unwrap_or(json!("text"));
    let named = names.into_iter();
    let mut all: Vec<Edit<'_>> = named
        .map(|name| Edit::Insert(name, first.clone()))
        .collect();
    if let Some(most) = limit.as_u64().filter(|most| *most <= LONGEST / 10) {
        let missing = (most + 1).saturating_sub(object.len() as u64);
        let more = (0..missing).map(|number| (format!("more{number}"), first.clone()));
        all.push(Edit::Replace(Value::Object(
            object.clone().into_iter().chain(more).collect(),
        )));
    }
    all
}

fn count(schema: &Map<String, Value>, keyword: &str) -> Option<u64> {
    let count = schema.get(keyword)?.as_u64()?;
    Some(count.min(LONGEST / 100))
}

/// Texts in and around a format, one that has it first.
fn texts(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2024-02-29T12:30:00Z",
            "2023-02-29T12:30:00Z",
            "2024-02-29 12:30:00",
            "2024-02-29T12:30:00",
            "2016-12-31T23:59:60Z",
            "2024-02-29T24:00:00Z",
            "2024-02-29t12:30:00.25+02:00",
        ],
        "date" => &[
            "2024-02-29",
            "2023-02-29",
            "2024-2-9",
            "20240229",
            "2024-13-01",
        ],
        "time" => &[
            "12:30:00Z",
            "12:30:00",
            "24:00:00Z",
            "12:30:00.5+25:00",
            "12:30Z",
        ],
        "duration" => &[
            "P1DT12H", "P", "PT", "P1W", "P1Y2W", "1D", "PT1H30S", "P1YT1S",
        ],
        "email" => &[
            "ada@example.com",
            "ada",
            "@example.com",
            "a b@example.com",
            "a..b@example.com",
        ],
        "hostname" => &[
            "example.com",
            "-a.example",
            "a_b.example",
            "a..b",
            "xn--4ca",
            "",
        ],
        "ipv4" => &["192.0.2.1", "192.0.2.256", "192.0.2", "192.0.2.01"],
        "ipv6" => &[
            "2001:db8::1",
            "2001:db8::1::2",
            "::ffff:192.0.2.1",
            "fe80::1%1",
            "12345::",
        ],
        "uri" => &[
            "https://example.com/a?b=c#d",
            "/a/b",
            "https://a b",
            "urn:isbn:1",
            "http://[::1",
            "://a",
            "http://a/%zz",
        ],
        "uri-reference" => &["/a/b", "a b", "\\a", "#f", "//host/a", "%zz"],
        "uuid" => &[
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "3f2504e04f8941d39a0c0305e82c3301",
            "3f2504e0-4f89-41d3-9a0c-0305e82c330g",
            "3F2504E0-4F89-41D3-9A0C-0305E82C3301",
        ],
        "byte" => &["c2FtcGxl", "YQ==", "YQ", "YR==", "a-_b", "YQ==\n", ""],
        "regex" => &["^a+$", "(", "[a", "a{2,1}", "(?<n>a)\\k<n>", "\\"],
        "json-pointer" => &["/a/b", "a", "/~2", "/~0~1", "", "/~"],
        _ => &["text", "", "0"],
    }
}
