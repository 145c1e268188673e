//! The tokens of a macro's invocation as a tree that is looked at again and again.
//!
//! A group of `proc_macro2` gives its tokens as copies; here they are taken out of it once.

use proc_macro2::{Delimiter, Group, Literal, Spacing, TokenStream, TokenTree};

/// A token, or a group of them.
#[derive(Clone, Debug)]
pub enum Token {
    /// A name or a lifetime's.
    Word(String),
    /// A literal.
    Literal(Literal),
    /// A sign, and whether the next token may be a part of it.
    Punct(char, Spacing),
    /// What is between a pair of delimiters.
    Group(Delimiter, Vec<Token>),
}

impl Token {
    /// Whether it is this sign.
    pub fn is_punct(&self, wanted: char) -> bool {
        matches!(self, Self::Punct(sign, _) if *sign == wanted)
    }
}

impl From<TokenTree> for Token {
    fn from(tree: TokenTree) -> Self {
        match tree {
            TokenTree::Ident(word) => Self::Word(word.to_string()),
            TokenTree::Literal(value) => Self::Literal(value),
            TokenTree::Punct(sign) => Self::Punct(sign.as_char(), sign.spacing()),
            TokenTree::Group(group) => Self::Group(group.delimiter(), inside(group)),
        }
    }
}

/// The tokens in a group.
pub fn inside(group: Group) -> Vec<Token> {
    let tokens: TokenStream = group.stream();
    // Now the stream is the only one to hold them: they move.
    drop(group);
    tokens.into_iter().map(Token::from).collect()
}
