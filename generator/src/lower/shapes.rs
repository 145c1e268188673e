//! Shapes: which kinds are alike in all but their descriptions and the names of the types inside them.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::ir::{Docs, Kind, Kinds, Type, TypeId};

/// For each kind of a table a number that it shares with those of the same shape. What `fixed` tells to stand for itself,
/// and what contains itself, has the shape of nothing else.
pub(super) fn shapes(kinds: &[&Kind], fixed: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut walk = Walk {
        kinds,
        fixed,
        known: vec![None; kinds.len()],
        first: HashMap::default(),
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
    /// The shapes by what is alike in them.
    first: HashMap<Kind, usize, RandomState>,
}

impl Walk<'_> {
    fn shape(&mut self, position: usize) -> usize {
        if let Some(known) = self.known[position] {
            return known;
        }
        self.known[position] = Some(position);
        if (self.fixed)(position) {
            return position;
        }
        let alike = self.alike(self.kinds[position]);
        // No shape is a position: those stand for what is being walked, or is fixed.
        let shape = self.kinds.len() + position;
        let shape = *self.first.entry(alike).or_insert(shape);
        self.known[position] = Some(shape);
        shape
    }

    /// What a kind has in common with those of its shape: types have the numbers of their shapes.
    fn alike(&mut self, kind: &Kind) -> Kind {
        let held = kind.types().into_iter().flat_map(Type::named);
        let shapes: HashMap<TypeId, TypeId, RandomState> = held
            .map(|id| (id, number(self.shape(id.0 as usize))))
            .collect();
        let mut kind = kind.clone();
        for ty in kind.types_mut() {
            ty.renumber(&|id| shapes[&id]);
        }
        forget(&mut kind);
        kind
    }
}

/// Takes out of a kind what its shape does not say.
fn forget(kind: &mut Kind) {
    match kind {
        Kind::Struct(it) => {
            let fields = it.fields.iter_mut();
            fields.for_each(|field| field.docs = Docs::default());
        }
        // In whatever order the document lists its values.
        Kind::Enumeration(it) => it.values.sort(),
        Kind::Union(it) => {
            it.merged = false;
            for branch in &mut it.branches {
                branch.at = None;
                branch.boxed = false;
                branch.kinds = Kinds::default();
            }
        }
        Kind::Alias(_) => {}
    }
}

fn number(shape: usize) -> TypeId {
    TypeId(
        u32::try_from(shape).expect("no more shapes than twice the types, which have such numbers"),
    )
}
