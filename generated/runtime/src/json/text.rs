//! JSON text, without white space.

use super::{is_null_if_absent, names_property};
use crate::shape::{Enumeration, Shape, Union};
use crate::visit::{Entries, Items, Visit, Visitor};
use crate::{Binary, Json, Unmatched, base64, literal, number};

/// The value as JSON text.
///
/// JSON has no word for a number that is infinite or not a number: it is written as null. Validation refuses it.
pub fn to_json(value: &dyn Visit) -> String {
    let mut writer = Writer::default();
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
pub(crate) fn write_string(text: &mut String, value: &str) {
    text.push('"');
    let mut rest = value;
    while let Some(position) = rest
        .bytes()
        .position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
    {
        let (plain, behind) = rest.split_at(position);
        text.push_str(plain);
        let (special, behind) = behind.split_at(1);
        write_escape(text, special.as_bytes()[0]);
        rest = behind;
    }
    text.push_str(rest);
    text.push('"');
}

fn write_escape(text: &mut String, byte: u8) {
    match byte {
        b'"' => text.push_str("\\\""),
        b'\\' => text.push_str("\\\\"),
        b'\n' => text.push_str("\\n"),
        b'\r' => text.push_str("\\r"),
        b'\t' => text.push_str("\\t"),
        control => text.push_str(&format!("\\u{control:04x}")),
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Whether the value just visited turned out to be absent, so that nothing was written.
    absent: bool,
}

impl Writer {
    /// Writes a value where one must stand.
    fn value(&mut self, value: &dyn Visit) {
        value.visit(self);
        if std::mem::take(&mut self.absent) {
            self.text.push_str("null");
        }
    }

    /// Writes a property of the object that begins behind `start`, or nothing where it is absent.
    fn property(&mut self, start: usize, key: &str, value: &dyn Visit) {
        let before = self.text.len();
        self.key(start, key);
        value.visit(self);
        if std::mem::take(&mut self.absent) {
            self.text.truncate(before);
        }
    }

    fn key(&mut self, start: usize, key: &str) {
        self.separate(start);
        write_string(&mut self.text, key);
        self.text.push(':');
    }

    fn separate(&mut self, start: usize) {
        if self.text.len() > start {
            self.text.push(',');
        }
    }
}

impl Visitor for Writer {
    fn absent(&mut self) {
        self.absent = true;
    }

    fn null(&mut self) {
        self.text.push_str("null");
    }

    fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.text.push_str(&value.to_string());
    }

    fn number(&mut self, value: f64) {
        write_float(&mut self.text, value);
    }

    fn string(&mut self, value: &str) {
        write_string(&mut self.text, value);
    }

    fn bytes(&mut self, value: &Binary) {
        write_string(&mut self.text, &base64::encode(&value.bytes));
    }

    fn enumeration(&mut self, _enumeration: &'static Enumeration, value: &str) {
        write_string(&mut self.text, value);
    }

    fn json(&mut self, value: &Json) {
        self.text.push_str(&value.to_string());
    }

    fn array(&mut self, items: &dyn Items) {
        self.text.push('[');
        let start = self.text.len();
        for item in (0..items.count()).filter_map(|position| items.item(position)) {
            self.separate(start);
            self.value(item);
        }
        self.text.push(']');
    }

    fn map(&mut self, entries: &dyn Entries) {
        self.text.push('{');
        let start = self.text.len();
        for (key, value) in (0..entries.count()).filter_map(|position| entries.entry(position)) {
            self.key(start, key);
            self.value(value);
        }
        self.text.push('}');
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        members: &[&dyn Visit],
        rest: Option<&dyn Entries>,
    ) {
        self.text.push('{');
        let start = self.text.len();
        for constant in shape.constants {
            self.key(start, constant.0);
            literal::write(&mut self.text, &constant.1);
        }
        for (member, value) in shape.members.iter().zip(members) {
            if is_null_if_absent(member.1) {
                self.key(start, member.0);
                self.value(*value);
            } else {
                self.property(start, member.0, *value);
            }
        }
        let kept = rest
            .into_iter()
            .flat_map(|rest| (0..rest.count()).filter_map(|position| rest.entry(position)));
        for (key, value) in kept.filter(|(key, _)| !names_property(shape, key)) {
            self.key(start, key);
            self.value(value);
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
