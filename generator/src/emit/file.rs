//! One source file while it is emitted: the names that it uses, where they come from, and its items.
//!
//! A name is imported the first time it is asked for. One that already stands for something else in the file is written
//! with its whole path, so that no name of a document can get in the way of the file's own words.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, format_ident, quote};

use super::layout::Layout;
use crate::ir::{Home, Ident, TypeDef, TypeId};

/// The crate that emitted code calls.
const RUNTIME: &str = "openapi_runtime";

/// The emitted crate, as its own tests and its users name it.
pub const EMITTED: &str = "generated";

/// Names of Rust's prelude: they stand for themselves in every file.
const PRELUDE: [&str; 16] = [
    "Box",
    "Clone",
    "Default",
    "Err",
    "From",
    "FromIterator",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "Vec",
];

/// A file, ready to be printed.
pub struct SourceFile {
    /// Its path below the API's folder.
    pub path: String,
    /// The lines of its `//!` docs.
    pub docs: Vec<String>,
    /// The attributes of its module.
    pub attributes: Vec<TokenStream>,
    /// The names that it uses, by module.
    pub uses: BTreeMap<String, BTreeSet<String>>,
    /// Its items in order.
    pub items: Vec<TokenStream>,
}

impl SourceFile {
    /// The file without the imports that none of its items uses.
    pub fn without_unused(mut self) -> Self {
        let mut words = BTreeSet::new();
        self.items
            .iter()
            .for_each(|item| collect_words(item.clone(), &mut words));
        for names in self.uses.values_mut() {
            names.retain(|name| words.contains(name));
        }
        self.uses.retain(|_, names| !names.is_empty());
        self
    }
}

fn collect_words(tokens: TokenStream, words: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect_words(group.stream(), words),
            TokenTree::Ident(word) => {
                words.insert(word.to_string());
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The names of one file.
pub struct Scope<'a> {
    /// Where everything of the API is.
    pub layout: &'a Layout<'a>,
    home: Option<Home>,
    /// The module that the file is, where it gives the names of types below it on.
    module: Option<String>,
    /// Whether the file is a user's of the crate.
    outside: bool,
    /// What each short name stands for: the module that it comes from; nothing for the file's own.
    names: RefCell<BTreeMap<String, Option<String>>>,
}

impl<'a> Scope<'a> {
    /// The names of a file that has these types of its own.
    pub fn new(layout: &'a Layout<'a>, home: Option<Home>, own: &[String]) -> Self {
        let prelude = PRELUDE.iter().map(|name| ((*name).to_owned(), None));
        let own = own.iter().map(|name| (name.clone(), None));
        Self {
            layout,
            home,
            module: None,
            outside: false,
            names: RefCell::new(prelude.chain(own).collect()),
        }
    }

    /// The names of a resource's module, which re-exports the types of its files: they stand for themselves in it.
    pub fn of_resource(layout: &'a Layout<'a>, resource: usize, own: &[String]) -> Self {
        Self {
            module: Some(layout.module(&Home::Resource(resource))),
            ..Self::new(layout, None, own)
        }
    }

    /// The names of a file that uses the crate from outside.
    pub fn outside(layout: &'a Layout<'a>) -> Self {
        Self {
            outside: true,
            ..Self::new(layout, None, &[])
        }
    }

    /// This name of this module, imported where it is free.
    pub fn import(&self, module: &str, name: &str) -> TokenStream {
        let module = &*self.seen(module);
        let mut names = self.names.borrow_mut();
        let known = names
            .entry(name.to_owned())
            .or_insert_with(|| Some(module.to_owned()));
        let name = rust_ident(name);
        if known.as_deref() == Some(module) {
            return name.into_token_stream();
        }
        let module = path(module);
        quote!(#module::#name)
    }

    /// A name of the runtime's, such as `shape::Check`.
    pub fn runtime(&self, name: &str) -> TokenStream {
        match name.rsplit_once("::") {
            Some((module, name)) => self.import(&format!("{RUNTIME}::{module}"), name),
            None => self.import(RUNTIME, name),
        }
    }

    /// The type of this number.
    pub fn ty(&self, id: TypeId) -> TokenStream {
        let def = self.layout.api.ty(id);
        if let Some((resource, operation)) = self.layout.spread_by(id) {
            let name = &self.layout.api.resources[resource].operations[operation].type_name;
            let operation = self.import(self.layout.resource(resource), name.as_str());
            let body = self.runtime("spread::Body");
            return quote!(#body<#operation>);
        }
        let module = self.layout.module(&def.home);
        if self.is_own(def) || self.module.as_ref() == Some(&module) {
            return def.name.to_token_stream();
        }
        self.import(&module, def.name.as_str())
    }

    /// A module's path as this file sees it.
    fn seen<'m>(&self, module: &'m str) -> Cow<'m, str> {
        if !self.outside {
            Cow::Borrowed(module)
        } else if let Some(below) = module.strip_prefix(RUNTIME) {
            Cow::Owned(format!("{EMITTED}::runtime{below}"))
        } else if let Some(below) = module.strip_prefix("crate") {
            Cow::Owned(format!("{EMITTED}{below}"))
        } else {
            Cow::Borrowed(module)
        }
    }

    fn is_own(&self, def: &TypeDef) -> bool {
        self.home.as_ref() == Some(&def.home)
    }

    /// The file, with what was imported so far.
    pub fn finish(self, path: String, docs: Vec<String>, items: Vec<TokenStream>) -> SourceFile {
        let mut uses = BTreeMap::<String, BTreeSet<String>>::new();
        for (name, module) in self.names.into_inner() {
            if let Some(module) = module {
                uses.entry(module).or_default().insert(name);
            }
        }
        SourceFile {
            path,
            docs,
            attributes: Vec::new(),
            uses,
            items,
        }
    }
}

/// A name in capitals, for a constant. Every capital begins a word, so that two names never meet.
pub fn constant_name(name: &Ident) -> proc_macro2::Ident {
    let mut text = String::new();
    for character in name.as_str().chars() {
        if character.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(character.to_uppercase());
    }
    format_ident!("{text}")
}

/// The struct that names a type's required values.
pub fn required_name(name: &Ident) -> proc_macro2::Ident {
    format_ident!("{}Required", name.as_str())
}

/// The name without the mark of a raw identifier: in a path on disk, in prose, inside a longer name.
pub fn plain(name: &Ident) -> &str {
    name.as_str().trim_start_matches("r#")
}

/// An identifier from its text; a raw one begins with `r#`.
pub fn rust_ident(text: &str) -> proc_macro2::Ident {
    match text.strip_prefix("r#") {
        Some(word) => format_ident!("r#{word}"),
        None => proc_macro2::Ident::new(text, Span::call_site()),
    }
}

/// A path from its text.
pub fn path(text: &str) -> TokenStream {
    let segments = text.split("::").map(rust_ident);
    quote!(#(#segments)::*)
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(rust_ident(self.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Api, Docs};

    fn api() -> Api {
        Api {
            name: Ident::checked("shop")
                .expect("`shop` is an identifier, because it is a plain word"),
            title: String::new(),
            version: String::new(),
            docs: Docs::default(),
            base_url: None,
            schemes: Vec::new(),
            types: Vec::new(),
            resources: Vec::new(),
            headers: Vec::new(),
            subjects: Vec::new(),
            examples: Vec::new(),
        }
    }

    #[test]
    fn a_name_that_stands_for_something_else_is_written_with_its_path() {
        let api = api();
        let layout = Layout::new(&api);
        let scope = Scope::new(&layout, None, &["Check".to_owned()]);
        let written = |tokens: TokenStream| tokens.to_string().replace(' ', "");
        assert_eq!(
            written(scope.runtime("shape::Check")),
            "openapi_runtime::shape::Check"
        );
        assert_eq!(written(scope.runtime("shape::Shape")), "Shape");
        assert_eq!(
            written(scope.import("crate::shop::models", "Shape")),
            "crate::shop::models::Shape"
        );
        assert_eq!(
            written(scope.import("crate::shop::models", "Option")),
            "crate::shop::models::Option"
        );
        let file = scope.finish("a.rs".to_owned(), Vec::new(), Vec::new());
        let shape = BTreeSet::from(["Shape".to_owned()]);
        assert_eq!(
            file.uses,
            BTreeMap::from([("openapi_runtime::shape".to_owned(), shape)])
        );
    }
}
