//! The IR to what the proof judges: a table of subjects, and cases for each: the document's examples and samples.
//!
//! The table is Rust, for it names types; the cases are JSON, for they are data. A test of another crate includes both.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};

use crate::emit::constraints::emit_checks;
use crate::emit::file::{Scope, plain};
use crate::emit::layout::Layout;
use crate::emit::ty::emit_type;
use crate::ir::{Api, Subject};
use crate::print::print;
use crate::sample::{Broken, samples};

/// How many samples a subject has.
const SAMPLES: usize = 24;

pub(super) fn emit(api: &Api) -> BTreeMap<String, String> {
    if api.subjects.is_empty() {
        return BTreeMap::new();
    }
    let stem = plain(&api.name);
    BTreeMap::from([
        (format!("proof/{stem}.rs"), emit_table(api)),
        (format!("proof/{stem}.json"), emit_cases(api)),
    ])
}

fn emit_table(api: &Api) -> String {
    let layout = Layout::new(api);
    let scope = Scope::outside(&layout);
    let subject = scope.runtime("Subject");
    let rows = api.subjects.iter().map(|it| emit_subject(&scope, it));
    let table = quote! {
        /// The schemas that have a type.
        pub const SUBJECTS: &[#subject] = &[#(#rows),*];
    };
    let docs =
        vec!["What the proof judges: each schema that has a type, and that type.".to_owned()];
    print(&scope.finish(String::new(), docs, vec![table]))
}

fn emit_subject(scope: &Scope<'_>, subject: &Subject) -> TokenStream {
    let name = scope.runtime("Subject");
    let ty = emit_type(scope, &subject.ty);
    let at = subject.at.to_string();
    if subject.checks.is_empty() {
        return quote!(#name::of::<#ty>(#at));
    }
    let (list, checks) = (scope.runtime("checks"), emit_checks(&subject.checks));
    quote!(#name::of::<#ty>(#at).with(#list![#checks]))
}

/// One case a line, so that a change of the document shows as lines.
fn emit_cases(api: &Api) -> String {
    let examples = api.examples.iter().map(|it| {
        let at = &api.subjects[it.subject].at;
        case(at.to_string(), "example", &it.json, None)
    });
    let sampled = api.subjects.iter().flat_map(|subject| {
        let samples = samples(api, &subject.into(), SAMPLES);
        let cases = samples
            .into_iter()
            .map(|it| case(subject.at.to_string(), "sample", &it.json, it.broken));
        cases.collect::<Vec<_>>()
    });
    let lines: Vec<String> = examples.chain(sampled).map(|it| it.to_string()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn case(at: String, from: &str, instance: &Value, broken: Option<Broken>) -> Value {
    let broken = broken.map(|it| json!({ "pointer": it.pointer, "keyword": it.keyword }));
    json!({ "at": at, "from": from, "broken": broken, "instance": instance })
}
