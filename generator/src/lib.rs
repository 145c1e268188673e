//! The generator: OpenAPI documents in, Rust source files out; a pure library.
//!
//! ```text
//! text -> document::Document -> lower -> ir::Api -> emit -> print -> path and text of each file
//! ```
//!
//! - [`document`] reads YAML or JSON into one tree, lays the overlay over it, embeds the files that it refers to, and
//!   knows where each node was written. The tree is the truth.
//! - [`lower`] answers every question: types, names, presence, constraints, encodings. Schemas are lowered from the tree;
//!   the rest of the structure is read object by object with `openapiv3`'s types. What is broken is left out and told as
//!   a [`Problem`]; nothing is skipped in silence.
//! - [`ir`] is what lowering comes to: plain owned data.
//! - [`emit`] is total: it turns the IR into tokens and asks nothing. Only [`mod@print`] and [`emit`] know Rust's syntax.
//! - [`sample`] makes instances, valid and broken, from the IR: for the proof, the exercise and emitted tests.
//! - [`assemble()`] puts emitted APIs together to a crate.
//!
//! Nothing here touches disk, network, clock or environment: `xtask` does. What is emitted depends on the input's bytes
//! alone.
//!
//! # Where this departs from the plan
//!
//! - A request body that is a component (`$ref`) is one argument of its operation, not spread over it: users hold values of
//!   such a type (they read one, change it and send it back), and spreading it would copy its setters into every
//!   operation that takes it. Inline bodies are spread. One argument that may be null, and not be left out, is sent as null.
//! - Keywords get a trailing underscore (`type_`) instead of raw identifiers: setters and fields read alike.
//! - Under the naming rule `rest` the path alone gives the resource; a tag counts under `operation-id`. An id loses the words
//!   of its resource (`pets().list()`). The rules, and what they give up, stand in `lower::resources` and `lower::rest`.
//! - Types are shared without losing their names: names come from each type's own owner, and of types that are alike in
//!   shape, word and use one is the definition and the others are aliases of it. So nothing moves a name but its like in its
//!   own scope; given up are the descriptions of a shared struct's properties, and `Debug` names the definition.
//! - A request body with media types of several schemas is an operation for each (`add`, `add_csv`): which value goes with
//!   which media type is then the compiler's to check. A response's are variants of its outcome, told by `Content-Type`.
//! - Response headers are constants of the API (`headers::X_LIMIT`), read by `reply.header(…)`: one line for each header, not
//!   a struct for each response. A list is a `Vec`, JSON text is `Json`, an object is its text. Where responses are judged,
//!   so are headers whose schema gives their text one meaning: a scalar, a list of one scalar type, JSON.
//! - A property of a form whose encoding states no style is text, and JSON where it is an object, as OpenAPI 3.0.4 and 3.1.1
//!   say; 3.0.3 spread an object over the form, where its name was lost. Brackets are written where `deepObject` asks for them,
//!   and for what lies deeper than a stated `form` reaches. In parts of a multipart body a style counts where no content type
//!   stands beside it; `form`, which tools for 3.0 state everywhere and 3.0 ignores, since 3.1 alone.
//! - What nobody here writes is the user's text: XML, a parameter's list or object in a media type that is not JSON, a form
//!   whose schema is no object (it has no fields; the boundary of parts comes with the bytes). An object among parts is
//!   JSON whatever its content type says, and called so.
//! - A template of the path without its parameter is taken as text; a redirection counts as success where no other is
//!   documented; an optional form without a value is sent as an empty form.
//! - What a type is stated by (its shape, how it is visited and filled, its setters, equality and the like) is one macro of
//!   the runtime around it (`object!`, `enumeration!`, `union!`, `operation!`): a field, a value or a branch is one line, and
//!   what repeats is written once. At equal types the text of Stripe's crate fell from 367,000 to 131,000 lines when shapes
//!   moved into macros, and from 106,500 to 72,400 when setters did.
//! - Tables (shapes, endpoints, unions, enumerations) are functions that borrow plain data, not constants: the compiler promotes
//!   the data to statics, and `cargo check` neither evaluates nor lints nor stores them, as it does with constants. So they
//!   hold literals, tuples, structs and variants alone: a call, even of a `const fn`, would not be promoted. The words of
//!   constraints are imported once, by the file: a `use` inside a table is an item to resolve, lower and lint of its own.
//! - A field's line ends with what its setter takes (`<- list_into(String)`): the macro writes the setter with the field's
//!   docs. An operation has the properties of the body that it spreads among its own fields; the body has no struct, and
//!   judging it goes through the runtime's `spread::Body`.
//! - An array whose items differ by position (`prefixItems`) is a `Vec`: of the one type that all positions have, else of a
//!   union of their types. A tuple would be a kind of type of its own, all the way to the runtime, for what almost no
//!   document has; which position takes which is judged by the constraint, and decoding is lenient as it is elsewhere.
//!   Where more may follow, or a position holds an object, the union ends in a branch for any JSON (`Other`), so that nothing
//!   is refused that the schema takes.
//! - An array or a map that contains itself (`Tree: {type: array, items: {$ref: Tree}}`) is a union of one branch
//!   (`Tree::Items`): the type with a name that Rust needs for a cycle to go through. What is null alone is `Null`. A union that
//!   leads back to itself with nothing between has any JSON in that branch: no value could be read as it.
//! - What a text holds (`contentEncoding`, `contentMediaType`) is no constraint to JSON Schema and none here: Base64 gives
//!   the type that `format: byte` gives, media that is never text (`image/png`) that of `format: binary`, the rest is docs.
//! - All fields and keywords stand in one table (`lower::vocabulary`), with what becomes of each; one that is not known, is
//!   not honoured or cannot have an effect where it stands is told once for a document, with its first place and a count.
//! - `$ref` goes by JSON pointers and files, and since 3.1 by `$anchor` and `$id`: references to these become pointers when
//!   the text is read (`document::identifiers`), within the document and the files that it names by path. What `$dynamicRef`
//!   and 2019-09's `$recursiveRef` name depends on the way to them: a schema that is reached through a resource with the same
//!   dynamic anchor is copied to where it is referred to, with references of its own (`document::dynamic`).
//! - `unevaluatedProperties` and `unevaluatedItems` are what `additionalProperties` and `items` would be beside all schemas that
//!   hold together, where what these evaluate is known from them alone: the type is closed, or has a map. Where it depends
//!   on the value (branches, `if`, `contains`) they are rules, and what only a condition names is kept as raw JSON.
//! - A property that is `readOnly` or `writeOnly` and required is so in one direction: a type that goes both ways has it
//!   optional and states in which direction it is asked for (`RequiredIn`). Judging therefore has terms (the runtime's
//!   `validate::Terms`), and `prove` has an oracle for each direction.
//! - Where a discriminator names the branch of a `oneOf`, a client asks that branch alone, as OpenAPI has it: documents tell
//!   branches apart by it, and by the letter of JSON Schema a value that another branch takes as well is never sent. Judging by
//!   itself (`Model::judge`, the proof) keeps to the letter.
//! - Where no value of an `enum` is of the `type` in the same schema, the values count; where another schema states the type, or
//!   some values are of it, decoding takes all of them and judging refuses what the type does. So it is with types that
//!   schemas which hold together state and no value has.
//! - HTML in descriptions is found by the Markdown parser that rustdoc has (`pulldown-cmark`) and written as Markdown tag by
//!   tag. Libraries that turn HTML into Markdown take whole documents: they escape the Markdown around a tag, and drop
//!   `<your-id>`.
//! - What a document may cost is bounded, and what lies beyond a bound is told:
//!
//!   | what | at most | beyond it |
//!   |---|---|---|
//!   | levels of a text | 128 | fatal |
//!   | what YAML aliases expand to | some ten times the text, and 1 MiB | fatal |
//!   | `$ref`s in a row | 64 | an error; the place is `Json` |
//!   | schemas that lead to each other by `$ref` and `allOf` | 500 | a warning; the rest is passed over |
//!   | types within each other, none of them an object | 200 | an error; below it is `Json` |
//!   | values of an `enum` | 10,000 | a warning; the type is that of the values, and any is taken |
//!   | types that compositions beside each other make | 64 | a warning; one type with a rule |
//!   | schemas in a rule (below `not`, `if` and the like) | 500, by 12 references | a warning; the rest is not enforced |
//!   | schemas in all rules | 5,000 | a warning; further rules are not enforced |
//!   | schemas that say what is evaluated of a value | 500 | a warning; `unevaluated…` is not enforced |
//!   | copies of schemas for dynamic references | 500, 100 levels deep | a warning; they name what they name by themselves |
//!   | characters of a name | 100 | the name ends in a mark |
//!
//!   One bound is the compiler's: it follows types into each other 128 levels deep, a box or a `Vec` being a level too. The deepest
//!   document known (Microsoft Graph, beta) comes to 63. A chain of types beyond that compiles only with a `recursion_limit`
//!   in its crate and in those that use it.
//! - A decode error finds its pointer while it unwinds, each level adding its segment; there is no second walk.
//! - JSON text is read by a cursor of the runtime's own (`reader::cursor`), not by a pull parser from elsewhere. What lies
//!   between a parser's calls and ours (its kinds of errors, tokens in its own wrappers, UTF-8 looked at string by string) was a
//!   fifth of the instructions of decoding; a place to go back to is a copy of the cursor now, one bound on depth counts everything, and
//!   users compile eleven packages less. Which texts are JSON is tested beside serde_json's judgement, over all texts of up to
//!   six pieces.

#![forbid(unsafe_code)]

pub mod assemble;
pub mod document;
pub mod emit;
pub mod ir;
pub mod lower;
mod markdown;
pub mod print;
pub mod problem;
pub mod sample;

use std::collections::BTreeMap;

pub use assemble::{CrateKind, CrateOptions, EmittedApi, RuntimeSource, assemble};
use document::pointer::Pointer;
use document::{Document, Reading, Sources};
use lower::Lowered;
pub use problem::{Problem, Problems, Severity};

/// What decides the names of methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// `operationId` without the words of its resource; method and path where an operation has none.
    OperationId,
    /// Create, retrieve, update, list, delete and verbs, from method and path; tags do not count.
    Rest,
}

/// How a document is generated.
#[derive(Clone, Debug)]
pub struct Options {
    /// The module's name.
    pub name: String,
    /// What decides the names of methods.
    pub naming: Naming,
    /// Whether properties that the document does not name are kept.
    pub keep_unknown: bool,
    /// Extensions that mark an enum as open, beside ours.
    pub open_enums: Vec<String>,
    /// What selects the operations to generate: an `operationId`, `METHOD /path`, a tag or a resource (`a.b`); all where
    /// it is empty.
    pub only: Vec<String>,
    /// Whether tests are emitted: only a crate of this workspace has them, and sampling takes its time.
    pub tests: bool,
}

/// What [`generate`] comes to.
#[derive(Debug)]
pub enum Outcome {
    /// `$ref`s name these files (paths relative to the document's folder): bring them and generate again.
    Missing(Vec<String>),
    /// The document's code, and what is wrong with the document.
    Done(Box<Generated>),
    /// The document cannot be read: at least one problem is fatal.
    Failed(Vec<Problem>),
}

/// The code of one document.
#[derive(Debug)]
pub struct Generated {
    /// Its files.
    pub api: EmittedApi,
    /// The document after its overlay, with the files that it refers to embedded.
    pub effective: serde_json::Value,
    /// What they were emitted from: the proof and the exercise sample it.
    pub ir: ir::Api,
    /// What is wrong with the document, sorted.
    pub problems: Vec<Problem>,
    /// How many operations it has.
    pub operations: usize,
    /// How many types were emitted.
    pub types: usize,
    /// The schemas that came to any JSON.
    pub untyped: Vec<Untyped>,
}

/// A schema without a type of its own, where its writer finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untyped {
    /// The file, as its `Source::path` names it.
    pub file: String,
    /// The node: in its own file; in the effective document where an overlay made the node.
    pub at: Pointer,
    /// Whether it, or the schema that it refers to, says nothing of a type.
    pub justified: bool,
}

/// Generates the code of one document.
pub fn generate(sources: &Sources, options: &Options) -> Outcome {
    match document::read(sources) {
        Reading::Missing(files) => Outcome::Missing(files),
        Reading::Broken(problems) => Outcome::Failed(problems),
        Reading::Whole(document, problems) => {
            Outcome::Done(Box::new(generated(document, problems, options)))
        }
    }
}

fn generated(document: Document, mut problems: Vec<Problem>, options: &Options) -> Generated {
    let Lowered {
        api,
        problems: found,
        untyped,
    } = lower::lower(&document, options);
    problems.extend(document.place(found));
    problems.sort();
    let untyped = untyped.into_iter().map(|lower::Untyped { at, justified }| {
        let (file, at) = document.home(&at);
        Untyped {
            file: file.to_owned(),
            at,
            justified,
        }
    });
    let untyped = untyped.collect();
    let emitted = EmittedApi {
        name: api.name.to_string(),
        src: emit::emit(&api),
        tests: if options.tests {
            emit::tests::emit(&api)
        } else {
            BTreeMap::new()
        },
    };
    Generated {
        api: emitted,
        problems,
        operations: api.operations().len(),
        types: api.types.len(),
        untyped,
        effective: document.into_root(),
        ir: api,
    }
}
