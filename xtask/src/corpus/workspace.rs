//! One workspace of all generated crates, with the lock file of this checkout: what they stand on is built once.

use std::fs;
use std::path::Path;

use super::folders::Folders;
use super::outcome::Entry;
use crate::error::Error;

/// What ends the manifest of a crate that stands alone; in a workspace it has to go.
const ALONE: &str = "[workspace]\n";

/// Writes the workspace, and makes each generated crate a member.
pub fn write(root: &Path, folders: &Folders, entries: &[Entry]) -> Result<(), Error> {
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
