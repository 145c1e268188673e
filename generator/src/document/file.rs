//! One file: its text as long as problems may have to be placed in it.

use serde_json::Value;

use super::Source;
use super::lines::{Place, first_places, places};
use super::number::Written;
use super::pointer::Pointer;
use super::text::{self, Fault};
use super::tree::{self, Syntax, Tree};
use crate::problem::{Entry, Problem, Problems, Severity};

/// A file that was read.
#[derive(Debug)]
pub(super) struct File {
    path: String,
    text: String,
    syntax: Syntax,
    bounds: Written,
}

/// A file, its tree, and what is wrong with its text.
pub(super) struct Loaded {
    pub(super) file: File,
    pub(super) value: Value,
    pub(super) problems: Vec<Problem>,
}

/// A problem, and the node of a file at which it is shown.
pub(super) type Located = (Pointer, Entry);

impl File {
    /// Reads a file. The problem is fatal for this file.
    pub(super) fn load(source: &Source) -> Result<Loaded, Problem> {
        let path = source.path.clone();
        let (text, tree) =
            read(&source.bytes).map_err(|fault| told(Severity::Fatal, &path, fault))?;
        let Tree {
            value,
            syntax,
            mut problems,
            repeats,
            no_json,
        } = tree;
        let file = File {
            path,
            text: text.to_owned(),
            syntax,
            bounds: Written::of(text, syntax, &value),
        };
        file.tell_repeats(&repeats, &mut problems);
        let mut problems = file.place(problems);
        problems.extend(no_json.map(
            |Fault {
                 line,
                 column,
                 message,
             }| {
                let message = format!("{message}; the file is read as YAML");
                told(
                    Severity::Warning,
                    &file.path,
                    Fault {
                        line,
                        column,
                        message,
                    },
                )
            },
        ));
        Ok(Loaded {
            file,
            value,
            problems,
        })
    }

    /// Tells which keys are given more than once, and where for the first time.
    fn tell_repeats(&self, repeats: &[Pointer], problems: &mut Problems) {
        if repeats.is_empty() {
            return;
        }
        let pointers: Vec<_> = repeats.iter().collect();
        let firsts = first_places(&self.text, self.syntax, &pointers);
        for (at, first) in repeats.iter().zip(firsts) {
            problems.error(at, repeated(at, first));
        }
    }

    /// What problems show.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The bound that is written at a node, where the tree may have another.
    pub(super) fn bound(&self, at: &Pointer) -> Option<&str> {
        self.bounds.get(at)
    }

    /// Gives problems about this file's own nodes their place.
    pub(super) fn place(&self, problems: Problems) -> Vec<Problem> {
        self.place_at(
            problems
                .into_entries()
                .into_iter()
                .map(|entry| (entry.at.clone(), entry))
                .collect(),
        )
    }

    /// Gives problems the places of nodes of this file.
    pub(super) fn place_at(&self, entries: Vec<Located>) -> Vec<Problem> {
        if entries.is_empty() {
            return Vec::new();
        }
        let pointers: Vec<_> = entries.iter().map(|(at, _)| at).collect();
        let places = places(&self.text, self.syntax, &pointers);
        let placed = entries
            .into_iter()
            .zip(places)
            .map(|((_, entry), (line, column))| {
                let Entry {
                    severity,
                    at,
                    message,
                } = entry;
                Problem {
                    severity,
                    file: self.path.clone(),
                    line,
                    column,
                    at,
                    message,
                }
            });
        placed.collect()
    }
}

fn read(bytes: &[u8]) -> Result<(&str, Tree), Fault> {
    let text = text::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Fault::at((1, 1), "the file is empty"));
    }
    tree::parse(text).map(|tree| (text, tree))
}

fn repeated(at: &Pointer, first: Option<Place>) -> String {
    let key = at.last().unwrap_or_default();
    let first = first.map(|(line, column)| format!(", first at {line}:{column}"));
    let first = first.unwrap_or_default();
    format!("the key `{key}` is given twice{first}; the last one is read")
}

fn told(
    severity: Severity,
    path: &str,
    Fault {
        line,
        column,
        message,
    }: Fault,
) -> Problem {
    Problem {
        severity,
        file: path.to_owned(),
        line,
        column,
        at: Pointer::root(),
        message,
    }
}
