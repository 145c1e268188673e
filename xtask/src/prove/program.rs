//! The program that judges for a document: the emitted crate with a table of its subjects, built, and spoken to line by line.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, fs, thread};

use generator::emit::tests::emit_subjects;
use generator::{CrateKind, CrateOptions, Generated, RuntimeSource};
use serde_json::Value;

use super::judge::{Judge, Verdict};
use crate::arguments::Mode;
use crate::error::Error;
use crate::tree::Tree;

/// What the program does.
const MAIN: &str = include_str!("program/main.rs");
/// The package, as the table of subjects calls it.
const PACKAGE: &str = "generated";

/// Where a program is built, and from which runtime.
pub struct Site {
    /// The workspace.
    pub root: PathBuf,
    /// The crate's folder, below `target/prove`.
    pub folder: PathBuf,
    /// The runtime's folder.
    pub runtime: PathBuf,
}

impl Site {
    /// The site of this name in a workspace.
    pub fn new(root: &Path, name: &str) -> Self {
        Self {
            root: root.to_owned(),
            folder: root.join("target/prove").join(name),
            runtime: root.join("generated/runtime"),
        }
    }

    /// Writes the crate and builds its program; gives the program's path.
    pub fn build(&self, generated: &Generated) -> Result<PathBuf, Error> {
        self.write(generated)?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let target = self.root.join("target/prove/target");
        let status = Command::new(&cargo)
            .args(["build", "--quiet", "--no-default-features"])
            .args(["--bin", PACKAGE, "--target-dir"])
            .arg(&target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .status()
            .map_err(|source| Error::io("run", Path::new(&cargo), source))?;
        if !status.success() {
            return Err(Error::Step {
                name: "cargo build",
            });
        }
        // The next document's program has the same name.
        let built = target.join("debug").join(PACKAGE);
        let program = self.folder.join("judge");
        fs::copy(&built, &program).map_err(|source| Error::io("copied", &built, source))?;
        Ok(program)
    }

    fn write(&self, generated: &Generated) -> Result<(), Error> {
        let runtime = self.runtime.to_string_lossy().into_owned();
        let options = CrateOptions {
            package: PACKAGE.to_owned(),
            kind: CrateKind::Standalone,
            runtime: RuntimeSource::Path(runtime),
        };
        let mut files = generator::assemble(std::slice::from_ref(&generated.api), &options);
        files.insert("src/main.rs".to_owned(), MAIN.to_owned());
        files.insert("src/subjects.rs".to_owned(), emit_subjects(&generated.ir));
        let lock = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&lock).map_err(|source| Error::io("read", &lock, source))?;
        files.insert("Cargo.lock".to_owned(), text);
        let tree = Tree {
            folder: self.folder.clone(),
            shown: self.folder.clone(),
            owned: &["src"],
            goldens: None,
            files,
        };
        tree.settle(Mode::Write, "")
    }
}

/// A program that is running.
pub struct Program {
    path: PathBuf,
    child: Child,
    questions: BufWriter<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Program {
    /// Starts the program at `path` with this environment.
    pub fn start(path: &Path, environment: &[(&str, &str)]) -> Result<Self, Error> {
        let refused = |source| Error::io("run", path, source);
        let mut child = Command::new(path)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(refused)?;
        let broken = || refused(std::io::ErrorKind::BrokenPipe.into());
        let questions = child.stdin.take().ok_or_else(broken)?;
        let answers = child.stdout.take().ok_or_else(broken)?;
        Ok(Self {
            path: path.to_owned(),
            child,
            questions: BufWriter::new(questions),
            answers: BufReader::new(answers),
        })
    }
}

impl Judge for Program {
    fn judge(&mut self, subject: usize, instances: &[&Value]) -> Result<Vec<Verdict>, Error> {
        let Self {
            path,
            questions,
            answers,
            ..
        } = self;
        let refused = |source| Error::io("asked", path, source);
        thread::scope(|scope| {
            let asking = scope.spawn(|| ask(questions, subject, instances));
            let mut verdicts = Vec::with_capacity(instances.len());
            for _ in instances {
                let mut line = String::new();
                answers.read_line(&mut line).map_err(refused)?;
                let verdict = serde_json::from_str(&line);
                verdicts.push(verdict.map_err(|fault| refused(fault.into()))?);
            }
            let asked = asking
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            asked.map_err(refused)?;
            Ok(verdicts)
        })
    }
}

/// Asks for a verdict on each, and for all answers at once.
fn ask(
    questions: &mut BufWriter<ChildStdin>,
    subject: usize,
    instances: &[&Value],
) -> std::io::Result<()> {
    for instance in instances {
        writeln!(questions, "{subject}\t{instance}")?;
    }
    writeln!(questions)?;
    questions.flush()
}

impl Drop for Program {
    fn drop(&mut self) {
        // Its questions may be waiting in a pipe that nobody closes before it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
