//! The matrix: every mistake that the emitted types are to refuse is refused, each with the error that it names.
//!
//! One `cargo check` of a crate made of the emitted files; its errors, by function, are exactly the stated ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A file, the line that states an error, and the error's code.
type Mistake = (String, u64, String);

#[test]
fn every_mistake_is_the_error_that_it_names() {
    let root = workspace();
    let apis = read_apis(&root);
    assert!(!apis.is_empty(), "generated/tests/matrix holds no file");
    let package = write_package(&root, &apis);
    let stated: BTreeSet<_> = apis.iter().flat_map(Api::stated).collect();
    let found = check(&package, &apis);
    let accepted: Vec<_> = stated.difference(&found).collect();
    let others: Vec<_> = found.difference(&stated).collect();
    assert!(
        accepted.is_empty() && others.is_empty(),
        "stated and not found: {accepted:#?}\nfound and not stated: {others:#?}"
    );
}

/// The matrix of one API.
struct Api {
    name: String,
    text: String,
}

impl Api {
    fn file(&self) -> String {
        format!("src/{}.rs", self.name)
    }

    /// The errors that the file states, each above its function.
    fn stated(&self) -> impl Iterator<Item = Mistake> {
        let lines = (1..).zip(self.text.lines());
        lines.filter_map(|(line, text)| {
            let code = text.strip_prefix("/// ")?.split(':').next()?;
            Some((self.file(), line, code.to_owned()))
        })
    }

    /// The line that states the error of the function around this line.
    fn mark(&self, line: u64) -> Option<u64> {
        self.stated()
            .map(|(_, mark, _)| mark)
            .take_while(|mark| *mark <= line)
            .last()
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package has a workspace around it")
        .to_owned()
}

fn read_apis(root: &Path) -> Vec<Api> {
    let entries = fs::read_dir(root.join("generated/tests/matrix")).expect("the matrix is there");
    let read = |path: PathBuf| Api {
        name: path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned(),
        text: fs::read_to_string(&path).expect("the matrix is readable"),
    };
    entries
        .map(|entry| read(entry.expect("the matrix is readable").path()))
        .collect()
}

/// Writes the crate. What it builds stays beside it, so that it is quick the next time.
fn write_package(root: &Path, apis: &[Api]) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("matrix");
    let src = package.join("src");
    // What an API that is gone left behind.
    if src.exists() {
        fs::remove_dir_all(&src).expect("the folder of the crate can be emptied");
    }
    let write = |path: &str, text: &str| {
        let path = package.join(path);
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("a folder in `target` can be made");
        fs::write(path, text).expect("a file in `target` can be written");
    };
    write("Cargo.toml", &manifest(root, apis));
    let modules: String = apis
        .iter()
        .map(|api| format!("mod {};\n", api.name))
        .collect();
    write("src/lib.rs", &modules);
    for api in apis {
        write(&api.file(), &api.text);
    }
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).expect("there is a lock");
    package
}

/// Without transports: what is checked needs none.
fn manifest(root: &Path, apis: &[Api]) -> String {
    let features: Vec<_> = apis.iter().map(|api| api.name.as_str()).collect();
    let generated = root.join("generated");
    format!(
        "[package]\nname = \"matrix\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\ngenerated = {{ path = {generated:?}, default-features = false, features = {features:?} }}\n"
    )
}

/// The errors of the crate.
fn check(package: &Path, apis: &[Api]) -> BTreeSet<Mistake> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--message-format=json"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo starts");
    let lines = String::from_utf8_lossy(&output.stdout);
    let messages = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors: Vec<_> = messages.filter(is_error).collect();
    assert!(
        !errors.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let found = errors.iter().map(|error| place(error, apis)).collect();
    without_consequences(&found)
}

/// A value left out (E0061) moves those behind it up: what the compiler says of their types (E0277) follows from that.
fn without_consequences(found: &BTreeSet<Mistake>) -> BTreeSet<Mistake> {
    let is_consequence = |(file, line, code): &&Mistake| {
        code == "E0277" && found.contains(&(file.clone(), *line, "E0061".to_owned()))
    };
    found
        .iter()
        .filter(|mistake| !is_consequence(mistake))
        .cloned()
        .collect()
}

/// Whether it is an error with a place: the compiler's last words have none.
fn is_error(message: &Value) -> bool {
    message["reason"] == "compiler-message"
        && message["message"]["level"] == "error"
        && message["message"]["spans"] != Value::Array(Vec::new())
}

fn place(error: &Value, apis: &[Api]) -> Mistake {
    let message = &error["message"];
    let spans = message["spans"].as_array().expect("an error has spans");
    let span = spans
        .iter()
        .find(|span| span["is_primary"] == true)
        .unwrap_or(&message["spans"][0]);
    let file = span["file_name"].as_str().unwrap_or_default();
    let line = span["line_start"].as_u64().unwrap_or_default();
    let api = apis.iter().find(|api| api.file() == file);
    let mark = api.and_then(|api| api.mark(line)).unwrap_or(line);
    let code = message["code"]["code"].as_str().unwrap_or("no code");
    (file.to_owned(), mark, code.to_owned())
}
