//! A concern, from anybody: sealed to the safety officer alone; the screen shows how many there are and whether they left.

use egui::{Event, TextEdit, Ui, vec2};
use zeroize::Zeroizing;

use crate::gui::action::{Action, Errand, Pin};
use crate::gui::kit::{self, Button};
use crate::gui::theme::{icon, palette, size};
use crate::gui::view::Open;
use crate::terms::ConcernId;

/// What was typed and not sealed yet.
#[derive(Default)]
pub(in crate::gui) struct Draft {
    text: Zeroizing<String>,
    answering: bool,
    about: Option<ConcernId>,
    answer: Zeroizing<String>,
    /// What could not be sealed, to which concern it answers, and why.
    unsealed: Vec<(Pin, Option<ConcernId>, String)>,
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Draft(private)")
    }
}

impl Draft {
    /// Forgets what was typed and not given to be sealed.
    pub(in crate::gui) fn put_away(&mut self) {
        let unsealed = std::mem::take(&mut self.unsealed);
        *self = Self { unsealed, ..Self::default() };
    }

    /// What was written could not be sealed: it is kept, and nobody sees it.
    pub(super) fn not_sealed(&mut self, text: Pin, about: Option<ConcernId>, why: String) {
        self.unsealed.push((text, about, why));
    }
}

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, open: &Open<'_>, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::page(ui, "Concern", true, |ui| {
        count(ui, open);
        kept(ui, draft, out);
        let Some((person, _)) = open.production.concerns_go_to(open.now.wall) else {
            let tone = palette(ui).caution;
            let words = "No key of a safety officer is entered here, so nothing can be sealed.";
            kit::banner(ui, tone, icon::WARNING, words, |ui| {
                kit::body(
                    ui,
                    "Ring the safety officer: the number is on the printed meeting sheet. Nothing is written down here.",
                );
                kit::body(ui, "Their key is entered under Items, People, Change.");
            });
            return;
        };
        let name = open.name(person);
        kit::body(
            ui,
            format!(
                "Only {name} can read it: not this laptop, nobody on the set. Nobody is named with it."
            ),
        );
        kit::quiet(
            ui,
            "The record shows that a concern was sealed, and when. It reaches them with the next bundle. If it cannot wait, say STOP, or ring the number on the meeting sheet.",
        );
        // What is written here goes nowhere else.
        ui.input_mut(|input| {
            input.events.retain(|event| !matches!(event, Event::Copy | Event::Cut));
        });
        if draft.answering {
            answer(ui, open, &name, draft, out);
            return;
        }
        write(ui, "What worries you", &mut draft.text);
        let ready = !draft.text.trim().is_empty();
        let seal = Button::new("Seal it").icon(icon::LOCK).first().enabled(ready);
        if seal.pressed(ui) {
            let text = Pin::take(&mut draft.text);
            out.push(Action::Do(Errand::Concern(text, None)));
        }
        if open.production.concerns().next().is_some() {
            let words = format!("{name}: answer one");
            if Button::new(words).name("Answer a concern").icon(icon::PENCIL).pressed(ui) {
                draft.answering = true;
            }
        }
    });
}

/// A field that nothing is left of elsewhere.
fn write(ui: &mut Ui, caption: &str, text: &mut String) {
    let label = kit::caption(ui, caption);
    let wide = vec2(ui.available_width().min(size::COLUMN), size::ANSWER * 2.0);
    let field = ui.add_sized(wide, TextEdit::multiline(text));
    let field = field.labelled_by(label.id);
    forget(ui, field.id);
}

/// The safety officer answers one: which was read under its number, and the answer is sealed as it is.
fn answer(ui: &mut Ui, open: &Open<'_>, name: &str, draft: &mut Draft, out: &mut Vec<Action>) {
    kit::quiet(
        ui,
        format!(
            "The answer is sealed too, and only {name} can read it again. Whoever asked is told aloud."
        ),
    );
    let all: Vec<(ConcernId, String)> = open
        .production
        .concerns()
        .map(|(id, one)| {
            let answered = if one.is_answered() { ", answered" } else { "" };
            (id, format!("{id}, {}{answered}", open.clock(one.at)))
        })
        .collect();
    draft.about = kit::choose(ui, "Which concern", &all, draft.about).or(draft.about);
    write(ui, "Your answer", &mut draft.answer);
    let ready = draft.about.is_some() && !draft.answer.trim().is_empty();
    let seal = Button::new("Seal the answer").icon(icon::LOCK).first().enabled(ready);
    if seal.pressed(ui) {
        let text = Pin::take(&mut draft.answer);
        out.push(Action::Do(Errand::Concern(text, draft.about)));
        draft.put_away();
    }
    if Button::new("No answer now").icon(icon::BACK).pressed(ui) {
        draft.put_away();
    }
}

/// What could not be sealed, of which nothing is shown: the next one who sits here is somebody else.
fn kept(ui: &mut Ui, draft: &mut Draft, out: &mut Vec<Action>) {
    let mut done = None;
    for (at, (_, about, why)) in draft.unsealed.iter().enumerate() {
        let what = if about.is_some() { "An answer" } else { "A concern" };
        let words = format!("{what} was NOT SEALED. {why}");
        kit::banner(ui, palette(ui).caution, icon::WARNING, &words, |ui| {
            kit::body(
                ui,
                "It is kept in memory, unseen, until it is sealed or thrown away, or the program ends.",
            );
            let again = Button::new("Seal it again").name(format!("Seal it again: {}", at + 1));
            if again.icon(icon::LOCK).pressed(ui) {
                done = Some((at, true));
            }
            let away = Button::new("Throw it away").name(format!("Throw it away: {}", at + 1));
            if away.icon(icon::X).pressed(ui) {
                done = Some((at, false));
            }
        });
    }
    if let Some((at, again)) = done {
        let (text, about, _) = draft.unsealed.remove(at);
        if again {
            out.push(Action::Do(Errand::Concern(text, about)));
        }
    }
}

/// What can be undone is kept in plain letters, and would come back for the next one who sits here.
fn forget(ui: &Ui, field: egui::Id) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), field) {
        state.clear_undoer();
        state.store(ui.ctx(), field);
    }
}

/// How many there are, and when a copy of them left the laptop last.
fn count(ui: &mut Ui, open: &Open<'_>) {
    let all: Vec<_> = open.production.concerns().map(|(_, one)| one).collect();
    if all.is_empty() {
        kit::quiet(ui, "None was recorded so far.");
        return;
    }
    // Whoever answered has read it, whichever way it came.
    let answered = all.iter().filter(|one| one.is_answered()).count();
    let here = all.iter().filter(|one| one.carried.is_none() && !one.is_answered()).count();
    let last = all.iter().filter_map(|one| one.carried.as_ref()).max_by_key(|at| at.wall);
    let last = last.map_or_else(
        || "no copy has left this laptop".to_owned(),
        |at| format!("last copy {}, {}", open.clock(at.wall), open.ago(at)),
    );
    let delivered = match here {
        0 => "all of them left with a bundle".to_owned(),
        some => format!("{some} not yet delivered"),
    };
    let answered = if answered == 0 { String::new() } else { format!("{answered} answered; ") };
    kit::strong(ui, format!("{} recorded; {answered}{delivered}; {last}.", all.len()));
}
