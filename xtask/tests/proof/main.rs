//! The proof of the manifest's documents: `prove` with a judge that is linked in, and that the proof can fail.
//!
//! A disagreement is a bug: of the runtime, of lowering, of the sampler, or of the oracle's converter. An API that is added
//! to the manifest is proven without a word here.

mod complete;
mod linked;
mod wrong;

use std::collections::BTreeSet;
use std::path::Path;

use openapi_runtime::Subject;
use xtask::prove::{Extent, SHRUNK, examine};
use xtask::{Effective, read_effective};

use linked::Linked;

#[rustfmt::skip]
#[path = "../../../generated/tests/proof/mod.rs"]
mod tables;

/// Every API of the manifest, and its table.
fn apis() -> Vec<(Effective, &'static [Subject])> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let documents = read_effective(&root).unwrap_or_else(|error| panic!("{error}"));
    let api = |effective: Effective| {
        let mut tables = tables::SUBJECTS.iter();
        let table = tables.find(|(name, _)| *name == effective.name());
        let (_, subjects) = table.unwrap_or_else(|| panic!("{} has no table", effective.name()));
        (effective, *subjects)
    };
    documents.into_iter().map(api).collect()
}

#[test]
fn the_judges_agree_about_every_schema() {
    let extent = Extent {
        cases: 200,
        seed: 0,
        told: SHRUNK,
    };
    for (effective, subjects) in apis() {
        let mut reports = Vec::new();
        let tell = &mut |report: &xtask::prove::Report| reports.push(report.to_string());
        let totals = examine(&effective, extent, &mut Linked(subjects), tell)
            .unwrap_or_else(|error| panic!("{error}"));
        let name = effective.name();
        assert!(reports.is_empty(), "{name}:\n{}", reports.join("\n"));
        let intended: usize = totals.intended.values().sum();
        assert_eq!(
            totals.agreements + intended,
            totals.instances,
            "{name}: {totals}"
        );
        assert_eq!(totals.schemas, subjects.len(), "{name}: {totals}");
        assert!(totals.without_valid.is_empty(), "{name}: {totals:?}");
    }
}

#[test]
fn the_tables_have_every_body_parameter_and_component_of_their_documents() {
    for (effective, subjects) in apis() {
        let known: BTreeSet<&str> = subjects.iter().map(|subject| subject.at).collect();
        let expected = complete::schemas(effective.document());
        let missing: Vec<&String> = expected
            .iter()
            .filter(|at| !known.contains(at.as_str()))
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}", effective.name());
        assert!(!expected.is_empty(), "{}", effective.name());
    }
}

#[test]
fn the_examples_of_the_documents_are_judged() {
    for (effective, _) in apis() {
        let shown = complete::examples(effective.document());
        let known = &effective.generated.ir.examples;
        assert!(!shown.is_empty(), "{}", effective.name());
        for example in shown {
            let known = known.iter().any(|known| known.json == *example);
            assert!(known, "{}: {example}", effective.name());
        }
    }
}
