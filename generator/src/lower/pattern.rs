//! ECMA-262 regular expressions to the syntax of the `regex` crate, which runs in linear time; where that has no word
//! for something (look-around, back references), to that of `fancy-regex`.
//!
//! The dialects differ in a few places: there `\d`, `\w` and `\b` are ASCII, `$` is the very end, `[` may stand in a
//! class as it is, and escapes without a meaning stand for themselves. What only Annex B of ECMA-262 lets in is read as it
//! says, for people write it: a `-` beside a class in a class (`[\w-.]`), braces that count nothing, octal escapes.

use crate::ir::Pattern;

/// Translates, or says why it cannot.
pub(crate) fn translate(source: &str) -> Result<Pattern, String> {
    let regex = rewrite(source)?;
    let linear = regex::Regex::new(&regex).map_err(|error| reason(&error));
    if let Err(reason) = &linear {
        fancy_regex::Regex::new(&regex).map_err(|error| match error {
            fancy_regex::Error::ParseError(..) => error.to_string(),
            _ => reason.clone(),
        })?;
    }
    Ok(Pattern {
        source: source.to_owned(),
        regex,
        linear: linear.is_ok(),
    })
}

/// What an error says: it draws the expression and points at the place, and has the reason last.
fn reason(error: &regex::Error) -> String {
    if let regex::Error::CompiledTooBig(bytes) = error {
        return format!(
            "it counts so far that it takes more than {} MiB",
            bytes >> 20
        );
    }
    let text = error.to_string();
    let reason = text.lines().last().unwrap_or_default();
    reason.trim_start_matches("error: ").to_owned()
}

fn rewrite(source: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = source.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => {
                escape(&mut rest, Side::Outside, &mut out)?;
            }
            '[' => class(&mut rest, &mut out)?,
            '(' => group(&mut rest, &mut out),
            '{' => braces(&mut rest, &mut out),
            '}' => out.push_str("\\}"),
            '$' => out.push_str("\\z"),
            '.' => out.push_str("[^\\n\\r\\u{2028}\\u{2029}]"),
            other => out.push(other),
        }
    }
    Ok(out)
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Where an escape stands.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Outside,
    InClass,
}

/// What stands before a place in a class.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Nothing that a range may begin with.
    Nothing,
    /// A character: a `-` makes a range of it.
    Character,
    /// A class: a `-` stands for itself.
    Class,
    /// A `-` that asks for the end of a range.
    Hyphen,
}

/// After `[`: a class, to its end. The two that ECMA-262 writes empty have other words in the `regex` crate.
fn class(rest: &mut Rest<'_>, out: &mut String) -> Result<(), String> {
    let negated = rest.next_if_eq(&'^').is_some();
    if rest.next_if_eq(&']').is_some() {
        let empty = if negated {
            "(?s:.)"
        } else {
            "[^\\x00-\\u{10ffff}]"
        };
        out.push_str(empty);
        return Ok(());
    }
    out.push_str(if negated { "[^" } else { "[" });
    let mut before = Before::Nothing;
    while let Some(character) = rest.next() {
        let atom = match character {
            ']' => {
                out.push(']');
                return Ok(());
            }
            '-' if matches!(before, Before::Character | Before::Class) => {
                hyphen(before, rest, out);
                Before::Hyphen
            }
            '\\' => escape(rest, Side::InClass, out)?,
            other => plain(other, out),
        };
        let is_end = before == Before::Hyphen;
        before = if is_end { Before::Nothing } else { atom };
    }
    Err("a class is not closed".to_owned())
}

/// A `-` makes a range of two characters, and stands for itself beside a class.
fn hyphen(before: Before, rest: &Rest<'_>, out: &mut String) {
    let mut ahead = rest.clone();
    let escaped = ahead.next_if_eq(&'\\').and_then(|_| ahead.next());
    let beside = before == Before::Class || escaped.is_some_and(is_class);
    out.push_str(if beside { "\\-" } else { "-" });
}

fn plain(character: char, out: &mut String) -> Before {
    if matches!(character, '[' | '&' | '~' | '-') {
        out.push('\\');
    }
    out.push(character);
    Before::Character
}

/// How long what stands in braces may be.
const BRACED: usize = 64;

/// What stands before the next `}`, with it.
fn braced(rest: &Rest<'_>) -> Option<String> {
    let ahead: String = rest.clone().take(BRACED).collect();
    ahead.find('}').map(|end| ahead[..=end].to_owned())
}

/// After `{`: a count, or a brace that counts nothing.
fn braces(rest: &mut Rest<'_>, out: &mut String) {
    match braced(rest).filter(|it| is_count(it)) {
        Some(count) => {
            rest.nth(count.len() - 1);
            out.push('{');
            out.push_str(&count);
        }
        None => out.push_str("\\{"),
    }
}

/// Whether a text is `2}`, `2,}` or `2,3}`.
fn is_count(text: &str) -> bool {
    let inside = text.trim_end_matches('}');
    let (least, most) = inside.split_once(',').unwrap_or((inside, ""));
    let is_number = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    !least.is_empty() && is_number(least) && is_number(most)
}

/// After `(`: named groups are written `(?P<name>`.
fn group(rest: &mut Rest<'_>, out: &mut String) {
    out.push('(');
    let mut ahead = rest.clone();
    let (first, second, third) = (ahead.next(), ahead.next(), ahead.next());
    if first == Some('?') && second == Some('<') && !matches!(third, Some('=' | '!')) {
        rest.next();
        out.push_str("?P");
    }
}

/// After `\`.
fn escape(rest: &mut Rest<'_>, side: Side, out: &mut String) -> Result<Before, String> {
    let escaped = rest.next().ok_or("it ends in a backslash")?;
    if let Some(class) = class_escape(escaped) {
        match side {
            Side::Outside => out.push_str(&format!("[{class}]")),
            Side::InClass => out.push_str(class),
        }
        return Ok(Before::Class);
    }
    match escaped {
        'p' | 'P' => {
            property(escaped, rest, out);
            return Ok(Before::Class);
        }
        'b' if side == Side::InClass => out.push_str("\\x08"),
        'b' => out.push_str("(?-u:\\b)"),
        'B' if side == Side::Outside => out.push_str("(?-u:\\B)"),
        'c' => control(rest, out)?,
        'u' => unicode(rest, out)?,
        'x' => code(&take_hex(rest, 2)?, out)?,
        'n' | 'r' | 't' | 'f' | 'v' | 'k' => out.extend(['\\', escaped]),
        '0'..='7' if escaped == '0' || side == Side::InClass => octal(escaped, rest, out)?,
        digit if digit.is_ascii_digit() && side == Side::Outside => out.extend(['\\', digit]),
        other if other.is_ascii_alphanumeric() => out.push(other),
        other => out.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
    }
    Ok(Before::Character)
}

/// What an escape lets in that stands for several characters, as it is written inside of a class.
fn class_escape(escaped: char) -> Option<&'static str> {
    Some(match escaped {
        'd' => "0-9",
        'D' => "[^0-9]",
        'w' => "A-Za-z0-9_",
        'W' => "[^A-Za-z0-9_]",
        's' => "\\s\\x{feff}",
        'S' => "[^\\s\\x{feff}]",
        _ => return None,
    })
}

/// Whether an escape stands for several characters.
fn is_class(escaped: char) -> bool {
    class_escape(escaped).is_some() || matches!(escaped, 'p' | 'P')
}

/// After `\p` and `\P`: a property in braces.
fn property(escaped: char, rest: &mut Rest<'_>, out: &mut String) {
    out.extend(['\\', escaped]);
    let name = braced(rest).filter(|it| it.starts_with('{'));
    let name = name.map_or(0, |it| it.chars().count());
    out.extend(rest.by_ref().take(name));
}

/// After `\c`: the letter of a control character.
fn control(rest: &mut Rest<'_>, out: &mut String) -> Result<(), String> {
    let letter = rest.next().filter(char::is_ascii_alphabetic);
    let letter = letter.ok_or("`\\c` wants a letter")?;
    out.push_str(&format!("\\x{:02x}", u32::from(letter) % 32));
    Ok(())
}

/// An octal escape, up to `\377`.
fn octal(first: char, rest: &mut Rest<'_>, out: &mut String) -> Result<(), String> {
    let mut value = first.to_digit(8).unwrap_or_default();
    let mut digits = 1;
    while let Some(digit) = rest.peek().and_then(|it| it.to_digit(8))
        && digits < 3
        && value * 8 + digit <= 0o377
    {
        rest.next();
        value = value * 8 + digit;
        digits += 1;
    }
    code(&format!("{value:x}"), out)
}

/// After `\u`: four digits, two surrogates, or any number of digits in braces.
fn unicode(rest: &mut Rest<'_>, out: &mut String) -> Result<(), String> {
    if rest.next_if_eq(&'{').is_some() {
        let digits: String = std::iter::from_fn(|| rest.next_if(|it| *it != '}')).collect();
        rest.next();
        return code(&digits, out);
    }
    let high = take_hex(rest, 4)?;
    let value = u32::from_str_radix(&high, 16).unwrap_or_default();
    if !(0xd800..0xdc00).contains(&value) {
        return code(&high, out);
    }
    let paired = rest.next() == Some('\\') && rest.next() == Some('u');
    let low = if paired {
        take_hex(rest, 4)?
    } else {
        return Err("a surrogate stands alone".to_owned());
    };
    let low = u32::from_str_radix(&low, 16)
        .unwrap_or_default()
        .wrapping_sub(0xdc00);
    code(
        &format!("{:x}", 0x10000 + ((value - 0xd800) << 10) + (low & 0x3ff)),
        out,
    )
}

fn take_hex(rest: &mut Rest<'_>, count: usize) -> Result<String, String> {
    let digits: String = rest.by_ref().take(count).collect();
    let sound = digits.len() == count && digits.chars().all(|it| it.is_ascii_hexdigit());
    if sound {
        Ok(digits)
    } else {
        Err(format!("an escape wants {count} hexadecimal digits"))
    }
}

fn code(digits: &str, out: &mut String) -> Result<(), String> {
    let value = u32::from_str_radix(digits, 16)
        .ok()
        .and_then(char::from_u32);
    let value = value.ok_or_else(|| format!("`{digits}` is no code point"))?;
    out.push_str(&format!("\\x{{{:x}}}", u32::from(value)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, linear: bool, good: &[&str], bad: &[&str]) {
        let pattern = translate(source).unwrap_or_else(|error| panic!("`{source}`: {error}"));
        assert_eq!(
            pattern.linear, linear,
            "`{source}` became `{}`",
            pattern.regex
        );
        let regex = fancy_regex::Regex::new(&pattern.regex).expect("the translation compiles");
        for text in good {
            assert!(
                regex.is_match(text).unwrap_or(false),
                "`{source}` refuses `{text}`"
            );
        }
        for text in bad {
            assert!(
                !regex.is_match(text).unwrap_or(true),
                "`{source}` takes `{text}`"
            );
        }
    }

    #[test]
    fn the_common_ones_are_linear() {
        check("^[A-Za-z]{3}$", true, &["usd"], &["us", "usd\n", "üsd"]);
        check("^/v1/coupons", true, &["/v1/coupons?a"], &["/v2/coupons"]);
        check(r"^\d+\/[\w-]+$", true, &["1/a-b"], &["١/a"]);
        check(r"[[\]&&~]", true, &["[", "]", "&", "~"], &["a"]);
        check(r"^\u00e9\x41\u{1f600}$", true, &["éA😀"], &["eA"]);
        check(r"^\ud83d\ude00$", true, &["😀"], &["x"]);
        check("^(?<year>[0-9]{4})$", true, &["2026"], &["26"]);
        check("a.b", true, &["axb"], &["a\nb"]);
        check("[^]", true, &["\n"], &[""]);
    }

    #[test]
    fn a_hyphen_beside_a_class_stands_for_itself() {
        check(r"^[\w-.]+$", true, &["a-b.c_"], &["a`", "a,"]);
        check(r"^[\w-z]+$", true, &["a-z"], &["`"]);
        check(r"^[+-\d]+$", true, &["+-1"], &[",", "/"]);
        check(r"^[a-\s-z]+$", true, &["a- z"], &["b"]);
        check(r"^[\p{Lu}-9]+$", true, &["A-9"], &["8"]);
        check(r"^[-a-c-]+$", true, &["-b"], &["d"]);
        check(r"^[!--]+$", true, &["!,-"], &["."]);
        check(r"^[+--a-c-]+$", true, &["+,-b"], &["."]);
        check(r"^[\w--/]+$", true, &["a-/"], &["."]);
    }

    #[test]
    fn braces_that_count_nothing_stand_for_themselves() {
        check("^{[a-z]{2,}}$", true, &["{ab}"], &["{a}", "ab"]);
        check("^a{,2}$", true, &["a{,2}"], &["a", "aa"]);
        check("^x{1}{$", true, &["x{"], &["x"]);
        check(r"^\p{Lu}{2}$", true, &["AB"], &["ab"]);
    }

    #[test]
    fn octal_escapes_are_characters() {
        check(r"^[^\000-\037]+$", true, &["a b"], &["\n", "\0"]);
        check(r"^\012\0$", true, &["\n\0"], &["2"]);
        check(r"^[\1]$", true, &["\u{1}"], &["1"]);
    }

    #[test]
    fn look_around_and_back_references_backtrack() {
        check("^(?!admin)[a-z]+$", false, &["user"], &["admin"]);
        check(r"^(a|b)\1$", false, &["aa"], &["ab"]);
    }

    #[test]
    fn what_is_no_expression_says_why() {
        let why = |source: &str| translate(source).expect_err("it is no expression");
        assert_eq!(
            why("(a"),
            "Parsing error at position 2: Opening parenthesis without closing parenthesis"
        );
        assert_eq!(
            why(r"^\p{L}{0,9000}$"),
            "it counts so far that it takes more than 10 MiB"
        );
        assert_eq!(why("[a"), "a class is not closed");
        assert_eq!(why("a\\"), "it ends in a backslash");
        assert_eq!(
            why("[z-a]"),
            "invalid character class range, the start must be <= the end"
        );
        assert_eq!(why(r"\p{XDigits}"), "Unicode property not found");
    }
}
