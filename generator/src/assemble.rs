//! Emitted APIs to the crate around them: manifest, root module, and every file under its path.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::file::{SourceFile, rust_ident};
use crate::emit::tests::{emit_runner, emit_tables};
use crate::print::print;

/// One API's part of a crate.
#[derive(Clone, Debug)]
pub struct EmittedApi {
    /// The module, and the cargo feature.
    pub name: String,
    /// Its source files: path below its module's folder, and text.
    pub src: BTreeMap<String, String>,
    /// Its tests: path below the crate's `tests`, and text.
    pub tests: BTreeMap<String, String>,
    /// The document after its overlay, as JSON.
    pub effective: String,
}

/// What a crate is to be.
#[derive(Clone, Debug)]
pub struct CrateOptions {
    /// The package's name.
    pub package: String,
    /// Where it lives.
    pub kind: CrateKind,
    /// Where it finds the runtime.
    pub runtime: RuntimeSource,
}

/// Where a crate lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrateKind {
    /// In this workspace: each API is a feature, the tests are emitted.
    Workspace,
    /// Anywhere: it builds by itself, its API is always on.
    Standalone,
}

/// Where a crate finds the package `openapi-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// In this folder.
    Path(String),
    /// On crates.io, by this requirement.
    Version(String),
}

/// The features that go through to the runtime.
const FORWARDED: [&str; 2] = ["reqwest", "serde"];

/// The files of a crate: path below its folder, and text.
pub fn assemble(apis: &[EmittedApi], options: &CrateOptions) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for api in apis {
        let folder = api.name.trim_start_matches("r#");
        for (path, text) in &api.src {
            files.insert(format!("src/{folder}/{path}"), text.clone());
        }
        if options.kind == CrateKind::Workspace {
            files.extend(
                api.tests
                    .iter()
                    .map(|(path, text)| (format!("tests/{path}"), text.clone())),
            );
        }
    }
    if options.kind == CrateKind::Workspace {
        for (path, text) in [emit_runner(apis), emit_tables(apis)] {
            files.insert(format!("tests/{path}"), text);
        }
    }
    files.insert("src/lib.rs".to_owned(), print_root(apis, options.kind));
    files.insert("Cargo.toml".to_owned(), manifest(apis, options));
    files
}

/// The root module.
fn print_root(apis: &[EmittedApi], kind: CrateKind) -> String {
    let modules = apis.iter().map(|api| {
        let name = rust_ident(&api.name);
        let feature = api.name.trim_start_matches("r#");
        let gate = (kind == CrateKind::Workspace).then(|| quote!(#[cfg(feature = #feature)]));
        quote!(#gate #[rustfmt::skip] pub mod #name;)
    });
    let mut items = vec![quote!(
        pub use openapi_runtime as runtime;
    )];
    items.extend(modules);
    print(&SourceFile {
        path: "lib.rs".to_owned(),
        docs: describe(kind),
        attributes: attributes(),
        uses: BTreeMap::new(),
        items,
    })
}

fn describe(kind: CrateKind) -> Vec<String> {
    let text: &[&str] = match kind {
        CrateKind::Workspace => &[
            "Clients of HTTP APIs, generated from their OpenAPI documents.",
            "",
            "Each API is a module and a feature of the same name. What they share is [`runtime`].",
        ],
        CrateKind::Standalone => &[
            "A client of an HTTP API, generated from its OpenAPI document. What it stands on is [`runtime`].",
        ],
    };
    text.iter().map(|line| (*line).to_owned()).collect()
}

/// The crate's attributes: what a document says, in its prose or as a number, is not ours to mend.
fn attributes() -> Vec<TokenStream> {
    let lints = [
        "approx_constant",
        "doc_lazy_continuation",
        "doc_overindented_list_items",
        "excessive_precision",
    ];
    let lints = lints.map(|lint| format_ident!("{lint}"));
    vec![
        quote!(#![forbid(unsafe_code)]),
        quote!(#![warn(missing_docs)]),
        quote!(#![allow(#(clippy::#lints),*, reason = "the documents' own words and numbers")]),
    ]
}

fn manifest(apis: &[EmittedApi], options: &CrateOptions) -> String {
    let package = match options.kind {
        CrateKind::Workspace => {
            "version.workspace = true\nedition.workspace = true\nrust-version.workspace = true\n\
             license.workspace = true\npublish.workspace = true\n\
             description = \"Clients generated from OpenAPI documents\"\n"
        }
        CrateKind::Standalone => {
            "version = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"1.88\"\n\
             description = \"A client generated from an OpenAPI document\"\n"
        }
    };
    let last = match options.kind {
        CrateKind::Workspace => {
            "[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\ntrybuild = \"1\"\n\n[lints]\nworkspace = true\n"
        }
        CrateKind::Standalone => {
            "# It builds anywhere, also inside the folder of another workspace.\n[workspace]\n"
        }
    };
    let name = quoted(&options.package);
    let features = features(apis, options.kind);
    let runtime = match &options.runtime {
        RuntimeSource::Path(path) => format!("path = {}", quoted(path)),
        RuntimeSource::Version(version) => format!("version = {}", quoted(version)),
    };
    format!(
        "# @generated by `cargo xtask gen`; do not edit.\n\n[package]\nname = {name}\n{package}\n[features]\n{features}\n\
         [dependencies]\nopenapi-runtime = {{ {runtime}, default-features = false }}\n\n{last}"
    )
}

fn features(apis: &[EmittedApi], kind: CrateKind) -> String {
    let own: Vec<_> = match kind {
        CrateKind::Workspace => apis
            .iter()
            .map(|api| api.name.trim_start_matches("r#"))
            .collect(),
        CrateKind::Standalone => Vec::new(),
    };
    let all: Vec<_> = own.iter().copied().chain(FORWARDED).map(quoted).collect();
    let mut lines = format!("default = [{}]\n", all.join(", "));
    for feature in own {
        lines.push_str(&format!("{feature} = []\n"));
    }
    for feature in FORWARDED {
        lines.push_str(&format!("{feature} = [\"openapi-runtime/{feature}\"]\n"));
    }
    lines
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)))
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(kind: CrateKind, runtime: RuntimeSource) -> BTreeMap<String, String> {
        let api = EmittedApi {
            name: "shop".to_owned(),
            src: BTreeMap::from([("mod.rs".to_owned(), "// mod\n".to_owned())]),
            tests: BTreeMap::from([("shop.rs".to_owned(), "// test\n".to_owned())]),
            effective: String::new(),
        };
        assemble(
            &[api],
            &CrateOptions {
                package: "my-shop".to_owned(),
                kind,
                runtime,
            },
        )
    }

    #[test]
    fn in_the_workspace_an_api_is_a_feature() {
        let files = files(
            CrateKind::Workspace,
            RuntimeSource::Path("runtime".to_owned()),
        );
        let paths: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                "Cargo.toml",
                "src/lib.rs",
                "src/shop/mod.rs",
                "tests/proof/mod.rs",
                "tests/shop.rs",
                "tests/ui.rs"
            ]
        );
        assert!(
            files["src/lib.rs"]
                .contains("#[cfg(feature = \"shop\")]\n#[rustfmt::skip]\npub mod shop;\n")
        );
        let manifest = &files["Cargo.toml"];
        assert!(
            manifest.contains("default = [\"shop\", \"reqwest\", \"serde\"]\nshop = []\n"),
            "{manifest}"
        );
        assert!(
            manifest
                .contains("openapi-runtime = { path = \"runtime\", default-features = false }\n"),
            "{manifest}"
        );
    }

    #[test]
    fn elsewhere_a_crate_stands_alone() {
        let files = files(
            CrateKind::Standalone,
            RuntimeSource::Version("0.1".to_owned()),
        );
        assert!(!files.contains_key("tests/shop.rs"));
        assert!(!files["src/lib.rs"].contains("cfg"));
        let manifest = &files["Cargo.toml"];
        assert!(manifest.starts_with("# @generated"), "{manifest}");
        assert!(
            manifest
                .contains("openapi-runtime = { version = \"0.1\", default-features = false }\n"),
            "{manifest}"
        );
        assert!(manifest.ends_with("\n[workspace]\n"), "{manifest}");
    }

    #[test]
    fn text_of_toml_is_quoted() {
        assert_eq!(quoted("C:\\a \"b\"\n"), "\"C:\\\\a \\\"b\\\"\\u000A\"");
    }
}
