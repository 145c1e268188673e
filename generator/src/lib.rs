//! Stand-in for the generator's public interface: reads JSON documents, writes a file per schema.
#![allow(missing_docs)]
use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

pub mod document {
    pub struct Source {
        pub path: String,
        pub bytes: Vec<u8>,
    }
    pub struct Sources {
        pub document: Source,
        pub overlay: Option<Source>,
        pub others: Vec<Source>,
    }
}
use document::{Source, Sources};

#[derive(Clone, Copy)]
pub enum Naming {
    OperationId,
    Rest,
}
pub struct Options {
    pub name: String,
    pub naming: Naming,
    pub keep_unknown: bool,
    pub open_enums: Vec<String>,
}
pub enum Outcome {
    Missing(Vec<String>),
    Done(Generated),
    Failed(Vec<Problem>),
}
pub struct Generated {
    pub api: EmittedApi,
    pub problems: Vec<Problem>,
    pub operations: usize,
    pub types: usize,
}
pub struct EmittedApi {
    pub name: String,
    pub src: BTreeMap<String, String>,
    pub tests: BTreeMap<String, String>,
    pub effective: String,
}
pub enum RuntimeSource {
    Path(String),
    Version(String),
}
pub enum CrateKind {
    Workspace,
    Standalone,
}
pub struct CrateOptions {
    pub package: String,
    pub kind: CrateKind,
    pub runtime: RuntimeSource,
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    Fatal,
    Error,
    Warning,
    Note,
}
pub struct Problem {
    pub severity: Severity,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub at: String,
    pub message: String,
}
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}  ({})", self.file, self.line, self.column, self.message, self.at)
    }
}
fn problem(severity: Severity, source: &Source, at: &str, message: String) -> Problem {
    Problem { severity, file: source.path.clone(), line: 1, column: 1, at: at.to_owned(), message }
}
pub fn generate(sources: &Sources, options: &Options) -> Outcome {
    let source = &sources.document;
    let tree: Value = match serde_yaml::from_slice(&source.bytes) {
        Ok(tree) => tree,
        Err(error) => return Outcome::Failed(vec![problem(Severity::Fatal, source, "#", error.to_string())]),
    };
    if tree.get("openapi").is_none() {
        let message = "this is no OpenAPI document".to_owned();
        return Outcome::Failed(vec![problem(Severity::Fatal, source, "#", message)]);
    }
    let mut missing = Vec::new();
    references(&tree, &mut missing);
    missing.retain(|path| !sources.others.iter().any(|other| other.path == *path));
    if !missing.is_empty() {
        return Outcome::Missing(missing);
    }
    let mut problems = Vec::new();
    let mut operations = 0;
    for (path, item) in tree["paths"].as_object().into_iter().flatten() {
        for (_, operation) in item.as_object().into_iter().flatten() {
            operations += 1;
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if parameter.get("name").is_none() {
                    problems.push(problem(Severity::Error, source, path, "a parameter has no name".to_owned()));
                }
            }
        }
    }
    let head = format!("// @generated\n//! {}\n", tree["info"]["title"]);
    let mut src = BTreeMap::from([("mod.rs".to_owned(), head)]);
    for (name, schema) in tree["components"]["schemas"].as_object().into_iter().flatten() {
        src.insert(format!("models/{}.rs", name.to_lowercase()), format!("// @generated\n// {schema}\n"));
    }
    let types = src.len() - 1;
    let tests = BTreeMap::from([(format!("ui/{}/fails.rs", options.name), "// @generated\nfn main() {}\n".to_owned())]);
    let api = EmittedApi { name: options.name.clone(), src, tests, effective: tree.to_string() };
    Outcome::Done(Generated { api, problems, operations, types })
}
fn references(tree: &Value, found: &mut Vec<String>) {
    match tree {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let file = reference.split('#').next().unwrap_or_default();
                if !file.is_empty() && !found.iter().any(|one| one == file) {
                    found.push(file.to_owned());
                }
            }
            members.values().for_each(|one| references(one, found));
        }
        Value::Array(items) => items.iter().for_each(|one| references(one, found)),
        _ => {}
    }
}
pub fn assemble(apis: &[EmittedApi], options: &CrateOptions) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut lib = "// @generated\n//! Stand-in.\n".to_owned();
    let mut features = String::new();
    for api in apis {
        lib.push_str(&format!("pub mod {};\n", api.name));
        features.push_str(&format!("{} = []\n", api.name));
        for (path, text) in &api.src {
            files.insert(format!("src/{}/{path}", api.name), text.clone());
        }
        for (path, text) in &api.tests {
            if matches!(options.kind, CrateKind::Workspace) {
                files.insert(format!("tests/{path}"), text.clone());
            }
        }
    }
    let runtime = match &options.runtime {
        RuntimeSource::Path(path) => format!("{{ path = {path:?} }}"),
        RuntimeSource::Version(version) => format!("{version:?}"),
    };
    let workspace = if matches!(options.kind, CrateKind::Standalone) { "\n[workspace]\n" } else { "" };
    let manifest = format!(
        "# @generated\n[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\n{features}\n[dependencies]\nopenapi-runtime = {runtime}\n{workspace}",
        options.package
    );
    files.insert("src/lib.rs".to_owned(), lib);
    files.insert("Cargo.toml".to_owned(), manifest);
    files
}
