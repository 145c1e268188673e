//! Who may name what: libraries in their rooms, identifiers made in one place, no unsafe code anywhere.

use std::fs;

use syn::{Fields, Item, Visibility};

use crate::sources::{Source, below, root};

/// Asserts that only the sources at these paths name these libraries.
#[track_caller]
fn check(libraries: &[&str], rooms: &[&str]) {
    let sources = below(&["generator/src", "xtask/src", "generated/runtime/src"]);
    let is_inside = |source: &Source| rooms.iter().any(|room| source.path.starts_with(room));
    let (inside, outside): (Vec<_>, Vec<_>) = sources.iter().partition(|it| is_inside(it));
    for library in libraries {
        let names = |source: &&Source| source.names_library(library);
        let found = outside.iter().copied().filter(names);
        let found: Vec<_> = found.map(|source| &source.path).collect();
        assert!(found.is_empty(), "`{library}` is named in {found:?}");
        assert!(
            inside.iter().copied().any(|source| names(&source)),
            "nobody names `{library}`"
        );
    }
}

#[test]
fn documents_are_read_in_two_rooms() {
    check(
        &["openapiv3", "serde_yaml"],
        &["generator/src/document/", "generator/src/lower/"],
    );
}

#[test]
fn only_emission_and_printing_know_tokens() {
    check(
        &["quote", "syn", "prettyplease"],
        &["generator/src/emit/", "generator/src/print"],
    );
}

#[test]
fn the_server_of_an_exercise_knows_no_generator() {
    for source in below(&["xtask/src/exercise/server"]) {
        let path = &source.path;
        assert!(
            !source.names_library("generator"),
            "{path} names `generator`"
        );
    }
}

#[test]
fn only_names_can_make_an_identifier() {
    let names = below(&["generator/src/lower/names.rs"]);
    let file = names[0].parse();
    let ident = file.items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == "Ident" => Some(&item.fields),
        _ => None,
    });
    let Some(Fields::Unnamed(fields)) = ident else {
        panic!("`Ident` is a tuple struct of names.rs");
    };
    for field in &fields.unnamed {
        assert!(
            matches!(field.vis, Visibility::Inherited),
            "a field of `Ident` can be set from outside"
        );
    }
}

#[test]
fn the_two_halves_never_import_each_other() {
    for (package, theirs) in [
        ("generator", ["openapi-runtime", "generated"]),
        ("xtask", ["openapi-runtime", "generated"]),
        ("generated", ["generator", "xtask"]),
        ("generated/runtime", ["generator", "xtask"]),
    ] {
        let manifest = fs::read_to_string(root().join(package).join("Cargo.toml"));
        let manifest = manifest.expect("a member has a manifest");
        let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
        for name in theirs {
            let depends = manifest["dependencies"].get(name).is_some();
            assert!(!depends, "{package} depends on {name}");
        }
    }
}

#[test]
fn every_crate_forbids_unsafe_code() {
    let members = ["generator", "generated", "generated/runtime", "xtask"];
    for member in members {
        let lib = below(&[&format!("{member}/src/lib.rs")]);
        let words = lib[0].parse().attrs;
        let words: Vec<_> = words
            .iter()
            .flat_map(|it| crate::sources::words(quote::quote!(#it)))
            .collect();
        assert!(
            words.windows(2).any(|it| it == ["forbid", "unsafe_code"]),
            "{member}/src/lib.rs does not forbid unsafe code"
        );
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there");
    let listed = members.map(|member| format!("{member:?}")).join(", ");
    assert!(
        manifest.contains(&format!("members = [{listed}]")),
        "the members are not those of this test: {listed}"
    );
}
