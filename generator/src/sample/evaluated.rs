//! What of a JSON value no keyword evaluates: for `unevaluatedProperties` and `unevaluatedItems`.

use serde_json::{Map, Value};

use super::check::Checker;
use crate::ir::Evaluated;

impl Checker {
    /// The properties of an object that nothing evaluates.
    pub(super) fn unevaluated_names<'v>(
        &self,
        evaluated: &[Evaluated],
        object: &'v Map<String, Value>,
    ) -> Vec<&'v String> {
        let value = Value::Object(object.clone());
        let counting = self.counting(evaluated, &value);
        let is_named = |name: &String| counting.iter().any(|it| self.names(it, name));
        object.keys().filter(|name| !is_named(name)).collect()
    }

    /// The positions of the items of an array that nothing evaluates.
    pub(super) fn unevaluated_positions(
        &self,
        evaluated: &[Evaluated],
        items: &[Value],
    ) -> Vec<usize> {
        let value = Value::from(items);
        let counting = self.counting(evaluated, &value);
        let is_of = |position: usize| {
            let mut all = counting.iter();
            all.any(|it| self.is_of(it, (position, &items[position])))
        };
        (0..items.len()).filter(|it| !is_of(*it)).collect()
    }

    fn counting<'e>(&self, evaluated: &'e [Evaluated], value: &Value) -> Vec<&'e Evaluated> {
        let counting = evaluated.iter().flat_map(|one| match one {
            Evaluated::Where(condition, below) if self.holds(condition, value) => {
                self.counting(below, value)
            }
            Evaluated::Where(..) => Vec::new(),
            one => vec![one],
        });
        counting.collect()
    }

    fn names(&self, evaluated: &Evaluated, name: &String) -> bool {
        match evaluated {
            Evaluated::All => true,
            Evaluated::Properties(names) => names.contains(name),
            Evaluated::PatternProperties(all) => all.iter().any(|it| self.is_match(it, name)),
            Evaluated::PrefixItems(_) | Evaluated::Contains(_) | Evaluated::Where(..) => false,
        }
    }

    fn is_of(&self, evaluated: &Evaluated, (position, item): (usize, &Value)) -> bool {
        match evaluated {
            Evaluated::All => true,
            Evaluated::PrefixItems(count) => (position as u64) < *count,
            Evaluated::Contains(list) => self.holds(list, item),
            Evaluated::Properties(_) | Evaluated::PatternProperties(_) | Evaluated::Where(..) => {
                false
            }
        }
    }
}
