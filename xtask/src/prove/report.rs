//! A disagreement in words.

use std::fmt::{self, Display, Formatter};

use super::compare::{Kind, Way};
use super::judge::Place;
use super::shrink::Least;

/// The most characters of a schema or instance that are shown.
const LONGEST: usize = 3_000;

/// A disagreement about a schema of the document.
pub struct Report {
    /// Where the schema stands.
    pub at: String,
    /// The least that shows it.
    pub least: Least,
}

impl Report {
    /// What is the same for equal disagreements about several schemas.
    pub fn mark(&self) -> String {
        let found = &self.least.disagreement;
        let keywords = |places: &[Place]| {
            let keywords = places.iter().map(|place| place.keyword.as_str());
            keywords.collect::<Vec<_>>().join(" ")
        };
        let (ours, oracle) = (keywords(&found.ours), keywords(&found.oracle));
        format!(
            "{:?} {:?} {ours}/{oracle} {}",
            found.kind, found.way, self.least.schema
        )
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let found = &self.least.disagreement;
        let what = match found.kind {
            Kind::Strict => "we refuse what the oracle accepts",
            Kind::Lenient => "we accept what the oracle refuses",
            Kind::Elsewhere => "both refuse it, but not at the same place",
            Kind::Changed => "another value comes back",
        };
        let way = match found.way {
            Way::Judged => "",
            Way::Validated => "as a request, ",
        };
        writeln!(f, "{}: {way}{what}, at `{}`", self.at, found.pointer)?;
        writeln!(f, "  schema    {}", short(self.least.schema.to_string()))?;
        writeln!(f, "  instance  {}", short(self.least.instance.to_string()))?;
        if let Some(recoded) = &found.recoded {
            return writeln!(f, "  came back {recoded}");
        }
        writeln!(f, "  we        {}", places(&found.ours))?;
        writeln!(f, "  oracle    {}", places(&found.oracle))
    }
}

fn places(places: &[Place]) -> String {
    if places.is_empty() {
        return "valid".to_owned();
    }
    let each = places.iter().take(6);
    let each = each.map(|place| format!("{} at `{}`", place.keyword, place.pointer));
    each.collect::<Vec<_>>().join(", ")
}

fn short(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
