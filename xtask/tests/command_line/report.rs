//! `gen --document --report`: what it says of a document, as JSON.

use serde_json::{Value, json};

use crate::scratch::{PETS, Scratch, pets_with_error};

/// Generates with a report, and gives what it says.
#[track_caller]
fn report(name: &str, document: &str, words: &[&str], status: i32) -> Value {
    let scratch = Scratch::new(name);
    scratch.write("pets.yaml", document);
    let command = ["gen", "--document", "pets.yaml", "--out", "crate"];
    let command = [&command[..], &["--report", "report.json"], words].concat();
    scratch.run(&command).expect(status, &[]);
    serde_json::from_str(&scratch.read("report.json")).expect("the report is JSON")
}

/// The document with these schemas beside its own.
fn with_schemas(schemas: &str) -> String {
    let lines = schemas.lines().map(|line| format!("    {line}\n"));
    format!("{PETS}{}", lines.collect::<String>())
}

#[test]
fn counts_are_those_of_the_crate() {
    let scratch = Scratch::new("report-counts");
    let command = "gen --document specs/pets.yaml --out crate --report r.json";
    let words: Vec<_> = command.split(' ').collect();
    scratch.run(&words).expect_success();
    let report: Value = serde_json::from_str(&scratch.read("r.json")).expect("it is JSON");
    let files = scratch.files("crate");
    let lines = files.values().map(|(bytes, _)| {
        let text = String::from_utf8_lossy(bytes);
        text.lines().count()
    });
    assert_eq!(report["files"], json!(files.len()));
    assert_eq!(report["lines"], json!(lines.sum::<usize>()));
    assert_eq!(report["document"], json!("specs/pets.yaml"));
    assert_eq!(report["name"], json!("pet_store"));
    assert_eq!(report["title"], json!("Pet Store"));
    assert_eq!(report["operations"], json!(1));
    assert_eq!(report["types"], json!(1));
    assert_eq!(report["refused"], json!(false));
    assert_eq!(report["untyped"], json!([]));
    assert_eq!(report["problems"], json!([]));
}

#[test]
fn problems_have_their_places() {
    let report = report("report-problems", &pets_with_error(), &[], 0);
    let problem = &report["problems"][0];
    assert_eq!(problem["severity"], json!("error"));
    assert_eq!(problem["file"], json!("pets.yaml"));
    assert_eq!(problem["line"], json!(9));
    assert_eq!(
        problem["pointer"],
        json!("#/paths/~1pets~1{id}/get/parameters/0")
    );
    assert!(problem["message"].is_string() && problem["column"].is_u64());
}

#[test]
fn what_is_refused_is_reported() {
    let refused = report("report-strict", &pets_with_error(), &["--strict"], 1);
    assert_eq!(
        (&refused["refused"], &refused["files"]),
        (&json!(true), &json!(0))
    );
    let fatal = report("report-fatal", "[]", &[], 1);
    assert_eq!(fatal["problems"][0]["severity"], json!("fatal"));
    assert_eq!(fatal["title"], Value::Null);
}

#[test]
fn untyped_places_are_justified_or_not() {
    let schemas = "Any: {description: Whatever.}\nYes: true\nSame: {$ref: '#/components/schemas/Any'}\n\
                   None: {$ref: '#/components/schemas/Nobody'}";
    let report = report("report-untyped", &with_schemas(schemas), &[], 0);
    let untyped = |name: &str, justified: bool| {
        let pointer = format!("#/components/schemas/{name}");
        json!({ "file": "pets.yaml", "pointer": pointer, "justified": justified })
    };
    assert_eq!(
        report["untyped"],
        json!([
            untyped("Any", true),
            untyped("None", false),
            untyped("Same", true),
            untyped("Yes", true),
        ])
    );
}
