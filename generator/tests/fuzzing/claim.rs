//! What holds of every document, whatever it says: it is read or refused with a reason, its problems can be found, and
//! what is emitted is Rust. That it ends at all, without a panic, is the first of it.

use std::collections::{BTreeMap, BTreeSet};

use generator::document::{Absence, Sources};
use generator::{Generated, Outcome, Problem, Severity, generate};
use serde_json::Value;

use super::case::{Case, FOLDER};
use super::markdown;

/// Generates from a case; panics where a claim does not hold.
pub fn check(case: &Case) {
    let mut sources = case.sources.clone();
    match settle(case, &mut sources) {
        Outcome::Missing(paths) => panic!("asked twice for one of {paths:?}"),
        Outcome::Failed(problems) => {
            assert_ne!(fatal(&problems), None, "refused without a reason");
            check_problems(&sources, &problems, None);
        }
        Outcome::Done(generated) => {
            let chosen = !case.options.only.is_empty();
            let fatal = fatal(&generated.problems).filter(|_| !chosen);
            assert_eq!(fatal, None, "read all the same");
            check_problems(&sources, &generated.problems, Some(&generated.effective));
            check_emitted(&generated);
        }
    }
}

/// Brings the files that are asked for, each once.
fn settle(case: &Case, sources: &mut Sources) -> Outcome {
    loop {
        let outcome = generate(sources, &case.options);
        let Outcome::Missing(paths) = &outcome else {
            return outcome;
        };
        if paths.is_empty() || paths.iter().any(|it| sources.others.contains_key(it)) {
            return outcome;
        }
        for path in paths {
            let other = case.others.get(path).cloned();
            let other = other.unwrap_or(Err(Absence::NotFound));
            sources.others.insert(path.clone(), other);
        }
    }
}

fn fatal(problems: &[Problem]) -> Option<&Problem> {
    problems.iter().find(|it| it.severity == Severity::Fatal)
}

fn check_problems(sources: &Sources, problems: &[Problem], effective: Option<&Value>) {
    assert!(problems.is_sorted(), "problems are sorted");
    let files: BTreeMap<_, _> = files(sources).into_iter().collect();
    for problem in problems {
        let text = files.get(&problem.file);
        let text = text.unwrap_or_else(|| panic!("no such file: {problem}"));
        assert!(is_inside(problem, text), "no such place: {problem}");
        assert!(is_one_line(problem), "not a line: {problem:?}");
        if let Ok(tree) = serde_json::from_str::<Value>(text) {
            let mut trees = effective.into_iter().chain([&tree]);
            let is_there = trees.any(|it| problem.at.find(it).is_some());
            assert!(is_there, "no such node: {problem}");
        }
    }
}

/// The text of each file that problems may name.
fn files(sources: &Sources) -> Vec<(String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let own = std::iter::once(&sources.document).chain(&sources.overlay);
    let own = own.map(|it| (it.path.clone(), text(&it.bytes)));
    let others = sources.others.iter().filter_map(|(path, other)| {
        let bytes = other.as_ref().ok()?;
        Some((format!("{FOLDER}{path}"), text(bytes)))
    });
    own.chain(others).collect()
}

/// Whether the text has the line and the column. YAML has more line breaks than editors: they are not counted here.
fn is_inside(problem: &Problem, text: &str) -> bool {
    if text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        return problem.line > 0 && problem.column > 0;
    }
    let line = text.split('\n').nth(problem.line.wrapping_sub(1));
    let longest = line.map_or(0, |line| line.chars().count() + 1);
    (1..=longest).contains(&problem.column)
}

fn is_one_line(problem: &Problem) -> bool {
    !problem.message.is_empty() && !problem.to_string().contains(char::is_control)
}

fn check_emitted(generated: &Generated) {
    let mut paths = BTreeSet::new();
    for (path, text) in generated.api.src.iter().chain(&generated.api.tests) {
        let parsed = syn::parse_file(text);
        assert!(parsed.is_ok(), "{path}: {:?}\n{text}", parsed.err());
        let faults = markdown::faults_of(text);
        assert!(faults.is_empty(), "{path}: {faults:#?}");
        let plain = path.split('/').all(|it| !it.is_empty() && it != "..");
        assert!(plain && paths.insert(path.to_lowercase()), "{path}");
    }
}
