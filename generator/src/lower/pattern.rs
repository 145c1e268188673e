//! ECMA-262 regular expressions to the syntax of the `regex` crate, which runs in linear time; where that has no word
//! for something (look-around, back references), to that of `fancy-regex`.
//!
//! The dialects differ in a few places: there `\d`, `\w` and `\b` are ASCII, `$` is the very end, `[` may stand in a
//! class as it is, and escapes without a meaning stand for themselves.

use crate::ir::Pattern;

/// Translates, or says why it cannot.
pub(crate) fn translate(source: &str) -> Result<Pattern, String> {
    let regex = rewrite(source)?;
    let linear = regex::Regex::new(&regex).is_ok();
    if !linear {
        fancy_regex::Regex::new(&regex).map_err(|error| error.to_string().replace('\n', " "))?;
    }
    Ok(Pattern {
        source: source.to_owned(),
        regex,
        linear,
    })
}

fn rewrite(source: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut characters = source.chars().peekable();
    let mut in_class = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' => escape(&mut characters, in_class, &mut out)?,
            '[' if in_class => out.push_str("\\["),
            '[' => {
                in_class = true;
                class_start(&mut characters, &mut in_class, &mut out);
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            '&' | '~' if in_class => out.extend(['\\', character]),
            '(' if !in_class => group(&mut characters, &mut out),
            '$' if !in_class => out.push_str("\\z"),
            '.' if !in_class => out.push_str("[^\\n\\r\\u{2028}\\u{2029}]"),
            other => out.push(other),
        }
    }
    if in_class {
        Err("a class is not closed".to_owned())
    } else {
        Ok(out)
    }
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// After `[`: a negation, and the two classes that ECMA-262 writes empty.
fn class_start(rest: &mut Rest<'_>, in_class: &mut bool, out: &mut String) {
    let negated = rest.next_if_eq(&'^').is_some();
    if rest.next_if_eq(&']').is_some() {
        *in_class = false;
        out.push_str(if negated {
            "(?s:.)"
        } else {
            "[^\\x00-\\u{10ffff}]"
        });
    } else {
        out.push_str(if negated { "[^" } else { "[" });
    }
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
fn escape(rest: &mut Rest<'_>, in_class: bool, out: &mut String) -> Result<(), String> {
    let escaped = rest.next().ok_or("it ends in a backslash")?;
    match escaped {
        'd' => out.push_str(if in_class { "0-9" } else { "[0-9]" }),
        'D' => out.push_str("[^0-9]"),
        'w' => out.push_str(if in_class {
            "A-Za-z0-9_"
        } else {
            "[A-Za-z0-9_]"
        }),
        'W' => out.push_str("[^A-Za-z0-9_]"),
        's' => out.push_str(if in_class { SPACE } else { "[\\s\\x{feff}]" }),
        'S' => out.push_str("[^\\s\\x{feff}]"),
        'b' if in_class => out.push_str("\\x08"),
        'b' => out.push_str("(?-u:\\b)"),
        'B' => out.push_str("(?-u:\\B)"),
        '0' => out.push_str("\\x00"),
        'c' => {
            let letter = rest
                .next()
                .filter(char::is_ascii_alphabetic)
                .ok_or("`\\c` wants a letter")?;
            out.push_str(&format!("\\x{:02x}", u32::from(letter) % 32));
        }
        'u' => unicode(rest, out)?,
        'x' => code(&take_hex(rest, 2)?, out)?,
        'n' | 'r' | 't' | 'f' | 'v' | 'p' | 'P' | 'k' => out.extend(['\\', escaped]),
        digit if digit.is_ascii_digit() => out.extend(['\\', digit]),
        other if other.is_ascii_alphanumeric() => out.push(other),
        other => out.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
    }
    Ok(())
}

const SPACE: &str = "\\s\\x{feff}";

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
    fn look_around_and_back_references_backtrack() {
        check("^(?!admin)[a-z]+$", false, &["user"], &["admin"]);
        check(r"^(a|b)\1$", false, &["aa"], &["ab"]);
    }

    #[test]
    fn what_is_no_expression_says_why() {
        assert!(translate("(").is_err());
        assert!(translate("[a").is_err());
        assert!(translate("a\\").is_err());
    }
}
