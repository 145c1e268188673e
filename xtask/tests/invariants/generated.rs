//! What is emitted: short bodies, and no way to panic. The goldens show it for every feature.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use crate::sources::{Function, Source, below};

/// How many statements a body may have: what would need more belongs in the runtime. A list with a line for each field
/// is one statement.
const STATEMENTS: usize = 8;

/// What panics: methods, and macros.
const PANICKING: [&str; 12] = [
    "unwrap",
    "expect",
    "unwrap_err",
    "expect_err",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
];

/// Keywords that can stand before a list in brackets; behind another word, brackets index.
const BEFORE_LIST: [&str; 9] = [
    "as", "dyn", "else", "for", "in", "match", "mut", "return", "const",
];

fn emitted() -> Vec<Source> {
    below(&["generated/src", "generator/tests/golden"])
}

#[test]
fn bodies_are_short() {
    for source in emitted() {
        for Function { signature, body } in source.functions() {
            let statements = statements(body);
            assert!(
                statements <= STATEMENTS,
                "{}: `{}` has {statements} statements",
                source.path,
                signature.ident
            );
        }
    }
}

fn statements(body: TokenStream) -> usize {
    let ends = body.into_iter().map(|token| match token {
        TokenTree::Group(group) => statements(group.stream()),
        TokenTree::Punct(mark) if mark.as_char() == ';' => 1,
        _ => 0,
    });
    ends.sum()
}

#[test]
fn nothing_panics() {
    for source in emitted() {
        let found = panics(source.parse().into_token_stream());
        assert!(found.is_empty(), "{}: {found:?}", source.path);
    }
}

#[test]
fn what_panics_is_found() {
    for text in [
        "x.unwrap()",
        "y.expect(\"why\")",
        "panic!()",
        "list[0]",
        "f(x)[1]",
        "grid[0][1]",
        "unsafe { x }",
    ] {
        let tokens = text.parse().expect("these are tokens");
        assert!(!panics(tokens).is_empty(), "{text} is not found");
    }
    for text in [
        "&[1]",
        "vec![1]",
        "#[test]",
        "x: [u8; 2]",
        "f([1])",
        "for x in [1] {}",
    ] {
        let tokens = text.parse().expect("these are tokens");
        assert_eq!(panics(tokens), Vec::<String>::new(), "{text}");
    }
}

fn panics(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        if panics_here(before, token) {
            let before = before.map(ToString::to_string).unwrap_or_default();
            found.push(format!("{before}{token}"));
        }
        if let TokenTree::Group(group) = token {
            found.extend(panics(group.stream()));
        }
    }
    found
}

fn panics_here(before: Option<&TokenTree>, token: &TokenTree) -> bool {
    match (before, token) {
        (_, TokenTree::Ident(word)) if word == "unsafe" => true,
        (Some(TokenTree::Punct(mark)), TokenTree::Ident(method)) => {
            mark.as_char() == '.' && is_panicking(&method.to_string())
        }
        (Some(TokenTree::Ident(name)), TokenTree::Punct(mark)) => {
            mark.as_char() == '!' && is_panicking(&name.to_string())
        }
        (Some(TokenTree::Ident(word)), TokenTree::Group(group)) => {
            group.delimiter() == Delimiter::Bracket
                && !BEFORE_LIST.contains(&word.to_string().as_str())
        }
        (Some(TokenTree::Group(one)), TokenTree::Group(other)) => {
            one.delimiter() != Delimiter::Brace && other.delimiter() == Delimiter::Bracket
        }
        _ => false,
    }
}

fn is_panicking(word: &str) -> bool {
    PANICKING.contains(&word)
}
