//! What calls operations for us: the program of a document, or tables that are linked in.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use generator::emit::tests::emit_exercise;
use serde_json::Value;

use crate::effective::Effective;
use crate::error::Error;
use crate::site::{Running, Site};

/// What the program does.
const MAIN: &str = include_str!("program/main.rs");
/// How it calls an operation.
const CALL: &str = include_str!("program/call.rs");

/// What answers questions as `program/call.rs` states them.
pub trait Peer {
    /// The answer to a question.
    fn ask(&mut self, question: &Value) -> Result<Value, Error>;
}

/// The program of a document.
pub struct Program {
    path: PathBuf,
    running: Running,
}

impl Program {
    /// Builds the program of this document and starts it.
    pub fn start(root: &Path, effective: &Effective) -> Result<Self, Error> {
        let site = Site::new(root, &format!("exercise/{}", effective.name()));
        let sources = [
            ("main.rs", MAIN.to_owned()),
            ("call.rs", CALL.to_owned()),
            ("tables.rs", emit_exercise(&effective.generated.ir)),
        ];
        let path = site.build(&effective.generated, sources)?;
        let running = Running::start(&path, &[])?;
        Ok(Self { path, running })
    }
}

impl Peer for Program {
    fn ask(&mut self, question: &Value) -> Result<Value, Error> {
        let refused = |source| Error::io("asked", &self.path, source);
        let Running {
            questions, answers, ..
        } = &mut self.running;
        writeln!(questions, "{question}").map_err(refused)?;
        questions.flush().map_err(refused)?;
        let mut line = String::new();
        answers.read_line(&mut line).map_err(refused)?;
        serde_json::from_str(&line).map_err(|fault| refused(fault.into()))
    }
}
