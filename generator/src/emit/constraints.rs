//! Constraints as the runtime's tables state them.

use proc_macro2::{Literal as Token, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::file::Scope;
use crate::ir::{Bound, Check, Direction, Evaluated, Format, Kinds, Literal, Pattern};

/// Constraints, separated by commas.
pub fn emit_checks(scope: &Scope<'_>, checks: &[Check]) -> TokenStream {
    let checks = checks.iter().map(|check| emit_check(scope, check));
    quote!(#(#checks),*)
}

fn emit_check(scope: &Scope<'_>, check: &Check) -> TokenStream {
    let (keyword, limit) = emit_limit(scope, check);
    let keyword = scope.runtime(&format!("shape::Check::{keyword}"));
    quote!(#keyword #limit)
}

/// The keyword of a constraint, and what it asks for.
fn emit_limit(scope: &Scope<'_>, check: &Check) -> (&'static str, Option<TokenStream>) {
    let list = |checks: &[Check]| emit_list(scope, checks);
    let lists = |lists: &[Vec<Check>]| emit_lists(scope, lists);
    let (keyword, limit) = match check {
        Check::Type(kinds) => ("Type", emit_kinds(scope, *kinds)),
        Check::Enum(values) => {
            let values = values.iter().map(|value| emit_literal(scope, value));
            ("Enum", quote!(&[#(#values),*]))
        }
        Check::Const(value) => ("Const", emit_literal(scope, value)),
        Check::MinLength(count) => ("MinLength", emit_count(*count)),
        Check::MaxLength(count) => ("MaxLength", emit_count(*count)),
        Check::Pattern(pattern) => ("Pattern", emit_pattern(scope, pattern)),
        Check::Format(format) => ("Format", emit_format(scope, *format)),
        Check::Minimum(bound) => ("Minimum", emit_bound(scope, bound)),
        Check::ExclusiveMinimum(bound) => ("ExclusiveMinimum", emit_bound(scope, bound)),
        Check::Maximum(bound) => ("Maximum", emit_bound(scope, bound)),
        Check::ExclusiveMaximum(bound) => ("ExclusiveMaximum", emit_bound(scope, bound)),
        Check::MultipleOf(bound) => ("MultipleOf", emit_bound(scope, bound)),
        Check::MinItems(count) => ("MinItems", emit_count(*count)),
        Check::MaxItems(count) => ("MaxItems", emit_count(*count)),
        Check::UniqueItems => return ("UniqueItems", None),
        Check::Items(checks) => ("Items", list(checks)),
        Check::PrefixItems(first, behind) => {
            let (first, behind) = (lists(first), list(behind));
            ("PrefixItems", quote!(#first, #behind))
        }
        Check::Contains(checks, least, most) => {
            let (checks, least, most) = (list(checks), emit_count(*least), emit_count(*most));
            ("Contains", quote!(#checks, #least, #most))
        }
        Check::MinProperties(count) => ("MinProperties", emit_count(*count)),
        Check::MaxProperties(count) => ("MaxProperties", emit_count(*count)),
        Check::PropertyNames(checks) => ("PropertyNames", list(checks)),
        Check::Values(checks) => ("Values", list(checks)),
        Check::Closed(names) => ("Closed", quote!(&[#(#names),*])),
        Check::Required(names) => ("Required", quote!(&[#(#names),*])),
        Check::RequiredIn(direction, names) => {
            let direction = emit_direction(scope, *direction);
            ("RequiredIn", quote!(#direction, &[#(#names),*]))
        }
        Check::DependentRequired(name, names) => {
            ("DependentRequired", quote!(#name, &[#(#names),*]))
        }
        Check::Property(name, checks) => {
            let checks = list(checks);
            ("Property", quote!(#name, #checks))
        }
        Check::PatternProperties(entries) => {
            let patterns = entries.iter().map(|(it, _)| emit_pattern(scope, it));
            let checks = entries.iter().map(|(_, checks)| list(checks));
            ("PatternProperties", quote!(&[#((#patterns, #checks)),*]))
        }
        Check::AdditionalProperties(names, patterns, checks) => {
            let patterns = patterns.iter().map(|it| emit_pattern(scope, it));
            let checks = list(checks);
            let limit = quote!(&[#(#names),*], &[#(#patterns),*], #checks);
            ("AdditionalProperties", limit)
        }
        Check::AllOf(all) => ("AllOf", lists(all)),
        Check::AnyOf(all) => ("AnyOf", lists(all)),
        Check::OneOf(all) => ("OneOf", lists(all)),
        Check::Not(checks) => ("Not", list(checks)),
        Check::If(condition, then, otherwise) => {
            let lists = [condition, then, otherwise].map(|checks| list(checks));
            ("If", quote!(#(#lists),*))
        }
        Check::UnevaluatedProperties(evaluated, checks) => {
            let (evaluated, checks) = (emit_evaluators(scope, evaluated), list(checks));
            ("UnevaluatedProperties", quote!(#evaluated, #checks))
        }
        Check::UnevaluatedItems(evaluated, checks) => {
            let (evaluated, checks) = (emit_evaluators(scope, evaluated), list(checks));
            ("UnevaluatedItems", quote!(#evaluated, #checks))
        }
    };
    (keyword, Some(quote!((#limit))))
}

fn emit_count(count: u64) -> TokenStream {
    Token::u64_unsuffixed(count).into_token_stream()
}

/// Constraints as a list that is borrowed for good.
pub fn emit_list(scope: &Scope<'_>, checks: &[Check]) -> TokenStream {
    let checks = emit_checks(scope, checks);
    quote!(&[#checks])
}

fn emit_lists(scope: &Scope<'_>, lists: &[Vec<Check>]) -> TokenStream {
    let lists = lists.iter().map(|checks| emit_list(scope, checks));
    quote!(&[#(#lists),*])
}

fn emit_evaluators(scope: &Scope<'_>, all: &[Evaluated]) -> TokenStream {
    let all = all.iter().map(|it| emit_evaluator(scope, it));
    quote!(&[#(#all),*])
}

fn emit_evaluator(scope: &Scope<'_>, evaluated: &Evaluated) -> TokenStream {
    let word = scope.runtime("shape::Evaluated");
    match evaluated {
        Evaluated::All => quote!(#word::All),
        Evaluated::Properties(names) => quote!(#word::Properties(&[#(#names),*])),
        Evaluated::PatternProperties(patterns) => {
            let patterns = patterns.iter().map(|it| emit_pattern(scope, it));
            quote!(#word::PatternProperties(&[#(#patterns),*]))
        }
        Evaluated::PrefixItems(count) => {
            let count = emit_count(*count);
            quote!(#word::PrefixItems(#count))
        }
        Evaluated::Contains(checks) => {
            let checks = emit_list(scope, checks);
            quote!(#word::Contains(#checks))
        }
        Evaluated::Where(condition, evaluated) => {
            let condition = emit_list(scope, condition);
            let evaluated = emit_evaluators(scope, evaluated);
            quote!(#word::Where(#condition, #evaluated))
        }
    }
}

fn emit_direction(scope: &Scope<'_>, direction: Direction) -> TokenStream {
    let shape = scope.runtime("shape");
    match direction {
        Direction::Request => quote!(#shape::Direction::Request),
        Direction::Response => quote!(#shape::Direction::Response),
    }
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

fn emit_bound(scope: &Scope<'_>, value: &Bound) -> TokenStream {
    let bound = scope.runtime("shape::Bound");
    match value {
        Bound::Integer(value) => {
            let value = emit_integer(*value);
            quote!(#bound::Integer(#value))
        }
        Bound::Decimal(value) => quote!(#bound::Decimal(#value)),
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
    let engine = if *linear {
        quote!(Linear)
    } else {
        quote!(Backtracking)
    };
    let shape = scope.runtime("shape");
    quote! {
        #shape::Pattern { source: #source, regex: #regex, engine: #shape::Engine::#engine }
    }
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
    let shape = scope.runtime("shape");
    quote!(#shape::Format::#name)
}

/// A set of JSON types.
fn emit_kinds(scope: &Scope<'_>, kinds: Kinds) -> TokenStream {
    let set = scope.runtime("shape::Kinds");
    let parts = emit_kind_names(kinds);
    match parts.as_slice() {
        [] => quote!(#set::NONE),
        [part] => quote!(#set::#part),
        parts => quote!(#set(#(#set::#parts.0)|*)),
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
    use crate::emit::layout::Layout;
    use crate::emit::trial::api;

    fn check(check: Check, written: &str) {
        let api = api();
        let layout = Layout::new(&api);
        let scope = Scope::new(&layout, None, &[]);
        let tokens = emit_checks(&scope, &[check]).to_string();
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
