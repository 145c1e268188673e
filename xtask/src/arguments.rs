//! The words of the command line, as clap reads them. A word that is not known ends the run with status 2.

mod corpus;

use std::env;
#[cfg(unix)]
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use generator::Naming;
#[cfg(unix)]
use generator::Options;
use serde::Deserialize;

#[cfg(unix)]
use crate::bench::Slice;
use crate::error::Error;
use crate::exercise;
#[cfg(unix)]
use crate::generation::{Input, Job};
use crate::prove::{Extent, SHRUNK};
pub use corpus::CorpusArguments;

/// Generates the crate `generated` from the documents in specs/, and checks that it is up to date.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// The workspace, if it is not the one that this program was built from
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Generate what specs/specs.toml names into generated/, or one document into a crate of its own
    Gen(GenArguments),
    /// Rewrite the goldens of the generator and trybuild's expectations, and tell what changed
    Bless,
    /// Prove that a document's validators judge as an independent JSON Schema validator does
    ///
    /// For a large document, or many cases, `cargo prove` is the same from a release build.
    Prove(ProveArguments),
    /// Call every operation of a document's client, and check each request against the document
    Exercise(ExerciseArguments),
    /// Generate from every document below a folder, each in a process of its own, and tell how that went
    ///
    /// Crates go to target/corpus. Exits with 1 where a document cannot be generated, or its crate does not compile
    /// without a warning.
    Corpus(CorpusArguments),
    /// Measure what it costs to generate a document and to compile the result, over shares of its operations
    ///
    /// Runs the release build of this program. Crates go to target/bench; stages are wall time, CPU time and memory of
    /// cargo count what it runs.
    #[cfg(unix)]
    Bench(BenchArguments),
    /// Measure how fast the types of a document decode, encode and validate, beside serde's derives
    ///
    /// Crates go to target/codec; criterion measures the success and the form of each operation.
    Codec(CodecArguments),
    /// Run a command and print what it cost
    #[cfg(unix)]
    #[command(hide = true)]
    Measure {
        #[arg(required = true, last = true)]
        command: Vec<OsString>,
    },
    /// Run all that CI runs, up to the first failure
    Ci,
}

/// Without --document, the documents of specs/specs.toml are generated into generated/.
#[derive(Args)]
pub struct GenArguments {
    /// Write nothing: name each file that is not as it would be generated, and exit 1 if there is one
    #[arg(long)]
    check: bool,
    /// An OpenAPI document (YAML or JSON) to generate a crate from
    #[arg(long, value_name = "FILE", requires = "out")]
    document: Option<PathBuf>,
    /// The folder of that crate: new, empty, or a crate that this command wrote
    #[arg(long, value_name = "DIR", requires = "document")]
    out: Option<PathBuf>,
    /// The API's name, a Rust identifier in snake case [default: from the document's title or the file's name]
    #[arg(long, requires = "document")]
    name: Option<String>,
    /// An OpenAPI Overlay to apply to the document
    #[arg(long, value_name = "FILE", requires = "document")]
    overlay: Option<PathBuf>,
    /// Refuse a document with errors, instead of leaving out what is broken; errors of an overlay are always refused
    #[arg(long, requires = "document")]
    strict: bool,
    /// Where the names of methods come from [default: operation-id]
    #[arg(long, value_name = "RULE", requires = "document")]
    naming: Option<NamingRule>,
    /// Generate this alone, with the types that it needs: an operationId, `METHOD /path`, a tag or a resource (`a.b`);
    /// can be given several times
    #[arg(long, value_name = "SELECTOR", requires = "document")]
    only: Vec<String>,
    /// The crate `openapi-runtime`: a folder, or a version on crates.io [default: the one of this checkout]
    #[arg(long, value_name = "PATH-or-VERSION", requires = "document")]
    runtime: Option<String>,
    /// Write counts, untyped places and problems to this file, as JSON
    #[arg(long, value_name = "FILE", requires = "document")]
    report: Option<PathBuf>,
}

/// A document to be measured, and how it is generated.
#[cfg(unix)]
#[derive(Args)]
pub struct BenchArguments {
    /// An OpenAPI document (YAML or JSON)
    #[arg(value_name = "DOCUMENT")]
    pub document: PathBuf,
    /// An OpenAPI Overlay to apply to the document
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// Where the names of methods come from [default: operation-id]
    #[arg(long, value_name = "RULE")]
    naming: Option<NamingRule>,
    /// Generate one share alone, and print its stages
    #[arg(long, hide = true)]
    pub slice: Option<Slice>,
}

#[cfg(unix)]
impl BenchArguments {
    /// The document as a job of the generator.
    pub fn job(&self) -> Job {
        Job {
            document: Input::given(&self.document),
            overlay: self.overlay.as_deref().map(Input::given),
            options: Options {
                name: "api".to_owned(),
                naming: self.naming.unwrap_or_default().into(),
                keep_unknown: false,
                open_enums: Vec::new(),
                only: Vec::new(),
                tests: false,
            },
        }
    }
}

/// A document whose types are measured.
#[derive(Args)]
pub struct CodecArguments {
    /// An OpenAPI document (YAML or JSON)
    #[arg(value_name = "DOCUMENT")]
    document: PathBuf,
    #[command(flatten)]
    settings: Settings,
    /// Measure this alone: an operationId, `METHOD /path`, a tag or a resource (`a.b`); can be given several times
    #[arg(long, value_name = "SELECTOR")]
    only: Vec<String>,
    /// What criterion is told: a filter of names and its options
    #[arg(last = true)]
    pub criterion: Vec<String>,
}

impl CodecArguments {
    /// The document, and a folder for what is generated from it.
    pub fn document<'a>(&'a self, out: &'a Path) -> DocumentArguments<'a> {
        DocumentArguments {
            only: &self.only,
            ..self.settings.document(&self.document, out)
        }
    }
}

/// The crate is built below target/prove. Exit 1 where the judges disagree.
#[derive(Args)]
pub struct ProveArguments {
    /// An OpenAPI document (YAML or JSON)
    #[arg(value_name = "DOCUMENT", required_unless_present = "mutate")]
    document: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    /// Instances of each schema
    #[arg(long, value_name = "N", default_value_t = 100)]
    cases: usize,
    /// Another number gives other instances
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Prove the proof instead: weaken each checker of the runtime in turn, and see that it is noticed
    #[arg(long, conflicts_with_all = ["document", "overlay", "name", "naming"])]
    pub mutate: bool,
}

/// The crate is built below target/exercise. Exit 1 where the client and the document disagree.
#[derive(Args)]
pub struct ExerciseArguments {
    /// An OpenAPI document (YAML or JSON)
    #[arg(value_name = "DOCUMENT")]
    document: PathBuf,
    #[command(flatten)]
    settings: Settings,
    /// Calls of each operation
    #[arg(long, value_name = "N", default_value_t = 10)]
    cases: usize,
    /// Another number gives other values
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

/// How a document is generated for a verb that works on one.
#[derive(Args)]
struct Settings {
    /// An OpenAPI Overlay to apply to the document
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// The API's name [default: from the document's title or the file's name]
    #[arg(long)]
    name: Option<String>,
    /// Where the names of methods come from [default: operation-id]
    #[arg(long, value_name = "RULE")]
    naming: Option<NamingRule>,
}

impl Settings {
    fn document<'a>(&'a self, document: &'a Path, out: &'a Path) -> DocumentArguments<'a> {
        DocumentArguments {
            document,
            out,
            name: self.name.as_deref(),
            overlay: self.overlay.as_deref(),
            errors: Errors::LeftOut,
            naming: self.naming.unwrap_or_default(),
            only: &[],
            runtime: None,
            report: None,
        }
    }
}

/// A document to be generated outside the workspace, and how.
pub struct DocumentArguments<'a> {
    pub document: &'a Path,
    pub out: &'a Path,
    pub name: Option<&'a str>,
    pub overlay: Option<&'a Path>,
    pub errors: Errors,
    pub naming: NamingRule,
    pub only: &'a [String],
    pub runtime: Option<&'a str>,
    pub report: Option<&'a Path>,
}

/// Whether files are written, or compared only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    Check,
}

/// What becomes of a document with errors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// What is broken is left out.
    LeftOut,
    /// Nothing is written.
    Refused,
}

/// Where the names of methods come from.
#[derive(Clone, Copy, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamingRule {
    /// The document's operation ids
    #[default]
    OperationId,
    /// Method and path: create, retrieve, update, list, delete and verbs
    Rest,
}

impl Arguments {
    /// The workspace: what `--root` says, or the checkout that cargo runs this program from.
    pub fn root(&self) -> Result<PathBuf, Error> {
        let root = self.root.clone().unwrap_or_else(checkout);
        root.canonicalize()
            .map_err(|source| Error::io("found", &root, source))
    }
}

impl GenArguments {
    pub fn mode(&self) -> Mode {
        if self.check { Mode::Check } else { Mode::Write }
    }

    pub fn document(&self) -> Option<DocumentArguments<'_>> {
        let (document, out) = self.document.as_deref().zip(self.out.as_deref())?;
        Some(DocumentArguments {
            document,
            out,
            name: self.name.as_deref(),
            overlay: self.overlay.as_deref(),
            errors: if self.strict {
                Errors::Refused
            } else {
                Errors::LeftOut
            },
            naming: self.naming.unwrap_or_default(),
            only: &self.only,
            runtime: self.runtime.as_deref(),
            report: self.report.as_deref(),
        })
    }
}

impl ProveArguments {
    /// The document, and a folder for what is generated from it.
    pub fn document<'a>(&'a self, out: &'a Path) -> Option<DocumentArguments<'a>> {
        let document = self.document.as_deref()?;
        Some(self.settings.document(document, out))
    }

    pub fn extent(&self) -> Extent {
        Extent {
            cases: self.cases,
            seed: self.seed,
            told: SHRUNK,
        }
    }
}

impl ExerciseArguments {
    /// The document, and a folder for what is generated from it.
    pub fn document<'a>(&'a self, out: &'a Path) -> DocumentArguments<'a> {
        self.settings.document(&self.document, out)
    }

    pub fn extent(&self) -> exercise::Extent {
        exercise::Extent {
            cases: self.cases,
            seed: self.seed,
        }
    }
}

impl From<NamingRule> for Naming {
    fn from(rule: NamingRule) -> Self {
        match rule {
            NamingRule::OperationId => Self::OperationId,
            NamingRule::Rest => Self::Rest,
        }
    }
}

fn checkout() -> PathBuf {
    // Cargo sets the variable when it runs us: right also where two checkouts share a target folder.
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.join("..")
}
