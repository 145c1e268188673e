//! Whether null is one of the values of a schema.

use serde_json::Value;

use super::Lowering;
use super::vocabulary::describes;
use crate::document::pointer::Pointer;

/// How many schemas are asked about one place: references that lead back fan out.
const MOST: usize = 5_000;
/// How far references are followed.
const DEEP: usize = 64;

/// What a schema says of null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    /// It lets null in.
    Admitted,
    /// It does not.
    Refused,
    /// It says nothing of types.
    Open,
}

impl Null {
    /// What schemas say that hold together.
    pub fn all(said: impl IntoIterator<Item = Self>) -> Self {
        said.into_iter()
            .fold(Self::Open, |all, one| match (all, one) {
                (Self::Refused, _) | (_, Self::Refused) => Self::Refused,
                (Self::Admitted, _) | (_, Self::Admitted) => Self::Admitted,
                (Self::Open, Self::Open) => Self::Open,
            })
    }

    /// What schemas say of which one has to hold.
    fn any(said: impl IntoIterator<Item = Self>) -> Self {
        let said: Vec<Self> = said.into_iter().collect();
        if said.contains(&Self::Admitted) {
            Self::Admitted
        } else if !said.is_empty() && said.iter().all(|one| *one == Self::Refused) {
            Self::Refused
        } else {
            Self::Open
        }
    }
}

/// What is asked about one place.
struct Question {
    /// How many schemas may still be asked.
    left: usize,
    /// The schemas that lead to the one that is asked.
    way: Vec<Pointer>,
    /// Whether one was passed over, so that the answer holds here alone.
    partial: bool,
}

impl Lowering<'_> {
    /// What schemas that hold together say of null.
    pub(super) fn null_of_all(&self, roots: &[Pointer]) -> Null {
        let mut question = Question {
            left: MOST,
            way: Vec::new(),
            partial: false,
        };
        let said = roots
            .iter()
            .map(|root| self.null_within(root, &mut question));
        Null::all(said)
    }

    fn null_within(&self, at: &Pointer, question: &mut Question) -> Null {
        if let Some(known) = self.nulls.borrow().get(at) {
            return *known;
        }
        if question.left == 0 || question.way.len() >= DEEP || question.way.contains(at) {
            question.partial = true;
            return Null::Open;
        }
        question.left -= 1;
        let partial = std::mem::replace(&mut question.partial, false);
        question.way.push(at.clone());
        let said = self.null_said(at, question);
        question.way.pop();
        if !question.partial {
            self.nulls.borrow_mut().insert(at.clone(), said);
        }
        question.partial |= partial;
        said
    }

    fn null_said(&self, at: &Pointer, question: &mut Question) -> Null {
        if self.node(at) == &Value::Bool(false) {
            return Null::Refused;
        }
        if self.flag(at, "nullable") {
            return Null::Admitted;
        }
        if let Some(values) = self.closed_list(at) {
            return if values.contains(&&Value::Null) {
                Null::Admitted
            } else {
                Null::Refused
            };
        }
        let target = self.text(at, "$ref").and_then(|it| self.resolve(it));
        let held = target.into_iter().chain(self.items(at, "allOf"));
        let mut below = |it: Pointer| self.null_within(&it, question);
        let mut said: Vec<Null> = held.map(&mut below).collect();
        said.push(self.null_of_type(at));
        if self.has(at, "not") && below(at.child("not")) == Null::Admitted {
            said.push(Null::Refused);
        }
        for keyword in ["oneOf", "anyOf"] {
            let branches = self.items(at, keyword);
            said.push(if self.has_free(at, keyword) {
                Null::Admitted
            } else {
                Null::any(branches.into_iter().map(&mut below))
            });
        }
        Null::all(said)
    }

    /// Whether a composition that makes a type has a branch that takes any value.
    fn has_free(&self, at: &Pointer, keyword: &str) -> bool {
        let lists = self.typing_lists(at).into_iter();
        let mut lists = lists.filter(|(_, list)| list.last().is_some_and(|it| it == keyword));
        lists.any(|(_, list)| self.children(&list).iter().any(|it| self.takes_all(it)))
    }

    /// Whether a schema, or what it refers to, only describes.
    fn takes_all(&self, at: &Pointer) -> bool {
        let Value::Object(schema) = self.node(at) else {
            return *self.node(at) == Value::Bool(true);
        };
        schema.keys().all(|key| match key.as_str() {
            "$ref" => {
                let target = self.follow(at);
                target.is_ok_and(|target| target != *at && self.takes_all(&target))
            }
            key => describes(key),
        })
    }

    fn null_of_type(&self, at: &Pointer) -> Null {
        let declared = self.declared(at);
        match (declared.nullable, declared.names.is_empty()) {
            (true, _) => Null::Admitted,
            (false, false) => Null::Refused,
            (false, true) => Null::Open,
        }
    }
}
