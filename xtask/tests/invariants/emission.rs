//! Emission is total: it has an answer for every API, and no way to fail.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::sources::{Function, below, words};

/// Macros and methods that fail or leave something open. (`expect` says why it cannot.)
const OPEN: [&str; 5] = ["panic", "todo", "unimplemented", "unreachable", "unwrap"];

#[test]
fn emission_has_no_way_to_fail() {
    for source in below(&["generator/src/emit"]) {
        for Function { signature, .. } in source.functions() {
            let output = &signature.output;
            let fails = words(quote!(#output)).contains(&"Result".to_owned());
            assert!(
                !fails,
                "{}: `{}` gives a Result",
                source.path, signature.ident
            );
        }
    }
}

#[test]
fn emission_leaves_no_question_open() {
    let sources = below(&["generator/src/emit"]);
    // A trial is a test.
    for source in sources.iter().filter(|it| !it.path.ends_with("/trial.rs")) {
        for Function { signature, body } in source.functions() {
            let called = called(body);
            let found = called.iter().find(|it| OPEN.contains(&it.as_str()));
            assert_eq!(found, None, "{}: `{}`", source.path, signature.ident);
        }
    }
}

/// The macros and methods that a body calls; what it emits, in its templates, is not looked at.
fn called(body: TokenStream) -> Vec<String> {
    let mut called = Vec::new();
    let mut tokens = body.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) if is_mark(tokens.peek(), '!') => {
                if name == "quote" {
                    tokens.nth(1);
                }
                called.push(name.to_string());
            }
            TokenTree::Punct(mark) if mark.as_char() == '.' => {
                called.extend(tokens.peek().map(ToString::to_string));
            }
            TokenTree::Group(group) => called.extend(self::called(group.stream())),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    called
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

#[test]
fn templates_are_not_looked_at() {
    let body = quote!({
        quote!(x.unwrap());
        let y = f().unwrap();
        todo!()
    });
    assert_eq!(called(body), ["quote", "unwrap", "todo"]);
}
