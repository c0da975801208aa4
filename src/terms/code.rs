//! A code that is read aloud and typed back.

use super::id::ALPHABET;

/// A code as somebody typed it, as it was shown: capitals, blanks and hyphens do not matter, `o` is taken for `0`, `i` and `l`
/// for `1`; none where a letter is in no code.
#[must_use]
pub fn typed_code(text: &str) -> Option<String> {
    let letter = |typed: char| {
        let letter = match typed.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            letter => letter,
        };
        u8::try_from(letter).ok().filter(|byte| ALPHABET.contains(byte)).map(char::from)
    };
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(letter).collect()
}
