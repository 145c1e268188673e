//! Where nodes stand in a text: the lazy pass that turns pointers into lines and columns.
//!
//! It runs only when a problem is shown. YAML is walked by the events of `saphyr_parser`, JSON by `serde_json`'s raw
//! values; both go down only where a pointer leads. A member's place is its key, an item's the begin of its value.
//! A node that has no place of its own (it came through an alias) has that of the nearest node above it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use saphyr_parser::{Event, Marker, Parser};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::pointer::Pointer;
use super::text::{Lines, line_column};
use super::tree::Syntax;

/// A line and a column, both from 1, the column in characters.
pub(super) type Place = (usize, usize);

/// The places of nodes, in the order of the pointers.
pub(super) fn places(text: &str, syntax: Syntax, pointers: &[&Pointer]) -> Vec<Place> {
    let wanted = Wanted::of(text, syntax, pointers);
    // The parser ends some texts on a line that they do not have.
    let end = line_column(text, text.len());
    let places = pointers.iter().map(|at| wanted.place(at).min(end));
    places.collect()
}

/// Where each of these members stands for the first time, where its key is given more than once.
pub(super) fn first_places(
    text: &str,
    syntax: Syntax,
    pointers: &[&Pointer],
) -> Vec<Option<Place>> {
    let wanted = Wanted::of(text, syntax, pointers);
    pointers.iter().map(|at| wanted.first(at)).collect()
}

/// The pointers that are looked for, as a tree.
struct Wanted {
    nodes: Vec<Branch>,
}

#[derive(Default)]
struct Branch {
    children: BTreeMap<String, usize>,
    /// The last of its places: that one is read.
    place: Option<Place>,
    /// The place before, where its key is given more than once.
    first: Option<Place>,
}

impl Wanted {
    const ROOT: usize = 0;

    fn of(text: &str, syntax: Syntax, pointers: &[&Pointer]) -> Self {
        let mut wanted = Self::new(pointers);
        match syntax {
            Syntax::Yaml => walk_yaml(text, &mut wanted),
            Syntax::Json => walk_json(&Lines::of(text), text, Self::ROOT, &mut wanted),
        }
        wanted
    }

    fn new(pointers: &[&Pointer]) -> Self {
        let mut wanted = Wanted {
            nodes: vec![Branch::default()],
        };
        for at in pointers {
            at.tokens()
                .fold(Self::ROOT, |node, token| wanted.grow(node, &token));
        }
        wanted
    }

    fn grow(&mut self, node: usize, token: &str) -> usize {
        if let Some(child) = self.child(node, token) {
            return child;
        }
        self.nodes.push(Branch::default());
        let child = self.nodes.len() - 1;
        self.nodes[node].children.insert(token.to_owned(), child);
        child
    }

    fn child(&self, node: usize, token: &str) -> Option<usize> {
        self.nodes[node].children.get(token).copied()
    }

    fn is_leaf(&self, node: usize) -> bool {
        self.nodes[node].children.is_empty()
    }

    /// Notes where a node stands: once more, if it did already.
    fn note(&mut self, node: usize, place: Place) {
        let Branch {
            place: last, first, ..
        } = &mut self.nodes[node];
        *first = first.or(*last);
        *last = Some(place);
    }

    fn first(&self, at: &Pointer) -> Option<Place> {
        let step = |node: usize, token: Cow<'_, str>| self.child(node, &token);
        let node = at.tokens().try_fold(Self::ROOT, step)?;
        self.nodes[node].first
    }

    fn place(&self, at: &Pointer) -> Place {
        let mut node = Self::ROOT;
        let mut place = self.nodes[node].place.unwrap_or((1, 1));
        for token in at.tokens() {
            let Some(child) = self.child(node, &token) else {
                break;
            };
            node = child;
            place = self.nodes[node].place.unwrap_or(place);
        }
        place
    }
}

/// What the walk is inside of. `node` is `None` where no pointer leads.
enum Frame {
    Object {
        node: Option<usize>,
        value: Option<Next>,
        merged: bool,
    },
    List {
        node: Option<usize>,
        index: usize,
    },
    /// The list of a merge key: its items are members of `node`.
    Merged {
        node: Option<usize>,
    },
}

/// What the next event stands for.
#[derive(Clone, Copy)]
struct Next {
    node: Option<usize>,
    /// Whether it came by a merge key.
    merged: bool,
    /// Whether it is the value of a merge key.
    merges: bool,
}

fn walk_yaml(text: &str, wanted: &mut Wanted) {
    let mut parser = Parser::new_from_str(text);
    let mut frames = Vec::new();
    // What `serde_yaml` reads and this parser does not ends the walk: the rest has the places of what is above it.
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::MappingEnd | Event::SequenceEnd => {
                frames.pop();
            }
            Event::DocumentEnd | Event::StreamEnd => return,
            Event::Scalar(text, ..) => {
                next(&mut frames, Some(&text), span.start, wanted);
            }
            Event::Alias(_) => {
                next(&mut frames, None, span.start, wanted);
            }
            Event::MappingStart(..) => {
                let Next {
                    node,
                    merged,
                    merges,
                } = next(&mut frames, None, span.start, wanted);
                frames.push(Frame::Object {
                    node,
                    value: None,
                    merged: merged || merges,
                });
            }
            Event::SequenceStart(..) => {
                let Next { node, merges, .. } = next(&mut frames, None, span.start, wanted);
                frames.push(if merges {
                    Frame::Merged { node }
                } else {
                    Frame::List { node, index: 0 }
                });
            }
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
    }
}

/// Tells what the node that begins at `mark` is, and notes its place if that is wanted.
fn next(frames: &mut [Frame], scalar: Option<&str>, mark: Marker, wanted: &mut Wanted) -> Next {
    let place = (mark.line(), mark.col() + 1);
    let nothing = Next {
        node: None,
        merged: false,
        merges: false,
    };
    match frames.last_mut() {
        None => {
            wanted.nodes[Wanted::ROOT].place = Some(place);
            Next {
                node: Some(Wanted::ROOT),
                ..nothing
            }
        }
        Some(Frame::List { node, index }) => {
            let item = node.and_then(|node| wanted.child(node, &index.to_string()));
            *index += 1;
            if let Some(item) = item {
                wanted.nodes[item].place = Some(place);
            }
            Next {
                node: item,
                ..nothing
            }
        }
        Some(Frame::Merged { node }) => Next {
            node: *node,
            merged: false,
            merges: true,
        },
        Some(Frame::Object {
            node,
            value,
            merged,
        }) => match value.take() {
            Some(next) => next,
            None => {
                *value = Some(member(*node, *merged, scalar, place, wanted));
                nothing
            }
        },
    }
}

/// What a key makes of the value after it.
fn member(
    node: Option<usize>,
    merged: bool,
    key: Option<&str>,
    place: Place,
    wanted: &mut Wanted,
) -> Next {
    if key == Some("<<") {
        return Next {
            node,
            merged,
            merges: true,
        };
    }
    let child = node
        .zip(key)
        .and_then(|(node, key)| wanted.child(node, key));
    if let Some(child) = child
        && (!merged || wanted.nodes[child].place.is_none())
    {
        wanted.note(child, place);
    }
    Next {
        node: child,
        merged,
        merges: false,
    }
}

/// Walks the JSON value in `part`, a slice of the text.
fn walk_json(lines: &Lines<'_>, part: &str, node: usize, wanted: &mut Wanted) {
    let part = part.trim_start();
    if node == Wanted::ROOT {
        wanted.nodes[node].place = Some(lines.place_of(part));
    }
    if wanted.is_leaf(node) {
        return;
    }
    if part.starts_with('{') {
        let Ok(Members(members)) = serde_json::from_str(part) else {
            return;
        };
        for (key, value) in members {
            let Ok(name) = serde_json::from_str::<Cow<'_, str>>(key.get()) else {
                continue;
            };
            step_json(lines, (&name, key.get(), value.get()), node, wanted);
        }
    } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(part) {
        for (index, item) in items.into_iter().enumerate() {
            step_json(
                lines,
                (&index.to_string(), item.get(), item.get()),
                node,
                wanted,
            );
        }
    }
}

fn step_json(
    lines: &Lines<'_>,
    (token, place, value): (&str, &str, &str),
    node: usize,
    wanted: &mut Wanted,
) {
    if let Some(child) = wanted.child(node, token) {
        wanted.note(child, lines.place_of(place));
        walk_json(lines, value, child, wanted);
    }
}

/// The members of a JSON object, repeats included, as slices of the text.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = access.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, syntax: Syntax, expected: &[(&str, Place)]) {
        let pointers: Vec<_> = expected
            .iter()
            .map(|(at, _)| Pointer::parse(at).expect("a pointer"))
            .collect();
        let found = places(text, syntax, &pointers.iter().collect::<Vec<_>>());
        assert_eq!(
            found,
            expected.iter().map(|(_, place)| *place).collect::<Vec<_>>()
        );
    }

    #[test]
    fn finds_yaml_keys_and_items() {
        let text = "# c\na:\n  b: 1\n  é/ü: [x, {y: 1}]\n'c':\n- 1\n-   d: 2\n";
        check(
            text,
            Syntax::Yaml,
            &[
                ("", (2, 1)),
                ("/a/b", (3, 3)),
                ("/a/é~1ü", (4, 3)),
                ("/a/é~1ü/1/y", (4, 13)),
                ("/c", (5, 1)),
                ("/c/0", (6, 3)),
                ("/c/1", (7, 5)),
            ],
        );
    }

    #[test]
    fn gives_the_nearest_place_above_what_is_not_there() {
        check(
            "a:\n  b: 1\n",
            Syntax::Yaml,
            &[("/a/x/y", (1, 1)), ("/a/b/x", (2, 3)), ("/q", (1, 1))],
        );
        check(
            "{\n \"a\": {}}",
            Syntax::Json,
            &[("/a/x", (2, 2)), ("/q", (1, 1))],
        );
    }

    #[test]
    fn looks_through_merge_keys_and_stops_at_aliases() {
        let text =
            "base: &base {x: 1}\na:\n  <<: *base\n  y: 2\nb:\n  z: 1\n  <<: [{z: 2}, {w: 3}]\n";
        check(
            text,
            Syntax::Yaml,
            &[
                ("/a/x", (2, 1)),
                ("/a/y", (4, 3)),
                ("/b/z", (6, 3)),
                ("/b/w", (7, 17)),
            ],
        );
    }

    #[test]
    fn a_text_without_content_has_a_place() {
        check("---", Syntax::Yaml, &[("", (1, 4))]);
    }

    #[test]
    fn knows_where_a_key_was_before() {
        let first = |text: &str, syntax| {
            let at = Pointer::root().child("a").child("b");
            let alone = Pointer::root().child("a").child("c");
            first_places(text, syntax, &[&at, &alone])
        };
        let yaml = "a:\n  b: 1\n  c: 2\n  b: 3\n  b: 4\n";
        assert_eq!(first(yaml, Syntax::Yaml), [Some((2, 3)), None]);
        let json = "{\"a\": {\"b\": 1, \"c\": 2,\n\"b\": 3}}";
        assert_eq!(first(json, Syntax::Json), [Some((1, 8)), None]);
    }

    #[test]
    fn counts_lines_that_end_in_two_characters() {
        check(
            "a: 1\r\nb:\r\n  c: 1\r\n",
            Syntax::Yaml,
            &[("/b/c", (3, 3))],
        );
        check("{\r\n\"a\":\r\n [1]}", Syntax::Json, &[("/a/0", (3, 3))]);
    }

    #[test]
    fn passes_over_keys_that_are_not_text() {
        check("? [a, b]\n: c\nd: 1\n", Syntax::Yaml, &[("/d", (3, 1))]);
    }

    #[test]
    fn finds_json_keys_and_items() {
        let text = "{\n\t\"a\": [\n\t\t1,\n\t\t{ \"b\\u002fc\": null }\n\t],\n\t\"a\": {\"x\":1, \"x\":2}\n}";
        check(
            text,
            Syntax::Json,
            &[
                ("", (1, 1)),
                ("/a", (6, 2)),
                ("/a/1/b~1c", (4, 5)),
                ("/a/x", (6, 15)),
            ],
        );
    }
}
