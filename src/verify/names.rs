//! Names that could deceive a reader: two people whose names look alike, and characters that nobody sees.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::finding::Findings;
use crate::statement::Names;
use crate::terms::{Digest, LineText, PersonId, quoted};

const GO_BY: &str = "Go by their ids and keys, and ask which of them it was.";

/// Notes the names of `people` that could be taken for one another, or that no entry field takes.
pub(super) fn alike(
    place: &str,
    people: impl Iterator<Item = (PersonId, Digest)>,
    names: &Names,
    found: &mut Findings,
) {
    let mut seen: BTreeMap<String, (PersonId, &str)> = BTreeMap::new();
    for (person, digest) in people {
        let Some(name) = names.get(&digest) else { continue };
        if LineText::parse(name, LineText::NAME).is_ok_and(|text| text.as_str() != name)
            || LineText::parse(name, LineText::NAME).is_err()
        {
            let what = format!(
                "the name of {person}, {}, is written as the program lets nobody write one",
                quoted(name)
            );
            found.note(place, what, GO_BY);
        }
        if let Some((other, theirs)) = seen.insert(skeleton(name), (person, name)) {
            let what = format!(
                "the names of {other} and {person} look alike: {} and {}",
                quoted(theirs),
                quoted(name)
            );
            found.note(place, what, GO_BY);
        }
    }
}

/// What is left of a name for the eye: without marks, capitals, hidden characters and blanks, and with the letters of
/// other alphabets that look like Latin ones as those.
fn skeleton(name: &str) -> String {
    let shown = name.nfkd().filter(|c| c.is_alphanumeric());
    shown.flat_map(char::to_lowercase).map(latin).collect()
}

/// The Latin letter that a Cyrillic or Greek one is drawn like, and one of those that Latin draws alike.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' | 'η' => 'h',
        'і' | 'ι' | 'ı' | 'l' | '1' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'о' | 'ο' | 'σ' | '0' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        other => other,
    }
}
