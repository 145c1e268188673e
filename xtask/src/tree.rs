//! A map of paths to texts, made equal on disk: first a plan of what differs, then its application, or a report of it.
//!
//! Nothing is deleted outside the folders that are all generated. What is to be written is first written beside its place,
//! all of it, and renamed only then: a disk that refuses leaves the folder as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::arguments::Mode;
use crate::console;
use crate::error::Error;
use crate::staging::Staging;

/// A folder on disk and what it is to hold.
pub struct Tree {
    pub folder: PathBuf,
    /// The folder as messages call it.
    pub shown: PathBuf,
    /// The folders below it in which every file is generated.
    pub owned: &'static [&'static str],
    pub goldens: Option<Goldens>,
    /// The text of every file, by its path below the folder.
    pub files: BTreeMap<String, String>,
}

/// Files in an owned folder that another command writes: each stands beside a generated one of the same name.
pub struct Goldens {
    pub folder: &'static str,
    pub extension: &'static str,
    /// The extension of the generated file.
    pub beside: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    Missing,
    Stale,
    Foreign,
}

type Plan = BTreeMap<PathBuf, Difference>;

impl Tree {
    /// Makes the folder equal, or names what differs and the command that mends it.
    pub fn settle(&self, mode: Mode, mend: &str) -> Result<(), Error> {
        let plan = self.plan()?;
        match mode {
            Mode::Check => self.report(&plan, mend),
            Mode::Write => self.apply(&plan),
        }
    }

    fn plan(&self) -> Result<Plan, Error> {
        let mut found = BTreeSet::new();
        for owned in self.owned {
            self.walk(Path::new(owned), &mut found)?;
        }
        let mut plan = Plan::new();
        for (path, text) in &self.files {
            let path = Path::new(path);
            if let Some(difference) = self.compare(path, text, &found)? {
                plan.insert(path.to_owned(), difference);
            }
            found.remove(path);
        }
        let foreign = found.into_iter().filter(|path| !self.is_golden(path));
        plan.extend(foreign.map(|path| (path, Difference::Foreign)));
        Ok(plan)
    }

    /// Every entry below an owned folder that is not a folder. Symbolic links are not followed.
    fn walk(&self, path: &Path, found: &mut BTreeSet<PathBuf>) -> Result<(), Error> {
        let unreadable = |source| Error::io("read", &self.shown.join(path), source);
        let place = self.folder.join(path);
        match fs::symlink_metadata(&place) {
            Err(fault) if is_absence(&fault) => return Ok(()),
            Err(fault) => return Err(unreadable(fault)),
            Ok(metadata) if !metadata.is_dir() => {
                found.insert(path.to_owned());
                return Ok(());
            }
            Ok(_) => {}
        }
        for entry in fs::read_dir(&place).map_err(unreadable)? {
            self.walk(&path.join(entry.map_err(unreadable)?.file_name()), found)?;
        }
        Ok(())
    }

    fn compare(
        &self,
        path: &Path,
        text: &str,
        found: &BTreeSet<PathBuf>,
    ) -> Result<Option<Difference>, Error> {
        if self.is_owned(path) && !found.contains(path) {
            return Ok(Some(Difference::Missing));
        }
        match fs::read(self.folder.join(path)) {
            Ok(bytes) if bytes == text.as_bytes() => Ok(None),
            Ok(_) => Ok(Some(Difference::Stale)),
            Err(fault) if is_absence(&fault) => Ok(Some(Difference::Missing)),
            Err(fault) => Err(Error::io("read", &self.shown.join(path), fault)),
        }
    }

    fn is_owned(&self, path: &Path) -> bool {
        self.owned.iter().any(|owned| path.starts_with(owned))
    }

    fn is_golden(&self, path: &Path) -> bool {
        self.goldens.as_ref().is_some_and(|goldens| {
            let beside = path.with_extension(goldens.beside);
            path.starts_with(goldens.folder)
                && path
                    .extension()
                    .is_some_and(|extension| extension == goldens.extension)
                && beside
                    .to_str()
                    .is_some_and(|beside| self.files.contains_key(beside))
        })
    }

    fn report(&self, plan: &Plan, mend: &str) -> Result<(), Error> {
        for (path, difference) in plan {
            let word = match difference {
                Difference::Missing => "missing",
                Difference::Stale => "stale",
                Difference::Foreign => "foreign",
            };
            console::tell(format_args!(
                "{word:<8} {}",
                self.shown.join(path).display()
            ));
        }
        match plan.len() {
            0 => Ok(()),
            files => Err(Error::OutOfDate {
                files,
                mend: mend.to_owned(),
            }),
        }
    }

    fn apply(&self, plan: &Plan) -> Result<(), Error> {
        let foreign = plan
            .iter()
            .filter(|(_, difference)| **difference == Difference::Foreign);
        let (blocking, stale): (Vec<_>, Vec<_>) = foreign
            .map(|(path, _)| path)
            .partition(|path| self.blocks(path));
        self.delete(&blocking)?;
        let mut staging = Staging::default();
        for (path, text) in &self.files {
            if plan.contains_key(Path::new(path)) {
                staging.write(&self.folder.join(path), text)?;
            }
        }
        let written = staging.commit()?;
        self.delete(&stale)?;
        let deleted = blocking.len() + stale.len();
        let unchanged = self.files.len() - written;
        let shown = self.shown.display();
        console::say(format_args!(
            "{shown}: {written} written, {deleted} deleted, {unchanged} unchanged"
        ));
        Ok(())
    }

    /// Whether a foreign file stands where a folder is to be, or in a folder that stands where a file is to be.
    fn blocks(&self, foreign: &Path) -> bool {
        self.files
            .keys()
            .any(|path| Path::new(path).starts_with(foreign) || foreign.starts_with(path))
    }

    fn delete(&self, paths: &[&PathBuf]) -> Result<(), Error> {
        for path in paths {
            fs::remove_file(self.folder.join(path))
                .map_err(|source| Error::io("deleted", &self.shown.join(path), source))?;
        }
        self.owned
            .iter()
            .try_for_each(|owned| remove_empty(&self.folder.join(owned)))
    }
}

/// Removes the folders that hold no file, innermost first.
fn remove_empty(folder: &Path) -> Result<(), Error> {
    let failed = |source| Error::io("tidied", folder, source);
    if !fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(failed)? {
        remove_empty(&entry.map_err(failed)?.path())?;
    }
    match fs::read_dir(folder).map_err(failed)?.next() {
        Some(_) => Ok(()),
        None => fs::remove_dir(folder).map_err(failed),
    }
}

/// A path that is not there, also because a file stands where one of its folders would.
fn is_absence(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
