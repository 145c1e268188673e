//! The document's descriptions as Markdown that rustdoc neither fails on nor runs.

use crate::ir::Docs;

/// The description, made safe: fences name a language that is not Rust, nothing is indented into a code block, and what
/// would be HTML, a broken link or a bare URL is escaped.
pub(crate) fn clean(description: Option<&str>) -> Docs {
    let text = description
        .unwrap_or_default()
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let mut lines = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            lines.push(if fenced {
                "```".to_owned()
            } else {
                "```text".to_owned()
            });
            fenced = !fenced;
        } else if fenced {
            lines.push(visible(line));
        } else {
            lines.push(inline(&visible(bare)));
        }
    }
    if fenced {
        lines.push("```".to_owned());
    }
    Docs(lines.join("\n").trim().to_owned())
}

/// The first of two descriptions that says something.
pub(crate) fn first(one: Docs, other: Docs) -> Docs {
    if one.0.is_empty() { other } else { one }
}

/// Without characters that change how the text around them shows.
fn visible(line: &str) -> String {
    line.chars()
        .filter(|it| {
            !it.is_control() && !matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect()
}

/// One line of prose: code spans and links stay, the rest of what Markdown or HTML would read is escaped.
fn inline(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let taken = span(rest)
            .or_else(|| link(rest))
            .or_else(|| url(rest, &text))
            .unwrap_or_else(|| {
                if matches!(first, '<' | '>' | '[' | ']' | '`') {
                    text.push('\\');
                }
                let (head, _) = rest.split_at(first.len_utf8());
                (head.to_owned(), head.len())
            });
        text.push_str(&taken.0);
        rest = &rest[taken.1..];
    }
    text
}

/// A code span at the beginning: `` `x` ``.
fn span(rest: &str) -> Option<(String, usize)> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let fence = &rest[..ticks];
    let end = (ticks > 0).then(|| rest[ticks..].find(fence)).flatten()?;
    let length = ticks + end + ticks;
    let closed = !rest[length..].starts_with('`');
    closed.then(|| (rest[..length].to_owned(), length))
}

/// A link with an absolute target at the beginning: `[text](https://…)`.
fn link(rest: &str) -> Option<(String, usize)> {
    let body = rest.strip_prefix('[')?;
    let (label, after) = body.split_once("](")?;
    let (target, _) = after.split_once(')')?;
    let sound = target.starts_with("http")
        && !target.contains([' ', '<', '>'])
        && !label.contains(['[', ']', '<', '>', '`']);
    let length = label.len() + target.len() + 4;
    sound.then(|| (rest[..length].to_owned(), length))
}

/// A bare URL at the beginning of a word: it becomes an autolink.
fn url(rest: &str, before: &str) -> Option<(String, usize)> {
    let begins = before
        .chars()
        .next_back()
        .is_none_or(|last| !last.is_alphanumeric());
    if !begins || !(rest.starts_with("https://") || rest.starts_with("http://")) {
        return None;
    }
    let end = rest
        .find(|it: char| it.is_whitespace() || matches!(it, '<' | '>' | '"' | '`' | ')' | ']'))
        .unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    Some((format!("<{address}>"), address.len()))
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
            "A <b>list</b> [x] of ` ticks",
            "A \\<b\\>list\\</b\\> \\[x\\] of \\` ticks",
        );
        check("See https://x.test/a.", "See <https://x.test/a>.");
    }

    #[test]
    fn code_is_never_run() {
        check("a\n\n    let x = 1;\n", "a\n\nlet x = 1;");
        check("```\nlet x;\n", "```text\nlet x;\n```");
    }

    #[test]
    fn control_and_direction_characters_go() {
        check("a\u{202e}b\rc", "ab\nc");
    }
}
