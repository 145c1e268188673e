//! YAML to a value tree, by `serde_yaml` in [`parse`] alone: it is frozen upstream.

use serde::Deserialize as _;
use serde::de::DeserializeSeed as _;
use serde_json::Value;

use super::depth::{self, TOO_DEEP};
use super::lines::Place;
use super::node::{KEY, Node, Reader};
use super::text::{Fault, inside, line_column};
use super::tree::{Syntax, Tree, is_depth, without_place};

/// Reads the one document of a YAML text.
pub(super) fn parse(text: &str) -> Result<Tree, Fault> {
    depth::check(text)?;
    let reader = Reader::new(Syntax::Yaml, text);
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let first = documents.next().map_or(Ok(Value::Null), |document| {
        Node(&reader).deserialize(document)
    });
    let place = |error: &serde_yaml::Error| {
        let location = error.location();
        location.map_or((1, 1), |it| (it.line(), it.column()))
    };
    let value = first.map_err(|error| {
        let (line, column) = place(&error);
        let raw = without_place(&error.to_string(), line, column);
        fault(&reader, text, inside(text, (line, column)), &raw)
    })?;
    match documents.next().map(<()>::deserialize) {
        None | Some(Ok(())) => Ok(reader.into_tree(value)),
        Some(Err(error)) => Err(Fault::at(
            inside(text, place(&error)),
            "a second YAML document begins; one in a file is accepted",
        )),
    }
}

/// What the library says, in our words and at a better place where we know better.
fn fault(reader: &Reader, text: &str, place: Place, raw: &str) -> Fault {
    if raw.contains("control characters") {
        return control(text, place);
    }
    let message = if reader.is_spent() {
        "aliases (`*name`) repeat more than is accepted: the text would grow more than tenfold"
            .into()
    } else if raw.contains("repetition limit") {
        "aliases (`*name`) repeat more than is accepted".into()
    } else if is_depth(raw) && depth::walk(text).is_ok() {
        "aliases (`*name`) nest deeper than 128 levels, or one contains itself; up to 128 are accepted"
            .into()
    } else if is_depth(raw) {
        TOO_DEEP.into()
    } else if raw.contains(KEY) {
        "a key is a list or an object; text is accepted".into()
    } else {
        format!("invalid YAML: {}", syntax(text, place, raw))
    };
    Fault::at(place, message)
}

/// What is wrong with the syntax at a place.
fn syntax(text: &str, (line, column): Place, raw: &str) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let found = line.chars().nth(column.saturating_sub(1));
    let mut indent = line.chars().take_while(|it| it.is_whitespace());
    match found {
        _ if indent.any(|it| it == '\t') => "a tab indents the line; spaces are accepted".into(),
        Some('\t') => "a tab stands where a space has to".into(),
        Some(found) if raw.contains("cannot start any token") => {
            format!("{found:?} cannot begin a text that is not in quotes")
        }
        _ => raw.to_owned(),
    }
}

/// The first character that YAML does not take (1.2.2, 5.1). The library does not tell its place.
fn control(text: &str, otherwise: Place) -> Fault {
    let is_taken = |it: char| {
        matches!(it, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
            && it != '\u{feff}'
    };
    let found = text.char_indices().find(|(_, it)| !is_taken(*it));
    let place = found.map_or(otherwise, |(offset, _)| line_column(text, offset));
    let code = found.map_or(0, |(_, it)| u32::from(it));
    let message = format!(
        "invalid YAML: the character U+{code:04X} is not accepted; its escape in double quotes is"
    );
    Fault::at(place, message)
}
