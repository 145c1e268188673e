//! Tokens on one line, spaced as people write them.

use proc_macro2::{Delimiter, Spacing};

use super::token::Token;

/// How long most lines are at the most.
const LENGTH: usize = 100;

/// The tokens on one line.
pub fn flat(tokens: &[Token]) -> String {
    let mut line = Line {
        text: String::with_capacity(LENGTH),
        ..Line::default()
    };
    line.write(tokens);
    line.text
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
    fn write(&mut self, tokens: &[Token]) {
        for token in tokens {
            match token {
                Token::Word(word) => self.word(word),
                Token::Literal(value) => self.word(&value.to_string()),
                Token::Group(delimiter, inside) => self.group(*delimiter, inside),
                Token::Punct(sign, spacing) => {
                    self.joint.push(*sign);
                    // `>>` closes two lists of arguments, one after the other; `->` and `=>` are one.
                    if *spacing == Spacing::Alone || matches!(sign, '\'' | '>') {
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

    fn group(&mut self, delimiter: Delimiter, inside: &[Token]) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if inside.is_empty() || self.text.ends_with("::") => ("{", "}"),
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
        let tokens = quote! {
            pub a: Option<Map<Vec<List<&'static str>>>> = Required("a", Minimum(Bound::Integer(-1)), Items(&[]), x.y()?);
            0 A(Box<B>) = plain B: NULL | ARRAY, tags ["a", "b"] => c
        }
        .into_iter();
        let tokens: Vec<Token> = tokens.map(Token::from).collect();
        assert_eq!(
            flat(&tokens),
            "pub a: Option<Map<Vec<List<&'static str>>>> = Required(\"a\", Minimum(Bound::Integer(-1)), Items(&[]), \
             x.y()?); 0 A(Box<B>) = plain B: NULL | ARRAY, tags [\"a\", \"b\"] => c"
        );
    }
}
