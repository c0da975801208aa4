//! The bound on every integer of a line: within ±(2^53 - 1), which every JSON reader keeps exactly.

use crate::terms::MAX_INTEGER;

/// The digits of the first number in `json` that lies outside ±(2^53 - 1).
pub(super) fn too_large(json: &[u8]) -> Option<String> {
    let mut in_string = false;
    let mut escaped = false;
    let mut digits = String::new();
    for &byte in json {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        if byte.is_ascii_digit() {
            digits.push(char::from(byte));
            continue;
        }
        if is_too_large(&digits) {
            return Some(digits);
        }
        digits.clear();
        in_string = byte == b'"';
    }
    is_too_large(&digits).then_some(digits)
}

fn is_too_large(digits: &str) -> bool {
    digits.len() > 15 && digits.parse::<i64>().map_or(true, |number| number > MAX_INTEGER)
}
