//! What one revision of a list changes against another, by meaning: what loosens it first, then what tightens it, then words.
//!
//! What cannot be shown to tighten is said to loosen: whoever approves has to look at it.

mod kind;
mod parts;
mod said;
mod step;

use self::said::Said;
use crate::checklist::{Checklist, wordings};
use crate::terms::{Millis, length};

/// What a difference does to a list.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Sort {
    /// Something may pass now that did not pass before.
    Loosens,
    /// Something is asked or refused now that was not before.
    Tightens,
    /// The same is asked in other words.
    Wording,
}

/// One difference between two revisions.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// What it does.
    pub sort: Sort,
    /// Which part of the list: `steps.bore`, `stops.doubt`, `roles.armorer`, `validity`.
    pub place: String,
    /// What it is, as a clause.
    pub words: String,
    /// What was; empty where it is new, or where the words say all.
    pub was: String,
    /// What is; empty where it is gone, or where the words say all.
    pub is: String,
}

/// Which of two times is the stricter.
#[derive(Clone, Copy, Debug)]
enum Stricter {
    Longer,
    Shorter,
}

/// The differences found so far.
#[derive(Debug, Default)]
struct Found(Vec<Difference>);

impl Found {
    fn tell(
        &mut self,
        sort: Sort,
        place: &str,
        words: impl Into<String>,
        was: impl Into<String>,
        is: impl Into<String>,
    ) {
        let (place, words) = (place.to_owned(), words.into());
        self.0.push(Difference { sort, place, words, was: was.into(), is: is.into() });
    }

    /// Something that is there or not: whether having it is the stricter way.
    fn rule(&mut self, place: &str, was: bool, is: bool, words: &str) {
        match (was, is) {
            (true, false) => {
                self.tell(Sort::Loosens, place, format!("{words}: not any more"), "", "");
            }
            (false, true) => self.tell(Sort::Tightens, place, format!("{words}: now"), "", ""),
            (true, true) | (false, false) => {}
        }
    }

    /// Names of which having more is the stricter way, such as witnesses.
    fn more_is_stricter(&mut self, place: &str, what: &str, was: &[String], is: &[String]) {
        for gone in was.iter().filter(|one| !is.contains(one)) {
            self.tell(Sort::Loosens, place, format!("{what}: {gone} is gone"), gone, "");
        }
        for new in is.iter().filter(|one| !was.contains(one)) {
            self.tell(Sort::Tightens, place, format!("{what}: {new} is new"), "", new);
        }
    }

    /// Names of which having fewer is the stricter way, such as who may fill a role.
    fn fewer_is_stricter(&mut self, place: &str, what: &str, was: &[String], is: &[String]) {
        for new in is.iter().filter(|one| !was.contains(one)) {
            self.tell(Sort::Loosens, place, format!("{what}: {new} is new"), "", new);
        }
        for gone in was.iter().filter(|one| !is.contains(one)) {
            self.tell(Sort::Tightens, place, format!("{what}: {gone} is gone"), gone, "");
        }
    }

    /// A number of which the larger is the stricter.
    fn larger_is_stricter(&mut self, place: &str, what: &str, was: i128, is: i128) {
        if was != is {
            let sort = if is < was { Sort::Loosens } else { Sort::Tightens };
            let words = format!("{what}: {was} became {is}");
            self.tell(sort, place, words, was.to_string(), is.to_string());
        }
    }

    /// A number of which the smaller is the stricter.
    fn smaller_is_stricter(&mut self, place: &str, what: &str, was: i128, is: i128) {
        if was != is {
            let sort = if is > was { Sort::Loosens } else { Sort::Tightens };
            let words = format!("{what}: {was} became {is}");
            self.tell(sort, place, words, was.to_string(), is.to_string());
        }
    }

    /// A time, of which the longer or the shorter is the stricter.
    fn time(&mut self, place: &str, what: &str, was: Millis, is: Millis, stricter: Stricter) {
        if was == is {
            return;
        }
        let sort = match (stricter, is > was) {
            (Stricter::Longer, true) | (Stricter::Shorter, false) => Sort::Tightens,
            (Stricter::Longer, false) | (Stricter::Shorter, true) => Sort::Loosens,
        };
        let (was, is) = (length(was), length(is));
        self.tell(sort, place, format!("{what}: {was} became {is}"), was, is);
    }

    /// Something of which nobody can say which way is the stricter.
    fn other(&mut self, place: &str, what: &str, was: &str, is: &str) {
        if was != is {
            let words = format!("{what}: {was} became {is}, which may loosen");
            self.tell(Sort::Loosens, place, words, was, is);
        }
    }

    fn wording(&mut self, place: &str, was: &str, is: &str) {
        if was != is {
            let words = format!("\u{201c}{was}\u{201d} became \u{201c}{is}\u{201d}");
            self.tell(Sort::Wording, place, words, was, is);
        }
    }
}

/// Every difference between two revisions of a list, each put together with its units: what loosens first.
#[must_use]
pub fn diff(old: &Checklist, new: &Checklist) -> Vec<Difference> {
    let mut found = Found::default();
    let (before, after) = (Said(old), Said(new));
    parts::compare(before, after, &mut found);
    step::compare(before, after, &mut found);
    let said = wordings(&new.source.text);
    for one in wordings(&old.source.text) {
        // Answers are told apart by their words, so another word is another answer, and told with its step.
        if is_answer(&one.place) {
            continue;
        }
        if let Some(other) = said.iter().find(|other| other.place == one.place) {
            found.wording(&one.place, &one.words, &other.words);
        }
    }
    found.0.sort_by_key(|one| one.sort);
    // A text that two parts show is one difference.
    found.0.dedup();
    found.0
}

/// Whether a text is one of the answers of a step.
fn is_answer(place: &str) -> bool {
    let mut parts = place.rsplit('.');
    let counted = parts.next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    counted && matches!(parts.next(), Some("of" | "expect" | "refuse"))
}
