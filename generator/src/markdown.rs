//! Markdown that is written by lowering and by emission alike.

use crate::problem::is_invisible;

/// A name or value on the wire, as code in a sentence.
pub fn code(wire: &str) -> String {
    let wire = one_line(wire);
    let longest = wire.split(|it| it != '`').map(str::len).max();
    match longest {
        _ if wire.is_empty() => "` `".to_owned(),
        None | Some(0) => format!("`{wire}`"),
        Some(longest) => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {wire} {fence}")
        }
    }
}

/// A blank for each character that breaks the line or turns it.
pub fn one_line(text: &str) -> String {
    text.replace(|it: char| it.is_control() || is_invisible(it), " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_code_whatever_it_holds() {
        for (wire, written) in [
            ("a", "`a`"),
            ("c`d", "`` c`d ``"),
            ("``", "``` `` ```"),
            ("a\nb", "`a b`"),
            ("", "` `"),
        ] {
            assert_eq!(code(wire), written);
        }
    }
}
