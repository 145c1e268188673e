//! A crate that never changes, compiled beside each share: a machine's speed differs from hour to hour, and what a share
//! takes says little without what this crate took in the same minute.
//!
//! It has as many plain types as a large API, 1,100 structs of ten fields, 250 enums and 150 unions, with `Debug` and `Clone`
//! derived and nothing else.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::error::Error;

const STRUCTS: usize = 1100;
const ENUMS: usize = 250;
const UNIONS: usize = 150;

const MANIFEST: &str =
    "[package]\nname = \"yardstick\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n";

/// Writes the crate into this folder.
pub fn write(folder: &Path) -> Result<(), Error> {
    let sources = folder.join("src");
    fs::create_dir_all(&sources).map_err(|source| Error::io("made", &sources, source))?;
    let write = |path: &Path, text: &str| {
        fs::write(path, text).map_err(|source| Error::io("written", path, source))
    };
    write(&folder.join("Cargo.toml"), MANIFEST)?;
    write(&sources.join("lib.rs"), &text())
}

/// The crate's source. A type refers to ones of lower numbers alone, so that none contains itself.
fn text() -> String {
    let mut text = String::from("//! Plain types.\n#![forbid(unsafe_code)]\n");
    for number in 0..STRUCTS {
        let fields =
            (0..10).map(|field| format!("    pub f{field}: {},", field_type(number, field)));
        declare(&mut text, "struct", &format!("S{number}"), fields);
    }
    for number in 0..ENUMS {
        let variants = (0..6).map(|variant| format!("    V{variant},"));
        let unknown = "    Unknown(String),".to_owned();
        declare(
            &mut text,
            "enum",
            &format!("E{number}"),
            variants.chain([unknown]),
        );
    }
    for number in 0..UNIONS {
        let variants =
            (0..3).map(|variant| format!("    V{variant}(Box<S{}>),", number >> variant));
        declare(&mut text, "enum", &format!("U{number}"), variants);
    }
    text
}

/// One type: a line for each field or variant.
fn declare(text: &mut String, keyword: &str, name: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<_> = lines.collect();
    let lines = lines.join("\n");
    // Writing into a `String` cannot fail.
    let _ = write!(
        text,
        "\n/// The type `{name}`.\n#[derive(Clone, Debug)]\npub {keyword} {name} {{\n{lines}\n}}\n"
    );
}

fn field_type(number: usize, field: usize) -> String {
    match field {
        0 => "String".to_owned(),
        1 | 2 => "Option<String>".to_owned(),
        3 => "i64".to_owned(),
        4 => "Option<i64>".to_owned(),
        5 => "Option<bool>".to_owned(),
        6 => "Vec<String>".to_owned(),
        7 => format!("Option<E{}>", number % ENUMS),
        8 if number > 0 => format!("Option<Box<S{}>>", number / 2),
        9 if number >= 8 => format!("Vec<U{}>", number / 8),
        _ => "bool".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn it_is_as_large_as_it_says_and_declares_what_it_mentions() {
        let text = text();
        assert_eq!(text.matches("\npub struct S").count(), STRUCTS);
        assert_eq!(text.matches("\npub enum ").count(), ENUMS + UNIONS);
        assert_eq!(text.matches("    pub f").count(), 10 * STRUCTS);
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        let is_own = |word: &&&str| {
            word.strip_prefix(['S', 'E', 'U'])
                .is_some_and(|number| number.parse::<usize>().is_ok())
        };
        let missing = words
            .iter()
            .filter(is_own)
            .find(|name| !text.contains(&format!(" {name} {{")));
        assert_eq!(missing, None);
    }
}
