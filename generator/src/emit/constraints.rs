//! Constraints as the runtime's tables state them.

use proc_macro2::{Literal as Token, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Bound, Check, Direction, Format, Kinds, Literal, Pattern};

/// Constraints, separated by commas; in the words that the runtime's macros bring.
pub fn emit_checks(checks: &[Check]) -> TokenStream {
    let checks = checks.iter().map(emit_check);
    quote!(#(#checks),*)
}

fn emit_check(check: &Check) -> TokenStream {
    match check {
        Check::Type(kinds) => one("Type", &emit_kinds(*kinds)),
        Check::Enum(values) => {
            let values = values.iter().map(emit_literal);
            one("Enum", &quote!(&[#(#values),*]))
        }
        Check::Const(value) => one("Const", &emit_literal(value)),
        Check::MinLength(count) => counted("MinLength", *count),
        Check::MaxLength(count) => counted("MaxLength", *count),
        Check::Pattern(pattern) => one("Pattern", &emit_pattern(pattern)),
        Check::Format(format) => one("Format", &emit_format(*format)),
        Check::Minimum(bound) => one("Minimum", &emit_bound(bound)),
        Check::ExclusiveMinimum(bound) => one("ExclusiveMinimum", &emit_bound(bound)),
        Check::Maximum(bound) => one("Maximum", &emit_bound(bound)),
        Check::ExclusiveMaximum(bound) => one("ExclusiveMaximum", &emit_bound(bound)),
        Check::MultipleOf(bound) => one("MultipleOf", &emit_bound(bound)),
        Check::MinItems(count) => counted("MinItems", *count),
        Check::MaxItems(count) => counted("MaxItems", *count),
        Check::UniqueItems => quote!(UniqueItems),
        Check::Items(checks) => one("Items", &emit_list(checks)),
        Check::PrefixItems(lists, behind) => {
            let (lists, behind) = (emit_lists(lists), emit_list(behind));
            quote!(PrefixItems(#lists, #behind))
        }
        Check::Contains(checks, least, most) => {
            let checks = emit_list(checks);
            let [least, most] = [least, most].map(|count| Token::u64_unsuffixed(*count));
            quote!(Contains(#checks, #least, #most))
        }
        Check::MinProperties(count) => counted("MinProperties", *count),
        Check::MaxProperties(count) => counted("MaxProperties", *count),
        Check::PropertyNames(checks) => one("PropertyNames", &emit_list(checks)),
        Check::Values(checks) => one("Values", &emit_list(checks)),
        Check::Closed(names) => quote!(Closed(&[#(#names),*])),
        Check::Required(names) => quote!(Required(&[#(#names),*])),
        Check::RequiredIn(direction, names) => {
            let direction = match direction {
                Direction::Request => quote!(Request),
                Direction::Response => quote!(Response),
            };
            quote!(RequiredIn(shape::Direction::#direction, &[#(#names),*]))
        }
        Check::DependentRequired(name, names) => quote!(DependentRequired(#name, &[#(#names),*])),
        Check::Property(name, checks) => {
            let checks = emit_list(checks);
            quote!(Property(#name, #checks))
        }
        Check::PatternProperties(entries) => {
            let entries = entries.iter().map(|(pattern, checks)| {
                let (pattern, checks) = (emit_pattern(pattern), emit_list(checks));
                quote!((#pattern, #checks))
            });
            quote!(PatternProperties(&[#(#entries),*]))
        }
        Check::AdditionalProperties(names, patterns, checks) => {
            let patterns = patterns.iter().map(emit_pattern);
            let checks = emit_list(checks);
            quote!(AdditionalProperties(&[#(#names),*], &[#(#patterns),*], #checks))
        }
        Check::AllOf(lists) => one("AllOf", &emit_lists(lists)),
        Check::AnyOf(lists) => one("AnyOf", &emit_lists(lists)),
        Check::OneOf(lists) => one("OneOf", &emit_lists(lists)),
        Check::Not(checks) => one("Not", &emit_list(checks)),
        Check::If(condition, then, otherwise) => {
            let lists = [condition, then, otherwise].map(|checks| emit_list(checks));
            quote!(If(#(#lists),*))
        }
    }
}

fn emit_list(checks: &[Check]) -> TokenStream {
    let checks = emit_checks(checks);
    quote!(&[#checks])
}

fn one(keyword: &str, value: &TokenStream) -> TokenStream {
    let keyword = format_ident!("{keyword}");
    quote!(#keyword(#value))
}

fn counted(keyword: &str, count: u64) -> TokenStream {
    let count = Token::u64_unsuffixed(count);
    one(keyword, &quote!(#count))
}

fn emit_lists(lists: &[Vec<Check>]) -> TokenStream {
    let lists = lists.iter().map(|checks| emit_list(checks));
    quote!(&[#(#lists),*])
}

/// A JSON value.
pub fn emit_literal(value: &Literal) -> TokenStream {
    match value {
        Literal::Null => quote!(Literal::Null),
        Literal::Boolean(value) => quote!(Literal::Boolean(#value)),
        Literal::Integer(value) => {
            let value = emit_integer(i128::from(*value));
            quote!(Literal::Integer(#value))
        }
        Literal::Number(value) => {
            let sign = value.is_sign_negative().then(|| quote!(-));
            let value = Token::f64_unsuffixed(value.abs());
            quote!(Literal::Number(#sign #value))
        }
        Literal::Text(value) => quote!(Literal::Text(#value)),
        Literal::Json(value) => quote!(Literal::Json(#value)),
    }
}

fn emit_bound(bound: &Bound) -> TokenStream {
    match bound {
        Bound::Integer(value) => {
            let value = emit_integer(*value);
            quote!(Bound::Integer(#value))
        }
        Bound::Decimal(value) => quote!(Bound::Decimal(#value)),
    }
}

fn emit_integer(value: i128) -> TokenStream {
    let sign = value.is_negative().then(|| quote!(-));
    let value = Token::u128_unsuffixed(value.unsigned_abs());
    quote!(#sign #value)
}

fn emit_pattern(pattern: &Pattern) -> TokenStream {
    let Pattern {
        source,
        regex,
        linear,
    } = pattern;
    let engine = if *linear {
        quote!(Linear)
    } else {
        quote!(Backtracking)
    };
    quote! {
        shape::Pattern { source: #source, regex: #regex, engine: shape::Engine::#engine }
    }
}

fn emit_format(format: Format) -> TokenStream {
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
    quote!(shape::Format::#name)
}

/// A set of JSON types.
fn emit_kinds(kinds: Kinds) -> TokenStream {
    let parts = emit_kind_names(kinds);
    match parts.as_slice() {
        [] => quote!(Kinds::NONE),
        [part] => quote!(Kinds::#part),
        parts => quote!(Kinds(#(Kinds::#parts.0)|*)),
    }
}

/// The names of the parts of a set of JSON types.
pub fn emit_kind_names(kinds: Kinds) -> Vec<proc_macro2::Ident> {
    const PARTS: [(Kinds, &str); 8] = [
        (Kinds::ANY, "ANY"),
        (Kinds::NULL, "NULL"),
        (Kinds::BOOLEAN, "BOOLEAN"),
        (Kinds::NUMBER, "NUMBER"),
        (Kinds::INTEGER, "INTEGER"),
        (Kinds::STRING, "STRING"),
        (Kinds::ARRAY, "ARRAY"),
        (Kinds::OBJECT, "OBJECT"),
    ];
    let mut left = kinds.0;
    let mut names = Vec::new();
    for (part, name) in PARTS {
        if left != 0 && left & part.0 == part.0 {
            left &= !part.0;
            names.push(format_ident!("{name}"));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(check: Check, written: &str) {
        let tokens = emit_checks(&[check]).to_string();
        assert_eq!(tokens.replace(' ', ""), written);
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
            "Type(Kinds(Kinds::NULL.0|Kinds::INTEGER.0))",
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
            "If(&[Required(&[\"a\"])],&[UniqueItems],&[])",
        );
    }
}
