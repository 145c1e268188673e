//! String types with known values.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, emit_docs, emit_text};
use super::file::{Scope, table_name};
use crate::ir::{EnumValue, Enumeration, Ident, TypeDef};

/// All items of an enumeration but those of `models!`.
pub fn emit_enumeration(
    scope: &Scope<'_>,
    def: &TypeDef,
    enumeration: &Enumeration,
) -> Vec<TokenStream> {
    let mut items = vec![
        emit_type(def, enumeration),
        emit_table(scope, def, enumeration),
    ];
    items.push(emit_text_of(def, enumeration));
    items.extend(emit_from(def, enumeration));
    items.extend(emit_traits(scope, def, enumeration));
    items
}

fn emit_type(def: &TypeDef, enumeration: &Enumeration) -> TokenStream {
    let Enumeration {
        values, unknown, ..
    } = enumeration;
    let name = &def.name;
    let docs = emit_docs(
        &def.docs,
        &format!("The values of {}.", code(name.as_str())),
    );
    let variants = values.iter().map(|EnumValue { wire, name }| {
        let docs = emit_text(&if wire.is_empty() {
            "The empty string.".to_owned()
        } else {
            code(wire)
        });
        quote!(#docs #name)
    });
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the document does not name.
            #unknown(String),
        }
    }
}

fn emit_table(scope: &Scope<'_>, def: &TypeDef, enumeration: &Enumeration) -> TokenStream {
    let (table, name) = (table_name(&def.name), def.name.as_str());
    let ty = scope.runtime("shape::Enumeration");
    let values = enumeration.values.iter().map(|value| &value.wire);
    let open = enumeration.open;
    quote!(pub(crate) static #table: #ty = #ty { name: #name, values: &[#(#values),*], open: #open };)
}

fn emit_text_of(def: &TypeDef, enumeration: &Enumeration) -> TokenStream {
    let (name, unknown) = (&def.name, &enumeration.unknown);
    let (wires, variants) = split(enumeration);
    quote! {
        impl #name {
            /// The value as on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::#unknown(value) => value,
                }
            }
        }
    }
}

fn emit_from(def: &TypeDef, enumeration: &Enumeration) -> [TokenStream; 2] {
    let (name, unknown) = (&def.name, &enumeration.unknown);
    let (wires, variants) = split(enumeration);
    let borrowed = quote! {
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#wires => Self::#variants,)*
                    _ => Self::#unknown(value.to_owned()),
                }
            }
        }
    };
    let owned = quote! {
        impl From<String> for #name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }
    };
    [borrowed, owned]
}

fn emit_traits(scope: &Scope<'_>, def: &TypeDef, enumeration: &Enumeration) -> [TokenStream; 4] {
    let (name, unknown, table) = (&def.name, &enumeration.unknown, table_name(&def.name));
    let (visit, visitor) = (
        scope.runtime("visit::Visit"),
        scope.runtime("visit::Visitor"),
    );
    let (fill, reader, error) = (
        scope.runtime("fill::Fill"),
        scope.runtime("Reader"),
        scope.runtime("DecodeError"),
    );
    let fmt = scope.import("std", "fmt");
    let display = quote! {
        impl #fmt::Display for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
    let visit = quote! {
        impl #visit for #name {
            fn visit(&self, visitor: &mut dyn #visitor) {
                visitor.enumeration(&#table, self.as_str());
            }
        }
    };
    let fill = quote! {
        impl #fill for #name {
            fn blank() -> Self {
                Self::#unknown(String::new())
            }

            fn fill(&mut self, reader: &mut #reader<'_>) -> Result<(), #error> {
                *self = Self::from(reader.text()?);
                Ok(())
            }
        }
    };
    [display, quote!(impl Eq for #name {}), visit, fill]
}

/// The values and their variants.
fn split(enumeration: &Enumeration) -> (Vec<&str>, Vec<&Ident>) {
    enumeration
        .values
        .iter()
        .map(|value| (value.wire.as_str(), &value.name))
        .unzip()
}
