//! The words of a union's branches, by what the document says of each: what names it, and, where several have one name,
//! what tells them apart. No rule looks at the order of the branches.

use std::collections::BTreeSet;

use super::Lowering;
use super::enumeration::literal;
use super::names::mark;
use crate::document::pointer::Pointer;
use crate::ir::Literal;

impl Lowering<'_> {
    /// A word for each branch; only branches of one content may share it.
    pub(super) fn branch_words(&self, branches: &[Pointer]) -> Vec<String> {
        let words: Vec<String> = branches.iter().map(|at| self.branch_word(at)).collect();
        let apart = |position: usize| {
            let rivals: Vec<usize> = (0..words.len())
                .filter(|other| words[*other] == words[position])
                .collect();
            match rivals.len() {
                1 => words[position].clone(),
                _ => self.apart(&words[position], branches, &rivals, position),
            }
        };
        (0..words.len()).map(apart).collect()
    }

    /// The word that names a branch: its component, its title, or its type.
    pub(super) fn branch_word(&self, at: &Pointer) -> String {
        if let Some(reference) = self.text(at, "$ref") {
            return Pointer::parse(reference.trim_start_matches('#'))
                .and_then(|target| target.last().map(|word| word.into_owned()))
                .unwrap_or_else(|| reference.to_owned());
        }
        if let Some(name) = self
            .given_name(at)
            .or_else(|| self.text(at, "title").map(str::to_owned))
        {
            return name;
        }
        if let Some(value) = self
            .listed(at)
            .and_then(|values| values.first().map(literal))
            && let Literal::Text(text) = value
        {
            return text;
        }
        let names = self.declared(at).names;
        names.first().map_or("value", |name| name).to_owned()
    }

    /// What tells branches of one word apart: their content, and among those of one content their position, since these
    /// say the same wherever they stand.
    pub(super) fn branch_places(&self, branches: &[Pointer]) -> Vec<String> {
        let contents: Vec<String> = branches
            .iter()
            .map(|at| self.node(at).to_string())
            .collect();
        let place = |(position, content): (usize, &String)| {
            let before = contents[..position].iter().filter(|it| *it == content);
            format!("{content} {}", before.count())
        };
        contents.iter().enumerate().map(place).collect()
    }

    /// The word of one of several branches that share it: with the first of these that differs between all of them.
    fn apart(&self, word: &str, branches: &[Pointer], rivals: &[usize], own: usize) -> String {
        let traits: [fn(&Self, &Pointer) -> String; 6] = [
            Self::type_word,
            Self::format_word,
            Self::item_word,
            Self::values_word,
            Self::required_words,
            Self::property_words,
        ];
        for trait_of in traits {
            let words = rivals.iter().map(|it| trait_of(self, &branches[*it]));
            let distinct: BTreeSet<String> = words.collect();
            if distinct.len() == rivals.len() {
                return format!("{word} {}", trait_of(self, &branches[own]));
            }
        }
        let content = self.node(&branches[own]).to_string();
        format!("{word} {}", mark(&content))
    }

    fn type_word(&self, at: &Pointer) -> String {
        self.declared(at).names.join(" or ")
    }

    fn format_word(&self, at: &Pointer) -> String {
        self.text(at, "format").unwrap_or_default().to_owned()
    }

    fn item_word(&self, at: &Pointer) -> String {
        let items = at.child("items");
        match self.get(&items) {
            Some(_) => format!("of {}", self.branch_word(&items)),
            None => String::new(),
        }
    }

    fn values_word(&self, at: &Pointer) -> String {
        let values = self.listed(at).unwrap_or_default();
        let texts = values.iter().map(|value| match literal(value) {
            Literal::Text(text) => text,
            _ => value.to_string(),
        });
        few(texts.collect())
    }

    fn required_words(&self, at: &Pointer) -> String {
        few(self.texts(at, "required"))
    }

    fn property_words(&self, at: &Pointer) -> String {
        few(self
            .entries(at, "properties")
            .into_iter()
            .map(|(name, _)| name)
            .collect())
    }
}

/// A few words name a branch; many would not.
fn few(words: Vec<String>) -> String {
    if words.len() > 3 {
        String::new()
    } else {
        words.join(" ")
    }
}
