//! Where we differ from the oracle on purpose: classes of behaviour, each with its reason; never a schema.

#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use super::compare::{Disagreement, Kind, is_composed};
use super::judge::Place;
use super::nodes::{Node, Schema, is_circular, nodes};

/// A way in which we differ on purpose.
pub struct Class {
    /// What it is called in the totals.
    pub name: &'static str,
    /// Why it is right.
    pub reason: &'static str,
    /// Whether a disagreement about an instance of a schema is of this class.
    pub holds: fn(&Disagreement, &Value, &Value) -> bool,
}

/// All of them.
pub const CLASSES: &[Class] = &[
    Class {
        name: "integers beyond 64 bits",
        reason: "an unformatted integer is an `i64`, so that a number beyond it cannot be kept and is refused",
        holds: |found, instance, _| is_integer_beyond_64_bits(found, instance),
    },
    Class {
        name: "implied types",
        reason: "a schema that speaks of properties or items and names no type is that of an object or array: no other value fits its type",
        holds: |found, instance, schema| {
            let is_such = |one: &Schema| {
                !one.contains_key("type") && (speaks(one, &OF_ARRAYS) || speaks(one, &OF_OBJECTS))
            };
            let mut keywords = ["type", "anyOf", "oneOf"].into_iter();
            keywords.any(|keyword| refuses(found, keyword, instance, schema, &is_such))
                || is_of_another_branch(found, instance, schema)
        },
    },
    Class {
        name: "binary text",
        reason: "`format: binary` is raw bytes, which JSON text can only hold as Base64",
        holds: is_binary_text,
    },
    Class {
        name: "values of another type",
        reason: "where no value of an `enum` is of the `type` beside it, nothing would be valid: the values count, and generation warns",
        holds: |found, instance, schema| lets_in(found, instance, schema, lists_in_vain),
    },
    Class {
        name: "null among values",
        reason: "an `enum` that lists null says that null is a value, whatever the `type` beside it: that is why it is listed, and a nullable type keeps it",
        holds: |found, instance, schema| lets_in(found, instance, schema, lists_null),
    },
    Class {
        name: "null of several branches",
        reason: "where several branches of a `oneOf` let null in, all of them say that null is a value: which of them takes it makes no difference, and the type is nullable",
        holds: |found, instance, schema| lets_in(found, instance, schema, is_null_of_several),
    },
    Class {
        name: "text that holds bytes",
        reason: "`contentEncoding: base64`, and a media type that is never text, give the type of the bytes, which other text does not decode to; to JSON Schema they are annotations",
        holds: |found, instance, schema| {
            refuses(found, "format", instance, schema, &|one| {
                one.contains_key("contentEncoding") || one.contains_key("contentMediaType")
            })
        },
    },
    Class {
        name: "names that are not allowed",
        reason: "where a map's names are limited, a value under another name may not decode as the map's type; the oracle names the map, we name the value",
        holds: |found, _, _| is_below_unallowed(found),
    },
    Class {
        name: "schemas that hold themselves",
        reason: "a schema that leads back to itself at the same value means nothing to JSON Schema (2020-12 Core, 9.4.1); a base that lists its heirs is read as the union that people mean",
        holds: |found, instance, schema| {
            let nodes = nodes(schema, instance);
            let mut around = nodes
                .iter()
                .filter(|node| is_at_or_below(&found.pointer, &node.pointer));
            around.any(|node| node.schemas.iter().any(|one| is_circular(schema, one)))
        },
    },
    Class {
        name: "rules that contain themselves",
        reason: "a rule is stated in full where it stands; one that leads back to itself is enforced there by its `type` alone, which generation tells",
        holds: leads_back,
    },
    Class {
        name: "formats that are not judged",
        reason: "internationalized names, URI templates and relative JSON pointers are annotations to us",
        holds: is_of_unjudged_format,
    },
];

/// Keywords that speak of arrays alone.
const OF_ARRAYS: [&str; 3] = ["items", "prefixItems", "unevaluatedItems"];

/// Keywords that speak of objects alone.
const OF_OBJECTS: [&str; 5] = [
    "additionalProperties",
    "patternProperties",
    "properties",
    "required",
    "unevaluatedProperties",
];

/// The keywords whose schemas are rules on a value, whatever its type.
const RULES: [&str; 6] = ["contains", "else", "if", "not", "prefixItems", "then"];

/// The formats of 2020-12 that the oracle judges and we do not.
const NOT_JUDGED: [&str; 6] = [
    "idn-email",
    "idn-hostname",
    "iri",
    "iri-reference",
    "relative-json-pointer",
    "uri-template",
];

/// The class of a disagreement, where it is intended.
pub fn class_of(found: &Disagreement, instance: &Value, schema: &Value) -> Option<&'static Class> {
    let mut classes = CLASSES.iter();
    classes.find(|class| (class.holds)(found, instance, schema))
}

/// Whether we refuse by this keyword, at a place with such a schema, what the oracle does not.
fn refuses(
    found: &Disagreement,
    keyword: &str,
    instance: &Value,
    schema: &Value,
    is_such: &dyn Fn(&Schema) -> bool,
) -> bool {
    let at_fault = |place: &&Place| place.keyword == keyword;
    let mut places = found.ours.iter().filter(at_fault);
    matches!(found.kind, Kind::Strict | Kind::Elsewhere)
        && places.any(|place| states(schema, instance, &place.pointer, is_such))
}

/// Whether one of the schemas at a place is such a one.
fn states(
    schema: &Value,
    instance: &Value,
    pointer: &str,
    is_such: &dyn Fn(&Schema) -> bool,
) -> bool {
    let nodes = nodes(schema, instance);
    let node = nodes.iter().find(|node| node.pointer == pointer);
    node.is_some_and(|node| node.schemas.iter().any(|one| is_such(one)))
}

/// Whether all that we refuse lies where a schema implies another type than the value's: to the oracle that branch takes it,
/// we say what the branch of its type refuses.
fn is_of_another_branch(found: &Disagreement, instance: &Value, schema: &Value) -> bool {
    let nodes = nodes(schema, instance);
    let is_implied_away = |node: &&Node<'_>| {
        let mut schemas = node.schemas.iter();
        schemas.any(|one| implies_another(one, node.value))
    };
    let around: Vec<&Node<'_>> = nodes.iter().filter(is_implied_away).collect();
    let is_below = |place: &Place| {
        let mut around = around.iter();
        around.any(|node| is_at_or_below(&place.pointer, &node.pointer))
    };
    found.kind == Kind::Strict && found.ours.iter().all(is_below)
}

/// Whether a schema without a type speaks of another JSON type than the value's.
fn implies_another(schema: &Schema, value: &Value) -> bool {
    let another = speaks(schema, &OF_ARRAYS) && !value.is_array()
        || speaks(schema, &OF_OBJECTS) && !value.is_object();
    another && !schema.contains_key("type")
}

/// Whether a schema has one of these keywords.
fn speaks(schema: &Schema, keywords: &[&str]) -> bool {
    keywords.iter().any(|it| schema.contains_key(*it))
}

/// Whether we refuse text as no bytes; or let it in where such a branch is then not one of several that take it.
fn is_binary_text(found: &Disagreement, instance: &Value, schema: &Value) -> bool {
    let is_such = |one: &Schema| one.get("format").is_some_and(|it| it == "binary");
    let is_one_of_several = |place: &Place| {
        place.keyword == "oneOf" && states(schema, instance, &place.pointer, &is_such)
    };
    refuses(found, "format", instance, schema, &is_such)
        || found.kind == Kind::Lenient && found.oracle.iter().all(is_one_of_several)
}

/// Whether one pointer is the other, or leads further.
fn is_at_or_below(pointer: &str, other: &str) -> bool {
    let rest = pointer.strip_prefix(other);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether all that we refuse stands under names that the oracle refuses.
fn is_below_unallowed(found: &Disagreement) -> bool {
    let is_named = |ours: &Place| {
        let parent = ours.pointer.rsplit_once('/').map(|(parent, _)| parent);
        found.oracle.iter().any(|place| {
            let is_around =
                parent == Some(&place.pointer) && place.keyword == "additionalProperties";
            is_around || place.pointer == ours.pointer
        })
    };
    found.kind == Kind::Elsewhere && found.ours.iter().all(is_named)
}

/// Whether all that the oracle refuses and we do not lies where a schema with rules stands again, below itself.
fn leads_back(found: &Disagreement, instance: &Value, schema: &Value) -> bool {
    let nodes = nodes(schema, instance);
    let stands_again = |place: &Place| {
        let around = nodes.iter();
        let around = around.filter(|node| is_at_or_below(&place.pointer, &node.pointer));
        let mut above: Vec<&Schema> = Vec::new();
        for node in around {
            let has_rules = |one: &&&Schema| RULES.iter().any(|it| one.contains_key(*it));
            let mut ruling = node.schemas.iter().filter(has_rules);
            if ruling.any(|one| above.iter().any(|known| std::ptr::eq(*known, *one))) {
                return true;
            }
            above.extend(&node.schemas);
        }
        false
    };
    found.kind == Kind::Lenient && found.oracle.iter().all(stands_again)
}

fn is_of_unjudged_format(found: &Disagreement, instance: &Value, schema: &Value) -> bool {
    let is_such = |one: &Schema| {
        let format = one.get("format").and_then(Value::as_str);
        format.is_some_and(|format| NOT_JUDGED.contains(&format))
    };
    let is_format = |place: &Place| {
        place.keyword == "format" && states(schema, instance, &place.pointer, &is_such)
    };
    match found.kind {
        Kind::Lenient => found.oracle.iter().all(is_format),
        Kind::Elsewhere => found.oracle.iter().any(is_format),
        Kind::Strict | Kind::Changed => false,
    }
}

/// Whether all that the oracle refuses and we do not is such a value for a schema, at its place or within a composition there.
fn lets_in(
    found: &Disagreement,
    instance: &Value,
    schema: &Value,
    is_such: fn(&Value, &Schema, &Value) -> bool,
) -> bool {
    let nodes = nodes(schema, instance);
    let is_let_in = |place: &Place| {
        let mut about = nodes.iter().filter(|node| match is_composed(place) {
            true => is_at_or_below(&node.pointer, &place.pointer),
            false => node.pointer == place.pointer,
        });
        about.any(|node| {
            node.schemas
                .iter()
                .any(|one| is_such(schema, one, node.value))
        })
    };
    match found.kind {
        Kind::Lenient => found.oracle.iter().all(is_let_in),
        Kind::Elsewhere => found.oracle.iter().any(is_let_in),
        Kind::Strict | Kind::Changed => false,
    }
}

/// Whether a value is null, which a schema lists beside a type that is not.
fn lists_null(_: &Value, schema: &Schema, value: &Value) -> bool {
    let listed = schema.get("enum").and_then(Value::as_array);
    let is_null = |types: &Value| {
        let mut all = types.as_array().into_iter().flatten().chain([types]);
        all.any(|one| one == "null")
    };
    value.is_null()
        && listed.is_some_and(|listed| listed.contains(value))
        && schema.get("type").is_some_and(|types| !is_null(types))
}

/// Whether a value is null, which several branches of a schema's `oneOf` take.
fn is_null_of_several(root: &Value, schema: &Schema, value: &Value) -> bool {
    let branches = schema.get("oneOf").and_then(Value::as_array);
    if !value.is_null() {
        return false;
    }
    let none = json!({});
    let defs = root.get("$defs").unwrap_or(&none);
    let takes = |branch: &&Value| {
        let alone = json!({ "$defs": defs, "allOf": [branch] });
        jsonschema::validator_for(&alone).is_ok_and(|it| it.is_valid(value))
    };
    let takers = branches.into_iter().flatten().filter(takes);
    takers.take(2).count() == 2
}

/// Whether a schema lists the value, or all items of it, beside a type that no listed value has.
fn lists_in_vain(_: &Value, schema: &Schema, value: &Value) -> bool {
    let Some(Value::Array(listed)) = schema.get("enum") else {
        return false;
    };
    let types = schema.get("type").cloned().unwrap_or_default();
    let is_of_type = |value: &Value| jsonschema::is_valid(&json!({ "type": types }), value);
    let is_listed = |value: &Value| match value {
        Value::Array(items) => items.iter().all(|item| listed.contains(item)),
        value => listed.contains(value),
    };
    !types.is_null() && !listed.iter().any(is_of_type) && is_listed(value)
}

/// Whether we refuse an integer that no `i64` holds, or that no branch of a composition around it takes it.
fn is_integer_beyond_64_bits(found: &Disagreement, instance: &Value) -> bool {
    let is_such = |place: &Place| {
        let value = instance.pointer(&place.pointer);
        match place.keyword.as_str() {
            "format" => value.is_some_and(is_beyond_64_bits),
            "anyOf" | "oneOf" => value.is_some_and(holds_beyond_64_bits),
            _ => false,
        }
    };
    let mut ours = found.ours.iter();
    match found.kind {
        Kind::Strict => ours.any(is_such),
        Kind::Elsewhere => ours.any(|it| it.pointer == found.pointer && is_such(it)),
        Kind::Lenient | Kind::Changed => false,
    }
}

fn is_beyond_64_bits(value: &Value) -> bool {
    let is_large = |it: f64| it.abs() >= 2f64.powi(63);
    value.is_number() && value.as_i64().is_none() && value.as_f64().is_some_and(is_large)
}

fn holds_beyond_64_bits(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(holds_beyond_64_bits),
        Value::Object(members) => members.values().any(holds_beyond_64_bits),
        value => is_beyond_64_bits(value),
    }
}
