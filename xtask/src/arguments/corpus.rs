//! The words of `corpus`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::corpus::{Bounds, Examination};

/// The corpus, and what is asked of it.
#[derive(Args)]
pub struct CorpusArguments {
    /// The folder: every .json, .yaml and .yml below it is a document
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Compile the results too, without network
    #[arg(long)]
    check: bool,
    /// Compile them with clippy, build their docs and list the tests in them: no warning and no test is accepted
    #[arg(long)]
    lint: bool,
    /// Work on so many documents and crates at a time [default: one for each core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Write the table, and the report of each document, to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// The time that one document may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub time: u64,
    /// The memory that one document may take, in MiB; known on Linux only
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub memory: u64,
    /// Start no further document after so many seconds, and tell which are left out
    #[arg(long, value_name = "SECONDS")]
    pub within: Option<u64>,
}

impl CorpusArguments {
    /// What CI asks of a corpus.
    pub fn of_ci(folder: PathBuf, examination: Examination, within: Option<u64>) -> Self {
        Self {
            folder,
            check: examination == Examination::Check,
            lint: examination == Examination::Lint,
            jobs: None,
            report: None,
            time: 60,
            memory: 1024,
            within,
        }
    }

    /// How far the results are examined.
    pub fn examination(&self) -> Examination {
        match (self.check, self.lint) {
            (_, true) => Examination::Lint,
            (true, false) => Examination::Check,
            (false, false) => Examination::None,
        }
    }

    /// What one document may take.
    pub fn bounds(&self) -> Bounds {
        Bounds {
            time: Duration::from_secs(self.time),
            kibibytes: self.memory.saturating_mul(1024),
        }
    }

    /// After what time no further document is started.
    pub fn within(&self) -> Option<Duration> {
        self.within.map(Duration::from_secs)
    }
}
