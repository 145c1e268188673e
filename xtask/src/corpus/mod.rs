//! `corpus`: generates from every document below a folder, and has the results compiled, linted and documented.
//!
//! Each document has a process of its own, this program once more: what panics, hangs or eats memory is told of that
//! document, and the others go on. All that is written goes below `target/corpus`.

mod documents;
mod examination;
mod folders;
mod outcome;
mod process;
mod totals;
mod verdict;
mod workspace;

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use serde::Serialize;

use crate::arguments::CorpusArguments;
use crate::console;
use crate::error::Error;
use crate::program::this_program;
use crate::report::{Report, write_json};
use crate::table::Table;
use documents::{Document, Found};
pub use examination::Examination;
use folders::Folders;
use outcome::{COLUMNS, Entry, Generation};
pub use process::Bounds;
use process::How;
use totals::Totals;

/// What a run over a corpus came to, as JSON.
#[derive(Serialize)]
struct Summary<'a> {
    totals: &'a Totals,
    documents: &'a [Entry],
}

/// Generates from every document, and tells how that went.
pub fn run(root: &Path, arguments: &CorpusArguments) -> Result<(), Error> {
    let Found { documents, parts } = documents::find(&arguments.folder)?;
    if documents.is_empty() {
        return Err(Error::NoDocuments {
            folder: arguments.folder.clone(),
        });
    }
    let folders = Folders::prepare(root, &documents)?;
    let workers = workers(arguments);
    console::say(format_args!(
        "{} documents below {}, {workers} at a time, into {}",
        documents.len(),
        arguments.folder.display(),
        folders.crates.display(),
    ));
    for part in &parts {
        console::say(format_args!("passed over, for it has no `openapi`: {part}"));
    }
    let start = Instant::now();
    let mut entries = generate_all(root, &folders, &documents, arguments)?;
    let generating = start.elapsed();
    let times = examination::examine(root, &folders, arguments, &mut entries)?;
    let totals = Totals::new(&entries, generating, &times);
    tell(&entries, &folders);
    if let Some(path) = &arguments.report {
        let (totals, documents) = (&totals, &entries[..]);
        write_json(path, &Summary { totals, documents })?;
    }
    console::say(&totals);
    match totals.failed {
        0 => Ok(()),
        failed => Err(Error::Corpus { failed }),
    }
}

/// How many documents are worked on at a time.
fn workers(arguments: &CorpusArguments) -> usize {
    let all = || thread::available_parallelism().map_or(1, NonZero::get);
    arguments.jobs.unwrap_or_else(all).max(1)
}

/// One entry for each document, in their order; those for which no time was left are left out.
fn generate_all(
    root: &Path,
    folders: &Folders,
    documents: &[Document],
    arguments: &CorpusArguments,
) -> Result<Vec<Entry>, Error> {
    let (start, next) = (Instant::now(), AtomicUsize::new(0));
    let results = Mutex::new(Vec::new());
    let work = || {
        while let Some((number, document)) = take(&next, documents) {
            let is_late = arguments.within().is_some_and(|it| start.elapsed() > it);
            let result = if is_late {
                Ok(Entry::left_out(document))
            } else {
                generate(root, folders, document, arguments.bounds())
            };
            let mut results = results.lock().unwrap_or_else(|it| it.into_inner());
            results.push((number, result));
        }
    };
    thread::scope(|scope| (0..workers(arguments)).for_each(|_| drop(scope.spawn(work))));
    let mut results = results.into_inner().unwrap_or_else(|it| it.into_inner());
    results.sort_by_key(|(number, _)| *number);
    Error::collect(results.into_iter().map(|(_, result)| result))
}

fn take<'d>(next: &AtomicUsize, documents: &'d [Document]) -> Option<(usize, &'d Document)> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    documents.get(number).map(|document| (number, document))
}

fn generate(
    root: &Path,
    folders: &Folders,
    document: &Document,
    bounds: Bounds,
) -> Result<Entry, Error> {
    let report = folders.report(&document.name);
    let unusable = |source| Error::io("generated", &document.path, source);
    let program = this_program().map_err(unusable)?;
    let mut command = Command::new(program);
    command.arg("--root").arg(root).arg("gen").arg("--document");
    command.arg(&document.path).arg("--out");
    command.arg(folders.crates.join(&document.name));
    command.args(["--name", &document.name, "--report"]);
    command.arg(&report);
    let ended = process::run(&mut command, &folders.log(&document.name), bounds);
    let ended = ended.map_err(unusable)?;
    Ok(Entry {
        generation: match ended.how {
            How::OverTime => Generation::KilledOverTime,
            How::OverMemory => Generation::KilledOverMemory,
            How::Exited(status) if status.success() => Generation::Generated,
            How::Exited(status) if status.code() == Some(1) => Generation::Refused,
            How::Exited(_) => Generation::Crashed,
        },
        milliseconds: ended.milliseconds,
        kibibytes: ended.kibibytes,
        report: Report::read(&report),
        ..Entry::left_out(document)
    })
}

/// Prints the table, and below it what is wrong with each document that failed.
fn tell(entries: &[Entry], folders: &Folders) {
    let mut table = Table::new(&COLUMNS);
    entries.iter().for_each(|entry| table.add(entry.row()));
    console::say(&table);
    for entry in entries.iter().filter(|entry| entry.is_failed()) {
        let document = &entry.document;
        if entry.is_generated() {
            console::tell(format_args!("\n{document}: cargo says, to begin with:"));
            entry.messages().for_each(console::tell);
        } else {
            let log = folders.log(&entry.name);
            let text = fs::read_to_string(&log).unwrap_or_default();
            let last: Vec<_> = text.lines().rev().take(3).collect();
            let shown = log.display();
            console::tell(format_args!("\n{document}: {shown} ends with:"));
            last.iter().rev().for_each(console::tell);
        }
    }
}
