//! A document means the same in JSON and in YAML, in the style of a library and in one that people write.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use generator::document::{Absence, Reading, Source, Sources, read};
use serde_json::Value;

/// Documents that people published: where they lie beside the checkout.
const SHARED: &str = "../../shared/corpus";

/// After so long no further one of them is begun.
const WITHIN: Duration = Duration::from_secs(90);

#[test]
fn goldens_are_the_same_in_yaml() {
    let folders = entries("tests/golden").expect("tests/golden is there");
    for folder in folders {
        let bytes = fs::read(folder.join("openapi.yaml")).expect("a golden has a document");
        check(&folder, &tree("openapi.yaml", bytes));
    }
}

#[test]
fn published_documents_are_the_same_in_yaml() {
    let Some(paths) = entries(SHARED) else {
        return println!("skipped: {SHARED} is not there");
    };
    let start = Instant::now();
    for path in paths
        .iter()
        .filter(|it| it.extension() == Some("json".as_ref()))
    {
        if start.elapsed() > WITHIN {
            println!("left out for lack of time: {}", path.display());
            continue;
        }
        let bytes = fs::read(path).expect("a readable document");
        check(path, &tree("openapi.json", bytes));
    }
}

fn check(path: &Path, expected: &Value) {
    let expected_text = expected.to_string();
    let library = serde_yaml::to_string(expected).expect("a tree can be written");
    let mut ours = String::new();
    write_block(expected, 0, &mut ours);
    for (style, text) in [("the library's", library), ("our", ours)] {
        let found = tree("openapi.yaml", text.into_bytes()).to_string();
        // As text, so that the order of keys and the digits of numbers count.
        assert!(
            found == expected_text,
            "{} in {style} style",
            path.display()
        );
    }
}

/// What is in a folder of the package, sorted.
fn entries(folder: &str) -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).ok()?;
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    Some(paths)
}

/// The tree of a document, without overlay and other files.
fn tree(path: &str, bytes: Vec<u8>) -> Value {
    let document = Source {
        path: path.to_owned(),
        bytes,
    };
    let mut sources = Sources {
        document,
        overlay: None,
        others: BTreeMap::new(),
    };
    loop {
        match read(&sources) {
            Reading::Whole(document, _) => {
                let mut root = document.root().clone();
                if let Value::Object(members) = &mut root {
                    // Where the other files would be, which are not brought.
                    members.shift_remove("x-codegen-files");
                }
                return root;
            }
            Reading::Missing(paths) => {
                let absent = paths.into_iter().map(|path| (path, Err(Absence::NotFound)));
                sources.others.extend(absent);
            }
            Reading::Broken(problems) => panic!("{problems:?}"),
        }
    }
}

/// Objects and lists by indentation while that is not too far, quotes only where they are needed.
fn write_block(value: &Value, indent: usize, out: &mut String) {
    let begin = |out: &mut String| {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', indent));
    };
    match value {
        Value::Object(members) if !members.is_empty() && indent < 24 => {
            for (key, value) in members {
                begin(out);
                *out += &block_key(key);
                out.push(':');
                write_block(value, indent + 2, out);
            }
        }
        Value::Array(items) if !items.is_empty() && indent < 24 => {
            for item in items {
                begin(out);
                out.push('-');
                write_block(item, indent + 2, out);
            }
        }
        _ => {
            out.push(' ');
            write_flow(value, out);
        }
    }
}

fn write_flow(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            out.push('{');
            for (key, value) in members {
                *out += &flow_key(key);
                *out += ": ";
                write_flow(value, out);
                *out += ", ";
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write_flow(item, out);
                *out += ", ";
            }
            out.push(']');
        }
        Value::Null => out.push('~'),
        Value::String(text) if is_word(text) => *out += text,
        Value::String(text) => *out += &quoted(text),
        Value::Bool(_) | Value::Number(_) => *out += &value.to_string(),
    }
}

/// A key of a block, without quotes where it may be: `200`, `on`, `/pets/{id}`.
fn block_key(key: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "_-/.${}".contains(it);
    let first = key.starts_with(|it: char| it.is_ascii_alphanumeric() || "/$".contains(it));
    if first && key.chars().all(is_plain) && key.len() < 1000 {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// A key between braces: more signs mean something there.
fn flow_key(key: &str) -> String {
    if !key.is_empty() && key.chars().all(|it| it.is_ascii_alphanumeric()) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// Whether a text needs no quotes: a word that is neither a boolean nor null.
fn is_word(text: &str) -> bool {
    let is_other = ["true", "false", "null"].contains(&text.to_ascii_lowercase().as_str());
    text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || it == '_')
        && !is_other
}

/// A text in quotes: in single ones where nothing in it needs an escape.
fn quoted(text: &str) -> String {
    if text.chars().all(|it| matches!(it, ' '..='~')) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        let json = Value::from(text).to_string();
        // YAML takes no such character as it is.
        json.replace('\u{7f}', "\\x7f")
            .replace('\u{feff}', "\\uFEFF")
    }
}
