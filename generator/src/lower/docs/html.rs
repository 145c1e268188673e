//! Markdown with HTML in it to Markdown alone.
//!
//! Where HTML is in Markdown, the parser says that rustdoc reads it with; what is none (code, autolinks, `a < b`) stays as
//! it is, byte for byte. What comes out is no safer than what came in: escaping is for who calls.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as Part, TagEnd as PartEnd};

use super::element::Element;
use super::tag::Tag;
use super::writer::Writer;

/// The text with the elements of HTML that are known written as Markdown.
pub fn to_markdown(text: &str) -> Cow<'_, str> {
    if !has_html(text) {
        return Cow::Borrowed(text);
    }
    let mut pieces = Pieces {
        text,
        taken: 0,
        block: None,
        writer: Writer::default(),
    };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        pieces.take(event, range.start, range.end);
    }
    pieces.copy(text.len());
    Cow::Owned(pieces.writer.finish())
}

/// Whether it is worth a look.
fn has_html(text: &str) -> bool {
    let mut places = text.match_indices('<').map(|(at, _)| &text[at..]);
    places.any(|rest| {
        rest.starts_with("<!--")
            || Tag::parse(rest).is_some_and(|tag| Element::named(&tag.name).is_some())
    })
}

/// The text on its way to the writer, piece by piece.
struct Pieces<'t> {
    text: &'t str,
    /// Up to where it is written.
    taken: usize,
    /// The lines of the block of HTML that is being read.
    block: Option<String>,
    writer: Writer,
}

impl Pieces<'_> {
    fn take(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Start(Part::TableCell) => self.writer.is_in_cell = true,
            Event::End(PartEnd::TableCell) => self.writer.is_in_cell = false,
            // Who indents HTML does not mean code.
            Event::Start(Part::HtmlBlock | Part::CodeBlock(CodeBlockKind::Indented)) => {
                self.skip(start, end);
                self.block = Some(String::new());
            }
            Event::Html(text) | Event::Text(text) => {
                if let Some(block) = &mut self.block {
                    block.push_str(&text);
                }
            }
            Event::End(PartEnd::HtmlBlock | PartEnd::CodeBlock) => {
                if let Some(block) = self.block.take() {
                    write_html(&mut self.writer, &block);
                }
            }
            Event::InlineHtml(html) => {
                self.skip(start, end);
                write_inline(&mut self.writer, &html);
            }
            _ => {}
        }
    }

    /// Copies what is before a piece, and passes over the piece.
    fn skip(&mut self, start: usize, end: usize) {
        self.copy(start);
        self.taken = end.max(self.taken);
    }

    fn copy(&mut self, end: usize) {
        let text = self.text.get(self.taken..end);
        self.writer.text(text.unwrap_or_default());
        self.taken = end.max(self.taken);
    }
}

/// A tag in a line of Markdown.
fn write_inline(writer: &mut Writer, html: &str) {
    match Tag::parse(html) {
        Some(tag) => match Element::named(&tag.name) {
            Some(element) => writer.tag(&tag, element),
            None => writer.text(html),
        },
        None if html.starts_with("<!--") => {}
        None => writer.text(html),
    }
}

/// A block of HTML, in which Markdown means nothing. A tag that is not known is an element where it is closed too
/// (`<note>…</note>`); else it stands for something (`<your-id>`).
fn write_html(writer: &mut Writer, html: &str) {
    let closed = closed_names(html);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        writer.text(&rest[..at]);
        rest = &rest[at..];
        let length = if let Some(tag) = Tag::parse(rest) {
            match Element::named(&tag.name) {
                Some(element) => writer.tag(&tag, element),
                None if writer.is_verbatim() || !closed.contains(&tag.name) => {
                    writer.text(tag.source);
                }
                None => writer.tag(&tag, Element::Block),
            }
            tag.source.len()
        } else if let Some(length) = comment(rest) {
            length
        } else {
            writer.text("<");
            1
        };
        rest = &rest[length..];
    }
    writer.text(rest);
}

fn comment(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix("<!--")?;
    // Looking for an end that is not there would cost at each beginning: such a comment goes to the end.
    Some(
        body.find("-->")
            .map_or(rest.len(), |at| at + "<!---->".len()),
    )
}

fn closed_names(html: &str) -> BTreeSet<String> {
    let ends = html.match_indices("</");
    let tags = ends.filter_map(|(at, _)| Tag::parse(&html[at..]));
    tags.map(|tag| tag.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, markdown: &str) {
        assert_eq!(to_markdown(text).trim(), markdown);
    }

    #[test]
    fn what_is_no_html_stays() {
        for text in [
            "a < b, List<T>, <your-id>, <https://x.test>, <b_c>",
            "`<b>x</b>` and \\<b>",
            "```\n<p>x</p>\n```",
            "answer_<i>_<j>",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn words_are_marked() {
        check("A <b>big</b> <i> x </i>y", "A **big**  *x* y");
        check("<code>a &lt; b</code>, <tt>`</tt>", "`a < b`, `` ` ``");
        check("10<sup>6</sup> H<sub>2</sub>O <u>x</u>", "10^6 H_2O x");
        check("<b>*a</b> <b></b><b>a\n\nb</b>", "*a a\n\nb");
    }

    #[test]
    fn links_are_links() {
        check(
            "<a href='https://x.test/a'>an\n a</a>",
            "[an a](https://x.test/a)",
        );
        check("<a href=\"/a\">a</a> <a>b</a>", "a b");
        check(
            "<a href='https://x.test/a (b)'>a</a>",
            "[a](https://x.test/a%20%28b%29)",
        );
        check(
            "<a href=\"https://x.test\">https://x.test</a>",
            "https://x.test",
        );
        check(
            "<img src='https://x.test/a' alt='An a'> <img src=b>",
            "An a",
        );
    }

    #[test]
    fn paragraphs_are_paragraphs() {
        check("<p>a\nb</p> <p>c<p>d", "a\nb\n\nc\n\nd");
        check("a<br>b<br/> <br />c</br>d", "a\n\nb\n\nc\n\nd");
        check("<div>\n\n**a**\n\n- b\n</div>\nc", "**a**\n\n- b\n\nc");
        check("<h2>a\nb</h2>c<hr>d", "## a b\n\nc\n\n---\n\nd");
        check("- <p>a</p>\n> <p>b</p>", "- a\n\n> b");
    }

    #[test]
    fn lists_are_lists() {
        check(
            "<ul>\n  <li>a</li>\n  <li><p>b</p> <p>c</p><li>d\n</ul>e",
            "- a\n- b\nc\n- d\n\ne",
        );
        check("x<ol><li>a<li><b>b</b></ol>", "x\n\n1. a\n2. **b**");
    }

    #[test]
    fn tables_are_tables() {
        check(
            "<table><tr><th>a<th>b</tr><tr><td><p>c|</p><p>d</p></td><td>e</td></table>",
            "| a | b |\n|---|---|\n| c\\| d | e |",
        );
        check("| a |\n|---|\n| b<br>c |", "| a |\n|---|\n| b c |");
    }

    #[test]
    fn text_as_it_is_written_is_fenced() {
        check(
            "a<pre><code>\n  <b>x</b>\n\n  y</code></pre>z",
            "a\n\n```\n  x\n\n  y\n```\n\nz",
        );
    }

    #[test]
    fn elements_that_are_not_known() {
        check(
            "<p>a</p> <note> <p>b</p> </note> <p><id></p>",
            "a\n\nb\n\n<id>",
        );
        check("<p>a</p><!-- b --><script>c</script>", "a");
    }

    #[test]
    fn an_element_without_its_end_is_text() {
        check(
            "<b>a <a href='https://x.test'>b",
            "<b>a <a href='https://x.test'>b",
        );
        check("a</b>", "a");
    }

    #[test]
    fn a_long_text_costs_no_more_than_its_length() {
        for text in [
            "<b>",
            "<ul><li>",
            "<p><!--",
            "<p></x",
            "<a href='",
            "<p><x>",
        ] {
            let text = text.repeat(20_000);
            assert!(to_markdown(&text).len() < 2 * text.len());
        }
    }
}
