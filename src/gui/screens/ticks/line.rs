//! One line of a card: every answer that it can have, to be pressed or typed.

use egui::{Ui, vec2};

use super::Draft;
use crate::event::Shown;
use crate::gui::kit::{self, Button, Look};
use crate::gui::theme::space;
use crate::gui::view::Open;
use crate::run::{Actor, Answer, Face, FaceKind, Ticked};
use crate::terms::StepPath;

/// Numbers up to this are pressed; larger ones are typed.
const PRESSED: i64 = 12;

/// As many tags stand beside each other; more are typed.
const TAGS: usize = 12;

/// Draws a line; what it says now, where something was pressed or typed.
pub(super) fn show(
    ui: &mut Ui,
    open: &Open<'_>,
    (at, face): (usize, &Face),
    stands: Option<&Ticked>,
    draft: &mut Draft,
) -> Option<Ticked> {
    let row = Row { at, who: String::new() };
    let chosen = |answer: &Answer| stands == Some(&Ticked::Answer(answer.clone()));
    let alone = |ui: &mut Ui, words: &str, answer: Answer| {
        let pressed = row.chips(ui, &[words.to_owned()], |_| chosen(&answer))?;
        (pressed == 0).then_some(Ticked::Answer(answer))
    };
    match &face.kind {
        FaceKind::Say { heard_by: 0 } => alone(ui, "Said", Answer::Done),
        FaceKind::Say { heard_by } => {
            alone(ui, &format!("Said aloud, and {heard_by} answered"), Answer::Done)
        }
        FaceKind::Confirm => alone(ui, "Done", Answer::Done),
        FaceKind::Custody { .. } => alone(ui, "It has happened", Answer::Done),
        FaceKind::Wait { lasts, .. } => alone(ui, "The wait was over", Answer::Waited(*lasts)),
        FaceKind::Sign { who } => {
            let names: Vec<String> = who.iter().map(|actor| name(open, actor)).collect();
            alone(ui, &format!("{} saw it", names.join(" and ")), Answer::Witnessed)
        }
        FaceKind::Challenge { replies: of, .. } | FaceKind::Choose { of } => {
            let pressed = row.chips(ui, of, |at| chosen(&Answer::Choice(at)))?;
            Some(Ticked::Answer(Answer::Choice(pressed)))
        }
        FaceKind::ChooseMany { of } => several(ui, &row, of, stands),
        FaceKind::Count { min, max } if max.saturating_sub(*min) <= PRESSED => {
            let words: Vec<String> = (*min..=*max).map(|n| n.to_string()).collect();
            let number = |at: usize| i64::try_from(at).ok().map(|at| min.saturating_add(at));
            let pressed =
                row.chips(ui, &words, |at| number(at).is_some_and(|n| chosen(&Answer::Number(n))))?;
            Some(Ticked::Answer(Answer::Number(number(pressed)?)))
        }
        FaceKind::Count { .. } | FaceKind::Measure { .. } => {
            let unit = if let FaceKind::Measure { unit, .. } = &face.kind { unit } else { "" };
            let standing = match stands {
                Some(Ticked::Answer(Answer::Number(number))) => number.to_string(),
                Some(_) | None => String::new(),
            };
            let label = format!("Line {at}: the number {unit}");
            let typed = typed(ui, label.trim_end(), &face.step, &standing, draft)?;
            match typed.trim().parse() {
                Ok(number) => Some(Ticked::Answer(Answer::Number(number))),
                Err(_no_number) => {
                    draft.say_half(&face.step, [None, None]);
                    None
                }
            }
        }
        FaceKind::Blind { who, max } => counts(ui, open, (at, face), (who, *max), stands, draft),
        FaceKind::Match { offered } => {
            let few = if offered.len() <= TAGS { offered.as_slice() } else { &[] };
            let is = |at: usize| few.get(at).is_some_and(|tag| chosen(&Answer::Text(tag.clone())));
            if let Some(tag) = row.chips(ui, few, is).and_then(|at| few.get(at)) {
                return Some(Ticked::Answer(Answer::Text(tag.clone())));
            }
            text(ui, "as it is written", (at, face), stands, draft)
        }
        FaceKind::Scan { .. } => text(ui, "as it is written", (at, face), stands, draft),
        FaceKind::Text { .. } => text(ui, "in words, no names", (at, face), stands, draft),
        FaceKind::Show { to, .. } => shown(ui, open, &row, to, stands),
        FaceKind::Photo { .. }
        | FaceKind::Attach
        | FaceKind::Proof { .. }
        | FaceKind::Parts { .. } => None,
    }
}

/// A row of what can be pressed, named by its line so that no two are alike.
struct Row {
    at: usize,
    who: String,
}

impl Row {
    fn chips(
        &self,
        ui: &mut Ui,
        words: &[String],
        chosen: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut pressed = None;
        if !self.who.is_empty() {
            kit::caption(ui, &self.who);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for (at, words) in words.iter().enumerate() {
                let chosen = chosen(at);
                let who =
                    if self.who.is_empty() { String::new() } else { format!(", {}", self.who) };
                let ticked = if chosen { ", ticked" } else { "" };
                let name = format!("Line {}{who}: {words}{ticked}", self.at);
                let look = if chosen { Look::Chosen } else { Look::Plain };
                if Button::new(words).name(name).look(look).pressed(ui) {
                    pressed = Some(at);
                }
            }
        });
        pressed
    }
}

fn name(open: &Open<'_>, actor: &Actor) -> String {
    actor.person.map_or_else(|| actor.title.clone(), |person| open.name(person))
}

/// Any of several, at least one.
fn several(ui: &mut Ui, row: &Row, of: &[String], stands: Option<&Ticked>) -> Option<Ticked> {
    let mut chosen = match stands {
        Some(Ticked::Answer(Answer::Several(chosen))) => chosen.clone(),
        Some(_) | None => Vec::new(),
    };
    let pressed = row.chips(ui, of, |at| chosen.contains(&at))?;
    if chosen.contains(&pressed) {
        chosen.retain(|one| *one != pressed);
    } else {
        chosen.push(pressed);
        chosen.sort_unstable();
    }
    Some(Ticked::Answer(Answer::Several(chosen)))
}

/// Two counts under each other, as they lie on the paper.
fn counts(
    ui: &mut Ui,
    open: &Open<'_>,
    (at, face): (usize, &Face),
    (who, max): (&[Actor; 2], i64),
    stands: Option<&Ticked>,
    draft: &mut Draft,
) -> Option<Ticked> {
    let half = draft.half.iter().find(|(step, _)| *step == face.step).map(|(_, half)| *half);
    let mut both = match (half, stands) {
        (Some(half), _) => half,
        (None, Some(Ticked::Counted(one, other))) => [Some(*one), Some(*other)],
        (None, Some(Ticked::Answer(_) | Ticked::Shown(_)) | None) => [None, None],
    };
    let before = both;
    let words: Vec<String> = (0..=max.min(PRESSED)).map(|n| n.to_string()).collect();
    for (actor, count) in who.iter().zip(&mut both) {
        let row = Row { at, who: name(open, actor) };
        if max <= PRESSED {
            let is = |at: usize| i64::try_from(at).ok() == *count;
            if let Some(pressed) = row.chips(ui, &words, is) {
                *count = i64::try_from(pressed).ok();
            }
        } else {
            let mut text = count.map_or_else(String::new, |count| count.to_string());
            if kit::field(ui, &format!("Line {at}, {}", row.who), "", &mut text).changed() {
                *count = text.trim().parse().ok();
            }
        }
    }
    if both == before {
        return None;
    }
    if let [Some(one), Some(other)] = both {
        return Some(Ticked::Counted(one, other));
    }
    draft.say_half(&face.step, both);
    None
}

/// What is typed of a line, with what stands there; given where it changed.
fn typed(
    ui: &mut Ui,
    label: &str,
    step: &StepPath,
    standing: &str,
    draft: &mut Draft,
) -> Option<String> {
    let kept = draft.typed.iter().find(|(one, _)| one == step).map(|(_, typed)| typed.clone());
    let mut typed = kept.unwrap_or_else(|| standing.to_owned());
    if !kit::field(ui, label, "", &mut typed).changed() {
        return None;
    }
    draft.typed.retain(|(one, _)| one != step);
    draft.typed.push((step.clone(), typed.clone()));
    Some(typed)
}

fn text(
    ui: &mut Ui,
    label: &str,
    (at, face): (usize, &Face),
    stands: Option<&Ticked>,
    draft: &mut Draft,
) -> Option<Ticked> {
    let standing = match stands {
        Some(Ticked::Answer(Answer::Text(said))) => said.as_str(),
        Some(_) | None => "",
    };
    let typed = typed(ui, &format!("Line {at}: {label}"), &face.step, standing, draft)?;
    Some(Ticked::Answer(Answer::Text(typed.trim().to_owned())))
}

/// Whose initials stand there; who looked before does so already.
fn shown(
    ui: &mut Ui,
    open: &Open<'_>,
    row: &Row,
    to: &[(Shown, bool)],
    stands: Option<&Ticked>,
) -> Option<Ticked> {
    let still: Vec<&Shown> =
        to.iter().filter(|(_, looked)| !*looked).map(|(shown, _)| shown).collect();
    let mut seen = match stands {
        Some(Ticked::Shown(seen)) => seen.clone(),
        Some(Ticked::Answer(_) | Ticked::Counted(..)) | None => Vec::new(),
    };
    let who = |shown: &&Shown| {
        shown.person.map_or_else(
            || shown.role.words(),
            |person| format!("{}, {}", open.name(person), shown.role.words()),
        )
    };
    let words: Vec<String> =
        still.iter().map(|shown| format!("initials of {}", who(shown))).collect();
    if words.is_empty() {
        let nobody = ["Nobody has to see it".to_owned()];
        let is = |_| stands.is_some();
        return row.chips(ui, &nobody, is).map(|_| Ticked::Shown(Vec::new()));
    }
    let is = |at: usize| still.get(at).is_some_and(|shown| seen.contains(shown));
    let pressed = row.chips(ui, &words, is)?;
    let pressed = (*still.get(pressed)?).clone();
    if seen.contains(&pressed) {
        seen.retain(|one| *one != pressed);
    } else {
        seen.push(pressed);
    }
    Some(Ticked::Shown(seen))
}
