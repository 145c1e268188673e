//! This program's own file, for commands that start it once more.

use std::env;
use std::io;
use std::path::PathBuf;

/// The file of this program; right also where cargo has built it anew meanwhile, as `cargo test` does.
pub fn this_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        // The link leads to the program that runs, wherever its file is by now (proc(5)).
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    env::current_exe()
}
