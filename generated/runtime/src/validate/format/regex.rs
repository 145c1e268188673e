//! The syntax of regular expressions in ECMA-262 (section 22.2.1) with the flag `u`.
//!
//! As JSON Schema recommends, any character but a letter or digit may be escaped. Names of Unicode properties are taken
//! on trust. There is no recursion, so that depth costs no stack.

use std::iter::Peekable;
use std::str::Chars;

/// Whether the text is a regular expression.
pub(super) fn is_regex(text: &str) -> bool {
    Syntax::new(text).read().is_some()
}

/// What stands before a quantifier.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    Atom,
}

struct Syntax<'t> {
    rest: Peekable<Chars<'t>>,
    /// For each open group, whether it can be repeated: an assertion cannot.
    open: Vec<Before>,
    groups: usize,
    names: Vec<String>,
    references: Vec<Reference>,
}

enum Reference {
    Number(usize),
    Name(String),
}

/// A member of a character class: one character, or a set that no range takes.
enum Member {
    One(u32),
    Set,
}

impl<'t> Syntax<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            rest: text.chars().peekable(),
            open: Vec::new(),
            groups: 0,
            names: Vec::new(),
            references: Vec::new(),
        }
    }

    fn read(mut self) -> Option<()> {
        let mut before = Before::Nothing;
        while let Some(character) = self.rest.next() {
            before = self.read_term(character, before)?;
        }
        let is_resolved = self.references.iter().all(|reference| match reference {
            Reference::Number(number) => *number <= self.groups,
            Reference::Name(name) => self.names.contains(name),
        });
        (self.open.is_empty() && is_resolved).then_some(())
    }

    fn read_term(&mut self, character: char, before: Before) -> Option<Before> {
        match character {
            '|' | '^' | '$' => Some(Before::Nothing),
            '(' => self.read_group(),
            ')' => self.open.pop(),
            '[' => self.read_class(),
            '\\' => self.read_escape(),
            '*' | '+' | '?' => self.read_quantifier(before),
            '{' => self
                .read_counts()
                .and_then(|()| self.read_quantifier(before)),
            '}' | ']' => None,
            _ => Some(Before::Atom),
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        self.rest.next_if_eq(&wanted).is_some()
    }

    fn read_group(&mut self) -> Option<Before> {
        let mut kind = Before::Atom;
        if self.take('?') {
            match self.rest.next()? {
                ':' => {}
                '=' | '!' => kind = Before::Nothing,
                '<' if self.take('=') || self.take('!') => kind = Before::Nothing,
                '<' => {
                    let name = self.read_name()?;
                    if self.names.contains(&name) {
                        return None;
                    }
                    self.names.push(name);
                    self.groups += 1;
                }
                _ => return None,
            }
        } else {
            self.groups += 1;
        }
        self.open.push(kind);
        Some(Before::Nothing)
    }

    /// The name of a group, up to its `>`.
    fn read_name(&mut self) -> Option<String> {
        let mut name = String::new();
        loop {
            match self.rest.next()? {
                '>' if !name.is_empty() => return Some(name),
                letter if letter.is_alphabetic() || "$_".contains(letter) => name.push(letter),
                digit if digit.is_alphanumeric() && !name.is_empty() => name.push(digit),
                _ => return None,
            }
        }
    }

    fn read_quantifier(&mut self, before: Before) -> Option<Before> {
        self.take('?');
        (before == Before::Atom).then_some(Before::Nothing)
    }

    /// `n}`, `n,}` or `n,m}`
    fn read_counts(&mut self) -> Option<()> {
        let least = self.read_digits();
        let most = if self.take(',') {
            self.read_digits()
        } else {
            least.clone()
        };
        let is_ordered = most.is_empty() || (least.len(), &least) <= (most.len(), &most);
        (self.take('}') && !least.is_empty() && is_ordered).then_some(())
    }

    /// Digits without leading zeros but the last.
    fn read_digits(&mut self) -> String {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            if digits == "0" {
                digits.clear();
            }
            digits.push(digit);
        }
        digits
    }

    fn read_class(&mut self) -> Option<Before> {
        self.take('^');
        loop {
            let first = self.rest.next()?;
            if first == ']' {
                return Some(Before::Atom);
            }
            let low = self.read_member(first)?;
            let mut ahead = self.rest.clone();
            if ahead.next() != Some('-') || ahead.peek() == Some(&']') {
                continue;
            }
            self.rest = ahead;
            let last = self.rest.next()?;
            match (low, self.read_member(last)?) {
                (Member::One(low), Member::One(high)) if low <= high => {}
                _ => return None,
            }
        }
    }

    fn read_member(&mut self, first: char) -> Option<Member> {
        if first != '\\' {
            return Some(Member::One(first.into()));
        }
        match self.rest.next()? {
            'b' => Some(Member::One(8)),
            'B' | 'k' | '1'..='9' => None,
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Some(Member::Set),
            'p' | 'P' => self.read_property().map(|()| Member::Set),
            other => self.read_character(other).map(Member::One),
        }
    }

    fn read_escape(&mut self) -> Option<Before> {
        match self.rest.next()? {
            'b' | 'B' => return Some(Before::Nothing),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {}
            'p' | 'P' => self.read_property()?,
            'k' => {
                let name = if self.take('<') {
                    self.read_name()?
                } else {
                    return None;
                };
                self.references.push(Reference::Name(name));
            }
            first @ '1'..='9' => {
                let number = format!("{first}{}", self.read_all_digits())
                    .parse()
                    .unwrap_or(usize::MAX);
                self.references.push(Reference::Number(number));
            }
            other => {
                self.read_character(other)?;
            }
        }
        Some(Before::Atom)
    }

    fn read_all_digits(&mut self) -> String {
        std::iter::from_fn(|| self.rest.next_if(char::is_ascii_digit)).collect()
    }

    /// `{Name}` or `{Name=Value}`
    fn read_property(&mut self) -> Option<()> {
        if !self.take('{') {
            return None;
        }
        let name: String = std::iter::from_fn(|| {
            self.rest
                .next_if(|next| next.is_ascii_alphanumeric() || "_=".contains(*next))
        })
        .collect();
        (self.take('}') && !name.is_empty()).then_some(())
    }

    /// What stands for one character after a backslash, as its code point.
    fn read_character(&mut self, escape: char) -> Option<u32> {
        match escape {
            'f' => Some(12),
            'n' => Some(10),
            'r' => Some(13),
            't' => Some(9),
            'v' => Some(11),
            '0' => (!self.rest.peek().is_some_and(char::is_ascii_digit)).then_some(0),
            'c' => self
                .rest
                .next()
                .filter(char::is_ascii_alphabetic)
                .map(|letter| u32::from(letter) % 32),
            'x' => self.read_hex(2),
            'u' if self.take('{') => self.read_code_point(),
            'u' => self.read_unit(),
            other => (!other.is_alphanumeric()).then_some(other.into()),
        }
    }

    fn read_hex(&mut self, digits: usize) -> Option<u32> {
        (0..digits).try_fold(0, |number, _| {
            Some(number * 16 + self.rest.next()?.to_digit(16)?)
        })
    }

    /// The digits of `\uXXXX`; two that are a surrogate pair are one character.
    fn read_unit(&mut self) -> Option<u32> {
        let high = self.read_hex(4)?;
        let before = self.rest.clone();
        if (0xd800..0xdc00).contains(&high)
            && self.take('\\')
            && self.take('u')
            && let Some(low) = self.read_hex(4)
            && (0xdc00..0xe000).contains(&low)
        {
            return Some(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00));
        }
        self.rest = before;
        Some(high)
    }

    /// The hexadecimal digits and the `}` of `\u{…}`.
    fn read_code_point(&mut self) -> Option<u32> {
        let mut number = self.rest.next()?.to_digit(16)?;
        loop {
            match self.rest.next()? {
                '}' => return Some(number),
                digit => number = number * 16 + digit.to_digit(16)?,
            }
            if number > 0x0010_ffff {
                return None;
            }
        }
    }
}
