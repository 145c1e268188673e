//! The elements of HTML that descriptions hold, and what each comes to.

/// What an element comes to in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// The description itself.
    Root,
    Strong,
    Emphasis,
    /// A code span.
    Code,
    Superscript,
    Subscript,
    Link,
    /// A fence of text.
    Preformatted,
    /// Of this level.
    Heading(usize),
    Paragraph,
    /// Paragraphs.
    Block,
    List,
    NumberedList,
    Item,
    Table,
    Row,
    Cell,
    /// Its words alone.
    Plain,
    /// What is in it, as if its tags were not there.
    Unmarked,
    /// Nothing.
    Hidden,
    Break,
    Rule,
    /// Its alternative text.
    Image,
}

impl Element {
    /// The element of a name. Names that people rather use for something else (`<data>`, `<address>`) are not among them.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "b" | "strong" => Self::Strong,
            "i" | "em" => Self::Emphasis,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "sup" => Self::Superscript,
            "sub" => Self::Subscript,
            "a" => Self::Link,
            "pre" => Self::Preformatted,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "dd" | "dt" | "p" => Self::Paragraph,
            "blockquote" | "caption" | "center" | "details" | "div" | "dl" | "figure"
            | "section" | "summary" => Self::Block,
            "ul" => Self::List,
            "ol" => Self::NumberedList,
            "li" => Self::Item,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "abbr" | "big" | "del" | "font" | "ins" | "mark" | "nobr" | "s" | "small" | "span"
            | "strike" | "u" => Self::Plain,
            "tbody" | "tfoot" | "thead" | "wbr" => Self::Unmarked,
            "iframe" | "script" | "style" => Self::Hidden,
            "br" => Self::Break,
            "hr" => Self::Rule,
            "img" => Self::Image,
            _ => return None,
        })
    }

    /// Whether it has no content.
    pub fn is_void(self) -> bool {
        matches!(self, Self::Break | Self::Rule | Self::Image)
    }

    /// Whether its text stands as it is written, tags in it count for nothing.
    pub fn is_verbatim(self) -> bool {
        matches!(self, Self::Code | Self::Preformatted | Self::Hidden)
    }

    /// Whether it may go on to the next line, but not to the next paragraph.
    pub fn is_inline(self) -> bool {
        match self {
            Self::Strong
            | Self::Emphasis
            | Self::Code
            | Self::Superscript
            | Self::Subscript
            | Self::Link
            | Self::Plain => true,
            Self::Root
            | Self::Preformatted
            | Self::Heading(_)
            | Self::Paragraph
            | Self::Block
            | Self::List
            | Self::NumberedList
            | Self::Item
            | Self::Table
            | Self::Row
            | Self::Cell
            | Self::Unmarked
            | Self::Hidden
            | Self::Break
            | Self::Rule
            | Self::Image => false,
        }
    }

    /// Whether only items, or rows and cells, stand in it, and blanks mean nothing.
    pub fn is_frame(self) -> bool {
        matches!(
            self,
            Self::List | Self::NumberedList | Self::Table | Self::Row
        )
    }

    /// Whether it ends where this one begins, though its end is not written (`<p>a<p>b`).
    pub fn ends_before(self, next: Self) -> bool {
        match self {
            Self::Paragraph => !next.is_inline() && !next.is_void(),
            Self::Item => next == Self::Item,
            Self::Row => next == Self::Row,
            Self::Cell => matches!(next, Self::Cell | Self::Row),
            _ => false,
        }
    }
}
