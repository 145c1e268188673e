//! The Rust sources of this checkout, as the tests of the invariants look at them.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, ImplItem, Item, ItemFn, Signature, TraitItem};

/// A Rust file of this checkout.
pub struct Source {
    /// Its path from the workspace's root, with `/`.
    pub path: String,
    pub text: String,
}

/// A function with a body, also one of an impl or a trait.
pub struct Function {
    pub signature: Signature,
    pub body: TokenStream,
}

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package has a workspace around it")
        .to_owned()
}

/// The Rust files below these folders, in the order of their paths. There is at least one below each.
pub fn below(folders: &[&str]) -> Vec<Source> {
    files(folders, "rs")
}

/// The files of this extension below these folders, in the order of their paths. There is at least one below each.
pub fn files(folders: &[&str], extension: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    for folder in folders {
        let before = sources.len();
        add(&root().join(folder), extension, &mut sources);
        assert!(sources.len() > before, "{folder} has no file .{extension}");
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

fn add(path: &Path, extension: &str, sources: &mut Vec<Source>) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder of sources is readable");
        entries.for_each(|entry| add(&entry.expect("an entry").path(), extension, sources));
    } else if path.extension().is_some_and(|it| it == extension) {
        let shown = path.strip_prefix(root()).expect("it is below the root");
        sources.push(Source {
            path: shown.to_string_lossy().replace('\\', "/"),
            text: fs::read_to_string(path).expect("a source is readable"),
        });
    }
}

impl Source {
    /// The file's items.
    pub fn parse(&self) -> syn::File {
        syn::parse_file(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }

    /// Whether the code names a library, as the head of a path or of a macro's name.
    pub fn names_library(&self, library: &str) -> bool {
        names_library(self.parse().into_token_stream(), library)
    }

    /// The functions of the file but for its tests.
    pub fn functions(&self) -> Vec<Function> {
        let file = self.parse();
        if is_test(&file.attrs) {
            return Vec::new();
        }
        functions(file.items)
    }
}

fn names_library(tokens: TokenStream, library: &str) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Group(group) => names_library(group.stream(), library),
            TokenTree::Ident(word) if word == library => begins_path(tokens.next(), tokens.peek()),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether these are the tokens behind the head of a path or a macro's name.
fn begins_path(next: Option<TokenTree>, after: Option<&TokenTree>) -> bool {
    let is = |token: Option<&TokenTree>, mark| matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == mark);
    is(next.as_ref(), '!') || is(next.as_ref(), ':') && is(after, ':')
}

/// All identifiers and keywords of these tokens.
pub fn words(tokens: TokenStream) -> Vec<String> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => words(group.stream()),
            TokenTree::Ident(word) => vec![word.to_string()],
            TokenTree::Punct(_) | TokenTree::Literal(_) => Vec::new(),
        })
        .collect()
}

fn functions(items: Vec<Item>) -> Vec<Function> {
    items.into_iter().flat_map(of_item).collect()
}

fn of_item(item: Item) -> Vec<Function> {
    match item {
        Item::Fn(ItemFn {
            attrs, sig, block, ..
        }) if !is_test(&attrs) => vec![Function {
            signature: sig,
            body: quote!(#block),
        }],
        Item::Mod(module) if !is_test(&module.attrs) => {
            functions(module.content.map(|(_, items)| items).unwrap_or_default())
        }
        Item::Impl(item) => item.items.into_iter().filter_map(of_impl).collect(),
        Item::Trait(item) => item.items.into_iter().filter_map(of_trait).collect(),
        _ => Vec::new(),
    }
}

fn of_impl(item: ImplItem) -> Option<Function> {
    let ImplItem::Fn(method) = item else {
        return None;
    };
    let block = method.block;
    Some(Function {
        signature: method.sig,
        body: quote!(#block),
    })
}

fn of_trait(item: TraitItem) -> Option<Function> {
    let TraitItem::Fn(method) = item else {
        return None;
    };
    let block = method.default?;
    Some(Function {
        signature: method.sig,
        body: quote!(#block),
    })
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && words(quote!(#attribute)).contains(&"test".to_owned())
    })
}
