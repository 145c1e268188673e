//! `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 core, 11): which properties and items the keywords of
//! a schema evaluate, and those of the schemas that hold with it for the same value.
//!
//! Where that is known from the schemas alone, the keyword is what `additionalProperties` and `items` would be beside all of
//! them: types come of it. Where it depends on the value (branches, `if`, `contains`), it is a rule that looks at the value.

use serde_json::Value;

use super::Lowering;
use crate::document::pointer::{Pointer, member};
use crate::ir::{Check, Evaluated, Pattern};

/// How many schemas are asked about one value.
const MOST: usize = 500;

/// What is evaluated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// The properties of an object.
    Properties,
    /// The items of an array.
    Items,
}

/// What a schema's `unevaluatedProperties` or `unevaluatedItems` is about.
pub(super) enum Reach {
    /// Nothing: it is not there, says nothing, or all is evaluated whatever the value.
    Nothing,
    /// All but what these schemas evaluate, whatever the value.
    Known(Known),
    /// What is left, by the value.
    ByValue(Vec<Found>),
    /// More schemas than are asked.
    TooMany,
}

/// What is evaluated whatever the value.
#[derive(Default)]
pub(super) struct Known {
    /// Properties.
    pub names: Vec<String>,
    /// The schemas whose `patternProperties` evaluate.
    pub patterns: Vec<Pointer>,
    /// How many items, from the first on.
    pub first: usize,
}

/// What evaluates some properties or items.
pub(super) enum Found {
    /// All of them.
    All,
    /// These properties.
    Names(Vec<String>),
    /// The properties that match the patterns of this schema.
    Patterns(Pointer),
    /// So many items, from the first on.
    First(usize),
    /// The items that this schema's `contains` asks for.
    Contained(Pointer),
    /// These, on a condition.
    Where(Condition, Vec<Found>),
}

/// What a value has to be.
pub(super) enum Condition {
    /// The schema holds.
    Holds(Pointer),
    /// It does not.
    Fails(Pointer),
    /// The object has this property.
    Has(String),
}

/// The question about one value.
struct Question {
    about: About,
    /// The schemas that were asked and hold where those that are asked now do.
    passed: Vec<Pointer>,
    /// How many may still be asked.
    left: usize,
}

impl About {
    /// The keyword for what is not evaluated.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Properties => "unevaluatedProperties",
            Self::Items => "unevaluatedItems",
        }
    }
}

impl Lowering<'_> {
    /// What the keyword of the schema at `at` is about.
    pub(super) fn reach(&self, at: &Pointer, about: About) -> Reach {
        match member(self.node(at), about.keyword()) {
            Some(Value::Bool(false)) => {}
            Some(Value::Object(schema)) if !schema.is_empty() => {}
            _ => return Reach::Nothing,
        }
        let mut question = Question {
            about,
            passed: Vec::new(),
            left: MOST,
        };
        let found = self.evaluated_beside(at, &mut question);
        if question.left == 0 {
            return Reach::TooMany;
        }
        let mut known = Known::default();
        for one in &found {
            match one {
                Found::All => return Reach::Nothing,
                Found::Names(names) => known.names.extend(names.iter().cloned()),
                Found::Patterns(at) => known.patterns.push(at.clone()),
                Found::First(count) => known.first = known.first.max(*count),
                Found::Contained(_) | Found::Where(..) => return Reach::ByValue(found),
            }
        }
        Reach::Known(known)
    }

    /// The schema of the items behind the positions of a schema, and how many these are: `items`, or `unevaluatedItems`.
    pub(super) fn behind(&self, at: &Pointer) -> Option<(usize, Pointer)> {
        if self.has(at, "items") {
            let positions = self.items(at, "prefixItems").len();
            return Some((positions, at.child("items")));
        }
        match self.reach(at, About::Items) {
            Reach::Known(known) => Some((known.first, at.child(About::Items.keyword()))),
            Reach::Nothing | Reach::ByValue(_) | Reach::TooMany => None,
        }
    }

    /// Whether the schema's keyword is what `additionalProperties` or `items` would be.
    pub(super) fn closes(&self, at: &Pointer) -> bool {
        let is_known = |about| matches!(self.reach(at, about), Reach::Known(_));
        is_known(About::Properties) || is_known(About::Items)
    }

    /// What a schema evaluates where it holds.
    fn evaluated(&self, at: &Pointer, question: &mut Question) -> Vec<Found> {
        let own = member(self.node(at), question.about.keyword());
        let mut found = self.evaluated_beside(at, question);
        found.extend(own.is_some().then_some(Found::All));
        found
    }

    /// The same, without what its own `unevaluatedProperties` or `unevaluatedItems` does.
    fn evaluated_beside(&self, at: &Pointer, question: &mut Question) -> Vec<Found> {
        if question.left == 0 || question.passed.contains(at) {
            return Vec::new();
        }
        question.left -= 1;
        question.passed.push(at.clone());
        let mut found = match question.about {
            About::Properties => self.evaluated_properties(at),
            About::Items => self.evaluated_items(at),
        };
        let target = self.text(at, "$ref").and_then(|it| self.resolve(it));
        for held in target.into_iter().chain(self.items(at, "allOf")) {
            found.extend(self.evaluated(&held, question));
        }
        found.extend(self.evaluated_in_branches(at, question));
        found
    }

    fn evaluated_properties(&self, at: &Pointer) -> Vec<Found> {
        let names = self.entries(at, "properties").into_iter();
        let names: Vec<String> = names.map(|(name, _)| name).collect();
        let mut found = Vec::new();
        found.extend((!names.is_empty()).then_some(Found::Names(names)));
        let patterns = !self.entries(at, "patternProperties").is_empty();
        found.extend(patterns.then(|| Found::Patterns(at.clone())));
        found.extend(self.has(at, "additionalProperties").then_some(Found::All));
        found
    }

    fn evaluated_items(&self, at: &Pointer) -> Vec<Found> {
        let first = self.items(at, "prefixItems").len();
        let mut found = Vec::new();
        found.extend((first > 0).then_some(Found::First(first)));
        found.extend(self.has(at, "items").then_some(Found::All));
        let contains = self.has(at, "contains");
        found.extend(contains.then(|| Found::Contained(at.clone())));
        found
    }

    /// What schemas evaluate of which it depends on the value whether they hold.
    fn evaluated_in_branches(&self, at: &Pointer, question: &mut Question) -> Vec<Found> {
        let mut cases = Vec::new();
        for keyword in ["anyOf", "oneOf"] {
            let branches = self.items(at, keyword).into_iter();
            cases.extend(branches.map(|it| (Condition::Holds(it.clone()), vec![it])));
        }
        if self.has(at, "if") {
            let [condition, then, otherwise] = ["if", "then", "else"].map(|it| at.child(it));
            let met = vec![condition.clone(), then];
            cases.push((Condition::Holds(condition.clone()), met));
            cases.push((Condition::Fails(condition), vec![otherwise]));
        }
        for (name, below) in self.entries(at, "dependentSchemas") {
            cases.push((Condition::Has(name), vec![below]));
        }
        let cases = cases.into_iter();
        cases
            .filter_map(|(condition, schemas)| {
                let around = question.passed.len();
                let schemas = schemas.iter();
                let found = schemas.flat_map(|it| self.evaluated(it, question));
                let found: Vec<Found> = found.collect();
                question.passed.truncate(around);
                (!found.is_empty()).then_some(Found::Where(condition, found))
            })
            .collect()
    }

    /// `unevaluatedProperties` or `unevaluatedItems` as a rule, where it depends on the value.
    pub(super) fn unevaluated_check(&mut self, at: &Pointer, about: About) -> Option<Check> {
        let stated = at.child(about.keyword());
        let found = match self.reach(at, about) {
            Reach::Nothing | Reach::Known(_) => return None,
            Reach::ByValue(found) => found,
            Reach::TooMany => {
                let message = format!(
                    "not enforced: more than {MOST} schemas say what is evaluated; up to {MOST} are accepted"
                );
                self.loosened += 1;
                self.problems.warning(&stated, message);
                return None;
            }
        };
        let asked = self.subschema(&stated);
        let evaluated = self.lowered_evaluators(found);
        (!asked.is_empty()).then_some(match about {
            About::Properties => Check::UnevaluatedProperties(evaluated, asked),
            About::Items => Check::UnevaluatedItems(evaluated, asked),
        })
    }

    fn lowered_evaluators(&mut self, found: Vec<Found>) -> Vec<Evaluated> {
        let found = found.into_iter();
        found.flat_map(|one| self.lowered_evaluator(one)).collect()
    }

    /// Where a part cannot be judged, more counts as evaluated, so that nothing is refused that the schema takes.
    fn lowered_evaluator(&mut self, found: Found) -> Vec<Evaluated> {
        match found {
            Found::All => vec![Evaluated::All],
            Found::Names(names) => vec![Evaluated::Properties(names)],
            Found::Patterns(at) => {
                let patterns = self.evaluating_patterns(&[at]);
                vec![patterns.map_or(Evaluated::All, Evaluated::PatternProperties)]
            }
            Found::First(count) => vec![Evaluated::PrefixItems(count as u64)],
            Found::Contained(at) => {
                vec![Evaluated::Contains(self.subschema(&at.child("contains")))]
            }
            Found::Where(condition, found) => {
                let condition = self.condition(&condition);
                let found = self.lowered_evaluators(found);
                match condition {
                    condition if condition.is_empty() => found,
                    condition => vec![Evaluated::Where(condition, found)],
                }
            }
        }
    }

    /// What has to hold; nothing where that is not known.
    fn condition(&mut self, condition: &Condition) -> Vec<Check> {
        match condition {
            Condition::Holds(at) => self.subschema(at),
            Condition::Fails(at) => {
                let before = self.loosened;
                let refused = self.subschema(at);
                if self.loosened == before {
                    vec![Check::Not(refused)]
                } else {
                    Vec::new()
                }
            }
            Condition::Has(name) => vec![Check::Required(vec![name.clone()])],
        }
    }

    /// The patterns of these schemas; none where one of them cannot be matched.
    pub(super) fn evaluating_patterns(&mut self, schemas: &[Pointer]) -> Option<Vec<Pattern>> {
        let before = self.loosened;
        let patterns = schemas.iter().flat_map(|at| self.pattern_properties(at));
        let patterns = patterns.map(|(pattern, _)| pattern).collect();
        (self.loosened == before).then_some(patterns)
    }
}
