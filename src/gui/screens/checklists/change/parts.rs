//! A draft as the page lists it: its steps with their numbers, its texts and times, and where its mistakes are.

use crate::checklist::{Checklist, Step, StepAt, TextOf, Timing, Wording, steps, times, wordings};
use crate::gui::screens::checklists::desk::Desk;
use crate::report::step_lines;
use crate::source::Mistake;

/// What a text of the list itself is called, by its place.
pub(super) fn label(place: &str, part: TextOf) -> String {
    let mut parts = place.split('.');
    match (parts.next(), parts.next(), parts.nth(1)) {
        (Some(_), None, _) => part.words().to_owned(),
        (Some(_), Some(id), Some(number)) => format!("{} {number}, {id}", part.words()),
        (_, Some(id), None) | (None, Some(id), Some(_)) => format!("{}: {id}", part.words()),
        (None, None, _) => place.to_owned(),
    }
}

/// What a text is called, with the number of its step: one name for each text of a file.
pub(super) fn named(all: &Parts, one: &Wording) -> String {
    let row = all.steps.iter().find(|row| one.step.as_ref() == Some(&row.at.path));
    let Some(row) = row else { return label(&one.place, one.part) };
    let nth = one.place.rsplit('.').next().filter(|last| last.parse::<usize>().is_ok());
    let nth = nth.map_or_else(String::new, |nth| format!(" {nth}"));
    format!("Step {}: {}{nth}", row.number, one.part.words())
}

/// The parts of the text as it stands.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) steps: Vec<Row>,
    pub(super) wordings: Vec<Wording>,
    pub(super) times: Vec<Timing>,
}

/// A step in the left column.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) at: StepAt,
    pub(super) number: String,
    pub(super) words: String,
    /// Whether people die of it.
    pub(super) killer: bool,
    /// The first mistake in it.
    pub(super) mistake: Option<String>,
}

impl Parts {
    pub(super) fn of(desk: &Desk) -> Self {
        let text = desk.text();
        let wordings = wordings(text);
        let (mistakes, list) = (desk.mistakes(), desk.list());
        let all = steps(text);
        let (mut top, mut inner) = (0, 0);
        let mut rows = Vec::new();
        for at in &all {
            let number = if at.path.contains('.') {
                inner += 1;
                format!("{top}.{inner}")
            } else {
                (top, inner) = (top + 1, 0);
                top.to_string()
            };
            let mine = wordings.iter().filter(|one| one.step.as_ref() == Some(&at.path));
            let first = mine.clone().find(|one| {
                matches!(one.part, TextOf::Question | TextOf::Meaning | TextOf::PartName)
            });
            let read = list.as_ref().and_then(|list| asked(list, &at.path));
            let words = match (read, first) {
                (Some(read), _) => read,
                (None, Some(one)) if one.part == TextOf::PartName => {
                    format!("For each {}", one.words)
                }
                (None, Some(one)) => one.words.clone(),
                (None, None) if at.kind == "Include" => {
                    format!("{}: the steps of a unit", at.path)
                }
                (None, None) => format!("{} (a move)", at.path),
            };
            let inside = |mistake: &&Mistake| home(&all, mistake) == Some(at);
            let mistake = mistakes.iter().find(inside).map(ToString::to_string);
            rows.push(Row { at: at.clone(), number, words, killer: at.killer, mistake });
        }
        Self { steps: rows, times: times(text), wordings }
    }
}

/// What a step asks, with its places left open.
fn asked(list: &Checklist, path: &str) -> Option<String> {
    let inner = |top: &Step| {
        let name = top.path.to_string();
        let inside = top.kind.inside().iter();
        inside.map(|one| (format!("{name}.{}", one.path), one.clone())).collect::<Vec<_>>()
    };
    let tops = list.steps.iter().map(|top| (top.path.to_string(), top.clone()));
    let all = tops.chain(list.steps.iter().flat_map(inner));
    let found = all.into_iter().find(|(name, _)| name == path);
    found.map(|(_, step)| step_lines(list, &step).ask)
}

/// The innermost step that a mistake stands in.
pub(super) fn home<'s>(steps: &'s [StepAt], mistake: &Mistake) -> Option<&'s StepAt> {
    let at = mistake.span.start;
    steps.iter().rev().find(|step| step.start <= at && at < step.end)
}
