//! The document's descriptions as Markdown that rustdoc neither fails on nor runs: HTML first becomes Markdown, then what
//! rustdoc must not read is escaped.

mod element;
mod html;
mod tag;
mod writer;

use std::borrow::Cow;

use super::Lowering;
use crate::ir::Docs;
use crate::problem::is_invisible;

impl<'d> Lowering<'d> {
    /// See [`clean`]; most descriptions are asked for several times, and many stand in several places.
    pub(super) fn cleaned(&self, description: Option<&'d str>) -> Docs {
        let Some(text) = description else {
            return Docs::default();
        };
        let mut known = self.descriptions.borrow_mut();
        let docs = known.entry(text).or_insert_with(|| clean(Some(text)));
        docs.clone()
    }
}

/// The description, made safe: fences name a language that is not Rust, nothing is indented into a code block, and what
/// would be HTML, a broken link or a bare URL is escaped.
pub(crate) fn clean(description: Option<&str>) -> Docs {
    let text = with_plain_breaks(description.unwrap_or_default());
    let text = html::to_markdown(&text);
    let mut clean = String::with_capacity(text.len() + 8);
    let mut fenced = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            clean.push_str(if fenced { "```" } else { "```text" });
            fenced = !fenced;
        } else if fenced {
            clean.push_str(&visible(line));
        } else {
            add_inline(&mut clean, &visible(&with_single_blanks(bare)));
        }
        clean.push('\n');
    }
    if fenced {
        clean.push_str("```");
    }
    Docs(clean.trim().to_owned())
}

/// Without the line breaks that are not Rust's.
fn with_plain_breaks(text: &str) -> Cow<'_, str> {
    const OTHERS: [char; 4] = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
    if !is_plain(text) && text.contains(OTHERS) {
        let text = text.replace("\r\n", "\n");
        Cow::Owned(text.replace(OTHERS, "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a text is of ASCII's visible signs, blanks and line feeds alone, as most are: a quick look before a slow one.
fn is_plain(text: &str) -> bool {
    let plain = |it: u8| matches!(it, b' '..=b'~' | b'\n' | b'\t');
    text.bytes().all(plain)
}

/// One blank between words: more behind the sign of a list would make code of what follows.
fn with_single_blanks(line: &str) -> Cow<'_, str> {
    let blank = |it: char| it.is_whitespace() && it != ' ';
    let doubled = line.as_bytes().windows(2).any(|two| two == b"  ");
    if doubled || line.contains(blank) {
        let words: Vec<&str> = line.split_whitespace().collect();
        Cow::Owned(words.join(" "))
    } else {
        Cow::Borrowed(line)
    }
}

/// The first of two descriptions that says something.
pub(crate) fn first(one: Docs, other: Docs) -> Docs {
    if one.0.is_empty() { other } else { one }
}

/// Without characters that change how the text around them shows.
fn visible(line: &str) -> Cow<'_, str> {
    let hidden = |it: char| it != '\t' && (it.is_control() || is_invisible(it));
    if !is_plain(line) && line.contains(hidden) {
        Cow::Owned(line.replace(hidden, ""))
    } else {
        Cow::Borrowed(line)
    }
}

/// One line of prose: code spans and links stay, the rest of what Markdown or HTML would read is escaped.
fn add_inline(text: &mut String, line: &str) {
    let mut rest = line;
    while let Some(plain) = special(rest) {
        text.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let taken = span(rest)
            .or_else(|| link(rest))
            .or_else(|| autolink(rest))
            .or_else(|| url(rest))
            .or_else(|| escaped(rest))
            .unwrap_or_else(|| (rest[..1].to_owned(), 1));
        text.push_str(&taken.0);
        rest = &rest[taken.1..];
    }
    text.push_str(rest);
}

/// Where the first sign is that may mean something.
fn special(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut places = bytes.iter().enumerate();
    places.position(|(at, byte)| match byte {
        b'`' | b'[' | b'\\' | b'<' | b'>' | b']' | b'~' => true,
        b'h' => bytes[at..].starts_with(b"http"),
        _ => false,
    })
}

/// What Markdown or HTML would read at the beginning, escaped; what is escaped already stays.
fn escaped(rest: &str) -> Option<(String, usize)> {
    let mut characters = rest.chars();
    let (first, second) = (characters.next()?, characters.next());
    match (first, second) {
        ('\\', Some(second)) if second.is_ascii_punctuation() => {
            Some((format!("\\{second}"), 1 + second.len_utf8()))
        }
        ('\\' | '<' | '>' | '[' | ']' | '`', _) => Some((format!("\\{first}"), 1)),
        ('~', _) if rest.starts_with("~~~") => Some(("\\~".to_owned(), 1)),
        _ => None,
    }
}

/// Where a code span or a link has to end: what is longer is neither, and looking for the end costs.
const LONGEST: usize = 1000;

/// The beginning of a text, of at most the longest length.
fn near(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A code span at the beginning: `` `x` ``.
fn span(rest: &str) -> Option<(String, usize)> {
    let near = near(rest);
    let ticks = near.len() - near.trim_start_matches('`').len();
    let fence = &near[..ticks];
    let end = (ticks > 0).then(|| near[ticks..].find(fence)).flatten()?;
    let length = ticks + end + ticks;
    let closed = !rest[length..].starts_with('`');
    closed.then(|| (rest[..length].to_owned(), length))
}

/// A link with an absolute target at the beginning: `[text](https://…)`.
fn link(rest: &str) -> Option<(String, usize)> {
    let body = near(rest.strip_prefix('[')?);
    let (label, after) = body.split_once("](")?;
    let (target, _) = after.split_once(')')?;
    let sound =
        is_url(target) && !target.contains([' ', '<', '>', '(', '`', '\\']) && is_label(label);
    let length = label.len() + target.len() + 4;
    sound.then(|| (rest[..length].to_owned(), length))
}

/// Whether a label holds nothing that ends it or has a link of its own; code spans may be in it.
fn is_label(label: &str) -> bool {
    let ticks = label.matches('`').count();
    !label.contains(['[', ']', '<', '>', '\\']) && !label.contains("``") && ticks.is_multiple_of(2)
}

/// An autolink at the beginning: `<https://…>`.
fn autolink(rest: &str) -> Option<(String, usize)> {
    let (link, length) = url(rest.strip_prefix('<')?)?;
    let closed = rest[1 + length..].starts_with('>');
    closed.then_some((link, length + 2))
}

/// A bare URL at the beginning: it becomes an autolink.
fn url(rest: &str) -> Option<(String, usize)> {
    if !is_url(rest) {
        return None;
    }
    let end = rest
        .find(|it: char| it.is_whitespace() || matches!(it, '<' | '>' | '"' | '`' | ')' | ']'))
        .unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    Some((format!("<{address}>"), address.len()))
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, cleaned: &str) {
        assert_eq!(clean(Some(text)).0, cleaned);
    }

    #[test]
    fn prose_stays() {
        check(
            "Takes `a[b]` off, see [the docs](https://x.test/a).",
            "Takes `a[b]` off, see [the docs](https://x.test/a).",
        );
    }

    #[test]
    fn what_rustdoc_would_read_is_escaped() {
        check(
            "A <b_c>list</b_c> [x] of ` ticks",
            "A \\<b_c\\>list\\</b_c\\> \\[x\\] of \\` ticks",
        );
        check("See https://x.test/a.", "See <https://x.test/a>.");
        check(
            "<https://x.test/a> <https://x.test",
            "<https://x.test/a> \\<<https://x.test>",
        );
    }

    #[test]
    fn html_is_markdown() {
        check(
            "<p>A <b>list</b> of <code>a &lt; b</code>, <i>see</i> <a href=\"https://x.test\"><code>x</code> y</a></p>",
            "A **list** of `a < b`, *see* [`x` y](https://x.test)",
        );
        check("<pre>\n# let x;\n</pre>", "```text\n# let x;\n```");
    }

    #[test]
    fn code_is_never_run() {
        check("a\n\n    let x = 1;\n", "a\n\nlet x = 1;");
        check("```\nlet x;\n", "```text\nlet x;\n```");
    }

    #[test]
    fn control_and_direction_characters_go() {
        check("a\u{202e}b\rc\r\nd", "ab\nc\nd");
    }

    #[test]
    fn what_is_escaped_stays_escaped() {
        check("a \\<b> \\` \\\\[c]", "a \\<b\\> \\` \\\\\\[c\\]");
        check(
            "C:\\Users\\https://x.test",
            "C:\\\\Users\\\\<https://x.test>",
        );
    }

    #[test]
    fn no_list_has_code() {
        check("-      let x;\n1.\t\tlet y;", "- let x;\n1. let y;");
        check("- ~~~\n- ```", "- \\~~~\n- \\`\\`\\`");
    }

    #[test]
    fn links_that_markdown_reads_otherwise_are_text() {
        check(
            "[a](https://x.test/(b) [c](d) [e\\](https://x.test)",
            "\\[a\\](<https://x.test/(b>) \\[c\\](d) \\[e\\](<https://x.test>)",
        );
    }

    #[test]
    fn a_long_line_costs_no_more_than_its_length() {
        let text = "<b>`*[_".repeat(20_000);
        assert!(clean(Some(&text)).0.len() > text.len());
    }
}
