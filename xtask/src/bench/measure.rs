//! What a command costs: CPU time of it and all that it runs, and the most that one of these processes had resident.
//!
//! The kernel adds children up over the life of their parent: so the parent is a process of its own, `xtask measure`.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::sys::resource::{Usage, UsageWho, getrusage};
use serde::{Deserialize, Serialize};

use crate::console;
use crate::error::Error;
use crate::program::this_program;
use crate::steps;

/// What was used.
#[derive(Serialize, Deserialize)]
pub struct Cost {
    /// User and system time.
    pub cpu_seconds: f64,
    pub kibibytes: u64,
}

/// What this process used so far.
pub fn own() -> io::Result<Cost> {
    Ok(cost(&getrusage(UsageWho::RUSAGE_SELF)?))
}

/// Measures cargo in a folder, by a process of its own.
pub fn cargo(folder: &Path, words: &[&str]) -> Result<Cost, Error> {
    let unusable = |source| Error::io("measured", folder, source);
    let output = Command::new(this_program().map_err(unusable)?)
        .args(["measure", "--"])
        .arg(steps::cargo().get_program())
        .args(words)
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(unusable)?;
    last_line(&output.stdout).ok_or(Error::Step {
        name: "cargo, measured",
    })
}

/// Runs a command and prints what it cost, as JSON.
pub fn run(command: &[OsString]) -> Result<(), Error> {
    let failed = Error::Step { name: "measure" };
    let Some((program, words)) = command.split_first() else {
        return Err(failed);
    };
    let unusable = |source| Error::io("run", Path::new(program), source);
    let mut command = Command::new(program);
    let status = command.args(words).stdout(Stdio::null()).status();
    if !status.map_err(unusable)?.success() {
        return Err(failed);
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|fault| unusable(fault.into()))?;
    console::say(serde_json::json!(cost(&usage)));
    Ok(())
}

/// The JSON in the last line of what a process of ours printed.
pub fn last_line<T: serde::de::DeserializeOwned>(output: &[u8]) -> Option<T> {
    let line = output
        .trim_ascii_end()
        .rsplit(|byte| *byte == b'\n')
        .next()?;
    serde_json::from_slice(line).ok()
}

fn cost(usage: &Usage) -> Cost {
    let (user, system) = (usage.user_time(), usage.system_time());
    let seconds = user.tv_sec() + system.tv_sec();
    let microseconds = user.tv_usec() + system.tv_usec();
    // The largest resident set is in KiB, in bytes on Apple's systems.
    let unit = if cfg!(target_vendor = "apple") {
        1024
    } else {
        1
    };
    Cost {
        cpu_seconds: seconds as f64 + microseconds as f64 / 1e6,
        kibibytes: u64::try_from(usage.max_rss() / unit).unwrap_or_default(),
    }
}
