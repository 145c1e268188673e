//! What holds of every document, tried on documents that no one would write: the same that cargo-fuzz tries at length
//! (`generator/fuzz`), here for a fixed number of seeds.

mod docs;
#[path = "../fuzzing/mod.rs"]
mod fuzzing;
mod hostile;

use fuzzing::{case, claim};

/// How many documents of each kind: some seconds' worth.
const CASES: u64 = 150;
/// Bytes for one of them.
const LENGTH: usize = 3000;

#[test]
fn structured_documents_keep_the_claims() {
    for seed in 0..CASES {
        println!("seed {seed}");
        claim::check(&case::structured(&bytes(seed)));
    }
}

#[test]
fn bytes_keep_the_claims() {
    for seed in 0..CASES {
        println!("seed {seed}");
        let sound = case::structured(&bytes(seed)).sources.document.bytes;
        claim::check(&case::raw(&spoiled(sound, seed)));
    }
}

/// A text with some of its bytes changed, or cut off.
fn spoiled(mut text: Vec<u8>, seed: u64) -> Vec<u8> {
    let places = bytes(!seed);
    for place in places.chunks_exact(5).take(1 + (seed % 4) as usize) {
        let at = u32::from_le_bytes([place[0], place[1], place[2], place[3]]) as usize;
        let at = at % text.len().max(1);
        match place[4] {
            0..8 => text.truncate(at),
            byte => text.splice(at..at, [byte]).for_each(drop),
        }
    }
    text
}

/// Bytes that look random: SplitMix64.
fn bytes(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)).to_le_bytes()
    };
    (0..LENGTH / 8).flat_map(|_| next()).collect()
}
