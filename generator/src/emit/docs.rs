//! What the document says, as doc comments; a plain sentence where it says nothing.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::Docs;
use crate::problem::is_invisible;

/// The attribute of what the document advises against.
pub fn emit_deprecated(deprecated: bool) -> TokenStream {
    if deprecated {
        quote!(#[deprecated = "the document advises against it"])
    } else {
        TokenStream::new()
    }
}

/// The docs of an item, or these words where it has none.
pub fn emit_docs(docs: &Docs, otherwise: &str) -> TokenStream {
    emit_text(if is_silent(docs) { otherwise } else { &docs.0 })
}

/// The docs of an item with a paragraph behind them.
pub fn emit_docs_with(docs: &Docs, otherwise: &str, last: &str) -> TokenStream {
    let text = if is_silent(docs) {
        otherwise
    } else {
        docs.0.trim_end()
    };
    emit_text(&format!("{text}\n\n{last}"))
}

/// Doc comments with this text.
pub fn emit_text(text: &str) -> TokenStream {
    let lines = lines(text).into_iter().map(|line| {
        if line.is_empty() {
            Literal::string("")
        } else {
            as_it_is(&format!(" {line}"))
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// A line as a literal without escapes: they would cost much, and the doc comment that it becomes has none.
fn as_it_is(line: &str) -> Literal {
    let hashes = line.split('"').skip(1);
    let longest = hashes.map(|after| after.len() - after.trim_start_matches('#').len() + 1);
    let fence = "#".repeat(longest.max().unwrap_or(0));
    let raw = format!("r{fence}\"{line}\"{fence}").parse();
    raw.unwrap_or_else(|_| Literal::string(line))
}

/// The lines of Markdown, without what a doc comment cannot hold and without blank ones around it.
pub fn lines(text: &str) -> Vec<String> {
    let text = text.trim_matches(['\n', '\r', ' ']);
    text.lines()
        .map(|line| {
            line.replace('\t', "    ")
                .replace('\r', " ")
                .trim_end()
                .to_owned()
        })
        .collect()
}

/// A name or value on the wire, as code in a sentence.
pub fn code(wire: &str) -> String {
    let wire = one_line(wire);
    let longest = wire.split(|it| it != '`').map(str::len).max();
    match longest {
        _ if wire.is_empty() => "` `".to_owned(),
        None | Some(0) => format!("`{wire}`"),
        Some(longest) => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {wire} {fence}")
        }
    }
}

/// Plain text as Markdown, in one line.
pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    for character in one_line(&words.join(" ")).chars() {
        if "\\`*_[]<>#&~".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    // Lest rustdoc finds a URL that is no link.
    escaped.replace("://", "\\://")
}

/// A blank for each character that breaks the line or turns it.
fn one_line(text: &str) -> String {
    text.replace(|it: char| it.is_control() || is_invisible(it), " ")
}

fn is_silent(docs: &Docs) -> bool {
    docs.0.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_doc_comment_cannot_hold_is_mended() {
        assert_eq!(lines("\n a\tb  \r\n\r\nc\rd\n\n"), ["a    b", "", "c d"]);
        assert_eq!(escape("a*b\n  c: https://d"), "a\\*b c: https\\://d");
    }

    #[test]
    fn code_is_code_whatever_it_holds() {
        for (wire, written) in [
            ("a", "`a`"),
            ("c`d", "`` c`d ``"),
            ("``", "``` `` ```"),
            ("a\nb", "`a b`"),
            ("", "` `"),
        ] {
            assert_eq!(code(wire), written);
        }
    }
}
