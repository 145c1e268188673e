//! A guard before `serde_yaml`, whose time grows with the square of how deep flow style (`[[…`) nests before its own
//! limit is looked at. Texts with few brackets pass at once; others are walked by a parser that stops early.

use saphyr_parser::{Event, Parser};

use super::text::Fault;

/// Up to so many brackets, nesting them all takes well under a second.
const FEW: usize = 10_000;

/// How many levels both YAML and JSON may have.
const LEVELS: usize = 128;

/// What a text that nests deeper is told.
pub(super) const TOO_DEEP: &str = "the text nests deeper than 128 levels; up to 128 are accepted";

/// Refuses a YAML text that nests too deep, or has so many brackets and cannot be walked.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    let brackets = text.bytes().filter(|byte| matches!(byte, b'[' | b'{'));
    if brackets.count() <= FEW {
        return Ok(());
    }
    walk(text)
}

/// Refuses a YAML text that nests too deep without its aliases, or cannot be walked.
pub(super) fn walk(text: &str) -> Result<(), Fault> {
    let mut parser = Parser::new_from_str(text);
    let mut depth = 0_usize;
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let place = (error.marker().line(), error.marker().col() + 1);
            // The parser's own limit is 255 levels of flow style.
            let deep = depth >= LEVELS || error.info().contains("recursion limit");
            Fault::at(
                place,
                if deep {
                    TOO_DEEP.to_owned()
                } else {
                    format!("invalid YAML: {}", error.info())
                },
            )
        })?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            Event::Nothing | Event::StreamStart | Event::StreamEnd => {}
            Event::DocumentStart(_) | Event::DocumentEnd | Event::Alias(_) | Event::Scalar(..) => {}
        }
        if depth > LEVELS {
            return Err(Fault::at(
                (span.start.line(), span.start.col() + 1),
                TOO_DEEP,
            ));
        }
    }
    Ok(())
}
