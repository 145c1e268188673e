//! A pen that writes JSON by a [`Form`], each choice taken from the input's bytes: equal bytes, equal text.
//!
//! It ends with its input: then every choice is the first, and nothing that may be left out is written.

use arbitrary::Unstructured;
use serde_json::{Map, Value, json};

use super::grammar::{EXTENSIONS, Field, Form, Object};
use super::words::{NUMBERS, REFERENCES, WORDS};

/// How many objects one document has at most: what it costs stays bounded.
const OBJECTS: usize = 300;
/// How deep objects lie in one another.
const DEEP: usize = 7;
/// One in so many values is of a kind that its place does not take.
const ODD: usize = 50;

/// What is left of the input, and of what may be written.
pub struct Pen<'b> {
    input: Unstructured<'b>,
    objects: usize,
}

impl<'b> Pen<'b> {
    /// A pen that takes its choices from these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Pen {
            input: Unstructured::new(bytes),
            objects: OBJECTS,
        }
    }

    /// A number from 0 to `most`; 0 at the input's end.
    pub fn up_to(&mut self, most: usize) -> usize {
        if self.input.is_empty() {
            return 0;
        }
        self.input.int_in_range(0..=most).unwrap_or_default()
    }

    /// Once in so many times; never at the input's end.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.up_to(times - 1) == times - 1 && times > 1
    }

    /// One of these.
    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.up_to(from.len() - 1)]
    }

    /// A value of this form, or now and then of another.
    pub fn write(&mut self, form: &Form) -> Value {
        self.value(form, DEEP)
    }

    fn value(&mut self, form: &Form, depth: usize) -> Value {
        if self.once_in(ODD) {
            return self.data(2);
        }
        match form {
            Form::Flag => Value::Bool(!self.once_in(3)),
            Form::Number => Value::clone(&self.number()),
            Form::Text(pool) => json!(self.pick(pool)),
            Form::Texts(pool) => self.list(|pen| json!(pen.pick(pool))),
            Form::TextMap(keys, values) => self.map(keys, |pen| json!(pen.pick(values))),
            Form::Data => self.data(3),
            Form::DataList => self.list(|pen| pen.data(1)),
            Form::Either(forms) => {
                let form = self.pick(forms);
                self.value(form, depth)
            }
            Form::One(object) => self.object(object, depth),
            Form::List(object) => self.list(|pen| pen.object(object, depth)),
            Form::Map(keys, object) => self.map(keys, |pen| pen.object(object, depth)),
        }
    }

    fn object(&mut self, object: &Object, depth: usize) -> Value {
        self.objects = self.objects.saturating_sub(1);
        let depth = if self.objects == 0 { 0 } else { depth };
        let mut members = Map::new();
        if object.referable && self.once_in(5) {
            members.insert("$ref".to_owned(), json!(self.pick(REFERENCES)));
        } else {
            let must = object.must.iter().filter(|_| depth > 0);
            must.for_each(|field| self.member(&mut members, field, depth));
        }
        let more = if depth == 0 { 0 } else { self.up_to(6) };
        for _ in 0..more {
            let field = self.pick(object.may);
            self.member(&mut members, field, depth);
        }
        if self.once_in(20) {
            let field = self.pick(EXTENSIONS);
            self.member(&mut members, field, depth);
        }
        Value::Object(members)
    }

    /// Now and then one is left out.
    fn member(&mut self, members: &mut Map<String, Value>, (name, form): &Field, depth: usize) {
        if !self.once_in(ODD) {
            let value = self.value(form, depth.saturating_sub(1));
            members.insert((*name).to_owned(), value);
        }
    }

    fn list(&mut self, mut item: impl FnMut(&mut Self) -> Value) -> Value {
        (0..self.up_to(4)).map(|_| item(self)).collect()
    }

    fn map(&mut self, keys: &[&str], mut value: impl FnMut(&mut Self) -> Value) -> Value {
        let members = (0..=self.up_to(4)).map(|_| {
            let key = *self.pick(keys);
            (key.to_owned(), value(self))
        });
        Value::Object(members.collect())
    }

    /// Any JSON.
    fn data(&mut self, depth: usize) -> Value {
        match self.up_to(if depth == 0 { 4 } else { 6 }) {
            0 => json!(self.pick(WORDS)),
            1 => self.number(),
            2 => json!(true),
            3 => Value::Null,
            4 => json!(""),
            5 => self.list(|pen| pen.data(depth - 1)),
            _ => self.map(WORDS, |pen| pen.data(depth - 1)),
        }
    }

    fn number(&mut self) -> Value {
        let text: &&str = self.pick(NUMBERS);
        serde_json::from_str(text).expect("the pool holds numbers")
    }
}
