//! Where an emitted crate finds `openapi-runtime`: a folder, or a version on crates.io.

use std::path::Path;

use generator::RuntimeSource;

use crate::error::Error;

/// What `--runtime` says; without it, the runtime of this checkout. A text that reads as a version is one: a folder of such
/// a name is had as `./1.0`.
pub fn runtime(root: &Path, argument: Option<&str>) -> Result<RuntimeSource, Error> {
    match argument {
        Some(text) if is_version(text) => Ok(RuntimeSource::Version(text.to_owned())),
        Some(text) => folder(Path::new(text)),
        None => folder(&root.join("generated/runtime")),
    }
}

/// The path is absolute, so that the crate may be anywhere.
fn folder(path: &Path) -> Result<RuntimeSource, Error> {
    let refused = || Error::Runtime {
        found: path.display().to_string(),
    };
    let absolute = path.canonicalize().map_err(|_| refused())?;
    if !absolute.join("Cargo.toml").is_file() {
        return Err(refused());
    }
    absolute
        .to_str()
        .map(|text| RuntimeSource::Path(text.to_owned()))
        .ok_or_else(refused)
}

/// A version or a requirement of one comparison, such as `1`, `0.2.1` or `=1.0.0-rc.1`.
fn is_version(text: &str) -> bool {
    let text = text.trim_start_matches(['=', '^', '~']);
    let (numbers, suffix) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let numbers: Vec<_> = numbers.split('.').collect();
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let in_suffix = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
    numbers.len() <= 3 && numbers.iter().all(is_number) && suffix.chars().all(in_suffix)
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn a_version_is_told_from_a_path() {
        for text in [
            "1",
            "0.1",
            "0.1.2",
            "=1.2.3",
            "^0.2",
            "1.0.0-rc.1",
            "1.0.0+build",
        ] {
            assert!(is_version(text), "{text}");
        }
        for text in [
            "",
            ".",
            "..",
            "./1.0",
            "1.0/runtime",
            "runtime",
            "1.",
            "v1",
            "1.2.3.4",
            "1.0-/x",
            "/1",
        ] {
            assert!(!is_version(text), "{text}");
        }
    }
}
