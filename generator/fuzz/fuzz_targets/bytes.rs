//! Bytes as a document, an overlay and another file, each behind a line `#---#`.

#![no_main]

use generator_fuzz::fuzzing::{case, claim};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| claim::check(&case::raw(bytes)));
