//! One tag of HTML, as the document writes it.

/// A tag: `<a href="…">`, `</a>`.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'t> {
    /// As it is written, with its brackets.
    pub source: &'t str,
    /// In lower case.
    pub name: String,
    pub closes: bool,
    attributes: &'t str,
}

impl<'t> Tag<'t> {
    /// The tag at the beginning of a text. `<your-id>` is one too; `<your_id>`, `<https://…>` and `<3` are none.
    pub fn parse(text: &'t str) -> Option<Self> {
        let body = text.strip_prefix('<')?;
        let closes = body.starts_with('/');
        let body = body.strip_prefix('/').unwrap_or(body);
        let is_of_name = |it: char| it.is_ascii_alphanumeric() || it == '-';
        let (name, rest) = body.split_at(body.find(|it| !is_of_name(it))?);
        let is_name = name.starts_with(|it: char| it.is_ascii_alphabetic());
        let ends = rest.starts_with(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '>'));
        if !is_name || !ends {
            return None;
        }
        let attributes = &rest[..end(rest)?];
        let length = text.len() - rest.len() + attributes.len() + 1;
        Some(Self {
            source: &text[..length],
            name: name.to_ascii_lowercase(),
            closes,
            attributes: attributes.trim_end_matches('/'),
        })
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let (key, after) = split(rest, |it| it == '=' || it.is_ascii_whitespace());
            let value = after.trim_start().strip_prefix('=').map(str::trim_start);
            let (value, after) = value.map_or(("", after), split_value);
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after.trim_start();
        }
        None
    }
}

/// Where a tag ends: at its bracket, which a quoted value may hold too.
fn end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, character) in rest.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), it) if it == open => quote = None,
            _ => {}
        }
    }
    None
}

/// A value, in quotes or up to a blank, and what comes behind it.
fn split_value(text: &str) -> (&str, &str) {
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''));
    match quote {
        Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        None => split(text, |it| it.is_ascii_whitespace()),
    }
}

/// The characters before the first of these, at least one, and the rest.
fn split(text: &str, at: impl Fn(char) -> bool) -> (&str, &str) {
    let mut places = text.char_indices().skip(1);
    let found = places.find(|(_, it)| at(*it));
    text.split_at(found.map_or(text.len(), |(place, _)| place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_tag_is_told() {
        let name = |text| Tag::parse(text).map(|it| (it.source, it.name, it.closes));
        let of = |source, name: &str, closes| Some((source, name.to_owned(), closes));
        assert_eq!(name("<B>c"), of("<B>", "b", false));
        assert_eq!(name("</p >c"), of("</p >", "p", true));
        assert_eq!(name("<br/>"), of("<br/>", "br", false));
        assert_eq!(name("<a b='>' c>d"), of("<a b='>' c>", "a", false));
        for none in [
            "<",
            "<3>",
            "< b>",
            "<b",
            "<a_b>",
            "<https://c.test>",
            "<a <b>",
            "<a b='>",
        ] {
            assert_eq!(name(none), None, "{none}");
        }
    }

    #[test]
    fn attributes_are_found() {
        let tag = Tag::parse("<a x HREF = 'b c' =d y=\"é>\" z=e/>").expect("it is a tag");
        let of = |name| tag.attribute(name);
        assert_eq!(of("href"), Some("b c"));
        assert_eq!(of("y"), Some("é>"));
        assert_eq!(of("z"), Some("e"));
        assert_eq!(of("x"), Some(""));
        assert_eq!(of("w"), None);
    }
}
