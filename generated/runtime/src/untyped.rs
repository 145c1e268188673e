//! JSON without a type as values.

use serde_json::Number;

use crate::error::DecodeError;
use crate::fill::{Fill, FillEntries};
use crate::reader::Reader;
use crate::shape::Kinds;
use crate::visit::{Entries, Visit, Visitor};
use crate::{Json, JsonObject};

impl Fill for Json {
    fn blank() -> Self {
        Self::Null
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match reader.kind()? {
            Kinds::NULL => {
                reader.skip()?;
                Self::Null
            }
            Kinds::BOOLEAN => Self::Bool(reader.boolean()?),
            Kinds::STRING => Self::String(reader.text()?),
            Kinds::ARRAY => Self::Array(reader.value()?),
            Kinds::OBJECT => Self::Object(reader.value()?),
            _ => Self::Number(number(reader)?),
        };
        Ok(())
    }
}

fn number(reader: &mut Reader<'_>) -> Result<Number, DecodeError> {
    let parsed = reader.number("a number")?.parse();
    parsed.map_err(|_| reader.refuse("format", "expected a number of 64 bits, found a larger one"))
}

impl Fill for JsonObject {
    fn blank() -> Self {
        Self::new()
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.clear();
        reader.map(self)
    }
}

impl FillEntries for JsonObject {
    fn slot(&mut self, key: &str) -> &mut dyn Fill {
        let slot = self.entry(key).or_insert(Json::Null);
        *slot = Json::Null;
        slot
    }

    fn clear(&mut self) {
        self.clear();
    }
}

impl Visit for Json {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.json(self);
    }
}

impl Visit for JsonObject {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.map(&Listed {
            object: self,
            entries: self.iter().collect(),
        });
    }
}

/// An object with its entries by position, which the object itself gives only by walking.
struct Listed<'a> {
    object: &'a JsonObject,
    entries: Vec<(&'a String, &'a Json)>,
}

impl Entries for Listed<'_> {
    fn count(&self) -> usize {
        self.entries.len()
    }

    fn entry(&self, position: usize) -> Option<(&str, &dyn Visit)> {
        self.entries
            .get(position)
            .map(|(key, value)| (key.as_str(), *value as &dyn Visit))
    }

    fn get(&self, key: &str) -> Option<&dyn Visit> {
        self.object.get(key).map(|value| value as &dyn Visit)
    }
}
