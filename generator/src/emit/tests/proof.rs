//! The IR to the table of what the proof judges: each schema that has a type, and that type.
//!
//! It names types, so it is Rust; a test or a program of another crate includes it. What is judged by it is sampled when it
//! runs.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::assemble::EmittedApi;
use crate::emit::constraints::emit_list;
use crate::emit::file::{Scope, SourceFile, plain, rust_ident};
use crate::emit::layout::Layout;
use crate::emit::ty::emit_type;
use crate::ir::{Api, Direction, Subject};
use crate::print::print;

/// The folder of the tables, below the crate's `tests`.
const FOLDER: &str = "proof";

pub(super) fn emit(api: &Api) -> BTreeMap<String, String> {
    if api.subjects.is_empty() {
        return BTreeMap::new();
    }
    let path = format!("{FOLDER}/{}.rs", plain(&api.name));
    BTreeMap::from([(path, emit_subjects(api))])
}

/// The table of an API, as another crate includes it. Its rows stand in the order of [`Api::subjects`].
pub fn emit_subjects(api: &Api) -> String {
    let layout = Layout::new(api);
    let scope = Scope::outside(&layout);
    let subject = scope.runtime("Subject");
    let rows = api.subjects.iter().map(|it| emit_subject(&scope, it));
    let table = quote! {
        /// The schemas that have a type.
        pub const SUBJECTS: &[#subject] = &[#(#rows),*];
    };
    let docs =
        vec!["What the proof judges: each schema that has a type, and that type.".to_owned()];
    print(scope.finish(String::new(), docs, vec![table]))
}

fn emit_subject(scope: &Scope<'_>, subject: &Subject) -> TokenStream {
    let name = scope.runtime("Subject");
    let ty = emit_type(scope, &subject.ty);
    let at = subject.at.to_string();
    let checks = (!subject.checks.is_empty()).then(|| {
        let checks = emit_list(scope, &subject.checks);
        quote!(.with(#checks))
    });
    let direction = match subject.directions() {
        (Direction::Request, _) => Some(quote!(.in_requests())),
        (_, Direction::Response) => Some(quote!(.in_responses())),
        (Direction::Response, Direction::Request) => None,
    };
    quote!(#name::of::<#ty>(#at) #checks #direction)
}

/// All tables of a crate in one: path below its `tests`, and text.
pub fn emit_tables(apis: &[EmittedApi]) -> (String, String) {
    let tabled = apis.iter().filter(|api| {
        let path = format!("{FOLDER}/{}.rs", api.name.trim_start_matches("r#"));
        api.tests.contains_key(&path)
    });
    let tabled: Vec<&str> = tabled.map(|api| api.name.as_str()).collect();
    let modules = tabled.iter().map(|name| {
        let module = rust_ident(name);
        quote!(pub mod #module;)
    });
    let rows = tabled.iter().map(|name| {
        let (module, name) = (rust_ident(name), name.trim_start_matches("r#"));
        quote!((#name, #module::SUBJECTS))
    });
    let mut items: Vec<TokenStream> = modules.collect();
    items.push(quote! {
        /// The subjects of each API.
        pub const SUBJECTS: &[(&str, &[generated::runtime::Subject])] = &[#(#rows),*];
    });
    let file = SourceFile {
        path: format!("{FOLDER}/mod.rs"),
        docs: vec!["What the proof judges of each API.".to_owned()],
        attributes: Vec::new(),
        uses: BTreeMap::new(),
        items,
    };
    (file.path.clone(), print(file))
}
