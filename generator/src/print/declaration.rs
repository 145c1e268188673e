//! A declaration of one line (`pub mod a;`, `pub use a::{B, C};`, `pub type A = B;`) to text, as prettyplease prints it.
//!
//! Files are full of them, and parsing one takes much longer than printing it. What is longer than a line, or has other
//! attributes than docs, is left to prettyplease.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Item;

use super::SHORT;
use super::flat::flat;
use super::macros::doc;
use super::token::Token;

/// The items that take one line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Declaration {
    Module,
    Use,
    Type,
}

impl Declaration {
    /// The kind of an item, where it takes one line.
    pub fn of(item: &Item) -> Option<Self> {
        match item {
            Item::Mod(module) if module.content.is_none() => Some(Self::Module),
            Item::Use(_) => Some(Self::Use),
            Item::Type(_) => Some(Self::Type),
            _ => None,
        }
    }

    /// Whether no blank line comes between declarations of this kind.
    pub fn stands_together(self) -> bool {
        match self {
            Self::Module | Self::Use => true,
            Self::Type => false,
        }
    }
}

/// The kind and the text of a declaration; the tokens again where they are something else.
pub fn print_declaration(tokens: TokenStream) -> Result<(Declaration, String), TokenStream> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let ends = matches!(trees.last(), Some(TokenTree::Punct(sign)) if sign.as_char() == ';');
    let printed = ends.then(|| {
        let tokens: Vec<Token> = trees.iter().cloned().map(Token::from).collect();
        printed(&tokens)
    });
    printed.flatten().ok_or_else(|| trees.into_iter().collect())
}

fn printed(tokens: &[Token]) -> Option<(Declaration, String)> {
    let mut text = String::new();
    let mut rest = tokens;
    while let [
        hash,
        Token::Group(Delimiter::Bracket, attribute),
        others @ ..,
    ] = rest
        && hash.is_punct('#')
    {
        text.push_str("///");
        text.push_str(&doc(attribute)?);
        text.push('\n');
        rest = others;
    }
    let kind = kind(rest)?;
    let line = match rest {
        [before @ .., Token::Group(Delimiter::Brace, names), end] if names.len() == 1 => {
            flat(&[before, names, std::slice::from_ref(end)].concat())
        }
        rest => flat(rest),
    };
    text.push_str(&line);
    text.push('\n');
    (line.len() < SHORT).then_some((kind, text))
}

/// What is declared, by the first word after `pub`.
fn kind(tokens: &[Token]) -> Option<Declaration> {
    let mut words = tokens.iter().filter_map(|token| match token {
        Token::Word(word) => Some(word.as_str()),
        Token::Literal(_) | Token::Punct(..) | Token::Group(..) => None,
    });
    match words.find(|word| *word != "pub")? {
        "mod" => Some(Declaration::Module),
        "use" => Some(Declaration::Use),
        "type" => Some(Declaration::Type),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::{parse, print_item};
    use super::*;

    /// What prettyplease prints, too.
    fn check(tokens: TokenStream) {
        let items = parse(tokens.clone()).items.into_iter();
        let pretty: String = items.map(print_item).collect();
        let printed = print_declaration(tokens).map(|(_, text)| text);
        assert_eq!(printed.map_err(|it| it.to_string()), Ok(pretty));
    }

    #[test]
    fn declarations_are_printed_as_prettyplease_does() {
        check(quote!(
            pub(crate) mod a;
        ));
        check(quote!(
            mod r#try;
        ));
        check(quote!(
            pub use list::{A, B};
        ));
        check(quote!(
            pub use super::list::{A};
        ));
        check(quote!(
            pub use a::B as C;
        ));
        check(quote!(
            #[doc = " Docs."]
            pub type A = crate::a::List<Option<Vec<&'static str>>>;
        ));
        check(quote!(
            #[doc = " One."]
            #[doc = ""]
            #[doc = " Two."]
            type A = Result<(), [u8; 4]>;
        ));
    }

    #[test]
    fn what_is_no_declaration_comes_back() {
        for tokens in [
            quote!(
                const A: u8 = 1;
            ),
            quote!(
                #[cfg(test)]
                mod a;
            ),
            quote!(
                pub struct A {
                    b: u8,
                }
            ),
            quote!(
                pub use aaaaaaaaaaaaaaaaaaaaaaaaaaaa::{
                    bbbbbbbbbbbbbbbbbbbbbbbbbbbbb, ccccccccccccccccccccccccc,
                };
            ),
        ] {
            let text = tokens.to_string();
            let printed = print_declaration(tokens).map(|(_, text)| text);
            assert_eq!(printed.map_err(|it| it.to_string()), Err(text));
        }
    }
}
