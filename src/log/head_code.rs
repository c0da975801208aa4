//! Codes that people write down and read out: the head code, size and root of a log as sixty letters, and the eight of an alarm.

use super::merkle::Hash;

use sha2::{Digest as _, Sha256};

/// Without `i`, `l`, `o` and `u`, which are misread.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 4 bytes of size, 32 of root, and 12 bits of check that fill the last byte and a half.
const BITS: usize = 300;

/// Returns the head code of the log `log_id` at `size`: 12 groups of 5.
pub fn head_code(log_id: &str, size: u32, root: &Hash) -> String {
    let mut bytes = [&size.to_be_bytes()[..], root.as_bytes()].concat();
    bytes.extend(check(log_id, &bytes));
    let mut code = String::new();
    for letter in 0..BITS / 5 {
        if letter > 0 && letter % 5 == 0 {
            code.push(' ');
        }
        let value = (letter * 5..letter * 5 + 5).fold(0, |value, bit| value << 1 | at(&bytes, bit));
        code.push(LETTERS.get(usize::from(value)).copied().map_or(' ', char::from));
    }
    code
}

/// Reads a head code of the log `log_id` as a person typed it: capitals, blanks and hyphens do not
/// matter, `o` is taken for `0`, `i` and `l` for `1`.
///
/// # Errors
///
/// Fails when the text is not sixty letters of the code, or its check does not fit this log.
pub fn parse_head_code(log_id: &str, text: &str) -> Result<(u32, Hash), HeadCodeError> {
    let mut bits: Vec<u8> = Vec::with_capacity(BITS);
    for typed in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let value = value(typed).ok_or(HeadCodeError::BadCharacter { found: typed })?;
        bits.extend((0..5).rev().map(|bit| value >> bit & 1));
    }
    if bits.len() != BITS {
        return Err(HeadCodeError::Length { found: bits.len() / 5 });
    }
    bits.resize(BITS + 4, 0);
    let (chunks, _) = bits.as_chunks::<8>();
    let bytes: Vec<u8> =
        chunks.iter().map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    let (said, given) = bytes.split_at_checked(36).ok_or(HeadCodeError::Check)?;
    if given != check(log_id, said) {
        return Err(HeadCodeError::Check);
    }
    let (size, root) = said.split_first_chunk::<4>().ok_or(HeadCodeError::Check)?;
    let root = root.try_into().ok().ok_or(HeadCodeError::Check)?;
    Ok((u32::from_be_bytes(*size), Hash::new(root)))
}

/// Why a text is not a head code of this log.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum HeadCodeError {
    /// A character that no code holds.
    #[error("a head code does not hold {found:?}")]
    BadCharacter {
        /// The character.
        found: char,
    },
    /// Too few or too many letters.
    #[error("a head code has 60 letters, this one has {found}")]
    Length {
        /// How many there are.
        found: usize,
    },
    /// A letter is wrong, or the code was made by another log.
    #[error("the head code was mistyped, or is of another log")]
    Check,
}

/// The first 12 bits of the check, in two bytes.
fn check(log_id: &str, said: &[u8]) -> [u8; 2] {
    let hash = Sha256::new_with_prefix("showclear head v1\n")
        .chain_update(log_id)
        .chain_update("\n")
        .chain_update(said)
        .finalize();
    let [first, second, ..]: [u8; 32] = hash.into();
    [first, second & 0xf0]
}

fn at(bytes: &[u8], bit: usize) -> u8 {
    bytes.get(bit / 8).map_or(0, |byte| byte >> (7 - bit % 8) & 1)
}

fn value(typed: char) -> Option<u8> {
    let letter = match typed.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        letter => letter,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

/// So many letters, of five bits each.
const PHONE_LETTERS: usize = 8;

/// The code of `about` in the log `log_id`: eight letters without a gap.
///
/// `root` is over the lines up to and with the one that told of it: whoever wrote the code down can tell later whether those
/// lines are still the same.
#[must_use]
pub fn phone_code(log_id: &str, about: &str, root: &Hash) -> String {
    let hash: [u8; 32] = Sha256::new_with_prefix("showclear phone v1\n")
        .chain_update(log_id)
        .chain_update("\n")
        .chain_update(about)
        .chain_update("\n")
        .chain_update(root.as_bytes())
        .finalize()
        .into();
    let bits =
        hash.iter().take(PHONE_LETTERS).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte))
            >> 24;
    let letters =
        (0..PHONE_LETTERS).rev().map(|at| usize::try_from(bits >> (5 * at) & 31).unwrap_or(0));
    letters.filter_map(|at| LETTERS.get(at)).copied().map(char::from).collect()
}
