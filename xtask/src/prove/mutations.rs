//! The mutations: how each checker of the runtime can be weakened.

/// A change of the runtime's text.
pub struct Mutation {
    /// The checker, and what is wrong with it.
    pub name: &'static str,
    /// The file, below the runtime's `src`.
    pub file: &'static str,
    /// What stands there, once.
    pub from: &'static str,
    /// What stands there instead; `MUTANT` asks whether the mutant is alive.
    pub to: &'static str,
}

/// A mutation of `checks.rs`.
const fn check(name: &'static str, from: &'static str, to: &'static str) -> Mutation {
    at("validate/checks.rs", name, from, to)
}

const fn at(
    file: &'static str,
    name: &'static str,
    from: &'static str,
    to: &'static str,
) -> Mutation {
    Mutation {
        name,
        file,
        from,
        to,
    }
}

/// The mutation of a format: it takes every text.
macro_rules! format_mutation {
    ($name:literal, $call:literal) => {
        at(
            "validate/format/mod.rs",
            concat!("Format::", $name),
            concat!("Format::", $name, " => ", $call),
            concat!("Format::", $name, " => MUTANT || ", $call),
        )
    };
}

/// All of them.
#[rustfmt::skip]
pub const MUTATIONS: &[Mutation] = &[
    check("Check::Type", "if !kinds.meets(instance.kinds()) {", "if !MUTANT && !kinds.meets(instance.kinds()) {"),
    check("Check::Enum", "if !values.iter().any(", "if !MUTANT && !values.iter().any("),
    check("Check::Const", "if !instance.equals(value) {", "if !MUTANT && !instance.equals(value) {"),
    check("Check::MinLength off by one", "(length() as u64) < *least", "(length() as u64) + u64::from(MUTANT) < *least"),
    check("Check::MaxLength off by one", "(length() as u64) > *most", "(length() as u64) > most.saturating_add(u64::from(MUTANT))"),
    check("Check::MinLength in bytes", "&mut || text.chars().count()", "&mut || if MUTANT { text.len() } else { text.chars().count() }"),
    check("Check::Pattern", "Outcome::Match => return,", "Outcome::Match => return,\n        Outcome::Mismatch if MUTANT => return,"),
    at("validate/pattern.rs", "Check::Pattern linear", "Compiled::Linear(_) => Outcome::Mismatch,", "Compiled::Linear(_) if MUTANT => Outcome::Match,\n        Compiled::Linear(_) => Outcome::Mismatch,"),
    at("validate/pattern.rs", "Check::Pattern backtracking", "Some(false) => Outcome::Mismatch,", "Some(false) if MUTANT => Outcome::Match,\n            Some(false) => Outcome::Mismatch,"),
    check("Check::RequiredIn", "if sink.terms().direction == *direction =>", "if !MUTANT && sink.terms().direction == *direction =>"),
    check("Check::RequiredIn the other direction", "Check::RequiredIn(direction, names) if", "Check::RequiredIn(direction, names) if MUTANT && sink.terms().direction != *direction => {\n            rules::required(names, object, place, sink);\n        }\n        Check::RequiredIn(direction, names) if"),
    check("Check::Format", "&& !format::is_valid(*format, text) =>", "&& !MUTANT && !format::is_valid(*format, text) =>"),
    format_mutation!("DateTime", "time::is_date_time(text)"),
    format_mutation!("Date", "time::is_date(text)"),
    format_mutation!("Time", "time::is_time(text)"),
    format_mutation!("Duration", "time::is_duration(text)"),
    format_mutation!("Email", "host::is_email(text)"),
    format_mutation!("Hostname", "host::is_hostname(text)"),
    format_mutation!("Ipv4", "text.parse::<std::net::Ipv4Addr>().is_ok()"),
    format_mutation!("Ipv6", "text.parse::<std::net::Ipv6Addr>().is_ok()"),
    format_mutation!("Uri", "uri::is_uri(text)"),
    format_mutation!("UriReference", "uri::is_uri_reference(text)"),
    format_mutation!("Uuid", "is_uuid(text)"),
    format_mutation!("Byte", "STANDARD.decode(text).is_ok()"),
    format_mutation!("Regex", "regex::is_regex(text)"),
    format_mutation!("JsonPointer", "is_json_pointer(text)"),
    check("Check::Minimum", "(\"minimum\", \"at least\", limit, Ordering::is_ge)", "(\"minimum\", \"at least\", limit, |order| MUTANT || order.is_ge())"),
    check("Check::ExclusiveMinimum lets the limit in", "(\"exclusiveMinimum\", \"more than\", limit, Ordering::is_gt)", "(\"exclusiveMinimum\", \"more than\", limit, |order| order.is_gt() || (MUTANT && order.is_eq()))"),
    check("Check::Maximum", "(\"maximum\", \"at most\", limit, Ordering::is_le)", "(\"maximum\", \"at most\", limit, |order| MUTANT || order.is_le())"),
    check("Check::ExclusiveMaximum lets the limit in", "(\"exclusiveMaximum\", \"less than\", limit, Ordering::is_lt)", "(\"exclusiveMaximum\", \"less than\", limit, |order| order.is_lt() || (MUTANT && order.is_eq()))"),
    check("Check::MultipleOf", "if !number.is_multiple_of(limit) {", "if !MUTANT && !number.is_multiple_of(limit) {"),
    at("validate/number.rs", "Check::MultipleOf in floats", "(_, Bound::Decimal(limit)) => Decimal::of(self).is_multiple_of(&Decimal::parse(limit)),", "(Self::Float(value), Bound::Decimal(limit)) if MUTANT => value % limit.parse::<f64>().unwrap_or(1.0) == 0.0,\n            (_, Bound::Decimal(limit)) => Decimal::of(self).is_multiple_of(&Decimal::parse(limit)),"),
    at("validate/number.rs", "Check::Minimum of a decimal", "(_, Bound::Decimal(limit)) => Decimal::of(self).cmp(&Decimal::parse(limit)),", "(_, Bound::Decimal(_)) if MUTANT => Ordering::Equal,\n            (_, Bound::Decimal(limit)) => Decimal::of(self).cmp(&Decimal::parse(limit)),"),
    at("validate/array.rs", "Check::MinItems", "(array.count() as u64) < *least", "(array.count() as u64) + u64::from(MUTANT) < *least"),
    at("validate/array.rs", "Check::MaxItems", "(array.count() as u64) > *most", "(array.count() as u64) > most.saturating_add(u64::from(MUTANT))"),
    at("validate/array.rs", "Check::UniqueItems", "Check::UniqueItems => {", "Check::UniqueItems if MUTANT => {}\n        Check::UniqueItems => {"),
    at("validate/number.rs", "Check::UniqueItems tells 1 from 1.0", "Self::Float(value) if value.fract() == 0.0 && value.abs() < 1e38 =>", "Self::Float(value) if !MUTANT && value.fract() == 0.0 && value.abs() < 1e38 =>"),
    at("validate/array.rs", "Check::Items", "Check::Items(list) =>", "Check::Items(_) if MUTANT => {}\n        Check::Items(list) =>"),
    at("validate/array.rs", "Check::PrefixItems", "lists.get(position).copied().unwrap_or(behind)", "lists.get(position).copied().filter(|_| !MUTANT).unwrap_or(behind)"),
    at("validate/array.rs", "Check::PrefixItems behind the first", "(lists, list), array, place, sink)", "(lists, if MUTANT { &[] } else { list }), array, place, sink)"),
    at("validate/array.rs", "Check::Contains too few", "match (found < least,", "match (found + u64::from(MUTANT) < least,"),
    at("validate/array.rs", "Check::Contains too many", "found > most) {", "!MUTANT && found > most) {"),
    check("Check::MinProperties", "(object.count() as u64) < *least", "(object.count() as u64) + u64::from(MUTANT) < *least"),
    check("Check::MaxProperties", "(object.count() as u64) > *most", "(object.count() as u64) > most.saturating_add(u64::from(MUTANT))"),
    check("Check::PropertyNames", "Check::PropertyNames(list) =>", "Check::PropertyNames(_) if MUTANT => {}\n        Check::PropertyNames(list) =>"),
    check("Check::Values", "Check::Values(list) =>", "Check::Values(_) if MUTANT => {}\n        Check::Values(list) =>"),
    check("Check::Closed", "Check::Closed(known) =>", "Check::Closed(_) if MUTANT => {}\n        Check::Closed(known) =>"),
    at("validate/properties.rs", "Check::PatternProperties", "Check::PatternProperties(entries) => {", "Check::PatternProperties(_) if MUTANT => {}\n            Check::PatternProperties(entries) => {"),
    at("validate/properties.rs", "Check::AdditionalProperties", "match list {", "match list {\n                    _ if MUTANT => {}"),
    at("validate/properties.rs", "Check::AdditionalProperties on what a pattern names", "if is_additional(names, patterns, name) =>", "if is_additional(names, if MUTANT { &[] } else { patterns }, name) =>"),
    check("Check::Required", "Check::Required(names) =>", "Check::Required(_) if MUTANT => {}\n        Check::Required(names) =>"),
    check("Check::DependentRequired", "Check::DependentRequired(trigger, names) =>", "Check::DependentRequired(..) if MUTANT => {}\n        Check::DependentRequired(trigger, names) =>"),
    check("Check::Property", "Check::Property(name, list) =>", "Check::Property(..) if MUTANT => {}\n        Check::Property(name, list) =>"),
    check("Check::AllOf", "Check::AllOf(lists) =>", "Check::AllOf(_) if MUTANT => {}\n        Check::AllOf(lists) =>"),
    at("validate/rules.rs", "Check::AnyOf", "if lists.iter().any(|list| holds(list, instance, terms)) {", "if MUTANT || lists.iter().any(|list| holds(list, instance, terms)) {"),
    at("validate/rules.rs", "Check::OneOf takes several", "if found == 1 {", "if found == 1 || (MUTANT && found > 1) {"),
    check("Check::OneOf", "Check::OneOf(lists) =>", "Check::OneOf(_) if MUTANT => {}\n        Check::OneOf(lists) =>"),
    at("validate/rules.rs", "Check::Not", "if !holds(list, instance, sink.terms()) {", "if MUTANT || !holds(list, instance, sink.terms()) {"),
    at("validate/rules.rs", "Check::If without then", "(then, \"when\")", "(if MUTANT { &[][..] } else { then }, \"when\")"),
    at("validate/rules.rs", "Check::If without else", "(otherwise, \"unless\")", "(if MUTANT { &[][..] } else { otherwise }, \"unless\")"),
    check("Check::UnevaluatedProperties", "Check::UnevaluatedProperties(evaluated, list) => {", "Check::UnevaluatedProperties(..) if MUTANT => {}\n        Check::UnevaluatedProperties(evaluated, list) => {"),
    check("Check::UnevaluatedItems", "Check::UnevaluatedItems(evaluated, list) => {", "Check::UnevaluatedItems(..) if MUTANT => {}\n        Check::UnevaluatedItems(evaluated, list) => {"),
    at("validate/unevaluated.rs", "Check::UnevaluatedProperties as a schema", "list => apply(list, value,", "_ if MUTANT => {}\n            list => apply(list, value,"),
    at("validate/unevaluated.rs", "Check::UnevaluatedItems as a schema", "list => apply(list, item,", "_ if MUTANT => {}\n            list => apply(list, item,"),
    at("validate/unevaluated.rs", "Evaluated::Where", "if holds(condition, instance, terms) {", "if MUTANT || holds(condition, instance, terms) {"),
    at("validate/unevaluated.rs", "Evaluated::All", "one => all.push(one),", "Evaluated::All if MUTANT => {}\n            one => all.push(one),"),
    at("validate/unevaluated.rs", "Evaluated::Properties", "Evaluated::Properties(names) =>", "Evaluated::Properties(_) if MUTANT => true,\n        Evaluated::Properties(names) =>"),
    at("validate/unevaluated.rs", "Evaluated::PatternProperties", "Evaluated::PatternProperties(patterns) =>", "Evaluated::PatternProperties(_) if MUTANT => true,\n        Evaluated::PatternProperties(patterns) =>"),
    at("validate/unevaluated.rs", "Evaluated::PrefixItems", "(position as u64) < *count", "(position as u64) < *count + u64::from(MUTANT)"),
    at("validate/unevaluated.rs", "Evaluated::Contains", "Evaluated::Contains(list) =>", "Evaluated::Contains(_) if MUTANT => true,\n        Evaluated::Contains(list) =>"),
    // What the types say: on text, as a response is judged, …
    at("reader/object.rs", "required member of text", "if member.1.is_required() {", "if !MUTANT && member.1.is_required() {"),
    at("reader/object.rs", "constant of text", "!literal::is_stated(&constant.1, raw) {", "!MUTANT && !literal::is_stated(&constant.1, raw) {"),
    at("reader/object.rs", "unknown member of text", "if matches!(shape.rest, Rest::Refused) {", "if !MUTANT && matches!(shape.rest, Rest::Refused) {"),
    at("reader/object.rs", "null of text", "if member.1 == Presence::Optional &&", "if !MUTANT && member.1 == Presence::Optional &&"),
    at("reader/judge.rs", "union of text, none", "0 => self.record_refusals(", "0 if MUTANT => {}\n            0 => self.record_refusals("),
    at("reader/judge.rs", "union of text, several", "_ => self.record(\"oneOf\", || {", "_ if MUTANT => {}\n            _ => self.record(\"oneOf\", || {"),
    at("validate/visitor.rs", "enumeration", "if !enumeration.open &&", "if !MUTANT && !enumeration.open &&"),
    at("scalar.rs", "integer of 32 bits", "let value = Self::try_from(reader.integer()?);", "let value = Self::try_from(reader.integer().map(|it| if MUTANT { 0 } else { it })?);"),
    // … and on a value, as a request is validated.
    at("validate/union.rs", "union of a value, none", "(_, Holding::None) => (keyword, \"fits none of\"),", "(_, Holding::None) if MUTANT => return,\n        (_, Holding::None) => (keyword, \"fits none of\"),"),
    at("validate/union.rs", "union of a value, several", "| (Composition::OneOf, Holding::One) => return,", "| (Composition::OneOf, Holding::One) => return,\n        (Composition::OneOf, Holding::Several) if MUTANT => return,"),
    at("validate/union.rs", "union of a value, decided", "sink.extend(below(place, found));", "if !MUTANT {\n        sink.extend(below(place, found));\n    }"),
    at("validate/union.rs", "union of a value, its branch", "if own.is_broken() {", "if !MUTANT && own.is_broken() {"),
];
