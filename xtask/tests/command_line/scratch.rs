//! A workspace in a temporary folder, and the program run over it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output};
use std::time::SystemTime;

/// A document with one operation and one schema.
pub const PETS: &str = r##"openapi: 3.0.1
info: {title: Pet Store, version: "1.0"}
servers: [{url: "https://pets.example"}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: A pet., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
"##;

/// The same with one more schema.
pub fn pets_and_owners() -> String {
    format!(
        "{PETS}    Owner: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}\n"
    )
}

/// The same with a parameter that has no name: an error, not a fatal one.
pub fn pets_with_error() -> String {
    PETS.replace(
        "[{name: id,",
        "[{in: query, schema: {type: string}}, {name: id,",
    )
}

/// The same, but its schema is in another file.
pub fn pets_elsewhere(file: &str) -> String {
    PETS.replace("#/components/schemas/Pet", &format!("{file}#/Pet"))
}

/// A file for that.
pub const PET: &str = "Pet: {type: object, required: [name], properties: {name: {type: string}}}\n";

/// A manifest with one API.
pub const MANIFEST: &str = "[api.pets]\ndocument = \"pets.yaml\"\n";

/// A temporary folder with `specs/` and `generated/runtime`; removed at the end.
pub struct Scratch {
    pub root: PathBuf,
}

/// What a run of the program gave.
pub struct Run {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Scratch {
    /// A workspace whose manifest names one document, `pets`. The name tells tests apart.
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder can be made");
        let scratch = Self {
            root: folder.canonicalize().expect("it is there"),
        };
        scratch.write(
            "generated/runtime/Cargo.toml",
            "[package]\nname = \"openapi-runtime\"\n",
        );
        scratch.write("generated/examples/ours.rs", "fn main() {}\n");
        scratch.write("specs/specs.toml", MANIFEST);
        scratch.write("specs/pets.yaml", PETS);
        scratch
    }

    /// The same, generated.
    pub fn generated(name: &str) -> Self {
        let scratch = Self::new(name);
        scratch.run(&["gen"]).expect_success();
        scratch
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("folders can be made");
        fs::write(path, text).expect("a file can be written");
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is there")
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// The paths of all files below a folder, from the root, with their bytes and times.
    pub fn files(&self, folder: &str) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        self.add_files(&self.path(folder), &mut files);
        files
    }

    /// The one file below a folder whose path ends so, from the root; the first of them.
    pub fn find(&self, folder: &str, end: &str) -> String {
        let files = self.files(folder);
        files
            .keys()
            .find(|path| path.ends_with(end))
            .cloned()
            .expect("there is such a file")
    }

    fn add_files(&self, folder: &Path, files: &mut BTreeMap<String, (Vec<u8>, SystemTime)>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("the folder can be read").path();
            let metadata = fs::symlink_metadata(&path).expect("the file is there");
            if metadata.is_dir() {
                self.add_files(&path, files);
            } else {
                let shown = path
                    .strip_prefix(&self.root)
                    .expect("it is below")
                    .display()
                    .to_string();
                let content = (
                    fs::read(&path).unwrap_or_default(),
                    metadata.modified().expect("there is a clock"),
                );
                files.insert(shown, content);
            }
        }
    }

    pub fn run(&self, words: &[&str]) -> Run {
        self.run_with(words, &[])
    }

    pub fn run_with(&self, words: &[&str], environment: &[(&str, &Path)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .arg("--root")
            .arg(&self.root)
            .args(words)
            .current_dir(&self.root);
        let output = command
            .envs(environment.iter().copied())
            .output()
            .expect("the program runs");
        Run::from(output)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Run {
    #[track_caller]
    pub fn expect_success(self) -> Self {
        self.expect(0, &[])
    }

    /// Asserts the status, and that standard error tells each of these.
    #[track_caller]
    pub fn expect(self, status: i32, told: &[&str]) -> Self {
        assert_eq!(self.status, Some(status), "{}{}", self.stdout, self.stderr);
        for text in told {
            assert!(
                self.stderr.contains(text),
                "{text:?} is not in:\n{}",
                self.stderr
            );
        }
        self
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            status: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}
