//! `specs/specs.toml`, the list of documents: read into jobs for the generator, in the order of their names.
//!
//! A table per API, `[api.<name>]`. Paths are relative to `specs/`. Unknown keys are refused.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::str;

use generator::Options;
use serde::Deserialize;
use toml::Spanned;

use crate::arguments::NamingRule;
use crate::error::Error;
use crate::generation::{Input, Job};
use crate::name::check_name;

/// The manifest, from the workspace's root.
const FILE: &str = "specs/specs.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    api: BTreeMap<Spanned<String>, Api>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Api {
    document: Spanned<String>,
    overlay: Option<Spanned<String>>,
    #[serde(default)]
    naming: NamingRule,
    #[serde(default)]
    keep_unknown: bool,
    #[serde(default)]
    open_enums: Vec<Spanned<String>>,
    #[serde(default)]
    only: Vec<String>,
}

/// Reads the manifest of a workspace. Every fault of it is an error, with its place.
pub fn read_manifest(root: &Path) -> Result<Vec<Job>, Error> {
    let path = root.join(FILE);
    let bytes = fs::read(&path).map_err(|source| Error::io("read", Path::new(FILE), source))?;
    let text = str::from_utf8(&bytes).map_err(|fault| {
        let readable = str::from_utf8(&bytes[..fault.valid_up_to()]).unwrap_or_default();
        Text(readable).error(
            readable.len()..readable.len(),
            "a byte that is not UTF-8; TOML in UTF-8 is expected".to_owned(),
        )
    })?;
    let text = Text(text);
    let manifest: Manifest = toml::from_str(text.0).map_err(|fault| {
        text.error(
            fault.span().unwrap_or_default(),
            fault.message().replace('\n', ", "),
        )
    })?;
    if manifest.api.is_empty() {
        return Err(text.error(
            0..0,
            "names no API; a table `[api.<name>]` for each is expected".to_owned(),
        ));
    }
    Error::collect(
        manifest
            .api
            .into_iter()
            .map(|(name, api)| text.job(root, name, api)),
    )
}

/// The manifest's text, for the places of its faults.
struct Text<'a>(&'a str);

impl Text<'_> {
    fn job(&self, root: &Path, name: Spanned<String>, api: Api) -> Result<Job, Error> {
        check_name(name.get_ref()).map_err(|fault| self.error(name.span(), fault.to_string()))?;
        let document = self.input(root, "document", &api.document)?;
        let overlay = api
            .overlay
            .as_ref()
            .map(|path| self.input(root, "overlay", path))
            .transpose()?;
        let open_enums = Error::collect(
            api.open_enums
                .into_iter()
                .map(|extension| self.extension(extension)),
        )?;
        let options = Options {
            name: name.into_inner(),
            naming: api.naming.into(),
            keep_unknown: api.keep_unknown,
            open_enums,
            only: api.only,
            tests: true,
        };
        Ok(Job {
            document,
            overlay,
            options,
        })
    }

    fn input(&self, root: &Path, key: &str, value: &Spanned<String>) -> Result<Input, Error> {
        let shown = format!("specs/{}", value.get_ref());
        let path = root.join(&shown);
        let found = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => return Ok(Input { path, shown }),
            Ok(_) => "is not a file".to_owned(),
            Err(fault) => format!("cannot be read: {fault}"),
        };
        let message = format!(
            "`{key}` names `{shown}`, which {found}; the path of a file, relative to specs/, is expected"
        );
        Err(self.error(value.span(), message))
    }

    fn extension(&self, name: Spanned<String>) -> Result<String, Error> {
        if name.get_ref().starts_with("x-") {
            return Ok(name.into_inner());
        }
        let message = format!(
            "`open-enums` names `{}`; the name of an extension, `x-…`, is expected",
            name.get_ref()
        );
        Err(self.error(name.span(), message))
    }

    fn error(&self, span: Range<usize>, message: String) -> Error {
        let before = self.0.get(..span.start).unwrap_or(self.0);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        Error::Manifest {
            file: FILE.to_owned(),
            line,
            column,
            message,
        }
    }
}
