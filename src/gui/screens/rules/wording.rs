//! A step in a few words, for somebody who chooses among the steps of a list.

use crate::checklist::{Kind, Piece, Step, Words};

/// What the step asks, says or does.
pub(super) fn of_step(step: &Step) -> String {
    match &step.kind {
        Kind::Say { words, .. } => format!("\u{201c}{}\u{201d}", plain(words)),
        Kind::Challenge { ask, .. }
        | Kind::Choose { ask, .. }
        | Kind::ChooseMany { ask, .. }
        | Kind::Confirm { ask }
        | Kind::Count { ask, .. }
        | Kind::Measure { ask, .. }
        | Kind::Scan { ask, .. }
        | Kind::Photo { ask, .. }
        | Kind::Attach { ask }
        | Kind::BlindCount { ask, .. }
        | Kind::Match { ask, .. }
        | Kind::Text { ask, .. }
        | Kind::Wait { ask, .. }
        | Kind::Show { ask, .. } => plain(ask),
        Kind::Custody { act, .. } => format!("It is {}", act.words()),
        Kind::Sign { meaning, .. } => meaning.clone(),
        Kind::Proof { .. } => "A question about what was seen before".to_owned(),
        Kind::Each { part, steps, .. } => {
            let first = steps.first().map(of_step).unwrap_or_default();
            format!("For each {part}: {first}")
        }
    }
}

/// The words with their places left open.
fn plain(words: &Words) -> String {
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
