//! The arguments and setters that an operation has for the properties of its body.

use generator::ir::{Body, BodyArgument, Field, SpreadName};
use serde_json::Value;

use super::sampling::Sampling;

/// An argument or setter for a property.
pub struct Setter<'a> {
    /// The property.
    pub field: &'a Field,
    takes: Takes,
}

/// What calls a setter.
enum Takes {
    /// A value; the empty string and null where no setter of their own takes these.
    Value { empty: bool, null: bool },
    /// The empty string.
    Empty,
    /// Null.
    Null,
}

/// The arguments and setters for the properties of this body.
pub fn setters<'a>(sampling: &Sampling<'a>, body: &'a Body) -> Vec<Setter<'a>> {
    let (Some(object), BodyArgument::Spread(_, names)) = (sampling.spread(body), &body.argument)
    else {
        return Vec::new();
    };
    let setters = object.fields.iter().zip(names);
    setters.flat_map(of_field).flatten().collect()
}

fn of_field<'a>((field, names): (&'a Field, &SpreadName)) -> [Option<Setter<'a>>; 3] {
    let setter = |takes| Setter { field, takes };
    let value = Takes::Value {
        empty: names.unset.is_none(),
        null: names.null.is_none(),
    };
    [
        Some(setter(value)),
        names.unset.as_ref().map(|_| setter(Takes::Empty)),
        names.null.as_ref().map(|_| setter(Takes::Null)),
    ]
}

impl Setter<'_> {
    /// The place of its values.
    pub fn place(&self) -> String {
        format!("body/{}", self.field.wire)
    }

    /// Whether this value calls it.
    pub fn takes(&self, value: &Value) -> bool {
        let (is_empty, is_null) = (*value == "", value.is_null());
        match self.takes {
            Takes::Value { empty, null } => (empty || !is_empty) && (null || !is_null),
            Takes::Empty => is_empty,
            Takes::Null => is_null,
        }
    }

    /// A valid body that calls it: one of these with a value of its own.
    pub fn body(&self, sampling: &Sampling<'_>, body: &Body, bases: &[Value]) -> Option<Value> {
        let field = self.field;
        let values = match self.takes {
            Takes::Empty => vec![Value::from("")],
            Takes::Null => vec![Value::Null],
            Takes::Value { .. } => sampling.values(&field.ty, &field.checks),
        };
        let candidates = values.iter().flat_map(|value| {
            bases.iter().take(2).map(move |base| {
                let mut changed = base.clone();
                if let Some(members) = changed.as_object_mut() {
                    members.insert(field.wire.clone(), value.clone());
                }
                changed
            })
        });
        let mut fitted = candidates.map(|candidate| match self.takes {
            Takes::Value { .. } => sampling.fitted(body, &candidate),
            Takes::Empty | Takes::Null => candidate,
        });
        fitted.find(|value| {
            let own = value.get(&field.wire);
            own.is_some_and(|own| self.takes(own)) && sampling.is_valid(body, value)
        })
    }
}
