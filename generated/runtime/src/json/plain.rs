//! Which bytes of a string are written as they are, many of them at a time (RFC 8259, section 7).

const ONES: u64 = u64::MAX / 0xff;
const HIGH: u64 = ONES << 7;

/// How many bytes come before the first that JSON does not allow as it is inside a string: a quote, a backslash or a
/// control character.
#[inline(always)]
pub(crate) fn plain_length(text: &[u8]) -> usize {
    let (words, behind) = text.as_chunks();
    for (position, word) in words.iter().enumerate() {
        let specials = specials(u64::from_le_bytes(*word));
        if specials != 0 {
            return position * 8 + specials.trailing_zeros() as usize / 8;
        }
    }
    let behind = behind.iter().take_while(|byte| !is_special(**byte));
    words.len() * 8 + behind.count()
}

/// Whether every byte is allowed as it is. What whole chunks leave over is looked at in the last chunk that fits: a byte may
/// be seen twice.
#[inline(always)]
pub(crate) fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<16>() {
        let (chunks, _) = text.as_chunks::<16>();
        return !chunks.iter().any(has_special) && !has_special(last);
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return !(has_special(first) | has_special(last));
    }
    if let (Some([a, b, c, d]), Some([e, f, g, h])) = (text.first_chunk(), text.last_chunk()) {
        return !has_special(&[*a, *b, *c, *d, *e, *f, *g, *h]);
    }
    !text.iter().any(|byte| is_special(*byte))
}

/// Without a branch for each byte, so that the compiler can look at all of them at once.
#[inline(always)]
fn has_special<const N: usize>(chunk: &[u8; N]) -> bool {
    chunk
        .iter()
        .fold(false, |has, byte| has | is_special(*byte))
}

/// The high bit of the first special byte in the word, and of no byte before it; 0 where there is none.
///
/// A subtraction sets the high bit of a byte that is less than what is taken away, and perhaps of bytes behind it; bytes
/// that have their high bit from the start are none of ours.
#[inline(always)]
fn specials(word: u64) -> u64 {
    let is_less = |word: u64, limit: u64| word.wrapping_sub(ONES * limit);
    let is_equal = |byte: u8| is_less(word ^ (ONES * u64::from(byte)), 1);
    (is_less(word, 0x20) | is_equal(b'"') | is_equal(b'\\')) & !word & HIGH
}

#[inline(always)]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for (before, behind) in (0..18).flat_map(|it| [(it, 0), (it, 1), (it, 17)]) {
                let text = [vec![b'~'; before], vec![byte], vec![0x1f; behind]].concat();
                let expected = if is_special(byte) { before } else { before + 1 };
                assert_eq!(plain_length(&text), expected, "{text:?}");
                assert_eq!(is_plain(&text), expected == text.len(), "{text:?}");
            }
        }
    }
}
