//! The program `xtask`; the library has all of it.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// A third of generating is small allocations that live to the end; the system's allocator takes twice as long for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    xtask::main()
}
