//! The words of the command line: what is not known is refused with status 2, and help is at hand everywhere.

use crate::scratch::Scratch;

#[track_caller]
fn check(words: &[&str], status: i32, told: &str) {
    let run = Scratch::new(&format!("words-{}", words.join("-").replace('/', "_"))).run(words);
    assert_eq!(run.status, Some(status), "{}{}", run.stdout, run.stderr);
    assert!(
        format!("{}{}", run.stdout, run.stderr).contains(told),
        "{}{}",
        run.stdout,
        run.stderr
    );
}

#[test]
fn unknown_words_are_refused() {
    check(&["generate"], 2, "'generate'");
    check(&["gen", "--chekc"], 2, "'--chekc'");
    check(&["gen", "pets"], 2, "'pets'");
    check(&["ci", "--fast"], 2, "'--fast'");
    check(&["bless", "pets"], 2, "'pets'");
    check(&["corpus"], 2, "<DIR>");
    check(&[], 2, "Usage: cargo xtask");
}

#[test]
fn words_that_need_others_are_refused_alone() {
    check(&["gen", "--document", "a.yaml"], 2, "--out");
    check(&["gen", "--out", "a"], 2, "--document");
    check(&["gen", "--strict"], 2, "--document");
    check(&["gen", "--report", "a.json"], 2, "--document");
    check(
        &[
            "gen",
            "--document",
            "a.yaml",
            "--out",
            "a",
            "--naming",
            "pretty",
        ],
        2,
        "operation-id",
    );
}

#[test]
fn help_is_on_each() {
    check(&["--help"], 0, "Usage: cargo xtask");
    check(&["gen", "--help"], 0, "--document");
    check(&["bless", "--help"], 0, "Usage: cargo xtask bless");
    check(&["corpus", "--help"], 0, "target/corpus");
    check(&["ci", "--help"], 0, "Usage: cargo xtask ci");
}
