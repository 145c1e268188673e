//! Markdown from the elements of a description, innermost first.

use super::element::Element;
use super::tag::Tag;
use crate::markdown::code;

/// How deep elements are read; deeper ones are text.
const DEEPEST: usize = 64;

/// What is written so far.
#[derive(Default)]
pub struct Writer {
    /// Whether it writes in the cell of a table that is Markdown's own, where all is in one line.
    pub is_in_cell: bool,
    root: String,
    /// The elements that are open, outermost first.
    open: Vec<Open>,
}

/// An element that is open.
struct Open {
    element: Element,
    name: String,
    /// Its tag, as it is written.
    source: String,
    /// Where it leads.
    target: Option<String>,
    /// How many items, rows or cells it has so far.
    count: usize,
    text: String,
}

impl Writer {
    /// Writes text, or Markdown, as it is.
    pub fn text(&mut self, text: &str) {
        let element = self.element();
        let is_blank = text.trim().is_empty();
        let top = self.top();
        if element.is_frame() && is_blank {
            return;
        }
        // Behind a paragraph the next one begins at once.
        let begins = top.ends_with('\n') && !element.is_verbatim();
        top.push_str(if begins { text.trim_start() } else { text });
    }

    /// Reads a tag of an element.
    pub fn tag(&mut self, tag: &Tag<'_>, element: Element) {
        match element {
            Element::Break => self.push_break(),
            Element::Unmarked => {}
            _ if tag.closes => self.close(&tag.name),
            // Tags among code count for nothing.
            _ if self.is_verbatim() => {}
            Element::Rule => self.push_block("---"),
            Element::Image => self.text(&one_line(tag.attribute("alt").unwrap_or_default())),
            _ => self.open(tag, element),
        }
    }

    /// Whether text stands as it is written here.
    pub fn is_verbatim(&self) -> bool {
        self.element().is_verbatim()
    }

    /// All that was written.
    pub fn finish(mut self) -> String {
        while let Some(open) = self.open.pop() {
            self.end(open, false);
        }
        self.root
    }

    fn element(&self) -> Element {
        self.open.last().map_or(Element::Root, |it| it.element)
    }

    fn top(&mut self) -> &mut String {
        match self.open.last_mut() {
            Some(open) => &mut open.text,
            None => &mut self.root,
        }
    }

    fn open(&mut self, tag: &Tag<'_>, element: Element) {
        while self.element().ends_before(element) {
            let ended = self.open.pop();
            ended.into_iter().for_each(|it| self.end(it, true));
        }
        if self.open.len() == DEEPEST {
            return self.text(tag.source);
        }
        self.open.push(Open {
            element,
            name: tag.name.clone(),
            source: tag.source.to_owned(),
            target: tag.attribute("href").map(str::to_owned),
            count: 0,
            text: String::new(),
        });
    }

    /// Closes the innermost element of this name, and what is open in it; the end of what is not open means nothing.
    fn close(&mut self, name: &str) {
        if self.open.iter().all(|it| it.name != name) {
            return;
        }
        while let Some(open) = self.open.pop() {
            let is_it = open.name == name;
            self.end(open, is_it);
            if is_it {
                return;
            }
        }
    }

    /// Writes an element into the one around it.
    fn end(&mut self, open: Open, is_closed: bool) {
        let text = &open.text;
        match open.element {
            it if !is_closed && (it.is_inline() || it == Element::Hidden) => {
                let source = open.source + text;
                self.top().push_str(&source);
            }
            Element::Strong => self.push_marked("**", text),
            Element::Emphasis => self.push_marked("*", text),
            Element::Code => self.push_code(text),
            Element::Superscript => self.push_after('^', text),
            Element::Subscript => self.push_after('_', text),
            Element::Link => self.push_link(open.target.as_deref(), text),
            Element::Plain => self.top().push_str(text),
            Element::Heading(level) => {
                self.push_block(&format!("{} {}", "#".repeat(level), one_line(text)));
            }
            Element::Preformatted => self.push_block(&fence(text)),
            Element::Item => self.push_item(text),
            Element::Row => self.push_row(open.count, text),
            Element::Cell => self.push_cell(text),
            Element::Hidden | Element::Unmarked => {}
            Element::Root
            | Element::Paragraph
            | Element::Block
            | Element::List
            | Element::NumberedList
            | Element::Table
            | Element::Break
            | Element::Rule
            | Element::Image => self.push_block(text.trim()),
        }
    }

    fn push_break(&mut self) {
        let element = self.element();
        if self.is_in_cell {
            return self.top().push(' ');
        }
        let top = self.top();
        top.truncate(top.trim_end_matches(' ').len());
        let begins = top.is_empty() || top.ends_with("\n\n");
        match element {
            Element::Preformatted => top.push('\n'),
            it if it.is_inline() => top.push('\n'),
            _ if begins => {}
            _ => top.push_str("\n\n"),
        }
    }

    /// A paragraph, or what else has blank lines around it.
    fn push_block(&mut self, text: &str) {
        let is_in_cell = self.is_in_cell;
        let top = self.top();
        if is_in_cell {
            return top.push_str(&one_line(text));
        }
        if !ends_in_sign(top) {
            top.truncate(top.trim_end().len());
            if !top.is_empty() {
                top.push_str("\n\n");
            }
        }
        if !text.is_empty() {
            top.push_str(text);
            top.push_str("\n\n");
        }
    }

    /// Words between signs, which have to touch them; words that have signs of their own, or several paragraphs, stay.
    fn push_marked(&mut self, sign: &str, text: &str) {
        let words = text.trim();
        let is_sound = !words.is_empty()
            && !words.starts_with('*')
            && !words.ends_with(['*', '\\'])
            && !words.contains("**")
            && !words.contains("\n\n");
        if !is_sound {
            return self.top().push_str(text);
        }
        let (before, after) = blanks_around(text);
        let marked = format!("{before}{sign}{words}{sign}{after}");
        self.top().push_str(&marked);
    }

    fn push_code(&mut self, text: &str) {
        let words = decoded(&one_line(text));
        if !words.is_empty() {
            let (before, after) = blanks_around(text);
            let written = format!("{before}{}{after}", code(&words));
            self.top().push_str(&written);
        }
    }

    fn push_after(&mut self, sign: char, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            let written = format!("{sign}{text}");
            self.top().push_str(&written);
        }
    }

    /// A link that leads somewhere from everywhere, or its words.
    fn push_link(&mut self, target: Option<&str>, text: &str) {
        let words = one_line(text);
        let (before, after) = blanks_around(text);
        let is_absolute = |it: &&str| it.starts_with("https://") || it.starts_with("http://");
        let written = match target.map(str::trim).filter(is_absolute) {
            Some(target) if words == target || words.is_empty() => target.to_owned(),
            Some(target) => format!("[{words}]({})", encoded(target)),
            None => words,
        };
        let written = format!("{before}{written}{after}");
        self.top().push_str(&written);
    }

    /// An item has one paragraph: in a doc comment the next would end the list.
    fn push_item(&mut self, text: &str) {
        let mut sign = "- ".to_owned();
        if let Some(list) = self.open.last_mut() {
            list.count += 1;
            if list.element == Element::NumberedList {
                sign = format!("{}. ", list.count);
            }
        }
        let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
        let lines: Vec<_> = lines.collect();
        if !lines.is_empty() {
            self.push_line(&format!("{sign}{}", lines.join("\n")));
        }
    }

    fn push_cell(&mut self, text: &str) {
        if let Some(row) = self.open.last_mut() {
            row.count += 1;
        }
        let cell = format!("| {} ", one_line(text).replace('|', "\\|"));
        self.top().push_str(&cell);
    }

    /// A row of so many cells; below the first of a table comes the line that makes it one.
    fn push_row(&mut self, cells: usize, text: &str) {
        if cells == 0 {
            return self.push_block(text.trim());
        }
        let is_first = match self.open.last_mut() {
            Some(table) => std::mem::replace(&mut table.count, 1) == 0,
            None => true,
        };
        let rule = format!("\n{}|", "|---".repeat(cells));
        let rule = if is_first { rule.as_str() } else { "" };
        self.push_line(&format!("{text}|{rule}"));
    }

    fn push_line(&mut self, line: &str) {
        let top = self.top();
        if !top.is_empty() && !top.ends_with('\n') {
            top.push('\n');
        }
        top.push_str(line);
        top.push('\n');
    }
}

/// Whether a line has begun with the sign of a list or a quotation, and nothing else.
fn ends_in_sign(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let is_sign = |it: char| it.is_ascii_digit() || " >-*+.)".contains(it);
    !line.trim().is_empty() && line.chars().all(is_sign)
}

fn blanks_around(text: &str) -> (&str, &str) {
    let blank = |some: bool| if some { " " } else { "" };
    let first = text.starts_with(char::is_whitespace);
    let last = text.ends_with(char::is_whitespace);
    (blank(first), blank(last))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What would end the target of a link, percent-encoded.
fn encoded(target: &str) -> String {
    let signs = [(' ', "%20"), ('(', "%28"), (')', "%29"), ('\\', "%5C")];
    let replace = |text: String, (sign, code): (char, &str)| text.replace(sign, code);
    signs.into_iter().fold(target.to_owned(), replace)
}

fn fence(text: &str) -> String {
    format!("```\n{}\n```", decoded(text).trim_matches('\n'))
}

/// Code knows no entities: those that it cannot be written without are decoded.
fn decoded(text: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let replace = |text: String, (entity, character)| text.replace(entity, character);
    entities.into_iter().fold(text.to_owned(), replace)
}
