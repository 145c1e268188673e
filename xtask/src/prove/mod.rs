//! `prove`: that our verdict on the instances of a document's schemas is an independent validator's.
//!
//! The document is generated and built with a table of its schemas (`program`); `examine` makes instances and has them
//! judged by the program and by the oracle; `compare` says where they disagree, `shrink` makes that small. The proof of the
//! workspace's own documents is the same with a judge that is linked in. `mutants` proves the proof.

mod cases;
mod changes;
mod classes;
mod compare;
mod examine;
mod judge;
mod mutants;
mod mutations;
mod nodes;
pub(crate) mod oracle;
mod program;
mod report;
mod shrink;
mod sketch;
mod totals;

use std::num::NonZero;
use std::path::Path;
use std::time::Instant;
use std::{slice, thread};

pub use classes::{CLASSES, Class};
pub use examine::{Extent, News, SHRUNK, examine};
pub use judge::{Judge, Place, Verdict};
pub use report::Report;
pub use totals::Totals;

use crate::arguments::{Errors, ProveArguments};
use crate::console;
use crate::effective::Effective;
use crate::error::Error;
use crate::generation::report;
use crate::site::Site;
use crate::standalone;
use program::Program;

/// After how many schemas each a line tells how far a proof is.
const STRIDE: usize = 50;

/// Proves one document.
pub fn run(root: &Path, arguments: &ProveArguments) -> Result<(), Error> {
    if arguments.mutate {
        return mutants::run(root, arguments.extent());
    }
    let folder = root.join("target/prove");
    let Some(document) = arguments.document(&folder) else {
        return Ok(());
    };
    let finished = standalone::generate(&document)?;
    report(slice::from_ref(&finished), Errors::LeftOut)?;
    let Some(generated) = finished.into_generated() else {
        return Ok(());
    };
    let effective = Effective::of(generated, Vec::new());
    prove(root, &effective, arguments.extent())
}

fn prove(root: &Path, effective: &Effective, extent: Extent) -> Result<(), Error> {
    let site = Site {
        // The program judges for minutes; the runtime is built once.
        optimised: "2",
        ..Site::new(root, &format!("prove/{}", effective.name()))
    };
    let program = program::build(&site, &effective.generated)?;
    let totals = examined(effective, extent, &program, &[])?;
    conclude(&totals)
}

/// Examines a document by its program, one on each core, and tells how it goes.
fn examined(
    effective: &Effective,
    extent: Extent,
    program: &Path,
    environment: &[(&str, &str)],
) -> Result<Totals, Error> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let programs = (0..cores).map(|_| Program::start(program, environment));
    let mut judges = programs.collect::<Result<Vec<_>, _>>()?;
    let started = Instant::now();
    examine(effective, extent, &mut judges, &mut |news| match news {
        News::Disagreement(report) => console::say(report),
        News::Progress(totals, done, all) if done % STRIDE == 0 => {
            let Totals {
                instances,
                disagreements,
                ..
            } = totals;
            let seconds = started.elapsed().as_secs();
            console::tell(format_args!(
                "{done} of {all} schemas, {instances} instances, {disagreements} disagreements, {seconds} s"
            ));
        }
        News::Progress(..) => {}
    })
}

/// Prints what a proof comes to, the line of totals last.
fn conclude(totals: &Totals) -> Result<(), Error> {
    for (at, reason) in &totals.unread {
        console::say(format_args!("{at}: the oracle cannot read it: {reason}"));
    }
    for at in &totals.without_valid {
        console::say(format_args!("{at}: no instance is valid"));
    }
    for class in CLASSES {
        let count = totals.intended.get(class.name).copied().unwrap_or_default();
        let Class { name, reason, .. } = class;
        console::say(format_args!(
            "{name}: {count} intended differences: {reason}"
        ));
    }
    console::say(totals);
    match totals.disagreements {
        0 => Ok(()),
        count => Err(Error::Disproved { count }),
    }
}
