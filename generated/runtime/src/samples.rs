//! Types as the generator emits them, for the tests of this crate.

use crate::fill::Fill;
use crate::shape::{
    Branch, Check, Composition, Constant, Format, Kinds, Literal, Presence, Rest, Shape, Union,
};
use crate::validate::judge_as;
use crate::visit::{Visit, Visitor};
use crate::{DecodeError, Json, Map, Nullable, Reader, Unmatched};

const COUPON: Shape = Shape {
    name: "Coupon",
    constants: &[Constant("object", Literal::Text("coupon"))],
    members: &[
        ("id", Presence::Required),
        ("percent_off", Presence::Nullable),
        ("name", Presence::Optional),
        ("note", Presence::OptionalNullable),
        ("limits", Presence::Required),
        ("secret", Presence::Optional),
    ],
    limits: &[("secret", &[Check::Format(Format::Password)])],
    rest: Rest::Refused,
    checks: &[Check::Required(&["object"])],
};

/// A constant, every presence, a nested object, a secret, nothing beside them.
#[derive(Clone)]
pub(crate) struct Coupon {
    pub(crate) id: String,
    pub(crate) percent_off: Option<f64>,
    pub(crate) name: Option<String>,
    pub(crate) note: Nullable<String>,
    pub(crate) limits: Limits,
    pub(crate) secret: Option<String>,
}

impl Fill for Coupon {
    fn blank() -> Self {
        Self {
            id: Fill::blank(),
            percent_off: None,
            name: None,
            note: Fill::blank(),
            limits: Fill::blank(),
            secret: None,
        }
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.object(
            &COUPON,
            &mut [
                &mut self.id,
                &mut self.percent_off,
                &mut self.name,
                &mut self.note,
                &mut self.limits,
                &mut self.secret,
            ],
            None,
        )
    }
}

impl Visit for Coupon {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(
            &COUPON,
            &[
                &self.id,
                &self.percent_off,
                &self.name,
                &self.note,
                &self.limits,
                &self.secret,
            ],
            None,
        );
    }
}

const LIMITS: Shape = Shape {
    name: "Limits",
    constants: &[],
    members: &[
        ("amounts", Presence::Optional),
        ("strict", Presence::Optional),
    ],
    limits: &[],
    rest: Rest::Kept(&[]),
    checks: &[],
};

/// A map of arrays, and whatever else is there.
#[derive(Clone)]
pub(crate) struct Limits {
    pub(crate) amounts: Option<Map<Vec<i64>>>,
    pub(crate) strict: Option<bool>,
    pub(crate) rest: Map<Json>,
}

impl Fill for Limits {
    fn blank() -> Self {
        Self {
            amounts: None,
            strict: None,
            rest: Map::new(),
        }
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.object(
            &LIMITS,
            &mut [&mut self.amounts, &mut self.strict],
            Some(&mut self.rest),
        )
    }
}

impl Visit for Limits {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(&LIMITS, &[&self.amounts, &self.strict], Some(&self.rest));
    }
}

const PAGE: Shape = Shape {
    name: "Page",
    constants: &[],
    members: &[("data", Presence::Required), ("next", Presence::Optional)],
    limits: &[],
    rest: Rest::Ignored,
    checks: &[],
};

/// A generic envelope that closes a cycle.
#[derive(Clone)]
pub(crate) struct Page<T> {
    pub(crate) data: Vec<T>,
    pub(crate) next: Option<Box<Page<T>>>,
}

impl<T: Fill> Fill for Page<T> {
    fn blank() -> Self {
        Self {
            data: Vec::new(),
            next: None,
        }
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.object(&PAGE, &mut [&mut self.data, &mut self.next], None)
    }
}

impl<T: Visit> Visit for Page<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(&PAGE, &[&self.data, &self.next], None);
    }
}

const CARD: Shape = Shape {
    name: "Card",
    constants: &[Constant("object", Literal::Text("card"))],
    members: &[("last4", Presence::Required)],
    limits: &[],
    rest: Rest::Ignored,
    checks: &[Check::Required(&["object"])],
};

const RANGE: Shape = Shape {
    name: "Range",
    constants: &[],
    members: &[("gt", Presence::Required), ("lt", Presence::Optional)],
    limits: &[],
    rest: Rest::Ignored,
    checks: &[],
};

const LIMIT: Shape = Shape {
    name: "Limit",
    constants: &[],
    members: &[("lt", Presence::Required)],
    limits: &[],
    rest: Rest::Refused,
    checks: &[],
};

/// An object with a tag and one member.
#[derive(Clone)]
pub(crate) struct Card {
    pub(crate) last4: String,
}

/// An object with one required and one optional member.
#[derive(Clone)]
pub(crate) struct Range {
    pub(crate) gt: i64,
    pub(crate) lt: Option<i64>,
}

/// An object that shares a member with [`Range`] and refuses others.
#[derive(Clone)]
pub(crate) struct Limit {
    pub(crate) lt: i64,
}

macro_rules! object {
    ($name:ident, $shape:ident, $($member:ident),+) => {
        impl Fill for $name {
            fn blank() -> Self {
                Self { $($member: Fill::blank()),+ }
            }

            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                reader.object(&$shape, &mut [$(&mut self.$member),+], None)
            }
        }

        impl Visit for $name {
            fn visit(&self, visitor: &mut dyn Visitor) {
                visitor.object(&$shape, &[$(&self.$member),+], None);
            }
        }
    };
}

object!(Card, CARD, last4);
object!(Range, RANGE, gt, lt);
object!(Limit, LIMIT, lt);

const fn branch<T: Fill + Visit>(
    kinds: Kinds,
    shape: Option<fn() -> &'static Shape>,
    tags: &'static [&'static str],
) -> Branch {
    Branch {
        kinds,
        shape,
        tags,
        checks: &[],
        judge: judge_as::<T>,
    }
}

const SOURCE: Union = Union {
    name: "Source",
    composition: Composition::AnyOf,
    tag: Some("object"),
    branches: &[
        branch::<Card>(Kinds::OBJECT, Some(|| &CARD), &["card"]),
        branch::<Coupon>(Kinds::OBJECT, Some(|| &COUPON), &["coupon"]),
        branch::<Range>(Kinds::OBJECT, Some(|| &RANGE), &[]),
        branch::<Limit>(Kinds::OBJECT, Some(|| &LIMIT), &[]),
        branch::<i64>(Kinds::INTEGER, None, &[]),
        branch::<Vec<i64>>(Kinds::ARRAY, None, &[]),
        branch::<Vec<Source>>(Kinds::ARRAY, None, &[]),
    ],
};

/// Branches told apart by tag, by type, by properties, or only by trying; and one that holds the union itself.
#[derive(Clone)]
pub(crate) enum Source {
    Card(Card),
    Coupon(Box<Coupon>),
    Range(Range),
    Limit(Limit),
    Number(i64),
    Numbers(Vec<i64>),
    Sources(Vec<Source>),
    Unmatched(Unmatched),
}

impl Fill for Source {
    fn blank() -> Self {
        Self::Unmatched(Unmatched::blank())
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.union(&SOURCE, &mut |branch, reader| {
            *self = match branch {
                0 => Self::Card(reader.value()?),
                1 => Self::Coupon(reader.value()?),
                2 => Self::Range(reader.value()?),
                3 => Self::Limit(reader.value()?),
                4 => Self::Number(reader.value()?),
                5 => Self::Numbers(reader.value()?),
                6 => Self::Sources(reader.value()?),
                _ => Self::Unmatched(reader.value()?),
            };
            Ok(())
        })
    }
}

impl Visit for Source {
    fn visit(&self, visitor: &mut dyn Visitor) {
        match self {
            Self::Card(value) => visitor.union(&SOURCE, 0, value),
            Self::Coupon(value) => visitor.union(&SOURCE, 1, value),
            Self::Range(value) => visitor.union(&SOURCE, 2, value),
            Self::Limit(value) => visitor.union(&SOURCE, 3, value),
            Self::Number(value) => visitor.union(&SOURCE, 4, value),
            Self::Numbers(value) => visitor.union(&SOURCE, 5, value),
            Self::Sources(value) => visitor.union(&SOURCE, 6, value),
            Self::Unmatched(value) => visitor.unmatched(&SOURCE, value),
        }
    }
}

const NODE: Shape = Shape {
    name: "Node",
    constants: &[],
    members: &[("child", Presence::Optional), ("x", Presence::Required)],
    limits: &[],
    rest: Rest::Ignored,
    checks: &[],
};

/// An object that differs from its sibling in the type of one member alone.
#[derive(Clone)]
pub(crate) struct Node<T> {
    pub(crate) child: Option<Box<Tree>>,
    pub(crate) x: T,
}

impl<T: Fill> Fill for Node<T> {
    fn blank() -> Self {
        Self {
            child: None,
            x: T::blank(),
        }
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.object(&NODE, &mut [&mut self.child, &mut self.x], None)
    }
}

impl<T: Visit> Visit for Node<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.object(&NODE, &[&self.child, &self.x], None);
    }
}

const TREE: Union = Union {
    name: "Tree",
    composition: Composition::OneOf,
    tag: None,
    branches: &[
        branch::<Node<i64>>(Kinds::OBJECT, Some(|| &NODE), &[]),
        branch::<Node<String>>(Kinds::OBJECT, Some(|| &NODE), &[]),
        branch::<Node<f64>>(Kinds::OBJECT, Some(|| &NODE), &[]),
    ],
};

/// A recursive union whose branches only trying tells apart.
#[derive(Clone)]
pub(crate) enum Tree {
    Integer(Node<i64>),
    Text(Node<String>),
    Number(Node<f64>),
    Unmatched(Unmatched),
}

impl Fill for Tree {
    fn blank() -> Self {
        Self::Unmatched(Unmatched::blank())
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.union(&TREE, &mut |branch, reader| {
            *self = match branch {
                0 => Self::Integer(reader.value()?),
                1 => Self::Text(reader.value()?),
                2 => Self::Number(reader.value()?),
                _ => Self::Unmatched(reader.value()?),
            };
            Ok(())
        })
    }
}

impl Visit for Tree {
    fn visit(&self, visitor: &mut dyn Visitor) {
        match self {
            Self::Integer(value) => visitor.union(&TREE, 0, value),
            Self::Text(value) => visitor.union(&TREE, 1, value),
            Self::Number(value) => visitor.union(&TREE, 2, value),
            Self::Unmatched(value) => visitor.unmatched(&TREE, value),
        }
    }
}

crate::models! { Coupon, Limits, generic Page, Card, Range, Limit, Source, generic Node, Tree }
