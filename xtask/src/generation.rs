//! One document, from its files to the generator's answer: reads what the generator asks for until it asks no more.
//!
//! Every file comes from the document's folder: a `$ref`, also through a symbolic link, cannot read elsewhere.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

#[cfg(unix)]
use generator::document::{self, Reading};
use generator::document::{Absence, Other, Source, Sources};
use generator::{Generated, Options, Outcome, Problem, Severity};
use serde_json::Value;

use crate::arguments::Errors;
use crate::console;
use crate::error::Error;

/// Documents nest: the generator recurses, with more room than a thread has by default.
pub const STACK_BYTES: usize = 64 << 20;

/// A document that is to be generated.
pub struct Job {
    pub document: Input,
    pub overlay: Option<Input>,
    pub options: Options,
}

/// A file to read, and what it is called in messages.
pub struct Input {
    pub path: PathBuf,
    pub shown: String,
}

impl Input {
    /// A file by the path that the command line gave.
    pub fn given(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            shown: path.display().to_string(),
        }
    }
}

/// What became of a document: nothing, where its problems are fatal.
pub struct Finished {
    name: String,
    shown: String,
    overlay: Option<String>,
    generated: Option<Generated>,
    problems: Vec<Problem>,
    milliseconds: u128,
}

/// Generates each document in a thread of its own. The order of the answers is that of the jobs.
pub fn generate_all(jobs: &[Job]) -> Result<Vec<Finished>, Error> {
    let results = thread::scope(|scope| {
        let spawn = |job| {
            let builder = thread::Builder::new().stack_size(STACK_BYTES);
            builder
                .spawn_scoped(scope, move || generate(job))
                .map_err(|source| Error::io("generated", &job.document.path, source))
        };
        let threads: Vec<_> = jobs.iter().map(spawn).collect();
        let join = |thread: thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        threads
            .into_iter()
            .map(|thread| thread.and_then(join))
            .collect::<Vec<_>>()
    });
    Error::collect(results)
}

/// Generates one document.
pub fn generate_one(job: &Job) -> Result<Finished, Error> {
    generate_all(std::slice::from_ref(job)).map(|mut all| all.remove(0))
}

fn generate(job: &Job) -> Result<Finished, Error> {
    let start = Instant::now();
    let mut sources = sources(job)?;
    let (generated, problems) = loop {
        match generator::generate(&sources, &job.options) {
            Outcome::Missing(references) => read_others(job, &references, &mut sources.others)?,
            Outcome::Failed(problems) => break (None, problems),
            Outcome::Done(mut generated) => {
                let problems = std::mem::take(&mut generated.problems);
                break (Some(*generated), problems);
            }
        }
    };
    Ok(Finished {
        name: job.options.name.clone(),
        shown: job.document.shown.clone(),
        overlay: job.overlay.as_ref().map(|overlay| overlay.shown.clone()),
        generated,
        problems,
        milliseconds: start.elapsed().as_millis(),
    })
}

fn read(input: &Input) -> Result<Source, Error> {
    let shown = Path::new(&input.shown);
    // A pipe or a device could block or never end.
    let metadata = fs::metadata(&input.path).map_err(|source| Error::io("read", shown, source))?;
    if !metadata.is_file() {
        return Err(Error::NotAFile {
            path: shown.to_owned(),
            accepted: "a document in YAML or JSON",
        });
    }
    let bytes = fs::read(&input.path).map_err(|source| Error::io("read", shown, source))?;
    Ok(Source {
        path: input.shown.clone(),
        bytes,
    })
}

/// Reads a document with all files that it refers to.
#[cfg(unix)]
pub fn read_document(job: &Job) -> Result<Reading, Error> {
    let mut sources = sources(job)?;
    loop {
        match document::read(&sources) {
            Reading::Missing(references) => read_others(job, &references, &mut sources.others)?,
            reading => return Ok(reading),
        }
    }
}

fn sources(job: &Job) -> Result<Sources, Error> {
    Ok(Sources {
        document: read(&job.document)?,
        overlay: job.overlay.as_ref().map(read).transpose()?,
        others: BTreeMap::new(),
    })
}

/// Reads the files that `references` name, relative to the document's folder. One that cannot be had is told as that.
fn read_others(
    job: &Job,
    references: &[String],
    others: &mut BTreeMap<String, Other>,
) -> Result<(), Error> {
    let document = &job.document;
    if references
        .iter()
        .all(|reference| others.contains_key(reference))
    {
        return Err(Error::Circular {
            document: document.shown.clone(),
        });
    }
    let folder = folder_of(&document.path);
    others.extend(references.iter().map(|reference| {
        let other = read_below(&folder, reference).map_err(|fault| fault.0);
        (reference.clone(), other)
    }));
    Ok(())
}

/// Why a file cannot be had, from what the disk says.
struct Fault(Absence);

impl From<io::Error> for Fault {
    fn from(fault: io::Error) -> Self {
        Self(match fault.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Absence::NotFound,
            _ => Absence::Unreadable(fault.to_string()),
        })
    }
}

fn read_below(folder: &Path, reference: &str) -> Result<Vec<u8>, Fault> {
    let folder = folder.canonicalize()?;
    let path = folder.join(reference).canonicalize()?;
    if !path.starts_with(&folder) {
        return Err(Fault(Absence::Outside));
    }
    // A pipe or a device could block or never end.
    if !fs::metadata(&path)?.is_file() {
        return Err(Fault(Absence::NotAFile));
    }
    Ok(fs::read(&path)?)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Prints a line per document and all problems; refuses documents whose problems do not let them through.
pub fn report(finished: &[Finished], errors: Errors) -> Result<(), Error> {
    for one in finished {
        console::say(one);
        one.problems.iter().for_each(console::tell);
    }
    refuse(finished, errors)
}

/// Refuses documents whose problems do not let them through.
pub fn refuse(finished: &[Finished], errors: Errors) -> Result<(), Error> {
    let rejected = finished.iter().filter(|one| one.is_rejected(errors));
    let documents: Vec<_> = rejected.map(|one| one.shown.clone()).collect();
    if documents.is_empty() {
        Ok(())
    } else {
        Err(Error::Rejected { documents })
    }
}

impl Finished {
    /// The API's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The document's path, as messages show it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What was generated; nothing where a problem was fatal.
    pub fn generated(&self) -> Option<&Generated> {
        self.generated.as_ref()
    }

    /// What is wrong with the document, sorted.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How long it took to read and to generate.
    pub fn milliseconds(&self) -> u64 {
        u64::try_from(self.milliseconds).unwrap_or(u64::MAX)
    }

    /// What was generated; nothing where a problem was fatal.
    pub fn into_generated(self) -> Option<Generated> {
        self.generated
    }

    /// The document after its overlay.
    pub fn effective(&self) -> Option<&Value> {
        self.generated.as_ref().map(|it| &it.effective)
    }

    fn is_rejected(&self, errors: Errors) -> bool {
        // A document may be somebody else's; its overlay is the user's own, and theirs to mend.
        let is_own = |problem: &Problem| self.overlay.as_ref() == Some(&problem.file);
        let rejects = |problem: &Problem| match problem.severity {
            Severity::Fatal => true,
            Severity::Error => errors == Errors::Refused || is_own(problem),
            Severity::Warning | Severity::Note => false,
        };
        self.generated.is_none() || self.problems.iter().any(rejects)
    }
}

/// One line: name, operations, types, files, warnings, milliseconds.
impl Display for Finished {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (operations, types, files) = self.generated.as_ref().map_or((0, 0, 0), |generated| {
            (
                generated.operations,
                generated.types,
                generated.api.src.len() + generated.api.tests.len(),
            )
        });
        let warnings = self
            .problems
            .iter()
            .filter(|problem| matches!(problem.severity, Severity::Warning))
            .count();
        write!(
            f,
            "{name:<12} {operations:>5} operations {types:>5} types {files:>5} files {warnings:>4} warnings {ms:>6} ms",
            name = self.name,
            ms = self.milliseconds,
        )
    }
}
