//! The words of a union's branches, by what the document says of each: what names it, and, where several have one name,
//! what tells them apart. No rule looks at the order of the branches.

use std::collections::{BTreeMap, BTreeSet};

use super::Lowering;
use super::enumeration::literal;
use super::names::mark;
use crate::document::pointer::Pointer;
use crate::ir::Literal;

impl Lowering<'_> {
    /// A word for each branch; only branches of one content may share it.
    pub(super) fn branch_words(&self, branches: &[Pointer]) -> Vec<String> {
        let mut words: Vec<String> = branches.iter().map(|at| self.branch_word(at)).collect();
        let mut rivals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (position, word) in words.iter().enumerate() {
            rivals.entry(word).or_default().push(position);
        }
        let mut apart = Vec::new();
        for (word, rivals) in rivals.into_iter().filter(|(_, rivals)| rivals.len() > 1) {
            let named = self.apart(word, branches, &rivals);
            apart.extend(rivals.into_iter().zip(named));
        }
        for (position, word) in apart {
            words[position] = word;
        }
        words
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
            .and_then(|values| values.first().copied().map(literal))
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
        let mut before: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places = Vec::new();
        for content in &contents {
            let before = before.entry(content).or_default();
            places.push(format!("{content} {before}"));
            *before += 1;
        }
        places
    }

    /// The words of branches that share one: with the first of these that differs between all of them.
    fn apart(&self, word: &str, branches: &[Pointer], rivals: &[usize]) -> Vec<String> {
        let traits: [fn(&Self, &Pointer) -> String; 6] = [
            Self::type_word,
            Self::format_word,
            Self::item_word,
            Self::values_word,
            Self::required_words,
            Self::property_words,
        ];
        for trait_of in traits {
            let found = rivals.iter().map(|it| trait_of(self, &branches[*it]));
            let found: Vec<String> = found.collect();
            if found.iter().collect::<BTreeSet<_>>().len() == rivals.len() {
                return found.iter().map(|it| format!("{word} {it}")).collect();
            }
        }
        let content = |it: &usize| self.node(&branches[*it]).to_string();
        rivals
            .iter()
            .map(|it| format!("{word} {}", mark(&content(it))))
            .collect()
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
