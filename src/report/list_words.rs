//! What a list says of itself, in words for those who never see its text.

use crate::checklist::{
    Checklist, Choice, Ending, Kind, Over, Piece, RoleIx, SourceMark, Step, Words,
};
use crate::terms::length;

/// How far a source carries, in words.
#[must_use]
pub const fn mark(mark: SourceMark) -> &'static str {
    match mark {
        SourceMark::Read => "rule read there",
        SourceMark::Recalled => "recalled practice",
        SourceMark::Proposed => "our proposal",
    }
}

/// What ends a declaration, in words.
#[must_use]
pub fn ending(ending: Ending) -> String {
    let words = match ending {
        Ending::HandOver => "when it changes hands",
        Ending::OutOfSight => "out of sight",
        Ending::Opened => "when it is opened",
        Ending::SetUp => "at a new set-up",
        Ending::Break => "at a break",
        Ending::ClockJump => "when the clock jumps",
        Ending::Interrupted(limit) => {
            return format!("after an interruption of more than {}", length(limit));
        }
    };
    words.to_owned()
}

/// What a role is called.
#[must_use]
pub fn role(list: &Checklist, ix: RoleIx) -> &str {
    list.role(ix).map_or("", |role| &role.title)
}

/// The words with their places left open.
#[must_use]
pub fn plain(words: &Words) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Instance => "n".to_owned(),
        Piece::Part(_) | Piece::Text(_) | Piece::Number(_) | Piece::Person(_) => {
            "\u{2026}".to_owned()
        }
        Piece::Call(_) => "what is declared of it".to_owned(),
    };
    words.0.iter().map(piece).collect()
}

/// A step for reading: what is asked, the answers, and what else belongs to it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct StepLines {
    /// Who asks whom.
    pub who: String,
    /// What is asked or said.
    pub ask: String,
    /// The answers that there are.
    pub answers: Vec<String>,
    /// How it is answered, where there are no answers to choose from.
    pub how: String,
}

/// A step for reading.
#[must_use]
pub fn step_lines(list: &Checklist, step: &Step) -> StepLines {
    let titles = [step.by, step.to].into_iter().flatten().map(|ix| role(list, ix));
    let titles: Vec<&str> = titles.collect();
    let mut lines = StepLines { who: titles.join(" asks "), ..StepLines::default() };
    let roles = |all: &[RoleIx]| {
        let titles: Vec<&str> = all.iter().map(|ix| role(list, *ix)).collect();
        titles.join(" and ")
    };
    let choices = |of: &[Choice]| -> Vec<String> {
        let one = |choice: &Choice| {
            let words = plain(&choice.words);
            if choice.when.is_some() { format!("{words} (where it fits)") } else { words }
        };
        of.iter().map(one).collect()
    };
    (lines.ask, lines.answers, lines.how) = match &step.kind {
        Kind::Say { words, heard_by } => {
            let how = format!("Said aloud, {heard_by} answer");
            (format!("\u{201c}{}\u{201d}", plain(words)), Vec::new(), how)
        }
        Kind::Challenge { ask, expect, refuse } => {
            let weak = refuse.join(", ");
            let how = if weak.is_empty() { weak } else { format!("Does not count: {weak}") };
            (plain(ask), choices(expect), how)
        }
        Kind::Choose { ask, of } => (plain(ask), choices(of), String::new()),
        Kind::ChooseMany { ask, of } => {
            (plain(ask), choices(of), "Every one that is so, at least one".to_owned())
        }
        Kind::Measure { ask, unit, min, max } => {
            (plain(ask), Vec::new(), format!("{min} to {max} {unit}"))
        }
        Kind::Photo { ask, least } => {
            (plain(ask), Vec::new(), format!("Pictures, at least {least}, kept as they are"))
        }
        Kind::Attach { ask } => (plain(ask), Vec::new(), "One file, kept as it is".to_owned()),
        Kind::Scan { ask, .. } => (plain(ask), Vec::new(), "Scanned or typed".to_owned()),
        Kind::Proof { pick, bench, .. } => {
            let when = if *bench { "At the bench and in drills" } else { "In drills" };
            let how = format!("{when}; drawn at random: {pick}");
            ("A question about what was seen before".to_owned(), Vec::new(), how)
        }
        Kind::Confirm { ask } => (plain(ask), Vec::new(), "A tick".to_owned()),
        Kind::Count { ask, min, max } => {
            (plain(ask), Vec::new(), format!("A number from {min} to {max}"))
        }
        Kind::BlindCount { ask, roles: pair, max } => {
            let how = format!("{} each count alone, 0 to {max}", roles(pair));
            (plain(ask), Vec::new(), how)
        }
        Kind::Match { ask, .. } => {
            (plain(ask), Vec::new(), "Must equal what is recorded; never shown before".to_owned())
        }
        Kind::Text { ask, .. } => (plain(ask), Vec::new(), "In words".to_owned()),
        Kind::Wait { ask, lasts, holds } => {
            let from = if holds.is_some() { " from the beginning of the list" } else { "" };
            (plain(ask), Vec::new(), format!("{}{from}, cannot be cut short", length(*lasts)))
        }
        Kind::Show { ask, by, to, .. } => {
            let how = format!("{} shows it to {}", role(list, *by), roles(to));
            (plain(ask), Vec::new(), how)
        }
        Kind::Custody { act, from, to, joined, back, held, .. } => {
            let hands = [*from, *to].into_iter().flatten().map(|ix| role(list, ix));
            let hands: Vec<&str> = hands.collect();
            let with = if *joined { "Recorded with the answer before it. " } else { "" };
            let count = if back.is_some() || held.is_some() {
                ". What came out goes into the rounds ledger"
            } else {
                ""
            };
            let how = format!("{with}{}{count}", hands.join(" to "));
            (format!("It is {}", act.words()), Vec::new(), how)
        }
        Kind::Sign { roles: all, meaning } => {
            (meaning.clone(), Vec::new(), format!("{} are witnesses", roles(all)))
        }
        Kind::Each { over: Over::Number(_), part, .. } => {
            (format!("For each {part}:"), Vec::new(), String::new())
        }
        Kind::Each { over: Over::Named { ask, .. }, part, .. } => {
            (plain(ask), Vec::new(), format!("Then for each {part} that is named:"))
        }
    };
    lines
}
