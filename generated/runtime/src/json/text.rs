//! JSON text, without white space.

use super::{is_null_if_absent, is_plain, names_property, plain_length};
use crate::shape::{Enumeration, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched, base64, literal, number};

/// How much room a text begins with, in bytes: a small object has enough.
const CAPACITY: usize = 512;

/// The value as JSON text.
///
/// JSON has no word for a number that is infinite or not a number: it is written as null. Validation refuses it.
pub fn to_json(value: &dyn Visit) -> String {
    let mut writer = Writer {
        text: String::with_capacity(CAPACITY),
        ..Writer::default()
    };
    writer.value(value);
    writer.text
}

/// Appends a number, or null where it is not finite.
pub(crate) fn write_float(text: &mut String, value: f64) {
    if value.is_finite() {
        number::write_number(text, value);
    } else {
        text.push_str("null");
    }
}

/// Appends a string with its quotes, escaping what JSON does not allow as it is (RFC 8259, section 7).
#[inline]
pub(crate) fn write_string(text: &mut String, value: &str) {
    text.push('"');
    write_inside(text, value);
    text.push('"');
}

/// Appends what stands between the quotes of a string.
#[inline(always)]
fn write_inside(text: &mut String, value: &str) {
    if is_plain(value.as_bytes()) {
        text.push_str(value);
    } else {
        write_escaped(text, value);
    }
}

#[inline(never)]
fn write_escaped(text: &mut String, value: &str) {
    let mut rest = value;
    while let Some((plain, behind)) = rest.split_at_checked(plain_length(rest.as_bytes())) {
        text.push_str(plain);
        let Some((special, behind)) = behind.split_at_checked(1) else {
            return;
        };
        special.bytes().for_each(|byte| write_escape(text, byte));
        rest = behind;
    }
}

/// Appends a value without a type.
fn write_json(text: &mut String, value: &Json) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Number(value) => match value.as_i64() {
            Some(integer) => number::write_integer(text, integer),
            None => text.push_str(&value.to_string()),
        },
        Json::String(value) => write_string(text, value),
        Json::Array(items) => {
            text.push('[');
            write_all(text, items, write_json);
            text.push(']');
        }
        Json::Object(properties) => {
            text.push('{');
            write_all(text, properties, |text, (key, value)| {
                write_string(text, key);
                text.push(':');
                write_json(text, value);
            });
            text.push('}');
        }
    }
}

/// Appends each with a comma between two.
fn write_all<T>(
    text: &mut String,
    all: impl IntoIterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    for (position, each) in all.into_iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        write(text, each);
    }
}

fn write_escape(text: &mut String, byte: u8) {
    match byte {
        b'"' => text.push_str("\\\""),
        b'\\' => text.push_str("\\\\"),
        0x08 => text.push_str("\\b"),
        0x0c => text.push_str("\\f"),
        b'\n' => text.push_str("\\n"),
        b'\r' => text.push_str("\\r"),
        b'\t' => text.push_str("\\t"),
        control => text.push_str(&format!("\\u{control:04x}")),
    }
}

#[derive(Default)]
struct Writer<'k> {
    text: String,
    /// The key of the property whose value is visited next: it is written once the value turns out to be there.
    key: Option<&'k str>,
    /// Whether the value just visited turned out to be absent, so that nothing was written.
    absent: bool,
}

impl<'k> Writer<'k> {
    /// Writes a value where one must stand.
    fn value(&mut self, value: &dyn Visit) {
        value.visit(self);
        if std::mem::take(&mut self.absent) {
            self.begin().push_str("null");
        }
    }

    /// Writes a property, or nothing where it is absent.
    fn property(&mut self, key: &'k str, value: &dyn Visit) {
        self.key = Some(key);
        value.visit(self);
        self.absent = false;
    }

    /// Writes a property where one must stand.
    fn entry(&mut self, key: &str, value: &dyn Visit) {
        self.write_key(key);
        self.value(value);
    }

    /// The text, up to where the value that is there begins.
    fn begin(&mut self) -> &mut String {
        if let Some(key) = self.key.take() {
            self.write_key(key);
        }
        &mut self.text
    }

    /// Writes a key and its colon, behind a comma where it is not the first.
    fn write_key(&mut self, key: &str) {
        if self.is_first() {
            self.text.push('"');
        } else {
            self.text.push_str(",\"");
        }
        write_inside(&mut self.text, key);
        self.text.push_str("\":");
    }

    /// Whether nothing stands before this in its array or object: only there, a bracket is the last character.
    fn is_first(&self) -> bool {
        matches!(self.text.as_bytes().last(), Some(b'[' | b'{'))
    }
}

impl Visitor for Writer<'_> {
    fn absent(&mut self) {
        self.key = None;
        self.absent = true;
    }

    fn null(&mut self) {
        self.begin().push_str("null");
    }

    fn boolean(&mut self, value: bool) {
        self.begin().push_str(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        number::write_integer(self.begin(), value);
    }

    fn number(&mut self, value: f64) {
        write_float(self.begin(), value);
    }

    fn string(&mut self, value: &str) {
        write_string(self.begin(), value);
    }

    fn bytes(&mut self, value: &Binary) {
        write_string(self.begin(), &base64::encode(&value.bytes));
    }

    fn enumeration(&mut self, _enumeration: &'static Enumeration, value: &str) {
        write_string(self.begin(), value);
    }

    fn json(&mut self, value: &Json) {
        write_json(self.begin(), value);
    }

    fn array(&mut self, items: &dyn Items) {
        self.begin().push('[');
        for item in (0..items.count()).filter_map(|position| items.item(position)) {
            if !self.is_first() {
                self.text.push(',');
            }
            self.value(item);
        }
        self.text.push(']');
    }

    fn map(&mut self, entries: &dyn Entries) {
        self.begin().push('{');
        for (key, value) in (0..entries.count()).filter_map(|position| entries.entry(position)) {
            self.entry(key, value);
        }
        self.text.push('}');
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        self.begin().push('{');
        for constant in shape.constants {
            self.write_key(constant.0);
            literal::write(&mut self.text, &constant.1);
        }
        for (member, value) in shape.members.iter().zip(members) {
            if is_null_if_absent(member.1) {
                self.entry(member.0, *value);
            } else {
                self.property(member.0, *value);
            }
        }
        let kept = rest
            .into_iter()
            .flat_map(|rest| (0..rest.count()).filter_map(|position| rest.entry(position)));
        for (key, value) in kept.filter(|(key, _)| !names_property(shape, key)) {
            self.entry(key, value);
        }
        self.text.push('}');
    }

    fn union(&mut self, _union: &'static Union, _branch: usize, value: &dyn Visit) {
        value.visit(self);
    }

    fn unmatched(&mut self, _union: &'static Union, value: &Unmatched) {
        self.json(&value.json);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Map, Model};

    crate::object! {
        /// An object whose names JSON cannot write as they are.
        pub struct Odd {
            pub quoted: Option<bool> = Optional("a \"name\""),
            pub odd: Option<Box<Odd>> = Optional("\\odd\n"),
            .. pub rest: Map<bool> = Kept(),
        }
    }

    #[test]
    fn names_are_escaped_wherever_it_is_needed() {
        let json = r#"{"a \"name\"":true,"\\odd\n":{"a \"name\"":false,"\"":true},"\\":false}"#;
        let odd = Odd::from_json(json);
        let written = odd.as_ref().map(Model::to_json);
        assert_eq!(written.as_deref(), Ok(json));
        let tree = odd.map(|odd| odd.to_value().to_string());
        assert_eq!(tree.as_deref(), Ok(json));
    }

    #[test]
    fn strings_are_escaped_wherever_it_is_needed() {
        let specials: Vec<char> = (0..=0x20_u8)
            .map(char::from)
            .chain([
                '!',
                '"',
                '#',
                '[',
                '\\',
                ']',
                '\u{7f}',
                'é',
                '\u{2028}',
                '\u{1f600}',
            ])
            .collect();
        for special in specials {
            for (before, behind) in
                (0..18).flat_map(|before| [(before, 0), (before, 1), (before, 17)])
            {
                let value = format!("{}{special}{}", "a".repeat(before), "\u{1f}".repeat(behind));
                let mut text = String::new();
                write_string(&mut text, &value);
                assert_eq!(
                    Ok(text),
                    serde_json::to_string(&value).map_err(drop),
                    "{value:?}"
                );
            }
        }
    }
}
