//! Lengths and counts as people say them: to the second, and nothing is rounded away.

use crate::terms::{Millis, StepPath};

/// "1 h 2 min 20 s", "20 s"; what is shorter than a second is "under 1 s", never nothing.
#[must_use]
pub fn lasted(time: Millis) -> String {
    let seconds = time / 1_000;
    let (hours, minutes, left) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let mut parts = Vec::new();
    if hours > 0 {
        parts.push(format!("{hours} h"));
    }
    if minutes > 0 {
        parts.push(format!("{minutes} min"));
    }
    if left > 0 {
        parts.push(format!("{left} s"));
    }
    match (parts.is_empty(), time) {
        (false, _) => parts.join(" "),
        (true, 0) => "0 s".to_owned(),
        (true, _) => "under 1 s".to_owned(),
    }
}

/// "1 run", "3 runs".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// "once", "2 times".
pub(super) fn times(n: usize) -> String {
    if n == 1 { "once".to_owned() } else { format!("{n} times") }
}

/// "a, b and c".
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// "step a", "steps a and b".
pub(super) fn paths<'a>(steps: impl Iterator<Item = &'a StepPath>) -> String {
    let mut words: Vec<String> = steps.map(ToString::to_string).collect();
    words.dedup();
    format!("{} {}", if words.len() == 1 { "step" } else { "steps" }, list(&words))
}

/// The same words with a capital letter.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
