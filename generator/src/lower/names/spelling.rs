//! The document's words as identifiers: casing, and words for what no identifier can hold.

use heck::{ToPascalCase, ToSnakeCase};

/// `snake_case`; before a digit it begins with `_`, and with `n` where no letter follows, so that it says something.
pub fn snake(word: &str) -> String {
    let name = if is_plain(word) {
        joined(word)
    } else {
        spelt(word).to_snake_case()
    };
    match name {
        name if name.is_empty() => "empty".to_owned(),
        name if begins_with_digit(&name) => {
            let is_number = !name.contains(|it: char| it.is_ascii_alphabetic());
            format!("{}{name}", if is_number { "n" } else { "_" })
        }
        name => name,
    }
}

/// `PascalCase`; it begins with a capital, `N` before a digit, so that no type is called like a module.
pub fn pascal(word: &str) -> String {
    let name = if is_plain(word) {
        capitalised(word)
    } else {
        spelt(word).to_pascal_case()
    };
    match name {
        name if name.is_empty() => "Empty".to_owned(),
        name if begins_with_digit(&name) => format!("N{name}"),
        name => name,
    }
}

fn begins_with_digit(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether the word is of letters in lower case, digits and separators, as most are: it needs no spelling, and its parts
/// are those between separators.
fn is_plain(word: &str) -> bool {
    let letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit();
    let plain = |it: u8| letter(it) || is_separator(char::from(it));
    word.bytes().all(plain) && word.bytes().any(letter) && !word.starts_with('-')
}

fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(is_separator).filter(|part| !part.is_empty())
}

/// The parts of a plain word in `snake_case`.
fn joined(word: &str) -> String {
    let mut name = String::with_capacity(word.len());
    for part in parts(word) {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(part);
    }
    name
}

/// The parts of a plain word in `PascalCase`.
fn capitalised(word: &str) -> String {
    let mut name = String::with_capacity(word.len());
    for part in parts(word) {
        let begin = name.len();
        name.push_str(part);
        if let Some(first) = name.get_mut(begin..=begin) {
            first.make_ascii_uppercase();
        }
    }
    name
}

fn is_separator(character: char) -> bool {
    matches!(
        character,
        '_' | '-' | '.' | '/' | '[' | ']' | ' ' | ':' | '(' | ')'
    )
}

/// The word in ASCII: symbols that tell words apart are spelt out, other separators are spaces.
fn spelt(word: &str) -> String {
    let symbols_only = !word.chars().any(char::is_alphanumeric);
    let mut text = String::with_capacity(word.len());
    for (position, character) in word.chars().enumerate() {
        match character {
            _ if character.is_ascii_alphanumeric() => text.push(character),
            '-' if position == 0 => text.push_str(" minus "),
            _ if is_separator(character) && !symbols_only => text.push(' '),
            _ => spell(character, &mut text),
        }
    }
    match text.trim() {
        "" if !word.is_empty() => "blank".to_owned(),
        text => text.to_owned(),
    }
}

fn spell(character: char, text: &mut String) {
    if let Some((_, base)) = LETTERS
        .iter()
        .find(|(accented, _)| accented.contains(character))
    {
        text.push_str(base);
    } else if let Some((_, name)) = SYMBOLS.iter().find(|(symbol, _)| *symbol == character) {
        text.push(' ');
        text.push_str(name);
        text.push(' ');
    } else if character.is_alphanumeric() {
        text.push_str(&format!(" u{:x} ", u32::from(character)));
    } else {
        text.push(' ');
    }
}

/// What tells a word from its rivals: so many hexadecimal digits, up to 16, of its FNV-1a hash.
pub fn mark(word: &str, length: usize) -> String {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The middle of the hash is mixed best: the digits begin there.
    let text = format!("{:016x}", hash.rotate_left(16));
    format!("x{}", &text[..length.min(16)])
}

/// The word's bytes in hexadecimal digits: equal digits, equal words.
pub fn digits(word: &str) -> String {
    word.bytes().map(|byte| format!("{byte:02x}")).collect()
}

const LETTERS: &[(&str, &str)] = &[
    ("àáâãäåāă", "a"),
    ("ÀÁÂÃÄÅĀĂ", "A"),
    ("çćč", "c"),
    ("ÇĆČ", "C"),
    ("èéêëēę", "e"),
    ("ÈÉÊËĒĘ", "E"),
    ("ìíîïī", "i"),
    ("ÌÍÎÏĪ", "I"),
    ("ñńň", "n"),
    ("ÑŃŇ", "N"),
    ("òóôõöøō", "o"),
    ("ÒÓÔÕÖØŌ", "O"),
    ("ùúûüū", "u"),
    ("ÙÚÛÜŪ", "U"),
    ("ýÿ", "y"),
    ("šś", "s"),
    ("žźż", "z"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("łŁ", "l"),
];

const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "dash"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('!', "not"),
    ('*', "star"),
    ('#', "hash"),
    ('@', "at"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('^', "caret"),
    ('~', "tilde"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('?', "question"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('\'', "quote"),
    ('"', "double_quote"),
    ('_', "underscore"),
    ('(', "open"),
    (')', "close"),
    ('[', "open_bracket"),
    (']', "close_bracket"),
    ('€', "euro"),
    ('£', "pound"),
    ('°', "degree"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_cased_like_all_others() {
        for word in [
            "a", "a_b", "__a__1b_", "1 a", "a[b]", "a.b/c", "a-b", "(a): b",
        ] {
            assert!(is_plain(word), "{word}");
            assert_eq!(joined(word), spelt(word).to_snake_case(), "{word}");
            assert_eq!(capitalised(word), spelt(word).to_pascal_case(), "{word}");
        }
        for word in ["", "_", "-", "-a", "A", "aB", "a+b", "é"] {
            assert!(!is_plain(word), "{word}");
        }
    }
}
