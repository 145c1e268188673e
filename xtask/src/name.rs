//! The name of an API: it becomes a module, a cargo feature and a folder, so it is a Rust identifier in snake case.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Rust's keywords that are spelt like names, strict and reserved.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Crates that a module would hide, and cargo features that mean something else in the emitted crate.
const TAKEN: &[&str] = &[
    "alloc",
    "core",
    "default",
    "openapi_runtime",
    "proc_macro",
    "reqwest",
    "serde",
    "std",
    "test",
];

/// Why a text cannot be an API's name.
#[derive(Debug)]
pub struct NameFault {
    name: String,
    fault: Fault,
}

#[derive(Debug)]
enum Fault {
    Shape,
    Keyword,
    Taken,
}

/// Accepts what can be the name of a module and of a cargo feature.
pub fn check_name(name: &str) -> Result<(), NameFault> {
    let fault = if !is_snake_case(name) {
        Fault::Shape
    } else if KEYWORDS.contains(&name) {
        Fault::Keyword
    } else if TAKEN.contains(&name) {
        Fault::Taken
    } else {
        return Ok(());
    };
    Err(NameFault {
        name: name.to_owned(),
        fault,
    })
}

/// The name that a title or a file's name gives, if it has a letter or a digit that can be in one.
pub fn derive_name(text: &str) -> Option<String> {
    let words: Vec<_> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let name = words.join("_").to_ascii_lowercase();
    match name.chars().next()? {
        '0'..='9' => Some(format!("api_{name}")),
        _ if check_name(&name).is_err() => Some(format!("{name}_api")),
        _ => Some(name),
    }
}

fn is_snake_case(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

impl Display for NameFault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let found = match self.fault {
            Fault::Shape => "is not an identifier",
            Fault::Keyword => "is a keyword of Rust",
            Fault::Taken => "is taken by a crate or a cargo feature",
        };
        let name = &self.name;
        write!(
            f,
            "the API name `{name}` {found}; a name like `pets` or `pets_v2` is accepted (a-z, 0-9 and _, a letter first)"
        )
    }
}

impl Error for NameFault {}

#[cfg(test)]
mod tests {
    use super::{check_name, derive_name};

    fn check(text: &str, expected: Option<&str>) {
        let name = derive_name(text);
        assert_eq!(name.as_deref(), expected, "{text:?}");
        assert!(
            name.is_none_or(|name| check_name(&name).is_ok()),
            "{text:?}"
        );
    }

    #[test]
    fn a_title_gives_a_name() {
        check("Pet Store – API (v2)", Some("pet_store_api_v2"));
        check("3D-Print", Some("api_3d_print"));
        check("Type", Some("type_api"));
        check("core", Some("core_api"));
        check("__pets__", Some("pets"));
        check("ペット", None);
        check("", None);
    }

    #[test]
    fn what_is_no_identifier_is_refused() {
        for name in [
            "",
            "Pets",
            "2pets",
            "pet-store",
            "pet store",
            "_pets",
            "pëts",
            "../pets",
            "self",
            "match",
            "std",
            "default",
        ] {
            assert!(check_name(name).is_err(), "{name:?}");
        }
        for name in ["pets", "pets_v2", "p", "pets_"] {
            assert!(check_name(name).is_ok(), "{name:?}");
        }
    }
}
