//! JSON pointers (RFC 6901): how a node of a document is named.
//!
//! Kept as escaped text (`/paths/~1pets`), so that a clone is one allocation and the parent is a prefix.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// A JSON pointer. The empty one is the root.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer(String);

impl Clone for Pointer {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }

    /// The memory of what it replaces is used again.
    fn clone_from(&mut self, source: &Self) {
        self.0.clone_from(&source.0);
    }
}

impl Pointer {
    /// The pointer of the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads `#/a/b`, `/a/b`, `#` or the empty text. Nothing is percent-decoded. `None` where RFC 6901 has no such
    /// pointer: text that does not begin with `/`, or a `~` that neither `0` nor `1` follows.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        let begins = text.is_empty() || text.starts_with('/');
        let mut escapes = text.match_indices('~').map(|(at, _)| &text[at + 1..]);
        let escaped = escapes.all(|after| after.starts_with(['0', '1']));
        (begins && escaped).then(|| Pointer(text.to_owned()))
    }

    /// The pointer of the member or item `token` of this node.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        let mut rest = token;
        let escaped = |it: u8| it == b'~' || it == b'/';
        while let Some(at) = rest.bytes().position(escaped) {
            text.push_str(&rest[..at]);
            text.push_str(if rest[at..].starts_with('~') {
                "~0"
            } else {
                "~1"
            });
            rest = &rest[at + 1..];
        }
        text.push_str(rest);
        Pointer(text)
    }

    /// The pointer of the item `index` of this array.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The pointer of the object or array that holds this node; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let end = self.0.rfind('/')?;
        Some(Pointer(self.0[..end].to_owned()))
    }

    /// The last token, unescaped; `None` for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let end = self.0.rfind('/')?;
        Some(unescape(&self.0[end + 1..]))
    }

    /// The tokens from the root down, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// How many tokens it has.
    pub(crate) fn depth(&self) -> usize {
        self.0.bytes().filter(|it| *it == b'/').count()
    }

    /// The node that it names in a tree.
    pub fn find<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        self.tokens()
            .try_fold(root, |node, token| step(node, &token))
    }

    /// Whether this is the pointer of the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The escaped text without `#`, as RFC 6901 writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is left of this pointer below `above`; `None` when it does not lie there.
    pub(crate) fn below(&self, above: &Pointer) -> Option<Pointer> {
        let rest = self.0.strip_prefix(above.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Pointer(rest.to_owned()))
    }

    /// This pointer, followed by the tokens of `rest`.
    pub(crate) fn join(&self, rest: &Pointer) -> Pointer {
        Pointer(format!("{}{}", self.0, rest.0))
    }
}

/// `#/paths/~1pets`: the form that problems show.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// The member or item of a node that an unescaped token names: an item by digits without a leading zero (RFC 6901, section 4).
pub(crate) fn step<'v>(node: &'v Value, token: &str) -> Option<&'v Value> {
    match node {
        Value::Object(_) => member(node, token),
        Value::Array(items) => {
            let digits = token.bytes().all(|it| it.is_ascii_digit());
            let plain = digits && (token == "0" || !token.starts_with('0'));
            items.get(plain.then(|| token.parse::<usize>().ok())??)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// How many members are compared one by one: looking up a key in a table costs more than that.
const FEW: usize = 8;

/// The member of an object; none where the node is no object, or has no such member.
pub(crate) fn member<'v>(node: &'v Value, key: &str) -> Option<&'v Value> {
    let members = node.as_object()?;
    if members.len() > FEW {
        return members.get(key);
    }
    let mut members = members.iter();
    members.find_map(|(other, value)| (other == key).then_some(value))
}

fn unescape(token: &str) -> Cow<'_, str> {
    let mut pieces = token.split('~');
    let first = pieces.next().unwrap_or_default();
    if first.len() == token.len() {
        return Cow::Borrowed(token);
    }
    let mut text = String::with_capacity(token.len());
    text.push_str(first);
    for piece in pieces {
        text.push(if piece.starts_with('1') { '/' } else { '~' });
        text.push_str(piece.get(1..).unwrap_or_default());
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_unescapes_tokens() {
        let at = Pointer::root()
            .child("paths")
            .child("/pets/{a~b}")
            .child("")
            .index(3);
        assert_eq!(at.to_string(), "#/paths/~1pets~1{a~0b}//3");
        assert_eq!(
            at.tokens().collect::<Vec<_>>(),
            ["paths", "/pets/{a~b}", "", "3"]
        );
    }

    #[test]
    fn unescapes_in_the_order_of_the_rfc() {
        assert_eq!(
            Pointer::parse("/~01").and_then(|at| at.last().map(Cow::into_owned)),
            Some("~1".to_owned())
        );
    }

    #[test]
    fn goes_up_to_the_root_and_no_further() {
        let at = Pointer::root().child("a/b");
        assert_eq!(at.last().as_deref(), Some("a/b"));
        assert_eq!(at.parent(), Some(Pointer::root()));
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().last(), None);
        assert_eq!(Pointer::root().tokens().count(), 0);
    }

    #[test]
    fn parses_with_and_without_a_hash() {
        let at = Pointer::root().child("a").child("b/c");
        assert_eq!(Pointer::parse("#/a/b~1c"), Some(at.clone()));
        assert_eq!(Pointer::parse("/a/b~1c"), Some(at));
        assert_eq!(Pointer::parse("#"), Some(Pointer::root()));
        assert_eq!(Pointer::parse(""), Some(Pointer::root()));
    }

    #[test]
    fn finds_members_and_items() {
        let tree = serde_json::json!({ "a/b": [{ "": 1 }, 2], "01": 3 });
        let check = |text: &str, expected: Option<i64>| {
            let at = Pointer::parse(text).expect("a pointer");
            assert_eq!(at.find(&tree).and_then(Value::as_i64), expected, "{text}");
        };
        check("/a~1b/0/", Some(1));
        check("/a~1b/1", Some(2));
        check("/01", Some(3));
        check("/a~1b/01", None);
        check("/a~1b/+1", None);
        check("/a~1b/-", None);
        check("/a~1b/1/0", None);
    }

    #[test]
    fn finds_a_member_among_few_and_among_many() {
        for count in [1, FEW, FEW + 1] {
            let members = (0..count).map(|it| (it.to_string(), it.into()));
            let node = Value::Object(members.collect());
            let last = (count - 1).to_string();
            assert_eq!(member(&node, &last), Some(&Value::from(count - 1)));
            assert_eq!(member(&node, "none"), None);
        }
        assert_eq!(member(&Value::Null, "0"), None);
    }

    #[test]
    fn refuses_what_is_no_pointer() {
        assert_eq!(Pointer::parse("a/b"), None);
        assert_eq!(Pointer::parse("#name"), None);
        assert_eq!(Pointer::parse("/a~2"), None);
        assert_eq!(Pointer::parse("/a~"), None);
    }

    #[test]
    fn tells_what_lies_below() {
        let above = Pointer::root().child("a");
        let below = above.child("b");
        assert_eq!(below.below(&above), Some(Pointer::root().child("b")));
        assert_eq!(above.below(&above), Some(Pointer::root()));
        assert_eq!(Pointer::root().child("ab").below(&above), None);
        assert_eq!(above.join(&Pointer::root().child("b")), below);
        assert_eq!((Pointer::root().depth(), below.depth()), (0, 2));
    }
}
