//! Small programs over each operation: one that compiles, and one per kind of mistake that must not.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::call::{Call, Change, MISMATCH, Setter, emit_accessor, misspell};
use super::expression::Expression;
use crate::emit::file::{Scope, plain};
use crate::emit::layout::Layout;
use crate::ir::{Api, Operation};
use crate::print::print;

/// The folder of the programs.
pub const FOLDER: &str = "ui";

/// The program that compiles.
pub const COMPILES: &str = "compiles";

const MISSING: &str = "missing";
const MISTYPED: &str = "mistyped";
const MISSPELT: &str = "misspelt";

/// The programs that do not.
pub const MISTAKES: [&str; 3] = [MISSING, MISTYPED, MISSPELT];

/// The programs of an API: path below the crate's `tests`, and text.
pub fn emit(api: &Api) -> BTreeMap<String, String> {
    let layout = Layout::new(api);
    let mut files = BTreeMap::new();
    for (number, resource) in api.resources.iter().enumerate() {
        for position in (0..resource.operations.len()).map(|operation| (number, operation)) {
            files.extend(emit_programs(&layout, position));
        }
    }
    files
}

fn emit_programs(layout: &Layout<'_>, position: (usize, usize)) -> Vec<(String, String)> {
    let programs = [
        (
            COMPILES,
            emit_complete as fn(&Case<'_, '_>) -> Option<Program>,
        ),
        (MISSING, emit_missing),
        (MISTYPED, emit_mistyped),
        (MISSPELT, emit_misspelt),
    ];
    let emit = |(stem, emit): (&str, fn(&Case<'_, '_>) -> Option<Program>)| {
        let scope = Scope::outside(layout);
        let program = emit(&Case::new(&scope, position))?;
        Some(print_program(scope, position, stem, program))
    };
    programs.into_iter().filter_map(emit).collect()
}

/// A program: what it shows, and its statements after the client is made.
struct Program {
    shows: String,
    statements: TokenStream,
}

/// An operation in the file of a program.
struct Case<'s, 'a> {
    scope: &'s Scope<'a>,
    position: (usize, usize),
    operation: &'a Operation,
}

impl<'s, 'a> Case<'s, 'a> {
    fn new(scope: &'s Scope<'a>, position: (usize, usize)) -> Self {
        let resource = &scope.layout.api.resources[position.0];
        Self {
            scope,
            position,
            operation: &resource.operations[position.1],
        }
    }

    /// The operation with its required values alone.
    fn least(&self) -> Option<Call> {
        Call::of_operation(Expression::least(self.scope), self.position)
    }
}

fn emit_complete(case: &Case<'_, '_>) -> Option<Program> {
    let operation = Call::of_operation(Expression::full(case.scope), case.position)?.emit_full();
    let request = case.scope.runtime("Operation");
    Some(Program {
        shows: "with every value".to_owned(),
        statements: quote! {
            let operation = #operation;
            let _ = #request::request(&operation);
        },
    })
}

/// The last required value is left out: those before it keep their places.
fn emit_missing(case: &Case<'_, '_>) -> Option<Program> {
    let call = case.least()?;
    let missing = call.required.last()?;
    let shows = format!("without `{}`", missing.name);
    let operation = call.emit(&Change::Without(call.required.len() - 1));
    Some(discarding(shows, &operation))
}

/// The first value that is taken as it is has another type; where all are taken by a trait, the first. Of a trait the
/// compiler says what implements it, and other crates have a say in that.
fn emit_mistyped(case: &Case<'_, '_>) -> Option<Program> {
    let call = case.least()?;
    let required = call.required.iter().enumerate().map(|(at, value)| {
        let operation = call.emit(&Change::Mistyped(at));
        (&value.name, value.code, operation)
    });
    let setters = call.setters.iter().filter_map(|setter| {
        let operation = call.emit(&Change::Nothing);
        let (mistyped, code) = setter.emit_mistyped()?;
        Some((&setter.name, code, quote!(#operation #mistyped)))
    });
    let (name, _, operation) = required
        .chain(setters)
        .min_by_key(|(_, code, _)| *code != MISMATCH)?;
    Some(discarding(
        format!("with `{name}` of another type"),
        &operation,
    ))
}

/// The first setter is misspelt: the operation's, or that of a value it requires. An operation that has none is misspelt
/// itself.
fn emit_misspelt(case: &Case<'_, '_>) -> Option<Program> {
    let call = case.least()?;
    if let Some(setter) = call.setters.first() {
        let operation = call.emit(&Change::Nothing);
        return Some(misspelling(
            &call,
            setter,
            |setter| quote!(#operation #setter),
        ));
    }
    let made = call.required.iter().enumerate();
    let inner = made
        .filter_map(|(at, value)| {
            let inner = Call::of_type(Expression::outermost(case.scope), value.made?, None)?;
            (!inner.setters.is_empty()).then_some((at, inner))
        })
        .next();
    if let Some((at, inner)) = inner {
        let value = inner.emit(&Change::Nothing);
        return Some(misspelling(&inner, inner.setters.first()?, |setter| {
            call.emit(&Change::With(at, quote!(#value #setter)))
        }));
    }
    let accessor = emit_accessor(case.scope.layout.api, case.position.0);
    let name = plain(&case.operation.name);
    let misspelt = misspell(name, |known| known == name);
    Some(discarding(
        format!("misspelt as `{misspelt}`"),
        &quote!(#accessor.#misspelt()),
    ))
}

fn misspelling(call: &Call, setter: &Setter, emit: impl Fn(TokenStream) -> TokenStream) -> Program {
    let misspelt = call.misspell(&setter.name);
    let shows = format!("with `{}` misspelt", setter.name);
    discarding(shows, &emit(setter.emit_as(&misspelt)))
}

fn discarding(shows: String, operation: &TokenStream) -> Program {
    Program {
        shows,
        statements: quote!(let _ = #operation;),
    }
}

fn print_program(
    scope: Scope<'_>,
    position: (usize, usize),
    stem: &str,
    program: Program,
) -> (String, String) {
    let layout = scope.layout;
    let operation = &layout.api.resources[position.0].operations[position.1];
    let (client, statements) = (emit_client(&scope), program.statements);
    let main = quote! {
        fn main() {
            let client = #client;
            #statements
        }
    };
    let folder = layout.folder(position.0);
    let path = format!(
        "{FOLDER}/{}/{}/{}/{stem}.rs",
        plain(&layout.api.name),
        folder.strip_prefix("resources/").unwrap_or(&folder),
        plain(&operation.module),
    );
    let docs = format!(
        "`{} {}` {}.",
        operation.method, operation.path, program.shows
    );
    let file = scope
        .finish(path.clone(), vec![docs], vec![main])
        .without_unused();
    (path, print(file))
}

/// A client without credentials.
fn emit_client(scope: &Scope<'_>) -> TokenStream {
    let api = scope.layout.api;
    let module = format!("crate::{}", api.name);
    let client = scope.import(&module, "Client");
    let url = api.base_url.is_none().then(|| quote!("http://localhost",));
    let auth = (!api.schemes.is_empty()).then(|| {
        let auth = scope.import(&module, "Auth");
        quote!(#auth::none())
    });
    quote!(#client::new(#url #auth))
}
