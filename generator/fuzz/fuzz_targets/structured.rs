//! Documents by the grammar, or nearly.

#![no_main]

use generator_fuzz::fuzzing::{case, claim};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| claim::check(&case::structured(bytes)));
