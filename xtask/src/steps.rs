//! Cargo, run as one named step of a longer command.

use std::env;
use std::path::Path;
use std::process::{self, Stdio};

use crate::console;
use crate::error::Error;

/// A command of cargo and the environment that it runs in.
pub struct Step {
    pub name: &'static str,
    pub arguments: &'static [&'static str],
    pub environment: &'static [(&'static str, &'static str)],
}

/// Runs cargo in the workspace; its output goes where ours goes.
pub fn run_cargo(root: &Path, step: &Step) -> Result<(), Error> {
    console::say(format_args!("== {}", step.name));
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = process::Command::new(&cargo);
    command
        .args(step.arguments)
        .envs(step.environment.iter().copied())
        .current_dir(root)
        .stdin(Stdio::null());
    let status = command
        .status()
        .map_err(|source| Error::io("run", Path::new(&cargo), source))?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Step { name: step.name })
    }
}
