//! Calls: an operation or a constructor with its required values, and the setters on what it gives.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::{Expression, emit_wrong};
use crate::emit::arguments::Argument;
use crate::emit::body::Kept;
use crate::emit::file::{plain, required_name, rust_ident};
use crate::emit::operation::{arguments, kept};
use crate::emit::setters::{Names, is_required};
use crate::emit::structs::{has_required, required};
use crate::ir::{Api, Field, Holder, Ident, Kind, Presence, Rest, Struct, Type, TypeId};

/// The code of a value that is not of the type that is taken as it is.
pub const MISMATCH: &str = "E0308";

/// A function that takes required values, and the setters on what it gives.
pub struct Call {
    function: TokenStream,
    /// The struct that names the required values.
    named: Option<TokenStream>,
    /// The required values.
    pub required: Vec<Value>,
    /// The setters.
    pub setters: Vec<Setter>,
}

/// A value that a function takes.
pub struct Value {
    /// Its argument or field.
    pub name: Ident,
    /// Its type, where it is a type that users make.
    pub made: Option<TypeId>,
    /// One that fits.
    right: TokenStream,
    /// One that does not.
    wrong: TokenStream,
    /// The code of the compiler's error.
    pub code: &'static str,
}

/// A setter.
pub struct Setter {
    /// The method.
    pub name: Ident,
    /// What it takes; nothing where it sets what its name says.
    pub value: Option<Value>,
}

/// What is done to the required values of a call.
pub enum Change {
    /// Nothing.
    Nothing,
    /// One is left out.
    Without(usize),
    /// One is of another type.
    Mistyped(usize),
    /// One is this expression.
    With(usize, TokenStream),
    /// One has another name; only the struct of them has names.
    Misspelt(usize),
}

impl Call {
    /// An operation, resource and operation by position, on a variable `client`.
    pub fn of_operation(expression: Expression<'_, '_>, position: (usize, usize)) -> Option<Self> {
        let scope = expression.scope;
        let api = scope.layout.api;
        let operation = &api.resources[position.0].operations[position.1];
        let (accessor, method) = (emit_accessor(api, position.0), &operation.name);
        let named = operation.required.as_ref().map(|name| {
            let module = scope.layout.resource(position.0);
            scope.import(module, name.as_str())
        });
        let required = arguments(scope, operation)
            .into_iter()
            .map(|argument| required_value(expression, argument, named.is_some()))
            .collect::<Option<_>>()?;
        let mut setters = Vec::new();
        for parameter in &operation.parameters {
            let field = &parameter.field;
            add_setters(&mut setters, expression, field, Names::of(field));
        }
        if let Some(kept) = kept(scope, operation) {
            add_body(&mut setters, expression, &kept);
        }
        Some(Self {
            function: quote!(#accessor.#method),
            named,
            required,
            setters,
        })
    }

    /// The constructor of a type; nothing where users cannot make one.
    pub fn of_type(
        expression: Expression<'_, '_>,
        id: TypeId,
        parameter: Option<&Type>,
    ) -> Option<Self> {
        let scope = expression.scope;
        let def = scope.layout.api.ty(id);
        let Kind::Struct(object) = &def.kind else {
            return None;
        };
        if !scope.layout.is_made(id) || expression.is_around(id) {
            return None;
        }
        let named = has_required(def).then(|| {
            let name = required_name(&def.name).to_string();
            scope.import(&scope.layout.module(&def.home), &name)
        });
        let around = expression.around(id);
        let inside = expression.required(&around);
        let required = required(object)
            .map(|field| {
                let field = given(field, parameter);
                required_value(inside, Argument::of(&field), named.is_some())
            })
            .collect::<Option<_>>()?;
        let ty = scope.ty(id);
        Some(Self {
            function: quote!(#ty::new),
            named,
            required,
            setters: setters_of(expression, object, parameter),
        })
    }

    /// The call with its required values.
    pub fn emit(&self, change: &Change) -> TokenStream {
        let values = self.required.iter().enumerate();
        let values = values.filter_map(|(position, value)| {
            let name = rust_ident(value.name.as_str());
            let (name, expression) = match change {
                Change::Without(at) if *at == position => return None,
                Change::Mistyped(at) if *at == position => (name, &value.wrong),
                Change::With(at, other) if *at == position => (name, other),
                Change::Misspelt(at) if *at == position => {
                    (self.misspell(&value.name), &value.right)
                }
                Change::Nothing
                | Change::Without(_)
                | Change::Mistyped(_)
                | Change::With(..)
                | Change::Misspelt(_) => (name, &value.right),
            };
            Some(match self.named {
                Some(_) => quote!(#name: #expression),
                None => quote!(#expression),
            })
        });
        let function = &self.function;
        match &self.named {
            Some(named) => quote!(#function(#named { #(#values),* })),
            None => quote!(#function(#(#values),*)),
        }
    }

    /// The call with its required values and every setter.
    pub fn emit_full(&self) -> TokenStream {
        let call = self.emit(&Change::Nothing);
        let setters = self.setters.iter().map(Setter::emit);
        quote!(#call #(#setters)*)
    }

    /// Whether the required values have names.
    pub fn is_named(&self) -> bool {
        self.named.is_some()
    }

    /// The name with its last letter doubled, until none of the call's names is alike.
    pub fn misspell(&self, name: &Ident) -> proc_macro2::Ident {
        let known = |text: &str| {
            let setters = self.setters.iter().map(|setter| &setter.name);
            let names = self.required.iter().map(|value| &value.name).chain(setters);
            names.map(plain).any(|known| known == text)
        };
        misspell(plain(name), known)
    }
}

impl Setter {
    /// The call of the setter.
    pub fn emit(&self) -> TokenStream {
        self.emit_as(&rust_ident(self.name.as_str()))
    }

    /// The call of the setter under another name.
    pub fn emit_as(&self, name: &proc_macro2::Ident) -> TokenStream {
        let value = self.value.as_ref().map(|value| &value.right);
        quote!(.#name(#value))
    }

    /// The call of the setter with a value of another type, and the code of the compiler's error.
    pub fn emit_mistyped(&self) -> Option<(TokenStream, &'static str)> {
        let (name, value) = (&self.name, self.value.as_ref()?);
        let wrong = &value.wrong;
        Some((quote!(.#name(#wrong)), value.code))
    }
}

/// The text with its last letter doubled, until it is not known.
pub fn misspell(text: &str, known: impl Fn(&str) -> bool) -> proc_macro2::Ident {
    let mut misspelt = text.to_owned();
    while known(&misspelt) {
        misspelt.extend(text.chars().last());
    }
    rust_ident(&misspelt)
}

/// The accessor of a resource on a variable `client`.
pub fn emit_accessor(api: &Api, position: usize) -> TokenStream {
    let resource = &api.resources[position];
    let (name, parent) = (
        &resource.name,
        resource.parent.map(|parent| emit_accessor(api, parent)),
    );
    let parent = parent.unwrap_or_else(|| quote!(client));
    quote!(#parent.#name())
}

/// The setters of a type.
fn setters_of(
    expression: Expression<'_, '_>,
    object: &Struct,
    parameter: Option<&Type>,
) -> Vec<Setter> {
    let mut setters = Vec::new();
    if !expression.is_full() {
        return setters;
    }
    let inside = expression.optional();
    for field in &object.fields {
        let field = given(field, parameter);
        add_setters(&mut setters, inside, &field, Names::of(&field));
    }
    setters.extend(setter_of_rest(inside, object));
    setters
}

fn add_body(setters: &mut Vec<Setter>, expression: Expression<'_, '_>, kept: &Kept<'_>) {
    match kept {
        Kept::Spread { object, names, .. } => {
            for (field, names) in object.fields.iter().zip(*names) {
                add_setters(setters, expression, field, Names::spread(names));
            }
            setters.extend(setter_of_rest(expression, object));
        }
        Kept::Whole {
            optional: true,
            field,
        } => setters.extend(setter(expression, field, &field.name)),
        Kept::Whole {
            optional: false, ..
        } => {}
    }
}

fn add_setters(
    setters: &mut Vec<Setter>,
    expression: Expression<'_, '_>,
    field: &Field,
    names: Names<'_>,
) {
    if !is_required(field) {
        setters.extend(setter(expression, field, names.name));
    }
    let constants = names.unset.into_iter().chain(names.null);
    setters.extend(constants.map(|name| Setter {
        name: name.clone(),
        value: None,
    }));
}

fn setter(expression: Expression<'_, '_>, field: &Field, name: &Ident) -> Option<Setter> {
    let right = expression.taken_of(field)?;
    let (wrong, code) = emit_wrong(expression.scope, &field.ty);
    Some(Setter {
        name: name.clone(),
        value: Some(Value {
            name: name.clone(),
            made: made(expression, &field.ty),
            right,
            wrong,
            code,
        }),
    })
}

fn setter_of_rest(expression: Expression<'_, '_>, object: &Struct) -> Option<Setter> {
    let Rest::Kept(name, value, _) = &object.rest else {
        return None;
    };
    let map = Type::Map(Box::new(value.clone()));
    let right = expression.taken(&map)?;
    let (wrong, code) = emit_wrong(expression.scope, &map);
    Some(Setter {
        name: name.clone(),
        value: Some(Value {
            name: name.clone(),
            made: None,
            right,
            wrong,
            code,
        }),
    })
}

fn required_value(
    expression: Expression<'_, '_>,
    argument: Argument<'_>,
    named: bool,
) -> Option<Value> {
    let field = argument.field;
    let (wrong, code) = emit_wrong(expression.scope, &field.ty);
    let exact = match field.holder {
        Holder::Bare => false,
        Holder::Option => field.presence == Presence::Nullable,
        Holder::Nullable => true,
    };
    Some(Value {
        name: argument.name.clone(),
        made: made(expression, &field.ty),
        right: if named {
            expression.field(field)?
        } else {
            expression.positional(field)?
        },
        wrong,
        code: if named || exact { MISMATCH } else { code },
    })
}

fn made(expression: Expression<'_, '_>, ty: &Type) -> Option<TypeId> {
    let layout = expression.scope.layout;
    match layout.resolve(ty) {
        Type::Named(id) if layout.is_made(*id) => Some(*id),
        _ => None,
    }
}

/// The field with the type's parameter given.
fn given<'f>(field: &'f Field, parameter: Option<&Type>) -> Cow<'f, Field> {
    match parameter {
        None => Cow::Borrowed(field),
        Some(parameter) => Cow::Owned(Field {
            ty: field.ty.given(parameter),
            ..field.clone()
        }),
    }
}
