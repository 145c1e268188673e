//! Targets of cargo-fuzz: documents as bytes, and documents by a grammar, each with overlay and other files.
//!
//! From `generator/`, with a nightly toolchain and `cargo install cargo-fuzz`:
//!
//! ```text
//! cargo +nightly fuzz run -s none structured -- -rss_limit_mb=2048 -timeout=20 -max_len=8192
//! cargo +nightly fuzz run -s none bytes fuzz/corpus/bytes tests -- -rss_limit_mb=2048 -timeout=20 -max_len=65536
//! ```
//!
//! Leave libFuzzer's `-fork` out: as root it puts a file in the place of `/dev/null`. `-s none` leaves the address
//! sanitizer out: all of the generator is safe Rust, and it is faster without. The second starts from the documents of the
//! goldens and rejects below `tests`. What is tried, and what must hold, is the generator's own `tests/fuzzing`;
//! `tests/properties` tries a fixed part of it. A find goes there or into `tests/rejects` as the smallest document that
//! shows it.

#![forbid(unsafe_code)]

#[path = "../../tests/fuzzing/mod.rs"]
pub mod fuzzing;
