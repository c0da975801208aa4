//! The answers of a step as large buttons, each with its key.

use egui::{Key, Modifiers, Ui, vec2};

use super::{Draft, answer, counts, many, parts, proof, question};
use crate::checklist::CheckDigit;
use crate::gui::action::{Action, FileFor};
use crate::gui::kit::{self, Button};
use crate::gui::screens::files::{self, Asked};
use crate::gui::theme::{Type, icon, palette, size, space};
use crate::gui::view::{Open, View};
use crate::production::{Ask, Command, Happened};
use crate::run::{Actor, Answer, Face, FaceKind, Joined, Kept};
use crate::session::{Attachment, Object, Wanted};
use crate::terms::{Act, Millis, PersonId, RunId};

/// As many pictures as one answer takes, unless its step asks for more.
const PICTURES: usize = 12;

pub(super) const KEYS: [(Key, &str); 9] = [
    (Key::Num1, "1"),
    (Key::Num2, "2"),
    (Key::Num3, "3"),
    (Key::Num4, "4"),
    (Key::Num5, "5"),
    (Key::Num6, "6"),
    (Key::Num7, "7"),
    (Key::Num8, "8"),
    (Key::Num9, "9"),
];

/// Draws the question and its answers.
pub(super) fn show(
    ui: &mut Ui,
    (view, open): (View<'_>, &Open<'_>),
    run: RunId,
    face: &Face,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    if open.is_halted(run) {
        question(ui, &face.words);
        kit::title(
            ui,
            "This run goes on when the STOP is settled. Nothing is answered until then.",
        );
        return;
    }
    let ready = !open.saving;
    match &face.kind {
        FaceKind::Say { heard_by } => {
            kit::said(ui, &face.words);
            ui.add_space(space::L);
            let words = match heard_by {
                0 => "Said".to_owned(),
                n => format!("Said aloud, and {n} answered"),
            };
            if list(ui, &[words], ready, 0) == Some(0) {
                out.push(answer(run, face, Answer::Done));
            }
        }
        FaceKind::Challenge { replies, weak } => {
            asked(ui, open, face);
            if let Some(at) = list(ui, replies, ready, 0) {
                out.push(answer(run, face, Answer::Choice(at)));
            }
            weak_replies(ui, run, face, weak, (replies.len(), ready), out);
        }
        FaceKind::Confirm => {
            asked(ui, open, face);
            if list(ui, &["Done".to_owned()], ready, 0).is_some() {
                out.push(answer(run, face, Answer::Done));
            }
        }
        FaceKind::Choose { of } => {
            asked(ui, open, face);
            if let Some(at) = list(ui, of, ready, 0) {
                out.push(answer(run, face, Answer::Choice(at)));
            }
        }
        FaceKind::Count { min, max } => {
            asked(ui, open, face);
            counts::one(ui, run, face, (*min, *max), ready, draft, out);
        }
        FaceKind::Blind { who, max } => {
            asked(ui, open, face);
            counts::blind(ui, open, (run, face), (who, *max), ready, draft, out);
        }
        FaceKind::ChooseMany { of } => {
            asked(ui, open, face);
            if many::show(ui, of, ready, &mut draft.chosen, "Record these") {
                let chosen = draft.chosen.iter().copied().collect();
                out.push(answer(run, face, Answer::Several(chosen)));
            }
        }
        FaceKind::Measure { unit, min, max } => {
            asked(ui, open, face);
            counts::measure(ui, run, face, (unit, *min, *max), ready, draft, out);
        }
        FaceKind::Scan { check } => {
            asked(ui, open, face);
            scan(ui, *check);
            typed(ui, "Or type it as it stands there", run, face, ready, draft, out);
        }
        FaceKind::Photo { least } => {
            asked(ui, open, face);
            let least = usize::try_from(*least).unwrap_or(usize::MAX);
            let asked = Asked { wanted: Wanted::Picture, least, most: least.max(PICTURES) };
            attached(ui, view, (run, face), asked, ready, draft, out);
        }
        FaceKind::Attach => {
            asked(ui, open, face);
            let asked = Asked { wanted: Wanted::File, least: 1, most: 1 };
            attached(ui, view, (run, face), asked, ready, draft, out);
        }
        FaceKind::Proof { questions } => {
            proof::show(ui, open, (run, face), questions, ready, draft, out);
        }
        FaceKind::Parts { sort, offered, most } => {
            asked(ui, open, face);
            parts::show(ui, (run, face), (*sort, offered, *most), ready, draft, out);
        }
        FaceKind::Match { offered } => {
            asked(ui, open, face);
            if let Some(at) = list(ui, offered, ready, 0)
                && let Some(text) = offered.get(at)
            {
                out.push(answer(run, face, Answer::Text(text.clone())));
            }
            let label = if offered.is_empty() { "As you read it" } else { "Something else" };
            typed(ui, label, run, face, ready, draft, out);
        }
        FaceKind::Text { .. } => {
            asked(ui, open, face);
            kit::quiet(
                ui,
                "These words stay in the log and are signed as they stand: no names, and nothing that a thief could use.",
            );
            typed(ui, "In words", run, face, ready, draft, out);
        }
        FaceKind::Wait { lasts, left } => {
            asked(ui, open, face);
            wait(ui, run, face, (*lasts, *left), ready, draft, out);
        }
        FaceKind::Custody { from, to, .. } => {
            asked(ui, open, face);
            hands(ui, open, *from, *to);
            if list(ui, &["It has happened".to_owned()], ready, 0).is_some() {
                out.push(answer(run, face, Answer::Done));
            }
        }
        FaceKind::Show { .. } => {
            asked(ui, open, face);
            showing(ui, open, run, face, ready, out);
        }
        FaceKind::Sign { who } => {
            asked(ui, open, face);
            let name = |actor: &Actor| {
                actor.person.map_or_else(|| actor.title.clone(), |person| open.name(person))
            };
            let names = who.iter().map(name).collect::<Vec<_>>().join(" and ");
            if list(ui, &[format!("{names} saw it")], ready, 0).is_some() {
                out.push(answer(run, face, Answer::Witnessed));
            }
        }
    }
}

/// What a scanner is for here, and what is looked at before the code is taken.
fn scan(ui: &mut Ui, check: Option<CheckDigit>) {
    let words = match check {
        Some(check) => format!("Scan it now. Its {} check digit is tried.", check.words()),
        None => "Scan it now.".to_owned(),
    };
    kit::pill(ui, palette(ui).accent, icon::BARCODE, &words, Type::Title);
    ui.add_space(space::M);
}

/// Files, and the answer that names them.
fn attached(
    ui: &mut Ui,
    view: View<'_>,
    (run, face): (RunId, &Face),
    asked: Asked,
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let at = FileFor::Step(run, face.step.clone());
    if !files::show(ui, view, &at, asked, ready, &mut draft.files, out) {
        return;
    }
    let kept = |file: &Attachment| Kept {
        name: file.name.clone(),
        size: file.size(),
        sha256: file.object.digest,
    };
    let files: Vec<Object> = draft.files.files.iter().map(|file| file.object.clone()).collect();
    let answer = Answer::Files(draft.files.files.iter().map(kept).collect());
    let (step, at) = (face.step.clone(), None);
    let ask = Ask::Answer { run, step, answer, at };
    out.push(Action::SubmitWith(Command::Ask(ask), files));
}

/// The question, and under it what the answer is also recorded as: who hands over what, and to whom.
pub(super) fn asked(ui: &mut Ui, open: &Open<'_>, face: &Face) {
    kit::huge(ui, &face.words);
    for joined in &face.then {
        kit::title(ui, with_the_answer(open, joined));
    }
    ui.add_space(space::L);
}

fn with_the_answer(open: &Open<'_>, joined: &Joined) -> String {
    let name = |person: Option<PersonId>| {
        person.map_or_else(|| "nobody named".to_owned(), |person| open.name(person))
    };
    let tag = open.tag(joined.item);
    let then = if joined.perhaps { "then, if it comes to that" } else { "then" };
    let act = joined.act.words();
    match (joined.act, joined.from, joined.to) {
        (Act::Issue | Act::HandOver, from, to) => {
            format!("{then}: {} hands {tag} to {}", name(from), name(to))
        }
        (Act::Collect, from, to) => format!("{then}: {} takes {tag} from {}", name(to), name(from)),
        (_, Some(from), Some(to)) if from != to => {
            format!("{then}: {tag} {act}, {} to {}", open.name(from), open.name(to))
        }
        (_, Some(who), _) | (_, None, Some(who)) => {
            format!("{then}: {tag} {act}, by {}", open.name(who))
        }
        (_, None, None) => format!("{then}: {tag} {act}"),
    }
}

/// Large answers under each other, keys from `first` on; gives the one that was pressed.
pub(super) fn list(ui: &mut Ui, answers: &[String], ready: bool, first: usize) -> Option<usize> {
    let mut pressed = None;
    let typing = ui.ctx().text_edit_focused();
    for (at, words) in answers.iter().enumerate() {
        let key = KEYS.get(first + at);
        let wide = vec2(ui.available_width(), size::ANSWER);
        let button = Button::new(words)
            .step(Type::Title)
            .least(wide)
            .left()
            .enabled(ready)
            .key(key.map_or("", |(_, cap)| cap));
        let by_key = ready
            && !typing
            && key.is_some_and(|(key, _)| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key)));
        if button.pressed(ui) || by_key {
            pressed = Some(at);
        }
    }
    pressed
}

fn weak_replies(
    ui: &mut Ui,
    run: RunId,
    face: &Face,
    weak: &[String],
    (behind, ready): (usize, bool),
    out: &mut Vec<Action>,
) {
    if weak.is_empty() {
        return;
    }
    ui.add_space(space::M);
    kit::caption(ui, "Heard something weaker? It does not count; ask again.");
    ui.horizontal_wrapped(|ui| {
        for (at, words) in weak.iter().enumerate() {
            let key = KEYS.get(behind + at);
            let button = Button::new(format!("\u{201c}{words}\u{201d}"))
                .name(format!("Weak reply: {words}"))
                .enabled(ready)
                .key(key.map_or("", |(_, cap)| cap));
            let by_key = ready
                && key
                    .is_some_and(|(key, _)| ui.input_mut(|i| i.consume_key(Modifiers::NONE, *key)));
            if button.pressed(ui) || by_key {
                let (step, said) = (face.step.clone(), words.clone());
                out.push(Action::Submit(Command::Ask(Ask::RefuseReply { run, step, said })));
            }
        }
    });
}

fn typed(
    ui: &mut Ui,
    label: &str,
    run: RunId,
    face: &Face,
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    kit::field(ui, label, "", &mut draft.typed);
    let said = draft.typed.trim().to_owned();
    let fits = ready && !said.is_empty();
    let entered = fits && ui.input(|i| i.key_pressed(Key::Enter));
    if Button::new("Record it").enabled(fits).pressed(ui) || entered {
        draft.typed.clear();
        out.push(answer(run, face, Answer::Text(said)));
    }
}

fn wait(
    ui: &mut Ui,
    run: RunId,
    face: &Face,
    (lasts, left): (Millis, Millis),
    ready: bool,
    draft: &mut Draft,
    out: &mut Vec<Action>,
) {
    let minutes = |millis: Millis| millis.div_ceil(60_000);
    if left == 0 {
        if list(ui, &["The wait is over".to_owned()], ready, 0).is_some() {
            out.push(answer(run, face, Answer::Waited(lasts)));
        }
        return;
    }
    kit::title(ui, format!("{} of {} min to wait", minutes(left), minutes(lasts)));
    kit::field(ui, "It began earlier: minutes ago", "", &mut draft.typed);
    let began = draft.typed.trim().parse::<Millis>().ok().map(|min| min.saturating_mul(60_000));
    let fits = ready && began.is_some();
    if Button::new("It began then").enabled(fits).pressed(ui)
        && let Some(ago) = began
    {
        out.push(answer(run, face, Answer::Waited(ago)));
    }
}

fn hands(ui: &mut Ui, open: &Open<'_>, from: Option<PersonId>, to: Option<PersonId>) {
    let name = |person: Option<PersonId>| {
        person.map_or_else(|| "\u{2013}".to_owned(), |person| open.name(person))
    };
    if from.is_some() || to.is_some() {
        kit::title(ui, format!("{} \u{2192} {}", name(from), name(to)));
        ui.add_space(space::M);
    }
}

fn showing(
    ui: &mut Ui,
    open: &Open<'_>,
    run: RunId,
    face: &Face,
    ready: bool,
    out: &mut Vec<Action>,
) {
    let FaceKind::Show { item, by, to } = &face.kind else { return };
    // Everybody keeps their place and key: a second press of the same key never names somebody else. What was seen is
    // recorded whether or not the line before it is on the disk yet.
    let can = by.is_some() && !open.is_halted(run);
    for (at, (shown, looked)) in to.iter().enumerate() {
        let who = shown.person.map_or_else(
            || shown.role.words(),
            |person| format!("{}, {}", open.name(person), shown.role.words()),
        );
        let words = format!("Shown to {who}");
        if *looked {
            done(ui, &words, at);
        } else if list(ui, &[words], can, at) == Some(0)
            && let Some(by) = *by
        {
            let (items, to) = (vec![*item], vec![shown.clone()]);
            let shown = Happened::Shown { items, by, to, card: None };
            out.push(Action::Submit(Command::Happened(shown)));
        }
    }
    let rest = ["Nobody else needs to see it".to_owned()];
    if list(ui, &rest, ready, to.len()).is_some() {
        out.push(answer(run, face, Answer::ShownToAll));
    }
}

/// An answer that was given: it stays where it was, and its key says nothing any more.
fn done(ui: &mut Ui, words: &str, at: usize) {
    if let Some((key, _)) = KEYS.get(at)
        && !ui.ctx().text_edit_focused()
    {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
    }
    let wide = vec2(ui.available_width(), size::ANSWER);
    let button = Button::new(words).name(format!("{words}, recorded")).icon(icon::CHECK);
    let _drawn = button.step(Type::Title).least(wide).left().enabled(false).show(ui);
}
