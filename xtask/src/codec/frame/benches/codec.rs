//! Decoding, encoding and validating by the emitted types, beside serde's derives on serde_json and serde_qs.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use generated::runtime::{Model, Operation, encode_body};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

mod cases;
#[allow(
    dead_code,
    non_camel_case_types,
    reason = "a type for each of the API's, named by number"
)]
mod peer;

/// Measures one type on one value; both sides must read it, and write the same. They read bytes, as they come from a server.
#[allow(dead_code, reason = "the operations may give no object")]
fn measure<Ours: Model, Theirs: Serialize + DeserializeOwned>(
    criterion: &mut Criterion,
    name: &str,
    json: &str,
) {
    let (ours, theirs): (Ours, Theirs) = read(json);
    let written = serde_json::to_string(&theirs).expect("serde's type is written");
    assert!(
        equal(&tree(&ours.to_json()), &tree(&written)),
        "{name}: both write the same"
    );
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(json.len() as u64));
    group.bench_function("decode, ours", |it| {
        it.iter(|| Ours::from_json(black_box(json.as_bytes())))
    });
    group.bench_function("decode, serde_json", |it| {
        it.iter(|| serde_json::from_slice::<Theirs>(black_box(json.as_bytes())));
    });
    group.bench_function("encode, ours", |it| it.iter(|| black_box(&ours).to_json()));
    group.bench_function("encode, serde_json", |it| {
        it.iter(|| serde_json::to_string(black_box(&theirs)));
    });
    group.bench_function("validate", |it| it.iter(|| black_box(&ours).validate()));
    group.finish();
}

/// Measures the form of an operation on one value; both sides must write as many pairs, of the same values.
#[allow(dead_code, reason = "the operations may send no form")]
fn measure_form<O: Operation, Ours: Model, Theirs: Serialize + DeserializeOwned>(
    criterion: &mut Criterion,
    name: &str,
    json: &str,
) {
    let (ours, theirs): (Ours, Theirs) = read(json);
    let form = encode_body::<O>(&ours).expect("our form is written");
    let written = serde_qs::to_string(&theirs).expect("serde's form is written");
    assert_eq!(
        values(&form),
        values(written.as_bytes()),
        "{name}: both write the same"
    );
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(form.len() as u64));
    group.bench_function("encode, ours", |it| {
        it.iter(|| encode_body::<O>(black_box(&ours)));
    });
    group.bench_function("encode, serde_qs", |it| {
        it.iter(|| serde_qs::to_string(black_box(&theirs)));
    });
    group.bench_function("validate", |it| it.iter(|| black_box(&ours).validate()));
    group.finish();
}

fn read<Ours: Model, Theirs: DeserializeOwned>(json: &str) -> (Ours, Theirs) {
    (
        Ours::from_json(json).expect("our type reads the sample"),
        serde_json::from_str(json).expect("serde's type reads the sample"),
    )
}

fn tree(json: &str) -> Value {
    serde_json::from_str(json).expect("what is written is JSON")
}

/// Whether two trees are equal, numbers by their value: `1` is `1.0`.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .all(|(key, value)| other.get(key).is_some_and(|it| equal(value, it)))
        }
        _ => one == other,
    }
}

/// The values of a form, sorted: how keys say an array differs.
fn values(form: &[u8]) -> Vec<String> {
    let pairs = form_urlencoded::parse(form);
    let mut values: Vec<String> = pairs.map(|(_, value)| value.into_owned()).collect();
    values.sort();
    values
}

criterion_group!(codec, cases::measure);
criterion_main!(codec);
