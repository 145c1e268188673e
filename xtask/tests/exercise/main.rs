//! `exercise` over the manifest's documents, their clients linked in, and that an exercise can fail.
//!
//! An API that is added to the manifest is exercised without a word here.

#[allow(dead_code, reason = "what of a call is needed differs by document")]
#[path = "../../src/exercise/program/call.rs"]
mod call;
mod wrong;
#[rustfmt::skip]
#[path = "../../../generated/tests/exercise/mod.rs"]
mod tables;

use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use xtask::exercise::{Extent, Peer, Totals, exercise};
use xtask::{Effective, Error, read_effective};

/// The functions of one API.
struct Linked {
    calls: &'static [call::Call],
    unions: &'static [(u32, call::Choose)],
}

impl Peer for Linked {
    fn ask(&mut self, question: &Value) -> Result<Value, Error> {
        Ok(call::answer(self.calls, self.unions, &question.to_string()))
    }
}

/// Every API of the manifest.
static DOCUMENTS: LazyLock<Vec<Effective>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    read_effective(&root).unwrap_or_else(|error| panic!("{error}"))
});

/// The functions of an API.
fn linked(name: &str) -> Linked {
    let mut tables = tables::TABLES.iter();
    let table = tables.find(|(api, ..)| *api == name);
    let (_, calls, unions) = *table.unwrap_or_else(|| panic!("no {name}"));
    Linked { calls, unions }
}

/// What an exercise comes to, and what it finds.
fn exercised(effective: &Effective, peer: &mut dyn Peer, cases: usize) -> (Totals, Vec<String>) {
    let mut reports = Vec::new();
    let tell = &mut |report: &xtask::exercise::Report| reports.push(report.to_string());
    let totals = exercise(effective, Extent { cases, seed: 0 }, peer, tell)
        .unwrap_or_else(|error| panic!("{error}"));
    (totals, reports)
}

#[test]
fn clients_send_and_read_what_their_documents_say() {
    for effective in DOCUMENTS.iter() {
        let name = effective.name();
        let (totals, reports) = exercised(effective, &mut linked(name), 20);
        assert!(reports.is_empty(), "{name}:\n{}", reports.join("\n"));
        assert_eq!(totals.operations, totals.stated, "{name}: {totals}");
        assert_eq!(totals.uncalled, Vec::<String>::new(), "{name}");
        assert_eq!(totals.shown, totals.branches, "{name}: {totals}");
        assert!(
            totals.requests >= totals.operations * 20,
            "{name}: {totals}"
        );
    }
}
