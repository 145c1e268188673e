//! An invocation of one of the runtime's macros to text: docs, clauses and fields each on a line of its own.
//!
//! prettyplease leaves unknown macros on few long lines. What stands in ours is regular: elements, divided by commas or
//! semicolons, some with a block of elements. One that does not fit in a line is broken at its commas or in its longest
//! group.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::flat::flat;
use super::token::{Token, inside};

/// How long a line may be.
const WIDTH: usize = 100;

/// How long elements may be that share lines.
const SHORT: usize = 40;

const INDENT: usize = 4;

/// The text of a macro's invocation; the tokens again where they are something else.
pub fn print_macro(tokens: TokenStream) -> Result<String, TokenStream> {
    let mut before: Vec<TokenTree> = tokens.into_iter().collect();
    match before.pop() {
        Some(TokenTree::Group(body)) if is_macro(&before, body.delimiter()) => {
            let before: Vec<Token> = before.into_iter().map(Token::from).collect();
            let mut text = format!("{} {{\n", flat(&before));
            elements(&mut text, &inside(body), INDENT);
            text.push_str("}\n");
            Ok(text)
        }
        last => Err(before.into_iter().chain(last).collect()),
    }
}

fn is_macro(before: &[TokenTree], delimiter: Delimiter) -> bool {
    let called = matches!(before.last(), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
    called && delimiter == Delimiter::Brace
}

/// The elements of a block, each on its line or lines.
fn elements(text: &mut String, block: &[Token], indent: usize) {
    let clauses = block.iter().any(|token| token.is_punct(';'));
    let divider = if clauses { ';' } else { ',' };
    let mut rest = block;
    while !rest.is_empty() {
        let end = end(rest, divider);
        let (element, others) = rest.split_at(end);
        rest = others;
        self::element(text, element, indent);
    }
}

/// Where the first element ends, with its divider; a block that none follows is an end, too.
fn end(tokens: &[Token], divider: char) -> usize {
    for (position, token) in tokens.iter().enumerate() {
        let divided = |at: usize| tokens.get(at).is_some_and(|token| token.is_punct(divider));
        if token.is_punct(divider) || (is_block(token) && !divided(position + 1)) {
            return position + 1;
        }
    }
    tokens.len()
}

fn is_block(token: &Token) -> bool {
    matches!(token, Token::Group(Delimiter::Brace, _))
}

fn element(text: &mut String, tokens: &[Token], indent: usize) {
    let tokens = attributes(text, tokens, indent);
    let block = tokens.iter().position(is_block);
    if let Some((Token::Group(_, block), before, after)) =
        block.map(|at| (&tokens[at], &tokens[..at], &tokens[at + 1..]))
        && !block.is_empty()
    {
        add_margin(text, indent);
        text.extend([&flat(before), " {\n"]);
        elements(text, block, indent + INDENT);
        add_margin(text, indent);
        text.extend(["}", &flat(after), "\n"]);
        return;
    }
    let line = flat(tokens);
    if indent + line.len() <= WIDTH {
        add_margin(text, indent);
        text.extend([&line, "\n"]);
    } else if !clause(text, tokens, indent) && !assignment(text, tokens, indent) {
        add_margin(text, indent);
        broken(text, tokens, indent);
        text.push('\n');
    }
}

fn add_margin(text: &mut String, indent: usize) {
    (0..indent).for_each(|_| text.push(' '));
}

/// Prints the attributes before an element; gives what is behind them.
fn attributes<'t>(text: &mut String, tokens: &'t [Token], indent: usize) -> &'t [Token] {
    let mut rest = tokens;
    while let [hash, Token::Group(_, attribute), others @ ..] = rest {
        if !hash.is_punct('#') {
            break;
        }
        add_margin(text, indent);
        match doc(attribute) {
            Some(doc) => text.extend(["///", &doc, "\n"]),
            None => text.extend([&flat(&rest[..2]), "\n"]),
        }
        rest = others;
    }
    rest
}

/// The line of a doc comment.
pub fn doc(attribute: &[Token]) -> Option<String> {
    match attribute {
        [Token::Word(name), _, Token::Literal(line)] if name == "doc" => {
            match syn::Lit::new(line.clone()) {
                syn::Lit::Str(line) => Some(line.value()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A clause of several values: its name, then a value a line.
fn clause(text: &mut String, tokens: &[Token], indent: usize) -> bool {
    let [name, colon, values @ .., end] = tokens else {
        return false;
    };
    if !colon.is_punct(':') || !values.iter().any(|token| token.is_punct(',')) {
        return false;
    }
    let values = [values, std::slice::from_ref(end)].concat();
    let name = flat(std::slice::from_ref(name));
    text.push_str(&format!("{}{name}:\n", " ".repeat(indent)));
    for value in values.split_inclusive(|token| token.is_punct(',')) {
        element(text, value, indent + INDENT);
    }
    true
}

/// An element whose value fits in a line of its own.
fn assignment(text: &mut String, tokens: &[Token], indent: usize) -> bool {
    let Some(equals) = tokens.iter().position(is_equals) else {
        return false;
    };
    let (before, value) = tokens.split_at(equals + 1);
    let (before, value) = (flat(before), flat(value));
    let fits = indent + INDENT + value.len() <= WIDTH;
    if fits {
        let margin = " ".repeat(indent);
        text.push_str(&format!("{margin}{before}\n{margin}    {value}\n"));
    }
    fits
}

/// An equals sign that is no part of an arrow.
fn is_equals(token: &Token) -> bool {
    matches!(token, Token::Punct('=', Spacing::Alone))
}

/// Whether a space comes before this token where it follows a group.
fn stands_apart(token: &Token) -> bool {
    match token {
        Token::Word(_) => true,
        Token::Punct(sign, _) => is_equals(token) || *sign == '<',
        Token::Group(..) | Token::Literal(_) => false,
    }
}

/// An element that is broken in its longest group.
fn broken(text: &mut String, tokens: &[Token], indent: usize) {
    let length = |(_, token): &(usize, &Token)| flat(std::slice::from_ref(*token)).len();
    let filled = |token: &Token| matches!(token, Token::Group(_, inside) if !inside.is_empty());
    let groups = tokens.iter().enumerate();
    let group = groups.filter(|(_, token)| filled(token)).max_by_key(length);
    let Some((at, Token::Group(delimiter, group))) = group else {
        text.push_str(&flat(tokens));
        return;
    };
    let after = &tokens[at + 1..];
    let mut head = tokens[..at].to_vec();
    head.push(Token::Group(*delimiter, Vec::new()));
    let head = flat(&head);
    let (head, close) = head.split_at(head.len() - 1);
    text.push_str(head);
    values(text, group, indent);
    text.push_str(close);
    if after.first().is_some_and(stands_apart) {
        text.push(' ');
    }
    text.push_str(&flat(after));
}

/// What is in a group that does not fit in a line.
fn values(text: &mut String, tokens: &[Token], indent: usize) {
    let values: Vec<_> = tokens.split(|token| token.is_punct(',')).collect();
    if let [value] = values.as_slice() {
        return broken(text, value, indent);
    }
    let values: Vec<_> = values
        .into_iter()
        .filter(|value| !value.is_empty())
        .collect();
    text.push('\n');
    let inside = indent + INDENT;
    if values.iter().all(|value| flat(value).len() <= SHORT) {
        filled(text, &values, inside);
    } else {
        for value in values {
            let mut value = value.to_vec();
            value.push(Token::Punct(',', Spacing::Alone));
            element(text, &value, inside);
        }
    }
    text.push_str(&" ".repeat(indent));
}

/// Short values, as many on a line as fit.
fn filled(text: &mut String, values: &[&[Token]], indent: usize) {
    let mut line = String::new();
    for value in values {
        let value = flat(value);
        if !line.is_empty() && indent + line.len() + value.len() + 2 > WIDTH {
            text.push_str(&format!("{}{line}\n", " ".repeat(indent)));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&value);
        line.push(',');
    }
    text.push_str(&format!("{}{line}\n", " ".repeat(indent)));
}
