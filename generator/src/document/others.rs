//! The texts of other files to trees. What cannot be had or read stays out, and is told where it is referred to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::file::{File, Loaded};
use super::identifiers::Text;
use super::{Source, Sources, files, tuples};
use crate::problem::{Problem, Problems, Severity};

/// The files that references name, each by its path from the document's folder.
#[derive(Default)]
pub(super) struct Others {
    pub(super) files: BTreeMap<String, File>,
    /// Nothing for one that cannot be had.
    pub(super) trees: BTreeMap<String, Option<Value>>,
    /// What a reference to one that cannot be had names.
    pub(super) absent: BTreeMap<String, String>,
}

impl Others {
    /// Reads them all, and adds the problems of their texts.
    pub(super) fn load(sources: &Sources, placed: &mut Vec<Problem>) -> Self {
        let mut others = Self::default();
        for (path, other) in &sources.others {
            let loaded = match other {
                Ok(bytes) => load(&sources.document.path, path, bytes),
                Err(absence) => Err((absence.to_string(), None)),
            };
            match loaded {
                Ok(loaded) => others.add(path, loaded, placed),
                Err((found, problem)) => {
                    placed.extend(problem);
                    others.absent.insert(path.clone(), found);
                    others.trees.insert(path.clone(), None);
                }
            }
        }
        others
    }

    /// Those that were read, by their path.
    pub(super) fn texts(&mut self) -> impl Iterator<Item = Text<'_>> {
        let trees = self.trees.iter_mut();
        trees.filter_map(|(path, tree)| {
            let tree = tree.as_mut()?;
            Some(Text { path, tree })
        })
    }

    fn add(&mut self, path: &str, loaded: Loaded, placed: &mut Vec<Problem>) {
        let Loaded {
            file,
            mut value,
            problems,
        } = loaded;
        placed.extend(problems);
        let mut problems = Problems::new();
        tuples::rewrite(&mut value, &mut problems);
        placed.extend(file.place(problems));
        self.files.insert(path.to_owned(), file);
        self.trees.insert(path.to_owned(), Some(value));
    }
}

/// Reads one. A text that cannot be read is an error in its own place, and one at each reference.
fn load(document: &str, path: &str, bytes: &[u8]) -> Result<Loaded, (String, Option<Problem>)> {
    let source = Source {
        path: files::beside(document, path),
        bytes: bytes.to_vec(),
    };
    File::load(&source).map_err(|problem| {
        let Problem {
            file, line, column, ..
        } = &problem;
        let found = format!("a broken file ({file}:{line}:{column})");
        let severity = Severity::Error;
        (
            found,
            Some(Problem {
                severity,
                ..problem
            }),
        )
    })
}
