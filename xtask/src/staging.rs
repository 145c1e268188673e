//! Files written beside their places, then renamed into them all at once. What was staged and not committed is taken away.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use crate::error::Error;

/// Files that wait for their names, and the folders that were made for them.
#[derive(Default)]
pub struct Staging {
    files: Vec<Staged>,
    folders: Vec<PathBuf>,
}

struct Staged {
    temporary: PathBuf,
    target: PathBuf,
}

impl Staging {
    /// Writes a text beside its place.
    pub fn write(&mut self, target: &Path, text: &str) -> Result<(), Error> {
        let failed = |source| Error::io("written", target, source);
        if let Some(folder) = target.parent() {
            self.make_folder(folder).map_err(failed)?;
        }
        // Short, since a long name may fit and a longer one not; of this process, since another may be at work.
        let temporary =
            target.with_file_name(format!(".xtask-{}-{}", process::id(), self.files.len()));
        self.files.push(Staged {
            temporary: temporary.clone(),
            target: target.to_owned(),
        });
        fs::write(&temporary, text).map_err(failed)
    }

    /// Gives every file its name; the number of files.
    pub fn commit(mut self) -> Result<usize, Error> {
        let count = self.files.len();
        for Staged { temporary, target } in &self.files {
            fs::rename(temporary, target).map_err(|source| Error::io("written", target, source))?;
        }
        self.files.clear();
        self.folders.clear();
        Ok(count)
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.make_folder(parent)?;
        }
        fs::create_dir(folder)?;
        self.folders.push(folder.to_owned());
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The error that led here is the one to tell; what cannot be removed, and a folder in use, stays.
        for staged in &self.files {
            let _ = fs::remove_file(&staged.temporary);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
