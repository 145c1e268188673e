//! The body of an operation: how its value is kept, and where its properties come from.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::Argument;
use super::file::Scope;
use super::setters::{Names, Setters, is_required};
use super::ty::{emit_boxed, emit_taken_value};
use crate::ir::{Body, BodyArgument, Field, Ident, Kind, Rest, SpreadName, Struct, TypeId};

/// The body of an operation, its type at hand.
pub enum Kept<'a> {
    /// Property by property.
    Spread {
        /// Whether it may be left out as a whole: nothing requires it, nor any of its properties.
        optional: bool,
        /// Its type.
        id: TypeId,
        /// The same.
        object: &'a Struct,
        /// The names that the operation has for its properties.
        names: &'a [SpreadName],
    },
    /// As one value.
    Whole {
        /// Whether it may be left out.
        optional: bool,
        /// The value.
        field: &'a Field,
    },
}

impl<'a> Kept<'a> {
    /// How an operation keeps this body.
    pub fn of(scope: &Scope<'a>, body: &'a Body) -> Option<Self> {
        match &body.argument {
            BodyArgument::Whole(field) => Some(Self::Whole {
                optional: !body.required,
                field,
            }),
            BodyArgument::Spread(id, names) => match &scope.layout.api.ty(*id).kind {
                Kind::Struct(object) => {
                    let optional = !body.required && !object.fields.iter().any(is_required);
                    Some(Self::Spread {
                        optional,
                        id: *id,
                        object,
                        names,
                    })
                }
                Kind::Enumeration(_) | Kind::Union(_) | Kind::Alias(_) => None,
            },
        }
    }

    /// Whether it may be left out.
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Spread { optional, .. } | Self::Whole { optional, .. } => *optional,
        }
    }

    /// What of it cannot be left out.
    pub fn arguments(&self) -> Vec<Argument<'a>> {
        match self {
            Self::Spread { object, names, .. } => required(object, names)
                .map(|(_, argument)| argument)
                .collect(),
            Self::Whole {
                optional: false,
                field,
            } => vec![Argument::of(field)],
            Self::Whole { optional: true, .. } => Vec::new(),
        }
    }

    /// The type of the field `body`.
    pub fn emit_type(&self, scope: &Scope<'_>) -> TokenStream {
        let ty = match self {
            Self::Spread { id, .. } => scope.ty(*id),
            Self::Whole { field, .. } => emit_boxed(scope, &field.ty, field.boxed),
        };
        if self.is_optional() {
            quote!(Option<#ty>)
        } else {
            ty
        }
    }

    /// The value of the field `body`, its required values given by position or in a struct.
    pub fn emit_init(&self, scope: &Scope<'_>, named: bool) -> TokenStream {
        match self {
            Self::Whole { optional: true, .. } | Self::Spread { optional: true, .. } => {
                quote!(None)
            }
            Self::Whole { field, .. } if named => {
                let name = &field.name;
                quote!(required.#name)
            }
            Self::Whole { field, .. } => {
                let value = emit_taken_value(scope, &field.ty, &field.name);
                if field.boxed {
                    quote!(Box::new(#value))
                } else {
                    value
                }
            }
            Self::Spread {
                id, object, names, ..
            } => {
                let fields: Vec<_> = required(object, names)
                    .map(|(field, argument)| {
                        if named {
                            argument.emit_init_named(field)
                        } else {
                            argument.emit_init(scope, field)
                        }
                    })
                    .collect();
                let ty = scope.ty(*id);
                if fields.len() == object.fields.len() && !fields.is_empty() && !keeps(object) {
                    return quote!(#ty { #(#fields),* });
                }
                // Imported where it is used, so that no import is idle.
                let fill = scope.runtime("fill::Fill");
                if fields.is_empty() {
                    quote!(#fill::blank())
                } else {
                    quote!(#ty { #(#fields,)* ..#fill::blank() })
                }
            }
        }
    }

    /// The setters of what may be left out.
    pub fn emit_setters(&self, setters: &Setters<'_>) -> TokenStream {
        match self {
            Self::Whole {
                optional: false, ..
            } => TokenStream::new(),
            Self::Whole { field, .. } => setters.emit_whole(field),
            Self::Spread {
                optional,
                object,
                names,
                ..
            } => {
                let place = if *optional {
                    let fill = setters.scope.runtime("fill::Fill");
                    quote!(self.body.get_or_insert_with(#fill::blank))
                } else {
                    quote!(self.body)
                };
                let setters = object.fields.iter().zip(*names).map(|(field, names)| {
                    let name = &field.name;
                    setters.emit(field, Names::spread(names), &quote!(#place.#name))
                });
                quote!(#(#setters)*)
            }
        }
    }
}

fn required<'a>(
    object: &'a Struct,
    names: &'a [SpreadName],
) -> impl Iterator<Item = (&'a Ident, Argument<'a>)> {
    let fields = object.fields.iter().zip(names);
    let required = fields.filter(|(field, _)| is_required(field));
    required.map(|(field, names)| {
        (
            &field.name,
            Argument {
                name: &names.name,
                field,
            },
        )
    })
}

fn keeps(object: &Struct) -> bool {
    matches!(object.rest, Rest::Kept(..))
}
