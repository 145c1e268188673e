//! Output: results on standard output, problems on standard error.
//!
//! A closed pipe (`cargo xtask gen | head`) is no reason to stop half way: failed writes are passed over.

use std::fmt::Display;
use std::io::{Write, stderr, stdout};

use crate::error::Error;

/// Prints a line on standard output.
pub fn say(line: impl Display) {
    let _ = writeln!(stdout(), "{line}");
}

/// Prints a line on standard error.
pub fn tell(line: impl Display) {
    let _ = writeln!(stderr(), "{line}");
}

/// Prints each part of an error on standard error.
pub fn error(error: &Error) {
    match error {
        Error::Several(errors) => errors.iter().for_each(self::error),
        one => tell(format_args!("error: {one}")),
    }
}
