//! All generated crates through one `cargo check`: one workspace, one target folder, the lock file of this checkout.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use super::Folders;
use super::outcome::{Compilation, Entry};
use crate::error::Error;

/// How many messages of a document are kept.
const KEPT: usize = 3;

/// What ends the manifest of a crate that stands alone; in a workspace it has to go.
const ALONE: &str = "[workspace]\n";

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
    rendered: Option<String>,
}

/// Checks what was generated, and tells each entry what the compiler says.
pub fn check(root: &Path, folders: &Folders, entries: &mut [Entry]) -> Result<(), Error> {
    write_workspace(root, folders, entries)?;
    let mut by_manifest: BTreeMap<PathBuf, Compilation> = BTreeMap::new();
    let cargo: PathBuf = env::var_os("CARGO").map_or_else(|| "cargo".into(), Into::into);
    let failed = |source| Error::io("run", &cargo, source);
    let mut child = start(&cargo, folders).map_err(failed)?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            take(&line.map_err(failed)?, &mut by_manifest);
        }
    }
    let status = child.wait().map_err(failed)?;
    for entry in entries.iter_mut().filter(|entry| entry.is_generated()) {
        let manifest = folders.manifest(&entry.name);
        entry.compilation = Some(by_manifest.remove(&manifest).unwrap_or_default());
    }
    let told = entries.iter().any(Entry::is_failed);
    if status.success() || told {
        Ok(())
    } else {
        Err(Error::Step {
            name: "cargo check",
        })
    }
}

fn start(cargo: &Path, folders: &Folders) -> std::io::Result<Child> {
    Command::new(cargo)
        .args([
            "check",
            "--offline",
            "--quiet",
            "--workspace",
            "--keep-going",
        ])
        .args(["--message-format=json", "--target-dir"])
        .arg(&folders.build)
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(&folders.all)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
}

fn take(line: &str, by_manifest: &mut BTreeMap<PathBuf, Compilation>) {
    let Ok(line) = serde_json::from_str::<Line>(line) else {
        return;
    };
    let compilation = by_manifest.entry(line.manifest_path).or_default();
    if line.reason == "compiler-artifact" {
        compilation.finished = true;
    }
    let Some(message) = line.message else { return };
    match message.level.as_str() {
        "warning" => compilation.warnings += 1,
        "note" | "help" | "failure-note" => return,
        _ => compilation.errors += 1,
    }
    if compilation.messages.len() < KEPT {
        compilation.messages.extend(message.rendered);
    }
}

fn write_workspace(root: &Path, folders: &Folders, entries: &[Entry]) -> Result<(), Error> {
    let generated = entries.iter().filter(|entry| entry.is_generated());
    let mut members = String::new();
    for entry in generated {
        let path = folders.manifest(&entry.name);
        let unusable = |source| Error::io("made a member of the workspace", &path, source);
        let manifest = fs::read_to_string(&path).map_err(unusable)?;
        let member = manifest.strip_suffix(ALONE).unwrap_or(&manifest);
        fs::write(&path, member).map_err(unusable)?;
        members.push_str(&format!("    \"crates/{}\",\n", entry.name));
    }
    let manifest = folders.all.join("Cargo.toml");
    let text = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n");
    fs::write(&manifest, text).map_err(|source| Error::io("written", &manifest, source))?;
    let lock = root.join("Cargo.lock");
    fs::copy(&lock, folders.all.join("Cargo.lock"))
        .map_err(|source| Error::io("copied", &lock, source))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_by_package() {
        let mut found = BTreeMap::new();
        for line in [
            r#"{"reason":"compiler-message","manifest_path":"/a/Cargo.toml","message":{"level":"warning","rendered":"w"}}"#,
            r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml"}"#,
            r#"{"reason":"compiler-message","manifest_path":"/b/Cargo.toml","message":{"level":"error","rendered":"e"}}"#,
            r#"{"reason":"compiler-message","manifest_path":"/b/Cargo.toml","message":{"level":"failure-note","rendered":"n"}}"#,
            r#"{"reason":"compiler-artifact","manifest_path":"/c/Cargo.toml"}"#,
            r#"{"reason":"build-finished","success":false}"#,
        ] {
            take(line, &mut found);
        }
        let told = |path: &str| {
            let it = &found[Path::new(path)];
            (it.is_clean(), it.errors, it.warnings, it.messages.concat())
        };
        assert_eq!(told("/a/Cargo.toml"), (false, 0, 1, "w".to_owned()));
        assert_eq!(told("/b/Cargo.toml"), (false, 1, 0, "e".to_owned()));
        assert_eq!(told("/c/Cargo.toml"), (true, 0, 0, String::new()));
    }
}
