//! Objects: which member a key names, what is missing at the end.

use super::{Reader, Segment};
use crate::endpoint::Endpoint;
use crate::error::DecodeError;
use crate::fill::{Fill, FillEntries};
use crate::literal;
use crate::shape::{Check, Constant, Member, Presence, Rest, Shape};

/// What a key of an object stands for.
enum Place<'a> {
    Member(usize),
    Constant(usize),
    Kept(&'a mut dyn Fill),
    Unknown,
}

/// The members of a shape that were there, and behind them its constants.
#[derive(Default)]
pub(super) struct Seen {
    low: u64,
    high: Vec<u64>,
}

impl Seen {
    /// Whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, position: usize) -> bool {
        let bit = 1_u64 << (position % 64);
        let word = match (position / 64).checked_sub(1) {
            None => &mut self.low,
            Some(word) => self.high_word(word),
        };
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    #[inline(never)]
    fn high_word(&mut self, word: usize) -> &mut u64 {
        self.high.resize(self.high.len().max(word + 1), 0);
        &mut self.high[word]
    }

    #[inline]
    pub(super) fn contains(&self, position: usize) -> bool {
        let word = match (position / 64).checked_sub(1) {
            None => Some(&self.low),
            Some(word) => self.high.get(word),
        };
        word.is_some_and(|word| word & (1 << (position % 64)) != 0)
    }
}

/// Where among the members a key is; keys mostly come in the order of the shape, so the search begins at `next`.
#[inline]
pub(super) fn find_member(shape: &Shape, key: &str, next: usize) -> Option<usize> {
    let is_next = shape.members.get(next).is_some_and(|it| it.0 == key);
    if is_next {
        return Some(next);
    }
    let (before, behind) = shape.members.split_at_checked(next)?;
    let named = |members: &[Member]| members.iter().position(|member| member.0 == key);
    named(behind)
        .map(|position| next + position)
        .or_else(|| named(before))
}

/// Whether the schema asks for this constant: then it is named in the shape's `required`.
pub(super) fn is_required(shape: &Shape, constant: &Constant) -> bool {
    let names =
        |check: &Check| matches!(check, Check::Required(names) if names.contains(&constant.0));
    shape.checks.iter().any(names)
}

/// Whether another value breaks the schema. What a discriminator gives is judged by the shape's checks instead.
fn is_judged(shape: &Shape, constant: &Constant) -> bool {
    let names = |check: &Check| matches!(check, Check::Property(name, _) if *name == constant.0);
    !shape.checks.iter().any(names)
}

#[inline]
fn find_place<'a>(
    shape: &'static Shape,
    rest: &'a mut Option<&mut dyn FillEntries>,
    key: &str,
    next: usize,
) -> Place<'a> {
    if let Some(position) = find_member(shape, key, next) {
        return Place::Member(position);
    }
    if let Some(position) = shape
        .constants
        .iter()
        .position(|constant| constant.0 == key)
    {
        return Place::Constant(position);
    }
    match rest {
        Some(rest) => Place::Kept(rest.slot(key)),
        None => Place::Unknown,
    }
}

impl Reader<'_> {
    /// The body of an endpoint that states its properties: an object, as [`Reader::object`] reads it.
    ///
    /// # Errors
    /// Where the next value is not an object, a required member is missing, or a value does not fit.
    #[doc(hidden)]
    pub fn properties(
        &mut self,
        endpoint: &'static Endpoint,
        members: &mut [&mut dyn Fill],
        rest: Option<&mut dyn FillEntries>,
    ) -> Result<(), DecodeError> {
        match endpoint.properties {
            Some(shape) => self.object(shape, members, rest),
            None => self.skip(),
        }
    }

    /// An object: fills `members`, which stand in the order of the shape's, and `rest` with what the shape does not name.
    ///
    /// # Errors
    /// Where the next value is not an object, a required member is missing, or a value does not fit.
    pub fn object(
        &mut self,
        shape: &'static Shape,
        members: &mut [&mut dyn Fill],
        mut rest: Option<&mut dyn FillEntries>,
    ) -> Result<(), DecodeError> {
        let start = self.enter("an object", b'{')?;
        if let Some(rest) = rest.as_mut().filter(|_| self.refilling) {
            rest.clear();
        }
        let mut seen = Seen::default();
        let mut next = 0;
        let mut before = self.json.at();
        let mut key = self.json.first_key()?;
        while let Some(name) = key {
            match find_place(shape, &mut rest, &name, next) {
                Place::Member(position) => {
                    next = position + 1;
                    let new = seen.insert(position);
                    self.member(shape, position, members, new)?;
                }
                Place::Constant(position) => {
                    seen.insert(shape.members.len() + position);
                    self.constant(shape, &shape.constants[position])?;
                }
                Place::Kept(slot) => {
                    self.below(Segment::KeyBehind(before), |reader| slot.fill(reader))?
                }
                Place::Unknown => self.unknown(shape, before)?,
            }
            before = self.json.at();
            key = self.json.next_key()?;
        }
        self.leave();
        self.complete(shape, members, &seen, start)
    }

    #[inline]
    fn member(
        &mut self,
        shape: &'static Shape,
        position: usize,
        members: &mut [&mut dyn Fill],
        new: bool,
    ) -> Result<(), DecodeError> {
        let (Some(member), Some(slot)) = (shape.members.get(position), members.get_mut(position))
        else {
            return self.skip();
        };
        if !new || self.judge.is_some() {
            return self.member_with_care(member, *slot, new);
        }
        slot.fill(self).map_err(|error| error.below(member.0))
    }

    /// The same where the member was there before, or is judged.
    #[cold]
    fn member_with_care(
        &mut self,
        member: &'static Member,
        slot: &mut dyn Fill,
        new: bool,
    ) -> Result<(), DecodeError> {
        let refilling = self.refilling;
        self.refilling |= !new;
        let result = self.below(Segment::Member(member.0), |reader| {
            if member.1 == Presence::Optional && reader.judge.is_some() && reader.null() {
                reader.record("type", || {
                    "null stands where a value may only be left out".to_owned()
                });
            }
            slot.fill(reader)
        });
        self.refilling = refilling;
        result
    }

    fn constant(
        &mut self,
        shape: &'static Shape,
        constant: &'static Constant,
    ) -> Result<(), DecodeError> {
        self.below(Segment::Member(constant.0), |reader| {
            let raw = reader.raw()?;
            let judged = reader.judge.is_some() && is_judged(shape, constant);
            if judged && !literal::is_stated(&constant.1, raw) {
                let expected = literal::text(&constant.1);
                reader.record("enum", || format!("the value is not {expected}"));
            }
            Ok(())
        })
    }

    fn unknown(&mut self, shape: &'static Shape, before: usize) -> Result<(), DecodeError> {
        if matches!(shape.rest, Rest::Refused) {
            self.stray();
            if self.judge.is_some() {
                let key = self.spell(Segment::KeyBehind(before));
                self.record("additionalProperties", || {
                    format!("`{key}` is not a property of {}", shape.name)
                });
            }
        }
        self.below(Segment::KeyBehind(before), Self::skip)
    }

    /// Looks for what is missing, and tells members that were filled before that they are absent now.
    fn complete(
        &mut self,
        shape: &'static Shape,
        members: &mut [&mut dyn Fill],
        seen: &Seen,
        start: usize,
    ) -> Result<(), DecodeError> {
        for (position, member) in shape.members.iter().enumerate() {
            if seen.contains(position) {
                continue;
            }
            if member.1.is_required() {
                self.missing(member.0, start)?;
            } else if let Some(slot) = members.get_mut(position).filter(|_| self.refilling) {
                slot.fill(&mut Reader::absent())?;
            }
        }
        if self.judge.is_some() {
            self.judge_constants(shape, seen);
        }
        Ok(())
    }

    #[cold]
    fn missing(&mut self, wire: &str, start: usize) -> Result<(), DecodeError> {
        let message = format!("`{wire}` is required and missing");
        if self.judge.is_none() {
            return Err(DecodeError::new("required", message, start));
        }
        self.record("required", || message);
        self.record_incomplete();
        Ok(())
    }

    #[cold]
    fn judge_constants(&mut self, shape: &'static Shape, seen: &Seen) {
        for (position, constant) in shape.constants.iter().enumerate() {
            if !seen.contains(shape.members.len() + position) && is_required(shape, constant) {
                self.record("required", || {
                    format!("`{}` is required and missing", constant.0)
                });
            }
        }
    }
}
