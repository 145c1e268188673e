//! Samples of hand-made types.

mod arrays;

use serde_json::{Value, json};

use super::judge::Judge;
use super::place::Place;
use super::{Sample, Subject, samples, valid_samples};
use crate::document::pointer::Pointer;
use crate::ir::*;

const MANY: usize = 400;

fn name(text: &str) -> Ident {
    Ident::checked(text).expect("test input because it is an identifier")
}

fn named(id: u32) -> Type {
    Type::Named(TypeId(id))
}

fn field(wire: &str, presence: Presence, ty: Type, checks: Vec<Check>) -> Field {
    Field {
        wire: wire.to_owned(),
        name: name(wire),
        docs: Docs::default(),
        presence,
        only_in: None,
        holder: Holder::Bare,
        ty,
        boxed: false,
        checks,
        deprecated: false,
        unset: None,
        null: None,
    }
}

fn optional(wire: &str, ty: Type, checks: Vec<Check>) -> Field {
    field(wire, Presence::Optional, ty, checks)
}

fn required(wire: &str, ty: Type, checks: Vec<Check>) -> Field {
    field(wire, Presence::Required, ty, checks)
}

fn object(fields: Vec<Field>, rest: Rest, checks: Vec<Check>) -> Kind {
    Kind::Struct(Struct {
        constants: vec![],
        fields,
        rest,
        checks,
        generic: false,
    })
}

fn enumeration(values: &[&str], open: bool) -> Kind {
    let value = |wire: &&str| EnumValue {
        wire: (*wire).to_owned(),
        name: name(wire),
    };
    Kind::Enumeration(Enumeration {
        values: values.iter().map(value).collect(),
        unknown: name("Unknown"),
        open,
    })
}

fn union(
    composition: Composition,
    tag: Option<&str>,
    branches: Vec<(Type, Kinds, &[&str])>,
) -> Kind {
    let branch = |(ty, kinds, tags): (Type, Kinds, &[&str])| Branch {
        at: None,
        name: name("Branch"),
        ty,
        boxed: false,
        kinds,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        checks: vec![],
    };
    Kind::Union(Union {
        composition,
        tag: tag.map(str::to_owned),
        branches: branches.into_iter().map(branch).collect(),
        merged: false,
        unmatched: name("Unmatched"),
    })
}

fn api(kinds: Vec<Kind>) -> Api {
    let ty = |(number, kind)| TypeDef {
        name: name(&format!("Type{number}")),
        at: Pointer::root(),
        docs: Docs::default(),
        home: Home::Model(name("model")),
        kind,
        in_request: true,
        in_response: true,
    };
    Api {
        name: name("api"),
        title: String::new(),
        version: String::new(),
        docs: Docs::default(),
        base_url: None,
        schemes: vec![],
        types: kinds.into_iter().enumerate().map(ty).collect(),
        resources: vec![],
        headers: Vec::new(),
        subjects: vec![],
        examples: vec![],
    }
}

fn names(wires: &[&str]) -> Vec<String> {
    wires.iter().map(|wire| (*wire).to_owned()).collect()
}

fn needs(wires: &[&str]) -> Check {
    Check::Required(names(wires))
}

fn pattern(source: &str) -> Check {
    Check::Pattern(Pattern {
        source: source.to_owned(),
        regex: source.to_owned(),
        linear: true,
    })
}

fn sampled(api: &Api, ty: Type, checks: &[Check]) -> Vec<Sample> {
    let found = samples(
        api,
        &Subject {
            ty: ty.clone(),
            checks,
        },
        MANY,
        0,
    );
    let judge = Judge::new(api);
    let place = Place::new(ty, checks);
    for sample in &found {
        let broken = judge.broken(&place, &sample.json);
        assert_eq!(
            broken,
            sample.broken.clone().into_iter().collect::<Vec<_>>(),
            "{}",
            sample.json
        );
    }
    found
}

fn valid(samples: &[Sample]) -> Vec<&Value> {
    let valid = samples.iter().filter(|sample| sample.broken.is_none());
    valid.map(|sample| &sample.json).collect()
}

/// That there are valid samples, and that exactly these constraints are broken (`pointer keyword`).
fn check(api: &Api, ty: Type, checks: &[Check], expected: &[&str]) -> Vec<Sample> {
    let found = sampled(api, ty.clone(), checks);
    assert!(!valid(&found).is_empty());
    let broken = found.iter().filter_map(|sample| sample.broken.as_ref());
    let mut broken: Vec<String> = broken
        .map(|one| format!("{} {}", starred(&ty, &one.pointer), one.keyword))
        .collect();
    broken.sort();
    broken.dedup();
    assert_eq!(broken, expected);
    found
}

/// The pointer without the names of a map's keys.
fn starred(ty: &Type, pointer: &str) -> String {
    let is_map = matches!(ty, Type::Map(_) | Type::OrEmpty(_));
    if is_map && !pointer.is_empty() {
        "/*".to_owned()
    } else {
        pointer.to_owned()
    }
}

fn coupon() -> Api {
    let repeating = Check::Const(Literal::Text("repeating".to_owned()));
    let is_repeating = vec![
        needs(&["duration"]),
        Check::Property("duration".to_owned(), vec![repeating]),
    ];
    let rules = vec![
        Check::AnyOf(vec![
            vec![needs(&["percent_off"])],
            vec![needs(&["amount_off"])],
        ]),
        Check::DependentRequired("amount_off".to_owned(), names(&["currency"])),
        Check::If(is_repeating, vec![needs(&["duration_in_months"])], vec![]),
    ];
    let percent = vec![
        Check::Minimum(Bound::Integer(1)),
        Check::Maximum(Bound::Integer(100)),
    ];
    let fields = vec![
        optional("name", Type::String, vec![]),
        optional("percent_off", Type::F64, percent),
        optional("amount_off", Type::I64, vec![]),
        optional("currency", Type::String, vec![pattern("^[A-Za-z]{3}$")]),
        optional("duration", named(1), vec![]),
        optional("duration_in_months", Type::I64, vec![]),
    ];
    let body = object(
        vec![required("data", named(0), vec![])],
        Rest::Ignored,
        vec![],
    );
    api(vec![
        object(fields, Rest::Ignored, rules),
        enumeration(&["once", "repeating", "forever"], false),
        body,
    ])
}

#[test]
fn rules_between_members_hold_and_break() {
    let found = check(
        &coupon(),
        named(0),
        &[],
        &[
            " anyOf",
            " dependentRequired",
            " required",
            " type",
            "/amount_off type",
            "/currency pattern",
            "/currency type",
            "/duration enum",
            "/duration type",
            "/duration_in_months type",
            "/name type",
            "/percent_off maximum",
            "/percent_off minimum",
            "/percent_off type",
        ],
    );
    let values = valid(&found);
    assert!(values.contains(&&json!({"percent_off": 1})), "{values:?}");
    for duration in ["once", "repeating", "forever"] {
        assert!(
            values.iter().any(|value| value["duration"] == duration),
            "{duration}"
        );
    }
    assert!(values.iter().any(|value| value["percent_off"] == 100));
    assert!(
        values
            .iter()
            .any(|value| value.as_object().is_some_and(|object| object.len() == 6))
    );
}

#[test]
fn a_place_below_breaks_too() {
    let api = coupon();
    let found = sampled(&api, named(2), &[]);
    for (pointer, keyword) in [
        ("", "required"),
        ("/data", "anyOf"),
        ("/data/percent_off", "minimum"),
    ] {
        let is = |sample: &Sample| {
            sample
                .broken
                .as_ref()
                .is_some_and(|one| one.pointer == pointer && one.keyword == keyword)
        };
        assert!(found.iter().any(is), "{pointer} {keyword}");
    }
}

#[test]
fn limits_of_text() {
    let checks = [Check::MinLength(2), Check::MaxLength(5)];
    let found = check(
        &api(vec![]),
        Type::String,
        &checks,
        &[" maxLength", " minLength", " type"],
    );
    for length in [2, 5] {
        assert!(valid(&found).iter().any(|value| {
            value
                .as_str()
                .is_some_and(|text| text.chars().count() == length)
        }));
    }
    check(
        &api(vec![]),
        Type::String,
        &[pattern("^id_[0-9a-f]{4,}$"), Check::MaxLength(9)],
        &[" maxLength", " pattern", " type"],
    );
    check(
        &api(vec![]),
        Type::String,
        &[Check::Format(Format::Date)],
        &[" type"],
    );
}

#[test]
fn limits_of_numbers() {
    let exclusive = [
        Check::ExclusiveMinimum(Bound::Integer(0)),
        Check::Maximum(Bound::Integer(100)),
    ];
    let found = check(
        &api(vec![]),
        Type::F64,
        &exclusive,
        &[" exclusiveMinimum", " maximum", " type"],
    );
    assert!(valid(&found).contains(&&json!(100)));
    let steps = [
        Check::MultipleOf(Bound::Decimal("0.1".to_owned())),
        Check::ExclusiveMaximum(Bound::Integer(1)),
    ];
    check(
        &api(vec![]),
        Type::F64,
        &steps,
        &[" exclusiveMaximum", " multipleOf", " type"],
    );
    let far = [
        Check::Minimum(Bound::Integer(1_000_000)),
        Check::MultipleOf(Bound::Integer(7)),
    ];
    check(
        &api(vec![]),
        Type::I32,
        &far,
        &[" minimum", " multipleOf", " type"],
    );
}

#[test]
fn constants_and_unknown_properties() {
    let constant = Constant {
        wire: "object".to_owned(),
        value: Literal::Text("coupon".to_owned()),
        only_in: None,
    };
    let shape = Struct {
        constants: vec![constant],
        fields: vec![field("id", Presence::Nullable, Type::I64, vec![])],
        rest: Rest::Refused,
        checks: vec![needs(&["object"])],
        generic: false,
    };
    let found = check(
        &api(vec![Kind::Struct(shape)]),
        named(0),
        &[],
        &[
            " additionalProperties",
            " required",
            " type",
            "/id type",
            "/object enum",
        ],
    );
    assert!(valid(&found).contains(&&json!({"object": "coupon", "id": null})));
    for missing in [json!({"id": null}), json!({"object": "coupon"})] {
        assert!(found.iter().any(|sample| sample.json == missing));
    }
}

#[test]
fn enumerations_closed_and_open() {
    let api = api(vec![
        enumeration(&["a", "b"], false),
        enumeration(&["a"], true),
    ]);
    let found = check(&api, named(0), &[], &[" enum", " type"]);
    assert_eq!(valid(&found), [&json!("a"), &json!("b")]);
    check(&api, named(1), &[], &[" type"]);
}

#[test]
fn unions_by_kind_and_tag() {
    let branch = |wire: &str| {
        object(
            vec![
                required("kind", Type::String, vec![]),
                required(wire, Type::I64, vec![]),
            ],
            Rest::Ignored,
            vec![],
        )
    };
    let kinds = vec![
        branch("number"),
        branch("iban"),
        union(
            Composition::OneOf,
            Some("kind"),
            vec![
                (named(0), Kinds::OBJECT, &["card"]),
                (named(1), Kinds::OBJECT, &["bank"]),
            ],
        ),
        union(
            Composition::AnyOf,
            None,
            vec![
                (Type::I64, Kinds::INTEGER, &[]),
                (Type::String, Kinds::STRING, &[]),
            ],
        ),
    ];
    let api = api(kinds);
    let found = sampled(&api, named(2), &[]);
    for tag in ["card", "bank"] {
        assert!(
            valid(&found).iter().any(|value| value["kind"] == tag),
            "{tag}"
        );
    }
    assert!(found.iter().any(|sample| {
        sample
            .broken
            .as_ref()
            .is_some_and(|one| one.keyword == "oneOf")
    }));
    let found = check(&api, named(3), &[], &[" anyOf"]);
    assert!(valid(&found).iter().any(|value| value.is_string()));
    assert!(valid(&found).iter().any(|value| value.is_i64()));
}

#[test]
fn recursion_ends() {
    let tree = |presence| {
        object(
            vec![
                required("id", Type::String, vec![]),
                field("parent", presence, named(0), vec![]),
            ],
            Rest::Ignored,
            vec![],
        )
    };
    check(
        &api(vec![tree(Presence::Optional)]),
        named(0),
        &[],
        &[
            " required",
            " type",
            "/id type",
            "/parent required",
            "/parent type",
            "/parent/id type",
            "/parent/parent required",
            "/parent/parent type",
            "/parent/parent/id type",
            "/parent/parent/parent required",
            "/parent/parent/parent type",
            "/parent/parent/parent/id type",
            "/parent/parent/parent/parent required",
            "/parent/parent/parent/parent type",
        ],
    );
    assert_eq!(
        sampled(&api(vec![tree(Presence::Required)]), named(0), &[]),
        []
    );
}

#[test]
fn wrappers_and_generics() {
    let list = Struct {
        constants: vec![],
        fields: vec![required(
            "data",
            Type::Array(Box::new(Type::Parameter)),
            vec![],
        )],
        rest: Rest::Kept(name("rest"), Type::Json, vec![]),
        checks: vec![],
        generic: true,
    };
    let api = api(vec![
        Kind::Struct(list),
        object(
            vec![required("id", Type::String, vec![])],
            Rest::Ignored,
            vec![],
        ),
    ]);
    let found = sampled(&api, Type::Generic(TypeId(0), Box::new(Type::I64)), &[]);
    assert!(valid(&found).contains(&&json!({"data": [1]})));
    assert_eq!(sampled(&api, named(0), &[]), []);
    let found = check(
        &api,
        Type::Expandable(Box::new(named(1))),
        &[],
        &[" required", " type", "/id type"],
    );
    assert!(valid(&found).contains(&&json!("id_1")));
    let found = check(
        &api,
        Type::OrEmpty(Box::new(Type::Map(Box::new(Type::String)))),
        &[],
        &[" type", "/* type"],
    );
    assert!(valid(&found).contains(&&json!("")));
}

#[test]
fn equal_input_gives_equal_samples_and_no_more_than_asked_for() {
    let api = coupon();
    let subject = Subject {
        ty: named(0),
        checks: &[],
    };
    assert_eq!(
        samples(&api, &subject, 300, 0),
        samples(&api, &subject, 300, 0)
    );
    assert_eq!(samples(&api, &subject, 300, 0).len(), 300);
    assert_eq!(samples(&api, &subject, 5, 0).len(), 5);
    assert_eq!(samples(&api, &subject, 0, 0), []);
}

#[test]
fn valid_samples_alone_begin_with_the_least_and_the_fullest() {
    let api = coupon();
    let subject = Subject {
        ty: named(0),
        checks: &[],
    };
    let place = Place::new(named(0), &[]);
    let found = valid_samples(&api, &subject, 40, 0);
    assert_eq!(found.len(), 40);
    assert!(
        found
            .iter()
            .all(|json| Judge::new(&api).holds(&place, json))
    );
    let all = samples(&api, &subject, 300, 0);
    assert_eq!(valid(&all)[..2], found[..2].iter().collect::<Vec<_>>());
}
