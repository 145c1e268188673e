//! An object's properties as a sampler needs them: those of a struct and those that only its constraints name.

use serde_json::{Map, Value};

use super::check::json;
use super::judge::{is_nullable, is_required};
use super::place::{Form, Place, flatten, substitute};
use crate::ir::{Check, Rest, Struct, Type};

/// The properties of an object type.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    /// The properties with one value.
    pub constants: Map<String, Value>,
    /// The other properties that are named.
    pub members: Vec<Member<'a>>,
    /// The values under other names; none where there are none to sample.
    pub rest: Option<Place<'a>>,
    /// The constraints on the object.
    pub checks: Vec<&'a Check>,
}

/// A property.
#[derive(Debug)]
pub(super) struct Member<'a> {
    pub wire: String,
    pub place: Place<'a>,
    pub required: bool,
    pub nullable: bool,
}

impl<'a> Layout<'a> {
    /// The layout of a place with this form; none where it is not an object.
    pub(super) fn of(place: &Place<'a>, form: Form<'a>) -> Option<Self> {
        let Form::Object(named, values) = form else {
            return None;
        };
        let mut layout = Self {
            constants: Map::new(),
            members: Vec::new(),
            rest: values,
            checks: place.checks.clone(),
        };
        if let Some((shape, argument)) = named {
            layout.add_struct(shape, argument.as_ref());
        }
        layout.add_named_by_checks();
        Some(layout)
    }

    /// The member of this name.
    pub(super) fn member(&self, wire: &str) -> Option<&Member<'a>> {
        self.members.iter().find(|member| member.wire == wire)
    }

    fn add_struct(&mut self, shape: &'a Struct, argument: Option<&Type>) {
        flatten(&shape.checks, &mut self.checks);
        let constants = shape.constants.iter();
        self.constants
            .extend(constants.map(|constant| (constant.wire.clone(), json(&constant.value))));
        self.members.extend(shape.fields.iter().map(|field| Member {
            wire: field.wire.clone(),
            place: Place::new(substitute(&field.ty, argument), &field.checks),
            required: is_required(field.presence),
            nullable: is_nullable(field.presence),
        }));
        if let Rest::Kept(_, ty, checks) = &shape.rest {
            self.rest = Some(Place::new(substitute(ty, argument), checks));
        }
    }

    /// What `required` asks for, and what `properties` says of a property.
    fn add_named_by_checks(&mut self) {
        for check in self.checks.clone() {
            match check {
                Check::Required(names) | Check::RequiredIn(_, names) => {
                    names.iter().for_each(|wire| self.require(wire))
                }
                Check::Property(wire, checks) => self.constrain(wire, checks),
                _ => {}
            }
        }
    }

    fn require(&mut self, wire: &str) {
        if let Some(member) = self.named(wire) {
            member.required = true;
        }
    }

    fn constrain(&mut self, wire: &str, checks: &'a [Check]) {
        if let Some(member) = self.named(wire) {
            flatten(checks, &mut member.place.checks);
        }
    }

    /// The member of this name; none for a constant, and where the type would not keep what it does not name.
    fn named(&mut self, wire: &str) -> Option<&mut Member<'a>> {
        if self.constants.contains_key(wire) {
            return None;
        }
        let known = self.members.iter().position(|member| member.wire == wire);
        if known.is_none() {
            let place = self.rest.clone()?;
            self.members.push(Member {
                wire: wire.to_owned(),
                place,
                required: false,
                nullable: false,
            });
        }
        let position = known.unwrap_or(self.members.len() - 1);
        self.members.get_mut(position)
    }
}
