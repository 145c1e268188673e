//! `bench`: what it costs to generate a document and to compile the result, over shares of its operations.
//!
//! Each share is generated in a process of its own, so that its peak of memory is its own; each run of cargo too. All of
//! it is the release build of this program: a debug build hands over to it. What is written goes below `target/bench`.
//!
//! In turns with each share a crate is checked that is always the same: the ratio of the two can be compared with that of
//! another hour, where seconds cannot.

mod measure;
mod stages;
mod yardstick;

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::SystemTime;

use clap::ValueEnum;

use crate::arguments::BenchArguments;
use crate::console;
use crate::error::Error;
use crate::generation::STACK_BYTES;
use crate::program::this_program;
use crate::steps;
use crate::table::{Cell, Table};
pub use measure::run as measure;
use measure::{Cost, cargo, last_line};
use stages::Stages;

/// A share of a document's operations, from the first on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// One of so many.
    Part(usize),
    All,
}

/// The shares by their names in folders and on the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Slice {
    Tenth,
    Half,
    All,
}

/// How many times a check is measured. The least counts: what else the machine does can only add to it.
const ROUNDS: usize = 3;

/// What a share costs.
struct Column {
    stages: Stages,
    check: Cost,
    /// The check of the yardstick, in turns with the share's.
    yardstick: Cost,
    build: Cost,
}

/// How a figure is had from a share's costs.
type Figure = fn(&Column) -> String;

/// The rows of the table.
const ROWS: [(&str, Figure); 17] = [
    ("operations", |it| it.stages.operations.to_string()),
    ("types", |it| it.stages.types.to_string()),
    ("lines", |it| it.stages.lines.to_string()),
    ("bytes", |it| it.stages.bytes.to_string()),
    ("read, ms", |it| one(it.stages.read)),
    ("overlay, ms", |it| {
        it.stages.overlay.map_or_else(|| "-".to_owned(), one)
    }),
    ("lower, ms", |it| one(it.stages.lower)),
    ("emit and print, ms", |it| one(it.stages.emit_and_print)),
    ("write, ms", |it| one(it.stages.write)),
    ("generator, CPU s", |it| two(it.stages.cpu_seconds)),
    ("generator, peak MiB", |it| mebibytes(it.stages.kibibytes)),
    ("cargo check, CPU s", |it| two(it.check.cpu_seconds)),
    ("cargo check, peak MiB", |it| mebibytes(it.check.kibibytes)),
    ("the same of plain types, CPU s", |it| {
        two(it.yardstick.cpu_seconds)
    }),
    ("check against plain types", |it| {
        two(it.check.cpu_seconds / it.yardstick.cpu_seconds)
    }),
    ("debug build, CPU s", |it| two(it.build.cpu_seconds)),
    ("debug build, peak MiB", |it| mebibytes(it.build.kibibytes)),
];

/// Measures all shares and prints the table, or one share as JSON where `--slice` asks for it.
pub fn run(root: &Path, arguments: &BenchArguments) -> Result<(), Error> {
    if cfg!(debug_assertions) {
        return in_release(root);
    }
    match arguments.slice {
        Some(slice) => generate(root, arguments, slice),
        None => measure_all(root, arguments),
    }
}

fn in_release(root: &Path) -> Result<(), Error> {
    console::say("measured with the release build: cargo run --release --package xtask");
    let mut command = steps::cargo();
    command
        .args(["run", "--release", "--quiet", "--package", "xtask"])
        .arg("--manifest-path")
        .arg(root.join("Cargo.toml"))
        .arg("--")
        .args(env::args_os().skip(1));
    steps::run(command, "cargo xtask bench")
}

/// Generates a share in this process and prints what its stages took, as JSON.
fn generate(root: &Path, arguments: &BenchArguments, slice: Slice) -> Result<(), Error> {
    let mut job = arguments.job();
    let out = crate_folder(root, slice);
    let work = || stages::run(root, &mut job, slice.share(), &out);
    let stages = thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK_BYTES);
        let spawned = builder.spawn_scoped(scope, work);
        let thread = spawned.map_err(|source| Error::io("generated", &arguments.document, source));
        thread?
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    console::say(serde_json::json!(stages));
    Ok(())
}

fn measure_all(root: &Path, arguments: &BenchArguments) -> Result<(), Error> {
    let shown = arguments.document.display();
    let below = root.join("target/bench");
    console::say(format_args!("{shown}: crates go below {}", below.display()));
    let yardstick = below.join("yardstick");
    yardstick::write(&yardstick)?;
    let mut columns = Vec::new();
    for slice in Slice::value_variants() {
        let stages = stages_of(root, *slice)?;
        let folder = crate_folder(root, *slice);
        let lock = root.join("Cargo.lock");
        fs::copy(&lock, folder.join("Cargo.lock"))
            .map_err(|source| Error::io("copied", &lock, source))?;
        if columns.is_empty() {
            // The dependencies are compiled first: they are nobody's share.
            compile(root, &folder, "check")?;
            compile(root, &folder, "build")?;
        }
        let [yardstick, check] = check_in_turns(root, [&yardstick, &folder])?;
        columns.push(Column {
            stages,
            check,
            yardstick,
            build: compile(root, &folder, "build")?,
        });
    }
    console::say(table(&columns));
    Ok(())
}

/// This very command, for one share.
fn stages_of(root: &Path, slice: Slice) -> Result<Stages, Error> {
    let unusable = |source| Error::io("generated", root, source);
    let name = slice.name();
    let output = Command::new(this_program().map_err(unusable)?)
        .args(env::args_os().skip(1))
        .args(["--slice", &name])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(unusable)?;
    last_line(&output.stdout).ok_or(Error::Step {
        name: "the generator",
    })
}

/// Checks two crates in turns; the least that each cost.
fn check_in_turns(root: &Path, folders: [&Path; 2]) -> Result<[Cost; 2], Error> {
    let check = |folder| compile(root, folder, "check");
    let mut least = [check(folders[0])?, check(folders[1])?];
    for _ in 1..ROUNDS {
        for (least, folder) in least.iter_mut().zip(folders) {
            let cost = check(folder)?;
            if cost.cpu_seconds < least.cpu_seconds {
                *least = cost;
            }
        }
    }
    Ok(least)
}

/// Compiles a crate whose root is newer than what was built of it.
fn compile(root: &Path, folder: &Path, verb: &str) -> Result<Cost, Error> {
    let lib = folder.join("src/lib.rs");
    File::options()
        .append(true)
        .open(&lib)
        .and_then(|file| file.set_modified(SystemTime::now()))
        .map_err(|source| Error::io("touched", &lib, source))?;
    let build = root.join("target/bench/build");
    let build = build.to_string_lossy();
    cargo(
        folder,
        &[verb, "--offline", "--quiet", "--target-dir", &build],
    )
}

fn table(columns: &[Column]) -> Table {
    let mut table = Table::new(&["", "a tenth", "a half", "all"]);
    for (name, figure) in ROWS {
        let figures = columns.iter().map(|column| Cell::Figure(figure(column)));
        let row = [Cell::Text(name.to_owned())].into_iter().chain(figures);
        table.add(row.collect());
    }
    table
}

fn crate_folder(root: &Path, slice: Slice) -> PathBuf {
    root.join("target/bench").join(slice.name())
}

impl Slice {
    fn share(self) -> Share {
        match self {
            Self::Tenth => Share::Part(10),
            Self::Half => Share::Part(2),
            Self::All => Share::All,
        }
    }

    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

fn one(figure: f64) -> String {
    format!("{figure:.1}")
}

fn two(figure: f64) -> String {
    format!("{figure:.2}")
}

fn mebibytes(kibibytes: u64) -> String {
    kibibytes.div_ceil(1024).to_string()
}
