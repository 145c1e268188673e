//! An invocation of one of the runtime's macros to text: docs, clauses and fields each on a line of its own.
//!
//! prettyplease leaves unknown macros on few long lines. What stands in ours is regular: elements, divided by commas or
//! semicolons, some with a block of elements. One that does not fit in a line is broken at its commas or in its longest
//! group.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

use super::flat::{flat, is_punct};

/// How long a line may be.
const WIDTH: usize = 100;

/// How long elements may be that share lines.
const SHORT: usize = 40;

const INDENT: usize = 4;

/// The text of a macro's invocation; nothing where the tokens are something else.
pub fn print_macro(tokens: &TokenStream) -> Option<String> {
    let mut before: Vec<_> = tokens.clone().into_iter().collect();
    let Some(TokenTree::Group(body)) = before.pop() else {
        return None;
    };
    let is_macro = before.last().is_some_and(|token| is_punct(token, '!'))
        && body.delimiter() == Delimiter::Brace;
    is_macro.then(|| {
        let mut text = format!("{} {{\n", flat(&before));
        elements(&mut text, &body, INDENT);
        text.push_str("}\n");
        text
    })
}

/// The elements of a block, each on its line or lines.
fn elements(text: &mut String, block: &Group, indent: usize) {
    let tokens: Vec<_> = block.stream().into_iter().collect();
    let clauses = tokens.iter().any(|token| is_punct(token, ';'));
    let divider = if clauses { ';' } else { ',' };
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let end = end(rest, divider);
        let (element, others) = rest.split_at(end);
        rest = others;
        self::element(text, element, indent);
    }
}

/// Where the first element ends, with its divider; a block that none follows is an end, too.
fn end(tokens: &[TokenTree], divider: char) -> usize {
    for (position, token) in tokens.iter().enumerate() {
        let divided = |at: usize| tokens.get(at).is_some_and(|token| is_punct(token, divider));
        if is_punct(token, divider) || (is_block(token) && !divided(position + 1)) {
            return position + 1;
        }
    }
    tokens.len()
}

fn is_block(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn element(text: &mut String, tokens: &[TokenTree], indent: usize) {
    let tokens = attributes(text, tokens, indent);
    let margin = " ".repeat(indent);
    let block = tokens.iter().position(is_block);
    if let Some((TokenTree::Group(block), before, after)) =
        block.map(|at| (&tokens[at], &tokens[..at], &tokens[at + 1..]))
        && !block.stream().is_empty()
    {
        text.push_str(&format!("{margin}{} {{\n", flat(before)));
        elements(text, block, indent + INDENT);
        text.push_str(&format!("{margin}}}{}\n", flat(after)));
        return;
    }
    let line = flat(tokens);
    if indent + line.len() <= WIDTH {
        text.push_str(&format!("{margin}{line}\n"));
    } else if !clause(text, tokens, indent) && !assignment(text, tokens, indent) {
        text.push_str(&margin);
        broken(text, tokens, indent);
        text.push('\n');
    }
}

/// Prints the attributes before an element; gives what is behind them.
fn attributes<'t>(text: &mut String, tokens: &'t [TokenTree], indent: usize) -> &'t [TokenTree] {
    let mut rest = tokens;
    while let [hash, attribute @ TokenTree::Group(group), others @ ..] = rest {
        if !is_punct(hash, '#') {
            break;
        }
        let line = doc(group).map_or_else(
            || flat(&[hash.clone(), attribute.clone()]),
            |doc| format!("///{doc}"),
        );
        text.push_str(&format!("{}{line}\n", " ".repeat(indent)));
        rest = others;
    }
    rest
}

/// The line of a doc comment.
fn doc(attribute: &Group) -> Option<String> {
    let tokens: Vec<_> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name), _, TokenTree::Literal(line)] if name == "doc" => {
            match syn::Lit::new(line.clone()) {
                syn::Lit::Str(line) => Some(line.value()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A clause of several values: its name, then a value a line.
fn clause(text: &mut String, tokens: &[TokenTree], indent: usize) -> bool {
    let [name, colon, values @ .., end] = tokens else {
        return false;
    };
    if !is_punct(colon, ':') || !values.iter().any(|token| is_punct(token, ',')) {
        return false;
    }
    let values = [values, std::slice::from_ref(end)].concat();
    text.push_str(&format!("{}{name}:\n", " ".repeat(indent)));
    for value in values.split_inclusive(|token| is_punct(token, ',')) {
        element(text, value, indent + INDENT);
    }
    true
}

/// An element whose value fits in a line of its own.
fn assignment(text: &mut String, tokens: &[TokenTree], indent: usize) -> bool {
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
fn is_equals(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=' && punct.spacing() == Spacing::Alone)
}

/// Whether a space comes before this token where it follows a group.
fn stands_apart(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => is_equals(token) || punct.as_char() == '<',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

/// An element that is broken in its longest group.
fn broken(text: &mut String, tokens: &[TokenTree], indent: usize) {
    let length = |(_, token): &(usize, &TokenTree)| flat(std::slice::from_ref(*token)).len();
    let groups = tokens.iter().enumerate().filter(|(_, token)| match token {
        TokenTree::Group(group) => !group.stream().is_empty(),
        _ => false,
    });
    let group = groups.max_by_key(length).map(|(at, _)| at);
    let Some((TokenTree::Group(group), before, after)) =
        group.map(|at| (&tokens[at], &tokens[..at], &tokens[at + 1..]))
    else {
        text.push_str(&flat(tokens));
        return;
    };
    let bare = Group::new(group.delimiter(), TokenStream::new());
    let mut head = before.to_vec();
    head.push(bare.into());
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
fn values(text: &mut String, group: &Group, indent: usize) {
    let tokens: Vec<_> = group.stream().into_iter().collect();
    let values: Vec<_> = tokens.split(|token| is_punct(token, ',')).collect();
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
            value.push(Punct::new(',', Spacing::Alone).into());
            element(text, &value, inside);
        }
    }
    text.push_str(&" ".repeat(indent));
}

/// Short values, as many on a line as fit.
fn filled(text: &mut String, values: &[&[TokenTree]], indent: usize) {
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
