//! The command line: reads `specs/`, asks the generator, makes `generated/` equal to what it says.
//!
//! This package is the only one that touches the disk. Each command is a module; they share `tree`, which makes a folder
//! equal to a map of paths to texts.
#![forbid(unsafe_code)]

mod arguments;
#[cfg(unix)]
mod bench;
mod bless;
mod ci;
mod codec;
mod console;
mod corpus;
mod effective;
mod error;
pub mod exercise;
mod generation;
mod manifest;
mod name;
pub mod oracle;
mod program;
pub mod prove;
mod report;
mod runtime;
mod site;
mod staging;
mod standalone;
mod steps;
mod table;
mod title;
mod tree;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
pub use effective::{Effective, read_effective};
pub use error::Error;

/// Runs the command line that the program was started with.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Error> {
    let root = arguments.root()?;
    match &arguments.command {
        Command::Gen(options) => match options.document() {
            None => workspace::run(&root, options.mode()),
            Some(document) => standalone::run(&root, document, options.mode()),
        },
        Command::Bless => bless::run(&root),
        Command::Prove(options) => prove::run(&root, options),
        Command::Exercise(options) => exercise::run(&root, options),
        Command::Corpus(arguments) => corpus::run(&root, arguments),
        #[cfg(unix)]
        Command::Bench(arguments) => bench::run(&root, arguments),
        Command::Codec(arguments) => codec::run(&root, arguments),
        #[cfg(unix)]
        Command::Measure { command } => bench::measure(command),
        Command::Ci => ci::run(&root),
    }
}
