//! Shapes: which kinds are alike in all but their descriptions and the names of the types inside them.

use std::collections::BTreeMap;

use crate::ir::{Branch, Enumeration, Field, Kind, Rest, Struct, Type, TypeId, Union};

/// For each kind of a table a number that it shares with those of the same shape. What `fixed` tells to stand for itself,
/// and what contains itself, has the shape of nothing else.
pub(super) fn shapes(kinds: &[&Kind], fixed: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut walk = Walk {
        kinds,
        fixed,
        known: vec![None; kinds.len()],
        numbers: BTreeMap::new(),
    };
    (0..kinds.len())
        .map(|position| walk.shape(position))
        .collect()
}

struct Walk<'k> {
    kinds: &'k [&'k Kind],
    fixed: &'k dyn Fn(usize) -> bool,
    /// The shape of each kind that was met; while it is being walked, one of its own.
    known: Vec<Option<usize>>,
    /// Numbers by what they stand for.
    numbers: BTreeMap<String, usize>,
}

impl Walk<'_> {
    fn shape(&mut self, position: usize) -> usize {
        if let Some(known) = self.known[position] {
            return known;
        }
        let own = self.number(format!("#{position}"));
        self.known[position] = Some(own);
        if !(self.fixed)(position) {
            let text = self.kind(self.kinds[position]);
            self.known[position] = Some(self.number(text));
        }
        self.known[position].unwrap_or(own)
    }

    fn number(&mut self, text: String) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(text).or_insert(next)
    }

    fn kind(&mut self, kind: &Kind) -> String {
        match kind {
            Kind::Struct(it) => self.structure(it),
            Kind::Enumeration(it) => enumeration(it),
            Kind::Union(it) => self.union(it),
            Kind::Alias(inner) => format!("alias {}", self.ty(inner)),
        }
    }

    fn structure(&mut self, it: &Struct) -> String {
        let fields: Vec<String> = it.fields.iter().map(|field| self.field(field)).collect();
        let rest = match &it.rest {
            Rest::Kept(name, inner, checks) => {
                format!("kept {name} {} {checks:?}", self.ty(inner))
            }
            Rest::Ignored => "ignored".to_owned(),
            Rest::Refused => "refused".to_owned(),
        };
        let generic = if it.generic { "generic " } else { "" };
        format!(
            "{generic}struct {:?} {fields:?} {rest} {:?}",
            it.constants, it.checks
        )
    }

    fn field(&mut self, field: &Field) -> String {
        let ty = self.ty(&field.ty);
        let Field {
            wire,
            name,
            docs: _,
            presence,
            only_in,
            holder,
            ty: _,
            boxed,
            checks,
            deprecated,
            unset,
            null,
        } = field;
        format!(
            "{wire:?} {name} {presence:?} {only_in:?} {holder:?} {ty} {boxed} {checks:?} {deprecated} {unset:?} {null:?}"
        )
    }

    fn union(&mut self, it: &Union) -> String {
        let branches: Vec<String> = it
            .branches
            .iter()
            .map(|branch| self.branch(branch))
            .collect();
        format!(
            "union {:?} {:?} {branches:?} {}",
            it.composition, it.tag, it.unmatched
        )
    }

    fn branch(&mut self, branch: &Branch) -> String {
        let ty = self.ty(&branch.ty);
        let (name, tags, checks) = (&branch.name, &branch.tags, &branch.checks);
        format!("{name} {ty} {tags:?} {checks:?}")
    }

    fn ty(&mut self, ty: &Type) -> String {
        let named = ty.named();
        let shapes: BTreeMap<TypeId, TypeId> = named
            .into_iter()
            .map(|id| (id, number(self.shape(id.0 as usize))))
            .collect();
        let mut ty = ty.clone();
        ty.renumber(&|id| shapes[&id]);
        format!("{ty:?}")
    }
}

/// The values of an enumeration, in whatever order the document lists them.
fn enumeration(it: &Enumeration) -> String {
    let mut values: Vec<String> = it
        .values
        .iter()
        .map(|value| format!("{:?} {}", value.wire, value.name))
        .collect();
    values.sort();
    format!("enum {values:?} {} {}", it.unknown, it.open)
}

fn number(shape: usize) -> TypeId {
    TypeId(u32::try_from(shape).expect("no more shapes than types, which have such numbers"))
}
