//! Where a run over a corpus writes: all of it below `target/corpus`.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::documents::Document;
use crate::error::Error;

/// Where everything goes, below `target/corpus`.
pub struct Folders {
    pub all: PathBuf,
    /// A crate for each document.
    pub crates: PathBuf,
    /// What each process printed and reported.
    pub logs: PathBuf,
    /// Cargo's target folder.
    pub build: PathBuf,
    /// Held as long as the folders are used.
    _lock: File,
}

impl Folders {
    /// Makes the folders; what an earlier run left of other documents goes. Refuses folders that another run uses.
    pub fn prepare(root: &Path, documents: &[Document]) -> Result<Self, Error> {
        let all = root.join("target/corpus");
        make(&all)?;
        let folders = Self {
            _lock: lock(&all)?,
            crates: all.join("crates"),
            logs: all.join("logs"),
            build: all.join("build"),
            all,
        };
        fresh(&folders.logs)?;
        make(&folders.crates)?;
        let unreadable = |source| Error::io("tidied", &folders.crates, source);
        for entry in fs::read_dir(&folders.crates).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = entry.file_name();
            if !documents.iter().any(|it| name == it.name.as_str()) {
                fs::remove_dir_all(entry.path()).map_err(unreadable)?;
            }
        }
        Ok(folders)
    }

    /// Takes away the docs that were built last.
    pub fn clear_docs(&self) -> Result<(), Error> {
        remove(&self.build.join("doc"))
    }

    /// The manifest of a crate.
    pub fn manifest(&self, name: &str) -> PathBuf {
        self.crates.join(name).join("Cargo.toml")
    }

    /// What the process of a crate's document printed.
    pub fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.log"))
    }

    /// What the process of a crate's document reported.
    pub fn report(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.json"))
    }
}

/// Keeps other runs out of a folder until the file is closed, however this one ends.
fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(|source| Error::io("made", &path, source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse {
            folder: folder.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(Error::io("locked", &path, source)),
    }
}

fn make(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|source| Error::io("made", folder, source))
}

fn fresh(folder: &Path) -> Result<(), Error> {
    remove(folder)?;
    make(folder)
}

fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("emptied", folder, fault))
        }
        _ => Ok(()),
    }
}
