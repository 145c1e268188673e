//! Tokens on one line, spaced as people write them.

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// The tokens on one line.
pub fn flat(tokens: &[TokenTree]) -> String {
    let mut line = Line::default();
    line.write(tokens);
    line.text
}

/// Whether a token is this punctuation.
pub fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// What the last token asks of the next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum After {
    /// The beginning, an opening or a prefix: nothing comes between.
    #[default]
    Open,
    /// A name, a literal or the end of a group: arguments follow it directly.
    Word,
    /// An operator: a space follows.
    Operator,
}

#[derive(Default)]
struct Line {
    text: String,
    after: After,
    /// The punctuation that goes on with the next token.
    joint: String,
}

impl Line {
    fn write(&mut self, tokens: &[TokenTree]) {
        for token in tokens {
            match token {
                TokenTree::Ident(word) => self.word(&word.to_string()),
                TokenTree::Literal(value) => self.word(&value.to_string()),
                TokenTree::Group(group) => {
                    let inside: Vec<_> = group.stream().into_iter().collect();
                    self.group(group.delimiter(), &inside);
                }
                TokenTree::Punct(punct) => {
                    self.joint.push(punct.as_char());
                    // `>>` closes two lists of arguments, one after the other; `->` and `=>` are one.
                    let ends = matches!(punct.as_char(), '\'' | '>');
                    if punct.spacing() == Spacing::Alone || ends {
                        let operator = std::mem::take(&mut self.joint);
                        self.operator(&operator);
                    }
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        self.space(self.after != After::Open);
        self.text.push_str(word);
        self.after = After::Word;
    }

    fn group(&mut self, delimiter: Delimiter, inside: &[TokenTree]) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if inside.is_empty() => ("{", "}"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        self.space(match self.after {
            After::Open => false,
            After::Word => delimiter != Delimiter::Parenthesis,
            After::Operator => true,
        });
        self.text.push_str(open);
        self.after = After::Open;
        self.write(inside);
        self.text.push_str(close);
        self.after = After::Word;
    }

    fn operator(&mut self, operator: &str) {
        let (before, after) = match operator {
            "::" | "." | "<" => (false, After::Open),
            "," | ";" | ":" => (false, After::Operator),
            ">" | "?" | "!" => (false, After::Word),
            "&" | "'" | "#" | "-" => (self.after != After::Open, After::Open),
            _ => (self.after != After::Open, After::Operator),
        };
        self.space(before);
        self.text.push_str(operator);
        self.after = after;
    }

    fn space(&mut self, wanted: bool) {
        if wanted {
            self.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn tokens_are_spaced_as_people_write_them() {
        let tokens: Vec<_> = quote! {
            pub a: Option<Map<Vec<List<&'static str>>>> = Required("a", Minimum(Bound::Integer(-1)), Items(&[]), x.y()?);
            0 A(Box<B>) = plain B: NULL | ARRAY, tags ["a", "b"] => c
        }
        .into_iter()
        .collect();
        assert_eq!(
            flat(&tokens),
            "pub a: Option<Map<Vec<List<&'static str>>>> = Required(\"a\", Minimum(Bound::Integer(-1)), Items(&[]), \
             x.y()?); 0 A(Box<B>) = plain B: NULL | ARRAY, tags [\"a\", \"b\"] => c"
        );
    }
}
