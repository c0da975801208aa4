//! The words that no text may say alone: "cold", "hot" and "safe".

/// A word that says less than it seems to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Bare {
    Cold,
    Hot,
    Safe,
}

impl Bare {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Hot => "hot",
            Self::Safe => "safe",
        }
    }

    pub(super) fn mend(self) -> &'static str {
        match self {
            Self::Cold => {
                "say what is in it, \"cold gun: empty, shown clear\", or write {call gun}"
            }
            Self::Hot => "say with what, \"hot, 7 x half load\", or write {call gun}",
            Self::Safe => "say what was done or seen instead",
        }
    }
}

/// The first of these words that stands in `text` alone.
///
/// "cold gun: empty" and "hot, 7 x half load" name the contents; "safe direction" is no state of a gun; and "the safe"
/// is where guns are locked away, unless it is said of the gun ("the gun is safe", "cold gun: safe").
pub(super) fn bare_word(text: &str) -> Option<Bare> {
    sentences(&without_places(text)).into_iter().find_map(|sentence| in_sentence(&sentence))
}

/// `text` in small letters, with a `#` for every place to fill in: what stands in braces is a name.
fn without_places(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        out.push_str(before);
        rest = match (from.strip_prefix('{'), from.split_once('}')) {
            (Some(after), _) => after,
            (None, Some((_, after))) => {
                out.push('#');
                after
            }
            (None, None) => from,
        };
    }
    out.push_str(rest);
    out.to_lowercase()
}

/// The words of each sentence, a mark such as `:` being a word of its own.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '#' {
            word.push(c);
            continue;
        }
        let end = matches!(c, '.' | '!' | '?' | ';');
        let Some(sentence) = all.last_mut() else { continue };
        if !word.is_empty() {
            sentence.push(std::mem::take(&mut word));
        }
        if end {
            all.push(Vec::new());
        } else if !c.is_whitespace() {
            sentence.push(c.to_string());
        }
    }
    all
}

fn in_sentence(words: &[String]) -> Option<Bare> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut called = false;
    for (at, word) in words.iter().enumerate() {
        let before = words.get(..at).unwrap_or_default();
        let after = words.get(at.saturating_add(1)..).unwrap_or_default();
        let found = match *word {
            "cold" if is_called(after) => {
                called = true;
                continue;
            }
            "hot" if is_called(after) || has_load(after) => continue,
            "safe" if is_measure(after) || (!called && is_cabinet(before, after)) => continue,
            "cold" => Bare::Cold,
            "hot" => Bare::Hot,
            "safe" => Bare::Safe,
            _ => continue,
        };
        return Some(found);
    }
    None
}

/// "gun: …": the contents follow, in at least one word.
fn is_called(after: &[&str]) -> bool {
    matches!(after, ["gun", ":", contents @ ..] if contents.iter().any(|word| is_word(word)))
}

/// ", 7 x half load".
fn has_load(after: &[&str]) -> bool {
    let after = after.strip_prefix(&[","]).unwrap_or(after);
    let counted = |n: &str| n == "#" || n.bytes().all(|byte| byte.is_ascii_digit());
    matches!(after, [n, "x" | "\u{d7}", load @ ..] if counted(n) && load.iter().any(|word| is_word(word)))
}

fn is_measure(after: &[&str]) -> bool {
    matches!(after, ["direction" | "directions" | "distance" | "distances", ..])
}

fn is_cabinet(before: &[&str], after: &[&str]) -> bool {
    /// What is said of a cabinet, and not what a gun could be called.
    const OF_IT: &[&str] = &[
        "is", "was", "are", "and", "or", "key", "keys", "door", "open", "opened", "shut", "closed",
        "locked", "before", "after", "until", "with", "where", "by", "for", "to", "on", "at", "in",
    ];
    let ends = after.first().is_none_or(|next| !is_word(next) || OF_IT.contains(next));
    match before {
        // "Gun safe." says it of the gun, and so does "make the gun safe".
        [.., "gun"] => {
            let said = before.iter().rev().skip(1).take(2).any(|word| says_of(word));
            ends && !said && (before.len() > 1 || !after.is_empty())
        }
        [.., "the" | "a" | "this" | "that" | "each" | "every" | "locked"] => ends,
        _ => false,
    }
}

/// Whether what follows `word` is said of the thing after it.
fn says_of(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "is", "are", "was", "make", "makes", "made", "making", "keep", "keeps", "call", "declare",
        "render", "leave", "find", "found", "have", "has",
    ];
    VERBS.contains(&word)
}

fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphanumeric() || c == '#')
}
