//! `tests/ui.rs`: the test that has the programs compiled.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::programs::{COMPILES, FOLDER, MISTAKES};
use crate::assemble::EmittedApi;
use crate::emit::file::SourceFile;
use crate::print::print;

/// The runner of these APIs' programs: path below the crate's `tests`, and text.
pub fn emit_runner(apis: &[EmittedApi]) -> (String, String) {
    let file = SourceFile {
        path: format!("{FOLDER}.rs"),
        docs: vec![
            "Programs over the operations: what is to compile does, and of what is not to, the compiler says why."
                .to_owned(),
            String::new(),
            "`cargo xtask bless` writes what the compiler says, which depends on the features that go through to the runtime."
                .to_owned(),
        ],
        attributes: Vec::new(),
        uses: BTreeMap::new(),
        items: apis.iter().flat_map(emit_tests).collect(),
    };
    (file.path.clone(), print(file))
}

/// Programs that are run are built one by one, the others all at once: two tests.
fn emit_tests(api: &EmittedApi) -> Option<TokenStream> {
    let feature = api.name.trim_start_matches("r#");
    let paths = |stem: &str| {
        let suffix = format!("/{stem}.rs");
        let any = api.tests.keys().any(|path| {
            path.starts_with(&format!("{FOLDER}/{feature}/")) && path.ends_with(&suffix)
        });
        any.then(|| format!("tests/{FOLDER}/{feature}/**/{stem}.rs"))
    };
    let compiles = paths(COMPILES)?;
    let mistakes = MISTAKES.iter().filter_map(|stem| paths(stem));
    let (run, refused) = (
        format_ident!("{feature}_compiles"),
        format_ident!("{feature}_misused_does_not_compile"),
    );
    Some(quote! {
        #[cfg(all(feature = #feature, feature = "reqwest", feature = "serde"))]
        #[test]
        fn #run() {
            trybuild::TestCases::new().pass(#compiles);
        }

        #[cfg(all(feature = #feature, feature = "reqwest", feature = "serde"))]
        #[test]
        fn #refused() {
            let cases = trybuild::TestCases::new();
            #(cases.compile_fail(#mistakes);)*
        }
    })
}
