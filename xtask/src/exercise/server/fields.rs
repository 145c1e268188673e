//! Pairs of a query, a form or cookies to a tree of texts, by libraries that are not our encoder: names and values by
//! `form_urlencoded`, brackets by `serde_qs`.

use serde_json::{Map, Value};

use super::coerce::types;
use super::node::Node;
use super::operations::Style;

/// How deep brackets may go.
const DEEPEST: usize = 64;

/// A field that pairs may speak of.
pub struct Field<'d> {
    /// Its name.
    pub name: String,
    /// How it is written; none where its value is text or JSON, by what it is.
    pub style: Option<Style>,
    /// Its schema.
    pub schema: Option<Node<'d>>,
}

/// The pairs of a text, each taken by at most one field.
pub struct Pairs<'t> {
    left: Vec<Pair<'t>>,
}

#[derive(Clone, Debug)]
struct Pair<'t> {
    /// As it stands in the text.
    raw: (&'t str, &'t str),
    /// The name without brackets, decoded.
    base: String,
    /// The brackets behind it, as they stand in the text.
    brackets: &'t str,
}

impl<'t> Pairs<'t> {
    /// The pairs of a query or form.
    pub fn new(text: &'t str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        Self {
            left: pairs.map(pair).collect(),
        }
    }

    /// The names that no field took.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for pair in &self.left {
            if !names.contains(&pair.base) {
                names.push(pair.base.clone());
            }
        }
        names
    }

    /// Takes what speaks of this field; nothing where no pair does.
    pub fn take(&mut self, field: &Field<'_>) -> Option<Result<Value, String>> {
        let (taken, left) = self.left.drain(..).partition(|it| it.base == field.name);
        self.left = left;
        let taken: Vec<Pair<'_>> = taken;
        let first = taken.first()?;
        let bare = taken.iter().all(|pair| pair.brackets.is_empty());
        Some(match &field.style {
            None => Ok(read_contents(&taken)),
            Some(Style::Json) => read_json(first.raw.1),
            Some(Style::Named(style, _)) if style == "deepObject" => read_brackets(&taken),
            Some(_) if !bare => read_brackets(&taken),
            Some(Style::Named(style, false)) => Ok(read_joined(first.raw.1, style, field)),
            Some(Style::Named(_, true)) => Ok(read_repeated(&taken)),
        })
    }

    /// Takes what speaks of the properties of a field that is an exploded object: pairs with their names, and with any
    /// where it has others.
    pub fn take_properties(&mut self, field: &Field<'_>, others: &[String]) -> Option<Value> {
        let schema = field.schema.as_ref()?;
        let speakers = schema.speakers();
        let is_object = types(&speakers).contains(&"object");
        let is_exploded = ["form", "cookie"]
            .iter()
            .any(|it| field.style == Some(Style::Named((*it).to_owned(), true)));
        if !is_exploded || !is_object {
            return None;
        }
        let mut members = Map::new();
        for name in self.names() {
            let property = Field {
                name: name.clone(),
                style: field.style.clone(),
                schema: None,
            };
            if !others.contains(&name)
                && let Some(Ok(value)) = self.take(&property)
            {
                members.insert(name, value);
            }
        }
        (!members.is_empty()).then_some(Value::Object(members))
    }
}

fn pair(text: &str) -> Pair<'_> {
    let raw = text.split_once('=').unwrap_or((text, ""));
    let (base, brackets) = raw.0.split_at(raw.0.find('[').unwrap_or(raw.0.len()));
    Pair {
        raw,
        base: decode(base),
        brackets,
    }
}

/// Text without percent-encoding, a plus for a space.
pub fn decode(text: &str) -> String {
    let form = format!("it={text}");
    let mut pairs = form_urlencoded::parse(form.as_bytes());
    let (_, value) = pairs.next().unwrap_or_default();
    value.into_owned()
}

fn read_json(text: &str) -> Result<Value, String> {
    let text = decode(text);
    serde_json::from_str(&text).map_err(|fault| format!("is not JSON: {fault}"))
}

fn read_brackets(pairs: &[Pair<'_>]) -> Result<Value, String> {
    let pairs = pairs
        .iter()
        .map(|pair| format!("it{}={}", pair.brackets, pair.raw.1));
    let text = pairs.collect::<Vec<_>>().join("&");
    let config = serde_qs::Config::new().max_depth(DEEPEST);
    let read: Result<Map<String, Value>, _> = config.deserialize_str(&text);
    let mut members = read.map_err(|fault| format!("has brackets that do not fit: {fault}"))?;
    members
        .shift_remove("it")
        .ok_or_else(|| "has brackets that serde_qs does not take".to_owned())
}

fn read_repeated(pairs: &[Pair<'_>]) -> Value {
    one_or_all(pairs.iter().map(|pair| decode(pair.raw.1).into()).collect())
}

/// A value for each pair: JSON where it holds an array or object, else text.
fn read_contents(pairs: &[Pair<'_>]) -> Value {
    let read = |pair: &Pair<'_>| {
        let text = decode(pair.raw.1);
        let json: Option<Value> = serde_json::from_str(&text).ok();
        let json = json.filter(|json| json.is_array() || json.is_object());
        json.unwrap_or(Value::String(text))
    };
    one_or_all(pairs.iter().map(read).collect())
}

fn one_or_all(mut values: Vec<Value>) -> Value {
    match values.len() {
        1 => values.remove(0),
        _ => Value::Array(values),
    }
}

fn read_joined(text: &str, style: &str, field: &Field<'_>) -> Value {
    let types = field
        .schema
        .as_ref()
        .map(|schema| types(&schema.speakers()));
    let types = types.unwrap_or_default();
    let delimiters: &[&str] = match style {
        "spaceDelimited" => &["%20", "+"],
        "pipeDelimited" => &["%7C", "|"],
        _ => &[","],
    };
    let delimiter = delimiters
        .iter()
        .find(|delimiter| text.contains(**delimiter));
    let Some(delimiter) = delimiter.filter(|_| types != ["string"]) else {
        return decode(text).into();
    };
    let texts = text.split(*delimiter).map(decode);
    if types.contains(&"array") || !types.contains(&"object") {
        return texts.map(Value::from).collect();
    }
    in_turns(texts.collect())
}

/// Names and values in turn, as an object.
pub fn in_turns(texts: Vec<String>) -> Value {
    let pairs = texts.chunks(2).map(|pair| {
        let value = pair.get(1).cloned().unwrap_or_default();
        (pair[0].clone(), Value::from(value))
    });
    Value::Object(pairs.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(text: &str, style: &str, explode: bool, expected: Value) {
        let field = Field {
            name: "a".to_owned(),
            style: Some(Style::Named(style.to_owned(), explode)),
            schema: None,
        };
        let mut pairs = Pairs::new(text);
        assert_eq!(pairs.take(&field), Some(Ok(expected)), "{text}");
        assert_eq!(pairs.names(), ["other"], "{text}");
    }

    #[test]
    fn each_style_is_read() {
        check("a=x+y%26&other=1", "form", true, json!("x y&"));
        check("a=1&other=1&a=2", "form", true, json!(["1", "2"]));
        check("other=1&a=1,2%2C3", "form", false, json!(["1", "2,3"]));
        check("a=1%7C2&other=1", "pipeDelimited", false, json!(["1", "2"]));
        check(
            "a[b][c]=1&other=1&a[d][]=x&a[d][]=y",
            "deepObject",
            true,
            json!({ "b": { "c": "1" }, "d": ["x", "y"] }),
        );
        check(
            "a[0][x%5B]=1&a[1][x]=2&other=1",
            "form",
            true,
            json!([{ "x[": "1" }, { "x": "2" }]),
        );
    }

    #[test]
    fn without_a_style_objects_are_json() {
        let field = Field {
            name: "a".to_owned(),
            style: None,
            schema: None,
        };
        let mut pairs = Pairs::new("a=%7B%22b%22%3A1%7D&other=1&a=2");
        assert_eq!(pairs.take(&field), Some(Ok(json!([{ "b": 1 }, "2"]))));
    }

    #[test]
    fn a_name_may_hold_brackets() {
        let field = Field {
            name: "page[size]".to_owned(),
            style: Some(Style::Named("form".to_owned(), true)),
            schema: None,
        };
        let taken = Pairs::new("page%5Bsize%5D=1").take(&field);
        assert_eq!(taken, Some(Ok(json!("1"))));
    }
}
