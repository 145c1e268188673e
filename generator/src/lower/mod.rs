//! The tree of a document to `ir::Api`: every question that emission could ask is answered here.
//!
//! Operations are walked in document order (`operations`); schemas are lowered where they are used, components once
//! (`schema`). Types gather in one table as `draft::Draft`s, whose names depend on each other; when all are there,
//! `types` names them, `slice` keeps what the user chooses, `usage` finds out which of them requests contain, `sharing`
//! makes one definition of those that are alike, and `cycles` puts boxes where a type would contain itself.

mod bodies;
mod branches;
mod constraints;
mod content;
mod cycles;
mod defaults;
mod docs;
mod draft;
mod elsewhere;
mod enumeration;
mod envelope;
mod evaluated;
mod events;
mod examples;
mod extensions;
mod headers;
mod inheritance;
mod kinds;
mod media_types;
pub mod names;
mod nodes;
mod null;
mod object;
mod operations;
mod parameters;
mod path_items;
mod pattern;
mod place;
mod positions;
mod referenced;
mod resources;
mod responses;
mod rest;
mod scalar;
mod schema;
mod security;
mod servers;
mod shapes;
mod sharing;
mod slice;
mod subjects;
mod subschema;
mod tags;
mod types;
mod union;
mod untyped;
mod usage;
mod view;
mod vocabulary;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::RandomState;
use serde_json::Value;

use crate::document::pointer::Pointer;
use crate::document::{Broken, Document, objects};
use crate::ir::{self, TypeId};
use crate::{Options, Problems};
use draft::Draft;
use nodes::Nodes;
use null::Null;
use object::Postponed;
use place::Place;
use slice::Whole;
pub use untyped::Untyped;

/// What lowering knows and has found so far.
pub(crate) struct Lowering<'d> {
    document: &'d Document,
    nodes: Nodes<'d>,
    options: &'d Options,
    problems: Problems,
    drafts: Vec<Draft>,
    /// Referenced schemas by their pointer; none while one is being lowered.
    referenced: BTreeMap<Pointer, Option<Place>>,
    /// Those that are being lowered, from the outside in.
    following: Vec<Pointer>,
    /// What those came to that were lowered a second time meanwhile.
    again: BTreeMap<Pointer, Place>,
    /// The types of schemas that were met while they were lowered.
    knots: BTreeMap<Pointer, TypeId>,
    /// Unions of references by what they refer to, and list envelopes by their tag.
    shared: BTreeMap<String, TypeId>,
    /// The types of which a slice made properties raw JSON, by the places of their schemas.
    cut: BTreeSet<Pointer>,
    /// The schemas that came to any JSON.
    untyped: BTreeSet<Pointer>,
    /// The schemas whose default is none of their values.
    misfits: BTreeSet<Pointer>,
    /// What each schema came to that is one by itself: its type, null and the constraints beside the type.
    beside: BTreeMap<Pointer, Place>,
    /// The schemas that are being lowered by themselves, with the types that they have by now.
    open: BTreeMap<Pointer, Option<ir::Type>>,
    /// What schemas that hold together came to; none while they are being lowered.
    merged: BTreeMap<Vec<Pointer>, Option<Place>>,
    /// The branches of which a type was made together with what stands beside their composition.
    blended: BTreeSet<Pointer>,
    /// Those that are being lowered, with the place that names what they make.
    merging: Vec<(Pointer, Vec<Pointer>)>,
    /// The components that hold a component by `allOf`.
    heirs: BTreeMap<Pointer, Vec<Pointer>>,
    /// The property and the value that a discriminator gives an heir.
    implied: BTreeMap<Pointer, (String, String)>,
    /// The discriminators in effect at schemas.
    discriminators: BTreeMap<Pointer, Option<Pointer>>,
    /// What the mappings of discriminators lead to, and by which values.
    mappings: BTreeMap<Pointer, BTreeMap<Pointer, Vec<String>>>,
    /// The structs of bases.
    bases: BTreeMap<Pointer, Place>,
    /// How many schemas are being lowered within each other.
    depth: usize,
    /// The structs whose fields are still to be lowered.
    postponed: Vec<Postponed>,
    /// How many types the branches around make of what is beside them.
    spread: usize,
    /// Descriptions that were made safe.
    descriptions: RefCell<HashMap<&'d str, ir::Docs, RandomState>>,
    /// What schemas say of null.
    nulls: RefCell<HashMap<Pointer, Null, RandomState>>,
    /// What schemas came to as rules, and how often a constraint was left out of each.
    ruled: BTreeMap<Pointer, (Vec<ir::Check>, usize)>,
    /// The schemas that are being lowered to rules.
    judging: Vec<Pointer>,
    /// How many schemas the rule that is being lowered may still have; zero where none is.
    rules: usize,
    /// How often a constraint was left out, so that what holds it lets more in than its schema.
    loosened: usize,
    /// How many schemas the rules that are still to come may have.
    rules_left: usize,
}

/// What a document comes to.
pub struct Lowered {
    /// What is emitted.
    pub api: ir::Api,
    /// What is wrong with the document.
    pub problems: Problems,
    /// The schemas that came to any JSON, of the whole document.
    pub untyped: Vec<Untyped>,
}

/// Lowers a document. Broken constructs are left out and told.
pub fn lower(document: &Document, options: &Options) -> Lowered {
    let mut lowering = Lowering {
        document,
        nodes: Nodes::of(document.root()),
        options,
        problems: Problems::new(),
        drafts: Vec::new(),
        referenced: BTreeMap::new(),
        following: Vec::new(),
        again: BTreeMap::new(),
        knots: BTreeMap::new(),
        shared: BTreeMap::new(),
        beside: BTreeMap::new(),
        open: BTreeMap::new(),
        merged: BTreeMap::new(),
        blended: BTreeSet::new(),
        merging: Vec::new(),
        heirs: BTreeMap::new(),
        implied: BTreeMap::new(),
        discriminators: BTreeMap::new(),
        mappings: BTreeMap::new(),
        bases: BTreeMap::new(),
        descriptions: RefCell::default(),
        nulls: RefCell::default(),
        ruled: BTreeMap::new(),
        spread: 1,
        depth: 0,
        postponed: Vec::new(),
        judging: Vec::new(),
        rules: 0,
        loosened: 0,
        rules_left: subschema::ALL,
        cut: BTreeSet::new(),
        misfits: BTreeSet::new(),
        untyped: BTreeSet::new(),
    };
    let api = lowering.api();
    Lowered {
        api,
        untyped: lowering.untyped_places(),
        problems: lowering.problems,
    }
}

/// Where the component schemas stand.
fn schemas_at() -> Pointer {
    Pointer::root().child("components").child("schemas")
}

impl<'d> Lowering<'d> {
    fn api(&mut self) -> ir::Api {
        let root = Pointer::root();
        let info = objects::info(self.document, &root.child("info"));
        let info = self.told(info).unwrap_or_default();
        self.tell_vocabulary();
        self.find_heirs();
        self.components();
        let schemes = self.schemes();
        let mut resources = self.resources(&schemes);
        let events = self.events();
        let mut components = self.component_subjects();
        let drafts = std::mem::take(&mut self.drafts);
        let types = types::decide_types(drafts, &mut resources, &events, &mut components);
        let Whole { resources, types } = self.slice(Whole { resources, types });
        let mut api = ir::Api {
            name: names::Ident::checked(&self.options.name)
                .unwrap_or_else(|| names::one(names::Case::Snake, &self.options.name, &[], "_")),
            title: info.title,
            version: info.version,
            docs: docs::clean(info.description.as_deref()),
            base_url: self.api_base_url(),
            schemes,
            types,
            resources,
            headers: Vec::new(),
            subjects: Vec::new(),
            examples: Vec::new(),
        };
        api.headers = headers::gather(&api);
        usage::mark(&mut api);
        self.share(&mut api);
        for at in cycles::close(&mut api) {
            self.contains_itself(&at);
            self.untyped.insert(at);
        }
        api.subjects = self.subjects(&api, components);
        self.leave_out_cut_subjects(&mut api);
        api.examples = self.examples(&api);
        api
    }

    /// All component schemas, so that a type is there for each, used or not.
    fn components(&mut self) {
        let at = schemas_at();
        let Some(Value::Object(schemas)) = self.get(&at) else {
            return;
        };
        for name in schemas.keys() {
            self.referenced(&at.child(name));
        }
    }

    /// What a reader of one object gives, its failure told as a problem.
    fn told<T>(&mut self, result: Result<T, Broken>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err((at, message)) => {
                self.problems.error(&at, message);
                None
            }
        }
    }
}
