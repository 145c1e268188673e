//! The document's words as identifiers: casing, and words for what no identifier can hold.

use heck::{ToPascalCase, ToSnakeCase};

/// `snake_case`
pub fn snake(word: &str) -> String {
    begin(spelt(word).to_snake_case(), "empty")
}

/// `PascalCase`
pub fn pascal(word: &str) -> String {
    begin(spelt(word).to_pascal_case(), "Empty")
}

/// An identifier does not begin with a digit and is not empty.
fn begin(name: String, empty: &str) -> String {
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name,
    }
}

/// The word in ASCII: symbols that tell words apart are spelt out, other separators are spaces.
fn spelt(word: &str) -> String {
    let symbols_only = !word.chars().any(char::is_alphanumeric);
    let mut text = String::new();
    for (position, character) in word.chars().enumerate() {
        match character {
            _ if character.is_ascii_alphanumeric() => text.push(character),
            '-' if position == 0 => text.push_str(" minus "),
            '_' | '-' | '.' | '/' | '[' | ']' | ' ' | ':' | '(' | ')' if !symbols_only => {
                text.push(' ')
            }
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

/// What tells a word from its rivals: four hexadecimal digits of its FNV-1a hash.
pub fn mark(word: &str) -> String {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("x{:04x}", (hash >> 32) & 0xffff)
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
