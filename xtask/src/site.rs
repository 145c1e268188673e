//! A program around an emitted API: a crate below `target`, built, and spoken to line by line.

use std::io::{BufReader, BufWriter, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{fs, slice};

use generator::{CrateKind, CrateOptions, Generated, RuntimeSource};

use crate::arguments::Mode;
use crate::error::Error;
use crate::steps;
use crate::tree::Tree;

/// The package, as emitted code that uses it calls it.
const PACKAGE: &str = "generated";

/// Where a program is built, and from which runtime.
pub struct Site {
    /// The workspace.
    pub root: PathBuf,
    /// The crate's folder, below `target`.
    pub folder: PathBuf,
    /// The runtime's folder.
    pub runtime: PathBuf,
    /// How far what the emitted crate stands on is optimised, as cargo says it.
    pub optimised: &'static str,
}

impl Site {
    /// The site of this name (`prove/pets`) in a workspace.
    pub fn new(root: &Path, name: &str) -> Self {
        Self {
            root: root.to_owned(),
            folder: root.join("target").join(name),
            runtime: root.join("generated/runtime"),
            optimised: "0",
        }
    }

    /// Writes the crate with these sources beside the API's, and builds its program; gives the program's path.
    pub fn build(
        &self,
        generated: &Generated,
        sources: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Result<PathBuf, Error> {
        self.write(generated, sources)?;
        // One for all: what programs stand on is built once.
        let target = self.root.join("target/prove/target");
        let mut command = steps::cargo();
        command
            .args(["build", "--quiet", "--no-default-features"])
            .args(["--bin", PACKAGE, "--target-dir"])
            .arg(&target)
            .arg("--config")
            .arg(format!(
                "profile.dev.package.'*'.opt-level={}",
                self.optimised
            ))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .current_dir(&self.folder);
        steps::run(command, "cargo build")?;
        // The next document's program has the same name.
        let built = target.join("debug").join(PACKAGE);
        let program = self.folder.join("program");
        fs::copy(&built, &program).map_err(|source| Error::io("copied", &built, source))?;
        Ok(program)
    }

    fn write(
        &self,
        generated: &Generated,
        sources: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Result<(), Error> {
        let runtime = self.runtime.to_string_lossy().into_owned();
        let options = CrateOptions {
            package: PACKAGE.to_owned(),
            kind: CrateKind::Standalone,
            runtime: RuntimeSource::Path(runtime),
        };
        let mut files = generator::assemble(slice::from_ref(&generated.api), &options);
        let named = |(name, text)| (format!("src/{name}"), text);
        files.extend(sources.into_iter().map(named));
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

/// A program that is running; it ends with this value.
pub struct Running {
    child: Child,
    /// Its standard input.
    pub questions: BufWriter<ChildStdin>,
    /// Its standard output.
    pub answers: BufReader<ChildStdout>,
}

impl Running {
    /// Starts the program at `path` with this environment.
    pub fn start(path: &Path, environment: &[(&str, &str)]) -> Result<Self, Error> {
        let refused = |source| Error::io("run", path, source);
        let mut child = Command::new(path)
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(refused)?;
        let broken = || refused(ErrorKind::BrokenPipe.into());
        let questions = child.stdin.take().ok_or_else(broken)?;
        let answers = child.stdout.take().ok_or_else(broken)?;
        Ok(Self {
            child,
            questions: BufWriter::new(questions),
            answers: BufReader::new(answers),
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Its questions may be waiting in a pipe that nobody closes before it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
