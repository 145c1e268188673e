//! The choice of a union's branch: by tag, then by JSON type, then by required and known properties.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::object::{Seen, find_member};
use super::{Mark, Reader};
use crate::error::DecodeError;
use crate::literal;
use crate::shape::{Branch, Kinds, Literal, Rest, Shape, Union};

/// What a union's callback reads a branch with; the position behind the last branch stands for an `Unmatched`.
type FillBranch<'f> = dyn FnMut(usize, &mut Reader<'_>) -> Result<(), DecodeError> + 'f;

/// How many times the text may be read again for branches that do not take their value, before unions give up trying.
const MAX_REREAD: usize = 64;

/// A branch that could take the value, and how well it fits.
struct Candidate {
    branch: usize,
    /// A required property is not there: decoding is bound to fail.
    missing: bool,
    /// Constants that are not there, or properties that the branch refuses.
    astray: bool,
    /// How many of the properties it names.
    known: usize,
    /// Others are passed over.
    drops: bool,
}

/// What one scan of an object's keys says about a branch.
#[derive(Default)]
struct Tally {
    seen: Seen,
    next: usize,
    known: usize,
    unknown: bool,
    /// A constant has another value.
    contradicted: bool,
}

impl<'j> Reader<'j> {
    /// A union: reads the value with the branch that fits best; where it does not decode, with the next best.
    ///
    /// `fill` reads the value as the branch at this position; as an `Unmatched` for the position behind the last one.
    ///
    /// # Errors
    /// Where the text is not JSON.
    pub fn union(
        &mut self,
        union: &'static Union,
        fill: &mut FillBranch<'_>,
    ) -> Result<(), DecodeError> {
        let kind = self.exact_kind()?;
        let Some(judge) = self.judge.take() else {
            return self.choose(union, kind, fill).map(drop);
        };
        let start = self.json.at();
        let tag = match kind {
            Kinds::OBJECT if judge.terms.discriminated => self.tag(union)?,
            _ => None,
        };
        let best = self.choose(union, kind, fill);
        self.judge = Some(judge);
        let raw = self.json.since(start).as_bytes();
        let best = best?;
        let decided = best
            .zip(tag)
            .is_some_and(|(best, tag)| union.branches[best].is_tagged(&tag));
        self.judge_union(union, (best, decided), kind, raw);
        Ok(())
    }

    /// Reads the value with the best branch that takes it, and says which was best. Of those that fit alike, one that knows
    /// the values it meets is better than one that lets an unknown value in.
    fn choose(
        &mut self,
        union: &'static Union,
        kind: Kinds,
        fill: &mut FillBranch<'_>,
    ) -> Result<Option<usize>, DecodeError> {
        let candidates = self.candidates(union, kind)?;
        let best = candidates.first().map(|candidate| candidate.branch);
        let mut refusal = None;
        for (position, candidate) in candidates.iter().enumerate() {
            let (mark, strays) = (self.mark(), self.strays);
            match self.attempt(candidate.branch, fill)? {
                None if self.strays == strays => return Ok(Some(candidate.branch)),
                None => {
                    let behind = candidates[position + 1..].iter();
                    let rivals = behind.take_while(|rival| rival.rank() == candidate.rank());
                    let rivals: Vec<usize> = rivals.map(|rival| rival.branch).collect();
                    let read = (candidate.branch, mark, strays);
                    return self.prefer_knowing(read, &rivals, fill).map(Some);
                }
                Some(error) => refusal = refusal.or(Some(error)),
            }
        }
        self.refusal = refusal;
        let result = fill(union.branches.len(), self);
        self.refusal = None;
        self.stray();
        result.map(|()| best)
    }

    /// Of branches that fit alike by their properties, the first that lets the fewest values in. The value was just read as
    /// the first of them, from this mark on, which let something in.
    fn prefer_knowing(
        &mut self,
        (first, mark, strays): (usize, Mark<'j>, usize),
        rivals: &[usize],
        fill: &mut FillBranch<'_>,
    ) -> Result<usize, DecodeError> {
        let length = self.json.at() - mark.json.at();
        let bound = self.json.length().saturating_mul(MAX_REREAD);
        if rivals.is_empty() || self.reread > bound {
            return Ok(first);
        }
        let mut best = (self.strays, first);
        for rival in rivals {
            self.reread += length;
            self.rewind(mark);
            self.strays = strays;
            if self.attempt(*rival, fill)?.is_some() {
                continue;
            }
            if self.strays == strays {
                return Ok(*rival);
            }
            best = best.min((self.strays, *rival));
        }
        self.rewind(mark);
        self.strays = strays;
        fill(best.1, self).map(|()| best.1)
    }

    /// Reads the value as this branch; where it does not fit, goes back and says why.
    fn attempt(
        &mut self,
        branch: usize,
        fill: &mut FillBranch<'_>,
    ) -> Result<Option<DecodeError>, DecodeError> {
        if self.reread / MAX_REREAD > self.json.length() {
            return Ok(Some(self.refuse(
                "type",
                "too many branches of unions were tried in this text",
            )));
        }
        let mark = self.mark();
        let start = self.json.at();
        match fill(branch, self) {
            Ok(()) => Ok(None),
            Err(error) if error.is_fatal() => Err(error),
            Err(error) => {
                self.reread += self.json.at() - start;
                self.rewind(mark);
                Ok(Some(error))
            }
        }
    }

    /// The branches that may take the next value, best first.
    fn candidates(
        &self,
        union: &'static Union,
        kind: Kinds,
    ) -> Result<Vec<Candidate>, DecodeError> {
        let by_kind = |branch: &Branch| branch.kinds.meets(kind);
        let mut possible: Vec<usize> = positions(union, by_kind).collect();
        if kind != Kinds::OBJECT {
            return Ok(possible.into_iter().map(Candidate::plain).collect());
        }
        if let Some(tag) = self.tag(union)? {
            let tagged = |position: &usize| union.branches[*position].is_tagged(&tag);
            // An unknown tag is not for a branch that has tags of its own.
            let decided = possible.iter().any(tagged);
            possible.retain(|position| {
                if decided {
                    tagged(position)
                } else {
                    union.branches[*position].tags.is_empty()
                }
            });
            if let ([only], true) = (possible.as_slice(), decided) {
                return Ok(vec![Candidate::plain(*only)]);
            }
        }
        let tallies = self.scan(union, &possible)?;
        let tallied = possible.into_iter().zip(tallies);
        let mut candidates: Vec<_> = tallied
            .filter_map(|(position, tally)| tally.judge(union, position))
            .collect();
        candidates.sort_by_key(Candidate::rank);
        // Of those bound to fail the first is tried for its error alone.
        let sound = candidates
            .iter()
            .take_while(|candidate| !candidate.missing)
            .count();
        candidates.truncate(sound.max(1));
        Ok(candidates)
    }

    /// The value of the union's tag in the next object, where it is a string.
    fn tag(&self, union: &'static Union) -> Result<Option<Cow<'j, str>>, DecodeError> {
        let Some(wire) = union.tag else {
            return Ok(None);
        };
        let mut ahead = self.json;
        let levels = ahead.open(self.levels)?;
        let mut key = ahead.first_key()?;
        while let Some(name) = key {
            if name == wire {
                let is_text = ahead.peek() == Some(b'"');
                return is_text.then(|| ahead.string()).transpose();
            }
            ahead.skip(levels)?;
            key = ahead.next_key()?;
        }
        Ok(None)
    }

    /// Reads the keys of the next object once for all of these branches.
    fn scan(&self, union: &'static Union, possible: &[usize]) -> Result<Vec<Tally>, DecodeError> {
        let mut tallies: Vec<Tally> = possible.iter().map(|_| Tally::default()).collect();
        let mut ahead = self.json;
        let levels = ahead.open(self.levels)?;
        let mut key = ahead.first_key()?;
        while let Some(name) = key {
            let mut constants = Vec::new();
            for (tally, position) in tallies.iter_mut().zip(possible) {
                if let Some(shape) = union.branches[*position].shape
                    && let Some(literal) = tally.note(shape(), &name)
                {
                    constants.push((tally, literal));
                }
            }
            ahead.peek();
            let start = ahead.at();
            ahead.skip(levels)?;
            let raw = ahead.since(start).as_bytes();
            for (tally, literal) in constants {
                tally.contradicted |= !literal::is_stated(literal, raw);
            }
            key = ahead.next_key()?;
        }
        Ok(tallies)
    }
}

/// The positions of the branches of which this holds.
fn positions(
    union: &'static Union,
    holds: impl Fn(&Branch) -> bool,
) -> impl Iterator<Item = usize> {
    let branches = union.branches.iter().enumerate();
    branches
        .filter(move |(_, branch)| holds(branch))
        .map(|(position, _)| position)
}

impl Candidate {
    /// How well the branch fits by its properties.
    fn rank(&self) -> (bool, bool, Reverse<usize>, bool) {
        (self.missing, self.astray, Reverse(self.known), self.drops)
    }

    /// A branch about which no keys say anything.
    fn plain(branch: usize) -> Self {
        Self {
            branch,
            missing: false,
            astray: false,
            known: 0,
            drops: false,
        }
    }
}

impl Tally {
    /// Notes a key; gives the value that the branch expects there, where it is a constant.
    fn note(&mut self, shape: &'static Shape, key: &str) -> Option<&'static Literal> {
        if let Some(position) = find_member(shape, key, self.next) {
            self.next = position + 1;
            self.known += usize::from(self.seen.insert(position));
            return None;
        }
        let Some(position) = shape
            .constants
            .iter()
            .position(|constant| constant.0 == key)
        else {
            self.unknown = true;
            return None;
        };
        self.known += usize::from(self.seen.insert(shape.members.len() + position));
        Some(&shape.constants[position].1)
    }

    /// How well the branch fits; not at all where a constant has another value.
    fn judge(self, union: &'static Union, branch: usize) -> Option<Candidate> {
        if self.contradicted {
            return None;
        }
        let Some(shape) = union.branches[branch].shape else {
            return Some(Candidate::plain(branch));
        };
        let shape = shape();
        let mut required = shape
            .members
            .iter()
            .enumerate()
            .filter(|(_, member)| member.1.is_required());
        let missing = required.any(|(position, _)| !self.seen.contains(position));
        let mut constants = shape.members.len()..shape.members.len() + shape.constants.len();
        let incomplete = constants.any(|position| !self.seen.contains(position));
        let astray = incomplete || (self.unknown && matches!(shape.rest, Rest::Refused));
        Some(Candidate {
            branch,
            missing,
            astray,
            known: self.known,
            drops: self.unknown && matches!(shape.rest, Rest::Ignored),
        })
    }
}
