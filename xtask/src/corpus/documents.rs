//! The documents below a folder, each with the name of the crate that it becomes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::name::derive_name;

/// What a document's name ends with.
const ENDINGS: [&str; 3] = ["json", "yaml", "yml"];

/// A document of a corpus.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    pub path: PathBuf,
    /// The path from the corpus.
    pub shown: String,
    /// The crate's name, and the module's.
    pub name: String,
}

/// What a folder holds.
pub struct Found {
    pub documents: Vec<Document>,
    /// Files that other documents may refer to: they do not have the word that every document begins with.
    pub parts: Vec<String>,
}

/// Every document below a folder, in the order of their paths. What ends otherwise is passed over, as are hidden files.
pub fn find(folder: &Path) -> Result<Found, Error> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    paths.sort();
    let (mut documents, mut parts) = (Vec::new(), Vec::new());
    for path in paths {
        let shown = path.strip_prefix(folder).unwrap_or(&path);
        let shown = shown.display().to_string();
        if says_what_it_is(&path)? {
            documents.push((shown, path));
        } else {
            parts.push(shown);
        }
    }
    let documents = named(documents);
    Ok(Found { documents, parts })
}

fn says_what_it_is(path: &Path) -> Result<bool, Error> {
    let bytes = fs::read(path).map_err(|source| Error::io("read", path, source))?;
    let has = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    Ok(has(b"openapi") || has(b"swagger"))
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Error> {
    let unreadable = |source| Error::io("read", folder, source);
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(&path, paths)?;
        } else if path.extension().is_some_and(is_document) {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_document(extension: &std::ffi::OsStr) -> bool {
    ENDINGS.iter().any(|ending| extension == *ending)
}

/// The name comes from the path without its ending, from the whole path where that is taken.
fn named(paths: Vec<(String, PathBuf)>) -> Vec<Document> {
    let mut taken = BTreeSet::new();
    let mut documents = Vec::new();
    for (shown, path) in paths {
        let stem = Path::new(&shown).with_extension("");
        let names = [stem.to_string_lossy().into_owned(), shown.clone()];
        let derived = names.iter().map(|name| name_of(name));
        let numbered = (2..).map(|number: usize| format!("{}_{number}", name_of(&shown)));
        let name = derived.chain(numbered).find(|name| !taken.contains(name));
        let name = name.unwrap_or_default();
        taken.insert(name.clone());
        documents.push(Document { path, shown, name });
    }
    documents
}

fn name_of(text: &str) -> String {
    derive_name(text).unwrap_or_else(|| "api".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ() {
        let paths = ["a-b.json", "a_b.json", "a_b.yaml", "c/ペ.yaml", "ペ.yml"];
        let paths = paths.map(|path| (path.to_owned(), PathBuf::from(path)));
        let names: Vec<_> = named(paths.to_vec())
            .into_iter()
            .map(|document| document.name)
            .collect();
        assert_eq!(
            names,
            ["a_b", "a_b_json", "a_b_yaml", "c", "api"].map(str::to_owned)
        );
    }
}
