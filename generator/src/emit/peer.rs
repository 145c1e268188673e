//! The peer of a benchmark: the types of an API once more, as one would write them with serde's derives, and the cases that
//! both decode, encode and, in forms, send. No crate that users get contains any of this.

mod cases;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::file::SourceFile;
use crate::ir::{
    Api, Constant, Enumeration, Field, Holder, Kind, Literal, Rest, Struct, Type, TypeDef, TypeId,
    Union, reached,
};
use crate::lower::names::mark;
use crate::print::print;
use cases::{Case, cases, emit_cases};

/// The files of a benchmark, by name: `peer.rs`, `cases.rs`, and the JSON of each case.
///
/// A case is the success of an operation, its lists filled up, or a form that an operation sends.
pub fn emit_peer(api: &Api) -> BTreeMap<String, String> {
    let cases = cases(api);
    let mut files = BTreeMap::from([
        ("peer.rs".to_owned(), emit_types(api, &cases)),
        ("cases.rs".to_owned(), emit_cases(api, &cases)),
    ]);
    for (number, case) in cases.iter().enumerate() {
        files.insert(format!("{number}.json"), case.json.to_string());
    }
    files
}

fn emit_types(api: &Api, cases: &[Case<'_>]) -> String {
    let mut peer = Peer {
        api,
        constants: BTreeSet::new(),
    };
    let mut items = vec![emit_wrappers()];
    for id in reached(&api.types, cases.iter().map(|case| case.ty)) {
        items.push(peer.emit_definition(id, api.ty(id)));
    }
    items.extend(peer.constants.iter().map(|value| emit_constant(value)));
    print(SourceFile {
        path: String::new(),
        docs: vec!["The types with serde's derives.".to_owned()],
        attributes: Vec::new(),
        uses: BTreeMap::new(),
        items,
    })
}

/// What the runtime has of its own, as serde would have it.
fn emit_wrappers() -> TokenStream {
    quote! {
        use serde::{Deserialize, Serialize};

        /// An id, or the object that it names.
        #[derive(Clone, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum Expandable<T> {
            Id(String),
            Object(Box<T>),
        }

        /// A value, or the empty string that unsets it.
        #[derive(Clone, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum OrEmpty<T> {
            Value(T),
            Empty(String),
        }
    }
}

/// The types while they are emitted.
struct Peer<'a> {
    api: &'a Api,
    /// The texts that properties always have: a type each.
    constants: BTreeSet<String>,
}

impl Peer<'_> {
    fn emit_definition(&mut self, id: TypeId, def: &TypeDef) -> TokenStream {
        let name = self.name(id);
        match &def.kind {
            Kind::Struct(shape) => self.emit_struct(&name, shape),
            Kind::Enumeration(enumeration) => emit_enumeration(&name, enumeration),
            Kind::Union(union) => self.emit_union(&name, union),
            Kind::Alias(ty) => {
                let ty = self.emit_type(ty);
                quote!(pub type #name = #ty;)
            }
        }
    }

    fn emit_struct(&mut self, name: &Ident, shape: &Struct) -> TokenStream {
        let constants: Vec<_> = shape
            .constants
            .iter()
            .enumerate()
            .map(|it| self.emit_constant(it))
            .collect();
        let fields = shape
            .fields
            .iter()
            .enumerate()
            .map(|it| self.emit_field(it));
        let rest = match &shape.rest {
            Rest::Kept(_, ty, _) => {
                let ty = self.emit_type(ty);
                Some(quote!(#[serde(flatten)] pub rest: indexmap::IndexMap<String, #ty>,))
            }
            Rest::Ignored | Rest::Refused => None,
        };
        let generics = shape.generic.then(|| quote!(<T>));
        quote! {
            #[derive(Clone, Serialize, Deserialize)]
            pub struct #name #generics { #(#constants)* #(#fields)* #rest }
        }
    }

    fn emit_constant(&mut self, (number, constant): (usize, &Constant)) -> TokenStream {
        let (name, wire) = (format_ident!("constant_{number}"), &constant.wire);
        let ty = match &constant.value {
            Literal::Text(text) => {
                self.constants.insert(text.clone());
                constant_name(text)
            }
            Literal::Boolean(_) => format_ident!("bool"),
            _ => format_ident!("f64"),
        };
        quote!(#[serde(rename = #wire)] pub #name: #ty,)
    }

    fn emit_field(&self, (number, field): (usize, &Field)) -> TokenStream {
        let (name, wire) = (format_ident!("field_{number}"), &field.wire);
        let ty = self.emit_type(&field.ty);
        let ty = if field.boxed { quote!(Box<#ty>) } else { ty };
        match field.holder {
            Holder::Bare => quote!(#[serde(rename = #wire)] pub #name: #ty,),
            Holder::Option | Holder::Nullable => quote! {
                #[serde(rename = #wire, skip_serializing_if = "Option::is_none")]
                pub #name: Option<#ty>,
            },
        }
    }

    fn emit_union(&self, name: &Ident, union: &Union) -> TokenStream {
        let branches = union.branches.iter().enumerate().map(|(number, branch)| {
            let (variant, ty) = (format_ident!("Branch{number}"), self.emit_type(&branch.ty));
            let ty = if branch.boxed { quote!(Box<#ty>) } else { ty };
            quote!(#variant(#ty),)
        });
        quote! {
            #[derive(Clone, Serialize, Deserialize)]
            #[serde(untagged)]
            pub enum #name { #(#branches)* Unmatched(serde_json::Value) }
        }
    }

    fn name(&self, id: TypeId) -> Ident {
        format_ident!("{}{}", self.api.ty(id).name.as_str(), id.0)
    }

    fn emit_type(&self, ty: &Type) -> TokenStream {
        let of = |ty: &Type| self.emit_type(ty);
        match ty {
            Type::String | Type::Base64 | Type::Binary => quote!(String),
            Type::Boolean => quote!(bool),
            Type::I32 => quote!(i32),
            Type::I64 | Type::Timestamp => quote!(i64),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::Json => quote!(serde_json::Value),
            Type::Null => quote!(()),
            Type::JsonObject => quote!(serde_json::Map<String, serde_json::Value>),
            Type::Parameter => quote!(T),
            Type::Named(id) => {
                let name = self.name(*id);
                quote!(#name)
            }
            Type::Generic(id, inner) => {
                let (name, inner) = (self.name(*id), of(inner));
                quote!(#name<#inner>)
            }
            Type::Array(inner) => wrapped(quote!(Vec), of(inner)),
            Type::Map(inner) => {
                let inner = of(inner);
                quote!(indexmap::IndexMap<String, #inner>)
            }
            Type::Option(inner) => wrapped(quote!(Option), of(inner)),
            Type::OrEmpty(inner) => wrapped(quote!(OrEmpty), of(inner)),
            Type::Expandable(inner) => wrapped(quote!(Expandable), of(inner)),
        }
    }
}

fn wrapped(outer: TokenStream, inner: TokenStream) -> TokenStream {
    quote!(#outer<#inner>)
}

/// A string enum; a value that it does not know decodes, as it does with us.
fn emit_enumeration(name: &Ident, enumeration: &Enumeration) -> TokenStream {
    let variants = enumeration
        .values
        .iter()
        .enumerate()
        .map(|(number, value)| {
            let (variant, wire) = (format_ident!("Value{number}"), &value.wire);
            quote!(#[serde(rename = #wire)] #variant,)
        });
    quote! {
        #[derive(Clone, Serialize, Deserialize)]
        pub enum #name { #(#variants)* #[serde(other)] Unknown }
    }
}

/// A type for a text that a property always has.
fn emit_constant(text: &str) -> TokenStream {
    let name = constant_name(text);
    quote! {
        #[derive(Clone, Serialize, Deserialize)]
        pub enum #name { #[serde(rename = #text)] Only }
    }
}

fn constant_name(text: &str) -> Ident {
    let letters: String = text
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect();
    format_ident!("Constant_{}_{}", letters, mark(text))
}
