//! Cargo, run as one named step of a longer command.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::console;
use crate::error::Error;

/// A command of cargo and the environment that it runs in.
pub struct Step {
    pub name: &'static str,
    pub arguments: &'static [&'static str],
    pub environment: &'static [(&'static str, &'static str)],
}

impl Step {
    /// The command, to which more can be said.
    pub fn command(&self) -> Command {
        let mut command = cargo();
        command
            .args(self.arguments)
            .envs(self.environment.iter().copied());
        command
    }
}

/// Runs cargo in the workspace; its output goes where ours goes.
pub fn run_cargo(root: &Path, step: &Step) -> Result<(), Error> {
    console::say(format_args!("== {}", step.name));
    let mut command = step.command();
    command.current_dir(root);
    run(command, step.name)
}

/// The cargo that runs us, or the one of the path.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command that this name stands for, nothing on its standard input; its output goes where ours goes.
pub fn run(mut command: Command, name: &'static str) -> Result<(), Error> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|source| Error::io("run", Path::new(command.get_program()), source))?;
    if status.success() {
        Ok(())
    } else {
        Err(Error::Step { name })
    }
}

/// Runs a command, nothing on its standard input, and hands on each line of its standard output; whether it succeeds.
pub fn read_lines(mut command: Command, mut read: impl FnMut(&str)) -> Result<bool, Error> {
    let program = command.get_program().to_owned();
    let failed = |source| Error::io("run", Path::new(&program), source);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            read(&line.map_err(failed)?);
        }
    }
    let status = child.wait().map_err(failed)?;
    Ok(status.success())
}
