//! `Debug` for every type at once: as a derive would print it, with wire names, without what is absent or secret.

use std::fmt::{self, Debug, Formatter};

use crate::absence::is_absent;
use crate::shape::{Check, Enumeration, Format, Rest, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched};

/// Prints the value for people who debug: `Coupon { id: "…", percent_off: 25 }`.
///
/// Members that are left out do not show; the value of a secret (format `password`) shows as `[redacted]`.
///
/// # Errors
/// Where the formatter's writer fails.
pub fn debug<T: Visit>(value: &T, f: &mut Formatter<'_>) -> fmt::Result {
    Shown(value).fmt(f)
}

/// A value to be printed.
pub(crate) struct Shown<'a>(pub(crate) &'a dyn Visit);

/// What stands for a secret.
struct Redacted;

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut printer = Printer { f, result: Ok(()) };
        self.0.visit(&mut printer);
        printer.result
    }
}

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Whether a value under these constraints is a secret, or holds one.
pub(crate) fn is_secret(checks: &[Check]) -> bool {
    checks.iter().any(|check| match check {
        Check::Format(format) => *format == Format::Password,
        Check::Items(checks) | Check::Values(checks) | Check::Property(_, checks) => {
            is_secret(checks)
        }
        Check::AllOf(all) | Check::AnyOf(all) | Check::OneOf(all) => {
            all.iter().any(|checks| is_secret(checks))
        }
        _ => false,
    })
}

/// Whether a value of this union may be a secret, or hold one.
fn may_hold_secret(union: &Union) -> bool {
    union.branches.iter().any(|branch| {
        let limits = branch.shape.map_or(&[][..], |shape| shape().limits);
        is_secret(branch.checks) || limits.iter().any(|limit| is_secret(limit.1))
    })
}

struct Printer<'a, 'b> {
    f: &'a mut Formatter<'b>,
    result: fmt::Result,
}

impl Printer<'_, '_> {
    fn print(&mut self, value: fmt::Arguments<'_>) {
        self.result = self.f.write_fmt(value);
    }
}

impl Visitor for Printer<'_, '_> {
    fn absent(&mut self) {
        self.null();
    }

    fn null(&mut self) {
        self.print(format_args!("null"));
    }

    fn boolean(&mut self, value: bool) {
        self.print(format_args!("{value}"));
    }

    fn integer(&mut self, value: i64) {
        self.print(format_args!("{value}"));
    }

    fn number(&mut self, value: f64) {
        self.print(format_args!("{value}"));
    }

    fn string(&mut self, value: &str) {
        self.print(format_args!("{value:?}"));
    }

    fn bytes(&mut self, value: &Binary) {
        self.print(format_args!("[{} bytes]", value.bytes.len()));
    }

    fn enumeration(&mut self, _enumeration: &'static Enumeration, value: &str) {
        self.string(value);
    }

    fn json(&mut self, value: &Json) {
        self.print(format_args!("{value}"));
    }

    fn array(&mut self, items: &dyn Items) {
        let items = (0..items.count()).filter_map(|position| items.item(position));
        self.result = self.f.debug_list().entries(items.map(Shown)).finish();
    }

    fn map(&mut self, entries: &dyn Entries) {
        let entries = (0..entries.count()).filter_map(|position| entries.entry(position));
        self.result = self
            .f
            .debug_map()
            .entries(entries.map(|(key, value)| (key, Shown(value))))
            .finish();
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        let mut object = self.f.debug_struct(shape.name);
        let mut print = |key: &str, value: &dyn Visit, secret: bool| {
            if secret {
                object.field(key, &Redacted);
            } else {
                object.field(key, &Shown(value));
            }
        };
        for ((member, checks), value) in shape.limited().zip(members) {
            if !is_absent(*value) {
                print(member.0, *value, is_secret(checks));
            }
        }
        let kept_secret = matches!(shape.rest, Rest::Kept(checks) if is_secret(checks));
        let kept = rest
            .into_iter()
            .flat_map(|rest| (0..rest.count()).filter_map(|position| rest.entry(position)));
        for (key, value) in kept {
            print(key, value, kept_secret);
        }
        self.result = object.finish();
    }

    fn union(&mut self, union: &'static Union, branch: usize, value: &dyn Visit) {
        if union
            .branches
            .get(branch)
            .is_some_and(|branch| is_secret(branch.checks))
        {
            self.print(format_args!("{Redacted:?}"));
        } else {
            value.visit(self);
        }
    }

    fn unmatched(&mut self, union: &'static Union, value: &Unmatched) {
        if may_hold_secret(union) {
            self.print(format_args!("Unmatched({Redacted:?})"));
        } else {
            self.print(format_args!("Unmatched({})", value.json));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::samples::{Coupon, Page, Source};
    use crate::{Model, Nullable, Unmatched};

    fn check<T: Model + std::fmt::Debug>(json: &str, expected: &str) {
        let printed = T::from_json(json).map(|value| format!("{value:?}"));
        assert_eq!(printed.as_deref(), Ok(expected), "{json}");
    }

    #[test]
    fn an_object_prints_like_a_derive_without_what_is_absent_or_secret() {
        check::<Coupon>(
            r#"{"id":"a\"","percent_off":2.5,"note":null,"secret":"s3cr3t",
                "limits":{"amounts":{"eur":[1,2]},"x":{"y":[true]}}}"#,
            r#"Coupon { id: "a\"", percent_off: 2.5, note: null, limits: Limits { amounts: {"eur": [1, 2]}, x: {"y":[true]} }, secret: [redacted] }"#,
        );
    }

    #[test]
    fn unions_print_their_value() {
        check::<Page<Source>>(
            r#"{"data":[1,{"gt":2}]}"#,
            "Page { data: [1, Range { gt: 2 }] }",
        );
    }

    #[test]
    fn a_value_that_could_be_a_broken_secret_does_not_show() {
        check::<Source>(
            r#"{"object":"coupon","secret":"s3cr3t"}"#,
            "Unmatched([redacted])",
        );
        let error = format!(
            "{:?}",
            Source::from_json(r#"{"object":"coupon","secret":["s3cr3t"]}"#)
        );
        assert!(!error.contains("s3cr3t"), "{error}");
    }

    #[test]
    fn pretty_printing_breaks_lines() {
        let value = Page {
            data: vec![Nullable::Value(1_i64), Nullable::Null],
            next: None,
        };
        assert_eq!(
            format!("{value:#?}"),
            "Page {\n    data: [\n        1,\n        null,\n    ],\n}"
        );
        let plain = format!("{:?}", Unmatched::from(serde_json::json!({"a": 1})));
        assert!(plain.contains('1'), "{plain}");
    }
}
