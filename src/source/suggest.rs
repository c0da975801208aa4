//! The name that was probably meant.

/// How many names a sentence lists before it says how many more there are.
const LISTED: usize = 16;

/// What to say about `name`, which is none of `known`: the one that was probably meant, or all.
#[must_use]
pub fn hint(name: &str, known: &[&str]) -> String {
    if let Some(meant) = nearest(name, known) {
        return format!("did you mean {meant}?");
    }
    if known.is_empty() {
        return "there is none".to_owned();
    }
    let listed: Vec<&str> = known.iter().take(LISTED).copied().collect();
    let more = known.len().saturating_sub(LISTED);
    let tail = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("there is {}{tail}", listed.join(", "))
}

/// The one of `known` that is at most two letters away from `name`, if any.
#[must_use]
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|candidate| (distance(&plain(name), &plain(candidate)), *candidate))
        .filter(|(letters, candidate)| *letters <= 2 && *letters < candidate.chars().count())
        .min_by_key(|(letters, _)| *letters)
        .map(|(_, candidate)| candidate)
}

/// Capitals and the choice of `-` or `_` are no difference.
fn plain(name: &str) -> Vec<char> {
    // A name longer than any we have is far from all of them; do not spend time on it.
    name.chars()
        .take(96)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '-' { '_' } else { c })
        .collect()
}

/// Letters to insert, remove or replace.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, x) in a.iter().enumerate() {
        let mut diagonal = above;
        let mut left = above.saturating_add(1);
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let replaced = diagonal.saturating_add(usize::from(x != y));
            diagonal = *cell;
            left = replaced.min(left.saturating_add(1)).min(diagonal.saturating_add(1));
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = above.saturating_add(1);
        }
    }
    row.last().copied().unwrap_or_default()
}
