//! Every golden of the generator compiles: each is a module of this test, at the root as in an emitted crate. Some are put
//! to work: what decodes, what is judged, what goes out.

#![allow(
    missing_docs,
    reason = "goldens show what is emitted from documents that say little"
)]

mod body_wire;
mod constructs;
mod cycles;
mod dynamic;
mod enumeration_wire;
mod judging;
mod model_wire;
mod names_wire;
mod operation_wire;
mod parameter_values_wire;
mod parameter_wire;
mod reply_wire;
mod requests;
mod union_wire;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[rustfmt::skip]
#[path = "../../../generator/tests/golden/all_of/mod.rs"]
pub mod all_of;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/beside_properties/mod.rs"]
pub mod beside_properties;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/bodies/mod.rs"]
pub mod bodies;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/bounds/mod.rs"]
pub mod bounds;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/branches/mod.rs"]
pub mod branches;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/circles/mod.rs"]
pub mod circles;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/collections/mod.rs"]
pub mod collections;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/composition/mod.rs"]
pub mod composition;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/constraints/mod.rs"]
pub mod constraints;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/contents/mod.rs"]
pub mod contents;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/contradictions/mod.rs"]
pub mod contradictions;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/defaults/mod.rs"]
pub mod defaults;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/docs/mod.rs"]
pub mod docs;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/dynamic_references/mod.rs"]
pub mod dynamic_references;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/encodings/mod.rs"]
pub mod encodings;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/enumerations/mod.rs"]
pub mod enumerations;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/enumerations_odd/mod.rs"]
pub mod enumerations_odd;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/events/mod.rs"]
pub mod events;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/events_3_0/mod.rs"]
pub mod events_3_0;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/formats/mod.rs"]
pub mod formats;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/identifiers/mod.rs"]
pub mod identifiers;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/inheritance/mod.rs"]
pub mod inheritance;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/keywords/mod.rs"]
pub mod keywords;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/names/mod.rs"]
pub mod names;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/names_apart/mod.rs"]
pub mod names_apart;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/names_odd/mod.rs"]
pub mod names_odd;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/names_taken/mod.rs"]
pub mod names_taken;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/nulls/mod.rs"]
pub mod nulls;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/objects/mod.rs"]
pub mod objects;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/operations/mod.rs"]
pub mod operations;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/operations_odd/mod.rs"]
pub mod operations_odd;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/parameter_values/mod.rs"]
pub mod parameter_values;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/parameters/mod.rs"]
pub mod parameters;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/pattern_properties/mod.rs"]
pub mod pattern_properties;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/positions/mod.rs"]
pub mod positions;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/presence/mod.rs"]
pub mod presence;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/recursion/mod.rs"]
pub mod recursion;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/references/mod.rs"]
pub mod references;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/reply_headers/mod.rs"]
pub mod reply_headers;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/resources_rest/mod.rs"]
pub mod resources_rest;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/responses/mod.rs"]
pub mod responses;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/routes_rest/mod.rs"]
pub mod routes_rest;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/security/mod.rs"]
pub mod security;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/security_named/mod.rs"]
pub mod security_named;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/servers/mod.rs"]
pub mod servers;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/setters/mod.rs"]
pub mod setters;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/sharing/mod.rs"]
pub mod sharing;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/sides/mod.rs"]
pub mod sides;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/slice/mod.rs"]
pub mod slice;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/styles/mod.rs"]
pub mod styles;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/type_arrays/mod.rs"]
pub mod type_arrays;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/unevaluated/mod.rs"]
pub mod unevaluated;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/unions/mod.rs"]
pub mod unions;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/unions_odd/mod.rs"]
pub mod unions_odd;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/version_3_1/mod.rs"]
pub mod version_3_1;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/version_3_2/mod.rs"]
pub mod version_3_2;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/wire/mod.rs"]
pub mod wire;

#[test]
fn every_golden_is_a_module_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders =
        fs::read_dir(root.join("../generator/tests/golden")).expect("the goldens are there");
    let folders: BTreeSet<String> = folders
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let modules = include_str!("main.rs").lines();
    let modules: BTreeSet<String> = modules
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    assert_eq!(folders, modules);
}
