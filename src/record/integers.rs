//! The bound on every integer of a line: within ±(2^53 - 1), which every JSON reader keeps exactly.

use crate::terms::MAX_INTEGER;

/// The digits of the first number in `json` that lies outside ±(2^53 - 1).
pub(super) fn too_large(json: &[u8]) -> Option<String> {
    let mut rest = json;
    while let Some((byte, after)) = rest.split_first() {
        rest = match byte {
            b'"' => after_string(after),
            b'0'..=b'9' => {
                let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let (number, after) = rest.split_at_checked(digits).unwrap_or_default();
                if is_too_large(number) {
                    return Some(String::from_utf8_lossy(number).into_owned());
                }
                after
            }
            _ => after,
        };
    }
    None
}

/// What follows the end of a string whose first quote was taken.
fn after_string(mut rest: &[u8]) -> &[u8] {
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) {
        let (end, after) =
            rest.split_at_checked(at).unwrap_or_default().1.split_at_checked(1).unwrap_or_default();
        if end == b"\"" {
            return after;
        }
        rest = after.get(1..).unwrap_or_default();
    }
    &[]
}

fn is_too_large(digits: &[u8]) -> bool {
    let number = || str::from_utf8(digits).ok()?.parse::<i64>().ok();
    digits.len() > 15 && number().is_none_or(|number| number > MAX_INTEGER)
}
