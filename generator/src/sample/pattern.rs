//! Texts that match a regular expression, spelt from its syntax tree; the caller verifies them, since assertions within
//! a pattern are not followed.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::random::Random;

/// How long a text may become.
const LONGEST: usize = 20_000;

/// Texts that should match, the shortest first; none where the pattern cannot be read.
pub(super) fn spell(pattern: &str, random: &mut Random) -> Vec<String> {
    let Ok(hir) = regex_syntax::parse(pattern) else {
        return Vec::new();
    };
    let plain = [0, 1, 2, 4, 8, 16, 32, 64].map(|extra| Speller::new(extra, None).text(&hir));
    let mut varied = [1, 3, 9].map(|extra| Speller::new(extra, Some(random.clone())).text(&hir));
    random.number();
    varied.sort_by_key(|text| text.len());
    let mut texts: Vec<String> = plain.into_iter().chain(varied).collect();
    texts.dedup();
    texts
}

struct Speller {
    /// How often more than it must a repetition repeats.
    extra: u32,
    random: Option<Random>,
    text: String,
}

impl Speller {
    fn new(extra: u32, random: Option<Random>) -> Self {
        Self {
            extra,
            random,
            text: String::new(),
        }
    }

    fn text(mut self, hir: &Hir) -> String {
        self.walk(hir);
        self.text
    }

    fn walk(&mut self, hir: &Hir) {
        if self.text.len() > LONGEST {
            return;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(&String::from_utf8_lossy(&literal.0)),
            HirKind::Class(class) => self.class(class),
            HirKind::Capture(group) => self.walk(&group.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.walk(part)),
            HirKind::Alternation(branches) => {
                let chosen = self.choose(branches.len());
                self.walk(&branches[chosen]);
            }
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(u32::MAX);
                let times = repetition.min.saturating_add(self.extra).min(most);
                for _ in 0..times {
                    if self.text.len() > LONGEST {
                        return;
                    }
                    self.walk(&repetition.sub);
                }
            }
        }
    }

    fn class(&mut self, class: &Class) {
        let ranges: Vec<(char, char)> = match class {
            Class::Unicode(class) => class
                .iter()
                .map(|range| (range.start(), range.end()))
                .collect(),
            Class::Bytes(class) => class
                .iter()
                .map(|range| (char::from(range.start()), char::from(range.end())))
                .collect(),
        };
        let plain: Vec<char> = ('a'..='z')
            .chain('0'..='9')
            .chain('A'..='Z')
            .filter(|letter| {
                ranges
                    .iter()
                    .any(|(start, end)| (start..=end).contains(&letter))
            })
            .collect();
        let first = || {
            ranges
                .first()
                .map(|(start, end)| if start.is_control() { *end } else { *start })
        };
        let chosen = self.choose(plain.len());
        self.text.extend(plain.get(chosen).copied().or_else(first));
    }

    fn choose(&mut self, count: usize) -> usize {
        self.random.as_mut().map_or(0, |random| random.below(count))
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    #[test]
    fn spells_matching_texts() {
        for pattern in [
            "^[A-Za-z]{3}$",
            r"^\d{4}-\d{2}-\d{2}$",
            "^(live|test)_[a-z0-9]+$",
            r"^\+?[1-9]\d{1,14}$",
            "a|b",
            r"^[^\s/]+/?$",
            r"^\p{L}+$",
            "^$",
        ] {
            let regex = Regex::new(pattern).expect("test input because it is a pattern");
            let texts = spell(pattern, &mut Random::named("spell", 0));
            assert!(
                texts.iter().any(|text| regex.is_match(text)),
                "{pattern}: {texts:?}"
            );
        }
        assert_eq!(spell("(", &mut Random::named("spell", 0)), [""; 0]);
    }
}
