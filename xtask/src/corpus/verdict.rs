//! What cargo says of each crate, read from the lines that it prints.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How many messages about a crate are kept.
const KEPT: usize = 3;

/// What is asked about a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// Does it compile?
    Compilation,
    /// What do clippy's default lints say?
    Clippy,
    /// What does rustdoc say?
    Docs,
    /// Which of its docs would run as tests? Each is an error.
    Doctests,
}

/// What cargo says of one aspect of a crate.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Whether it came to the end.
    pub finished: bool,
    pub errors: usize,
    pub warnings: usize,
    /// The first of them, as the compiler writes them.
    pub messages: Vec<String>,
}

/// The verdicts on the crates of a workspace.
pub struct Verdicts {
    /// The folder of the workspace: rustdoc tells places from there.
    root: PathBuf,
    /// By the crate's folder.
    found: BTreeMap<(PathBuf, Aspect), Verdict>,
}

/// A line of cargo's `--message-format=json`.
#[derive(Deserialize)]
struct Line {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    code: Option<Code>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

impl Verdict {
    /// Whether there is nothing to say.
    pub fn is_clean(&self) -> bool {
        self.finished && self.faults() == 0
    }

    /// How much there is to say.
    pub fn faults(&self) -> usize {
        self.errors + self.warnings
    }

    fn keep(&mut self, message: impl IntoIterator<Item = String>) {
        if self.messages.len() < KEPT {
            self.messages.extend(message);
        }
    }
}

impl Verdicts {
    /// Nothing is said yet of the crates of this workspace.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            found: BTreeMap::new(),
        }
    }

    /// Takes in a line that cargo printed while these aspects were asked about. What is no JSON comes from rustdoc.
    pub fn read(&mut self, line: &str, aspects: &[Aspect]) {
        match serde_json::from_str::<Line>(line) {
            Ok(line) => self.read_message(line, aspects),
            Err(_) => self.read_doctest(line),
        }
    }

    /// The verdict on one aspect of the crate in a folder.
    pub fn remove(&mut self, folder: &Path, aspect: Aspect) -> Verdict {
        let key = (folder.to_owned(), aspect);
        self.found.remove(&key).unwrap_or_default()
    }

    fn of(&mut self, folder: &Path, aspect: Aspect) -> &mut Verdict {
        let key = (self.root.join(folder), aspect);
        self.found.entry(key).or_default()
    }

    fn read_message(&mut self, line: Line, aspects: &[Aspect]) {
        let folder = line.manifest_path.parent().unwrap_or(Path::new(""));
        if line.reason == "compiler-artifact" {
            for aspect in aspects {
                self.of(folder, *aspect).finished = true;
            }
        }
        let Some(message) = line.message else { return };
        let Some(aspect) = message.aspect(aspects) else {
            return;
        };
        let verdict = self.of(folder, aspect);
        match message.level.as_str() {
            "warning" => verdict.warnings += 1,
            "note" | "help" | "failure-note" => return,
            _ => verdict.errors += 1,
        }
        verdict.keep(message.rendered);
    }

    /// A line of rustdoc's list of tests: `crates/pets/src/lib.rs - pets::Pet (line 7): test`.
    fn read_doctest(&mut self, line: &str) {
        let Some((place, _)) = line.rsplit_once(": test") else {
            return;
        };
        let Some((folder, _)) = place.split_once("/src/") else {
            return;
        };
        let verdict = self.of(Path::new(folder), Aspect::Doctests);
        verdict.errors += 1;
        verdict.keep([format!("a test in the docs: {place}")]);
    }
}

impl Message {
    /// A lint of clippy is about clippy's aspect, all else about the first.
    fn aspect(&self, aspects: &[Aspect]) -> Option<Aspect> {
        let code = self.code.as_ref();
        let is_lint = code.is_some_and(|it| it.code.starts_with("clippy::"));
        if is_lint && aspects.contains(&Aspect::Clippy) {
            return Some(Aspect::Clippy);
        }
        aspects.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str], aspects: &[Aspect]) -> Verdicts {
        let mut verdicts = Verdicts::new(Path::new("/"));
        lines.iter().for_each(|line| verdicts.read(line, aspects));
        verdicts
    }

    #[track_caller]
    fn check(
        verdicts: &mut Verdicts,
        crate_: &str,
        aspect: Aspect,
        expected: (bool, usize, usize, &str),
    ) {
        let it = verdicts.remove(Path::new(crate_), aspect);
        let told = (it.finished, it.errors, it.warnings, it.messages.concat());
        assert_eq!(
            told,
            (expected.0, expected.1, expected.2, expected.3.to_owned())
        );
    }

    #[test]
    fn messages_are_told_by_package() {
        let mut found = read(
            &[
                r#"{"reason":"compiler-message","manifest_path":"/a/Cargo.toml","message":{"level":"warning","code":{"code":"unused"},"rendered":"w"}}"#,
                r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml"}"#,
                r#"{"reason":"compiler-message","manifest_path":"/b/Cargo.toml","message":{"level":"error","rendered":"e"}}"#,
                r#"{"reason":"compiler-message","manifest_path":"/b/Cargo.toml","message":{"level":"failure-note","rendered":"n"}}"#,
                r#"{"reason":"compiler-artifact","manifest_path":"/c/Cargo.toml"}"#,
                r#"{"reason":"build-finished","success":false}"#,
            ],
            &[Aspect::Compilation],
        );
        check(&mut found, "/a", Aspect::Compilation, (true, 0, 1, "w"));
        check(&mut found, "/b", Aspect::Compilation, (false, 1, 0, "e"));
        let clean = found.remove(Path::new("/c"), Aspect::Compilation);
        assert!(clean.is_clean());
    }

    #[test]
    fn what_clippy_says_is_not_what_the_compiler_says() {
        let mut found = read(
            &[
                r#"{"reason":"compiler-message","manifest_path":"/a/Cargo.toml","message":{"level":"error","code":{"code":"clippy::eq_op"},"rendered":"l"}}"#,
                r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml"}"#,
            ],
            &[Aspect::Compilation, Aspect::Clippy],
        );
        check(&mut found, "/a", Aspect::Compilation, (true, 0, 0, ""));
        check(&mut found, "/a", Aspect::Clippy, (true, 1, 0, "l"));
    }

    #[test]
    fn tests_in_docs_are_counted() {
        let mut found = read(
            &[
                "0 tests, 0 benchmarks",
                r#"{"reason":"compiler-artifact","manifest_path":"/b/Cargo.toml"}"#,
                "a/src/x/mod.rs - x::T (line 7): test",
                "",
                "1 test, 0 benchmarks",
                r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml"}"#,
            ],
            &[Aspect::Doctests],
        );
        check(
            &mut found,
            "/a",
            Aspect::Doctests,
            (
                true,
                1,
                0,
                "a test in the docs: a/src/x/mod.rs - x::T (line 7)",
            ),
        );
        check(&mut found, "/b", Aspect::Doctests, (true, 0, 0, ""));
    }
}
