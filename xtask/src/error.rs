//! What can go wrong, each with where, what was found and what is accepted. Problems of documents are the generator's own
//! and are printed before [`Error::Rejected`].

use std::error;
use std::fmt::{self, Display, Formatter};
use std::io;
use std::path::{Path, PathBuf};

use crate::name::NameFault;

/// An error that ends a command with status 1.
#[derive(Debug)]
#[allow(missing_docs, reason = "the fields are the words of the message")]
pub enum Error {
    /// The disk refused.
    Io {
        done: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// A folder or a device stands where a file is expected.
    NotAFile {
        path: PathBuf,
        accepted: &'static str,
    },
    /// The manifest says something that cannot be done.
    Manifest {
        file: String,
        line: usize,
        column: usize,
        message: String,
    },
    /// `--name` is not a name.
    Name(NameFault),
    /// `--runtime` is neither a folder with a crate nor a version.
    Runtime { found: String },
    /// `--out` names something that must not be written over.
    Out { path: PathBuf, found: &'static str },
    /// The generator asks for files that it was given.
    Circular { document: String },
    /// The documents have errors.
    Rejected { documents: Vec<String> },
    /// Files are not as they would be generated.
    OutOfDate { files: usize, mend: String },
    /// Our validators and the oracle disagree.
    Disproved { count: usize },
    /// A client does not send or read what its document says.
    Misbehaved { count: usize },
    /// A mutation does not fit the runtime any more.
    Mutation { what: String },
    /// The proof did not notice these mutants.
    Unnoticed { survivors: Vec<&'static str> },
    /// A corpus without a document.
    NoDocuments { folder: PathBuf },
    /// Another run over a corpus writes there.
    InUse { folder: PathBuf },
    /// Documents of a corpus are not generated or do not compile.
    Corpus { failed: usize },
    /// A command that was run failed.
    Step { name: &'static str },
    /// More than one error.
    Several(Vec<Error>),
}

impl Error {
    /// What the disk refused: `done` completes "cannot be …".
    pub fn io(done: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            done,
            path: path.to_owned(),
            source,
        }
    }

    /// All values, or all errors.
    pub fn collect<T>(results: impl IntoIterator<Item = Result<T, Self>>) -> Result<Vec<T>, Self> {
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        for result in results {
            match result {
                Ok(value) => values.push(value),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(values)
        } else {
            Err(Self::Several(errors))
        }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { done, path, source } => {
                write!(f, "{}: cannot be {done}: {source}", path.display())
            }
            Self::NotAFile { path, accepted } => write!(
                f,
                "{}: is not a file; {accepted} is expected",
                path.display()
            ),
            Self::Manifest {
                file,
                line,
                column,
                message,
            } => write!(f, "{file}:{line}:{column}: {message}"),
            Self::Name(fault) => write!(f, "--name: {fault}"),
            Self::Runtime { found } => write!(
                f,
                "--runtime: `{found}` is neither a folder with a Cargo.toml nor a version like `0.1` or `=0.1.2`"
            ),
            Self::Out { path, found } => write!(
                f,
                "--out: {} {found}; a new or empty folder, or a crate that `cargo xtask gen --document` wrote, is accepted",
                path.display()
            ),
            Self::Circular { document } => write!(
                f,
                "{document}: the generator asks again for files that it was given; this is a fault of the generator"
            ),
            Self::Rejected { documents } => write!(
                f,
                "nothing was written, for the errors above in {}",
                documents.join(", ")
            ),
            Self::OutOfDate { files, mend } => write!(
                f,
                "{files} not as generated; mend with: {mend}",
                files = count(*files)
            ),
            Self::Disproved { count } => write!(
                f,
                "the judges disagree about {count} instances, see above; none is expected"
            ),
            Self::Mutation { what } => {
                write!(f, "xtask/src/prove/mutations.rs: {what}; mend the table")
            }
            Self::Unnoticed { survivors } => {
                write!(f, "the proof does not notice: {}", survivors.join(", "))
            }
            Self::NoDocuments { folder } => write!(
                f,
                "{}: holds no document; files ending in .json, .yaml or .yml are accepted",
                folder.display()
            ),
            Self::Misbehaved { count } => write!(
                f,
                "the client and the document disagree about {count} things, as told above"
            ),
            Self::InUse { folder } => write!(
                f,
                "{}: another `corpus` is at work there; one at a time is accepted",
                folder.display()
            ),
            Self::Corpus { failed } => write!(f, "{failed} of the documents failed, as told above"),
            Self::Step { name } => write!(f, "`{name}` failed"),
            Self::Several(errors) => {
                let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
        }
    }
}

fn count(files: usize) -> String {
    if files == 1 {
        "1 file is".to_owned()
    } else {
        format!("{files} files are")
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Name(fault) => Some(fault),
            Self::NotAFile { .. }
            | Self::Manifest { .. }
            | Self::Runtime { .. }
            | Self::Out { .. }
            | Self::Circular { .. }
            | Self::Rejected { .. }
            | Self::OutOfDate { .. }
            | Self::Disproved { .. }
            | Self::Misbehaved { .. }
            | Self::Mutation { .. }
            | Self::Unnoticed { .. }
            | Self::NoDocuments { .. }
            | Self::InUse { .. }
            | Self::Corpus { .. }
            | Self::Step { .. }
            | Self::Several(_) => None,
        }
    }
}
