//! Constraints as the runtime's tables state them.

use proc_macro2::{Literal as Token, TokenStream};
use quote::{format_ident, quote};

use super::file::Scope;
use crate::ir::{Bound, Check, Format, Kinds, Literal, Pattern};

/// A list of constraints, borrowed.
pub fn emit_checks(scope: &Scope<'_>, checks: &[Check]) -> TokenStream {
    let checks = checks.iter().map(|check| emit_check(scope, check));
    quote!(&[#(#checks),*])
}

fn emit_check(scope: &Scope<'_>, check: &Check) -> TokenStream {
    let stated = match check {
        Check::Type(kinds) => one("Type", &emit_kinds(scope, *kinds)),
        Check::Enum(values) => {
            let values = values.iter().map(|value| emit_literal(scope, value));
            one("Enum", &quote!(&[#(#values),*]))
        }
        Check::Const(value) => one("Const", &emit_literal(scope, value)),
        Check::MinLength(count) => counted("MinLength", *count),
        Check::MaxLength(count) => counted("MaxLength", *count),
        Check::Pattern(pattern) => one("Pattern", &emit_pattern(scope, pattern)),
        Check::Format(format) => one("Format", &emit_format(scope, *format)),
        Check::Minimum(bound) => one("Minimum", &emit_bound(scope, bound)),
        Check::ExclusiveMinimum(bound) => one("ExclusiveMinimum", &emit_bound(scope, bound)),
        Check::Maximum(bound) => one("Maximum", &emit_bound(scope, bound)),
        Check::ExclusiveMaximum(bound) => one("ExclusiveMaximum", &emit_bound(scope, bound)),
        Check::MultipleOf(bound) => one("MultipleOf", &emit_bound(scope, bound)),
        Check::MinItems(count) => counted("MinItems", *count),
        Check::MaxItems(count) => counted("MaxItems", *count),
        Check::UniqueItems => quote!(UniqueItems),
        Check::Items(checks) => one("Items", &emit_checks(scope, checks)),
        Check::PrefixItems(lists, behind) => {
            let (lists, behind) = (emit_lists(scope, lists), emit_checks(scope, behind));
            quote!(PrefixItems(#lists, #behind))
        }
        Check::Contains(checks, least, most) => {
            let checks = emit_checks(scope, checks);
            let [least, most] = [least, most].map(|count| Token::u64_unsuffixed(*count));
            quote!(Contains(#checks, #least, #most))
        }
        Check::MinProperties(count) => counted("MinProperties", *count),
        Check::MaxProperties(count) => counted("MaxProperties", *count),
        Check::PropertyNames(checks) => one("PropertyNames", &emit_checks(scope, checks)),
        Check::Values(checks) => one("Values", &emit_checks(scope, checks)),
        Check::Closed(names) => quote!(Closed(&[#(#names),*])),
        Check::Others(names, checks) => {
            let checks = emit_checks(scope, checks);
            quote!(Others(&[#(#names),*], #checks))
        }
        Check::Required(names) => quote!(Required(&[#(#names),*])),
        Check::DependentRequired(name, names) => quote!(DependentRequired(#name, &[#(#names),*])),
        Check::Property(name, checks) => {
            let checks = emit_checks(scope, checks);
            quote!(Property(#name, #checks))
        }
        Check::AllOf(lists) => one("AllOf", &emit_lists(scope, lists)),
        Check::AnyOf(lists) => one("AnyOf", &emit_lists(scope, lists)),
        Check::OneOf(lists) => one("OneOf", &emit_lists(scope, lists)),
        Check::Not(checks) => one("Not", &emit_checks(scope, checks)),
        Check::If(condition, then, otherwise) => {
            let lists = [condition, then, otherwise].map(|checks| emit_checks(scope, checks));
            quote!(If(#(#lists),*))
        }
    };
    let check = scope.runtime("shape::Check");
    quote!(#check::#stated)
}

fn one(keyword: &str, value: &TokenStream) -> TokenStream {
    let keyword = format_ident!("{keyword}");
    quote!(#keyword(#value))
}

fn counted(keyword: &str, count: u64) -> TokenStream {
    let count = Token::u64_unsuffixed(count);
    one(keyword, &quote!(#count))
}

fn emit_lists(scope: &Scope<'_>, lists: &[Vec<Check>]) -> TokenStream {
    let lists = lists.iter().map(|checks| emit_checks(scope, checks));
    quote!(&[#(#lists),*])
}

/// A JSON value.
pub fn emit_literal(scope: &Scope<'_>, value: &Literal) -> TokenStream {
    let literal = scope.runtime("shape::Literal");
    match value {
        Literal::Null => quote!(#literal::Null),
        Literal::Boolean(value) => quote!(#literal::Boolean(#value)),
        Literal::Integer(value) => {
            let value = emit_integer(i128::from(*value));
            quote!(#literal::Integer(#value))
        }
        Literal::Number(value) => {
            let sign = value.is_sign_negative().then(|| quote!(-));
            let value = Token::f64_unsuffixed(value.abs());
            quote!(#literal::Number(#sign #value))
        }
        Literal::Text(value) => quote!(#literal::Text(#value)),
        Literal::Json(value) => quote!(#literal::Json(#value)),
    }
}

fn emit_bound(scope: &Scope<'_>, bound: &Bound) -> TokenStream {
    let name = scope.runtime("shape::Bound");
    match bound {
        Bound::Integer(value) => {
            let value = emit_integer(*value);
            quote!(#name::Integer(#value))
        }
        Bound::Decimal(value) => quote!(#name::Decimal(#value)),
    }
}

fn emit_integer(value: i128) -> TokenStream {
    let sign = value.is_negative().then(|| quote!(-));
    let value = Token::u128_unsuffixed(value.unsigned_abs());
    quote!(#sign #value)
}

fn emit_pattern(scope: &Scope<'_>, pattern: &Pattern) -> TokenStream {
    let Pattern {
        source,
        regex,
        linear,
    } = pattern;
    let engine = scope.runtime("shape::Engine");
    let engine = if *linear {
        quote!(#engine::Linear)
    } else {
        quote!(#engine::Backtracking)
    };
    let pattern = scope.runtime("shape::Pattern");
    quote!(#pattern { source: #source, regex: #regex, engine: #engine })
}

fn emit_format(scope: &Scope<'_>, format: Format) -> TokenStream {
    let name = match format {
        Format::DateTime => quote!(DateTime),
        Format::Date => quote!(Date),
        Format::Time => quote!(Time),
        Format::Duration => quote!(Duration),
        Format::Email => quote!(Email),
        Format::Hostname => quote!(Hostname),
        Format::Ipv4 => quote!(Ipv4),
        Format::Ipv6 => quote!(Ipv6),
        Format::Uri => quote!(Uri),
        Format::UriReference => quote!(UriReference),
        Format::Uuid => quote!(Uuid),
        Format::Byte => quote!(Byte),
        Format::Regex => quote!(Regex),
        Format::JsonPointer => quote!(JsonPointer),
        Format::Password => quote!(Password),
    };
    let format = scope.runtime("shape::Format");
    quote!(#format::#name)
}

/// A set of JSON types, by the names of its parts.
pub fn emit_kinds(scope: &Scope<'_>, kinds: Kinds) -> TokenStream {
    const PARTS: [(Kinds, &str); 7] = [
        (Kinds::NULL, "NULL"),
        (Kinds::BOOLEAN, "BOOLEAN"),
        (Kinds::NUMBER, "NUMBER"),
        (Kinds::INTEGER, "INTEGER"),
        (Kinds::STRING, "STRING"),
        (Kinds::ARRAY, "ARRAY"),
        (Kinds::OBJECT, "OBJECT"),
    ];
    let name = scope.runtime("shape::Kinds");
    if kinds == Kinds::ANY {
        return quote!(#name::ANY);
    }
    let mut left = kinds.0;
    let mut parts = Vec::new();
    for (part, text) in PARTS {
        if left & part.0 == part.0 {
            left &= !part.0;
            let text = format_ident!("{text}");
            parts.push(quote!(#name::#text));
        }
    }
    let (first, others) = match parts.split_first() {
        Some((first, others)) => (first.clone(), others),
        None => (quote!(#name::NONE), &[][..]),
    };
    quote!(#first #(.or(#others))*)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::layout::Layout;
    use crate::emit::trial::api;

    fn check(check: Check, written: &str) {
        let api = api();
        let layout = Layout::new(&api);
        let scope = Scope::new(&layout, None, &[]);
        let tokens = emit_checks(&scope, &[check]).to_string();
        assert_eq!(tokens.replace(' ', ""), format!("&[Check::{written}]"));
    }

    #[test]
    fn numbers_are_exact() {
        check(
            Check::Minimum(Bound::Integer(i128::MIN)),
            "Minimum(Bound::Integer(-170141183460469231731687303715884105728))",
        );
        check(
            Check::Maximum(Bound::Decimal("1e400".to_owned())),
            "Maximum(Bound::Decimal(\"1e400\"))",
        );
        check(
            Check::Const(Literal::Number(-0.5)),
            "Const(Literal::Number(-0.5))",
        );
        check(
            Check::MaxLength(u64::MAX),
            "MaxLength(18446744073709551615)",
        );
    }

    #[test]
    fn sets_of_types_are_told_by_their_parts() {
        check(Check::Type(Kinds::NUMBER), "Type(Kinds::NUMBER)");
        check(
            Check::Type(Kinds::INTEGER.or(Kinds::NULL)),
            "Type(Kinds::NULL.or(Kinds::INTEGER))",
        );
        check(Check::Type(Kinds::ANY), "Type(Kinds::ANY)");
        check(Check::Type(Kinds(0)), "Type(Kinds::NONE)");
    }

    #[test]
    fn constraints_nest() {
        check(
            Check::If(
                vec![Check::Required(vec!["a".to_owned()])],
                vec![Check::UniqueItems],
                Vec::new(),
            ),
            "If(&[Check::Required(&[\"a\"])],&[Check::UniqueItems],&[])",
        );
    }
}
