//! [`ir::Api`](crate::ir::Api) to source files: `fn(&ir::X) -> TokenStream` all the way, no question left open.
//!
//! One file at a time is emitted and printed, on several threads: token streams do not cross them.

mod arguments;
mod body;
mod client;
mod constraints;
mod docs;
mod endpoint;
mod enums;
pub mod file;
mod headers;
pub mod layout;
pub mod library;
mod operation;
mod outcome;
pub mod peer;
mod resource;
mod root;
mod setters;
mod spread;
mod structs;
pub mod tests;
#[cfg(test)]
mod trial;
mod ty;
mod types;
mod unions;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use file::SourceFile;
use layout::Layout;

use crate::ir::{Api, Home};
use crate::print::print;

/// Constraints nest as deep as documents: more room than a thread has by default.
const STACK_BYTES: usize = 64 << 20;

/// The source files of an API: path below its folder, and text.
pub fn emit(api: &Api) -> BTreeMap<String, String> {
    emit_on(api, thread::available_parallelism().map_or(1, usize::from))
}

/// The same, on so many threads.
fn emit_on(api: &Api, workers: usize) -> BTreeMap<String, String> {
    let layout = Layout::new(api);
    let parts = parts(&layout);
    thread::scope(|scope| {
        let (layout, parts) = (&layout, &parts);
        let work = |worker| move || emit_share(layout, parts.iter().skip(worker).step_by(workers));
        let spawn = |worker| {
            thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, work(worker))
        };
        // A thread that cannot be had leaves its share to this one.
        let threads: Vec<_> = (1..workers)
            .map(|worker| spawn(worker).map_err(|_| worker))
            .collect();
        let mut files = work(0)();
        for thread in threads {
            files.extend(thread.map_or_else(|worker| work(worker)(), join));
        }
        files
    })
}

fn join(thread: ScopedJoinHandle<'_, BTreeMap<String, String>>) -> BTreeMap<String, String> {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

fn emit_share<'p>(
    layout: &Layout<'_>,
    parts: impl Iterator<Item = &'p Part>,
) -> BTreeMap<String, String> {
    parts
        .map(|part| emit_part(layout, part))
        .map(|file| (file.path.clone(), print(file)))
        .collect()
}

/// What becomes a file.
enum Part {
    Root,
    Client,
    Models,
    Resources,
    Headers,
    Resource(usize),
    Types(Home),
    Operation(usize, usize),
}

fn parts(layout: &Layout<'_>) -> Vec<Part> {
    let mut parts = vec![Part::Root];
    if !layout.api.resources.is_empty() {
        parts.extend([Part::Client, Part::Resources]);
    }
    if !layout.api.headers.is_empty() {
        parts.push(Part::Headers);
    }
    if !layout.stems().is_empty() {
        parts.push(Part::Models);
    }
    for (number, resource) in layout.api.resources.iter().enumerate() {
        parts.push(Part::Resource(number));
        parts.extend(
            (0..resource.operations.len()).map(|operation| Part::Operation(number, operation)),
        );
    }
    let shared = layout
        .homes()
        .filter(|home| !matches!(home, Home::Operation(..)));
    parts.extend(shared.cloned().map(Part::Types));
    parts
}

fn emit_part(layout: &Layout<'_>, part: &Part) -> SourceFile {
    match part {
        Part::Root => root::emit_root(layout),
        Part::Client => client::emit_client(layout),
        Part::Models => root::emit_models(layout),
        Part::Headers => headers::emit_headers(layout),
        Part::Resources => root::emit_resources(layout),
        Part::Resource(resource) => resource::emit_resource(layout, *resource),
        Part::Types(home) => types::emit_shared(layout, home),
        Part::Operation(resource, operation) => {
            operation::emit_operation(layout, (*resource, *operation))
        }
    }
}
